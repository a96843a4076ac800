package grid

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// Oracle: counted by hand. A minute has 6 drives of 10 s, so that 10 roads are 6, as are 0.
func TestCellsAreThoseThatDiffer(t *testing.T) {
	cells, err := Axes{Learners: []string{"a", "b"}, Minutes: []float64{4, 1}, Roads: []int{10, 0, 2}, Seeds: []uint64{7, 8}}.Cells()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range cells {
		names = append(names, c.Name())
	}
	var want []string
	for _, seed := range []int{7, 8} {
		for _, data := range []string{"1min-6roads", "1min-2roads", "4min-10roads", "4min-24roads", "4min-2roads"} {
			for _, learner := range []string{"a", "b"} {
				want = append(want, fmt.Sprintf("%s-%s-%d", learner, data, seed))
			}
		}
	}
	if !slices.Equal(names, want) {
		t.Errorf("got  %v\nwant %v", names, want)
	}
	for name, axes := range map[string]Axes{
		"nobody":               {Minutes: []float64{1}, Roads: []int{1}, Seeds: []uint64{1}},
		"fewer than no road":   {Learners: []string{"a"}, Minutes: []float64{1}, Roads: []int{-1}, Seeds: []uint64{1}},
		"no amount of driving": {Learners: []string{"a"}, Roads: []int{1}, Seeds: []uint64{1}},
	} {
		if _, err := axes.Cells(); !errors.Is(err, ErrAxes) {
			t.Errorf("%s: got %v, want %v", name, err, ErrAxes)
		}
	}
}

// rows are three seeds of one cell, and one seed of another that is not in its place.
func rows() []Row {
	cell := Cell{Learner: "a", Minutes: 2.5, Roads: 3}
	var all []Row
	for i, mae := range []float64{0.3, 0.1, 0.2} {
		cell.Seed = uint64(3 - i)
		all = append(all, Row{Cell: cell, Pictures: 10, Epoch: 2, ValLoss: 1e-7, Interventions: i, LateralMAEM: mae, Seconds: 1.5})
	}
	return append(all, Row{Cell: Cell{Learner: "b", Minutes: 1, Roads: 1, Seed: 1}, LateralMAEM: 1}, Row{Cell: Cell{Learner: "a", Minutes: 1, Roads: 1, Seed: 1}})
}

func TestATableIsReadAsItWasWritten(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, rows()); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	got, err := Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, rows()) {
		t.Errorf("got  %+v\nwant %+v", got, rows())
	}
	for name, damaged := range map[string]string{
		"empty":             "",
		"another header":    strings.Replace(text, "seed", "sed", 1),
		"a word":            strings.Replace(text, "2.5", "two", 1),
		"no number":         strings.Replace(text, "2.5", "NaN", 1),
		"a cell cut off":    text[:len(text)-4],
		"a row given twice": text + text[strings.LastIndex(text[:len(text)-1], "\n")+1:],
	} {
		if _, err := Read(strings.NewReader(damaged)); !errors.Is(err, ErrTable) {
			t.Errorf("%s: got %v, want %v", name, err, ErrTable)
		}
	}
}

// Oracle: by hand.
func TestGroupsSpreadOverSeeds(t *testing.T) {
	groups := Groups(rows())
	var got []string
	for _, g := range groups {
		got = append(got, fmt.Sprintf("%s %g %d: %d", g.Learner, g.Minutes, g.Roads, len(g.Rows)))
	}
	if want := []string{"a 1 1: 1", "a 2.5 3: 3", "b 1 1: 1"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	mae := func(r Row) float64 { return r.LateralMAEM }
	if got, want := groups[1].Spread(mae), (Spread{0.1, 0.2, 0.3}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	groups[1].Rows = groups[1].Rows[1:] // of seeds 2 and 3: 0.1 and 0.3
	if got, want := groups[1].Spread(mae), (Spread{0.1, 0.2, 0.3}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}
