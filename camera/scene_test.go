package camera

import (
	"image"
	"math"
	"testing"

	"steersim/camera/scene"
)

// TestScenesDiffer: no two scenes make the same picture of the same place, and all show the lane's border on their tarmac.
func TestScenesDiffer(t *testing.T) {
	g := groundOf(t, "country")
	size := image.Pt(160, 80)
	pictures := map[string][]uint8{}
	for _, name := range scene.Names() {
		p := newPainter(t, Config{Size: size, Mount: CentreMount, Ground: g, Scene: sceneOf(t, name)})
		frame := image.NewRGBA(image.Rectangle{Max: size})
		p.Render(frame, onLane(g, 300))
		pictures[name] = frame.Pix
	}
	for a, x := range pictures {
		for b, y := range pictures {
			if a >= b {
				continue
			}
			sum := 0.0
			for i := range x {
				sum += math.Abs(float64(x[i]) - float64(y[i]))
			}
			if mean := sum / float64(len(x)); mean < 4 {
				t.Errorf("%s and %s differ by %.1f grey levels only", a, b, mean)
			}
		}
	}
}
