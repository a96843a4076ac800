package setup_test

import (
	"image"
	"path/filepath"
	"testing"

	"steersim/assets"
	"steersim/cmd/internal/setup"
	"steersim/model"
	"steersim/sim"
	"steersim/sim/loop"
)

// Several networks drive the mean of their last two answers, one drives each.
func TestSeveralNetworksDriveSmoothly(t *testing.T) {
	shipped, meta, err := model.Read(assets.Net())
	if err != nil {
		t.Fatal(err)
	}
	if shipped.Spec.Members < 2 {
		t.Fatalf("the network in assets has %d members, want several", shipped.Spec.Members)
	}
	one := filepath.Join(t.TempDir(), "one.safetensors")
	if err := model.WriteFile(one, shipped.Member(0), meta); err != nil {
		t.Fatal(err)
	}
	dark := image.NewRGBA(image.Rectangle{Max: setup.FrameSize})
	light := image.NewRGBA(dark.Rect)
	for i := range light.Pix {
		light.Pix[i] = uint8(i)
	}
	first, second := loop.Observation{Frame: dark}, loop.Observation{Tick: sim.ControlTicks, Frame: light}
	for path, smooth := range map[string]bool{"": true, one: false} {
		net, err := setup.LoadNet(path)
		if err != nil {
			t.Fatal(err)
		}
		pilot, err := net.Pilot()
		if err != nil {
			t.Fatal(err)
		}
		answer := func(d loop.Driver, obs loop.Observation) float64 {
			c, err := d.Drive(t.Context(), obs)
			if err != nil {
				t.Fatal(err)
			}
			return c.CurvaturePerM
		}
		a, b := answer(pilot, first), answer(pilot, second)
		if a == b {
			t.Fatalf("%q answers both pictures with %v, want two answers to take the mean of", path, a)
		}
		want := b
		if smooth {
			want = (a + b) / 2
		}
		driver := net.Driver(pilot)
		if got := answer(driver, first); got != a {
			t.Errorf("%q: got %v at first, want %v", path, got, a)
		}
		if got := answer(driver, second); got != want {
			t.Errorf("%q: got %v then, want %v", path, got, want)
		}
	}
}
