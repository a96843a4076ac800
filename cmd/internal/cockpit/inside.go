package cockpit

import (
	"image"
	"math"

	"steersim/model"
	"steersim/model/infer"
	"steersim/model/saliency"
)

// inside shows what a network looks at, and what its layers make of a picture: the maps of each convolution as one picture of
// tiles.
type inside struct {
	net    *infer.Pure
	finder *saliency.Finder
	tick   int64 // of the picture that was looked at last
	mask   []float32
	tiles  []*image.Gray
	tiled  bool // the tiles are of that picture
}

func newInside(net *infer.Pure, spec model.Spec) (*inside, error) {
	finder, err := saliency.NewFinder(net, spec)
	if err != nil {
		return nil, err
	}
	in := &inside{net: net, finder: finder, tick: -1}
	for i := range net.Convolutions() {
		_, shape := net.Maps(i)
		columns, rows := grid(shape)
		in.tiles = append(in.tiles, image.NewGray(image.Rect(0, 0, columns*(shape.Width+1)-1, rows*(shape.Height+1)-1)))
	}
	return in, nil
}

// grid is how many tiles stand beside and above each other, so that all of them together are half as wide again as high.
func grid(s model.Shape) (columns, rows int) {
	const wide = 1.5
	columns = max(1, int(math.Round(math.Sqrt(wide*float64(s.Channels*s.Height)/float64(s.Width)))))
	return columns, (s.Channels + columns - 1) / columns
}

// look runs the picture of a tick, (C, H, W) from 0 to 255, through the network and returns the mask of what it looks at.
func (in *inside) look(tick int64, picture []float32) (mask []float32, err error) {
	if tick != in.tick {
		if _, in.mask, err = in.finder.Find(picture); err != nil {
			return nil, err
		}
		in.tick, in.tiled = tick, false
	}
	return in.mask, nil
}

// maps are the tiles of the picture that was looked at; the next look makes new ones.
func (in *inside) maps() []*image.Gray {
	if !in.tiled {
		for i, tiles := range in.tiles {
			maps, shape := in.net.Maps(i)
			paintMaps(tiles, maps, shape)
		}
		in.tiled = true
	}
	return in.tiles
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
