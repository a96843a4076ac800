package saliency

// Class is a part of a picture, as the papers' shift experiment divides it.
type Class int

// The classes.
const (
	Salient    Class = iota // what the mask marks, and its neighbourhood
	Background              // the rest
	Whole
	Classes
)

// String is the class's name in reports.
func (c Class) String() string { return [...]string{"salient", "background", "all"}[c] }

// Split marks the salient pixels: those of a mask above a threshold, grown by radius pixels to all sides. (H, W).
func Split(dst []bool, mask []float32, width int, threshold float32, radius int) {
	height := len(mask) / width
	clear(dst)
	for y := range height {
		for x := range width {
			if mask[y*width+x] <= threshold {
				continue
			}
			for v := max(0, y-radius); v <= min(height-1, y+radius); v++ {
				for u := max(0, x-radius); u <= min(width-1, x+radius); u++ {
					if (u-x)*(u-x)+(v-y)*(v-y) <= radius*radius {
						dst[v*width+u] = true
					}
				}
			}
		}
	}
}

// Shift moves the pixels of one class by columns to the right and leaves the others where they are (Bojarski et al. 2017, section
// 5). Pictures are (C, H, W); what is moved in from beyond the border is the border.
func Shift(dst, src []float32, salient []bool, width int, class Class, columns int) {
	pixels := len(salient)
	copy(dst, src)
	for i := range salient {
		x := i % width
		from := i - x + max(0, min(x-columns, width-1))
		switch class {
		case Salient:
			if !salient[from] {
				continue
			}
		case Background:
			if salient[from] || salient[i] {
				continue
			}
		}
		for c := 0; c < len(src); c += pixels {
			dst[c+i] = src[c+from]
		}
	}
}
