package camera

import (
	"fmt"
	"math"
	"math/rand/v2"

	"steersim/sim"
)

// RandomScene draws a look from a range far wider than the named scenes': a network that has seen enough of them steers by
// the shape of the road and not by its colours.
func RandomScene(seed uint64) Scene {
	rng := sim.Rand(seed, sim.StreamScene)
	base := []Scene{clearSky(), clearSky(), overcast(), lowSun(), dusk(), rain(), fog(), snow(), desert(), night()}
	s := base[rng.IntN(len(base))]
	s.Name, s.seed = fmt.Sprintf("random:%d", seed), seed
	s.light.sunAzimuthRad = 2 * math.Pi * rng.Float64()
	if !s.light.headlights {
		s.light.sunHeightRad = within(rng, 0.1, 1.2)
		s.light.sun = tinted(rng, s.light.sun.scaled(within(rng, 0.6, 1.5)), 0.2)
	}
	s.light.sky = tinted(rng, s.light.sky.scaled(within(rng, 0.6, 1.4)), 0.15)
	s.air.clouds = rng.Float64()
	if rng.IntN(3) == 0 {
		s.air.fogPerM = 1 / math.Exp(within(rng, math.Log(28), math.Log(600)))
		s.air.haze = tinted(rng, grey(s.light.sun.plus(s.light.sky).mean()*within(rng, 0.3, 0.9)), 0.1)
	}
	s.look.draw(rng)
	s.weather.draw(rng)
	s.film = film{
		exposure: math.Exp(within(rng, math.Log(0.32), math.Log(1.5))), contrast: within(rng, 0.8, 1.25),
		saturation: within(rng, 0.4, 1.3), noise: 0.02 * rng.Float64() * rng.Float64(),
	}
	if rng.IntN(4) == 0 {
		s.film.specks = drawSpecks(rng)
	}
	if s.light.headlights {
		s.film.exposure = within(rng, 0.9, 2)
	}
	return s
}

// draw lays water or snow on any scene, sometimes so little that it comes in patches.
func (w *weather) draw(rng *rand.Rand) {
	switch rng.IntN(6) {
	case 0:
		w.wet, w.rain = rng.Float64(), max(0, 2*rng.Float64()-1)
	case 1:
		w.snow, w.flakes = rng.Float64(), max(0, 2*rng.Float64()-1)
		w.wet = 0.5 * rng.Float64()
	}
}

// draw invents the road's and the land's colours; the land may be brighter than the paint.
func (l *look) draw(rng *rand.Rand) {
	if rng.Float64() < 0.75 {
		land := grainOf(rng, math.Exp(within(rng, math.Log(0.02), math.Log(0.85))), 0.5)
		l.land = &land
		verge := land
		if rng.IntN(2) == 0 {
			verge = grainOf(rng, math.Exp(within(rng, math.Log(0.03), math.Log(0.7))), 0.35)
		}
		l.verge = &verge
	}
	if rng.Float64() < 0.75 {
		tarmac := grainOf(rng, math.Exp(within(rng, math.Log(0.025), math.Log(0.32))), 0.12)
		tarmac.broad = tarmac.broad.scaled(0.5)
		l.tarmac = &tarmac
	}
	l.paint = tinted(rng, grey(within(rng, 0.35, 0.9)), 0.08)
	l.centrePaint = l.paint
	if rng.IntN(3) == 0 {
		l.centrePaint = rgb{within(rng, 0.5, 0.85), within(rng, 0.3, 0.55), within(rng, 0.02, 0.15)} // yellow
		if rng.IntN(2) == 0 {
			l.paint = l.centrePaint
		}
	}
	l.wear = rng.Float64() * rng.Float64()
	l.lineShare = within(rng, 0.65, 1.7)
	switch rng.IntN(8) {
	case 0:
		l.noCentre = true
	case 1:
		l.noEdge = true
	}
	if rng.IntN(3) == 0 {
		l.bars = within(rng, 0.01, 0.12)
	}
	l.mends = drawMends(rng)
}

// grainOf is a random surface of a brightness; colour is how far it may be from grey.
func grainOf(rng *rand.Rand, bright, colour float64) grain {
	a := tinted(rng, grey(bright), colour)
	shares := [3]float64{within(rng, 0.2, 0.7), within(rng, 0.15, 0.6), within(rng, 0.05, 0.5)}
	sum := shares[0] + shares[1] + shares[2]
	return grain{
		tinted(rng, a.scaled(shares[0]/sum), colour/3),
		tinted(rng, a.scaled(shares[1]/sum), colour/3),
		tinted(rng, a.scaled(shares[2]/sum), colour/3),
	}
}

// tinted pushes the channels of c apart.
func tinted(rng *rand.Rand, c rgb, colour float64) rgb {
	for k := range c {
		c[k] *= 1 + colour*(2*rng.Float64()-1)
	}
	return c
}

func within(rng *rand.Rand, least, most float64) float64 { return least + (most-least)*rng.Float64() }
