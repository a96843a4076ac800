package scene

import (
	"fmt"
	"math"
	"math/rand/v2"

	"steersim/sim"
)

// Random draws a look from a range far wider than the named scenes': a network that has seen enough of them steers by
// the shape of the road and not by its colours.
func Random(seed uint64) Scene {
	rng := sim.Rand(seed, sim.StreamScene)
	base := []Scene{clearSky(), clearSky(), overcast(), lowSun(), dusk(), rain(), fog(), snow(), desert(), night()}
	s := base[rng.IntN(len(base))]
	s.Name, s.Seed = fmt.Sprintf("random:%d", seed), seed
	s.Light.SunAzimuthRad = 2 * math.Pi * rng.Float64()
	if !s.Light.Headlights {
		s.Light.SunHeightRad = within(rng, 0.1, 1.2)
		s.Light.Sun = tinted(rng, s.Light.Sun.Scaled(within(rng, 0.6, 1.5)), 0.2)
	}
	s.Light.Sky = tinted(rng, s.Light.Sky.Scaled(within(rng, 0.6, 1.4)), 0.15)
	s.Air.Clouds = rng.Float64()
	if rng.IntN(3) == 0 {
		s.Air.FogPerM = 1 / math.Exp(within(rng, math.Log(28), math.Log(600)))
		s.Air.Haze = tinted(rng, grey(s.Light.Sun.Plus(s.Light.Sky).Mean()*within(rng, 0.3, 0.9)), 0.1)
	}
	s.Look.draw(rng)
	s.Weather.draw(rng)
	s.Film = Film{
		Exposure: math.Exp(within(rng, math.Log(0.32), math.Log(1.5))), Contrast: within(rng, 0.8, 1.25),
		Saturation: within(rng, 0.4, 1.3), NoiseSD: 0.02 * rng.Float64() * rng.Float64(),
	}
	if rng.IntN(4) == 0 {
		s.Film.Specks = drawSpecks(rng)
	}
	if s.Light.Headlights {
		s.Film.Exposure = within(rng, 0.9, 2)
	}
	return s
}

// draw lays water or snow on any scene, sometimes so little that it comes in patches.
func (w *Weather) draw(rng *rand.Rand) {
	switch rng.IntN(6) {
	case 0:
		w.Wet, w.Rain = rng.Float64(), max(0, 2*rng.Float64()-1)
	case 1:
		w.Snow, w.Flakes = rng.Float64(), max(0, 2*rng.Float64()-1)
		w.Wet = 0.5 * rng.Float64()
	}
}

// draw invents the road's and the land's colours; the land may be brighter than the paint.
func (l *Look) draw(rng *rand.Rand) {
	if rng.Float64() < 0.75 {
		land := grainOf(rng, math.Exp(within(rng, math.Log(0.02), math.Log(0.85))), 0.5)
		l.Land = &land
		verge := land
		if rng.IntN(2) == 0 {
			verge = grainOf(rng, math.Exp(within(rng, math.Log(0.03), math.Log(0.7))), 0.35)
		}
		l.Verge = &verge
	}
	if rng.Float64() < 0.75 {
		tarmac := grainOf(rng, math.Exp(within(rng, math.Log(0.025), math.Log(0.32))), 0.12)
		tarmac.Broad = tarmac.Broad.Scaled(0.5)
		l.Tarmac = &tarmac
	}
	l.Paint = tinted(rng, grey(within(rng, 0.35, 0.9)), 0.08)
	l.CentrePaint = l.Paint
	if rng.IntN(3) == 0 {
		l.CentrePaint = RGB{within(rng, 0.5, 0.85), within(rng, 0.3, 0.55), within(rng, 0.02, 0.15)} // yellow
		if rng.IntN(2) == 0 {
			l.Paint = l.CentrePaint
		}
	}
	l.Wear = rng.Float64() * rng.Float64()
	l.LineShare = within(rng, 0.65, 1.7)
	switch rng.IntN(8) {
	case 0:
		l.NoCentre = true
	case 1:
		l.NoEdge = true
	}
	if rng.IntN(3) == 0 {
		l.BarsPerM = within(rng, 0.01, 0.12)
	}
	l.Mends = drawMends(rng)
}

// drawMends invents patches and cracks: mostly few, sometimes a road of nothing else.
func drawMends(rng *rand.Rand) []Mend {
	var mends []Mend
	for range int(6 * rng.Float64() * rng.Float64()) {
		m := Mend{AcrossM: within(rng, -3.5, 3.5), BeginM: 100 * rng.Float64()}
		if rng.IntN(2) == 0 { // a crack, sealed with bitumen or washed out
			m.WidthM, m.Share = within(rng, 0.04, 0.16), within(rng, 0.3, 0.8)
			if rng.IntN(2) == 0 {
				m.PeriodM, m.LengthM = within(rng, 8, 40), within(rng, 2, 8)
			}
		} else {
			m.WidthM, m.Share = within(rng, 0.4, 2.5), within(rng, 0.5, 1.5)
			m.PeriodM = math.Exp(within(rng, math.Log(12), math.Log(120)))
			m.LengthM = m.PeriodM * within(rng, 0.1, 0.6)
		}
		if rng.IntN(8) == 0 { // a joint right across
			m.AcrossM, m.WidthM, m.Share = 0, 12, within(rng, 0.4, 0.8)
			m.PeriodM, m.LengthM = within(rng, 6, 30), within(rng, 0.05, 0.4)
		}
		mends = append(mends, m)
	}
	return mends
}

func drawSpecks(rng *rand.Rand) []Speck {
	specks := make([]Speck, 1+rng.IntN(10))
	for i := range specks {
		specks[i] = Speck{
			Right: within(rng, -0.5, 0.5), Down: within(rng, -0.25, 0.25), Radius: math.Exp(within(rng, math.Log(0.01), math.Log(0.12))),
			Dark: 0.75 * rng.Float64(), Veil: 0.4 * rng.Float64() * rng.Float64(),
		}
	}
	return specks
}

// grainOf is a random surface of a brightness; colour is how far it may be from grey.
func grainOf(rng *rand.Rand, bright, colour float64) Grain {
	a := tinted(rng, grey(bright), colour)
	shares := [3]float64{within(rng, 0.2, 0.7), within(rng, 0.15, 0.6), within(rng, 0.05, 0.5)}
	sum := shares[0] + shares[1] + shares[2]
	return Grain{
		tinted(rng, a.Scaled(shares[0]/sum), colour/3),
		tinted(rng, a.Scaled(shares[1]/sum), colour/3),
		tinted(rng, a.Scaled(shares[2]/sum), colour/3),
	}
}

// tinted pushes the channels of c apart.
func tinted(rng *rand.Rand, c RGB, colour float64) RGB {
	for k := range c {
		c[k] *= 1 + colour*(2*rng.Float64()-1)
	}
	return c
}

func within(rng *rand.Rand, least, most float64) float64 { return least + (most-least)*rng.Float64() }
