package eval

// Sweep is the same drives made again and again, each time with another value of one perturbation.
type Sweep struct {
	Name   string  `json:"name"`
	Unit   string  `json:"unit"`   // of the values; empty: none
	Points []Point `json:"points"` // by rising value
	Base   float64 `json:"-"`      // the value that the drives have when nothing is swept
}

// Point is all the drives at one value, put together.
type Point struct {
	Value float64 `json:"value"`
	Report
}

// Fails is where the drives first fail when the value leaves the base's: the nearest values below and above it with an
// intervention, nil where none has one. If the base's own drives fail, both are its value.
func (s Sweep) Fails() (below, above *float64) {
	for i := range s.Points {
		p := s.Points[i]
		if p.Interventions == 0 {
			continue
		}
		if p.Value <= s.Base { // later ones are nearer
			below = &p.Value
		}
		if p.Value >= s.Base && above == nil {
			above = &p.Value
		}
	}
	return below, above
}
