package trainer

import (
	"fmt"

	"steersim/camera"
	"steersim/recorder"
	"steersim/sim"
	"steersim/trainer/augment"
)

// sample is one picture with what was done at that moment.
type sample struct {
	log, record int32
	kind        int     // of picture
	label       float64 // corrected for where the camera stands
	wayM        float64 // over which a moved car is led back
	shiftM      float64 // of the car that the picture seems to be taken from
	yawRad      float64
}

// pick is a sample in a plan, which may have millions: a place in the list of instants, and one of the kinds of pictures.
type pick struct {
	instant int32
	kind    uint8
}

// plan is what training and validation see.
type plan struct {
	seed         uint64
	mounts       [recorder.Views]camera.Mount
	law          augment.Law
	painted      bool      // views are of moved cars, not of cameras
	spread       Spread    // of those
	hashes       []uint64  // of the logs
	selected     int       // records that are learnt from or judged by
	driven       []float64 // curvatures of all records
	instants     []instant
	train, val   []pick
	share        []float64 // of train: how often each is expected, up to a factor
	shares       float64   // their sum
	epochSamples int
	meanWeight   float64 // of training, before dividing by it
	weight       Weight
	dropped      int // records between training and validation
}

// newPlan splits and balances the logs' records. The teacher, or nil, answers for the logs' drivers.
func newPlan(c Config, logs []Log, t Teacher) (*plan, error) {
	instants, places, own, err := readInstants(logs, c, t)
	if err != nil {
		return nil, err
	}
	p := &plan{seed: c.Seed, mounts: c.Mounts, instants: instants, weight: c.Weight, law: c.Label, painted: c.Views.Painted(), selected: len(instants)}
	p.spread, p.driven = c.spread(own), own.driven
	for _, l := range logs {
		p.hashes = append(p.hashes, number(l.Dataset.Hash()))
	}
	sides := c.Split.sides(places, c.Seed)
	var counts [bins]int
	for i, s := range sides {
		if s == training {
			counts[bin(instants[i].curvature)]++
		}
	}
	factors := c.Balance.factors(counts)
	lift := c.Fair.lift(instants, sides, factors)
	var sums [2]float64 // of the shares: centre, side
	for i, in := range instants {
		switch sides[i] {
		case dropped:
			p.dropped++
		case validation: // by the camera that will drive
			if in.has&1 != 0 {
				p.val = append(p.val, pick{int32(i), 0})
			}
		case training:
			for kind := range 8 {
				aside := kind > 0
				if in.has&(1<<kind) == 0 || aside && c.SideShare == 0 || !aside && c.SideShare == 1 {
					continue
				}
				f := factors[bin(in.curvature)] * lift[index(in.corrects)]
				p.train = append(p.train, pick{int32(i), uint8(kind)})
				p.share = append(p.share, f)
				sums[index(aside)] += f
			}
		}
	}
	if len(p.train) == 0 || len(p.val) == 0 {
		return nil, fmt.Errorf("%w: %d records split into %d pictures for training and %d of the centre camera for validation, want some of both: record more, or other shares",
			ErrNoData, len(instants), len(p.train), len(p.val))
	}
	p.mix(c.SideShare, sums)
	p.epochSamples = c.EpochSamples
	if p.epochSamples == 0 {
		p.epochSamples = len(p.train)
	}
	return p, nil
}

func index(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// sample is what was picked. A camera that stands to the left sees what the middle one of a car further left would.
func (p *plan) sample(k pick) sample {
	in := &p.instants[k.instant]
	s := sample{log: in.log, record: in.record, kind: int(k.kind), wayM: p.law.WayM(float64(in.speedMPS), float64(in.returnM))}
	if p.painted {
		s.shiftM, s.yawRad = p.spread.move(p.seed, p.hashes[in.log], int(in.record), s.kind)
	} else {
		mount, centre := p.mounts[k.kind], p.mounts[recorder.Centre]
		s.shiftM, s.yawRad = mount.LeftM-centre.LeftM, mount.YawRad-centre.YawRad
	}
	s.label = p.law.Label(in.curvature, s.wayM, s.shiftM, s.yawRad)
	return s
}

// mix scales the shares so that side cameras get theirs, if there are both kinds, and finds the mean weight.
func (p *plan) mix(sideShare float64, sums [2]float64) {
	scale := [2]float64{1, 1}
	if sums[0] > 0 && sums[1] > 0 {
		scale = [2]float64{(1 - sideShare) / sums[0], sideShare / sums[1]}
	}
	weights := 0.0
	for i, k := range p.train {
		s := p.sample(k)
		p.share[i] *= scale[index(s.kind > 0)]
		p.shares += p.share[i]
		weights += float64(p.share[i] * p.weight.raw(s.label))
	}
	p.meanWeight = weights / p.shares
}

// epoch is the order of one epoch's samples, as indices of train: each comes as often as its share says, rounded up or
// down (systematic sampling), and then all are shuffled.
func (p *plan) epoch(n int) []int32 {
	r := draw(p.seed, sim.StreamBatches, uint64(n))
	order := make([]int32, p.epochSamples)
	begin, step := r.Float64(), p.shares/float64(p.epochSamples)
	i, sum := 0, p.share[0]
	for j := range order {
		for at := (float64(j) + begin) * step; at >= sum && i < len(p.share)-1; {
			i++
			sum += p.share[i]
		}
		order[j] = int32(i)
	}
	r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	return order
}

func (p *plan) lossWeight(label float64) float32 { return float32(p.weight.raw(label) / p.meanWeight) }
