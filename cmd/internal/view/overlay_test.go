package view

import (
	"errors"
	"image"
	"image/color"
	"math"
	"path/filepath"
	"testing"
)

// tiles stands for a layer's maps.
func tiles(columns, rows int) *image.Gray {
	m := image.NewGray(image.Rect(0, 0, columns, rows))
	for y := range rows {
		for x := range columns {
			m.SetGray(x, y, color.Gray{Y: uint8(x*37 + y*91)})
		}
	}
	return m
}

// TestGoldenOverlays compares all that a window lays over a drive with pictures that a person has looked at.
func TestGoldenOverlays(t *testing.T) {
	recording := &Recording{On: true, Seconds: 754, Records: 7540, Bytes: 182e6, Free: 61e9, Correction: true}
	seen := sight(image.Pt(200, 66))
	looks := &Looks{Mask: make([]float32, 200*66), Width: 200, Top: 60.0 / 160, Bottom: 135.0 / 160, Over: true}
	for i := range looks.Mask { // a bright line that leans
		looks.Mask[i] = float32(max(0, 1-math.Abs(float64(i%200-60-i/200))/8))
	}
	maps := []*image.Gray{tiles(90, 60), tiles(80, 70), tiles(60, 60), tiles(40, 40), tiles(30, 60)}
	pad := &Pad{Name: "a steering wheel", Lines: []string{"turn it", "let go"}, Axes: []Axis{
		{Name: "steering", Raw: -0.4, Low: -0.7, High: 0.9, Dead: 0.08, Value: "-0.35"},
		{Name: "throttle", Raw: 0.3, Low: -1, High: 1, Rest: -1, Dead: 0.08, Value: "0.62"}, {Name: "brake", Raw: math.NaN()},
	}}
	compared := 0
	for name, tc := range map[string]struct {
		size    image.Point
		overlay Overlay
		above   bool
		chase   bool
	}{
		"watching":  {image.Pt(960, 540), Overlay{Recording: recording, Sees: seen, Looks: looks, Maps: maps, Held: true, Times: 4, Message: "the wheel is yours"}, false, false},
		"narrow":    {image.Pt(800, 600), Overlay{Recording: recording, Sees: seen, Looks: looks, Maps: maps, Held: true, Times: 8, Message: "the disk is full", Alarm: true}, false, false},
		"ready":     {image.Pt(800, 600), Overlay{Ready: true, Times: 1}, false, true},
		"keys":      {image.Pt(960, 540), Overlay{Paused: true, Keys: [][2]string{{"← →", "steer"}, {"Backspace", "erase the last five seconds"}}}, true, false},
		"gamepad":   {image.Pt(960, 540), Overlay{Pad: pad}, false, true},
		"crossing":  {image.Pt(640, 480), Overlay{Recording: &Recording{Records: 10, Seconds: 1}}, true, false},
		"from-back": {image.Pt(960, 540), Overlay{}, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScreen(t, tc.size)
			dst, frame := image.NewRGBA(image.Rectangle{Max: tc.size}), sight(s.FrameSize())
			for _, sample := range drive(eight(t), 0, 240) {
				if err := s.Compose(dst, frame, sample, Score{AutonomyPct: 98.7, Interventions: 2, DistanceM: 12345}); err != nil {
					t.Fatal(err)
				}
			}
			last := drive(eight(t), 0, 240)[239]
			switch {
			case tc.above:
				s.Above(frame, last, false)
			case tc.chase:
				s.Car(frame, 0.1, true)
			}
			score := Score{AutonomyPct: 98.7, Interventions: 2, DistanceM: 12345, Laps: &Laps{Count: 1, NowS: 61.25, LastS: 139.5, Cruise: true}}
			if err := errors.Join(s.Compose(dst, frame, last, score), s.Lay(dst, tc.overlay)); err != nil {
				t.Fatal(err)
			}
			compareGolden(t, filepath.Join("testdata", name+".png"), dst)
			compared++
		})
	}
	if compared == 0 {
		t.Fatal("no picture was compared")
	}
}

func TestLayRefusesAPictureOfAnotherSize(t *testing.T) {
	s := newScreen(t, image.Pt(640, 360))
	if err := s.Lay(image.NewRGBA(image.Rect(0, 0, 640, 480)), Overlay{}); !errors.Is(err, ErrScreen) {
		t.Errorf("got %v, want %v", err, ErrScreen)
	}
}
