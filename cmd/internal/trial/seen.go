package trial

import (
	"fmt"
	"image"
	"image/draw"
	"math"

	"steersim/cmd/internal/report"
	"steersim/cmd/internal/view"
)

// How much is shown at most, whatever the number of drives: maps, and interventions.
const (
	mostMaps  = 24
	mostShown = 24
)

// maps draws the drives on their roads, the worst first.
func maps(p *report.Page, drives []*Witness) error {
	text := "Coloured by the distance from the lane's centre; a ring is an intervention. North is up."
	if len(drives) > mostMaps {
		text += fmt.Sprintf(" The %d worst of %d drives.", mostMaps, len(drives))
	}
	p.Section("Where", text)
	for _, w := range drives[:min(len(drives), mostMaps)] {
		m, err := view.Offsets(w.Road, image.Pt(630, 630), w.way)
		if err != nil {
			return err
		}
		if err := p.Picture(m, fmt.Sprintf("%s, %s: %s, %.3f m", w.Report.Road, w.Report.Scene, report.Counted(w.Report.Interventions, "intervention"), w.Report.LateralMAEM), report.Third); err != nil {
			return err
		}
	}
	return nil
}

// shown is an intervention that the page shows.
type shown struct {
	*Witness
	strip
}

// choose takes the interventions to show: the first of each drive, the second of each and so on, so that one bad drive does not
// hide the others.
func choose(drives []*Witness) []shown {
	var chosen []shown
	for turn := range mostStrips {
		for _, w := range drives {
			if turn < len(w.strips) && len(w.strips[turn].pictures) > 0 && len(chosen) < mostShown {
				chosen = append(chosen, shown{w, w.strips[turn]})
			}
		}
	}
	return chosen
}

// strips shows what was seen before interventions.
func strips(p *report.Page, drives []*Witness) error {
	chosen, all := choose(drives), 0
	if len(chosen) == 0 {
		return nil
	}
	for _, w := range drives {
		all += w.Report.Interventions
	}
	text := "What the driver saw, half a second apart; the last picture is the one at which it was put back."
	if len(chosen) < all {
		text += fmt.Sprintf(" %d of %d: the first of each drive, then the second of each, and so on.", len(chosen), all)
	}
	p.Section("Interventions", text)
	for _, s := range chosen {
		side := "left"
		if s.offsetM < 0 {
			side = "right"
		}
		if err := p.Picture(row(s.pictures), fmt.Sprintf("%s, %s, %.1f s, at %.0f m: %.2f m to the %s", s.Report.Road, s.Report.Scene, s.timeS, s.alongM, math.Abs(s.offsetM), side), report.Whole); err != nil {
			return err
		}
	}
	return nil
}

// row lays pictures side by side; where there are few the places of the first stay empty.
func row(pictures []*image.RGBA) *image.RGBA {
	const gap = 4
	size := pictures[0].Rect.Size()
	m := image.NewRGBA(image.Rect(0, 0, stripPictures*(size.X+gap)-gap, size.Y))
	draw.Draw(m, m.Rect, image.White, image.Point{}, draw.Src)
	for i, picture := range pictures {
		at := image.Pt((stripPictures-len(pictures)+i)*(size.X+gap), 0)
		draw.Draw(m, picture.Rect.Add(at), picture, image.Point{}, draw.Src)
	}
	return m
}
