package camera

import (
	"math"

	"steersim/camera/land"
	"steersim/camera/scene"
)

// line is a scan with all that does not change from frame to frame.
type line struct {
	scan
	shaded
	share   uint    // this line is one of 1 << share that make a row
	step    int     // pixels between two probes
	leftM   float64 // the first pixel's place, to the right of the camera: negative
	shade   int     // level of the shadows
	stepM   float32
	perM    float32   // pixels
	longest int       // step over land, in pixels, that the shadows allow
	boxM    float32   // half the depth of a pixel's box
	grains  [3]levels // fine, middle, broad
	tracks  []uint8   // the wheel tracks, blurred by the line's depth
	beam    []int32   // light of the headlights at every probe, if they are on
}

// levels are the textures of one scale, of a size that suits a line.
type levels struct {
	land, verge, tarmac []uint8
	sideM               float64 // of the texture on the ground
	bits                uint    // the side has 1 << bits texels
	maskU, maskV        uint64  // of the column and of the row, in an index
}

// newLines makes the lines of every row below the horizon. Far rows are of several lines, or bends would crawl.
func (p *Painter) newLines(all [scene.Surfaces]scene.Grain) {
	const most = 2 // doublings
	h := &p.pinhole
	p.firstRow = p.config.Size.Y
	for y := range p.config.Size.Y {
		middle := float64(y) + 0.5
		whole, ok := h.scanAt(middle, 1)
		if !ok {
			continue
		}
		p.firstRow = min(p.firstRow, y)
		share := uint(0)
		for share < most && whole.deepM > 3*float64(int(1)<<share) {
			share++
		}
		begin := len(p.lines)
		n := 1 << share
		for i := range n {
			at := float64(y) + (float64(i)+0.5)/float64(n)
			s, ok := h.scanAt(at, 1/float64(n))
			if !ok {
				s = whole
			}
			p.lines = append(p.lines, p.newLine(s, share, at, all))
		}
		p.rowLines = append(p.rowLines, rowLines{begin, len(p.lines)})
	}
}

// rowLines are the lines that make a row.
type rowLines struct{ begin, end int }

func (p *Painter) newLine(s scan, share uint, y float64, all [scene.Surfaces]scene.Grain) line {
	w := p.config.Size.X
	l := line{scan: s, share: share, leftM: (0.5 - float64(w)/2) * s.pixelM, step: 1}
	for l.step < 32 && float64(2*l.step)*s.pixelM <= land.CellM {
		l.step *= 2
	}
	distance := math.Hypot(s.forwardM, p.pinhole.heightM)
	l.shaded = shade(&p.config.Scene, all, distance, p.pinhole.heightM/distance)
	l.shade = shadeLevel(s.deepM)
	l.stepM, l.perM, l.boxM = float32(float64(l.step)*s.pixelM), float32(1/s.pixelM), float32((s.deepM+s.pixelM)/2+0.1)
	l.longest = max(l.step, int([...]float64{0.5, 2, 8, 64}[l.shade]/s.pixelM)&^(l.step-1))
	blur := math.Sqrt(s.pixelM * max(s.deepM, s.pixelM))
	noise := &p.config.Ground.stock.noise
	for i, scale := range [3]struct {
		sideM               float64
		bits                int
		land, verge, tarmac int
	}{
		{fineM, fineBits, fineLand, fineVerge, fineTarmac},
		{middleM, middleBits, middleLand, middleLand, middleTarmac},
		{broadM, broadBits, broad, broad, broad},
	} {
		texel := scale.sideM / float64(int(1)<<scale.bits)
		level := max(0, min(int(math.Floor(math.Log2(blur/texel)+0.3)), scale.bits-1)) // not the last: fill shifts by up to 31
		bits := uint(scale.bits - level)
		l.grains[i] = levels{noise[scale.land].Levels[level], noise[scale.verge].Levels[level], noise[scale.tarmac].Levels[level], scale.sideM, bits, 1<<bits - 1, (1<<bits - 1) << bits}
	}
	l.tracks = p.tracks.blurred(s.pixelM)
	if p.config.Scene.Light.Headlights {
		for x := 0; x < w+l.step; x += l.step {
			right := l.leftM + float64(x)*s.pixelM
			l.beam = append(l.beam, p.headlight(s.forwardM, right))
		}
	}
	return l
}
