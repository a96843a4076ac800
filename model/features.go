package model

import "fmt"

// Features are what a picture is turned into where no convolution learns: fixed before the dense layers learn what to make of it.
// The zero value is none. model/feature computes them.
type Features struct {
	Kind FeatureKind `json:"kind"`

	Rows    int `json:"rows,omitempty"`    // of the retina, of cells, of pools
	Columns int `json:"columns,omitempty"` // beside each other

	Orientations int `json:"orientations,omitempty"` // of gradients, from 0 to 180 degrees

	Kernel     int `json:"kernel,omitempty"` // side of a patch in pixels
	Stride     int `json:"stride,omitempty"` // from patch to patch
	Components int `json:"components,omitempty"`
	Atoms      int `json:"atoms,omitempty"` // of the dictionary
}

// FeatureKind is what features are made of.
type FeatureKind string

// Kinds of features.
const (
	// Pixels are the picture itself, -1 to 1.
	Pixels FeatureKind = "pixels"
	// Retina is the picture's luminance, averaged over Rows x Columns areas, with a mean of 0 and a variance of 1: what ALVINN saw
	// (Pomerleau 1989).
	Retina FeatureKind = "retina"
	// Gradients are histograms of oriented gradients of the luminance in Rows x Columns cells, normalised over blocks of 2x2 of
	// them (Dalal and Triggs 2005).
	Gradients FeatureKind = "gradients"
	// Patches are how near every patch of the picture is to each atom of a dictionary, summed up over Rows x Columns pools
	// (Coates, Lee and Ng 2011). Patches are compared in the space of their first principal components, whitened.
	Patches FeatureKind = "patches"
)

// Shape is that of the features of a picture; without features it is the picture's own.
func (f Features) Shape(in Shape) Shape {
	switch f.Kind {
	case Retina:
		return Shape{1, f.Rows, f.Columns}
	case Gradients:
		return Shape{4 * f.Orientations, f.Rows - 1, f.Columns - 1}
	case Patches:
		return Shape{f.Atoms, f.Rows, f.Columns}
	}
	return in
}

// PatchLen is the number of values of a patch.
func (f Features) PatchLen(in Shape) int { return f.Kernel * f.Kernel * in.Channels }

// Names of the constants of Patches.
const (
	PatchMean      = "features.mean"      // (patch): what is taken off a patch whose contrast is normalised, (C, k, k)
	PatchWhitening = "features.whitening" // (components, patch)
	PatchAtoms     = "features.atoms"     // (atoms, components)
	FeatureMean    = "features.offset"    // (atoms, rows, columns): taken off the features, so that their mean is 0
	FeatureScale   = "features.scale"     // (atoms, rows, columns): and they are multiplied by this, so that their variance is 1
)

// form lists the constants.
func (f Features) form(in Shape) []Form {
	if f.Kind != Patches {
		return nil
	}
	patch, out := f.PatchLen(in), f.Shape(in)
	return []Form{
		{PatchMean, []int{patch}, true},
		{PatchWhitening, []int{f.Components, patch}, true},
		{PatchAtoms, []int{f.Atoms, f.Components}, true},
		{FeatureMean, []int{out.Channels, out.Height, out.Width}, true},
		{FeatureScale, []int{out.Channels, out.Height, out.Width}, true},
	}
}

// check refuses features that a picture of this shape does not have.
func (f Features) check(in Shape) error {
	within := func(what string, n, least, most int) error {
		if n < least || n > most {
			return fmt.Errorf("%w: features %q have %s of %d, want %d to %d", ErrSpec, f.Kind, what, n, least, most)
		}
		return nil
	}
	first := func(errs ...error) error {
		for _, err := range errs {
			if err != nil {
				return err
			}
		}
		return nil
	}
	switch f.Kind {
	case "", Pixels:
		return nil
	case Retina:
		return first(within("rows", f.Rows, 1, in.Height), within("columns", f.Columns, 1, in.Width))
	case Gradients:
		return first(within("rows", f.Rows, 2, in.Height/2), within("columns", f.Columns, 2, in.Width/2), within("orientations", f.Orientations, 2, 64))
	case Patches:
		if err := first(within("a kernel", f.Kernel, 2, min(in.Height, in.Width, 64)), within("a stride", f.Stride, 1, f.Kernel)); err != nil {
			return err
		}
		return first(
			within("components", f.Components, 1, f.PatchLen(in)), within("atoms", f.Atoms, 2, maxSide),
			within("rows", f.Rows, 1, (in.Height-f.Kernel)/f.Stride+1), within("columns", f.Columns, 1, (in.Width-f.Kernel)/f.Stride+1))
	}
	return fmt.Errorf("%w: features are %q, want %q, %q, %q or %q", ErrSpec, f.Kind, Pixels, Retina, Gradients, Patches)
}
