package augment

import "math"

// lightTable maps a luma: gamma first, then contrast about middle grey, then brightness.
func lightTable(t *[256]uint8, contrast, brightness, gamma float64) {
	for i := range t {
		v := 255 * math.Pow(float64(i)/255, gamma)
		t[i] = level((v-128)*contrast + 128 + brightness)
	}
}

// chromaTable maps a U or V, whose grey is 128.
func chromaTable(t *[256]uint8, saturation, shift float64) {
	for i := range t {
		t[i] = level((float64(i)-128)*saturation + 128 + shift)
	}
}

func level(v float64) uint8 { return uint8(max(0, min(255, v+0.5))) }

func look(p []byte, t *[256]uint8) {
	for i, v := range p {
		p[i] = t[v]
	}
}

// shade darkens a strip from the top edge to the bottom edge.
func shade(luma []byte, w, h int, s Shadow) {
	left := uint32(max(0, min(1, s.Light)) * 256)
	for y := range h {
		down := (float64(y) + 0.5) / float64(h)
		from := int(float64(w) * (s.TopLeft + (s.BottomLeft-s.TopLeft)*down))
		to := int(float64(w) * (s.TopRight + (s.BottomRight-s.TopRight)*down))
		row := luma[y*w : (y+1)*w]
		for x := max(0, min(w, from)); x < max(0, min(w, to)); x++ {
			row[x] = byte(uint32(row[x]) * left >> 8)
		}
	}
}
