package report

import (
	"fmt"

	"steersim/trainer/grid"
)

// sceneTable has a row a scene and a column a driver; the darkest is the largest value.
func sceneTable(scenes []string, drivers []sceneDriver, m measure, value func(grid.SceneScore) float64) [][]Cell {
	head, learnt := []Cell{{Text: "scene"}}, []Cell{{Text: "minutes learnt from"}}
	most := 0.0
	for _, d := range drivers {
		head = append(head, Cell{Text: d.name})
		text := "-"
		if d.minutes > 0 {
			text = fmt.Sprintf("%g", d.minutes)
		}
		learnt = append(learnt, Cell{Text: text})
		for _, s := range d.scenes {
			most = max(most, value(s))
		}
	}
	rows := [][]Cell{head, learnt}
	for i, scene := range scenes {
		row := []Cell{{Text: scene}}
		for _, d := range drivers {
			if d.scenes[i].DistanceM == 0 {
				row = append(row, Cell{Text: "-"})
				continue
			}
			c := Cell{Text: m.number(value(d.scenes[i]))}
			if most > 0 {
				c.Shade = value(d.scenes[i]) / most
			}
			row = append(row, c)
		}
		rows = append(rows, row)
	}
	row := []Cell{{Text: "all"}}
	for _, d := range drivers {
		row = append(row, Cell{Text: m.number(value(d.all))})
	}
	return append(rows, row)
}
