package comparison

import (
	"cmp"
	"fmt"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"

	"steersim/cmd/internal/plots"
	"steersim/trainer/grid"
)

// sceneDriver is a driver with its score in each scene, all its seeds together, and over all of them.
type sceneDriver struct {
	name    string
	minutes float64
	scenes  []grid.SceneScore // in the order of the scenes; no distance: not driven there
	all     grid.SceneScore
}

// title is the name with the data it had.
func (d sceneDriver) title() string {
	if d.minutes == 0 {
		return d.name
	}
	return fmt.Sprintf("%s (%g min)", d.name, d.minutes)
}

// sceneDrivers takes each driver with the most data that it had: the expert first, then the traditional one, then the learners,
// the best of them first.
func sceneDrivers(scores []grid.SceneScore) (scenes []string, drivers []sceneDriver) {
	best := map[string]grid.SceneScore{}
	for _, s := range scores {
		if !slices.Contains(scenes, s.Scene) {
			scenes = append(scenes, s.Scene)
		}
		b, known := best[s.Learner]
		if !known {
			drivers = append(drivers, sceneDriver{name: s.Learner})
		}
		if !known || s.Minutes > b.Minutes || s.Minutes == b.Minutes && s.Roads > b.Roads {
			best[s.Learner] = s
		}
	}
	for i := range drivers {
		d := &drivers[i]
		of := best[d.name]
		d.minutes = of.Minutes
		var all []grid.SceneScore
		for _, scene := range scenes {
			var some []grid.SceneScore
			for _, s := range scores {
				if s.Learner == d.name && s.Minutes == of.Minutes && s.Roads == of.Roads && s.Scene == scene {
					some = append(some, s)
				}
			}
			d.scenes = append(d.scenes, grid.Together(some))
			all = append(all, some...)
		}
		d.all = grid.Together(all)
	}
	slices.SortStableFunc(drivers, func(a, b sceneDriver) int {
		return cmp.Or(cmp.Compare(rank(a.name), rank(b.name)), cmp.Compare(b.all.AutonomyPct, a.all.AutonomyPct), cmp.Compare(a.all.LateralMAEM, b.all.LateralMAEM))
	})
	return scenes, drivers
}

// rank puts the drivers that did not learn first.
func rank(driver string) int {
	switch driver {
	case grid.Expert:
		return 0
	case grid.Traditional:
		return 1
	}
	return 2
}

// opponents are the traditional driver and the best that learnt; nil is one that is not there.
func opponents(drivers []sceneDriver) (lane, learnt *sceneDriver) {
	for i := range drivers {
		switch d := &drivers[i]; {
		case d.name == grid.Traditional:
			lane = d
		case rank(d.name) == 2 && learnt == nil:
			learnt = d
		}
	}
	return lane, learnt
}

// sceneFigure draws bars of autonomy by scene: the expert, the traditional driver and the best that learnt.
func sceneFigure(scenes []string, drivers []sceneDriver) ([]byte, error) {
	p := plots.New("", "", "autonomy, %")
	lines := plotter.NewGrid()
	lines.Vertical.Width, lines.Horizontal.Color = 0, plots.Pale
	p.Add(lines)
	legend := besideLegend(p)
	lane, learnt := opponents(drivers)
	var shown []*sceneDriver
	var inks []color.RGBA
	for i := range drivers {
		if drivers[i].name == grid.Expert {
			shown, inks = append(shown, &drivers[i]), append(inks, color.RGBA{0xb8, 0xc0, 0xc7, 0xff})
		}
	}
	if lane != nil {
		shown, inks = append(shown, lane), append(inks, plots.Orange)
	}
	if learnt != nil {
		shown, inks = append(shown, learnt), append(inks, plots.Blue)
	}
	room := 0.75 * (plots.WholeWidth - legendWidth - 0.8*vg.Inch) / vg.Length(len(scenes)*max(1, len(shown)))
	width := min(room, vg.Points(26))
	for i, d := range shown {
		values := make(plotter.Values, len(scenes))
		for k, s := range d.scenes {
			values[k] = s.AutonomyPct
		}
		bars, err := plotter.NewBarChart(values, width)
		if err != nil {
			return nil, err
		}
		bars.Color, bars.LineStyle.Width = inks[i], 0
		bars.Offset = width * vg.Length(float64(i)-float64(len(shown)-1)/2)
		p.Add(bars)
		legend.Add(" "+d.title(), bars)
	}
	p.NominalX(scenes...)
	const many = 10
	if len(scenes) > many {
		p.X.Tick.Label.Rotation, p.X.Tick.Label.XAlign, p.X.Tick.Label.YAlign = math.Pi/6, -1, -0.5
	}
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = -0.6, float64(len(scenes))-0.4, 0, 100
	p.Y.Tick.Marker = plots.Ticks(5)
	return encodeBeside(p, legend)
}
