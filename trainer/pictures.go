package trainer

import (
	"encoding/json"
	"math"

	"steersim/camera"
	"steersim/recorder"
	"steersim/trainer/augment"
	"steersim/trainer/frames"
)

// pictures says how the logs' pictures are made ready.
func (c Config) pictures() (frames.Config, error) {
	text, err := json.Marshal(c.Prepare)
	return frames.Config{
		Description: string(text),
		NewPreparer: func() (frames.Preparer, error) { return camera.NewPrepare(c.Prepare) },
		Size:        3 * c.Prepare.Width * c.Prepare.Height,
	}, err
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
