package camera

import (
	"steersim/camera/land"
	"steersim/camera/texture"
	"steersim/sim/track"
)

// Ground is what all painters of a road share: its survey and the textures. It is safe for concurrent use.
type Ground struct {
	land  *land.Map
	noise [textures]*texture.Noise
}

// Textures of the ground, by scale and surface.
const (
	fineLand = iota
	fineVerge
	fineTarmac
	middleLand
	middleTarmac
	broad
	textures
)

// Scales of the textures: metres of ground that one square covers. They share no multiple, so no repetition shows.
const (
	fineM   = 3.07
	middleM = 17.3
	broadM  = 271.0

	fineBits   = 9
	middleBits = 8
	broadBits  = 8
)

// NewGround surveys a road and makes its textures.
func NewGround(road *track.Road) (*Ground, error) {
	m, err := land.New(road)
	if err != nil {
		return nil, err
	}
	g := &Ground{land: m}
	oct := func(cells int, contrast float64) texture.Octave {
		return texture.Octave{Cells: cells, Contrast: contrast}
	}
	g.noise[fineLand] = texture.NewNoise(1, fineBits, 46, oct(512, 0.7), oct(256, 0.9), oct(128, 0.8), oct(48, 0.6), oct(16, 0.5))
	g.noise[fineVerge] = texture.NewNoise(2, fineBits, 48, oct(512, 0.4), oct(200, 1.2), oct(100, 1.0), oct(30, 0.4))
	g.noise[fineTarmac] = texture.NewNoise(3, fineBits, 36, oct(512, 1.0), oct(300, 0.8), oct(90, 0.3), oct(20, 0.2))
	g.noise[middleLand] = texture.NewNoise(4, middleBits, 44, oct(128, 0.5), oct(60, 0.7), oct(24, 0.8), oct(9, 0.9), oct(4, 0.5))
	g.noise[middleTarmac] = texture.NewNoise(5, middleBits, 34, oct(128, 0.4), oct(50, 0.4), oct(17, 0.8), oct(6, 0.9))
	g.noise[broad] = texture.NewNoise(6, broadBits, 52, oct(64, 0.6), oct(30, 0.8), oct(13, 1.0), oct(5, 0.9))
	return g, nil
}
