package camera

import (
	"fmt"
	"image"
	"math"
)

// Weights of RGB in BT.601 luma, and of the differences, as OpenCV's COLOR_RGB2YUV has them, in units of 1 << yuvBits.
const (
	yuvBits = 14
	redY    = 4899  // 0.299
	greenY  = 9617  // 0.587
	blueY   = 1868  // 0.114
	blueU   = 8061  // 0.492
	redV    = 14369 // 0.877
)

// toYUV converts a row of sums, (W, 3) RGB with 22 bits of fraction.
func toYUV(dstY, dstU, dstV []uint8, sum []uint32) {
	const (
		sumBits = weightBits + fractionBits
		drop    = 8 // leaves room: 14 bits of fraction and the weights' 14 in 64
		bits    = sumBits - drop + yuvBits
		half    = 1 << (bits - 1)
	)
	dstU, dstV = dstU[:len(dstY)], dstV[:len(dstY)]
	for x := range dstY {
		q := sum[3*x : 3*x+3 : 3*x+3]
		r, g, b := int64(q[0]>>drop), int64(q[1]>>drop), int64(q[2]>>drop)
		luma := redY*r + greenY*g + blueY*b // bits of fraction
		blue, red := b<<yuvBits-luma, r<<yuvBits-luma
		dstY[x] = uint8((luma + half) >> bits)
		dstU[x] = toByte(128 + (blue*blueU>>yuvBits+half)>>bits)
		dstV[x] = toByte(128 + (red*redV>>yuvBits+half)>>bits)
	}
}

// Unprepare paints a prepared picture, (3, H, W) of YUV, as a person sees it. dst has its size.
func Unprepare(dst *image.RGBA, planes []float32) error {
	size := dst.Rect.Size()
	n := size.X * size.Y
	if len(planes) != 3*n {
		return fmt.Errorf("%w: %d numbers for a picture of %dx%d, want %d", ErrPicture, len(planes), size.X, size.Y, 3*n)
	}
	const one = 1 << yuvBits
	level := func(v float64) uint8 { return uint8(math.Max(0, math.Min(math.Round(v), math.MaxUint8))) }
	for i := range n {
		y := float64(planes[i])
		blue := y + (float64(planes[n+i])-128)*one/blueU
		red := y + (float64(planes[2*n+i])-128)*one/redV
		green := (y*one - redY*red - blueY*blue) / greenY
		at := dst.PixOffset(dst.Rect.Min.X+i%size.X, dst.Rect.Min.Y+i/size.X)
		q := dst.Pix[at : at+4 : at+4]
		q[0], q[1], q[2], q[3] = level(red), level(green), level(blue), math.MaxUint8
	}
	return nil
}

func toByte(v int64) uint8 { return uint8(max(0, min(v, math.MaxUint8))) }

// rgbRow decodes one row of a JPEG's picture, with the arithmetic of color.YCbCrToRGB.
func rgbRow(dst []uint8, src *image.YCbCr, y int) {
	y += src.Rect.Min.Y
	w := src.Rect.Dx()
	luma := src.Y[src.YOffset(src.Rect.Min.X, y):]
	shift := 0
	switch src.SubsampleRatio {
	case image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420:
		shift = 1
	case image.YCbCrSubsampleRatio411, image.YCbCrSubsampleRatio410:
		shift = 2
	}
	first := src.COffset(src.Rect.Min.X, y)
	odd := src.Rect.Min.X & (1<<shift - 1)
	cb, cr := src.Cb[first:], src.Cr[first:]
	for x := range w {
		l := int32(luma[x]) * 0x10101
		at := (x + odd) >> shift
		b, r := int32(cb[at])-128, int32(cr[at])-128
		q := dst[3*x : 3*x+3 : 3*x+3]
		q[0] = clip(l + 91881*r)
		q[1] = clip(l - 22554*b - 46802*r)
		q[2] = clip(l + 116130*b)
	}
}

// clip brings 16 bits of fraction to a byte, rounding down as image/color does.
func clip(v int32) uint8 {
	if uint32(v)&0xff000000 == 0 {
		return uint8(v >> 16)
	}
	return uint8(^(v >> 31))
}
