package camera

import (
	"math"
	"strings"
	"testing"

	"steersim/sim"
	"steersim/sim/track"
)

// pretzel is a small figure of eight, whose loops are shorter than a bridge's usual approaches.
const pretzel = "# x_m,y_m,radius_m\n-30,-18,6\n30,18,6\n30,-18,6\n-30,18,6\n"

// TestCarsBranchIsOnTop drives along both branches towards the crossing and over it: whatever the frame before showed, the
// branch that the car is on is the one that is painted.
func TestCarsBranchIsOnTop(t *testing.T) {
	road, err := track.Read(strings.NewReader(pretzel), "pretzel")
	if err != nil {
		t.Fatal(err)
	}
	small, err := NewGround(road)
	if err != nil {
		t.Fatal(err)
	}
	t.Run("eight", func(t *testing.T) { testCarsBranch(t, groundOf(t, "eight"), -80, 20) })
	t.Run("pretzel", func(t *testing.T) { testCarsBranch(t, small, -25, 15) })
}

func testCarsBranch(t *testing.T, g *Ground, from, to float64) {
	p := newPainter(t, Config{Size: DefaultSize(), Mount: CentreMount, Ground: g, Scene: sceneOf(t, "clear")})
	road := g.land.Road()
	bridge := g.land.Bridges[0]
	checked := 0
	for away := from; away < to; away += 2.5 {
		for branch, middle := range bridge.SM {
			for _, slide := range []float64{-0.3, 0, 0.3} {
				at := road.LaneCentre(middle + away)
				s := sim.State{XM: at.XM, YM: at.YM, HeadingRad: at.HeadingRad + slide}
				p.aim(s)
				p.cross(s)
				if p.branches[0] != branch {
					t.Fatalf("branch %d, %.1f m from the crossing, turned by %.1f: branch %d is on top", branch, away, slide, p.branches[0])
				}
				var q probe
				c := road.Centre(middle)
				p.probe(&q, float32(c.XM-p.originX), float32(c.YM-p.originY), 0)
				if !q.on || math.Abs(float64(q.d)) > 0.01 || math.Abs(float64(q.s)-middle) > 0.02 {
					t.Fatalf("branch %d: at the crossing d is %.3f and s %.2f, want 0 and %.2f", branch, q.d, q.s, middle)
				}
				checked++
			}
		}
	}
	if want := int((to-from)/2.5) * 2 * 3; checked != want {
		t.Errorf("checked %d states, want %d", checked, want)
	}
}
