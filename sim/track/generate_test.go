package track

import (
	"errors"
	"math"
	"reflect"
	"testing"

	"steersim/sim"
)

const testedSeeds = 150

// What a generated road promises, over many seeds.
func TestGeneratedRoadsKeepTheirPromises(t *testing.T) {
	longest, mostAttempts := 0.0, 0
	left, right := 0.0, 0.0
	for seed := range uint64(testedSeeds) {
		road, attempts, err := generate(seed, 1)
		if err != nil {
			t.Fatal(err)
		}
		mostAttempts = max(mostAttempts, attempts)
		if road.LengthM() < shortestRoadM || road.LengthM() > longestRoadM {
			t.Errorf("%s is %.0f m long", road.Name, road.LengthM())
		}
		if len(road.Crossings()) != 0 {
			t.Errorf("%s crosses itself", road.Name)
		}
		straight := 0.0
		for s := 0.0; s < road.LengthM(); s += 0.5 {
			lane := road.LaneCentre(s)
			if k := lane.CurvaturePerM; -k > 1/(tightestRightM-0.01) || k > 1/(tightestLeftM-0.01) {
				t.Fatalf("%s at %.1f m: lane of radius %.2f m", road.Name, s, 1/k)
			} else if k > 0.002 {
				left, straight = left+0.5, 0
			} else if k < -0.002 {
				right, straight = right+0.5, 0
			} else {
				straight += 0.5
			}
			longest = max(longest, straight)
			if next := road.Centre(s + 0.5); math.Abs(next.CurvaturePerM-road.Centre(s).CurvaturePerM) > 0.04 {
				t.Fatalf("%s at %.1f m: curvature jumps to %v", road.Name, s, next.CurvaturePerM)
			}
		}
		for s := 0.0; s < road.LengthM(); s += 7 { // an independent, coarser look at what keepsApart promises
			for u := s + apartM + 2; u < s+road.LengthM()-apartM-2; u += 7 {
				a, b := road.Centre(s), road.Centre(u)
				if d := math.Hypot(a.XM-b.XM, a.YM-b.YM); d < clearanceM-0.5 {
					t.Fatalf("%s: %.0f m and %.0f m are %.1f m apart", road.Name, s, math.Mod(u, road.LengthM()), d)
				}
			}
		}
	}
	if longest < 200 {
		t.Errorf("the longest straight is %.0f m, want over 200", longest)
	}
	if share := left / (left + right); share < 0.45 || share > 0.55 {
		t.Errorf("%.0f %% of the bends go left, want about half", 100*share)
	}
	if mostAttempts > maxAttempts/4 {
		t.Errorf("a seed took %d attempts of %d", mostAttempts, maxAttempts)
	}
	t.Logf("longest straight %.0f m, most attempts %d, left %.1f %%", longest, mostAttempts, 100*left/(left+right))
}

// The wanted shares are those of the study that a network learned from (24, 30, 29, 16 and 5 %), from afar.
func TestGeneratedBendsAreOfEveryRadius(t *testing.T) {
	bounds := []float64{0, 0.002, 0.01, 0.05, 0.1, 0.2, math.Inf(1)}
	want := []struct{ least, most float64 }{{0.2, 0.42}, {0.18, 0.35}, {0.2, 0.35}, {0.06, 0.14}, {0.03, 0.06}, {0.002, 0.02}}
	shares, total := make([]float64, len(want)), 0.0
	for seed := uint64(1); seed <= 40; seed++ {
		road, err := Generate(seed)
		if err != nil {
			t.Fatal(err)
		}
		for s := 0.0; s < road.LengthM(); s += 0.5 {
			k := math.Abs(road.LaneCentre(s).CurvaturePerM)
			for i := range shares {
				if k >= bounds[i] && k < bounds[i+1] {
					shares[i]++
				}
			}
			total++
		}
	}
	for i, w := range want {
		if share := shares[i] / total; share < w.least || share > w.most {
			t.Errorf("curvature %g to %g has %.1f %% of the length, want %g to %g %%", bounds[i], bounds[i+1], 100*share, 100*w.least, 100*w.most)
		}
		t.Logf("curvature %5g to %5g: %5.2f %%", bounds[i], bounds[i+1], 100*shares[i]/total)
	}
}

func TestTheSameSeedIsTheSameRoad(t *testing.T) {
	a, errA := Generate(7)
	b, errB := Generate(7)
	other, errOther := Generate(math.MaxUint64)
	if errA != nil || errB != nil || errOther != nil {
		t.Fatal(errA, errB, errOther)
	}
	if !reflect.DeepEqual(a, b) {
		t.Error("seed 7 gave two roads")
	}
	if a.LengthM() == other.LengthM() {
		t.Error("two seeds gave one road")
	}
	if a.Name != "random:7" || a.Seed != 7 {
		t.Errorf("got %q, seed %d", a.Name, a.Seed)
	}
}

// The oracle is Euler's: the outline of a patch in one piece without holes turns by one full turn, and never visits a place twice.
func TestPatchHasOneOutline(t *testing.T) {
	lines := []float64{0, 1, 2, 3, 4, 5, 6, 7}
	for seed := range uint64(200) {
		p := growPatch(sim.Rand(seed, sim.StreamRoad), lines, lines, 60)
		corners := p.outline()
		seen := map[[2]int]bool{}
		area, turns := 0, 0
		for i, c := range corners {
			next, after := corners[(i+1)%len(corners)], corners[(i+2)%len(corners)]
			if seen[c] {
				t.Fatalf("seed %d: corner %v twice", seed, c)
			}
			seen[c] = true
			area += c[0]*next[1] - next[0]*c[1]
			if (next[0]-c[0])*(after[1]-next[1])-(next[1]-c[1])*(after[0]-next[0]) > 0 {
				turns++
			} else {
				turns--
			}
		}
		cells := 0
		for _, filled := range p.filled {
			if filled {
				cells++
			}
		}
		if turns != 4 || area != 2*cells {
			t.Fatalf("seed %d: %d quarter turns, area %d, want 4 and %d", seed, turns, area/2, cells)
		}
	}
}

func BenchmarkGenerate(b *testing.B) {
	seed := uint64(0)
	for b.Loop() {
		if _, err := Generate(seed); err != nil {
			b.Fatal(err)
		}
		seed++
	}
}

// Oracle: similarity. A road three times as large is at three times the place, bends a third as much, and is as wide.
func TestAScaledRoadIsSimilar(t *testing.T) {
	const scale = 3.0
	small, err := Generate(7)
	if err != nil {
		t.Fatal(err)
	}
	large, err := GenerateScaled(7, scale)
	if err != nil {
		t.Fatal(err)
	}
	if large.Name != "random:7x3" || large.Markings != small.Markings || math.Abs(large.LengthM()-scale*small.LengthM()) > 1e-6 {
		t.Errorf("%s of %v m with %+v, want random:7x3 of %v", large.Name, large.LengthM(), large.Markings, scale*small.LengthM())
	}
	for s := 0.0; s < small.LengthM(); s += 0.7 {
		a, b := small.Centre(s), large.Centre(scale*s)
		if math.Hypot(b.XM-scale*a.XM, b.YM-scale*a.YM) > 1e-6 || math.Abs(b.CurvaturePerM-a.CurvaturePerM/scale) > 1e-9 || math.Abs(b.HeadingRad-a.HeadingRad) > 1e-9 {
			t.Fatalf("at %v m: %+v, of the large road %+v", s, a, b)
		}
		right, left := small.Tarmac(s)
		if r, l := large.Tarmac(scale * s); r < right-1e-9 || l < left-1e-9 || r > 4+1e-9 || l > 4+1e-9 { // narrower where parts of the small one meet
			t.Fatalf("at %v m: the tarmac is %v and %v wide, want %v and %v or more", s, r, l, right, left)
		}
	}
	for _, bad := range []float64{0, 0.5, -1, 11, math.NaN(), math.Inf(1)} {
		if _, err := GenerateScaled(7, bad); !errors.Is(err, ErrSeed) {
			t.Errorf("a scale of %v: %v, want %v", bad, err, ErrSeed)
		}
	}
}
