package view

import (
	"image"
	"testing"
)

func TestPaintTiles(t *testing.T) {
	columns, rows := tileGrid(3, 2, 2)
	if columns != 2 || rows != 2 {
		t.Fatalf("%d columns and %d rows for three maps, want 2 and 2", columns, rows)
	}
	maps := make([]float32, 3*2*2)
	maps[(0*2+0)*3+0] = 4  // first map, above left
	maps[(1*2+1)*3+1] = 1  // second, below right
	maps[(0*2+1)*3+2] = -9 // third: below zero is nothing
	dst := NewTiles(3, 2, 2)
	PaintTiles(dst, maps, 3, 2, 2)
	for at, want := range map[image.Point]uint8{{0, 0}: 255, {4, 1}: 127, {1, 3}: 0, {2, 2}: 0} {
		if got := dst.GrayAt(at.X, at.Y).Y; got != want {
			t.Errorf("at %v: %d, want %d", at, got, want)
		}
	}
}
