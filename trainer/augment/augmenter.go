package augment

import "fmt"

// Augmenter changes pictures of one view. It is not safe for concurrent use; each goroutine has its own.
type Augmenter struct {
	view       View
	smeared    []byte // room for the blur
	noise      []int8
	lutY       [256]uint8
	lutU, lutV [256]uint8
}

// New returns an Augmenter for a view.
func New(v View) (*Augmenter, error) {
	if err := v.check(); err != nil {
		return nil, err
	}
	return &Augmenter{view: v, smeared: make([]byte, v.Width*v.Height), noise: noiseTable()}, nil
}

// Apply writes src changed by d to dst, both (3, H, W); src stays as it is. dst and src must not overlap.
func (a *Augmenter) Apply(dst, src []byte, d Draw) error {
	plane := a.view.Width * a.view.Height
	if n := 3 * plane; len(dst) != n || len(src) != n {
		return fmt.Errorf("%w: pictures of %d and %d bytes, want %d", ErrConfig, len(dst), len(src), n)
	}
	if d.ShiftM != 0 || d.YawRad != 0 {
		a.warp(dst, src, d.ShiftM, d.YawRad)
	} else {
		copy(dst, src)
	}
	luma := dst[:plane]
	for _, s := range d.Shadows {
		if s.Light != 1 {
			shade(luma, a.view.Width, a.view.Height, s)
		}
	}
	if d.Blur {
		blur(luma, a.smeared, a.view.Width, a.view.Height)
	}
	if d.Contrast != 1 || d.Brightness != 0 || d.Gamma != 1 {
		lightTable(&a.lutY, d.Contrast, d.Brightness, d.Gamma)
		look(luma, &a.lutY)
	}
	if d.NoiseSDLevel > 0 {
		addNoise(luma, a.noise, d.NoiseAt, d.NoiseSDLevel)
	}
	if d.ChromaU != 0 || d.ChromaV != 0 || d.Saturation != 1 {
		chromaTable(&a.lutU, d.Saturation, d.ChromaU)
		chromaTable(&a.lutV, d.Saturation, d.ChromaV)
		look(dst[plane:2*plane], &a.lutU)
		look(dst[2*plane:], &a.lutV)
	}
	return nil
}
