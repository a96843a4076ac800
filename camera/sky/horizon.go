package sky

import (
	"math"

	"steersim/camera/scene"
	"steersim/sim"
	"steersim/sim/track"
)

// horizon is what stands far away all around: one silhouette before the other.
type horizon struct {
	layers [3]layer // the farthest first
	seed   uint64
	lamps  bool
	light  float64 // of lit windows
}

// layer is a silhouette.
type layer struct {
	shape     shape
	low, high float64   // heights of its edge, radians
	colour    scene.RGB // after light and air
	cap       scene.RGB // of peaks
	capAbove  float64   // radians; 0 is never
	cells     int       // of the longest wave, all around
}

type shape int

const (
	nothing shape = iota
	hills
	peaks
	woods
	firs
	blocks
	mesas
)

// newHorizon is that of a road's setting.
func newHorizon(setting track.Setting, seed uint64, s *scene.Scene) *horizon {
	green, dark, blue := scene.RGB{0.060, 0.090, 0.030}, scene.RGB{0.030, 0.050, 0.022}, scene.RGB{0.075, 0.095, 0.085}
	rock, white, stone := scene.RGB{0.16, 0.155, 0.15}, scene.RGB{0.75, 0.78, 0.82}, scene.RGB{0.26, 0.24, 0.22}
	var far, middle, near layer
	switch setting {
	case track.Mountain:
		far = layer{shape: peaks, low: 0.07, high: 0.24, colour: rock, cap: white, capAbove: 0.15, cells: 11}
		middle = layer{shape: peaks, low: 0.03, high: 0.13, colour: blue, cells: 17}
		near = layer{shape: firs, low: 0.012, high: 0.05, colour: dark, cells: 23}
	case track.City:
		far = layer{shape: hills, low: 0.005, high: 0.03, colour: blue, cells: 7}
		middle = layer{shape: blocks, low: 0.015, high: 0.115, colour: stone, cells: 90}
		near = layer{shape: blocks, low: 0.010, high: 0.055, colour: stone.Scaled(0.8), cells: 130}
	case track.Forest:
		far = layer{shape: hills, low: 0.02, high: 0.075, colour: blue, cells: 9}
		middle = layer{shape: firs, low: 0.03, high: 0.055, colour: green.Mixed(dark, 0.5), cells: 19}
		near = layer{shape: firs, low: 0.022, high: 0.048, colour: dark, cells: 31}
	case track.Motorway:
		far = layer{shape: hills, low: 0.008, high: 0.075, colour: blue, cells: 7}
		middle = layer{shape: hills, low: 0.002, high: 0.036, colour: green, cells: 13}
		near = layer{shape: woods, low: -0.004, high: 0.026, colour: dark, cells: 21}
	default:
		far = layer{shape: hills, low: 0.020, high: 0.105, colour: blue, cells: 7}
		middle = layer{shape: hills, low: 0.004, high: 0.056, colour: green, cells: 11}
		near = layer{shape: woods, low: -0.006, high: 0.034, colour: dark, cells: 23}
	}
	if s.Look.Dry {
		far = layer{shape: mesas, low: 0.004, high: 0.075, colour: scene.RGB{0.36, 0.19, 0.12}, cells: 13}
		middle = layer{shape: mesas, low: -0.004, high: 0.045, colour: scene.RGB{0.34, 0.20, 0.12}, cells: 19}
		near = layer{}
	}
	n := &horizon{layers: [3]layer{far, middle, near}, seed: seed, lamps: s.Light.Lamps, light: 0.5}
	light := s.Light.Sky.Plus(s.Light.Upright().Scaled(0.45))
	if s.Light.Headlights {
		light = s.Light.Sky
	}
	for i, awayM := range [...]float64{2600, 1300, 450} {
		l := &n.layers[i]
		through := math.Exp(-awayM * s.Air.FogPerM)
		air := func(c scene.RGB) scene.RGB {
			if s.Weather.Snow > 0 {
				c = c.Mixed(scene.RGB{0.6, 0.63, 0.68}, 0.55*s.Weather.Snow)
			}
			return c.Times(light).Scaled(through).Plus(s.Air.Haze.Mixed(s.Air.Horizon, 0.3).Scaled(1 - through))
		}
		l.colour, l.cap = air(l.colour), air(l.cap)
		if through < 0.02 {
			l.shape = nothing
		}
	}
	return n
}

// ridge is the silhouettes along one azimuth.
type ridge struct {
	edges  [3]float64
	layers *[3]layer
	rough  float64 // of the snow line
	window uint64
	lit    float64
}

func (n *horizon) ridges(azimuth float64) ridge {
	r := ridge{layers: &n.layers, rough: waves(azimuth/(2*math.Pi), 60, 4, 0.6, n.seed+4) - 0.5}
	for i := range n.layers {
		r.edges[i] = n.layers[i].edge(azimuth/(2*math.Pi), sim.Hash(n.seed+uint64(i)*77))
	}
	if n.lamps {
		r.lit = n.light
		r.window = sim.Hash(uint64(azimuth / (2 * math.Pi) * 1500))
	}
	return r
}

// covered is how much of a height is hidden; step is the height of a row.
func (r *ridge) covered(height, step float64) float64 {
	most := 0.0
	for i, l := range r.layers {
		if l.shape != nothing {
			most = max(most, min((r.edges[i]-height)/step+0.5, 1))
		}
	}
	return most
}

// over paints the silhouettes over the sky's light.
func (r *ridge) over(c scene.RGB, height, step float64) scene.RGB {
	for i := range r.layers {
		l := &r.layers[i]
		cover := max(0, min((r.edges[i]-height)/step+0.5, 1))
		if l.shape == nothing || cover == 0 {
			continue
		}
		colour := l.colour
		if l.capAbove > 0 {
			colour = colour.Mixed(l.cap, smoothStep((height-l.capAbove-0.25*(r.edges[i]-l.capAbove)+0.015*r.rough)/0.03))
		}
		if l.shape == blocks && r.lit > 0 && height > 0.004 && cover == 1 {
			if q := sim.Hash(r.window ^ uint64(height*320)<<7 ^ uint64(i)); q%9 == 0 {
				colour = colour.Plus(scene.RGB{1, 0.7, 0.35}.Scaled(r.lit * float64(q>>32&255) / 255))
			}
		}
		c = c.Mixed(colour, cover)
	}
	return c
}

// edge is the height of the silhouette at a share of a full turn.
func (l *layer) edge(turn float64, seed uint64) float64 {
	v := 0.0
	switch l.shape {
	case hills:
		v = waves(turn, l.cells, 4, 0.4, seed)
	case peaks:
		v = 1 - math.Abs(2*waves(turn, l.cells, 6, 0.5, seed)-1)*1.2
	case woods:
		v = 0.75*waves(turn, l.cells, 3, 0.5, seed) + 0.25*waves(turn, 700, 3, 0.6, seed+9)
	case firs:
		tree := turn*640 + 3*waves(turn, 300, 1, 0, seed+5)
		tooth := 1 - math.Abs(2*(tree-math.Floor(tree))-1)
		v = 0.6*waves(turn, l.cells, 3, 0.5, seed) + 0.4*tooth*waves(turn, 500, 1, 0, seed+9)
	case blocks:
		at := turn * float64(l.cells)
		q := sim.Hash(seed + uint64(at))
		v = float64(q>>20&1023) / 1023
		v *= v * (0.35 + 0.65*waves(turn, 5, 2, 0.5, seed+3))
	case mesas:
		v = smoothStep((waves(turn, l.cells, 2, 0.4, seed)-0.45)/0.10)*(0.75+0.2*waves(turn, 5*l.cells, 2, 0.5, seed+3)) +
			0.08*waves(turn, 200, 2, 0.5, seed+4)
	}
	return l.low + v*(l.high-l.low)
}

// waves is a sum of ever shorter waves around the horizon, 0 to 1.
func waves(turn float64, cells, octaves int, rough float64, seed uint64) float64 {
	sum, weight, total := 0.0, 1.0, 0.0
	for o := range octaves {
		at := turn * float64(cells)
		i := int(math.Floor(at))
		u := smoothStep(at - float64(i))
		a := float64(sim.Hash(seed+uint64(o)<<40+uint64(i%cells))&0xffff) / 0xffff
		b := float64(sim.Hash(seed+uint64(o)<<40+uint64((i+1)%cells))&0xffff) / 0xffff
		sum += weight * (a + u*(b-a))
		total += weight
		weight *= rough
		cells = cells*2 + 1
	}
	return sum / total
}
