package comparison

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"steersim/trainer/grid"
)

// measure is one of the numbers that trainings are judged by, and how to speak of it.
type measure struct {
	name     string // as a sentence has it
	label    string // of its axis
	unit     string // behind the number
	points   string // behind a difference
	decimals int
	value    func(grid.Row) float64
	less     bool // less is better
}

// The measures of a comparison.
var (
	byAutonomy      = measure{name: "autonomy", label: "autonomy, %", unit: " %", points: " points", decimals: 1, value: autonomy}
	byLateral       = measure{name: "the lateral error", label: "mean lateral error, m", unit: " m", points: " m", decimals: 3, value: lateral, less: true}
	byInterventions = measure{name: "the interventions", label: "interventions per km", unit: " interventions per km", points: " per km", decimals: 2, less: true, value: func(r grid.Row) float64 { return r.InterventionsPerKm }}
)

func autonomy(r grid.Row) float64 { return r.AutonomyPct }
func lateral(r grid.Row) float64  { return r.LateralMAEM }

// restlessness is the whiteness over the expert's.
func restlessness(r grid.Row) float64 {
	if r.ExpertWhitenessDegS == 0 {
		return 0
	}
	return r.WhitenessDegS / r.ExpertWhitenessDegS
}

// round is to the digits that are shown: what is alike on the page is called alike.
func (m measure) round(v float64) float64 {
	scale := math.Pow10(m.decimals)
	return math.Round(v*scale) / scale
}

// number is a value without its unit.
func (m measure) number(v float64) string {
	return strconv.FormatFloat(m.round(v)+0, 'f', m.decimals, 64)
}

func (m measure) text(v float64) string { return m.number(v) + m.unit }

// apart is how far two values are from each other, as shown.
func (m measure) apart(a, b float64) float64 { return m.round(math.Abs(m.round(a) - m.round(b))) }

// better is above 0 where a is better than b, below where it is worse, and 0 where they are alike as shown.
func (m measure) better(a, b float64) float64 {
	if m.less {
		a, b = b, a
	}
	return m.round(a) - m.round(b)
}

// listed joins words as a sentence does.
func listed(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}

// driving is an amount of data in words.
func driving(minutes float64) string {
	if minutes == 1 {
		return "1 minute"
	}
	return fmt.Sprintf("%g minutes", minutes)
}

// says are the three sentences under a figure.
type says [3]string

func (s says) text() string {
	for i, sentence := range s {
		if sentence != "" { // a name that begins a sentence stays as it is written elsewhere
			s[i] = strings.TrimSuffix(sentence, ".") + "."
		}
	}
	return strings.Join(s[:], " ")
}
