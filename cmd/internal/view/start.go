package view

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"

	"steersim/sim/track"
)

// Card is one of the start page's lists.
type Card int

// The cards, in the order that the arrow keys walk through.
const (
	Task Card = iota
	Hand
	Roads
	Scenes
	Nets
	Cards // how many there are
)

// StartPage is what the start page shows. The lists' entries are the window's widgets and lie over it.
type StartPage struct {
	View     *image.RGBA // the chosen road in the chosen scene, of the page's size; nil: still being painted
	Road     *track.Road // for the map; nil: no such road
	Focus    Card        // the keyboard's
	Titles   [Cards]string
	Off      [Cards]bool
	Go, Keys string // on the button, and which keys do what
	Message  string
	Alarm    bool
}

// Start paints the start page in one size. It is not safe for concurrent use.
type Start struct {
	size    image.Point
	unit    float64
	shift   image.Point // of the page's middle, where the window is wider or higher than 16:9
	tall    float64     // more room for lists, in units
	brush   brush
	letters letters
	road    *track.Road
	roadMap roadMap
}

// The page, in units: pixels of a page of 1280x720.
const (
	pageWide, pageHigh = 1280, 720
	pageEdge           = 40
	cardTop            = 148
	cardTitle          = 46 // from a card's top to its list
	cardPad            = 10
	listRow            = 38
)

// NewStart makes the page for a window of any size.
func NewStart(size image.Point) (*Start, error) {
	if size.X < 1 || size.Y < 1 {
		return nil, fmt.Errorf("%w: size %dx%d", ErrScreen, size.X, size.Y)
	}
	s := &Start{size: size, unit: min(float64(size.X)/pageWide, float64(size.Y)/pageHigh)}
	s.shift.X = int((float64(size.X) - pageWide*s.unit) / 2)
	s.tall = float64(size.Y)/s.unit - pageHigh
	var err error
	if s.letters, err = newLetters(s.unit); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrScreen, err)
	}
	return s, nil
}

// Letters is the size of the letters of a list's entries, in pixels.
func (s *Start) Letters() float64 { return 20 * s.unit }

// Row is the height of a list's row in pixels.
func (s *Start) Row() float64 { return listRow * s.unit }

// List is where a card's entries go.
func (s *Start) List(c Card) image.Rectangle {
	a := s.card(c)
	pad := s.px(cardPad)
	return image.Rect(a.Min.X+pad, a.Min.Y+s.px(cardTitle), a.Max.X-pad, a.Max.Y-pad)
}

// Button is where the start button is.
func (s *Start) Button() image.Rectangle {
	return s.area(890, 632+s.tall, 350, 56)
}

func (s *Start) px(n float64) int { return int(n*s.unit + 0.5) }

func (s *Start) area(x, y, wide, high float64) image.Rectangle {
	return image.Rect(s.px(x), s.px(y), s.px(x+wide), s.px(y+high)).Add(s.shift)
}

func (s *Start) card(c Card) image.Rectangle {
	rows := func(n float64) float64 { return cardTitle + n*listRow + cardPad }
	switch c {
	case Task:
		return s.area(pageEdge, cardTop, 250, rows(2))
	case Hand:
		return s.area(pageEdge, cardTop+rows(2)+16, 250, rows(3))
	case Roads:
		return s.area(306, cardTop, 302, rows(11)+s.tall)
	case Scenes:
		return s.area(624, cardTop, 250, rows(11)+s.tall)
	}
	return s.area(890, cardTop, 350, rows(3))
}

// land is where the map of the road goes.
func (s *Start) land() image.Rectangle {
	top := cardTop + cardTitle + 3*listRow + cardPad + 16.0
	return s.area(890, top, 350, 616+s.tall-top)
}

// Compose paints all of dst.
func (s *Start) Compose(dst *image.RGBA, p StartPage) error {
	if dst.Rect.Size() != s.size {
		return fmt.Errorf("%w: picture of %v, want %v", ErrScreen, dst.Rect.Size(), s.size)
	}
	canvas := &image.RGBA{Pix: dst.Pix, Stride: dst.Stride, Rect: image.Rectangle{Max: s.size}}
	draw.Draw(canvas, canvas.Rect, image.NewUniform(panel), image.Point{}, draw.Src)
	if p.View != nil {
		draw.Draw(canvas, canvas.Rect, p.View, p.View.Rect.Min, draw.Src)
	}
	draw.Draw(canvas, canvas.Rect, image.NewUniform(color.RGBA{4, 6, 9, 90}), image.Point{}, draw.Over)

	u, left := s.unit, float64(s.shift.X)
	s.letters.write(canvas, s.letters.speed, bright, left+pageEdge*u, 88*u, "steersim")
	s.letters.write(canvas, s.letters.value, bright, left+(pageEdge+3)*u, 122*u, "a car that learns to steer from its camera alone")
	for c := range Cards {
		s.cardFace(canvas, c, p)
	}
	s.mapFace(canvas, p.Road)
	button := s.Button()
	s.brush.fill(canvas, command, boxOf(button, 12*u))
	ink := color.RGBA{24, 18, 6, 255}
	x := float64(button.Min.X+button.Max.X)/2 - s.letters.width(s.letters.value, p.Go)/2
	s.letters.write(canvas, s.letters.value, ink, x, float64(button.Min.Y)+36*u, p.Go)
	s.foot(canvas, p)
	return nil
}

func (s *Start) cardFace(dst *image.RGBA, c Card, p StartPage) {
	u, area := s.unit, s.card(c)
	s.brush.fill(dst, solid, boxOf(area, 12*u))
	ink := muted
	switch {
	case p.Off[c]:
		ink = faint
	case c == p.Focus:
		ink = command
		s.frame(dst, area, command)
	}
	s.letters.write(dst, s.letters.label, ink, float64(area.Min.X)+20*u, float64(area.Min.Y)+30*u, p.Titles[c])
}

// frame draws the border of a card.
func (s *Start) frame(dst *image.RGBA, area image.Rectangle, c color.RGBA) {
	outer, inner := boxOf(area, 12*s.unit), boxOf(area.Inset(max(2, s.px(2))), 10*s.unit)
	for i, j := 0, len(inner)-1; i < j; i, j = i+1, j-1 {
		inner[i], inner[j] = inner[j], inner[i]
	}
	s.brush.fill(dst, c, outer, inner)
}

// mapFace paints the chosen road from above, with its name, its length and its tightest bend.
func (s *Start) mapFace(dst *image.RGBA, road *track.Road) {
	u, area := s.unit, s.land()
	s.brush.fill(dst, solid, boxOf(area, 12*u))
	if road == nil {
		return
	}
	if s.road != road {
		s.road = road
		paper := area
		paper.Min.X += s.px(8)
		paper.Max.X -= s.px(8)
		paper.Min.Y += s.px(58)
		s.roadMap = newRoadMap(&s.brush, road, paper, u, color.RGBA{}, bright)
	}
	draw.Draw(dst, s.roadMap.area, s.roadMap.picture, s.roadMap.area.Min, draw.Over)
	x, y := float64(area.Min.X)+20*u, float64(area.Min.Y)
	s.letters.write(dst, s.letters.value, bright, x, y+34*u, s.letters.fit(s.letters.value, road.Name, float64(area.Dx())-40*u))
	facts := fmt.Sprintf("%.2f km · tightest bend %.0f m", road.LengthM()/1000, tightest(road))
	s.letters.write(dst, s.letters.label, muted, x, y+58*u, facts)
}

// tightest is the smallest radius of the lane's centre, in metres.
func tightest(road *track.Road) float64 {
	most := 0.0
	for at := 0.0; at < road.LengthM(); at++ {
		most = max(most, math.Abs(road.LaneCentre(at).CurvaturePerM))
	}
	return 1 / max(most, 1e-6)
}

// foot tells which keys there are, or what went wrong.
func (s *Start) foot(dst *image.RGBA, p StartPage) {
	u := s.unit
	x, y := float64(s.shift.X)+pageEdge*u, (668+s.tall)*u
	const wide = 830
	if p.Message == "" {
		w := s.letters.width(s.letters.label, p.Keys)
		s.brush.fill(dst, card, box(x, y-24*u, w+40*u, 36*u, 10*u))
		s.letters.write(dst, s.letters.label, bright, x+20*u, y, p.Keys)
		return
	}
	ink := solid
	if p.Alarm {
		ink = alarm
	}
	text := s.letters.fit(s.letters.label, p.Message, (wide-40)*u)
	s.brush.fill(dst, ink, box(x, y-24*u, s.letters.width(s.letters.label, text)+40*u, 36*u, 10*u))
	s.letters.write(dst, s.letters.label, bright, x+20*u, y, text)
}
