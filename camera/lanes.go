package camera

import "steersim/camera/scene"

// Light is counted in linear units, three colours in one word: red, green and blue are lanes of 21 bits, and one is 1 << 19
// in its lane. So one multiplication scales all three, and a lane holds up to almost 4. Factors have 8 bits: 256 is one.
type lanes = uint64

const (
	laneBits = 21
	lanesOne = 1<<0 | 1<<laneBits | 1<<(2*laneBits) // a 1 in every lane
	top13    = 0x1fff * lanesOne                    // of a lane shifted down by 8
	laneUnit = 1 << 19
	laneMost = 1<<21 - 1<<14 // leaves room for noise
)

// packed makes lanes of a colour, in the given unit.
func packed(c scene.RGB, unit float64) lanes {
	lane := func(v float64) lanes { return lanes(max(0, min(v*unit+0.5, laneMost))) }
	return lane(c[0]) | lane(c[1])<<laneBits | lane(c[2])<<(2*laneBits)
}

// dimmed is c times m/256, for m from 0 to 256.
func dimmed(c lanes, m uint64) lanes { return (c >> 8 & top13) * m }

// blended is a where w is 0 and b where w is 256.
func blended(a, b lanes, w uint64) lanes { return (a>>8&top13)*(256-w) + (b>>8&top13)*w }
