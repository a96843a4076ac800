package cockpit

import (
	"image"

	"steersim/cmd/internal/view"
	"steersim/model"
	"steersim/model/saliency"
)

// inside shows what a network looks at, and what its layers make of a picture: the maps of each convolution as one picture of
// tiles.
type inside struct {
	net    saliency.Net // of an ensemble, the first member
	finder *saliency.Finder
	tick   int64 // of the picture that was looked at last
	mask   []float32
	tiles  []*image.Gray
	tiled  bool // the tiles are of that picture
}

func newInside(nets []saliency.Net, spec model.Spec) (*inside, error) {
	finder, err := saliency.NewFinder(spec, nets...)
	if err != nil {
		return nil, err
	}
	net := nets[0]
	in := &inside{net: net, finder: finder, tick: -1}
	for i := range net.Convolutions() {
		_, shape := net.Maps(i)
		in.tiles = append(in.tiles, view.NewTiles(shape.Channels, shape.Height, shape.Width))
	}
	return in, nil
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
			view.PaintTiles(tiles, maps, shape.Channels, shape.Height, shape.Width)
		}
		in.tiled = true
	}
	return in.tiles
}
