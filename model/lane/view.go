package lane

import "image"

// View is the bird's-eye view of the road ahead: the car looks up, a pixel is a square.
type View struct {
	NearM, FarM float64 // of the centre of mass, forward
	SideM       float64 // to either side
	PixelM      float64
}

// DefaultView begins where the usual camera's picture does and ends where a pixel is eight metres of road.
func DefaultView() View { return View{NearM: 2.4, FarM: 38.4, SideM: 12, PixelM: 0.08} }

// Size is that of the view's pictures.
func (v View) Size() image.Point {
	return image.Pt(int(2*v.SideM/v.PixelM+0.5), int((v.FarM-v.NearM)/v.PixelM+0.5))
}

// Road is the place that a pixel of the view shows, counted from the middle of the first.
func (v View) Road(x, y float64) (forwardM, leftM float64) {
	return v.FarM - (y+0.5)*v.PixelM, v.SideM - (x+0.5)*v.PixelM
}

// Pixel is the other way round.
func (v View) Pixel(forwardM, leftM float64) (x, y float64) {
	return (v.SideM-leftM)/v.PixelM - 0.5, (v.FarM-forwardM)/v.PixelM - 0.5
}

// FrameFromView is the homography from the view to a camera's picture, of the one from the road: (forward, left, 1) in metres.
func (v View) FrameFromView(frameFromRoad [9]float64) (m [9]float64) {
	p := v.PixelM
	roadFromView := [9]float64{0, -p, v.FarM - p/2, -p, 0, v.SideM - p/2, 0, 0, 1}
	for i := range 3 {
		for j := range 3 {
			for k := range 3 {
				m[3*i+j] += float64(frameFromRoad[3*i+k] * roadFromView[3*k+j])
			}
		}
	}
	return m
}

// Rows are those to search, from near to far. A row of the camera's picture covers more and more of the road, its height over the distance
// squared: to search more often is to count the same pixels twice.
func (v View) Rows() (rows []int) {
	const (
		leastM  = 0.24
		perRowM = 0.003 // of one row of the picture at 1 m: a pixel over focal length and camera height, halved
	)
	for at := v.NearM + leastM/2; at < v.FarM; at += max(leastM, perRowM*at*at) {
		_, y := v.Pixel(at, 0)
		rows = append(rows, int(y+0.5))
	}
	return rows
}

// Columns are those to search for stripes that run across, in the part of the view up to acrossM.
func (v View) Columns() (columns []int, from int) {
	const stepM, acrossM = 0.24, 14.0
	for at := v.SideM - stepM/2; at > -v.SideM; at -= stepM {
		x, _ := v.Pixel(0, at)
		columns = append(columns, int(x+0.5))
	}
	_, y := v.Pixel(acrossM, 0)
	return columns, max(int(y), 0)
}
