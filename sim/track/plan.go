package track

import (
	"fmt"
	"math"
	"slices"
)

// Limits of a plan.
const (
	minCorners      = 3
	maxRadiusM      = 10_000
	defaultTarmacM  = 4.0
	transitionShare = 0.8                 // of a bend's turn, at most, is that of its clothoids
	maxPlanTurn     = 175 * math.Pi / 180 // a corner that turns nearly back has tangents without end
)

// transitionM is the length of a bend's clothoids: steering takes its time, about as long as road builders give it.
// They take at most transitionShare of the bend's turn; the arc has the rest.
func transitionM(turn, radius, share float64) float64 {
	const shortestM, perCurvature, reactionS, lateralMPS2, topSpeedMPS = 6, 90, 0.8, 3, 20
	speed := min(math.Sqrt(lateralMPS2*radius), topSpeedMPS)
	return min(share*max(shortestM, perCurvature/radius, reactionS*speed), transitionShare*math.Abs(turn)*radius)
}

// buildPlan makes the road of a plan file.
func buildPlan(s sheet) (*Road, error) {
	corners := make([]place, len(s.rows))
	for i, row := range s.rows {
		corners[i] = place{row.values[0], row.values[1]}
	}
	turns, edges := turnsAndEdges(corners)
	roundings, tangents := make([]rounding, len(corners)), make([]float64, len(corners))
	for i, row := range s.rows {
		radius := row.values[2]
		if math.Abs(turns[i]) > maxPlanTurn {
			return nil, fmt.Errorf("line %d: %w: the corner turns by %.0f degrees, want at most %.0f", row.line, ErrShape,
				math.Abs(turns[i])*180/math.Pi, maxPlanTurn*180/math.Pi)
		}
		if math.Abs(turns[i]) < 1e-6 {
			continue // on the way: no bend
		}
		if radius < 1/maxCurvature {
			return nil, fmt.Errorf("line %d: %w: radius_m is %g, want at least %g", row.line, ErrShape, radius, 1/maxCurvature)
		}
		roundings[i] = rounding{turns[i], radius, transitionM(turns[i], radius, 1)}
		tangents[i] = roundings[i].tangentM()
	}
	if err := checkRoom(s.rows, turns, edges, tangents); err != nil {
		return nil, err
	}
	t, apexes := roundedLine(corners, roundings, s.settings.right, s.settings.left)
	return newRoad(t, s.settings.markings, func(sM float64) int {
		i, _ := slices.BinarySearch(apexes, sM)
		if i == len(apexes) || i > 0 && sM-apexes[i-1] < apexes[i]-sM {
			i--
		}
		return s.rows[i].line
	})
}

// checkRoom finds an edge that is too short for the bends at its ends; the one that takes more of it is to blame.
func checkRoom(rows []row, turns, edges, tangents []float64) error {
	n := len(rows)
	for i, edge := range edges {
		next := (i + 1) % n
		if tangents[i]+tangents[next] <= edge {
			continue
		}
		if tangents[next] > tangents[i] {
			i = next
		}
		before, after := (i-1+n)%n, (i+1)%n
		room := max(min(edges[before]-tangents[before], edges[i]-tangents[after]), 0)
		return fmt.Errorf("line %d: %w: radius_m is %g, but the edges beside it leave room for %.1f (the bend takes %.1f m of each edge, %.1f m are free)",
			rows[i].line, ErrShape, rows[i].values[2], math.Floor(10*widestRadius(turns[i], room))/10, tangents[i], room)
	}
	return nil
}

// widestRadius is the largest radius whose bend takes no more than room of each edge, 0 if none does.
func widestRadius(turn, room float64) float64 {
	low, high := 0.0, float64(maxRadiusM)
	for range 50 {
		middle := (low + high) / 2
		if (rounding{turn, middle, transitionM(turn, middle, 1)}).tangentM() <= room {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}
