package camera

import (
	"sync"

	"steersim/camera/land"
	"steersim/camera/texture"
)

// stock is what all roads are made of: textures of the ground and pictures of things. It is made once and never changes.
type stock struct {
	noise               [textures]*texture.Noise
	summer, winter, dry gallery
}

// gallery holds the pictures of things.
type gallery [land.Kinds][land.Variants]*texture.Sprite

var stocked = sync.OnceValue(newStock)

func newStock() *stock {
	s := &stock{}
	oct := func(cells int, contrast float64) texture.Octave {
		return texture.Octave{Cells: cells, Contrast: contrast}
	}
	s.noise[fineLand] = texture.NewNoise(1, fineBits, 46, oct(512, 0.7), oct(256, 0.9), oct(128, 0.8), oct(48, 0.6), oct(16, 0.5))
	s.noise[fineVerge] = texture.NewNoise(2, fineBits, 48, oct(512, 0.4), oct(200, 1.2), oct(100, 1.0), oct(30, 0.4))
	s.noise[fineTarmac] = texture.NewNoise(3, fineBits, 36, oct(512, 1.0), oct(300, 0.8), oct(90, 0.3), oct(20, 0.2))
	s.noise[middleLand] = texture.NewNoise(4, middleBits, 44, oct(128, 0.5), oct(60, 0.7), oct(24, 0.8), oct(9, 0.9), oct(4, 0.5))
	s.noise[middleTarmac] = texture.NewNoise(5, middleBits, 34, oct(128, 0.4), oct(50, 0.4), oct(17, 0.8), oct(6, 0.9))
	s.noise[broad] = texture.NewNoise(6, broadBits, 52, oct(64, 0.6), oct(30, 0.8), oct(13, 1.0), oct(5, 0.9))
	s.summer, s.winter = newGallery(false), newGallery(true)
	s.dry = s.summer
	for v := range land.Variants {
		s.dry[land.Broadleaf][v], s.dry[land.Conifer][v], s.dry[land.Bush][v] = texture.Cactus(uint64(v)), texture.Cactus(uint64(v+4)), texture.Scrub(uint64(v))
	}
	return s
}

func newGallery(snow bool) (g gallery) {
	makers := [land.Kinds]func(seed uint64, snow bool) *texture.Sprite{
		land.Broadleaf: texture.Broadleaf, land.Conifer: texture.Conifer, land.Bush: texture.Bush, land.Rock: texture.Rock,
		land.Post: texture.Post, land.Lamp: texture.Lamp, land.Pole: texture.Pole,
		land.ChevronLeft:  func(uint64, bool) *texture.Sprite { return texture.Chevron(false) },
		land.ChevronRight: func(uint64, bool) *texture.Sprite { return texture.Chevron(true) },
		land.Rail:         texture.Rail, land.Parapet: texture.Parapet, land.Tyres: texture.Tyres, land.Board: texture.Board,
		land.Fence: texture.Fence, land.Facade: texture.Facade, land.Stand: texture.Stand,
	}
	for kind, maker := range makers {
		if maker == nil { // roofs have no picture
			continue
		}
		for v := range land.Variants {
			g[kind][v] = maker(uint64(v), snow)
		}
	}
	return g
}
