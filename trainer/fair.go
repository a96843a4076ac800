package trainer

// Fair sees to it that few corrections are not lost among much ordinary driving: what people did when they took the wheel from
// a network, and what the expert answered to one. Together they get LeastShare of an epoch's pictures at least, but each comes
// at most MostFactor times as often as it would without this rule. Where they have that share anyway nothing changes.
type Fair struct {
	LeastShare float64 // 0: corrections are records as any other
	MostFactor float64
}

// lift gives the factor of ordinary records, which is 1, and that of corrections.
func (f Fair) lift(instants []instant, sides []side, factors [bins]float64) [2]float64 {
	var sums [2]float64 // of the shares: ordinary, corrections
	for i, in := range instants {
		if sides[i] == training {
			sums[index(in.corrects)] += factors[bin(in.curvature)]
		}
	}
	lift := [2]float64{1, 1}
	if sums[0] > 0 && sums[1] > 0 {
		wanted := f.LeastShare / (1 - f.LeastShare) * sums[0] // of their sum
		lift[1] = max(1, min(wanted/sums[1], f.MostFactor))
	}
	return lift
}
