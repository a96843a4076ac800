package camera

import (
	"image"
	"math"
)

// ImageFromRoad is the homography from the ground around the car to the camera's picture: a place (forward, left, 1) in metres of
// the centre of mass becomes (x w, y w, w), with x and y counted from the middle of the first pixel.
func (m Mount) ImageFromRoad(size image.Point) [9]float64 {
	h := newPinhole(size, m)
	sin, cos := math.Sincos(m.YawRad)
	// forward and right of the camera, of what is forward and left of the car.
	ahead := [3]float64{cos, sin, -m.ForwardM*cos - m.LeftM*sin}
	right := [3]float64{sin, -cos, -m.ForwardM*sin + m.LeftM*cos}
	var f [9]float64
	for i := range 3 {
		one := 0.0
		if i == 2 {
			one = h.heightM
		}
		depth := ahead[i]*h.cosP + one*h.sinP
		f[i] = float64((h.centreX-0.5)*depth) + float64(h.focalPx*right[i])
		f[3+i] = float64((h.centreY-0.5)*depth) + float64(h.focalPx*(one*h.cosP-ahead[i]*h.sinP))
		f[6+i] = depth
	}
	return f
}
