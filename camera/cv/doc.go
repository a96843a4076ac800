// Package cv is the one door to OpenCV: pictures in, video files, warped pictures and what the networks of others answer out.
//
// A build without cgo, or with the tag nocv, has the same functions; they return an error that says how to get the rest.
package cv

import (
	"errors"
	"fmt"
	"image"
	"math"
)

// ErrVideo marks a video file that could not be written or read, ErrWarp a picture that could not be warped, ErrCrop one that could
// not be prepared, ErrNet a network that cannot be read or asked.
var (
	ErrVideo = errors.New("video")
	ErrWarp  = errors.New("warp")
	ErrCrop  = errors.New("crop")
	ErrNet   = errors.New("network")
)

func checkWarp(size image.Point) error {
	if size.X < 2 || size.Y < 2 || size.X > mostPixels || size.Y > mostPixels {
		return fmt.Errorf("%w: pictures of %dx%d, want 2 to %d pixels a side", ErrWarp, size.X, size.Y, mostPixels)
	}
	return nil
}

func checkNet(onnx []byte, shape [4]int) error {
	const most = 1 << 26 // numbers
	size := 1
	for _, side := range shape {
		if side < 1 || side > mostPixels || size*side > most {
			return fmt.Errorf("%w: input of %v, want sides of 1 to %d and at most %d numbers", ErrNet, shape, mostPixels, most)
		}
		size *= side
	}
	if len(onnx) == 0 {
		return fmt.Errorf("%w: no bytes", ErrNet)
	}
	return nil
}

// mostPixels bounds a side of a video: level 6.2 of H.264 ends there.
const mostPixels = 16_384

// checkVideo refuses what the encoder would take silently and cut.
func checkVideo(size image.Point, fps float64) error {
	switch {
	case size.X < 16 || size.Y < 16 || size.X > mostPixels || size.Y > mostPixels:
		return fmt.Errorf("%w: size %dx%d, want 16 to %d pixels a side", ErrVideo, size.X, size.Y, mostPixels)
	case size.X%2 != 0 || size.Y%2 != 0:
		return fmt.Errorf("%w: size %dx%d, want even numbers: colour is kept for every second pixel", ErrVideo, size.X, size.Y)
	case math.IsNaN(fps) || fps < 1 || fps > 240:
		return fmt.Errorf("%w: %g frames a second, want 1 to 240", ErrVideo, fps)
	}
	return nil
}
