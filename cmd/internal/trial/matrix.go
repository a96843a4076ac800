package trial

import (
	"fmt"
	"slices"

	"steersim/cmd/internal/report"
	"steersim/sim/eval"
)

// matrix puts the drives of each road in each scene together, in two tables with totals, when there is more than one of either.
func matrix(p *report.Page, reports []eval.Report) {
	var roads, scenes []string
	for _, r := range reports {
		if !slices.Contains(roads, r.Road) {
			roads = append(roads, r.Road)
		}
		if !slices.Contains(scenes, r.Scene) {
			scenes = append(scenes, r.Scene)
		}
	}
	if len(roads) < 2 && len(scenes) < 2 {
		return
	}
	p.Section("Road by road, scene by scene", "")
	cells := matrixOf(reports, roads, scenes)
	p.Shaded("interventions", table(roads, scenes, cells, func(r eval.Report) float64 { return float64(r.Interventions) }, "%.0f", 0))
	p.Shaded("mean distance from the lane's centre, m", table(roads, scenes, cells, func(r eval.Report) float64 { return r.LateralMAEM }, "%.3f", calmM))
}

// calmM is a distance from the lane's centre that is not worth a shade.
const calmM = 0.05

// matrixOf has a total in each cell, rows first; the last row and the last column are all together.
func matrixOf(reports []eval.Report, roads, scenes []string) [][]eval.Report {
	var cells [][]eval.Report
	of := func(road, scene string) eval.Report {
		var some []eval.Report
		for _, r := range reports {
			if (road == "" || r.Road == road) && (scene == "" || r.Scene == scene) {
				some = append(some, r)
			}
		}
		return eval.Total(some)
	}
	for _, road := range append(slices.Clone(roads), "") {
		var row []eval.Report
		for _, scene := range append(slices.Clone(scenes), "") {
			row = append(row, of(road, scene))
		}
		cells = append(cells, row)
	}
	return cells
}

// table writes a value of each cell; the darkest is the largest of a single road in a single scene, and up to least there is no
// shade. A single road or scene has no totals beside it.
func table(roads, scenes []string, cells [][]eval.Report, value func(eval.Report) float64, format string, least float64) [][]report.Cell {
	most := 0.0
	for i := range roads {
		for j := range scenes {
			most = max(most, value(cells[i][j]))
		}
	}
	names := func(of []string) []string {
		if len(of) == 1 {
			return of
		}
		return append(slices.Clone(of), "all")
	}
	head := []report.Cell{{Text: ""}}
	for _, scene := range names(scenes) {
		head = append(head, report.Cell{Text: scene})
	}
	rows := [][]report.Cell{head}
	for i, road := range names(roads) {
		row := []report.Cell{{Text: road}}
		for j := range names(scenes) {
			c := report.Cell{Text: fmt.Sprintf(format, value(cells[i][j]))}
			if i < len(roads) && j < len(scenes) && most > least {
				c.Shade = (value(cells[i][j]) - least) / (most - least)
			}
			row = append(row, c)
		}
		rows = append(rows, row)
	}
	return rows
}
