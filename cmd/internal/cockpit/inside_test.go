package cockpit

import (
	"image"
	"testing"

	"steersim/model"
)

func TestPaintMapsLaysOutTiles(t *testing.T) {
	s := model.Shape{Channels: 3, Height: 2, Width: 2}
	columns, rows := grid(s)
	if columns != 2 || rows != 2 {
		t.Fatalf("%d columns and %d rows for three maps, want 2 and 2", columns, rows)
	}
	maps := make([]float32, s.Len())
	maps[(0*2+0)*3+0] = 4  // first map, above left
	maps[(1*2+1)*3+1] = 1  // second, below right
	maps[(0*2+1)*3+2] = -9 // third: below zero is nothing
	dst := image.NewGray(image.Rect(0, 0, 5, 5))
	paintMaps(dst, maps, s)
	for at, want := range map[image.Point]uint8{{0, 0}: 255, {4, 1}: 127, {1, 3}: 0, {2, 2}: 0} {
		if got := dst.GrayAt(at.X, at.Y).Y; got != want {
			t.Errorf("at %v: %d, want %d", at, got, want)
		}
	}
}
