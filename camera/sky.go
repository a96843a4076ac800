package camera

import (
	"math"
	"sync"

	"steersim/camera/texture"
)

// sky is a panorama all around, and for every pixel above the ground where it looks in it.
type sky struct {
	pixels       []lanes
	rows         int
	lowest, step float64  // heights of the rows, radians
	bits         uint     // the panorama is 1 << bits wide, and turns counter-clockwise
	place        []uint32 // by pixel: row << bits and column, for a camera that looks east
}

// finer is how many pixels of the panorama a pixel of the picture spans where it looks straight ahead.
const finer = 1.6

func newSky(h *pinhole, rows int, yaw float64, s *Scene, line *horizon) sky {
	const below = 0.04 // radians under the horizon: room for rounding
	k := sky{bits: 10, lowest: -below, step: 1 / (h.focalPx * finer)}
	for float64(int(1)<<k.bits) < 2*math.Pi*h.focalPx*finer && k.bits < 13 {
		k.bits++
	}
	highest := 0.0
	for _, x := range [...]float64{0, h.centreX} {
		right, forward, down := h.ray(x, 0)
		highest = max(highest, math.Atan2(-down, math.Hypot(right, forward)))
	}
	k.rows = int((highest-k.lowest)/k.step) + 2
	for y := range rows {
		for x := range h.size.X {
			right, forward, down := h.ray(float64(x)+0.5, float64(y)+0.5)
			height := math.Atan2(-down, math.Hypot(right, forward))
			azimuth := math.Atan2(-right, forward) + yaw
			row := max(0, min(int((height-k.lowest)/k.step), k.rows-1))
			column := int(math.Round(azimuth/(2*math.Pi)*float64(int(1)<<k.bits))) & (1<<k.bits - 1)
			k.place = append(k.place, uint32(row)<<k.bits|uint32(column))
		}
	}
	k.paint(s, line)
	return k
}

// paint makes the panorama: gradient, clouds, sun, stars, and what stands at the horizon.
func (k *sky) paint(s *Scene, line *horizon) {
	w := 1 << k.bits
	k.pixels = make([]lanes, k.rows*w)
	clouds := texture.NewNoise(11+s.seed, 9, 60, texture.Octave{Cells: 7, Contrast: 1}, texture.Octave{Cells: 15, Contrast: 0.7},
		texture.Octave{Cells: 33, Contrast: 0.45}, texture.Octave{Cells: 70, Contrast: 0.28}, texture.Octave{Cells: 150, Contrast: 0.15})
	const strip = 256 // columns, for one processor at a time
	var busy sync.WaitGroup
	for from := 0; from < w; from += strip {
		busy.Go(func() {
			v := vault{scene: s, clouds: clouds}
			for c := from; c < from+strip; c++ {
				k.paintColumn(c, &v, line)
			}
		})
	}
	busy.Wait()
}

func (k *sky) paintColumn(c int, v *vault, line *horizon) {
	w := 1 << k.bits
	azimuth := 2 * math.Pi * (float64(c) + 0.5) / float64(w)
	v.turn(azimuth)
	ridges := line.ridges(azimuth)
	for r := range k.rows {
		height := k.lowest + (float64(r)+0.5)*k.step
		light := rgb{}
		if covered := ridges.covered(height, k.step); covered < 1 {
			light = v.at(height)
			if v.scene.air.stars && height > 0.03 {
				light = light.plus(star(c, r))
			}
		}
		light = ridges.over(light, height, k.step)
		k.pixels[r*w+c] = v.scene.film.exposed(light).packed(laneUnit)
	}
}

// star is the light of a star that may be at a place.
func star(c, r int) rgb {
	q := hash(uint64(c)<<20 | uint64(r))
	if q%331 != 0 {
		return rgb{}
	}
	bright := float64(q>>40&255) / 255
	return rgb{0.9, 0.95, 1.1}.scaled(0.25 * bright * bright * bright)
}

// vault is the sky along one azimuth.
type vault struct {
	scene      *Scene
	clouds     *texture.Noise
	sin, cos   float64
	toSun      float64 // cosine of the azimuth from the sun
	sinS, cosS float64 // of the sun's height
}

func (v *vault) turn(azimuth float64) {
	v.sin, v.cos = math.Sincos(azimuth)
	v.toSun = math.Cos(azimuth - v.scene.light.sunAzimuthRad)
	v.sinS, v.cosS = math.Sincos(v.scene.light.sunHeightRad)
}

// at is the light from a height.
func (v *vault) at(height float64) rgb {
	s, a := v.scene, &v.scene.air
	up := max(height, 0)
	c := a.horizon.mixed(a.zenith, 1-math.Exp(-up*4.2))
	sin, cos := math.Sincos(height)
	away := math.Sqrt(max(0, 2-2*(cos*v.cosS*v.toSun+sin*v.sinS))) // the chord, for the angle
	if away < 1.6 && a.glow[0] > 0 {
		c = c.plus(a.glow.scaled(0.55*math.Exp(-away*away/0.5) + 0.9*math.Exp(-away/0.10)))
	}
	cover := 0.0
	if a.clouds > 0 && up > 0 {
		t := 0.06 / math.Tan(up+0.035) // clouds are a flat layer: denser near the horizon
		x, y := t*v.cos+0.3, t*v.sin+0.7
		cover = smoothStep((cloudAt(v.clouds, x, y) - (0.86 - 0.86*a.clouds)) / 0.34)
		if cover > 0 {
			sunSin, sunCos := math.Sincos(s.light.sunAzimuthRad)
			inside := smoothStep((cloudAt(v.clouds, x+0.012*sunCos, y+0.012*sunSin) - 0.2) / 0.7)
			cloud := a.cloudLit.mixed(a.cloudDark, inside)
			cloud = cloud.mixed(c, 0.75*math.Exp(-up*7)) // far ones drown in haze
			c = c.mixed(cloud, cover)
		}
	}
	if a.disc > 0 && away < 0.03 {
		c = c.plus(s.light.sun.scaled(a.disc * (1 - smoothStep((away-0.010)/0.012)) * (1 - 0.9*cover)))
	}
	if a.fogPerM > 1.0/400 {
		c = c.mixed(a.haze, 1-math.Exp(-a.fogPerM*120/max(sin+0.05, 0.05)))
	}
	return c
}

// cloudAt interpolates the noise, 0 to 1; one is a square.
func cloudAt(n *texture.Noise, x, y float64) float64 {
	side := 1 << n.Bits
	x, y = (x-math.Floor(x))*float64(side), (y-math.Floor(y))*float64(side)
	i, j := int(x), int(y)
	u, v := x-float64(i), y-float64(j)
	at := func(i, j int) float64 { return float64(n.Levels[0][(j&(side-1))<<n.Bits+i&(side-1)]) }
	return ((at(i, j)*(1-u)+at(i+1, j)*u)*(1-v) + (at(i, j+1)*(1-u)+at(i+1, j+1)*u)*v) / 255
}

// paintSky fills rows above the ground.
func (p *Painter) paintSky(from, to int) {
	k := &p.sky
	width := uint32(1) << k.bits
	turn := uint32(int64(math.Round(p.frame.headingRad / (2 * math.Pi) * float64(width))))
	mask := width - 1
	w := p.config.Size.X
	out := p.light[from*w : to*w]
	for i, at := range k.place[from*w : to*w] {
		out[i] = k.pixels[at&^mask|(at+turn)&mask]
	}
}
