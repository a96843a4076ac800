package setup

import (
	"errors"
	"flag"
	"fmt"
	"image"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"steersim/camera/cv"
	"steersim/model/foreign"
	"steersim/model/onnx"
	"steersim/sim"
)

// ErrONNXFlags is a description of a network by flags that cannot be understood, or belongs to no network.
var ErrONNXFlags = errors.New("--onnx flags")

// onnxPrefix begins every flag of ONNX.
const onnxPrefix = "onnx-"

// ONNX is what flags say of the network of another: the flags of drive, eval and replay. By themselves they describe the published
// network of naokishibuya/car-behavioral-cloning, which by its answers learnt from the pictures of OpenCV 3.1 (DECISIONS.md, 35).
type ONNX struct {
	fs                                *flag.FlagSet
	crop, size, colour, scale, layout string
	output, positive                  string
	lockDeg                           float64
}

// Register adds the flags.
func (o *ONNX) Register(fs *flag.FlagSet) {
	o.fs = fs
	fs.StringVar(&o.crop, onnxPrefix+"crop", "60:25", "of a --net FILE.onnx by others: what is cut off the frame, `TOP:BOTTOM` in rows, or in shares below 1")
	fs.StringVar(&o.size, onnxPrefix+"size", "", "its pictures' `WxH`; left out: as the file says, or 200x66")
	fs.StringVar(&o.colour, onnxPrefix+"colour", string(cv.OldYUV), "its `COLOUR`: yuv-old (OpenCV up to 3.1), yuv, rgb or bgr")
	fs.StringVar(&o.scale, onnxPrefix+"scale", "raw", "what becomes of a byte x before the file: `FORMULA` like x/127.5-1 or x/255; raw: the file normalises itself")
	fs.StringVar(&o.layout, onnxPrefix+"layout", "", "its input's `ORDER`, nchw or nhwc; left out: as the file says, or nchw")
	fs.StringVar(&o.output, onnxPrefix+"output", string(foreign.Steering), "its `ANSWER`: steering (wheel angle over the lock), radians (wheel angle) or curvature (1/m)")
	fs.Float64Var(&o.lockDeg, onnxPrefix+"lock-deg", 25, "the wheel angle that steering counts as 1")
	fs.StringVar(&o.positive, onnxPrefix+"positive", string(foreign.Right), "`SIDE` that it steers to with a positive number: left or right")
}

// Given is one of the flags that were given, or empty.
func (o *ONNX) Given() (name string) {
	o.fs.Visit(func(f *flag.Flag) {
		if strings.HasPrefix(f.Name, onnxPrefix) {
			name = f.Name
		}
	})
	return name
}

// Loader reads what --net names. A file of ours needs no flags; with one of them even that is driven as they say. What is
// assumed of the network of another is told, once.
func (o *ONNX) Loader(tell io.Writer) func(path string) (Wheel, error) {
	return func(path string) (Wheel, error) { return o.load(path, tell) }
}

func (o *ONNX) load(path string, tell io.Writer) (Wheel, error) {
	name := o.Given()
	if name != "" && !isONNX(path) {
		return Wheel{}, fmt.Errorf("%w: --%s describes a network of others, want it with --net FILE.onnx", ErrONNXFlags, name)
	}
	if name == "" {
		net, err := LoadNet(path)
		if !errors.Is(err, onnx.ErrForeign) {
			return Wheel{Net: net}, err
		}
	}
	f, err := o.foreign(path)
	if err != nil {
		return Wheel{}, err
	}
	fmt.Fprintf(tell, "%s: %s\n", path, f.assumed())
	return Wheel{Foreign: f}, nil
}

// foreign reads a network as the flags say.
func (o *ONNX) foreign(path string) (*Foreign, error) {
	f := &Foreign{Name: path, colour: cv.Colour(o.colour)}
	var err error
	if f.config.Crop, err = foreign.ParseCrop(o.crop); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrONNXFlags, err)
	}
	if f.config.Scale, err = foreign.ParseScale(o.scale); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrONNXFlags, err)
	}
	if f.config.Size, err = parseSize(o.size); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrONNXFlags, err)
	}
	if !slices.Contains(cv.Colours(), f.colour) {
		return nil, fmt.Errorf("%w: colour %q, want one of %v", ErrONNXFlags, o.colour, cv.Colours())
	}
	if o.layout != "" && o.layout != nchw && o.layout != nhwc {
		return nil, fmt.Errorf("%w: layout %q, want %s or %s", ErrONNXFlags, o.layout, nchw, nhwc)
	}
	f.config.Answer = foreign.Answer{
		Output: foreign.Output(o.output), Positive: foreign.Side(o.positive), LockRad: o.lockDeg * math.Pi / 180, Vehicle: sim.DefaultConfig().Vehicle,
	}
	if err := f.config.Answer.Check(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrONNXFlags, err)
	}
	if err := f.read(o.layout); err != nil {
		return nil, fmt.Errorf("net: %s: %w", path, err)
	}
	return f, nil
}

// parseSize reads WxH; empty is the zero point.
func parseSize(text string) (image.Point, error) {
	if text == "" {
		return image.Point{}, nil
	}
	width, height, ok := strings.Cut(text, "x")
	w, err1 := strconv.Atoi(width)
	h, err2 := strconv.Atoi(height)
	if !ok || err1 != nil || err2 != nil || w < 1 || h < 1 {
		return image.Point{}, fmt.Errorf("size %q, want WxH in pixels", text)
	}
	return image.Pt(w, h), nil
}
