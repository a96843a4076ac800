package lane

// What is tried where no lane is known: a grid of offsets, headings and curvatures, the latter as shares of what the speed allows.
var (
	triedLeftM = [...]float64{0, -0.35, 0.35, -0.7, 0.7, -1.05, 1.05}
	triedTurn  = [...]float64{0, -0.12, 0.12, -0.24, 0.24}
	triedBend  = [...]float64{0, -0.12, 0.12, -0.3, 0.3, -0.6, 0.6, -1.1, 1.1}
)

// acquire looks for a lane without knowing of one: the best of the grid, refined. It always tries in the same order.
func (t *Tracker) acquire(points []Point, speedMPS float64) (best fit, ok bool) {
	if len(points) < int(firstSupport) {
		return best, false
	}
	const every = 2 // points, to judge a guess by
	t.sparse = t.sparse[:0]
	for i := 0; i < len(points); i += every {
		t.sparse = append(t.sparse, points[i])
	}
	bend, grow := bounds(speedMPS)
	reach := RangeM(speedMPS)
	most := -1.0
	var guess numbers
	for _, b := range triedBend {
		for _, turn := range triedTurn {
			for _, left := range triedLeftM {
				x := numbers{left, turn, b * bend, 0}
				if support, against := t.fitter.judge(t.sparse, x, reach); support-against/4 > most {
					most, guess = support-against/4, x
				}
			}
		}
	}
	var prior [4]numbers
	for i, s := range [...]float64{0.6, 0.2, bend, grow / 3} {
		prior[i][i] = 1 / (s * s)
	}
	for range 3 { // a guess is farther off than a prediction
		best = t.fitter.fit(points, guess, prior, reach)
		guess = best.x
	}
	return best, best.good() && best.support >= firstSupport && best.share() >= firstShare
}
