package view

import (
	"image"
)

// Looks is what a network looks at: a mask over its picture, which is a part of the camera's.
type Looks struct {
	Mask        []float32 // (H, W) of the picture, from 0 to 1
	Width       int
	Top, Bottom float64 // of the camera's frame, which the picture shows
	Over        bool    // paint it over the driver's view too
}

// looks paints the mask over the driver's view, whose camera is the network's in another size.
func (s *Screen) looks(dst *image.RGBA, l *Looks) {
	const frameAspect = 2.0 // of the network's frames; the height is what both cameras have alike
	frame := s.FrameSize()
	wide, high := frameAspect*float64(frame.Y), float64(frame.Y)
	left := (float64(frame.X) - wide) / 2
	place := image.Rect(int(left), int(l.Top*high), int(left+wide), min(int(l.Bottom*high), s.board.area.Min.Y))
	shown := (float64(place.Max.Y) - l.Top*high) / ((l.Bottom - l.Top) * high)
	visible := place.Intersect(dst.Rect)
	from := func(x int) float64 { return float64(x-place.Min.X) / float64(place.Dx()) }
	l.paint(dst, visible, from(visible.Min.X), from(visible.Max.X), 0, min(shown, 1))
}

// Tint paints the mask over a camera's frame of any size.
func (l *Looks) Tint(frame *image.RGBA) {
	high := float64(frame.Rect.Dy())
	l.paint(frame, image.Rect(frame.Rect.Min.X, frame.Rect.Min.Y+int(l.Top*high+0.5), frame.Rect.Max.X, frame.Rect.Min.Y+int(l.Bottom*high+0.5)), 0, 1, 0, 1)
}

// paint tints a place green where the mask is high; the place shows the part of the mask between the shares given.
func (l *Looks) paint(dst *image.RGBA, place image.Rectangle, left, right, top, bottom float64) {
	height := len(l.Mask) / l.Width
	columns := make([]struct {
		at    int
		share float32
	}, place.Dx())
	for x := range columns {
		at := max(0, min((left+(right-left)*(float64(x)+0.5)/float64(place.Dx()))*float64(l.Width)-0.5, float64(l.Width)-1.001))
		columns[x].at, columns[x].share = int(at), float32(at-float64(int(at)))
	}
	row := make([]float32, l.Width)
	for y := range place.Dy() {
		at := max(0, min((top+(bottom-top)*(float64(y)+0.5)/float64(place.Dy()))*float64(height)-0.5, float64(height)-1.001))
		above, share := l.Mask[int(at)*l.Width:], float32(at-float64(int(at)))
		for x := range row {
			row[x] = above[x] + share*(above[l.Width+x]-above[x])
		}
		line := dst.Pix[dst.PixOffset(place.Min.X, place.Min.Y+y):]
		for x, c := range columns {
			const faintest, strongest = 0.12, 200
			m := row[c.at] + c.share*(row[c.at+1]-row[c.at])
			if m <= faintest {
				continue
			}
			a := uint32((m - faintest) / (1 - faintest) * strongest)
			p := line[4*x : 4*x+3 : 4*x+3]
			p[0] = uint8((uint32(p[0])*(255-a) + 40*a) / 255)
			p[1] = uint8((uint32(p[1])*(255-a) + 255*a) / 255)
			p[2] = uint8((uint32(p[2])*(255-a) + 90*a) / 255)
		}
	}
}
