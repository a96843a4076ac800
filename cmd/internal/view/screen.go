package view

import (
	"errors"
	"fmt"
	"image"
	"image/draw"

	xdraw "golang.org/x/image/draw"

	"steersim/sim"
	"steersim/sim/loop"
	"steersim/sim/track"
)

// ErrScreen marks a screen that cannot be made or painted on.
var ErrScreen = errors.New("view")

// Config says what is shown. Name, Scene and Driver are names for the reader.
type Config struct {
	Size          image.Point // of the whole picture; at least 640x360, and even, as videos want it
	Road          *track.Road // nil: there is no map to draw, and Name stands for it
	Name          string
	Scene, Driver string
}

// Score is how the drive went so far.
type Score struct {
	AutonomyPct   float64
	Interventions int
	DistanceM     float64
	Laps          *Laps // shown instead of autonomy and interventions, where a person drives for the joy of it
}

// Laps is how many are done, and the time of this one and of the last, in seconds; 0 is none yet.
type Laps struct {
	Count       int
	NowS, LastS float64
	Cruise      bool // the cruise control has the pedals
}

// Screen composes one drive's pictures. It is not safe for concurrent use.
type Screen struct {
	size     image.Point
	unit     float64 // pixels of this picture for one of the dashboard's plan
	brush    brush
	letters  letters
	board    dashboard
	roadMap  roadMap
	trail    trail
	above    above
	shownEnd int64 // tick at which the badge of an intervention goes
}

// Times and places of the screen, in units of the dashboard's plan.
const (
	boardHeight = 112
	overlap     = 32 // of the dashboard and the car's view: the nearest tarmac tells nothing
	margin      = 16
	badgeTicks  = 150
	usualLaneM  = 3.5
)

// New makes the screen of one drive.
func New(c Config) (*Screen, error) {
	laneM := usualLaneM
	if c.Road != nil {
		c.Name, laneM = c.Road.Name, c.Road.Lane.WidthM
	}
	if c.Size.X < 640 || c.Size.Y < 360 || c.Size.X%2 != 0 || c.Size.Y%2 != 0 {
		return nil, fmt.Errorf("%w: size %dx%d, want even numbers from 640x360", ErrScreen, c.Size.X, c.Size.Y)
	}
	board := planFor(c.Size)
	s := &Screen{size: c.Size, unit: float64(c.Size.X) / board.wide}
	var err error
	if s.letters, err = newLetters(s.unit); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrScreen, err)
	}
	s.board = dashboard{
		area: image.Rect(0, c.Size.Y-s.px(boardHeight), c.Size.X, c.Size.Y), unit: s.unit, plan: board,
		road: c.Name, scene: c.Scene, driver: c.Driver, laneM: laneM,
	}
	corner := image.Rect(c.Size.X-s.px(margin+210), s.px(margin), c.Size.X-s.px(margin), s.px(margin+210))
	s.roadMap.area = corner
	if c.Road != nil {
		s.roadMap = newRoadMap(&s.brush, c.Road, corner, s.unit, card, bright)
	}
	s.above.road = c.Road
	s.trail = trail{area: image.Rect(s.px(margin), s.px(margin), s.px(margin+380), s.px(margin+150)), unit: s.unit}
	return s, nil
}

// Beside is a curvature that is drawn beside the driver's: somebody else's.
type Beside struct {
	Name string
	PerM float64
}

// Note takes a control tick in, for the curve, the way from above and the badge of an intervention; beside, if not nil, is drawn
// beside the driver's curve in the place of the road's own curvature. A tick that comes again is not added, and an earlier one
// begins anew. Where pictures are fewer than ticks every tick is to be noted all the same.
func (s *Screen) Note(sample loop.Sample, beside *Beside) {
	s.trail.add(sample, beside)
	s.above.note(sample.Truth)
	if sample.Intervention {
		s.shownEnd = sample.Obs.Tick + badgeTicks
	}
}

// Name changes what the dashboard calls scene and driver.
func (s *Screen) Name(scene, driver string) { s.board.scene, s.board.driver = scene, driver }

func (s *Screen) px(n float64) int { return int(n*s.unit + 0.5) }

// FrameSize is the size to paint the car's view in; a picture of another size is cut or leaves a border.
func (s *Screen) FrameSize() image.Point {
	return image.Pt(s.size.X, (s.size.Y-s.px(boardHeight-overlap))&^1)
}

// Enlarge paints a recorded picture on a frame of FrameSize.
func (s *Screen) Enlarge(dst, picture *image.RGBA) {
	xdraw.BiLinear.Scale(dst, dst.Rect, picture, picture.Rect, xdraw.Src, nil)
}

// Compose paints the whole of dst: the car's view, and over it what is known of the drive at that tick, which is noted if it was
// not yet.
func (s *Screen) Compose(dst, frame *image.RGBA, sample loop.Sample, score Score) error {
	if dst.Rect.Size() != s.size {
		return fmt.Errorf("%w: picture of %v, want %v", ErrScreen, dst.Rect.Size(), s.size)
	}
	if !s.trail.knows(sample.Obs.Tick) {
		s.Note(sample, nil)
	}
	canvas := &image.RGBA{Pix: dst.Pix, Stride: dst.Stride, Rect: image.Rectangle{Max: s.size}}
	if frame.Rect.Dx() < s.size.X || frame.Rect.Dy() < s.board.area.Min.Y {
		draw.Draw(canvas, canvas.Rect, image.NewUniform(panel), image.Point{}, draw.Src)
	}
	draw.Draw(canvas, canvas.Rect, frame, frame.Rect.Min, draw.Src)
	s.trail.paint(canvas, &s.brush, &s.letters, sample)
	if s.roadMap.picture != nil {
		s.roadMap.paint(canvas, &s.brush, sample)
	}
	s.board.paint(canvas, &s.brush, &s.letters, sample, score)
	if sample.Obs.Tick < s.shownEnd && sample.Obs.Tick >= s.shownEnd-badgeTicks {
		s.badge(canvas, "put back to the lane's centre")
	}
	return nil
}

// headline is the middle of one of two lines between the cards, or below the map where those leave no room.
func (s *Screen) headline(line float64) (x, y float64) {
	if s.board.plan == narrowPlan {
		return (cardWide + margin + s.board.plan.wide) / 2 * s.unit, (268 + 50*line) * s.unit
	}
	return float64(s.size.X) / 2, (60 + 50*line) * s.unit
}

// badge tells of an intervention, in the middle above the road.
func (s *Screen) badge(dst *image.RGBA, text string) {
	w := s.letters.width(s.letters.value, text)
	x, y := s.headline(0)
	x -= w / 2
	s.brush.fill(dst, alarm, box(x-18*s.unit, y-26*s.unit, w+36*s.unit, 38*s.unit, 19*s.unit))
	s.letters.write(dst, s.letters.value, bright, x, y, text)
}

// seconds is a tick on the clock of the drive.
func seconds(tick int64) float64 { return float64(tick) * sim.TickS }
