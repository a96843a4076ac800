package camera

import (
	"math"

	"steersim/sim"
)

// How much falls. The place of a drop or a flake is a function of the seed, its number and the tick.
const (
	dropsPerRow  = 1.1 // of the picture
	flakesPerRow = 1.6
)

// paintFall paints the rain and the snow between the camera and the world.
func (p *Painter) paintFall() {
	w := &p.config.Scene.Weather
	rows := float64(p.config.Size.Y)
	for i := range int(rows * dropsPerRow * w.Rain) {
		p.paintDrop(uint64(i))
	}
	for i := range int(rows * flakesPerRow * w.Flakes) {
		p.paintFlake(uint64(i))
	}
}

// share takes 16 bits of a hash as a number from 0 to 1.
func share(q uint64, from uint) float64 { return float64(q>>from&0xffff) / 0x10000 }

// paintDrop paints a streak, anew in every tick: rain falls farther between two frames than the picture is high.
func (p *Painter) paintDrop(i uint64) {
	size := p.config.Size
	q := sim.Hash(sim.Hash(p.config.Seed^uint64(p.frame.tick)) + i)
	near := share(q, 0)
	near *= near
	x, y := share(q, 16)*float64(size.X), share(q, 32)*float64(size.Y)*1.2-0.2*float64(size.Y)
	length := float64(size.Y) * (0.03 + 0.11*near)
	slant := 0.10 + 0.35*(x/float64(size.X)-0.5)
	cover := lanes(20 + 36*near)
	wide := 1 + int(near*float64(size.Y)/260)
	for s := range int(length) {
		for k := range wide {
			p.veil(int(x+slant*float64(s))+k, int(y)+s, cover)
		}
	}
}

// paintFlake paints a disc that sinks and drifts.
func (p *Painter) paintFlake(i uint64) {
	size := p.config.Size
	q := sim.Hash(p.config.Seed ^ (i+1)*0x9e3779b97f4a7c15)
	near := share(q, 0)
	near *= near
	t := float64(p.frame.tick)
	wrap := func(v float64) float64 { return v - math.Floor(v) }
	x := wrap(share(q, 16)+t*(0.002+0.006*near)+0.01*math.Sin(t*0.05+float64(i))) * float64(size.X)
	y := wrap(share(q, 32)+t*(0.006+0.03*near)) * float64(size.Y)
	r := float64(size.Y) * (0.0035 + 0.009*near)
	for j := int(y - r); j <= int(y+r); j++ {
		for k := int(x - r); k <= int(x+r); k++ {
			away := math.Hypot(float64(k)+0.5-x, float64(j)+0.5-y)
			if cover := min(1, r-away+0.5); cover > 0 {
				p.veil(k, j, lanes(cover*(150+80*near)))
			}
		}
	}
}

// veil covers a pixel with the haze's light, by so much of 256.
func (p *Painter) veil(x, y int, cover lanes) {
	if x < 0 || y < 0 || x >= p.config.Size.X || y >= p.config.Size.Y {
		return
	}
	q := &p.light[y*p.config.Size.X+x]
	*q = blended(*q, p.veilLight, cover)
}
