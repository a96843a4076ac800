package scene

import (
	"testing"

	"steersim/sim/track"
)

func TestWeatherOnTheGround(t *testing.T) {
	sum := func(g Grain) float64 { return g.Fine.Plus(g.Middle).Plus(g.Broad).Mean() }
	dry := clearSky()
	wet, white := dry, dry
	wet.Weather.Wet, white.Weather.Snow = 1, 1
	m := track.Markings{Setting: track.Country}
	a, b, c := dry.Ground(m), wet.Ground(m), white.Ground(m)
	for i := range Surfaces {
		if sum(b[i]) >= sum(a[i]) {
			t.Errorf("surface %d: wet %.3f, dry %.3f, want water to darken", i, sum(b[i]), sum(a[i]))
		}
	}
	for _, i := range []int{OnLand, OnVerge, OnTarmac} {
		if sum(c[i]) <= 2*sum(a[i]) {
			t.Errorf("surface %d: in snow %.3f, bare %.3f, want it much brighter", i, sum(c[i]), sum(a[i]))
		}
	}
	paved := Grain{Fine: grey(0.3)}
	dry.Look.Tarmac = &paved
	if got := dry.Ground(m)[OnTarmac]; got != paved {
		t.Errorf("a look's own tarmac: got %v, want %v", got, paved)
	}
}
