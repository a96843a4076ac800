package view

import (
	"image"
	"testing"

	"steersim/camera"
)

// TestSheetDrawsTheWayThatIsAskedFor: an arc to the left leads to the left, one to the right to the right, and none straight on.
func TestSheetDrawsTheWayThatIsAskedFor(t *testing.T) {
	prepare := camera.DefaultPrepare()
	place := image.Rect(0, 0, 400, 132)
	for perM, side := range map[float64]float64{0.05: -1, -0.05: 1, 0: 0} {
		line := arc(perM, prepare, place)
		if len(line) < 5 {
			t.Fatalf("%v 1/m: %d points", perM, len(line))
		}
		first, last := line[0], line[len(line)-1]
		if last.y >= first.y || (last.x-200)*side < 20*side*side || side == 0 && (last.x < 199 || last.x > 201) {
			t.Errorf("%v 1/m leads from %v to %v", perM, first, last)
		}
	}
	sheet, err := Sheet([]Shown{{Picture: sight(image.Pt(200, 66)), LabelPerM: 0.02, Caption: "here"}, {Picture: sight(image.Pt(200, 66))}}, prepare)
	if err != nil {
		t.Fatal(err)
	}
	amber := 0
	for i := 0; i < len(sheet.Pix); i += 4 {
		if sheet.Pix[i] == command.R && sheet.Pix[i+1] == command.G && sheet.Pix[i+2] == command.B {
			amber++
		}
	}
	if amber < 200 {
		t.Errorf("%d pixels of the arcs' colour", amber)
	}
}
