package view

import (
	"errors"
	"image"
	"path/filepath"
	"testing"
)

var titles = [Cards]string{"what", "steer by", "road", "weather and light", "network"}

func TestGoldenStartPage(t *testing.T) {
	compared := 0
	for name, tc := range map[string]struct {
		size image.Point
		page StartPage
	}{
		"start":        {image.Pt(960, 540), StartPage{View: sight(image.Pt(960, 540)), Road: eight(t), Focus: Roads, Titles: titles, Go: "drive", Keys: "arrows choose"}},
		"start-narrow": {image.Pt(640, 480), StartPage{Titles: titles, Off: [Cards]bool{Nets: true}, Go: "watch", Message: "nothing at this place: a text that is too long for the line that it stands on, by far", Alarm: true}},
		"start-broad":  {image.Pt(1000, 420), StartPage{Road: eight(t), Titles: titles, Go: "watch", Message: "recorded"}},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := NewStart(tc.size)
			if err != nil {
				t.Fatal(err)
			}
			dst := image.NewRGBA(image.Rectangle{Max: tc.size})
			if err := s.Compose(dst, tc.page); err != nil {
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

// TestStartPageOverlapsNowhere: cards, map and button keep apart and inside the window, whatever its size.
func TestStartPageOverlapsNowhere(t *testing.T) {
	for _, size := range []image.Point{{800, 600}, {1280, 720}, {1366, 768}, {1280, 1024}, {2560, 1440}, {3440, 1440}, {641, 997}} {
		s, err := NewStart(size)
		if err != nil {
			t.Fatal(err)
		}
		areas := []image.Rectangle{s.Button(), s.land()}
		for c := range Cards {
			areas = append(areas, s.card(c))
			if l := s.List(c); !l.In(s.card(c)) || float64(l.Dy()) < 2*s.Row()-1.5 {
				t.Errorf("%v: the list of card %d is %v in %v", size, c, l, s.card(c))
			}
		}
		for i, a := range areas {
			if a.Empty() || !a.In(image.Rectangle{Max: size}) {
				t.Errorf("%v: area %d is %v", size, i, a)
			}
			for _, b := range areas[:i] {
				if a.Overlaps(b) {
					t.Errorf("%v: %v and %v overlap", size, a, b)
				}
			}
		}
	}
}

func TestStartPageRefuses(t *testing.T) {
	if _, err := NewStart(image.Point{}); !errors.Is(err, ErrScreen) {
		t.Errorf("a window without size: %v", err)
	}
	s, err := NewStart(image.Pt(800, 600))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Compose(image.NewRGBA(image.Rect(0, 0, 10, 10)), StartPage{}); !errors.Is(err, ErrScreen) {
		t.Errorf("a picture of another size: %v", err)
	}
}
