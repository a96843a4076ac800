package camera

import (
	"math"

	"steersim/camera/land"
	"steersim/camera/scene"
	"steersim/sim/track"
)

// marks is where paint and verges are, across the road and along it.
type marks struct {
	centre, right, left stripe
	dashes              bool
	periodM, dashM      float32 // of the dashes
	wear                int32   // 256: nearly gone
	vergeM              float32
	kerbless            bool
	widths              []land.Width
	mended              []mended
}

// stripe is a line of paint across the road, from low to high; none if they are equal.
type stripe struct {
	low, high     float32
	lowAt, highAt int32 // in 1/65536 m
}

func newStripe(middle, width float64) stripe {
	low, high := middle-width/2, middle+width/2
	return stripe{float32(low), float32(high), int32(low * 65536), int32(high * 65536)}
}

func (s *stripe) meets(low, high float32) bool { return s.low < high && low < s.high }

// covers is the share of a pixel's box, of 256, that is on the stripe.
func (s *stripe) covers(e *edges) int32 {
	inside := min(s.highAt, e.across+e.half) - max(s.lowAt, e.across-e.half)
	if inside <= 0 {
		return 0
	}
	return min(int32(int64(inside)*e.perFoot>>footBits), 256)
}

func newMarks(road *track.Road, m *land.Map, s *scene.Scene) marks {
	look := &s.Look
	k := marks{widths: m.Widths, wear: int32(256 * look.Wear), vergeM: float32(vergeWidthM(road.Markings.Verge)), kerbless: road.Markings.Verge != track.Kerb}
	centreM, edgeM := 0.15*look.LineShare, 0.14*look.LineShare
	period, dash := 9.0, 4.0
	switch road.Markings.Setting {
	case track.Motorway:
		period, dash, centreM, edgeM = 18, 6, 0.18*look.LineShare, 0.20*look.LineShare
	case track.City:
		period, dash = 6, 3
	}
	if road.Markings.Centre != track.NoLine && !look.NoCentre {
		k.centre = newStripe(0, centreM)
	}
	if road.Markings.Edge != track.NoLine && !look.NoEdge {
		border := road.Lane.WidthM/2 - road.Lane.CentreM
		k.right = newStripe(-border-edgeM/2, edgeM)
		k.left = newStripe(border+edgeM/2, edgeM)
	}
	k.dashes = road.Markings.Centre == track.Dashed
	k.periodM = float32(m.LengthM / max(1, math.Round(m.LengthM/period))) // whole dashes at the end of the lap
	k.dashM = float32(dash)
	k.mended = newMended(s, m.LengthM)
	return k
}

// vergeWidthM is how far the verge reaches beyond the tarmac.
func vergeWidthM(s track.Surface) float64 {
	switch s {
	case track.Pavement:
		return 2.2
	case track.Gravel:
		return 1.3
	case track.Kerb:
		return 1.6
	}
	return 0.9
}

// width is the tarmac's at an arc length.
func (k *marks) width(s float32) *land.Width {
	i := max(int(s), 0)
	if i >= len(k.widths) {
		i %= len(k.widths)
	}
	return &k.widths[i]
}

// dash is the share of a pixel's box, of 256, that is on a dash: the pattern's integral at its ends.
func (k *marks) dash(s, foot float32) int32 {
	to := k.dashed(s + foot*0.5)
	from := k.dashed(s - foot*0.5)
	return max(0, min(int32((to-from)/foot*256), 256))
}

// dashed is the length of the dashes up to s.
func (k *marks) dashed(s float32) float32 {
	s += k.periodM // s may be a little below 0
	n := float32(int32(s / k.periodM))
	return n*k.dashM + min(s-n*k.periodM, k.dashM)
}
