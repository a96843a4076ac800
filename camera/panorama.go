package camera

import (
	"math"
	"sync"

	"steersim/camera/scene"
	"steersim/camera/sky"
)

// panorama is the sky all around, and for every pixel above the ground where it looks in it.
type panorama struct {
	pixels       []lanes
	rows         int
	lowest, step float64  // heights of the rows, radians
	bits         uint     // the panorama is 1 << bits wide, and turns counter-clockwise
	place        []uint32 // by pixel: row << bits and column, for a camera that looks east
}

// finer is how many pixels of the panorama a pixel of the picture spans where it looks straight ahead.
const finer = 1.6

func newPanorama(h *pinhole, rows int, yaw float64, above *sky.Sky, film *scene.Film) panorama {
	const below = 0.04 // radians under the horizon: room for rounding
	p := panorama{bits: 10, lowest: -below, step: 1 / (h.focalPx * finer)}
	for float64(int(1)<<p.bits) < 2*math.Pi*h.focalPx*finer && p.bits < 13 {
		p.bits++
	}
	highest := 0.0
	for _, x := range [...]float64{0, h.centreX} {
		right, forward, down := h.ray(x, 0)
		highest = max(highest, math.Atan2(-down, math.Hypot(right, forward)))
	}
	p.rows = int((highest-p.lowest)/p.step) + 2
	for y := range rows {
		for x := range h.size.X {
			right, forward, down := h.ray(float64(x)+0.5, float64(y)+0.5)
			height := math.Atan2(-down, math.Hypot(right, forward))
			azimuth := math.Atan2(-right, forward) + yaw
			row := max(0, min(int((height-p.lowest)/p.step), p.rows-1))
			column := int(math.Round(azimuth/(2*math.Pi)*float64(int(1)<<p.bits))) & (1<<p.bits - 1)
			p.place = append(p.place, uint32(row)<<p.bits|uint32(column))
		}
	}
	p.paint(above, film)
	return p
}

// paint makes the panorama.
func (p *panorama) paint(above *sky.Sky, film *scene.Film) {
	w := 1 << p.bits
	p.pixels = make([]lanes, p.rows*w)
	const strip = 256 // columns, for one processor at a time
	var busy sync.WaitGroup
	for from := 0; from < w; from += strip {
		busy.Go(func() {
			for c := from; c < from+strip; c++ {
				column := above.Along(c, w)
				for r := range p.rows {
					height := p.lowest + (float64(r)+0.5)*p.step
					p.pixels[r*w+c] = packed(film.Exposed(column.Light(r, height, p.step)), laneUnit)
				}
			}
		})
	}
	busy.Wait()
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
