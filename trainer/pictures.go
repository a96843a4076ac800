package trainer

import (
	"encoding/json"
	"fmt"
	"math"

	"steersim/camera"
	"steersim/recorder"
	"steersim/trainer/augment"
	"steersim/trainer/frames"
)

// pictures says how the logs' pictures are made ready.
func (c Config) pictures(spread Spread, newPainter func() (Painter, error), paintedBy string) (frames.Config, error) {
	text, err := json.Marshal(c.Prepare)
	f := frames.Config{
		Description: string(text),
		NewPreparer: func() (frames.Preparer, error) { return camera.NewPrepare(c.Prepare) },
		Size:        3 * c.Prepare.Width * c.Prepare.Height,
	}
	if err != nil || c.Views == Moved || c.Views == Cameras {
		return f, err
	}
	if c.Views == Middle {
		f.Description += " centre"
		f.NewSource = func() (frames.Source, error) { return c.kinds(), nil }
		return f, nil
	}
	if newPainter == nil {
		return f, fmt.Errorf("%w: views %s without a painter", ErrConfig, c.Views)
	}
	f.Description += fmt.Sprintf(" %s by %s: %d %v %d %v", c.Views, paintedBy, c.PerRecord, spread, c.Seed, c.Mounts)
	if c.SceneRecords > 0 {
		f.Description += fmt.Sprintf(" scenes %d", c.SceneRecords)
	}
	f.NewSource = func() (frames.Source, error) {
		painter, err := newPainter()
		return &outlook{painter: painter, seed: c.Seed, perRecord: c.PerRecord, spread: spread}, err
	}
	return f, nil
}

// kinds says which kinds of pictures a record has.
func (c Config) kinds() frames.Source {
	if c.Views.Painted() {
		return &outlook{perRecord: c.PerRecord}
	}
	if c.Views == Middle {
		return frames.Cameras{Only: 1 << recorder.Centre}
	}
	return frames.Cameras{}
}

// spread is how far cars are moved.
func (c Config) spread(own deviation) Spread {
	s := own.spread()
	wish := c.Spread
	if wish.ShiftM == 0 {
		wish.ShiftM = min(spreadTimes*s.ShiftM, mostSpread.ShiftM)
	}
	if wish.YawRad == 0 {
		wish.YawRad = min(spreadTimes*s.YawRad, mostSpread.YawRad)
	}
	return wish
}

// view is the centre camera as the prepared picture shows it. The side cameras differ by where they stand, which the
// label accounts for: to the network they are the centre camera of another car.
func (c Config) view() augment.View {
	m, p := c.Mounts[recorder.Centre], c.Prepare
	w, h := float64(c.Frame.X), float64(c.Frame.Y)
	focalPx := h / 2 / math.Tan(m.FieldOfViewRad/2)
	acrossX := float64(p.Width) / w
	acrossY := float64(p.Height) / ((p.Bottom - p.Top) * h)
	return augment.View{
		Width: p.Width, Height: p.Height,
		FocalXPx: focalPx * acrossX, FocalYPx: focalPx * acrossY,
		CentreXPx: w / 2 * acrossX, CentreYPx: (0.5 - p.Top) * h * acrossY,
		PitchRad: m.PitchRad, HeightM: m.HeightM, AheadM: m.ForwardM,
	}
}
