package sky

import (
	"math"
	"testing"

	"steersim/camera/scene"
	"steersim/sim/track"
)

func sceneOf(t *testing.T, name string) *scene.Scene {
	t.Helper()
	s, err := scene.ByName(name)
	if err != nil {
		t.Fatal(err)
	}
	return &s
}

const (
	columns = 2048
	stepRad = 0.004
)

// TestSkyWithoutCloudsIsItsGradient: away from sun, clouds and hills the light is the mix of horizon and zenith.
func TestSkyWithoutCloudsIsItsGradient(t *testing.T) {
	s := sceneOf(t, "clear")
	s.Air.Clouds, s.Air.Glow, s.Air.Disc = 0, scene.RGB{}, 0
	k := New(s, track.Country, 3)
	for _, up := range []float64{0.3, 0.8, 1.5} {
		column := k.Along(100, columns)
		got := column.Light(0, up, stepRad)
		for i := range got {
			share := math.Exp(-4.2 * up)
			if want := share*s.Air.Horizon[i] + (1-share)*s.Air.Zenith[i]; math.Abs(got[i]-want) > 1e-9 {
				t.Errorf("%.1f rad up, channel %d: got %v, want %v", up, i, got[i], want)
			}
		}
	}
}

// TestSunIsWhereTheSceneHasIt: the brightest place of a clear sky is the sun's.
func TestSunIsWhereTheSceneHasIt(t *testing.T) {
	s := sceneOf(t, "low-sun")
	s.Air.Clouds = 0
	k := New(s, track.Motorway, 3)
	most, at, high := 0.0, 0.0, 0.0
	for c := range columns {
		column := k.Along(c, columns)
		for up := 0.05; up < 1.2; up += stepRad {
			if light := column.Light(0, up, stepRad).Mean(); light > most {
				most, at, high = light, 2*math.Pi*(float64(c)+0.5)/columns, up
			}
		}
	}
	if math.Abs(at-s.Light.SunAzimuthRad) > 0.02 || math.Abs(high-s.Light.SunHeightRad) > 0.02 {
		t.Errorf("brightest at %.3f, %.3f rad, want the sun at %.3f, %.3f", at, high, s.Light.SunAzimuthRad, s.Light.SunHeightRad)
	}
}

// TestHorizonClosesUp: silhouettes have no step where the turn ends, wherever else they have none.
func TestHorizonClosesUp(t *testing.T) {
	const n = 1 << 16
	for _, setting := range []track.Setting{track.Country, track.Forest, track.Mountain, track.Motorway} {
		h := newHorizon(setting, 5, sceneOf(t, "clear"))
		for i := range h.layers {
			steepest, last := 0.0, h.ridges(2 * math.Pi * (n - 1) / n).edges[i]
			seam := math.Abs(h.ridges(0).edges[i] - last)
			for c := range n {
				edge := h.ridges(2 * math.Pi * float64(c) / n).edges[i]
				if c > 0 {
					steepest = max(steepest, math.Abs(edge-last))
				}
				last = edge
			}
			if seam > steepest {
				t.Errorf("%v, layer %d: a step of %.4f rad at the seam, elsewhere up to %.4f", setting, i, seam, steepest)
			}
		}
	}
}

// TestWhatStandsAtTheHorizonFades: in thick fog nothing is left of the hills, and stars shine at night only.
func TestWhatStandsAtTheHorizonFades(t *testing.T) {
	for _, l := range New(sceneOf(t, "fog"), track.Mountain, 1).horizon.layers {
		if l.shape != nothing {
			t.Errorf("a silhouette of shape %d in fog", l.shape)
		}
	}
	stars := map[string]int{}
	for _, name := range []string{"night", "clear"} {
		s := sceneOf(t, name)
		without := *s
		without.Air.Stars = false
		a, b := New(s, track.Country, 1), New(&without, track.Country, 1)
		for c := range columns {
			x, y := a.Along(c, columns), b.Along(c, columns)
			if x.Light(40, 0.9, stepRad) != y.Light(40, 0.9, stepRad) {
				stars[name]++
			}
		}
	}
	if stars["night"] < 2 || stars["clear"] != 0 {
		t.Errorf("stars by scene in one row: %v, want some at night alone", stars)
	}
}
