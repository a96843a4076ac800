package eval_test

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"steersim/sim"
	"steersim/sim/eval"
	"steersim/sim/loop"
	"steersim/sim/track"
)

const tolerance = 1e-12 // sums in another order

func near(got, want float64) bool { return math.Abs(got-want) <= tolerance*max(1, math.Abs(want)) }

func sample(i int, offset, steer, speed float64, intervention bool) loop.Sample {
	return loop.Sample{
		Truth:        sim.State{Tick: int64(i * sim.ControlTicks), SpeedMPS: speed, SteerRad: steer},
		Lane:         track.Position{OffsetM: offset, HeadingErrorRad: offset / 10},
		Intervention: intervention,
	}
}

// Done by hand: four ticks at 10 m/s, that is 0.2 s and 2 m.
func TestMeterByHand(t *testing.T) {
	m := &eval.Meter{}
	for i, s := range []loop.Sample{
		sample(0, 0.1, 0.00, 10, false), sample(1, -0.3, 0.01, 10, false), sample(2, 1.2, 0.03, 10, true), sample(3, 0, 0.5, 10, false),
	} {
		if err := m.Note(s); err != nil {
			t.Fatalf("sample %d: %v", i, err)
		}
	}
	r, err := m.Report()
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct{ got, want float64 }{
		"distance":      {r.DistanceM, 2},
		"time":          {r.ElapsedS, 0.2},
		"interventions": {float64(r.Interventions), 1},
		"per km":        {r.InterventionsPerKm, 500},
		"autonomy":      {r.AutonomyPct, 0}, // 6 s of 0.2 s
		"MAE":           {r.LateralMAEM, 0.4},
		"RMSE":          {r.LateralRMSEM, math.Sqrt((0.01 + 0.09 + 1.44) / 4)},
		"p95":           {r.LateralP95M, 0.3 + 0.85*0.9}, // rank 0.95 x 3 = 2.85 of 0, 0.1, 0.3, 1.2
		"max":           {r.LateralMaxM, 1.2},
		"failure rate":  {r.FailureRate, 0.25},
		"heading RMSE":  {r.HeadingRMSERad, math.Sqrt((0.01+0.09+1.44)/4) / 10},
		// The wheels' jump from 0.03 to 0.5 is that of putting the car back.
		"whiteness": {r.WhitenessDegS, 20 * math.Sqrt((0.01*0.01+0.02*0.02)/2) * 180 / math.Pi},
	} {
		if !near(tc.got, tc.want) {
			t.Errorf("%s: got %v, want %v", name, tc.got, tc.want)
		}
	}
}

// NVIDIA's own example: 10 interventions in 600 s are 90 % autonomy.
func TestAutonomyIsNVIDIAs(t *testing.T) {
	m := &eval.Meter{}
	for i := range 600 * sim.ControlHz {
		if err := m.Note(sample(i, 0, 0, 10, i%1200 == 7)); err != nil {
			t.Fatal(err)
		}
	}
	r, err := m.Report()
	if err != nil {
		t.Fatal(err)
	}
	if r.Interventions != 10 || !near(r.AutonomyPct, 90) {
		t.Errorf("%d interventions in %v s are %v %%, want 10, 600 and 90", r.Interventions, r.ElapsedS, r.AutonomyPct)
	}
}

func TestMeterRefusesNonsense(t *testing.T) {
	m := &eval.Meter{}
	if _, err := m.Report(); !errors.Is(err, eval.ErrNoSamples) {
		t.Errorf("nothing noted: got %v, want %v", err, eval.ErrNoSamples)
	}
	if err := m.Note(sample(0, math.NaN(), 0, 0, false)); err == nil {
		t.Error("an offset that is no number was noted")
	}
}

// The fields and their order are those of the agreed command line.
func TestReportHasTheAgreedFields(t *testing.T) {
	text, err := json.Marshal(eval.Report{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for field := range strings.SplitSeq(strings.Trim(string(text), "{}"), ",") {
		name, _, _ := strings.Cut(field, ":")
		got = append(got, strings.Trim(name, `"`))
	}
	want := strings.Fields(`road scene seed driver laps completed distance_m elapsed_s interventions autonomy_pct interventions_per_km
		lateral_mae_m lateral_rmse_m lateral_p95_m lateral_max_m failure_rate heading_rmse_rad whiteness_deg_s expert_whiteness_deg_s wall_s`)
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Oracle: one meter that saw both drives. The percentile has none: it is a mean by definition.
func TestTotalIsOneLongDrive(t *testing.T) {
	var drives []eval.Report
	whole := &eval.Meter{}
	r := sim.Rand(3, sim.StreamStart)
	for _, n := range []int{300, 900} {
		m := &eval.Meter{}
		steer := 0.0
		for i := range n {
			s := sample(i, r.NormFloat64(), steer, 5+r.Float64(), i == n-1)
			for _, meter := range []*eval.Meter{m, whole} {
				if err := meter.Note(s); err != nil {
					t.Fatal(err)
				}
			}
			steer += 0.01
		}
		report, err := m.Report()
		if err != nil {
			t.Fatal(err)
		}
		report.Road, report.Driver, report.Laps, report.Completed, report.WallS = string(rune('a'+n/300)), "net", 1, true, 2
		report.ExpertWhitenessDegS = 3
		drives = append(drives, report)
	}
	want, err := whole.Report()
	if err != nil {
		t.Fatal(err)
	}
	got := eval.Total(drives)
	want.Driver, want.Laps, want.Completed, want.WallS, want.ExpertWhitenessDegS = "net", 2, true, 4, 3
	want.LateralP95M = (drives[0].LateralP95M + 3*drives[1].LateralP95M) / 4
	for name, f := range map[string][2]float64{
		"distance": {got.DistanceM, want.DistanceM}, "time": {got.ElapsedS, want.ElapsedS}, "autonomy": {got.AutonomyPct, want.AutonomyPct},
		"per km": {got.InterventionsPerKm, want.InterventionsPerKm}, "MAE": {got.LateralMAEM, want.LateralMAEM},
		"RMSE": {got.LateralRMSEM, want.LateralRMSEM}, "p95": {got.LateralP95M, want.LateralP95M}, "max": {got.LateralMaxM, want.LateralMaxM},
		"failure rate": {got.FailureRate, want.FailureRate}, "heading": {got.HeadingRMSERad, want.HeadingRMSERad},
		"whiteness": {got.WhitenessDegS, want.WhitenessDegS}, "expert's": {got.ExpertWhitenessDegS, want.ExpertWhitenessDegS},
		"wall": {got.WallS, want.WallS}, "interventions": {float64(got.Interventions), float64(want.Interventions)}, "laps": {float64(got.Laps), 2},
	} {
		if math.Abs(f[0]-f[1]) > 1e-9*max(1, math.Abs(f[1])) {
			t.Errorf("%s: got %v, want %v", name, f[0], f[1])
		}
	}
	if !got.Completed || got.Driver != "net" || got.Road != "" {
		t.Errorf("got %+v, want completed, driver net and no road", got)
	}
	if (eval.Total(nil) != eval.Report{}) {
		t.Errorf("the total of nothing is %+v", eval.Total(nil))
	}
}

func TestTraceByHand(t *testing.T) {
	var out strings.Builder
	trace, err := eval.NewTrace(&out)
	if err != nil {
		t.Fatal(err)
	}
	s := loop.Sample{
		Truth:   sim.State{Tick: 1235, XM: 1.5, YM: -2, HeadingRad: 3, SpeedMPS: 20, SteerRad: 0.125, SlipRad: 9, YawRateRadPS: 9},
		Lane:    track.Position{SM: 9, OffsetM: -1.25, HeadingErrorRad: 0.5, CurvaturePerM: 9},
		Command: sim.Command{CurvaturePerM: -0.0625, AccelMPS2: 9}, Intervention: true,
	}
	for _, s := range []loop.Sample{s, {}} {
		if err := trace.Note(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := trace.Flush(); err != nil {
		t.Fatal(err)
	}
	const want = `tick,t_s,x_m,y_m,heading_rad,speed_mps,steer_rad,curvature_cmd_per_m,offset_m,heading_error_rad,intervention
1235,12.35,1.5000,-2.0000,3.000000,20.0000,0.125000,-0.06250000,-1.25000,0.500000,1
0,0.00,0.0000,0.0000,0.000000,0.0000,0.000000,0.00000000,0.00000,0.000000,0
`
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
	if n := testing.AllocsPerRun(50, func() { _ = trace.Note(s) }); n != 0 {
		t.Errorf("a row allocates %v times, want none", n)
	}
}

// A clock that ticks a second at a time.
func seconds() eval.Clock {
	at := time.Unix(0, 0)
	return func() time.Time { at = at.Add(time.Second); return at }
}

// follower keeps to the lane by knowing where it is, gain times as eagerly as it should.
type follower struct {
	w    *sim.World
	r    *track.Road
	s    float64
	gain float64
}

func (f *follower) Drive(context.Context, loop.Observation) (sim.Command, error) {
	s := f.w.State()
	p := f.r.Locate(f.s, s.XM, s.YM, s.HeadingRad)
	f.s = p.SM
	return sim.Command{CurvaturePerM: p.CurvaturePerM - f.gain*(p.OffsetM/25+(p.HeadingErrorRad+s.SlipRad)/2.5)}, nil
}
