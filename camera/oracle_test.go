package camera

import (
	"image"
	"math"
	"testing"

	"steersim/camera/scene"
	"steersim/camera/texture"
	"steersim/sim"
	"steersim/sim/track"
)

// plainGround has textures without grain and nothing beside the road: its pictures follow from geometry alone.
func plainGround(tb testing.TB, name string) *Ground {
	g := *groundOf(tb, name)
	flat := &stock{}
	for i, n := range g.stock.noise {
		flat.noise[i] = &texture.Noise{Bits: n.Bits}
		for _, level := range n.Levels {
			plain := make([]uint8, len(level))
			for j := range plain {
				plain[j] = 128
			}
			flat.noise[i].Levels = append(flat.noise[i].Levels, plain)
		}
	}
	g.stock, g.things = flat, nil
	g.index = newIndex(g.land, nil)
	return &g
}

// plainScene has grey surfaces in even light: land 0.3, verge 0.5, tarmac 0.1, paint 0.9.
func plainScene() scene.Scene {
	of := func(v float64) *scene.Grain { return &scene.Grain{Fine: grey(v * 0.5), Middle: grey(v * 0.5)} }
	return scene.Scene{
		Name:  "plain",
		Light: scene.Light{Sun: grey(0.5), Sky: grey(0.5), SunHeightRad: 1},
		Air:   scene.Air{Horizon: grey(0.7), Zenith: grey(0.7), FogPerM: 1e-9},
		Look:  scene.Look{Land: of(0.3), Verge: of(0.5), Tarmac: of(0.1), Paint: grey(0.9), CentrePaint: grey(0.9), LineShare: 1},
		Film:  scene.Film{Exposure: 1, Contrast: 1, Saturation: 1},
	}
}

func grey(v float64) scene.RGB { return scene.RGB{v, v, v} }

// trueColour is what a point of the plain world shows, from the road itself: no grid, no filter.
func trueColour(g *Ground, k *marks, x, y, hint float64) float64 {
	road := g.land.Road()
	at := road.Locate(hint, x, y, 0)
	d := at.OffsetM + road.Lane.CentreM
	c := road.Centre(at.SM)
	if math.Hypot(x-c.XM, y-c.YM) > math.Abs(d)+0.01 { // not abreast of it
		return 0.3
	}
	right, left := road.Tarmac(at.SM)
	inside := min(d+right, left-d)
	on := func(s *stripe) bool { return d > float64(s.low) && d < float64(s.high) }
	switch {
	case inside < -float64(k.vergeM):
		return 0.3
	case inside < 0:
		return 0.5
	case on(&k.right) || on(&k.left):
		return 0.9
	case on(&k.centre) && (!k.dashes || math.Mod(at.SM, float64(k.periodM)) < float64(k.dashM)):
		return 0.9
	}
	return 0.1
}

// survey is the centre line, metre by metre, for finding the nearest point by looking at all of them.
func survey(road *track.Road) (points []track.Point) {
	for s := 0.0; s < road.LengthM(); s++ {
		points = append(points, road.Centre(s))
	}
	return points
}

func nearestS(points []track.Point, x, y float64) float64 {
	best, s := math.Inf(1), 0.0
	for i := range points {
		if d := (x-points[i].XM)*(x-points[i].XM) + (y-points[i].YM)*(y-points[i].YM); d < best {
			best, s = d, points[i].SM
		}
	}
	return s
}

// TestGroundAgreesWithSupersampling compares with point samples, 8 by 8 a pixel, of the world as the road defines it.
func TestGroundAgreesWithSupersampling(t *testing.T) {
	const (
		grid      = 8
		meanError = 0.008 // of light; paint on tarmac is a difference of 0.8
		lineError = 0.05  // mean over pixels that a line touches
	)
	for name, tc := range map[string]struct {
		road string
		s    float64
		yaw  float64
	}{
		"straight ahead":   {"oval", 300, 0},
		"turned":           {"oval", 310, 0.4},
		"in a bend":        {"country", 700, 0},
		"in a tight bend":  {"kart", 420, 0.1},
		"wide and dashed":  {"motorway", 500, -0.1},
		"across the start": {"country", 2612, 0},
	} {
		t.Run(name, func(t *testing.T) {
			g := plainGround(t, tc.road)
			size := image.Pt(160, 80)
			p := newPainter(t, Config{Size: size, Mount: CentreMount, Ground: g, Scene: plainScene()})
			s := onLane(g, tc.s)
			s.HeadingRad += tc.yaw
			p.Render(image.NewRGBA(image.Rectangle{Max: size}), s)
			points := survey(g.land.Road())
			sum, n, lineSum, lines := 0.0, 0, 0.0, 0
			for y := p.firstRow + 2; y < size.Y; y++ { // the two rows below the horizon cover kilometres
				for x := range size.X {
					want, painted := 0.0, false
					hint := math.NaN()
					for j := range grid {
						for i := range grid {
							px, py := float64(x)+(float64(i)+0.5)/grid, float64(y)+(float64(j)+0.5)/grid
							gx, gy := groundAt(p, px, py)
							if math.IsNaN(hint) {
								hint = nearestS(points, gx, gy)
							}
							v := trueColour(g, &p.marks, gx, gy, hint)
							painted = painted || v == 0.9
							want += v / (grid * grid)
						}
					}
					got := float64(p.light[y*size.X+x]&(1<<laneBits-1)) / laneUnit
					sum += math.Abs(got - want)
					n++
					if painted {
						lineSum += math.Abs(got - want)
						lines++
					}
				}
			}
			t.Logf("%d pixels, mean error %.4f; %d with paint, %.4f", n, sum/float64(n), lines, lineSum/float64(max(lines, 1)))
			if n < 5000 || lines < 150 {
				t.Fatalf("compared %d pixels, %d with paint", n, lines)
			}
			if sum/float64(n) > meanError || lineSum/float64(lines) > lineError {
				t.Errorf("mean error %.4f, want under %g; where there is paint %.4f, want under %g", sum/float64(n), meanError, lineSum/float64(lines), lineError)
			}
		})
	}
}

// groundAt is the textbook's intersection of a pixel's ray with the ground.
func groundAt(p *Painter, px, py float64) (x, y float64) {
	m, size := p.config.Mount, p.config.Size
	focal := float64(size.Y) / 2 / math.Tan(m.FieldOfViewRad/2)
	right, down := (px-float64(size.X)/2)/focal, (py-float64(size.Y)/2)/focal
	sin, cos := math.Sincos(m.PitchRad)
	ahead, below := cos-down*sin, sin+down*cos
	t := m.HeightM / below
	f := &p.frame
	sinH, cosH := math.Sincos(f.headingRad + m.YawRad)
	return f.x + t*(ahead*cosH+right*sinH), f.y + t*(ahead*sinH-right*cosH)
}

// TestFarLinesDoNotFlicker drives straight along an oval's straight in steps of 10 cm: what the camera sees of a solid line
// 40 to 80 m ahead must not change at all, and the dashed line's light must change smoothly.
func TestFarLinesDoNotFlicker(t *testing.T) {
	const (
		stepM    = 0.1
		most     = 0.004 // of light, a pixel, from step to step: about one grey level
		mostSum  = 0.02  // of the region's light of the dashes, from step to step
		fromS    = 420.0
		distance = 18.0
	)
	g := plainGround(t, "oval")
	size := DefaultSize()
	p := newPainter(t, Config{Size: size, Mount: CentreMount, Ground: g, Scene: plainScene()})
	road := g.land.Road()
	at := road.LaneCentre(fromS)
	if bend := road.Centre(fromS+110).HeadingRad - at.HeadingRad; math.Abs(bend) > 1e-9 {
		t.Fatalf("the road turns by %v ahead, want a straight", bend)
	}
	frame := image.NewRGBA(image.Rectangle{Max: size})
	rows := func(awayM float64) int {
		_, y, _ := p.pinhole.image(awayM, 0, 0)
		return int(y)
	}
	sin, cos := math.Sincos(at.HeadingRad)
	var before []float64
	lastSum, compared := math.NaN(), 0
	for d := 0.0; d < distance; d += stepM {
		p.Render(frame, sim.State{XM: at.XM + d*cos, YM: at.YM + d*sin, HeadingRad: at.HeadingRad})
		var now []float64
		dashes := 0.0
		for y := rows(80); y <= rows(40); y++ {
			// The lane's borders, 1.75 m to either side.
			for x := range size.X {
				v := float64(p.light[y*size.X+x]&(1<<laneBits-1)) / laneUnit
				gx, gy := groundAt(p, float64(x)+0.5, float64(y)+0.5)
				across := (gy-at.YM)*cos - (gx-at.XM)*sin
				switch {
				case math.Abs(across+1.8) < 0.8:
					now = append(now, v)
				case math.Abs(across-1.75) < 0.8:
					dashes += v
				}
			}
		}
		for i := range before {
			if change := math.Abs(now[i] - before[i]); change > most {
				t.Fatalf("after %.1f m: a pixel of the solid line changes by %.4f, want at most %g", d, change, most)
			}
			compared++
		}
		if change := math.Abs(dashes/lastSum - 1); change > mostSum {
			t.Fatalf("after %.1f m: the dashed line's light changes by %.4f, want at most %g", d, change, mostSum)
		}
		before, lastSum = now, dashes
	}
	if compared < 1000 {
		t.Fatalf("compared %d pixels", compared)
	}
}

// TestLandFarFromTheRoadIsLand: of two worlds that differ in tarmac, verge and paint alone, no line of the ground differs anywhere
// but on the road. Oracle: the distance of a pixel's ground from the nearest point of the centre line.
func TestLandFarFromTheRoadIsLand(t *testing.T) {
	g := plainGround(t, "coast")
	other := plainScene()
	other.Look.Tarmac, other.Look.Verge, other.Look.Paint, other.Look.CentrePaint = other.Look.Land, other.Look.Land, grey(0.05), grey(0.05)
	size := image.Pt(320, 160)
	a := newPainter(t, Config{Size: size, Mount: CentreMount, Ground: g, Scene: plainScene()})
	b := newPainter(t, Config{Size: size, Mount: CentreMount, Ground: g, Scene: other})
	points, differ := survey(g.land.Road()), 0
	one, two := make([]lanes, size.X), make([]lanes, size.X)
	const frames, roadM = 10, 12.0 // half a road with its verges
	for i := range frames {
		s := onLane(g, float64(i)/frames*g.land.Road().LengthM())
		a.aim(s)
		b.aim(s)
		f := &a.frame
		for j := range a.lines {
			l := &a.lines[j]
			a.paintLine(one, l)
			b.paintLine(two, &b.lines[j])
			for n := range one {
				if one[n] == two[n] {
					continue
				}
				differ++
				right := l.leftM + (float64(n)+0.5)*l.pixelM
				x, y := f.x+f.forwardX*l.forwardM+f.rightX*right, f.y+f.forwardY*l.forwardM+f.rightY*right
				at := points[int(nearestS(points, x, y))]
				if far := math.Hypot(x-at.XM, y-at.YM); far > roadM+(l.deepM+l.pixelM)/2 {
					t.Errorf("frame %d: road %.0f m from the centre line, %.0f m ahead, in a line that is %.1f m deep", i, far, l.forwardM, l.deepM)
				}
			}
		}
	}
	if differ < 10_000 {
		t.Errorf("%d pixels differ, want those of ten roads", differ)
	}
}
