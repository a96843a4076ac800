package cockpit

import (
	"fmt"
	"image"
	"math"

	"steersim/cmd/internal/setup"
	"steersim/cmd/internal/stages"
	"steersim/cmd/internal/view"
	"steersim/model/lane"
	"steersim/sim"
	"steersim/sim/loop"
)

// found shows what the traditional driver makes of a frame: its lane drawn back into the frame, and on request every stage.
type found struct {
	pilot  *setup.LanePilot
	stages *stages.Stages
	frame  *image.RGBA
	maps   []*image.Gray
	points *image.Gray // the last of the maps: points and lane on the view, in grey
}

func newFound(p *setup.LanePilot) *found {
	f := &found{pilot: p, stages: stages.New(p.Eye), frame: image.NewRGBA(image.Rectangle{Max: setup.FrameSize})}
	f.points = image.NewGray(f.stages.Points().Rect)
	f.maps = append(append(f.maps, f.stages.Pictures()...), f.points)
	return f
}

// look adds to the overlay what was made of a sample's frame.
func (f *found) look(o *view.Overlay, s loop.Sample, maps bool) {
	if s.Obs.Frame == nil || s.Obs.Frame.Rect.Size() != f.frame.Rect.Size() {
		return
	}
	copy(f.frame.Pix, s.Obs.Frame.Pix)
	points, l, q := f.pilot.Seen()
	reach := lane.RangeM(s.Obs.SpeedMPS)
	shown := &l
	o.SeesTitle = "lane driver: silent, it knows no lane"
	if q.Known {
		stages.DrawBack(f.frame, l, reach)
		o.SeesTitle = fmt.Sprintf("lane: %+.2f m, %+.1f°, %+.3f 1/m", l.OffsetM(), -l.TurnRad*180/math.Pi, l.CurvaturePerM)
		if q.Coasted > 0 {
			o.SeesTitle += fmt.Sprintf(", unseen %.1f s", float64(q.Coasted)/sim.ControlHz)
		}
	} else {
		shown = nil
	}
	o.Sees = f.frame
	if !maps {
		return
	}
	f.stages.Paint(points, shown, reach)
	p := f.stages.Points().Pix
	for i := range f.points.Pix {
		f.points.Pix[i] = max(p[4*i]/2, p[4*i+1]/2)
		if p[4*i] != p[4*i+1] { // coloured: a point or the lane
			f.points.Pix[i] = max(p[4*i], p[4*i+1], p[4*i+2])
		}
	}
	o.Maps, o.MapNames = f.maps, stages.Names[:]
}
