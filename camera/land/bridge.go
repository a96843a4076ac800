package land

import "math"

// Bridge is a place where the road crosses itself. Whoever drives on one branch sees that branch whole, on top.
type Bridge struct {
	SM     [2]float64 // the arc lengths where the branches meet
	Places []BridgePlace
}

// BridgePlace is a place with a tile for each branch on top.
type BridgePlace struct {
	Place int32
	Tiles [2]int32
}

const (
	bridgeM   = 12 // beside the upper branch's centre line the lower one is not seen
	approachM = 90 // of each branch, that the bridge may reach
)

// spanBridges makes the tiles of the bridges.
func (m *Map) spanBridges() {
	half := bridgeM + 0.0
	for _, w := range m.Widths {
		half = max(half, float64(max(w.RightM, w.LeftM))+2)
	}
	for _, c := range m.road.Crossings() {
		bridge := Bridge{SM: [2]float64{c.FirstM, c.SecondM}}
		var branch [2][]run
		seen := [2]map[int]bool{{}, {}}
		loop := c.SecondM - c.FirstM
		reach := min(approachM, loop/2, (m.LengthM-loop)/2) // as far as a branch is not yet the other one
		for b, s := range bridge.SM {
			branch[b] = m.runsAround(s, reach)
			for _, r := range branch[b] {
				for i := r.first; i <= r.last; i++ {
					m.eachTile(m.samples[i], half, func(at int) { seen[b][at] = true })
				}
			}
		}
		for at, place := range m.Place {
			if place < 0 || !seen[0][at] || !seen[1][at] || m.Coordinates[place] < 0 {
				continue
			}
			p := BridgePlace{Place: place}
			below := m.Coordinates[place]
			for b := range 2 {
				t := m.Tiles[below]
				i := 0
				m.measure(&t, at, func(x, y float64) Node {
					own := m.nearest(branch[b], x, y)
					if math.Abs(float64(own.D)) > half {
						own = t[i]
					}
					i++
					return own
				})
				p.Tiles[b] = int32(len(m.Tiles))
				m.Tiles = append(m.Tiles, t)
			}
			bridge.Places = append(bridge.Places, p)
		}
		m.Bridges = append(m.Bridges, bridge)
	}
}

// runsAround is the stretch of the centre line around an arc length, so far to either side.
func (m *Map) runsAround(s, reachM float64) []run {
	n := len(m.samples)
	step := m.LengthM / float64(n)
	middle, reach := int(s/step), min(int(reachM/step), n/2-1)
	first, last := middle-reach, middle+reach
	switch {
	case first < 0:
		return []run{{0, last}, {first + n, n - 1}}
	case last >= n:
		return []run{{first, n - 1}, {0, last - n}}
	}
	return []run{{first, last}}
}
