package view

import (
	"image"
	"math"
)

// NewTiles is a picture with room for the maps of a layer side by side.
func NewTiles(channels, height, width int) *image.Gray {
	columns, rows := tileGrid(channels, height, width)
	return image.NewGray(image.Rect(0, 0, columns*(width+1)-1, rows*(height+1)-1))
}

// tileGrid is how many tiles stand beside and above each other, so that all of them together are half as wide again as high.
func tileGrid(channels, height, width int) (columns, rows int) {
	const wide = 1.5
	columns = max(1, int(math.Round(math.Sqrt(wide*float64(channels*height)/float64(width)))))
	return columns, (channels + columns - 1) / columns
}

// PaintTiles lays a layer's maps, (H, W, C), out as tiles; its strongest answer is white, none is black.
func PaintTiles(dst *image.Gray, maps []float32, channels, height, width int) {
	most := float32(1e-6)
	for _, v := range maps {
		most = max(most, v)
	}
	columns, _ := tileGrid(channels, height, width)
	for c := range channels {
		left, top := c%columns*(width+1), c/columns*(height+1)
		for y := range height {
			row := dst.Pix[dst.PixOffset(left, top+y):][:width]
			for x := range row {
				v := max(maps[(y*width+x)*channels+c], 0) / most
				row[x] = uint8(255 * math.Sqrt(float64(v))) // the eye sees faint ones too
			}
		}
	}
}
