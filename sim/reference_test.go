package sim

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"strings"
	"testing"
)

// The reference is ../shared/vehicle/commonroad_reference.json: values of CommonRoad's own unit tests, and values that
// were computed by running CommonRoad's Python code (derivatives) and SciPy's DOP853 over it (trajectories).
type reference struct {
	Published map[string]json.RawMessage `json:"published_derivative_tests"`
	FromRest  struct {
		Inputs map[string][2]float64 `json:"inputs"`
		Final  map[string][]float64  `json:"final"`
	} `json:"published_zero_velocity_sims"`
	Derivatives struct {
		Cases map[string][]derivativeCase `json:"cases"`
	} `json:"computed_derivatives"`
	Trajectories struct {
		Cases map[string]struct {
			X0 []float64   `json:"x0"`
			U  [2]float64  `json:"u"`
			T  []float64   `json:"t"`
			X  [][]float64 `json:"x"`
		} `json:"cases"`
	} `json:"computed_trajectories"`
}

type derivativeCase struct {
	X []float64  `json:"x"`
	U [2]float64 `json:"u"`
	F []float64  `json:"f"`
}

func readReference(t *testing.T) reference {
	t.Helper()
	const path = "../../shared/vehicle/commonroad_reference.json"
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("%s is not here: the vehicle models go unchecked against CommonRoad", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	var r reference
	if err := json.Unmarshal(text, &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// split reads names such as KS_COG_vehicle2.
func split(t *testing.T, name string) (Model, Vehicle) {
	t.Helper()
	kind, rest, ok := strings.Cut(name, "_vehicle")
	m, known := map[string]Model{"KS": KinematicRear, "KS_COG": Kinematic, "ST": Dynamic}[kind]
	var id int
	if n, err := fmt.Sscanf(rest, "%d", &id); !ok || !known || n != 1 || err != nil {
		t.Fatalf("case %q names no model and vehicle", name)
	}
	v, err := VehicleByID(id)
	if err != nil {
		t.Fatal(err)
	}
	return m, v
}

func vectorOf(x []float64) (v Vector) { copy(v[:], x); return v }

func checkDerivative(t *testing.T, name string, m Model, v Vehicle, c derivativeCase) {
	t.Helper()
	const relative, floor = 1e-9, 1e-12 // the floor is for components that are zero but for rounding
	got := Derivative(m, &v, vectorOf(c.X), Input{c.U[0], c.U[1]})
	for i, want := range c.F {
		if diff := math.Abs(got[i] - want); !(diff <= relative*math.Abs(want)+floor) {
			t.Errorf("%s, component %d: got %v, want %v", name, i, got[i], want)
		}
	}
}

func TestDerivativesAreCommonRoads(t *testing.T) {
	r := readReference(t)
	published := 0
	for name, m := range map[string]Model{"ks": KinematicRear, "st": Dynamic} {
		var c derivativeCase
		if err := json.Unmarshal(r.Published[name], &c); err != nil {
			t.Fatal(err)
		}
		c.U = [2]float64{0.15, 0.63 * gravityMPS2} // of all published cases
		v, _ := VehicleByID(2)
		checkDerivative(t, "published "+name, m, v, c)
		published++
	}
	computed := map[Model]int{}
	for name, cases := range r.Derivatives.Cases {
		if strings.HasPrefix(name, "KST") {
			continue // a lorry with a trailer: no world drives one
		}
		m, v := split(t, name)
		for i, c := range cases {
			checkDerivative(t, fmt.Sprint(name, " case ", i), m, v, c)
			computed[m]++
		}
	}
	if published != 2 || computed[KinematicRear] != 120 || computed[Kinematic] != 60 || computed[Dynamic] != 120 {
		t.Errorf("checked %d published and %v computed derivatives, want 2 and 120 KS, 60 KS_COG, 120 ST", published, computed)
	}
	t.Logf("checked 2 published and 300 computed derivatives; skipped KST (trailer), STD (wrong in the source) and MB")
}

// The reference integrates with a relative tolerance of 1e-12; what is left is the error of RK4's step of 10 ms.
func TestTrajectoriesAreCommonRoads(t *testing.T) {
	r := readReference(t)
	const tolerance = 1e-6
	runs, samples, worst := 0, 0, 0.0
	for name, c := range r.Trajectories.Cases {
		m, v := split(t, name)
		x, tick := vectorOf(c.X0), 0
		for i, at := range c.T {
			for ; tick < int(math.Round(at/TickS)); tick++ {
				x = rungeKutta(m, &v, x, Input{c.U[0], c.U[1]}, TickS)
			}
			for j, want := range c.X[i] {
				diff := math.Abs(x[j] - want)
				if worst = max(worst, diff); !(diff <= tolerance) {
					t.Errorf("%s at %v s, component %d: got %v, want %v (off by %.1e)", name, at, j, x[j], want, diff)
				}
			}
			samples++
		}
		runs++
	}
	if runs != 30 || samples != 3*(8*13+2*41) {
		t.Errorf("checked %d runs with %d samples, want 30 and %d", runs, samples, 3*(8*13+2*41))
	}
	t.Logf("%d runs, %d samples, largest difference %.1e", runs, samples, worst)
}

// CommonRoad's own Python tests compare these final states to 1e-2.
func TestStartsFromRestAreCommonRoads(t *testing.T) {
	r := readReference(t)
	v, err := VehicleByID(2)
	if err != nil {
		t.Fatal(err)
	}
	const stepS, tolerance = 1e-4, 1e-3 // ST is stiff at 0.1 m/s
	checked := 0
	for _, in := range []string{"dec", "acc", "left"} {
		for kind, m := range map[string]Model{"ks": KinematicRear, "st": Dynamic} {
			u := r.FromRest.Inputs["u_"+in]
			var x Vector
			for range 10000 {
				x = rungeKutta(m, &v, x, Input{u[0], u[1]}, stepS)
			}
			for i, want := range r.FromRest.Final["x_"+in+"_"+kind+"_gt"] {
				if in == "left" && i == iSlip {
					continue // published as 0; the published code itself gives wheels turned at rest a sideslip
				}
				if math.Abs(x[i]-want) > tolerance {
					t.Errorf("%s %s, component %d: got %v, want %v", kind, in, i, x[i], want)
				}
				checked++
			}
		}
	}
	if checked != 3*(5+7)-1 {
		t.Errorf("checked %d components, want 35", checked)
	}
}
