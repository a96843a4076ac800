package track

// spline is a closed curve through points: a periodic cubic in each coordinate over the length of the chords.
type spline struct {
	at           []float64 // n+1 chord lengths; the last is the period
	x, y         []float64
	bendX, bendY []float64 // second derivatives
}

// newSpline wants at least three points, neighbours apart.
func newSpline(x, y, at []float64) spline {
	return spline{at, x, y, bends(x, at), bends(y, at)}
}

// bends solves for the second derivatives: a cyclic tridiagonal system, by Sherman and Morrison's formula.
func bends(v, at []float64) []float64 {
	n := len(v)
	gap := func(i int) float64 { i = (i + n) % n; return at[i+1] - at[i] }
	below, diagonal, above, right := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range n {
		below[i], above[i] = gap(i-1), gap(i)
		diagonal[i] = 2 * (gap(i-1) + gap(i))
		right[i] = 6 * ((v[(i+1)%n]-v[i])/gap(i) - (v[i]-v[(i-1+n)%n])/gap(i-1))
	}
	corner := gap(-1) // joins the first unknown and the last
	gamma := -diagonal[0]
	diagonal[0] -= gamma
	diagonal[n-1] -= corner * corner / gamma
	u := make([]float64, n)
	u[0], u[n-1] = gamma, corner
	eliminate(below, diagonal, above, right, u)
	factor := (right[0] + float64(corner*right[n-1])/gamma) / (1 + u[0] + float64(corner*u[n-1])/gamma)
	for i := range right {
		right[i] -= float64(factor * u[i])
	}
	return right
}

// eliminate solves a tridiagonal system for two right sides in place.
func eliminate(below, diagonal, above, right, right2 []float64) {
	n := len(diagonal)
	for i := 1; i < n; i++ {
		w := below[i] / diagonal[i-1]
		diagonal[i] -= float64(w * above[i-1])
		right[i] -= float64(w * right[i-1])
		right2[i] -= float64(w * right2[i-1])
	}
	for i := n - 1; i >= 0; i-- {
		if i < n-1 {
			right[i] -= float64(above[i] * right[i+1])
			right2[i] -= float64(above[i] * right2[i+1])
		}
		right[i] /= diagonal[i]
		right2[i] /= diagonal[i]
	}
}

// uniform evaluates the spline at n places of uniform chord length.
func (c spline) uniform(n int) plane {
	out, points := newPlane(n), len(c.x)
	period := c.at[points]
	i := 0
	for k := range n {
		t := period * float64(k) / float64(n)
		for i < points-1 && c.at[i+1] <= t {
			i++
		}
		j, h := (i+1)%points, c.at[i+1]-c.at[i]
		b := (t - c.at[i]) / h
		a := 1 - b
		ca, cb := (float64(a*a*a)-a)*h*h/6, (float64(b*b*b)-b)*h*h/6
		out.x[k] = float64(a*c.x[i]) + float64(b*c.x[j]) + float64(ca*c.bendX[i]) + float64(cb*c.bendX[j])
		out.y[k] = float64(a*c.y[i]) + float64(b*c.y[j]) + float64(ca*c.bendY[i]) + float64(cb*c.bendY[j])
	}
	return out
}
