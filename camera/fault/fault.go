// Package fault spoils what a camera paints: a camera and a fault in, a camera that is out of focus, badly exposed or noisy out.
package fault

import (
	"errors"
	"fmt"
	"image"
	"math"

	"steersim/sim"
)

// ErrFault marks a Fault whose numbers are out of range.
var ErrFault = errors.New("camera fault")

// Fault is what is wrong with a camera. The zero Fault is nothing.
type Fault struct {
	NoiseLevels float64 // standard deviation of pixel noise, in grey levels of 255
	BlurPx      float64 // deviation of a Gaussian blur
	Brightness  float64 // factor of the pixels' values; 0: 1
}

// check refuses what no camera does.
func (f Fault) check() error {
	const mostNoise, mostBlur, mostBright = 128.0, 20.0, 8.0
	if !(f.NoiseLevels >= 0 && f.NoiseLevels <= mostNoise) || !(f.BlurPx >= 0 && f.BlurPx <= mostBlur) || !(f.Brightness >= 0 && f.Brightness <= mostBright) {
		return fmt.Errorf("%w: noise of %v levels, blur of %v pixels, brightness %v: want up to %v, %v and %v", ErrFault, f.NoiseLevels, f.BlurPx, f.Brightness, mostNoise, mostBlur, mostBright)
	}
	return nil
}

// Source is a camera without fault.
type Source interface {
	// Render paints what is seen of a state on dst, which is of Size, and keeps neither.
	Render(dst *image.RGBA, s sim.State)
	Size() image.Point
}

const noiseBits = 12 // of the table of draws

// Camera has a fault, around another camera. It is not safe for concurrent use.
type Camera struct {
	source Source
	fault  Fault
	seed   uint64
	normal [1 << noiseBits]int16 // draws with a deviation of one, in 1/64
	kernel []uint32              // one half of the blur and its middle; all of it sums up to 1 << 16
	across []uint8               // room for the blur's two passes
	lined  []uint8
	levels [256]uint8
}

// New spoils what a camera paints. The seed is of the noise.
func New(source Source, f Fault, seed uint64) (*Camera, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	if f.Brightness == 0 {
		f.Brightness = 1
	}
	c := &Camera{source: source, fault: f, seed: seed}
	r := sim.Rand(2, sim.StreamCamera)
	for i := range c.normal {
		c.normal[i] = int16(math.Round(max(-8, min(r.NormFloat64(), 8)) * 64))
	}
	for i := range c.levels {
		c.levels[i] = uint8(min(255, float64(i)*f.Brightness+0.5))
	}
	if f.BlurPx > 0 {
		c.kernel = gauss(f.BlurPx)
		size := source.Size()
		c.across, c.lined = make([]uint8, 4*size.X*size.Y), make([]uint8, 4*size.X*size.Y)
	}
	return c, nil
}

// gauss is one half of a Gaussian kernel from its middle on, in 1/65536.
func gauss(deviation float64) []uint32 {
	reach := int(math.Ceil(3 * deviation))
	sum, values := 0.0, make([]float64, reach+1)
	for i := range values {
		values[i] = math.Exp(-float64(i*i) / (2 * deviation * deviation))
		sum += values[i]
		if i > 0 {
			sum += values[i]
		}
	}
	kernel, left := make([]uint32, reach+1), uint32(1<<16)
	for i := reach; i > 0; i-- {
		kernel[i] = uint32(values[i] / sum * (1 << 16))
		left -= 2 * kernel[i]
	}
	kernel[0] = left
	return kernel
}

// Size is the camera's.
func (c *Camera) Size() image.Point { return c.source.Size() }

// Render paints the frame and spoils it: out of focus, then too bright or too dark, then noisy.
func (c *Camera) Render(dst *image.RGBA, s sim.State) {
	c.source.Render(dst, s)
	if c.kernel != nil {
		c.blur(dst)
	}
	if c.fault.Brightness != 1 {
		c.brighten(dst)
	}
	if c.fault.NoiseLevels > 0 {
		c.noise(dst, s.Tick)
	}
}

// brighten changes the colours' values. Of this and what follows, a picture may be a part of a larger one.
func (c *Camera) brighten(m *image.RGBA) {
	for y := range m.Rect.Dy() {
		row := m.Pix[y*m.Stride:][:4*m.Rect.Dx()]
		for i, v := range row {
			if i%4 != 3 {
				row[i] = c.levels[v]
			}
		}
	}
}

// blur runs the kernel along the rows and then along the columns. Beyond the border the border goes on.
func (c *Camera) blur(m *image.RGBA) {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	run := func(dst, src []uint8, n, step, lines, lineStep int) {
		for line := range lines {
			for at := range n {
				for k := range 3 {
					sum := uint32(1 << 15)
					base := line*lineStep + k
					sum += c.kernel[0] * uint32(src[base+at*step])
					for i := 1; i < len(c.kernel); i++ {
						sum += c.kernel[i] * (uint32(src[base+max(at-i, 0)*step]) + uint32(src[base+min(at+i, n-1)*step]))
					}
					dst[base+at*step] = uint8(sum >> 16)
				}
			}
		}
	}
	for y := range h {
		copy(c.across[4*w*y:4*w*(y+1)], m.Pix[y*m.Stride:])
	}
	run(c.lined, c.across, w, 4, h, 4*w)
	run(c.across, c.lined, h, 4*w, w, 4)
	for y := range h {
		row := m.Pix[y*m.Stride:][:4*w]
		for x := range w {
			copy(row[4*x:4*x+3], c.across[4*(y*w+x):])
		}
	}
}

// noise is a function of seed, tick and pixel: a frame that is painted again is the same.
func (c *Camera) noise(m *image.RGBA, tick int64) {
	const mask, scaleBits = 1<<noiseBits - 1, 12
	scale := int(math.Round(c.fault.NoiseLevels * (1 << scaleBits) / 64))
	for y := range m.Rect.Dy() {
		row := m.Pix[y*m.Stride:][:4*m.Rect.Dx()]
		begin := sim.Hash(sim.Hash(c.seed^uint64(tick)*0x9e3779b97f4a7c15) + uint64(y))
		for x := 0; x < len(row); x += 4 {
			begin += 0x9e3779b97f4a7c15
			h := sim.Hash(begin)
			for k := range 3 {
				v := int(row[x+k]) + (int(c.normal[h>>(k*noiseBits)&mask])*scale+1<<(scaleBits-1))>>scaleBits
				row[x+k] = uint8(max(0, min(v, 255)))
			}
		}
	}
}
