package camera

import (
	"errors"
	"image"
	"image/color"
	"math"
	"testing"

	"steersim/sim"
)

// TestPrepareAgreesWithPlainArithmetic compares with an independent float64 implementation: area integrals of the cropped
// picture, then the definition of YUV.
func TestPrepareAgreesWithPlainArithmetic(t *testing.T) {
	const tolerance = 0.5 + 0.02 // rounding, and weights of 14 bits
	for name, size := range map[string]image.Point{"recorded": {320, 160}, "window": {1280, 720}, "odd": {333, 171}, "smaller than the result": {100, 50}} {
		t.Run(name, func(t *testing.T) {
			frame := noisyFrame(size)
			c := DefaultPrepare()
			got := prepared(t, c, frame)
			checked := 0
			for y := range c.Height {
				for x := range c.Width {
					want := yuvOf(meanRGB(frame, c, x, y))
					for k, v := range want {
						if d := math.Abs(float64(got[(k*c.Height+y)*c.Width+x]) - v); d > tolerance {
							t.Fatalf("channel %d at (%d, %d): got %d, want %.3f", k, x, y, got[(k*c.Height+y)*c.Width+x], v)
						}
						checked++
					}
				}
			}
			if checked != 3*66*200 {
				t.Fatalf("checked %d numbers", checked)
			}
		})
	}
}

// meanRGB integrates the frame over one output pixel; enlarging, over a source pixel's square around its centre.
func meanRGB(frame *image.RGBA, c PrepareConfig, x, y int) (rgb [3]float64) {
	size := frame.Rect.Size()
	span := func(from, to float64, i, n int) (float64, float64) {
		step := (to - from) / float64(n)
		middle := from + (float64(i)+0.5)*step
		return middle - max(step, 1)/2, middle + max(step, 1)/2
	}
	x0, x1 := span(0, float64(size.X), x, c.Width)
	y0, y1 := span(c.Top*float64(size.Y), c.Bottom*float64(size.Y), y, c.Height)
	for j := int(math.Floor(y0)); float64(j) < y1; j++ {
		for i := int(math.Floor(x0)); float64(i) < x1; i++ {
			area := (min(x1, float64(i+1)) - max(x0, float64(i))) * (min(y1, float64(j+1)) - max(y0, float64(j)))
			q := frame.RGBAAt(max(0, min(i, size.X-1)), max(0, min(j, size.Y-1)))
			for k, v := range [...]uint8{q.R, q.G, q.B} {
				rgb[k] += area * float64(v) / ((x1 - x0) * (y1 - y0))
			}
		}
	}
	return rgb
}

// yuvOf is the definition of OpenCV's COLOR_RGB2YUV for bytes.
func yuvOf(rgb [3]float64) [3]float64 {
	y := 0.299*rgb[0] + 0.587*rgb[1] + 0.114*rgb[2]
	u, v := 0.492*(rgb[2]-y)+128, 0.877*(rgb[0]-y)+128
	return [3]float64{y, min(max(u, 0), 255), min(max(v, 0), 255)}
}

// Plain colours have a closed form: grey is (v, 128, 128), and the primaries follow from the definition.
func TestPrepareOfPlainColours(t *testing.T) {
	for name, tc := range map[string]struct {
		colour color.RGBA
		want   [3]uint8
	}{
		"black": {color.RGBA{0, 0, 0, 255}, [3]uint8{0, 128, 128}},
		"grey":  {color.RGBA{77, 77, 77, 255}, [3]uint8{77, 128, 128}},
		"white": {color.RGBA{255, 255, 255, 255}, [3]uint8{255, 128, 128}},
		"red":   {color.RGBA{255, 0, 0, 255}, [3]uint8{76, 90, 255}},  // V = 284.8, clipped
		"green": {color.RGBA{0, 255, 0, 255}, [3]uint8{150, 54, 0}},   // V = -3.3, clipped
		"blue":  {color.RGBA{0, 0, 255, 255}, [3]uint8{29, 239, 103}}, // U = 239.2
	} {
		t.Run(name, func(t *testing.T) {
			frame := image.NewRGBA(image.Rect(0, 0, 320, 160))
			for y := range 160 {
				for x := range 320 {
					frame.SetRGBA(x, y, tc.colour)
				}
			}
			got := prepared(t, DefaultPrepare(), frame)
			for i, v := range got {
				if want := tc.want[i/(66*200)]; v != want {
					t.Fatalf("number %d: got %d, want %d", i, v, want)
				}
			}
		})
	}
}

// TestUnprepareIsTheWayBack: from a frame to the network's picture and back.
func TestUnprepareIsTheWayBack(t *testing.T) {
	c := PrepareConfig{Top: 0, Bottom: 1, Width: 9, Height: 7} // a frame's own size: nothing is lost but rounding
	p, err := NewPrepare(c)
	if err != nil {
		t.Fatal(err)
	}
	frame, back := image.NewRGBA(image.Rect(0, 0, 9, 7)), image.NewRGBA(image.Rect(3, 5, 12, 12))
	rng := sim.Rand(4, sim.StreamCamera)
	for i := range frame.Pix {
		frame.Pix[i] = uint8(40 + rng.IntN(120)) // within what U and V hold
		if i%4 == 3 {
			frame.Pix[i] = 255
		}
	}
	planes := make([]float32, p.Len())
	if err := errors.Join(p.Floats(planes, frame), Unprepare(back, planes)); err != nil {
		t.Fatal(err)
	}
	for i, v := range frame.Pix {
		if d := int(v) - int(back.Pix[i]); d < -3 || d > 3 {
			t.Fatalf("byte %d is %d, want %d", i, back.Pix[i], v)
		}
	}
	if err := Unprepare(back, planes[1:]); !errors.Is(err, ErrPicture) {
		t.Errorf("a number is missing: got %v, want %v", err, ErrPicture)
	}
}

// A decoded JPEG gives what its RGB conversion by image/color gives.
func TestPrepareOfDecodedJPEG(t *testing.T) {
	for name, ratio := range map[string]image.YCbCrSubsampleRatio{
		"4:4:4": image.YCbCrSubsampleRatio444, "4:2:2": image.YCbCrSubsampleRatio422, "4:2:0": image.YCbCrSubsampleRatio420,
		"4:4:0": image.YCbCrSubsampleRatio440, "4:1:1": image.YCbCrSubsampleRatio411, "4:1:0": image.YCbCrSubsampleRatio410,
	} {
		t.Run(name, func(t *testing.T) {
			decoded := image.NewYCbCr(image.Rect(0, 0, 320, 160), ratio)
			rng := sim.Rand(3, sim.StreamCamera)
			for _, plane := range [][]uint8{decoded.Y, decoded.Cb, decoded.Cr} {
				for i := range plane {
					plane[i] = uint8(rng.IntN(256))
				}
			}
			converted := image.NewRGBA(decoded.Rect)
			for y := range 160 {
				for x := range 320 {
					r, g, b := color.YCbCrToRGB(decoded.Y[decoded.YOffset(x, y)], decoded.Cb[decoded.COffset(x, y)], decoded.Cr[decoded.COffset(x, y)])
					converted.SetRGBA(x, y, color.RGBA{r, g, b, 255})
				}
			}
			got, want := prepared(t, DefaultPrepare(), decoded), prepared(t, DefaultPrepare(), converted)
			for i := range want {
				if got[i] != want[i] {
					t.Fatalf("number %d: got %d, want %d", i, got[i], want[i])
				}
			}
		})
	}
}

func TestPrepareFloatsAreTheBytes(t *testing.T) {
	p, frame := newPrepare(t, DefaultPrepare()), noisyFrame(DefaultSize())
	bytes, floats := make([]uint8, p.Len()), make([]float32, p.Len())
	if err := errors.Join(p.Bytes(bytes, frame), p.Floats(floats, frame)); err != nil {
		t.Fatal(err)
	}
	for i, v := range bytes {
		if floats[i] != float32(v) {
			t.Fatalf("number %d: %v is not %d", i, floats[i], v)
		}
	}
}

func TestPrepareRefusesNonsense(t *testing.T) {
	for name, c := range map[string]PrepareConfig{
		"nothing kept":   {Top: 0.5, Bottom: 0.5, Width: 200, Height: 66},
		"upside down":    {Top: 0.8, Bottom: 0.2, Width: 200, Height: 66},
		"not a number":   {Top: math.NaN(), Bottom: 1, Width: 200, Height: 66},
		"below the end":  {Top: 0, Bottom: 1.1, Width: 200, Height: 66},
		"no width":       {Top: 0, Bottom: 1, Height: 66},
		"gigantic":       {Top: 0, Bottom: 1, Width: 1 << 20, Height: 66},
		"the zero value": {},
	} {
		if _, err := NewPrepare(c); !errors.Is(err, ErrConfig) {
			t.Errorf("%s: got %v, want ErrConfig", name, err)
		}
	}
	p := newPrepare(t, DefaultPrepare())
	for name, err := range map[string]error{
		"a short destination": p.Floats(make([]float32, 3), noisyFrame(DefaultSize())),
		"an empty picture":    p.Bytes(make([]uint8, p.Len()), image.NewRGBA(image.Rectangle{})),
		"a paletted picture":  p.Bytes(make([]uint8, p.Len()), image.NewPaletted(image.Rect(0, 0, 320, 160), nil)),
	} {
		if !errors.Is(err, ErrPicture) {
			t.Errorf("%s: got %v, want ErrPicture", name, err)
		}
	}
}

func TestPrepareAllocatesNothing(t *testing.T) {
	p, frame, x := newPrepare(t, DefaultPrepare()), noisyFrame(DefaultSize()), make([]float32, 3*66*200)
	decoded := image.NewYCbCr(frame.Rect, image.YCbCrSubsampleRatio420)
	if n := testing.AllocsPerRun(10, func() { _ = p.Floats(x, frame) }); n != 0 {
		t.Errorf("an RGB frame allocates %v times", n)
	}
	if n := testing.AllocsPerRun(10, func() { _ = p.Floats(x, decoded) }); n != 0 {
		t.Errorf("a decoded JPEG allocates %v times", n)
	}
}

func BenchmarkPrepare(b *testing.B) {
	p, frame, x := newPrepare(b, DefaultPrepare()), noisyFrame(DefaultSize()), make([]float32, 3*66*200)
	decoded := image.NewYCbCr(frame.Rect, image.YCbCrSubsampleRatio420)
	for name, picture := range map[string]image.Image{"RGBA": frame, "YCbCr": decoded} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := p.Floats(x, picture); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func newPrepare(tb testing.TB, c PrepareConfig) *Prepare {
	tb.Helper()
	p, err := NewPrepare(c)
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

func prepared(tb testing.TB, c PrepareConfig, frame image.Image) []uint8 {
	tb.Helper()
	p := newPrepare(tb, c)
	out := make([]uint8, p.Len())
	if err := p.Bytes(out, frame); err != nil {
		tb.Fatal(err)
	}
	return out
}

func noisyFrame(size image.Point) *image.RGBA {
	frame, rng := image.NewRGBA(image.Rectangle{Max: size}), sim.Rand(1, sim.StreamCamera)
	for i := range frame.Pix {
		frame.Pix[i] = uint8(rng.IntN(256))
		if i%4 == 3 {
			frame.Pix[i] = 255
		}
	}
	return frame
}
