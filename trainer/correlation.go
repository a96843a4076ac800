package trainer

import "math"

// correlation is Pearson's of pairs of numbers, updated pair by pair (Welford 1962), so that no large sums cancel.
type correlation struct {
	n                   float64
	meanX, meanY        float64
	squareX, squareY, c float64 // sums of deviations' products
}

func (c *correlation) add(x, y float64) {
	c.n++
	dx, dy := x-c.meanX, y-c.meanY
	c.meanX += dx / c.n
	c.meanY += dy / c.n
	c.squareX += float64(dx * (x - c.meanX))
	c.squareY += float64(dy * (y - c.meanY))
	c.c += float64(dx * (y - c.meanY))
}

// value is -1 to 1, and 0 where one of the two is always the same.
func (c *correlation) value() float64 {
	if c.squareX <= 0 || c.squareY <= 0 {
		return 0
	}
	return c.c / math.Sqrt(c.squareX) / math.Sqrt(c.squareY)
}
