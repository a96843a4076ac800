package camera

import (
	"math"

	"steersim/camera/texture"
)

// sky is a panorama all around, and for every pixel above the ground where it looks in it.
type sky struct {
	pixels []lanes
	bits   uint     // the panorama is 1 << bits wide
	place  []uint32 // by pixel: row << bits and column, for a camera that looks east
}

// The panorama reaches from a little below the horizon to the zenith; rows are closer near the horizon.
const (
	skyRows  = 160
	skyBelow = -0.06 // radians
)

func newSky(h *pinhole, rows int, yaw float64, s *Scene, setting skyline) sky {
	k := sky{bits: 11}
	for float64(int(1)<<k.bits) < 2*math.Pi*h.focalPx*1.6 && k.bits < 13 {
		k.bits++
	}
	k.paint(s, setting)
	w := h.size.X
	for y := range rows {
		for x := range w {
			right, forward, down := h.ray(float64(x)+0.5, float64(y)+0.5)
			flat := math.Hypot(right, forward)
			height := math.Atan2(-down, flat)
			azimuth := math.Atan2(-right, forward) + yaw
			row := max(0, min(int(skyRow(height)*skyRows), skyRows-1))
			column := int(math.Round(azimuth/(2*math.Pi)*float64(int(1)<<k.bits))) & (1<<k.bits - 1)
			k.place = append(k.place, uint32(row)<<k.bits|uint32(column))
		}
	}
	return k
}

// skyRow is the share of the panorama's rows below a height in radians; heightOf is its inverse.
func skyRow(height float64) float64 {
	return math.Sqrt(max(0, (height-skyBelow)/(math.Pi/2-skyBelow)))
}

func heightOf(row float64) float64 { return skyBelow + row*row*(math.Pi/2-skyBelow) }

// paint makes the panorama: gradient, clouds, sun, stars, and the hills far away.
func (k *sky) paint(s *Scene, line skyline) {
	w := 1 << k.bits
	k.pixels = make([]lanes, skyRows*w)
	clouds := texture.NewNoise(11, 9, 60, texture.Octave{Cells: 7, Contrast: 1}, texture.Octave{Cells: 15, Contrast: 0.7},
		texture.Octave{Cells: 33, Contrast: 0.45}, texture.Octave{Cells: 70, Contrast: 0.28}, texture.Octave{Cells: 150, Contrast: 0.15})
	for r := range skyRows {
		height := heightOf((float64(r) + 0.5) / skyRows)
		for c := range w {
			azimuth := 2 * math.Pi * float64(c) / float64(w)
			k.pixels[r*w+c] = s.skyAt(azimuth, height, clouds).scaled(s.film.exposure).packed(laneUnit)
		}
	}
}

// skyAt is the light from a direction.
func (s *Scene) skyAt(azimuth, height float64, clouds *texture.Noise) rgb {
	a := &s.air
	up := max(height, 0)
	c := a.horizon.mixed(a.zenith, 1-math.Exp(-up*4.2))
	sunX := math.Cos(height)*math.Cos(s.light.sunHeightRad)*math.Cos(azimuth-s.light.sunAzimuthRad) + math.Sin(height)*math.Sin(s.light.sunHeightRad)
	if s.light.sunHeightRad > -0.1 {
		away := math.Acos(max(-1, min(sunX, 1)))
		c = c.plus(a.glow.scaled(0.55*math.Exp(-away*away/0.5) + 0.9*math.Exp(-away/0.10)))
	}
	cover := 0.0
	if a.clouds > 0 && up > 0 {
		// Clouds are a flat layer: perspective makes them denser near the horizon.
		t := 0.55 / math.Tan(up+0.035)
		x, y := t*math.Cos(azimuth)+0.3, t*math.Sin(azimuth)+0.7
		v := cloudAt(clouds, x*0.11, y*0.11)
		cover = smoothStep((v - (0.86 - 0.86*a.clouds)) / 0.34)
		inside := smoothStep((cloudAt(clouds, x*0.11+0.012*math.Cos(s.light.sunAzimuthRad), y*0.11+0.012*math.Sin(s.light.sunAzimuthRad)) - 0.2) / 0.7)
		cloud := a.cloudLit.mixed(a.cloudDark, inside)
		cloud = cloud.mixed(c, 0.75*math.Exp(-up*7)) // far clouds drown in haze
		c = c.mixed(cloud, cover)
	}
	if a.disc > 0 && s.light.sunHeightRad > -0.1 {
		away := math.Acos(max(-1, min(sunX, 1)))
		c = c.plus(s.light.sun.scaled(a.disc * (1 - smoothStep((away-0.010)/0.012)) * (1 - 0.9*cover)))
	}
	if fogged := 1 - math.Exp(-a.fogPerM*220/max(math.Sin(up+0.05), 0.05)); fogged > 0 && a.fogPerM > 1.0/400 {
		c = c.mixed(a.haze, fogged)
	}
	return c
}

// cloudAt interpolates the noise, 0 to 1; a turn is a square.
func cloudAt(n *texture.Noise, x, y float64) float64 {
	side := 1 << n.Bits
	x, y = (x-math.Floor(x))*float64(side), (y-math.Floor(y))*float64(side)
	i, j := int(x), int(y)
	u, v := x-float64(i), y-float64(j)
	at := func(i, j int) float64 { return float64(n.Levels[0][(j&(side-1))*side+i&(side-1)]) }
	return ((at(i, j)*(1-u)+at(i+1, j)*u)*(1-v) + (at(i, j+1)*(1-u)+at(i+1, j+1)*u)*v) / 255
}

// skyline is what stands at the horizon.
type skyline int

// paintSky fills the rows above the ground.
func (p *Painter) paintSky() {
	k := &p.sky
	width := uint32(1) << k.bits
	turn := uint32(int64(math.Round(p.frame.headingRad / (2 * math.Pi) * float64(width))))
	mask := width - 1
	out := p.light[:len(k.place)]
	for i, at := range k.place {
		out[i] = k.pixels[at&^mask|(at+turn)&mask]
	}
}
