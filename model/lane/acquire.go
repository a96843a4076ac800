package lane

// What is tried where no lane is known: a grid of offsets, headings and curvatures, the latter as shares of what the speed allows.
var (
	triedLeftM = [...]float64{0, -0.25, 0.25, -0.5, 0.5, -0.75, 0.75, -1, 1}
	triedTurn  = [...]float64{0, -0.05, 0.05, -0.1, 0.1, -0.15, 0.15, -0.22, 0.22, -0.3, 0.3}
	triedBend  = [...]float64{0, -0.12, 0.12, -0.3, 0.3, -0.6, 0.6, -1.1, 1.1}
)

// acquire looks for a lane without knowing of one: the best of the grid, refined, and of these the best supported. It always tries in the same order.
func (t *Tracker) acquire(points []Point, speedMPS float64) (best fit, ok bool) {
	if len(points) < int(firstSupport) {
		return best, false
	}
	const every = 2 // points of a kind, to judge a guess by
	t.sparse = t.sparse[:0]
	var seen [kinds]int
	for i := range points {
		k := points[i].Kind
		if seen[k]++; seen[k]%every != 0 {
			t.sparse = append(t.sparse, points[i])
		}
	}
	const guessM = 14.0 // nearer, a guess that is a little off still meets its boundaries
	bend, grow := bounds(speedMPS)
	reach := RangeM(speedMPS)
	var guesses [mostGuesses]guess // the best first
	for _, b := range triedBend {
		for _, turn := range triedTurn {
			for _, left := range triedLeftM {
				f := fit{x: numbers{left, turn, b * bend, 0}}
				t.fitter.judge(t.sparse, &f, min(reach, guessM))
				g := guess{f.x, f.corroborated() - f.against/4}
				for i := range guesses {
					if g.score > guesses[i].score {
						g, guesses[i] = guesses[i], g
					}
				}
			}
		}
	}
	var prior [4]numbers
	for i, s := range [...]float64{0.6, 0.2, bend, grow} {
		prior[i][i] = 1 / (s * s)
	}
	for _, g := range guesses {
		if f := t.fitter.fit(points, g.x, prior, reach); f.corroborated() > best.corroborated() {
			best = f
		}
	}
	t.fitter.weighBorders(best.painted)
	for range 2 { // a guess is farther off than a prediction
		best = t.fitter.fit(points, best.x, prior, reach)
	}
	return best, best.good() && best.corroborated() >= firstSupport && best.share() >= firstShare
}

// corroborated is the support of a lane of which nothing was known: borders of the tarmac, of which there may be others farther out, count
// no more than the paint does with which they agree.
func (f fit) corroborated() float64 { return min(f.support, 2*f.painted) }

// mostGuesses are refined: the grid is coarse, and its best may lie beside a lane that is none.
const mostGuesses = 8

type guess struct {
	x     numbers
	score float64
}
