package comparison

import (
	"fmt"

	"steersim/cmd/internal/report"
	"steersim/trainer/grid"
)

// sceneTable has a row a scene and a column a driver; the darkest is the largest value.
func sceneTable(scenes []string, drivers []sceneDriver, m measure, value func(grid.SceneScore) float64) [][]report.Cell {
	head, learnt := []report.Cell{{Text: "scene"}}, []report.Cell{{Text: "minutes learnt from"}}
	most := 0.0
	for _, d := range drivers {
		head = append(head, report.Cell{Text: d.name})
		text := "-"
		if d.minutes > 0 {
			text = fmt.Sprintf("%g", d.minutes)
		}
		learnt = append(learnt, report.Cell{Text: text})
		for _, s := range d.scenes {
			most = max(most, value(s))
		}
	}
	rows := [][]report.Cell{head, learnt}
	for i, scene := range scenes {
		row := []report.Cell{{Text: scene}}
		for _, d := range drivers {
			if d.scenes[i].DistanceM == 0 {
				row = append(row, report.Cell{Text: "-"})
				continue
			}
			c := report.Cell{Text: m.number(value(d.scenes[i]))}
			if most > 0 {
				c.Shade = value(d.scenes[i]) / most
			}
			row = append(row, c)
		}
		rows = append(rows, row)
	}
	row := []report.Cell{{Text: "all"}}
	for _, d := range drivers {
		row = append(row, report.Cell{Text: m.number(value(d.all))})
	}
	return append(rows, row)
}
