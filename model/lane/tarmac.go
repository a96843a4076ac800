package lane

// tarmac finds out on the way where the tarmac ends, since roads differ in that. As long as paint says where the lane is, borders are counted by
// their distance from the lane's centre; where paint is scarce they carry the lane.
type tarmac struct {
	begun bool
	sides [2]side // right and left of the centre line
}

// side is one border of the tarmac.
type side struct {
	seen   [tarmacBins]float64 // quality of what was seen, by distance
	moment [tarmacBins]float64 // the same, times the distance
	awayM  float64             // of the border, from the lane's centre
	trust  float64             // from 0 to 1
}

const (
	tarmacBins = 60
	tarmacBinM = 0.1
	tarmacKept = 0.97  // of what was seen, from frame to frame
	enoughSeen = 100.0 // at the peak, for all trust: that of some frames
	fewPeak    = 0.25  // of all that is seen on a side, in the three bins of the peak: for any trust
	enoughPeak = 0.5   // for all of it
)

// What is expected before anything is seen: the narrowest road, which ends so far beyond its lanes. Bins begin as far inside of them.
const shoulderM = 0.25

var lanesEndM = [2]float64{toCentreLineM, 3 * toCentreLineM} // from the lane's centre to the right, and past the other lane to the left

// begin expects the narrowest road, once.
func (t *tarmac) begin() {
	if t.begun {
		return
	}
	t.begun = true
	for i, lane := range lanesEndM {
		t.see(i, lane+shoulderM, enoughSeen)
		t.settle(i)
	}
}

// sideOf is the one that a place so far to the left of the lane's centre is on, and its distance.
func sideOf(leftM float64) (i int, awayM float64) {
	if leftM < toCentreLineM {
		return 0, -leftM
	}
	return 1, leftM
}

// border is the one on the same side of the centre line as a place, to the left of the lane's centre, and how far it can be trusted.
func (t *tarmac) border(leftM float64) (boundaryM, trust float64) {
	i, _ := sideOf(leftM)
	if i == 0 {
		return -t.sides[0].awayM, t.sides[0].trust
	}
	return t.sides[1].awayM, t.sides[1].trust
}

// forget lets what was seen fade.
func (t *tarmac) forget() {
	for i := range t.sides {
		s := &t.sides[i]
		for j := range s.seen {
			s.seen[j] *= tarmacKept
			s.moment[j] *= tarmacKept
		}
	}
}

// see counts a border.
func (t *tarmac) see(i int, awayM, quality float64) {
	at := (awayM - lanesEndM[i] + shoulderM) / tarmacBinM
	if at >= 0 && at < tarmacBins {
		s := &t.sides[i]
		s.seen[int(at)] += quality
		s.moment[int(at)] += quality * awayM
	}
}

// settle finds where most was seen.
func (t *tarmac) settle(i int) {
	s := &t.sides[i]
	var total, most, moment float64
	for j := range s.seen {
		var sum, m float64
		for k := max(j-1, 0); k <= min(j+1, tarmacBins-1); k++ {
			sum += s.seen[k]
			m += s.moment[k]
		}
		total += s.seen[j]
		if sum > most {
			most, moment = sum, m
		}
	}
	if most == 0 {
		s.trust = 0
		return
	}
	s.awayM = moment / most
	s.trust = max(0, min((most/total-fewPeak)/(enoughPeak-fewPeak), 1)) * min(1, most/enoughSeen)
}

// learnedToM is how far ahead a border's distance is measured.
const learnedToM = 15.0

// learn counts the borders that are seen beside a lane.
func (f *fitter) learn(points []Point, x numbers, rangeM float64) {
	f.base.trace(x.lane(), min(rangeM, learnedToM))
	f.tarmac.forget()
	for i := range points {
		p := &points[i]
		if p.Kind != Border {
			continue
		}
		if _, left, ok := f.base.beside(p.ForwardM, p.LeftM); ok {
			i, away := sideOf(left)
			f.tarmac.see(i, away, quality(p))
		}
	}
	for i := range f.tarmac.sides {
		f.tarmac.settle(i)
	}
}
