package lane

import "math"

// solve is Cholesky's method for a symmetric system of four.
func solve(a [4]numbers, b numbers) (x numbers, ok bool) {
	var l [4]numbers
	for i := range 4 {
		for j := range i + 1 {
			sum := a[i][j]
			for k := range j {
				sum -= l[i][k] * l[j][k]
			}
			if i != j {
				l[i][j] = sum / l[j][j]
				continue
			}
			if !(sum > 0) || math.IsInf(sum, 0) {
				return x, false
			}
			l[i][i] = math.Sqrt(sum)
		}
	}
	for i := range 4 {
		sum := b[i]
		for k := range i {
			sum -= l[i][k] * x[k]
		}
		x[i] = sum / l[i][i]
	}
	for i := 3; i >= 0; i-- {
		sum := x[i]
		for k := i + 1; k < 4; k++ {
			sum -= l[k][i] * x[k]
		}
		x[i] = sum / l[i][i]
	}
	return x, true
}

// inverse is that of a symmetric matrix.
func inverse(a [4]numbers) (inv [4]numbers, ok bool) {
	for j := range 4 {
		var unit numbers
		unit[j] = 1
		column, ok := solve(a, unit)
		if !ok {
			return inv, false
		}
		for i := range 4 {
			inv[i][j] = column[i]
		}
	}
	return inv, true
}

// sandwich is a b a'.
func sandwich(a, b [4]numbers) (c [4]numbers) {
	var ab [4]numbers
	for i := range 4 {
		for j := range 4 {
			for k := range 4 {
				ab[i][j] += a[i][k] * b[k][j]
			}
		}
	}
	for i := range 4 {
		for j := range 4 {
			for k := range 4 {
				c[i][j] += ab[i][k] * a[j][k]
			}
		}
	}
	return c
}
