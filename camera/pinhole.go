package camera

import (
	"image"
	"math"
)

// pinhole is a camera without roll over flat ground. Pixel (x, y) is looked through in its middle.
type pinhole struct {
	size             image.Point
	focalPx          float64
	centreX, centreY float64
	sinP, cosP       float64
	heightM          float64
}

func newPinhole(size image.Point, m Mount) pinhole {
	h := pinhole{size: size, centreX: float64(size.X) / 2, centreY: float64(size.Y) / 2, heightM: m.HeightM}
	h.focalPx = h.centreY / math.Tan(m.FieldOfViewRad/2)
	h.sinP, h.cosP = math.Sincos(m.PitchRad)
	return h
}

// ray is the direction through a place in the picture, in a level frame that looks ahead.
func (h *pinhole) ray(x, y float64) (right, forward, down float64) {
	w := (y - h.centreY) / h.focalPx
	return (x - h.centreX) / h.focalPx, h.cosP - w*h.sinP, h.sinP + w*h.cosP
}

// horizon is the place of the horizon in the picture, in rows from the top.
func (h *pinhole) horizon() float64 { return h.centreY - h.focalPx*h.sinP/h.cosP }

// image says where a point shows: forward and right of the camera and above the ground. depth is along the optical axis.
func (h *pinhole) image(forward, right, up float64) (x, y, depth float64) {
	down := h.heightM - up
	depth = forward*h.cosP + down*h.sinP
	return h.centreX + h.focalPx*right/depth, h.centreY + h.focalPx*(down*h.cosP-forward*h.sinP)/depth, depth
}

// scan is a straight line over the ground, which a row of pixels shows, or a part of a row far away.
type scan struct {
	forwardM float64 // of the camera, to the line
	pixelM   float64 // from a pixel to the next, to the right
	deepM    float64 // forward distance that a pixel covers
	slantM   float64 // how the place of a pixel at 45 degrees moves to the right while deepM goes by
}

// farthestM is where the ground ends for the painter; beyond it is the horizon.
const farthestM = 2500

// scanAt is the ground at a height in the picture, that covers rows of the given height; ok is false above the horizon.
func (h *pinhole) scanAt(y, rows float64) (s scan, ok bool) {
	at := func(y float64) (forward, perPixel float64) {
		_, ahead, down := h.ray(0, y)
		t := h.heightM / max(down, 1e-9)
		return ahead * t, t / h.focalPx
	}
	if y <= h.horizon() {
		return s, false
	}
	s.forwardM, s.pixelM = at(y)
	if s.forwardM > farthestM {
		return s, false
	}
	far, farPixel := at(max(y-rows/2, h.horizon()+1e-6))
	near, nearPixel := at(y + rows/2)
	s.deepM = min(far, 2*s.forwardM) - near
	s.slantM = (min(farPixel, 2*s.pixelM) - nearPixel) * h.focalPx
	return s, true
}

// Project says where a camera of a mount shows a point of the car's surroundings: forward and left of the centre of mass and
// above the ground, in metres. ok is false behind the camera.
func (m Mount) Project(size image.Point, forwardM, leftM, upM float64) (x, y float64, ok bool) {
	h := newPinhole(size, m)
	forward, left := forwardM-m.ForwardM, leftM-m.LeftM
	sin, cos := math.Sincos(m.YawRad)
	x, y, depth := h.image(forward*cos+left*sin, forward*sin-left*cos, upM)
	return x, y, depth > 0
}
