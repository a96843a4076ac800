package lane

import (
	"context"
	"errors"
	"image"
	"math"
	"testing"

	"steersim/sim"
	"steersim/sim/loop"
	"steersim/sim/loop/looptest"
)

func aPilot(t testing.TB, f Finder) *Pilot {
	t.Helper()
	p, err := NewPilot(f, sim.DefaultConfig().Vehicle)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPilotKeepsTheDriverContract(t *testing.T) {
	for name, r := range map[string]*road{"a lane": {lane: Lane{LeftM: 0.3}, paint: true, farthest: 30}, "clutter": {clutter: 200}, "nothing": {}} {
		t.Run(name, func(t *testing.T) {
			looptest.Driver(t, func(t testing.TB) loop.Driver { return aPilot(t, r) }, image.Pt(64, 32))
		})
	}
}

// Oracle: geometry. The car goes where the pilot steers, for half a minute of a bend: it comes to the lane's centre and stays there. The
// body of a car that follows a bend is turned away from its path by the sideslip, of which the pilot has to know.
func TestPilotComesToTheLanesCentre(t *testing.T) {
	const speed, aheadM = 10.0, 0.5
	vehicle := sim.DefaultConfig().Vehicle
	for name, lane := range map[string]Lane{
		"straight, from the left":  {LeftM: -0.8},
		"straight, from the right": {LeftM: 0.8, TurnRad: 0.05},
		"bend to the left":         {LeftM: 0.5, CurvaturePerM: 0.025},
		"bend to the right":        {LeftM: 0.5, CurvaturePerM: -0.025},
	} {
		r := &road{lane: lane, paint: true, farthest: 24}
		p := aPilot(t, r)
		path, slip := lane.CurvaturePerM, vehicle.SlipRad(speed, lane.CurvaturePerM)
		r.lane.TurnRad += slip // the road seen from the body
		for tick := range 600 {
			c, err := p.Drive(t.Context(), loop.Observation{Tick: int64(5 * tick), SpeedMPS: speed, Frame: image.NewRGBA(image.Rect(0, 0, 1, 1))})
			if err != nil {
				t.Fatal(err)
			}
			path += (c.CurvaturePerM - path) * 0.4 // a lag of a tenth of a second
			r.lane.TurnRad -= slip
			r.lane = r.lane.after(aheadM, path)
			slip = vehicle.SlipRad(speed, path)
			r.lane.TurnRad += slip
		}
		const tolerance = 0.05 // m: a bend of a radius of 40 m is no parabola, and slip's first order is left out where the points are written down
		if got := r.lane.OffsetM(); math.Abs(got) > tolerance {
			t.Errorf("%s: offset %v m after half a minute, want the centre", name, got)
		}
	}
}

func TestPilotFallsSilent(t *testing.T) {
	r := &road{lane: Lane{CurvaturePerM: 0.02}, paint: true, farthest: 24}
	p := aPilot(t, r)
	drive := func(from, to int) (last sim.Command) {
		for tick := from; tick < to; tick++ {
			c, err := p.Drive(t.Context(), loop.Observation{Tick: int64(5 * tick), SpeedMPS: 10, Frame: image.NewRGBA(image.Rect(0, 0, 1, 1))})
			if err != nil {
				t.Fatal(err)
			}
			last = c
		}
		return last
	}
	if k := drive(0, 1).CurvaturePerM; math.Abs(k-0.02) > 0.015 {
		t.Errorf("in a bend of 0.02 1/m: %v", k)
	}
	r.paint = false
	if k := drive(1, 120).CurvaturePerM; math.Abs(k) > 1e-3 {
		t.Errorf("six seconds without a lane: %v, want straight on", k)
	}
	if _, _, q := p.Seen(); q.Known {
		t.Errorf("it still says that it knows the lane: %+v", q)
	}
}

// broken is a finder that cannot look.
type broken struct{ err error }

func (b broken) Find(*image.RGBA) ([]Point, error) { return nil, b.err }

func TestPilotSaysWhatIsWrong(t *testing.T) {
	if _, err := NewPilot(nil, sim.DefaultConfig().Vehicle); !errors.Is(err, ErrPilot) {
		t.Errorf("no finder: %v", err)
	}
	boom := errors.New("boom")
	frame := image.NewRGBA(image.Rect(0, 0, 1, 1))
	if _, err := aPilot(t, broken{boom}).Drive(t.Context(), loop.Observation{Frame: frame}); !errors.Is(err, boom) || !errors.Is(err, ErrPilot) {
		t.Errorf("a broken finder: %v", err)
	}
	if _, err := aPilot(t, &road{}).Drive(t.Context(), loop.Observation{}); !errors.Is(err, ErrPilot) {
		t.Errorf("no frame: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := aPilot(t, &road{}).Drive(ctx, loop.Observation{Frame: frame}); !errors.Is(err, context.Canceled) {
		t.Errorf("told to stop: %v", err)
	}
}
