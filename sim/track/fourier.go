package track

import "math"

// plane is a closed curve as a periodic complex signal, x + iy, in samples or in frequencies. Its length is a power of two.
type plane struct{ x, y []float64 }

func newPlane(n int) plane { return plane{make([]float64, n), make([]float64, n)} }

// powerOfTwo is the smallest one that is not below n.
func powerOfTwo(n int) int {
	p := 1
	for p < n {
		p *= 2
	}
	return p
}

// transform is the discrete Fourier transform in place (Cooley and Tukey 1965), sign -1 to frequencies, 1 back; unscaled.
func (p plane) transform(sign float64) {
	n := len(p.x)
	for i, j := 1, 0; i < n; i++ {
		bit := n / 2
		for ; j&bit != 0; bit /= 2 {
			j ^= bit
		}
		j ^= bit
		if i < j {
			p.x[i], p.x[j] = p.x[j], p.x[i]
			p.y[i], p.y[j] = p.y[j], p.y[i]
		}
	}
	cos, sin := make([]float64, n/2), make([]float64, n/2)
	for i := range cos {
		sin[i], cos[i] = math.Sincos(sign * 2 * math.Pi * float64(i) / float64(n))
	}
	for half := 1; half < n; half *= 2 {
		stride := n / (2 * half)
		for from := 0; from < n; from += 2 * half {
			for k := range half {
				a, b := from+k, from+k+half
				c, s := cos[k*stride], sin[k*stride]
				x := float64(c*p.x[b]) - float64(s*p.y[b])
				y := float64(c*p.y[b]) + float64(s*p.x[b])
				p.x[a], p.x[b] = p.x[a]+x, p.x[a]-x
				p.y[a], p.y[b] = p.y[a]+y, p.y[a]-y
			}
		}
	}
}

// series is a closed curve as the sum of its frequencies over one period.
type series struct {
	spectrum plane
	periodM  float64
}

func newSeries(samples plane, periodM float64) series {
	spectrum := newPlane(len(samples.x))
	copy(spectrum.x, samples.x)
	copy(spectrum.y, samples.y)
	spectrum.transform(-1)
	for i := range spectrum.x {
		spectrum.x[i] /= float64(len(samples.x))
		spectrum.y[i] /= float64(len(samples.x))
	}
	return series{spectrum, periodM}
}

// samples evaluates the series, or its first or second derivative, at n uniform places, every frequency f weakened by
// 1/(1+(lambda f)^6).
func (c series) samples(n, derivative int, lambdaM float64) plane {
	out, size := newPlane(n), len(c.spectrum.x)
	for i := range size {
		m := i
		if i > size/2 {
			m = i - size
		}
		f := float64(m) / c.periodM
		if 2*max(m, -m) >= min(n, size) {
			continue // nothing is left of it, or it has no direction
		}
		lf := math.Abs(lambdaM * f)
		gain := 1 / (1 + math.Pow(lf, 6))
		x, y := c.spectrum.x[i]*gain, c.spectrum.y[i]*gain
		w := 2 * math.Pi * f
		for range derivative {
			x, y = -w*y, w*x // times i w
		}
		to := (m + n) % n
		out.x[to], out.y[to] = x, y
	}
	out.transform(1)
	return out
}
