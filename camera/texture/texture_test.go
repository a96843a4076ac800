package texture

import (
	"math"
	"testing"
)

// Grain must not make surfaces lighter or darker: its mean is 128 at every level, and it has the contrast asked for.
func TestNoiseHasMeanAndContrast(t *testing.T) {
	n := NewNoise(7, 8, 40, Octave{256, 1}, Octave{64, 1}, Octave{11, 1})
	for level, pixels := range n.Levels {
		if want := 1 << (2 * (8 - level)); len(pixels) != want {
			t.Fatalf("level %d has %d pixels, want %d", level, len(pixels), want)
		}
		sum, square := 0.0, 0.0
		for _, v := range pixels {
			sum += float64(v)
			square += float64(v) * float64(v)
		}
		mean := sum / float64(len(pixels))
		if math.Abs(mean-128) > 1.5 {
			t.Errorf("level %d: mean %.2f, want 128", level, mean)
		}
		if sd := math.Sqrt(square/float64(len(pixels)) - mean*mean); level == 0 && math.Abs(sd-40) > 2 {
			t.Errorf("standard deviation %.2f, want 40", sd)
		}
	}
}

// A square of smooth noise goes on at its opposite side as it does inside.
func TestNoiseTiles(t *testing.T) {
	n := NewNoise(3, 7, 40, Octave{9, 1})
	const side = 1 << 7
	inside, across := 0.0, 0.0
	for y := range side {
		row := n.Levels[0][y*side : y*side+side]
		across = max(across, math.Abs(float64(row[0])-float64(row[side-1])))
		for x := range side - 1 {
			inside = max(inside, math.Abs(float64(row[x])-float64(row[x+1])))
		}
	}
	if across > inside {
		t.Errorf("steps of up to %.0f at the seam, of %.0f elsewhere", across, inside)
	}
}

// Smaller copies of a sprite cover as much and are as light as the whole.
func TestSpritesKeepTheirLight(t *testing.T) {
	for name, s := range map[string]*Sprite{"broadleaf": Broadleaf(0, false), "conifer": Conifer(1, true), "rail": Rail(0, false), "facade": Facade(2, false)} {
		mean := func(p *Picture) (cover, light float64) {
			for _, q := range p.Texels {
				cover += float64(q.A) / 255 / float64(len(p.Texels))
				light += float64(q.G) / float64(len(p.Texels))
				if float64(q.G) > 1.02*(1<<14)*(float64(q.A)+2)/255 {
					t.Fatalf("%s: a texel throws back more light than it gets: %+v", name, q)
				}
			}
			return cover, light
		}
		cover0, light0 := mean(&s.Levels[0])
		for i := range s.Levels[:4] {
			cover, light := mean(&s.Levels[i])
			if math.Abs(cover/cover0-1) > 0.06 || math.Abs(light/light0-1) > 0.06 {
				t.Errorf("%s: level %d covers %.3f with light %.0f, the whole %.3f with %.0f", name, i, cover, light, cover0, light0)
			}
		}
		if cover0 < 0.05 {
			t.Errorf("%s covers only %.3f", name, cover0)
		}
	}
}
