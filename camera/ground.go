package camera

import (
	"fmt"

	"steersim/camera/land"
	"steersim/sim/track"
)

// Ground is what all painters of a road share: its survey and the textures. It is safe for concurrent use.
type Ground struct {
	land   *land.Map
	stock  *stock
	things []land.Thing
	index  index
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

// NewGround surveys a road and furnishes it.
func NewGround(road *track.Road) (*Ground, error) {
	if road == nil {
		return nil, fmt.Errorf("%w: no road", ErrConfig)
	}
	m, err := land.New(road)
	if err != nil {
		return nil, err
	}
	g := &Ground{land: m, stock: stocked(), things: m.Furnish()}
	g.index = newIndex(m, g.things)
	return g, nil
}
