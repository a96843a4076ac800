package grid

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Cell is one training: who learns, from how much driving, and by which chance.
type Cell struct {
	Learner string  `json:"learner"`
	Minutes float64 `json:"minutes"` // of driving to learn from
	Roads   int     `json:"roads"`   // different ones, each in a scene of its own
	Seed    uint64  `json:"seed"`    // of the roads, the drives and the training
}

// Name is a cell's name, as of a folder.
func (c Cell) Name() string { return c.Learner + "-" + c.Data().Name() }

// Data is what a cell learns from; cells that share it can learn from one log.
func (c Cell) Data() Data { return Data{Minutes: c.Minutes, Roads: c.Roads, Seed: c.Seed} }

// Data is driving to learn from.
type Data struct {
	Minutes float64
	Roads   int
	Seed    uint64
}

// Name is the name of the data, as of a file.
func (d Data) Name() string { return fmt.Sprintf("%gmin-%droads-%d", d.Minutes, d.Roads, d.Seed) }

// DriveS is how long the expert drives before the next road and scene take their turn.
const DriveS = 10.0

// Drives is how many drives so much driving is: the most roads that there can be.
func Drives(minutes float64) int { return int(math.Ceil(minutes * 60 / DriveS)) }

// Axes span a grid.
type Axes struct {
	Learners []string
	Minutes  []float64
	Roads    []int // the most; a drive has one road, so there are no more than drives. 0: another road every drive
	Seeds    []uint64
}

// ErrAxes are axes that span no grid.
var ErrAxes = errors.New("comparison")

// Cells are all that the axes span, without repetitions: first those of one seed, from little to much data, all learners of the
// same data together.
func (a Axes) Cells() ([]Cell, error) {
	if len(a.Learners) == 0 || len(a.Minutes) == 0 || len(a.Roads) == 0 || len(a.Seeds) == 0 {
		return nil, fmt.Errorf("%w: want at least one learner, amount of driving, number of roads and seed", ErrAxes)
	}
	var cells []Cell
	for _, seed := range a.Seeds {
		for _, minutes := range slices.Sorted(slices.Values(a.Minutes)) {
			drives := Drives(minutes)
			for _, roads := range a.Roads {
				if roads < 0 {
					return nil, fmt.Errorf("%w: %d roads, want 1 or more, or 0 for another one every drive", ErrAxes, roads)
				}
				if roads == 0 || roads > drives {
					roads = drives
				}
				for _, learner := range a.Learners {
					c := Cell{Learner: learner, Minutes: minutes, Roads: roads, Seed: seed}
					if !slices.Contains(cells, c) {
						cells = append(cells, c)
					}
				}
			}
		}
	}
	return cells, nil
}
