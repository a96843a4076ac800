package feature

import "steersim/model"

// retina averages the luminance over areas. Where an area ends within a pixel, each side has its share.
type retina struct {
	in            model.Shape
	rows, columns []share
	line          []float32 // a row of the picture, averaged across
	n             int       // columns
}

// share is a part of one pixel's row or column in the average of an area.
type share struct {
	area, pixel int
	weight      float32
}

func newRetina(f model.Features, in model.Shape) *retina {
	return &retina{in: in, rows: shares(in.Height, f.Rows), columns: shares(in.Width, f.Columns), line: make([]float32, f.Columns), n: f.Columns}
}

// shares cuts a side into n areas of the same length, pixel by pixel.
func shares(side, n int) (all []share) {
	for area := range n { // in units of 1/n of a pixel, so that nothing is rounded
		for at := area * side; at < (area+1)*side; {
			end := min((at/n+1)*n, (area+1)*side)
			all = append(all, share{area, at / n, float32(end-at) / float32(side)})
			at = end
		}
	}
	return all
}

// Extract goes along the rows' shares: a pixel's row may belong to two areas.
func (r *retina) Extract(dst, picture []float32) {
	clear(dst)
	last := -1
	for _, row := range r.rows {
		if row.pixel != last {
			last = row.pixel
			clear(r.line)
			for _, c := range r.columns {
				r.line[c.area] += c.weight * picture[row.pixel*r.in.Width+c.pixel] // the first plane is the luminance
			}
		}
		for x, v := range r.line {
			dst[row.area*r.n+x] += row.weight * v
		}
	}
	Contrast(dst)
}
