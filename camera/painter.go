package camera

import (
	"errors"
	"fmt"
	"image"
	"math"

	"steersim/camera/land"
	"steersim/camera/scene"
	"steersim/camera/sky"
	"steersim/sim"
)

// Config says what is painted, from where.
type Config struct {
	Size   image.Point
	Mount  Mount
	Ground *Ground
	Scene  scene.Scene
	Seed   uint64 // of what changes from frame to frame: noise, rain, snow
	TopPx  int    // rows above it are left as they are: a network that sees a crop needs no sky, which takes half the time to make
}

// Painter paints frames. It is not safe for concurrent use.
type Painter struct {
	config  Config
	pinhole pinhole

	// Tables of the scene and the camera.
	marks    marks
	tracks   tracks
	shades   shades
	sky      panorama
	tone     *tone
	noise    *noise
	lens     *lens // nil: clean
	lines    []line
	rowLines []rowLines // from firstRow on
	firstRow int        // the highest with ground
	middleX  float32
	perFocal float32

	sprites   [land.Kinds][land.Variants]litSprite
	roofs     [land.Variants]lanes // in 1/256 of laneUnit
	plasters  [land.Variants]lanes
	sideView  float64   // tangent of half the horizontal field of view
	skyShare  float64   // of the light on things that face the sun
	haze      scene.RGB // on the film
	veilLight lanes     // of rain and snow in the air

	// The survey, as the painter sees it: which tile lies where depends on the branch that the car is on.
	place            []int32
	columns          int
	limitX, limitY   float32
	originX, originY float64
	coordinates      []int32
	tiles            []land.Tile
	branches         []int   // of every bridge: which one is on top
	busyM            float32 // nothing but land is farther from the centre line
	unknownM         float32 // nothing but land is so near to where road coordinates are not known

	// The frame in work.
	frame   frame
	dst     *image.RGBA
	light   []lanes
	partial [][]lanes // by hand: a line of several that make a row
	seen    []seen

	crew  *crew
	under func(hand, from, to int) // paintUnder and develop as values: made once, they are not allocated for every frame
	over  func(hand, from, to int)
}

func (c *Config) check() error {
	const most = 8192
	errs := []error{c.Mount.check()}
	if c.Size.X < 8 || c.Size.Y < 8 || c.Size.X > most || c.Size.Y > most {
		errs = append(errs, fmt.Errorf("%w: size is %dx%d, want 8 to %d each", ErrConfig, c.Size.X, c.Size.Y, most))
	}
	if c.TopPx < 0 || c.TopPx >= max(c.Size.Y, 1) {
		errs = append(errs, fmt.Errorf("%w: painted from row %d on, want 0 to %d", ErrConfig, c.TopPx, c.Size.Y-1))
	}
	if c.Ground == nil {
		errs = append(errs, fmt.Errorf("%w: no ground, want that of a road", ErrConfig))
	}
	if err := c.Scene.Check(); err != nil {
		errs = append(errs, fmt.Errorf("%w: %w", ErrConfig, err))
	}
	return errors.Join(errs...)
}

// New makes a painter's tables.
func New(c Config) (*Painter, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	m := c.Ground.land
	road := m.Road()
	p := &Painter{config: c, pinhole: newPinhole(c.Size, c.Mount)}
	p.middleX, p.perFocal = float32(p.pinhole.centreX), float32(1/p.pinhole.focalPx)
	p.place, p.columns, p.tiles = m.Place, m.Columns, m.Tiles
	p.coordinates = append([]int32(nil), m.Coordinates...)
	p.limitX, p.limitY = float32(m.Columns*land.Cells), float32(m.Rows*land.Cells)
	p.originX, p.originY = m.OriginXM, m.OriginYM
	p.marks = newMarks(road, m, &p.config.Scene)
	p.busyM = float32(m.ReachM()) - land.VergeM + p.marks.vergeM
	p.unknownM = float32(m.ReachM()) - p.busyM
	p.tracks = newTracks(road.Lane, &p.config.Scene)
	p.newShades()
	p.noise = newNoise(c.Scene.Film.NoiseSD)
	p.tone = newTone(&p.config.Scene.Film, p.noise.mean)
	p.newLines(p.config.Scene.Ground(road.Markings))
	if c.TopPx < p.firstRow {
		above := sky.New(&p.config.Scene, road.Markings.Setting, road.Seed)
		p.sky = newPanorama(&p.pinhole, p.firstRow, c.Mount.YawRad, above, &p.config.Scene.Film)
	}
	p.light = make([]lanes, c.Size.X*c.Size.Y)
	p.crew, p.under, p.over = newCrew(c.Size), p.paintUnder, p.develop
	for range p.crew.hands() {
		p.partial = append(p.partial, make([]lanes, c.Size.X))
	}
	p.sideView = p.pinhole.centreX / p.pinhole.focalPx
	p.seen = make([]seen, 0, len(c.Ground.things))
	var used [land.Kinds]bool
	for i := range c.Ground.things {
		used[c.Ground.things[i].Kind] = true
	}
	p.lightSprites(&used)
	p.lightRoofs()
	ambient := c.Scene.Light.Sky.Scaled(0.85).Mean()
	p.skyShare = ambient / max(ambient+0.8*c.Scene.Light.Upright().Mean(), 1e-9)
	p.haze = c.Scene.Film.Exposed(c.Scene.Air.Haze)
	p.veilLight = packed(c.Scene.Film.Exposed(c.Scene.Air.Haze.Plus(c.Scene.Light.Sky.Scaled(0.35))), laneUnit)
	p.lens = newLens(c.Size, c.Scene.Film.Specks, c.Scene.Film.Exposed(c.Scene.Light.Full().Scaled(0.3)))
	p.branches = make([]int, len(m.Bridges))
	return p, nil
}

// Size is that of the frames.
func (p *Painter) Size() image.Point { return p.config.Size }

// frame is where the camera is and looks.
type frame struct {
	x, y, headingRad       float64
	forwardX, forwardY     float64
	rightX, rightY         float64
	forwardX32, forwardY32 float32
	rightX32, rightY32     float32
	tick                   int64
}

// farAwayM bounds the plane, with room around roads whose files may go to 1e7: beyond it positions lose their millimetres.
const farAwayM = 2e7

// aim puts the camera where the car's state has it. A state that is no number is the origin.
func (p *Painter) aim(s sim.State) {
	finite := func(v float64) float64 {
		if !(math.Abs(v) <= farAwayM) {
			return 0
		}
		return v
	}
	m := &p.config.Mount
	f := &p.frame
	f.tick = s.Tick
	heading := finite(s.HeadingRad)
	sin, cos := math.Sincos(heading)
	f.x = finite(s.XM) + m.ForwardM*cos - m.LeftM*sin
	f.y = finite(s.YM) + m.ForwardM*sin + m.LeftM*cos
	f.headingRad = heading
	sin, cos = math.Sincos(heading + m.YawRad)
	f.forwardX, f.forwardY, f.rightX, f.rightY = cos, sin, sin, -cos
	f.forwardX32, f.forwardY32, f.rightX32, f.rightY32 = float32(cos), float32(sin), float32(sin), float32(-cos)
}

// Render paints what the camera sees of a state on dst, which is of Size. It panics if it is not.
func (p *Painter) Render(dst *image.RGBA, s sim.State) {
	if dst.Rect.Size() != p.config.Size {
		panic(fmt.Sprintf("camera: picture is %v, want %v", dst.Rect.Size(), p.config.Size))
	}
	p.aim(s)
	p.cross(s)
	p.crew.all(p.under)
	p.paintThings()
	p.paintFall()
	p.dst = dst
	p.crew.all(p.over)
	p.dst = nil
}

// paintUnder paints what everything else stands before: rows of sky and of ground.
func (p *Painter) paintUnder(hand, from, to int) {
	from = max(from, p.config.TopPx)
	if sky := min(to, p.firstRow); from < sky {
		p.paintSky(from, sky)
	}
	for y := max(from, p.firstRow); y < to; y++ {
		p.paintGround(y, p.partial[hand])
	}
}

// paintGround paints a row below the horizon. partial has room for a row.
func (p *Painter) paintGround(y int, partial []lanes) {
	w := p.config.Size.X
	row, r := p.light[y*w:y*w+w], p.rowLines[y-p.firstRow]
	if r.end-r.begin == 1 {
		p.paintLine(row, &p.lines[r.begin])
		return
	}
	clear(row)
	for j := r.begin; j < r.end; j++ {
		l := &p.lines[j]
		p.paintLine(partial, l)
		share, mask := l.share&31, lanes(1<<(laneBits-l.share)-1)*lanesOne
		for x, c := range partial {
			row[x] += c >> share & mask
		}
	}
}
