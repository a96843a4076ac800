package trainer

import "math"

// rate is the learning rate of a step, counted from 0: up in a straight line, down along half a cosine.
func (c Config) rate(step, steps int64) float64 {
	warmup := min(int64(c.WarmupSteps), steps/10)
	if step < warmup {
		return c.Rate * float64(step+1) / float64(warmup+1)
	}
	down := float64(step-warmup) / float64(max(steps-1-warmup, 1))
	return c.Rate * (c.FinalRateShare + (1-c.FinalRateShare)*(1+math.Cos(math.Pi*min(down, 1)))/2)
}
