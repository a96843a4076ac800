package track

import (
	"fmt"
	"math"
	"slices"
)

// survey is a line as a file gives it: points of a closed curve with the tarmac's widths, and the lines of the file.
type survey struct {
	x, y, right, left []float64
	line              []int
}

func (s sheet) survey() (p survey) {
	for _, row := range s.rows {
		p.x = append(p.x, row.values[0])
		p.y = append(p.y, row.values[1])
		p.right = append(p.right, row.values[2])
		p.left = append(p.left, row.values[3])
		p.line = append(p.line, row.line)
	}
	return p
}

// buildSurvey makes the road of a circuit file.
func buildSurvey(s sheet) (*Road, error) {
	p := s.survey()
	t, anchors, err := smooth(p)
	if err != nil {
		return nil, err
	}
	return newRoad(t, s.settings.markings, func(sM float64) int {
		i, _ := slices.BinarySearch(anchors, sM)
		if i == len(anchors) || i > 0 && sM-anchors[i-1] < anchors[i]-sM {
			i--
		}
		return p.line[i]
	})
}

// newRoad checks a line and makes it a road; line is the file's line that made arc length s, for errors; it may be nil.
func newRoad(t table, m Markings, line func(s float64) int) (*Road, error) {
	if at, err := checkLane(&t, defaultLane); err != nil {
		s := math.Min(float64(float64(at)*t.step), t.lengthM)
		if line == nil {
			return nil, fmt.Errorf("at %.1f m: %w", s, err)
		}
		return nil, fmt.Errorf("line %d: at %.1f m: %w", line(s), s, err)
	}
	crossings, err := findCrossings(&t)
	if err != nil {
		return nil, err
	}
	fitTarmac(&t, defaultLane)
	return &Road{Lane: defaultLane, Markings: m, table: t, crossings: crossings}, nil
}
