package view

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"

	"steersim/sim/track"
)

// Passage is the car at one moment of a drive.
type Passage struct {
	XM, YM       float64
	OffsetM      float64
	Intervention bool
}

// offsetInks are from the lane's centre to where an intervention is due: dark is good, and none is told by red and green alone.
var offsetInks = [...]struct {
	upToM float64
	ink   color.RGBA
}{{0.1, color.RGBA{38, 84, 124, 255}}, {0.25, color.RGBA{62, 146, 160, 255}}, {0.5, color.RGBA{240, 190, 70, 255}}, {0.75, color.RGBA{236, 130, 50, 255}}, {math.Inf(1), color.RGBA{206, 44, 44, 255}}}

// Offsets draws a road from above with a drive on it, coloured by how far it was off the lane's centre; interventions are rings.
func Offsets(road *track.Road, size image.Point, drive []Passage) (*image.RGBA, error) {
	unit := float64(min(size.X, size.Y)) / 420
	letters, err := newLetters(unit)
	if err != nil {
		return nil, err
	}
	var b brush
	m := image.NewRGBA(image.Rectangle{Max: size})
	draw.Draw(m, m.Rect, image.White, image.Point{}, draw.Src)
	paper := m.Rect
	paper.Max.Y -= int(30 * unit)
	land := newRoadMap(&b, road, paper, unit, color.RGBA{}, color.RGBA{214, 219, 224, 255})
	draw.Draw(m, paper, land.picture, paper.Min, draw.Over)
	ink := func(offsetM float64) color.RGBA {
		for _, o := range offsetInks {
			if math.Abs(offsetM) <= o.upToM {
				return o.ink
			}
		}
		return offsetInks[len(offsetInks)-1].ink
	}
	var line []point
	for i, p := range drive {
		line = append(line, land.at(p.XM, p.YM))
		if i+1 == len(drive) || ink(drive[i+1].OffsetM) != ink(p.OffsetM) || p.Intervention {
			if i+1 < len(drive) && !p.Intervention {
				line = append(line, land.at(drive[i+1].XM, drive[i+1].YM))
			}
			b.stroke(m, ink(p.OffsetM), 5*unit, line)
			line = line[:0]
		}
	}
	for _, p := range drive {
		if p.Intervention {
			at := land.at(p.XM, p.YM)
			b.fill(m, color.RGBA{206, 44, 44, 255}, disc(at.x, at.y, 11*unit), hole(at.x, at.y, 7.5*unit))
		}
	}
	x, y := 10*unit, float64(size.Y)-10*unit
	for i, o := range offsetInks {
		text := fmt.Sprintf("%g m", o.upToM)
		if i == len(offsetInks)-1 {
			text = "more"
		}
		b.fill(m, o.ink, box(x, y-11*unit, 14*unit, 11*unit, 2*unit))
		letters.write(m, letters.label, color.RGBA{70, 78, 86, 255}, x+18*unit, y, text)
		x += 30*unit + letters.width(letters.label, text)
	}
	return m, nil
}
