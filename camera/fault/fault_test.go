package fault

import (
	"bytes"
	"errors"
	"image"
	"math"
	"testing"

	"steersim/sim"
)

// plain paints one level, and a white pixel in the middle.
type plain struct {
	size  image.Point
	level uint8
	dot   bool
}

func (p plain) Size() image.Point { return p.size }
func (p plain) Render(dst *image.RGBA, _ sim.State) {
	for i := range dst.Pix {
		dst.Pix[i] = p.level
		if i%4 == 3 {
			dst.Pix[i] = 255
		}
	}
	if p.dot {
		i := dst.PixOffset(p.size.X/2, p.size.Y/2)
		copy(dst.Pix[i:], []uint8{255, 255, 255})
	}
}

func faulty(t *testing.T, p plain, f Fault, tick int64) *image.RGBA {
	t.Helper()
	c, err := New(p, f, 3)
	if err != nil {
		t.Fatal(err)
	}
	dst := image.NewRGBA(image.Rectangle{Max: c.Size()})
	c.Render(dst, sim.State{Tick: tick})
	return dst
}

func TestFaultsDoWhatTheySay(t *testing.T) {
	size := image.Pt(200, 100)
	grey := plain{size, 100, false}
	if m := faulty(t, grey, Fault{Brightness: 1.5}, 1); m.Pix[0] != 150 || m.Pix[3] != 255 {
		t.Errorf("half as bright again: %v", m.Pix[:4])
	}
	if m := faulty(t, grey, Fault{Brightness: 4}, 1); m.Pix[0] != 255 {
		t.Errorf("four times as bright: %v, want it to clip", m.Pix[0])
	}
	if m := faulty(t, grey, Fault{BlurPx: 2.5}, 1); m.Pix[0] != 100 || m.Pix[4*20100/4] != 100 {
		t.Error("an even picture does not stay even when it is out of focus")
	}
	// Oracle: mean and deviation of 60,000 draws, within five standard errors and a rounding.
	m := faulty(t, grey, Fault{NoiseLevels: 12}, 1)
	sum, square, n := 0.0, 0.0, 0.0
	for i, v := range m.Pix {
		if i%4 != 3 {
			d := float64(v) - 100
			sum, square, n = sum+d, square+d*d, n+1
		}
	}
	if mean, sd := sum/n, math.Sqrt(square/n); math.Abs(mean) > 0.4 || math.Abs(sd-12) > 0.4 {
		t.Errorf("noise of 12 levels has mean %.2f and deviation %.2f", mean, sd)
	}
	if !bytes.Equal(m.Pix, faulty(t, grey, Fault{NoiseLevels: 12}, 1).Pix) {
		t.Error("the same tick painted again is another picture")
	}
	if bytes.Equal(m.Pix, faulty(t, grey, Fault{NoiseLevels: 12}, 2).Pix) {
		t.Error("the next tick has the same noise")
	}
}

// TestBlurIsGaussian. Oracle: the closed form: a dot becomes a bell whose deviation is the blur's, in both directions.
func TestBlurIsGaussian(t *testing.T) {
	const deviation = 3.0
	p := plain{image.Pt(61, 61), 0, true}
	m := faulty(t, p, Fault{BlurPx: 1}, 0)
	if m.RGBAAt(30, 30).R < 35 || m.RGBAAt(30, 30).R > 45 { // 255 / (2 pi)
		t.Errorf("the middle of a blurred dot is %d, want about 40", m.RGBAAt(30, 30).R)
	}
	kernel := gauss(deviation)
	sum, square := uint32(0), 0.0
	for i, k := range kernel {
		times := uint32(2)
		if i == 0 {
			times = 1
		}
		sum += times * k
		square += float64(times*k) * float64(i*i)
	}
	if got := math.Sqrt(square / float64(sum)); sum != 1<<16 || math.Abs(got-deviation) > 0.06 {
		t.Errorf("the kernel sums up to %d and has a deviation of %v, want 65536 and %v", sum, got, deviation)
	}
}

func TestItRefusesAndAllocatesNothing(t *testing.T) {
	p := plain{image.Pt(40, 20), 90, false}
	for _, f := range []Fault{{NoiseLevels: -1}, {BlurPx: math.NaN()}, {Brightness: 9}} {
		if _, err := New(p, f, 1); !errors.Is(err, ErrFault) {
			t.Errorf("%+v: %v, want %v", f, err, ErrFault)
		}
	}
	c, err := New(p, Fault{NoiseLevels: 3, BlurPx: 1, Brightness: 0.5}, 1)
	if err != nil {
		t.Fatal(err)
	}
	dst := image.NewRGBA(image.Rectangle{Max: p.size})
	if n := testing.AllocsPerRun(5, func() { c.Render(dst, sim.State{}) }); n != 0 {
		t.Errorf("%v allocations a frame", n)
	}
}
