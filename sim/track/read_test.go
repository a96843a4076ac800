package track

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// rows are points of a circle of 100 m, with the widths of a circuit.
func rows(n int) string {
	var b strings.Builder
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		fmt.Fprintf(&b, "%.6f,%.6E,6.5,5.5\n", 100*cos, 100*sin)
	}
	return b.String()
}

const surveyHead = "# " + surveyTitle + "\n"

func TestReadAcceptsWhatTheFormatAllows(t *testing.T) {
	for name, text := range map[string]string{
		"as TUM writes it":       surveyHead + rows(40),
		"no header":              rows(40),
		"comments in between":    "# by hand\n" + surveyHead + rows(20) + "# the start again would be wrong\n",
		"carriage returns":       strings.ReplaceAll(surveyHead+rows(40), "\n", "\r\n"),
		"spaces and empty lines": strings.ReplaceAll(surveyHead+rows(40), ",", " , ") + "\n\n",
		"a byte order mark":      "\ufeff" + surveyHead + rows(40),
		"no newline at the end":  strings.TrimSpace(rows(40)),
	} {
		t.Run(name, func(t *testing.T) {
			road, err := Read(strings.NewReader(text), "some/folder/ring road.csv")
			if err != nil {
				t.Fatal(err)
			}
			if road.Name != "ring road" || road.Markings != defaultMarkings || road.Lane != defaultLane {
				t.Errorf("got %q, %+v, %+v", road.Name, road.Markings, road.Lane)
			}
			near(t, "length", road.LengthM(), 2*math.Pi*100, 2)
			right, left := road.Tarmac(123)
			near(t, "right", right, 6.5, 1e-9)
			near(t, "left", left, 5.5, 1e-9)
		})
	}
}

// Every mistake is one error with the file, the line, the value and the wish.
func TestReadRefuses(t *testing.T) {
	for name, tc := range map[string]struct {
		text string
		kind error
		want []string
	}{
		"an empty file":              {"", ErrFormat, []string{"line 0", "0 points", "at least 8"}},
		"too few points":             {surveyHead + rows(7), ErrFormat, []string{"line 8", "7 points", "at least 8"}},
		"not a number":               {surveyHead + rows(20) + "1,NaN,5,5\n", ErrFormat, []string{"line 22", "y_m", `"NaN"`}},
		"an infinite number":         {rows(20) + "-Inf,3,5,5\n", ErrFormat, []string{"line 21", "x_m", `"-Inf"`}},
		"a word":                     {rows(20) + "1,2,wide,5\n", ErrFormat, []string{"line 21", "w_tr_right_m", `"wide"`}},
		"beyond a float":             {rows(20) + "1e999,2,5,5\n", ErrFormat, []string{"line 21", "x_m", `"1e999"`}},
		"an absurd coordinate":       {rows(20) + "1e30,2,5,5\n", ErrFormat, []string{"line 21", "x_m", "1e30"}},
		"a missing column":           {rows(20) + "1,2,5\n", ErrFormat, []string{"line 21", "3 columns", "want 4"}},
		"a column too many":          {rows(20) + "1,2,5,5,5\n", ErrFormat, []string{"line 21", "5 columns"}},
		"semicolons":                 {"1;2;5;5\n", ErrFormat, []string{"line 1", "1 columns"}},
		"a negative width":           {rows(20) + "1,2,5,-0.5\n", ErrFormat, []string{"line 21", "w_tr_left_m", "-0.5"}},
		"an absurd width":            {rows(20) + "1,2,5000,5\n", ErrFormat, []string{"line 21", "w_tr_right_m", "5000"}},
		"a point twice":              {"1,2,5,5\n1,2,5,5\n" + rows(20), ErrFormat, []string{"line 2", "(1, 2)", "line 1"}},
		"the first point at the end": {surveyHead + rows(20) + rows(1), ErrFormat, []string{"line 22", "(100, 0)", "repeats the first", "line 2"}},
		"columns in another order":   {"# x_m,y_m,w_tr_left_m,w_tr_right_m\n" + rows(20), ErrFormat, []string{"line 1", "w_tr_left_m,w_tr_right_m"}},
		"a header behind the points": {rows(20) + surveyHead, ErrFormat, []string{"line 21", "behind"}},
		"a very short road":          {tiny(8), ErrShape, []string{"m long", "want 50"}},
		"a road round the world":     {"0,0,5,5\n9e6,0,5,5\n9e6,9e6,5,5\n0,9e6,5,5\n" + rows(4), ErrShape, []string{"m long", "to 100000 m"}},
		"a long line":                {rows(3) + strings.Repeat("9", 1<<17), ErrFormat, []string{"line 4", "characters"}},
		"an unknown setting":         {"# steersim: color=red\n" + rows(20), ErrFormat, []string{"line 1", `"color"`, "want centre"}},
		"an unknown word":            {"# steersim: centre=dotted\n" + rows(20), ErrFormat, []string{"line 1", `"dotted"`, "none, solid, dashed"}},
		"a setting without value":    {"# steersim: centre\n" + rows(20), ErrFormat, []string{"line 1", `"centre"`, "key=value"}},
		"a setting twice":            {"# steersim: edge=none edge=solid\n" + rows(20), ErrFormat, []string{"line 1", "edge", "twice"}},
		"widths of a plan":           {"# steersim: right_m=4\n" + rows(20), ErrFormat, []string{"right_m", "plan"}},
		"a lane that folds":          {fold(), ErrShape, []string{"line 7", "folds", "radius 0.21 m"}},
		"points in a row":            {inARow(func(i int) float64 { return 10 * float64(i) }), ErrShape, []string{"folds", "line"}},
		"there and back in a row":    {inARow(func(i int) float64 { return 10*float64(min(i, 30-i)) + 0.1*float64(i) }), ErrShape, []string{"folds", "line"}},
		"unevenly in a row":          {inARow(func(i int) float64 { return float64(i * i) }), ErrShape, []string{"folds", "line"}},
		"a point gone astray":        {strings.Replace(rows(40), "95.105652,", "9.5,", 1), ErrShape, []string{"folds", "line"}},
		"a plan's radius of no size": {plan("0,0,30", "200,0,0.5", "200,200,30"), ErrShape, []string{"line 3", "0.5", "at least 1"}},
		"a plan's radius too large":  {plan("0,0,30", "200,0,150", "200,200,30"), ErrShape, []string{"line 3", "150", "room for"}},
		"a plan that turns back":     {plan("0,0,30", "200,0,30", "0,0.1,30", "-10,50,5"), ErrShape, []string{"line 3", "180 degrees", "at most 175"}},
		"a plan of two corners":      {plan("0,0,30", "200,0,30"), ErrFormat, []string{"2 points", "at least 3"}},
		"a plan with a lane that folds": {plan("0,0,30", "0,200,3", "200,200,30"), ErrShape,
			[]string{"line 3", "right-hand", "3.00 m", "over 3.50 m"}},
	} {
		t.Run(name, func(t *testing.T) {
			road, err := Read(strings.NewReader(tc.text), "a.csv")
			if road != nil || !errors.Is(err, tc.kind) && tc.want != nil {
				t.Fatalf("got %v, %v, want %v", road, err, tc.kind)
			}
			if !strings.HasPrefix(err.Error(), "a.csv: ") {
				t.Errorf("%q does not begin with the file", err)
			}
			for _, part := range tc.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not say %q", err, part)
				}
			}
		})
	}
}

// tiny is a loop of 8 m.
func tiny(n int) string {
	var b strings.Builder
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		fmt.Fprintf(&b, "%.6f,%.6f,5,5\n", 1.3*cos, 1.3*sin)
	}
	return b.String()
}

// fold is a loop of straights with a needle's eye of 0.5 m in its right-hand turn.
func fold() string {
	var b strings.Builder
	for _, p := range [][2]float64{{0, 0}, {20, 0}, {40, 0}, {60, 0}, {80, 0}, {100, 0}, {101, -0.5}, {100, -1}, {80, -1}, {60, -1}, {40, -30}, {0, -60}, {-40, -30}} {
		fmt.Fprintf(&b, "%g,%g,5,5\n", p[0], p[1])
	}
	return b.String()
}

// inARow are points on a straight line.
func inARow(at func(i int) float64) string {
	var b strings.Builder
	for i := range 30 {
		fmt.Fprintf(&b, "%g,%g,5,5\n", at(i), 2*at(i))
	}
	return b.String()
}

func plan(corners ...string) string {
	return "# " + planTitle + "\n" + strings.Join(corners, "\n") + "\n"
}

func TestSettingsAreRead(t *testing.T) {
	road, err := Read(strings.NewReader("# steersim: centre=solid edge=none verge=gravel\n#steersim: setting=forest\n"+rows(20)), "a.csv")
	if err != nil {
		t.Fatal(err)
	}
	if want := (Markings{Centre: Solid, Edge: NoLine, Verge: Gravel, Setting: Forest}); road.Markings != want {
		t.Errorf("got %+v, want %+v", road.Markings, want)
	}
	if got := fmt.Sprint(road.Markings.Centre, road.Markings.Verge, road.Markings.Setting, Line(9)); got != "solid gravel forest unknown(9)" {
		t.Errorf("in words: %s", got)
	}
}

func TestReadFileNamesThePath(t *testing.T) {
	path := filepath.Join(t.TempDir(), "loop.csv")
	if _, err := ReadFile(path); !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), path) {
		t.Errorf("a missing file: %v", err)
	}
	if err := os.WriteFile(path, []byte("1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadFile(path); err == nil || !strings.HasPrefix(err.Error(), path+": line 1: ") {
		t.Errorf("a bad file: %v", err)
	}
}

// Whatever the bytes, the reader refuses or returns a road that can be driven round.
func FuzzRead(f *testing.F) {
	for _, text := range []string{surveyHead + rows(20), plan("0,0,30", "200,0,30", "200,200,30"), fold(), tiny(9),
		"# steersim: centre=none\n" + rows(12), plan("0,0,30", "300,200,20", "300,0,30", "0,200,40")} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) > 1<<14 {
			return
		}
		road, err := Read(strings.NewReader(string(text)), "f.csv")
		if err != nil {
			return
		}
		if !(road.LengthM() > 0) || road.LengthM() > 2*maxLengthM {
			t.Fatalf("length %v", road.LengthM())
		}
		for i := range 100 {
			s := road.LengthM() * float64(i) / 100
			p := road.LaneCentre(s)
			right, left := road.Tarmac(s)
			if math.IsNaN(p.XM+p.YM+p.HeadingRad+p.CurvaturePerM) || !(right >= 3.5 && left >= 0) {
				t.Fatalf("at %v: %+v, tarmac %v and %v", s, p, right, left)
			}
		}
	})
}
