package view

import (
	"fmt"
	"image"
	"image/draw"
	"math"

	xdraw "golang.org/x/image/draw"

	"steersim/camera"
)

// Shown is a training picture for a contact sheet.
type Shown struct {
	Picture   *image.RGBA // the network's
	LabelPerM float64
	Caption   string
}

// The sheet, in pixels.
const (
	sheetColumns = 4
	sheetZoom    = 2
	sheetGap     = 8
	sheetLine    = 26 // of captions
)

// Sheet lays training pictures out, each with its label drawn as the path that it asks for: an arc on the ground ahead. Prepare
// says which part of the centre camera's frame a picture is.
func Sheet(shown []Shown, prepare camera.PrepareConfig) (*image.RGBA, error) {
	letters, err := newLetters(1)
	if err != nil {
		return nil, err
	}
	var b brush
	wide, high := prepare.Width*sheetZoom, prepare.Height*sheetZoom
	rows := (len(shown) + sheetColumns - 1) / sheetColumns
	sheet := image.NewRGBA(image.Rect(0, 0, sheetColumns*(wide+sheetGap)+sheetGap, rows*(high+sheetLine+sheetGap)+sheetGap))
	draw.Draw(sheet, sheet.Rect, image.NewUniform(panel), image.Point{}, draw.Src)
	for i, p := range shown {
		left, top := sheetGap+i%sheetColumns*(wide+sheetGap), sheetGap+i/sheetColumns*(high+sheetLine+sheetGap)
		place := sheet.SubImage(image.Rect(left, top, left+wide, top+high)).(*image.RGBA)
		xdraw.NearestNeighbor.Scale(place, place.Rect, p.Picture, p.Picture.Rect, xdraw.Src, nil)
		b.stroke(place, command, 3, arc(p.LabelPerM, prepare, place.Rect))
		letters.write(sheet, letters.label, bright, float64(left)+4, float64(top+high)+19, letters.fit(letters.label, fmt.Sprintf("%+.4f 1/m  %s", p.LabelPerM, p.Caption), float64(wide)-8))
	}
	return sheet, nil
}

// arc is the path of a curvature over the ground, from 3 m before the car's centre of mass on, as the picture shows it.
func arc(perM float64, prepare camera.PrepareConfig, place image.Rectangle) []point {
	const fromM, toM, stepM = 3.0, 25.0, 0.5
	frame := camera.DefaultSize()
	var line []point
	for s := fromM; s < toM; s += stepM {
		forward, left := s, s*s*perM/2
		if a := s * perM; math.Abs(a) > 1e-6 {
			if math.Abs(a) > math.Pi/2 { // round the corner
				break
			}
			forward, left = math.Sin(a)/perM, (1-math.Cos(a))/perM
		}
		x, y, ok := camera.CentreMount.Project(frame, forward, left, 0)
		across := x / float64(frame.X)
		down := (y/float64(frame.Y) - prepare.Top) / (prepare.Bottom - prepare.Top)
		if !ok || across < 0 || across > 1 || down < 0 || down > 1 {
			continue
		}
		line = append(line, point{float64(place.Min.X) + across*float64(place.Dx()), float64(place.Min.Y) + down*float64(place.Dy())})
	}
	return line
}
