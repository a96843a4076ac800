package camera

import (
	"image"
	"math"
	"testing"

	"steersim/camera/scene"
	"steersim/sim"
)

// lightOf paints a scene on the motorway and gives the green light before it is developed.
func lightOf(t *testing.T, s scene.Scene) (*Painter, []float64) {
	t.Helper()
	g := groundOf(t, "motorway")
	size := image.Pt(160, 80)
	p := newPainter(t, Config{Size: size, Mount: CentreMount, Ground: g, Scene: s, Seed: 1})
	state := onLane(g, 100)
	p.Render(image.NewRGBA(image.Rectangle{Max: size}), sim.State{XM: state.XM, YM: state.YM, HeadingRad: state.HeadingRad})
	light := make([]float64, len(p.light))
	for i, c := range p.light {
		light[i] = float64(c>>laneBits&(1<<laneBits-1)) / laneUnit
	}
	return p, light
}

// A mend as wide as the road leaves its share of the tarmac's light: the nearest row, where there is no fog, says so. One with a
// period covers its share of the rows of a whole period.
func TestMendsAreAShareOfTheTarmac(t *testing.T) {
	s := sceneOf(t, "clear")
	s.Look.NoCentre, s.Look.NoEdge, s.Air.FogPerM = true, true, 1e-9
	_, plain := lightOf(t, s)
	for _, share := range []float64{0.4, 1.4} {
		s.Look.Mends = []scene.Mend{{WidthM: 20, Share: share}}
		_, mended := lightOf(t, s)
		checked := 0
		for x := 70; x < 90; x++ { // in the lane
			i := 79*160 + x
			if got := mended[i] / plain[i]; math.Abs(got-share) > 0.02 {
				t.Errorf("pixel %d of the last row has %.3f of its light, want %v", x, got, share)
			}
			checked++
		}
		if checked != 20 {
			t.Fatal("no pixel was checked")
		}
	}
	s.Look.Mends = []scene.Mend{{WidthM: 20, Share: 0.4, PeriodM: 2, LengthM: 0.5}}
	_, some := lightOf(t, s)
	dark, rows := 0, 0
	for y := 45; y < 80; y++ { // the ground from 1.5 to 5 m ahead
		i := y*160 + 80
		if some[i] < 0.7*plain[i] {
			dark++
		}
		rows++
	}
	if dark == 0 || dark > rows/2 {
		t.Errorf("%d of %d rows are mended, want about a quarter", dark, rows)
	}
}

// Oracle: the speck's own figures. In its middle the lens lets 1 - dark through and adds its veil; far from it nothing changes.
func TestSpecksTakeAndAddLight(t *testing.T) {
	s := sceneOf(t, "overcast")
	_, clean := lightOf(t, s)
	s.Film.Specks = []scene.Speck{{Right: 0, Down: 0.15, Radius: 0.05, Dark: 0.6, Veil: 0.2}}
	p, dirty := lightOf(t, s)
	full := s.Light.Full().Scaled(0.3 * 0.2)
	middle := (40+24)*160 + 80
	want := 0.4*clean[middle] + s.Film.Exposed(full)[1]
	if math.Abs(dirty[middle]-want) > 0.01 {
		t.Errorf("light in the middle of a speck %.4f, want %.4f", dirty[middle], want)
	}
	same := 0
	for i := range clean {
		if p.lens.left[i] == 256 && p.lens.veil[i] == 0 {
			same++
			if clean[i] != dirty[i] {
				t.Fatalf("pixel %d lies far from the speck and changes from %v to %v", i, clean[i], dirty[i])
			}
		}
	}
	if same < len(clean)/2 || same == len(clean) {
		t.Errorf("%d of %d pixels are clean", same, len(clean))
	}
}

// On tarmac so bright that a lane could not hold half as much again, a mend is only as bright as a lane can hold. Oracle: what a lane
// holds, 4.
func TestMendsDoNotOverflow(t *testing.T) {
	s := sceneOf(t, "clear")
	limited := 0
	for _, albedo := range []float64{0.05, 0.2, 0.3, 0.6} {
		bright := scene.Grain{Fine: grey(albedo / 2), Middle: grey(albedo / 3), Broad: grey(albedo / 6)}
		s.Look.Tarmac, s.Film.Exposure, s.Look.Mends = &bright, 1.5, []scene.Mend{{WidthM: 1, Share: 1.5}}
		share := float64(newMended(&s, 1000)[0].share) / 256
		plain := min(brightest(&s, bright), laneMost/laneUnit)
		if most := plain * share; most > 4 || share < 1 || share > 1.5 {
			t.Errorf("tarmac of %v: %.2f of light becomes %.2f", albedo, plain, most)
		}
		if share < 1.5 {
			limited++
		}
	}
	if limited == 0 || limited == 4 {
		t.Errorf("%d of 4 are limited, want some", limited)
	}
}
