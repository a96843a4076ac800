package camera

import (
	"errors"
	"fmt"
	"image"
	"math"
	"reflect"
	"slices"
	"testing"
)

func TestSceneNames(t *testing.T) {
	for _, want := range []string{"clear", "overcast", "low-sun", "dusk", "night", "rain", "fog", "snow"} {
		if !slices.Contains(Scenes(), want) {
			t.Errorf("no scene %q", want)
		}
	}
	for _, name := range Scenes() {
		if s, err := SceneByName(name); err != nil || s.Name != name {
			t.Errorf("%s: got %q, %v", name, s.Name, err)
		}
	}
	if _, err := SceneByName("drizzle"); !errors.Is(err, ErrScene) {
		t.Errorf("got %v, want ErrScene", err)
	}
}

// TestScenesDiffer: no two scenes make the same picture of the same place, and all show the lane's border on their tarmac.
func TestScenesDiffer(t *testing.T) {
	g := groundOf(t, "country")
	size := image.Pt(160, 80)
	pictures := map[string][]uint8{}
	for _, name := range Scenes() {
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

// TestRandomScenesAreWide: the draws reach the corners that facts of the study name.
func TestRandomScenesAreWide(t *testing.T) {
	const n = 400
	count := map[string]int{}
	least, most := math.Inf(1), 0.0
	for seed := range uint64(n) {
		s := RandomScene(seed)
		if s.Name != fmt.Sprintf("random:%d", seed) {
			t.Fatalf("seed %d is called %q", seed, s.Name)
		}
		if again := RandomScene(seed); !reflect.DeepEqual(again, s) {
			t.Fatalf("seed %d draws another scene the second time", seed)
		}
		least, most = min(least, s.film.exposure), max(most, s.film.exposure)
		if l := s.look.land; l != nil && l.fine.plus(l.middle).plus(l.broad).mean() > s.look.paint.mean() {
			count["ground brighter than paint"]++
		}
		if s.look.noCentre || s.look.noEdge {
			count["missing lines"]++
		}
		if s.look.bars > 0 {
			count["shadows across the lane"]++
		}
		if s.air.fogPerM > 1.0/200 {
			count["fog"]++
		}
		if s.film.noise > 0.004 {
			count["noise"]++
		}
		if s.look.wear > 0.5 {
			count["worn paint"]++
		}
		if s.weather.snow > 0 {
			count["snow"]++
		}
		if len(s.look.mends) > 0 {
			count["patches and cracks"]++
		}
		if len(s.film.specks) > 0 {
			count["a dirty lens"]++
		}
		if s.weather.wet > 0.1 {
			count["a wet road"]++
		}
		if s.light.headlights {
			count["night"]++
		}
	}
	for _, what := range []string{"ground brighter than paint", "missing lines", "shadows across the lane", "fog", "noise", "worn paint", "snow", "night", "patches and cracks", "a dirty lens", "a wet road"} {
		if count[what] < n/50 {
			t.Errorf("%s: %d of %d", what, count[what], n)
		}
	}
	if least > 0.4 || most < 1.3 {
		t.Errorf("exposures from %.2f to %.2f, want 0.4 to 1.3", least, most)
	}
}
