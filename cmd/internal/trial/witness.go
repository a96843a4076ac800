// Package trial makes the page of an evaluation: drives and what was seen of them in, HTML that opens without a network out.
package trial

import (
	"image"

	"steersim/cmd/internal/view"
	"steersim/sim"
	"steersim/sim/eval"
	"steersim/sim/expert"
	"steersim/sim/loop"
	"steersim/sim/track"
)

// Witness is a sink that remembers a drive for the page: its way, how it was steered, and pictures of what led to each
// intervention. It only looks: a drive with a witness is the drive without one.
type Witness struct {
	Road      *track.Road
	Report    eval.Report // set when the drive is over
	Companion Wheels      // a sink of the expert's drive on the same road, if there is one

	expert *expert.Expert // nil: nobody is compared with
	wheels Wheels
	way    []view.Passage
	asks   []ask
	recent []*image.RGBA
	strips []strip
	ticks  int64
}

// strip is what was seen before an intervention, in pictures of half the size.
type strip struct {
	alongM   float64
	timeS    float64
	offsetM  float64
	pictures []*image.RGBA
}

// What is kept of an intervention: a picture each half second of the last two, at most so many interventions a drive.
const (
	stripPictures = 5
	stripTicks    = sim.ControlHz / 2
	mostStrips    = 12
)

// Watch makes the witness ask the expert, in the driver's own pose at each control tick, what it would do. World is the drive's.
func (w *Witness) Watch(world *sim.World) (err error) {
	w.expert, err = expert.New(world, w.Road, expert.Law{})
	return err
}

// Note takes a control tick in.
func (w *Witness) Note(s loop.Sample) error {
	if err := w.wheels.Note(s); err != nil {
		return err
	}
	w.way = append(w.way, view.Passage{XM: s.Truth.XM, YM: s.Truth.YM, OffsetM: s.Lane.OffsetM, Intervention: s.Intervention})
	if w.expert != nil {
		w.asks = append(w.asks, ask{speedMPS: s.Truth.SpeedMPS, driverPerM: s.Command.CurvaturePerM, expertPerM: w.expert.AskPerM(), intervention: s.Intervention})
	}
	if s.Obs.Frame != nil && (w.ticks%stripTicks == 0 || s.Intervention) {
		w.keep(s.Obs.Frame)
	}
	w.ticks++
	if s.Intervention && len(w.strips) < mostStrips {
		w.strips = append(w.strips, strip{alongM: s.Lane.SM, timeS: float64(s.Truth.Tick) * sim.TickS, offsetM: s.Lane.OffsetM, pictures: w.recent})
		w.recent = nil
	}
	return nil
}

// keep takes a frame at half its size; of more than five the oldest goes, and its memory is used again.
func (w *Witness) keep(frame *image.RGBA) {
	var m *image.RGBA
	if len(w.recent) == stripPictures {
		m = w.recent[0]
		w.recent = append(w.recent[:0], w.recent[1:]...)
	} else {
		m = image.NewRGBA(image.Rectangle{Max: frame.Rect.Size().Div(2)})
	}
	halve(m, frame)
	w.recent = append(w.recent, m)
}

// halve makes a pixel of four.
func halve(to, from *image.RGBA) {
	for y := range to.Rect.Dy() {
		for x := range to.Rect.Dx() {
			a, b := 2*y*from.Stride+8*x, (2*y+1)*from.Stride+8*x
			pixel := to.Pix[y*to.Stride+4*x:]
			for k := range 4 {
				pixel[k] = uint8((int(from.Pix[a+k]) + int(from.Pix[a+4+k]) + int(from.Pix[b+k]) + int(from.Pix[b+4+k])) / 4)
			}
		}
	}
}
