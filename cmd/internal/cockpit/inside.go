package cockpit

import (
	"image"
	"math"

	"steersim/model"
	"steersim/model/infer"
)

// inside shows what the layers of a network make of a picture: the maps of each convolution as one picture of tiles.
type inside struct {
	net   *infer.Pure
	tiles []*image.Gray
}

func newInside(net *infer.Pure) *inside {
	in := &inside{net: net}
	for i := range net.Convolutions() {
		_, shape := net.Maps(i)
		columns, rows := grid(shape)
		in.tiles = append(in.tiles, image.NewGray(image.Rect(0, 0, columns*(shape.Width+1)-1, rows*(shape.Height+1)-1)))
	}
	return in
}

// grid is how many tiles stand beside and above each other, so that all of them together are half as wide again as high.
func grid(s model.Shape) (columns, rows int) {
	const wide = 1.5
	columns = max(1, int(math.Round(math.Sqrt(wide*float64(s.Channels*s.Height)/float64(s.Width)))))
	return columns, (s.Channels + columns - 1) / columns
}

// look runs a picture, (C, H, W) from 0 to 255, through the network and returns the tiles, which the next look repaints.
func (in *inside) look(picture []float32) ([]*image.Gray, error) {
	if _, err := in.net.Predict(picture); err != nil {
		return nil, err
	}
	for i, tiles := range in.tiles {
		maps, shape := in.net.Maps(i)
		paintMaps(tiles, maps, shape)
	}
	return in.tiles, nil
}

// paintMaps lays the maps out as tiles; a layer's strongest answer is white, none is black.
func paintMaps(dst *image.Gray, maps []float32, s model.Shape) {
	most := float32(1e-6)
	for _, v := range maps {
		most = max(most, v)
	}
	columns, _ := grid(s)
	for c := range s.Channels {
		left, top := c%columns*(s.Width+1), c/columns*(s.Height+1)
		for y := range s.Height {
			row := dst.Pix[dst.PixOffset(left, top+y):][:s.Width]
			for x := range row {
				v := max(maps[(y*s.Width+x)*s.Channels+c], 0) / most
				row[x] = uint8(255 * math.Sqrt(float64(v))) // the eye sees faint ones too
			}
		}
	}
}
