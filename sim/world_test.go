package sim

import (
	"errors"
	"math"
	"testing"
)

func newWorld(t testing.TB, m Model) *World {
	t.Helper()
	c := DefaultConfig()
	c.Model = m
	w, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func steps(t testing.TB, w *World, n int, c Command) {
	t.Helper()
	for range n {
		if err := w.Step(c); err != nil {
			t.Fatal(err)
		}
	}
}

// Closed form: a circle of radius R has a yaw rate of v/R and comes back to its start after 2 pi R / v.
func TestWorldDrivesACircle(t *testing.T) {
	const radius, speed = 20.0, 8 * math.Pi / 10 // a lap takes 50 s
	for name, m := range map[string]Model{"kinematic": Kinematic, "dynamic": Dynamic} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, m)
			if err := w.Place(3, 4, 1, speed, 1/radius); err != nil {
				t.Fatal(err)
			}
			before := w.State()
			if diff := math.Abs(before.YawRateRadPS - speed/radius); diff > 1e-12 {
				t.Errorf("yaw rate %v, want v/R = %v", before.YawRateRadPS, speed/radius)
			}
			if course := before.HeadingRad + before.SlipRad; math.Abs(course-1) > 1e-12 {
				t.Errorf("the car travels along %v, want 1", course)
			}
			steps(t, w, 5000, Command{CurvaturePerM: 1 / radius})
			after := w.State()
			if d := math.Hypot(after.XM-3, after.YM-4); d > 1e-6 {
				t.Errorf("%v m from the start after a lap, want less than 1e-6", d)
			}
			if after.Tick != 5000 {
				t.Errorf("tick %d, want 5000", after.Tick)
			}
		})
	}
}

// What Place calls steady must be: a second later nothing has changed but the position.
func TestPlaceIsSteady(t *testing.T) {
	for name, tc := range map[string]struct {
		m                Model
		speed, curvature float64
	}{
		"standing":          {Dynamic, 0, 0.1},
		"straight and fast": {Dynamic, 30, 0},
		"wide left":         {Dynamic, 20, 0.0075},
		"hairpin to right":  {Dynamic, 3.9, -0.2},
		"kinematic hairpin": {Kinematic, 3.9, 0.2},
		"tighter than lock": {Dynamic, 1, -3},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, tc.m)
			if err := w.Place(0, 0, 0.5, tc.speed, tc.curvature); err != nil {
				t.Fatal(err)
			}
			before := w.State()
			steps(t, w, 100, Command{CurvaturePerM: tc.curvature})
			after := w.State()
			const tolerance = 1e-9
			if math.Abs(after.SteerRad-before.SteerRad) > tolerance || math.Abs(after.SlipRad-before.SlipRad) > tolerance ||
				math.Abs(after.YawRateRadPS-before.YawRateRadPS) > tolerance || after.SpeedMPS != before.SpeedMPS {
				t.Errorf("a second later %+v, want the steady state of %+v", after, before)
			}
			const smallAngles = 0.02 // ST takes the wheel angle for its tangent
			if got := w.SlipRad(tc.speed, tc.curvature); math.Abs(tc.curvature) < 1 && math.Abs(got-after.SlipRad) > smallAngles {
				t.Errorf("expected a sideslip of %v, the car has %v", got, after.SlipRad)
			}
		})
	}
}

// Closed form: a first-order lag of 0.1 s leaves exp(-t/0.1) of a step; a large step is met at 0.4 rad/s.
func TestSteeringLagsAndHasARate(t *testing.T) {
	w := newWorld(t, Kinematic)
	want := w.vehicle.SteerRad(0.01)
	steps(t, w, 20, Command{CurvaturePerM: 0.01})
	if got, left := w.State().SteerRad, want*(1-math.Exp(-2)); math.Abs(got-left) > 1e-12 {
		t.Errorf("after two lags the wheels are at %v, want %v", got, left)
	}
	w = newWorld(t, Kinematic)
	steps(t, w, 100, Command{CurvaturePerM: 0.5})
	if got := w.State().SteerRad; math.Abs(got-0.4) > 1e-12 {
		t.Errorf("after a second of hard steering the wheels are at %v, want 0.4", got)
	}
	steps(t, w, 1000, Command{CurvaturePerM: 100})
	if got := w.State().SteerRad; got > w.vehicle.MaxSteerRad || got < w.vehicle.MaxSteerRad-1e-9 {
		t.Errorf("at full lock the wheels are at %v, want %v", got, w.vehicle.MaxSteerRad)
	}
}

// Closed form: 10 m/s at -4 m/s2 ends after 2.5 s and 12.5 m.
func TestBrakingEndsAtStandstill(t *testing.T) {
	for name, m := range map[string]Model{"kinematic": Kinematic, "dynamic": Dynamic} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, m)
			if err := w.Place(0, 0, 0, 10, 0); err != nil {
				t.Fatal(err)
			}
			steps(t, w, 400, Command{AccelMPS2: -4})
			if s := w.State(); s.SpeedMPS != 0 || math.Abs(s.XM-12.5) > 1e-9 {
				t.Errorf("stands at %v m with %v m/s, want 12.5 and 0", s.XM, s.SpeedMPS)
			}
			steps(t, w, 100, Command{AccelMPS2: 2, CurvaturePerM: 0.2})
			if s := w.State(); math.Abs(s.SpeedMPS-2) > 1e-9 {
				t.Errorf("a second after starting again the speed is %v, want 2", s.SpeedMPS)
			}
		})
	}
}

func TestWorldRefusesNonsense(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for name, c := range map[string]Command{
		"curvature not a number":    {CurvaturePerM: nan},
		"curvature infinite":        {CurvaturePerM: -inf},
		"acceleration not a number": {AccelMPS2: nan},
		"acceleration infinite":     {AccelMPS2: inf},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, Dynamic)
			if err := w.Step(c); !errors.Is(err, ErrCommand) {
				t.Errorf("got %v, want %v", err, ErrCommand)
			}
			if w.State() != (State{}) {
				t.Errorf("the car moved to %+v", w.State())
			}
		})
	}
	w := newWorld(t, Dynamic)
	for name, p := range map[string][5]float64{
		"x not a number": {nan, 0, 0, 0, 0}, "heading infinite": {0, 0, inf, 0, 0},
		"in reverse": {0, 0, 0, -1, 0}, "too fast": {0, 0, 0, 60, 0}, "curvature not a number": {0, 0, 0, 1, nan},
	} {
		if err := w.Place(p[0], p[1], p[2], p[3], p[4]); !errors.Is(err, ErrCommand) {
			t.Errorf("%s: got %v, want %v", name, err, ErrCommand)
		}
	}
}

func TestNewRefusesNonsense(t *testing.T) {
	for name, tc := range map[string]struct {
		change func(*Config)
		want   error
	}{
		"no mass":          {func(c *Config) { c.Vehicle.MassKg = 0 }, ErrVehicle},
		"wheelbase NaN":    {func(c *Config) { c.Vehicle.RearM = math.NaN() }, ErrVehicle},
		"wheels go across": {func(c *Config) { c.Vehicle.MaxSteerRad = 2 }, ErrVehicle},
		"rear axle model":  {func(c *Config) { c.Model = KinematicRear }, ErrConfig},
		"negative lag":     {func(c *Config) { c.SteerLagS = -1 }, ErrConfig},
		"lag NaN":          {func(c *Config) { c.SteerLagS = math.NaN() }, ErrConfig},
	} {
		t.Run(name, func(t *testing.T) {
			c := DefaultConfig()
			tc.change(&c)
			if _, err := New(c); !errors.Is(err, tc.want) {
				t.Errorf("got %v, want %v", err, tc.want)
			}
		})
	}
	for _, id := range []int{-1, 0, 4} {
		if _, err := VehicleByID(id); !errors.Is(err, ErrVehicle) {
			t.Errorf("vehicle %d: got %v, want %v", id, err, ErrVehicle)
		}
	}
}

// No command may take the car out of the numbers: finite, wheels within their stops, never backwards, never faster than it can.
func TestWorldStaysFinite(t *testing.T) {
	const seed = 11
	r := Rand(seed, StreamStart)
	for id := 1; id <= 3; id++ {
		for _, m := range []Model{Dynamic, Kinematic} {
			c := DefaultConfig()
			c.Model = m
			c.Vehicle, _ = VehicleByID(id)
			c.SteerLagS = 0.2 * r.Float64()
			w, err := New(c)
			if err != nil {
				t.Fatal(err)
			}
			for i := range 2000 {
				cmd := Command{CurvaturePerM: math.Exp(6*r.NormFloat64()) * r.NormFloat64(), AccelMPS2: 8 * r.NormFloat64()}
				if i%500 < 100 {
					cmd.AccelMPS2 = 11
				}
				for range 1 + r.IntN(50) {
					if err := w.Step(cmd); err != nil {
						t.Fatal(err)
					}
					s := w.State()
					lateral := math.Abs(s.YawRateRadPS * s.SpeedMPS)
					if x := s.vector(); !(math.Abs(x[ix])+math.Abs(x[iy]) < 1e6) || s.SpeedMPS < 0 || s.SpeedMPS > c.Vehicle.MaxSpeedMPS+0.2 ||
						math.Abs(s.SteerRad) > c.Vehicle.MaxSteerRad || !(math.Abs(s.HeadingRad) <= math.Pi) || !(lateral < 25) || !(math.Abs(s.SlipRad) < 1) {
						t.Fatalf("seed %d, vehicle %d, model %d: command %+v leads to %+v", seed, id, m, cmd, s)
					}
				}
			}
		}
	}
}

func TestStepDoesNotAllocate(t *testing.T) {
	w := newWorld(t, Dynamic)
	if n := testing.AllocsPerRun(100, func() { _ = w.Step(Command{CurvaturePerM: 0.01, AccelMPS2: 1}) }); n != 0 {
		t.Errorf("a step allocates %v times, want none", n)
	}
}

func BenchmarkStep(b *testing.B) {
	w := newWorld(b, Dynamic)
	b.ReportAllocs()
	for b.Loop() {
		if err := w.Step(Command{CurvaturePerM: 0.01, AccelMPS2: 0.1}); err != nil {
			b.Fatal(err)
		}
	}
}

// Oracle: the kinematic model's own equations, which turn the heading and move the centre of mass.
func TestCurvatureOfAWheelAngle(t *testing.T) {
	v := DefaultConfig().Vehicle
	for _, angle := range []float64{-0.9, -0.4, -0.01, 0, 0.1, 0.436, 1} {
		k := v.CurvaturePerM(angle)
		if back := v.SteerRad(k); math.Abs(back-angle) > 1e-12 {
			t.Errorf("wheels at %v go round %v per metre, for which they stand at %v", angle, k, back)
		}
		slip := math.Atan(v.RearM * math.Tan(angle) / v.WheelbaseM())
		if want := math.Cos(slip) * math.Tan(angle) / v.WheelbaseM(); math.Abs(k-want) > 1e-15 {
			t.Errorf("wheels at %v: got %v per metre, want %v", angle, k, want)
		}
	}
}
