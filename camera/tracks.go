package camera

import (
	"math"

	"steersim/camera/scene"
	"steersim/sim/track"
)

// tracks is the profile across the tarmac: how much of its broad colour shows at every distance from the centre line,
// 128 being all of it. There are copies for wider and wider pixels.
type tracks [9][]uint8

// Measures of the profile.
const (
	tracksBits = 6 // 1/64 m an entry
	tracksPerM = 1 << tracksBits
	tracksHalf = 16 * tracksPerM // entries on either side of the centre line
)

// newTracks wears two wheel tracks into each lane: polished and dark with oil between, or the only places without snow.
func newTracks(lane track.Lane, s *scene.Scene) (t tracks) {
	worn := make([]float64, 2*tracksHalf)
	for i := range worn {
		d := (float64(i-tracksHalf) + 0.5) / tracksPerM
		wheel, oil := 0.0, 0.0
		for _, centre := range [...]float64{lane.CentreM, -lane.CentreM} {
			oil += bump((d - centre) / 0.35)
			wheel += bump((d-centre-0.75)/0.3) + bump((d-centre+0.75)/0.3)
		}
		worn[i] = 1 + 0.7*wheel - 0.8*oil
		if s.Weather.Snow > 0 {
			worn[i] = max(0.06, 1-1.25*wheel*s.Weather.Snow)
		}
	}
	for level := range t {
		half := (1 << level) / 2
		t[level] = make([]uint8, len(worn))
		for i := range worn {
			sum, n := 0.0, 0
			for j := max(i-half, 0); j <= min(i+half, len(worn)-1); j++ {
				sum += worn[j]
				n++
			}
			t[level][i] = uint8(max(0, min(sum/float64(n)*128, 255)))
		}
	}
	return t
}

// blurred is the profile for pixels of a width.
func (t *tracks) blurred(widthM float64) []uint8 {
	level := 0
	for level < len(t)-1 && float64(int(1)<<level)/tracksPerM < widthM {
		level++
	}
	return t[level]
}

// bump is 1 at 0 and fades to 0 at about 2.
func bump(x float64) float64 { return math.Exp(-x * x) }
