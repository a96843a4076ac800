// Package saliency finds what a network looks at: the maps of its convolutions in, a mask over its picture out, and the
// experiments that show whether the mask is right.
package saliency
