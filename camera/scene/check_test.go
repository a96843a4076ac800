package scene

import (
	"errors"
	"math"
	"testing"
)

func TestOwnScenesCanBePainted(t *testing.T) {
	for _, name := range Names() {
		s, err := ByName(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Check(); err != nil {
			t.Error(err)
		}
	}
	for seed := range uint64(20_000) {
		s := Random(seed)
		if err := s.Check(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestScenesOfNonsenseAreRefused(t *testing.T) {
	for name, spoil := range map[string]func(*Scene){
		"no name":                     func(s *Scene) { s.Name = "" },
		"light that is no number":     func(s *Scene) { s.Light.Sky[1] = math.NaN() },
		"less than no light":          func(s *Scene) { s.Air.Haze[0] = -0.1 },
		"headlights without light":    func(s *Scene) { s.Light.Headlights, s.Light.Sun, s.Light.Sky = true, RGB{}, RGB{} },
		"a shadow every millimetre":   func(s *Scene) { s.Look.BarsPerM = 1000 },
		"endless rain":                func(s *Scene) { s.Weather.Rain = math.Inf(1) },
		"a surface that is no number": func(s *Scene) { s.Look.Land = &Grain{Broad: RGB{0, 0, math.NaN()}} },
		"a mend less than black":      func(s *Scene) { s.Look.Mends = []Mend{{WidthM: 1, Share: -1}} },
		"a speck without a size":      func(s *Scene) { s.Film.Specks = []Speck{{Dark: 1}} },
		"an exposure of nothing":      func(s *Scene) { s.Film.Exposure = math.NaN() },
	} {
		s := clearSky()
		spoil(&s)
		if err := s.Check(); !errors.Is(err, ErrValue) {
			t.Errorf("%s: got %v, want ErrValue", name, err)
		}
	}
}
