package scene

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"
)

func TestNames(t *testing.T) {
	for _, want := range []string{"clear", "overcast", "low-sun", "dusk", "night", "rain", "fog", "snow"} {
		if !slices.Contains(Names(), want) {
			t.Errorf("no scene %q", want)
		}
	}
	for _, name := range Names() {
		if s, err := ByName(name); err != nil || s.Name != name {
			t.Errorf("%s: got %q, %v", name, s.Name, err)
		}
	}
	if _, err := ByName("drizzle"); !errors.Is(err, ErrName) {
		t.Errorf("got %v, want ErrName", err)
	}
}

// TestRandomIsWide: the draws reach the corners that facts of the study name.
func TestRandomIsWide(t *testing.T) {
	const n = 400
	count := map[string]int{}
	least, most := math.Inf(1), 0.0
	for seed := range uint64(n) {
		s := Random(seed)
		if s.Name != fmt.Sprintf("random:%d", seed) {
			t.Fatalf("seed %d is called %q", seed, s.Name)
		}
		if again := Random(seed); !reflect.DeepEqual(again, s) {
			t.Fatalf("seed %d draws another scene the second time", seed)
		}
		least, most = min(least, s.Film.Exposure), max(most, s.Film.Exposure)
		if l := s.Look.Land; l != nil && l.Fine.Plus(l.Middle).Plus(l.Broad).Mean() > s.Look.Paint.Mean() {
			count["ground brighter than paint"]++
		}
		if s.Look.NoCentre || s.Look.NoEdge {
			count["missing lines"]++
		}
		if s.Look.BarsPerM > 0 {
			count["shadows across the lane"]++
		}
		if s.Air.FogPerM > 1.0/200 {
			count["fog"]++
		}
		if s.Film.NoiseSD > 0.004 {
			count["noise"]++
		}
		if s.Look.Wear > 0.5 {
			count["worn paint"]++
		}
		if s.Weather.Snow > 0 {
			count["snow"]++
		}
		if len(s.Look.Mends) > 0 {
			count["patches and cracks"]++
		}
		if len(s.Film.Specks) > 0 {
			count["a dirty lens"]++
		}
		if s.Weather.Wet > 0.1 {
			count["a wet road"]++
		}
		if s.Light.Headlights {
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
