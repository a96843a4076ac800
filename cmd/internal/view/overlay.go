package view

import (
	"cmp"
	"fmt"
	"image"
	"math"
)

// Recording is how much of a drive is on record.
type Recording struct {
	On          bool
	Seconds     float64
	Records     int
	Bytes, Free int64 // of the file so far, and of its disk; 0: not known
	Correction  bool  // only what a person does is recorded
}

// Overlay is what a window lays over the picture of a drive. Zero values are not shown.
type Overlay struct {
	Recording *Recording
	Message   string // a line for the person
	Alarm     bool   // the message is bad news
	Paused    bool
	Ready     bool // time begins with the first thing that a person does
	Held      bool // a person has the wheel that a network had
	Times     int  // the speed of time, where it is not 1
	Sees      *image.RGBA
	SeesTitle string        // empty: what the network sees
	Looks     *Looks        // what the network looks at in that
	Maps      []*image.Gray // of the network's layers, each one picture of tiles
	MapNames  []string      // empty: conv1 and so on
	Keys      [][2]string   // a card of keys and what they do
	Pad       *Pad          // a gamepad that is being set up
}

// Lay paints the overlay over a picture that Compose has made.
func (s *Screen) Lay(dst *image.RGBA, o Overlay) error {
	if dst.Rect.Size() != s.size {
		return fmt.Errorf("%w: picture of %v, want %v", ErrScreen, dst.Rect.Size(), s.size)
	}
	canvas := &image.RGBA{Pix: dst.Pix, Stride: dst.Stride, Rect: image.Rectangle{Max: s.size}}
	if o.Looks != nil && o.Looks.Over {
		s.looks(canvas, o.Looks)
	}
	below := float64(s.px(margin + 150 + margin)) // under the curve
	if o.Recording != nil {
		below = s.recording(canvas, *o.Recording, below)
	}
	if o.Sees != nil {
		below = s.sees(canvas, o, below)
	}
	free := s.maps(canvas, o.Maps, o.MapNames, below)
	s.state(canvas, o)
	if o.Message != "" {
		s.message(canvas, o.Message, o.Alarm, free)
	}
	if len(o.Keys) > 0 {
		s.keys(canvas, o.Keys)
	}
	if o.Pad != nil {
		s.padCard(canvas, o.Pad)
	}
	return nil
}

// cardWide is the width of the cards at the left edge, as the curve's, and mapsHigh the height of the layers' maps.
const (
	cardWide = 380
	mapsHigh = 210
)

// recording paints the red dot and the figures, and returns where the card ends.
func (s *Screen) recording(dst *image.RGBA, r Recording, top float64) float64 {
	u, left := s.unit, float64(s.px(margin))
	const high = 76
	s.brush.fill(dst, card, box(left, top, cardWide*u, high*u, 10*u))
	ink, word := muted, "recording is off"
	if r.On {
		ink, word = alarm, "recording"
		if r.Correction {
			word = "recording corrections"
		}
	}
	s.brush.fill(dst, ink, disc(left+24*u, top+25*u, 9*u))
	s.letters.write(dst, s.letters.value, bright, left+44*u, top+32*u, word)
	whole := int(r.Seconds)
	s.letters.writeRight(dst, s.letters.value, bright, left+(cardWide-14)*u, top+32*u, fmt.Sprintf("%d:%02d", whole/60, whole%60))
	figures := fmt.Sprintf("%d records", r.Records)
	if r.Bytes > 1e5 { // the first seconds are only in memory
		figures += fmt.Sprintf(" · %.1f MB", float64(r.Bytes)/1e6)
	}
	if r.Free > 0 {
		figures += fmt.Sprintf(" · %.0f GB free", float64(r.Free)/1e9)
	}
	s.letters.write(dst, s.letters.label, muted, left+14*u, top+60*u, figures)
	return top + (high+margin)*u
}

// sees paints the driver's own picture, enlarged pixel by pixel.
func (s *Screen) sees(dst *image.RGBA, o Overlay, top float64) float64 {
	picture, looks, title := o.Sees, o.Looks, cmp.Or(o.SeesTitle, "what the network sees, and where it looks")
	u, left := s.unit, float64(s.px(margin))
	wide := (cardWide - 28) * u
	high := wide * float64(picture.Rect.Dy()) / float64(picture.Rect.Dx())
	s.brush.fill(dst, card, box(left, top, cardWide*u, high+52*u, 10*u))
	s.letters.write(dst, s.letters.label, muted, left+14*u, top+26*u, title)
	place := image.Rect(int(left+14*u), int(top+38*u), int(left+14*u+wide), int(top+38*u+high)).Intersect(dst.Rect)
	size := picture.Rect.Size()
	for y := place.Min.Y; y < place.Max.Y; y++ {
		from := picture.Pix[(y-place.Min.Y)*size.Y/place.Dy()*picture.Stride:]
		row := dst.Pix[dst.PixOffset(place.Min.X, y):]
		for x := range place.Dx() {
			copy(row[4*x:4*x+4], from[x*size.X/place.Dx()*4:])
		}
	}
	if looks != nil {
		looks.paint(dst, place, 0, 1, 0, 1)
	}
	return top + high + (52+margin)*u
}

// maps paints the layers' maps in a row above the dashboard, as high as there is room, and returns what is left for a line of text: its bottom, between two sides.
func (s *Screen) maps(dst *image.RGBA, maps []*image.Gray, names []string, top float64) image.Rectangle {
	all := image.Rect(0, 0, s.size.X, s.board.area.Min.Y)
	if len(maps) == 0 {
		return all
	}
	const highest, least = mapsHigh, 60
	u := s.unit
	left, bottom := margin*u, float64(s.board.area.Min.Y)-margin*u
	if bottom-top < highest*u { // beside the cards, not below
		left, top = (margin+cardWide+margin)*u, float64(s.roadMap.area.Max.Y)+margin*u
	}
	room := float64(s.size.X) - margin*u - left
	each := room / float64(len(maps))
	high := min(bottom-top, highest*u)
	if high < least*u {
		return all
	}
	s.brush.fill(dst, card, box(left, bottom-high, room, high, 10*u))
	for i, m := range maps {
		x := left + float64(i)*each
		name := fmt.Sprintf("conv%d", i+1)
		if i < len(names) {
			name = names[i]
		}
		s.letters.write(dst, s.letters.label, muted, x+10*u, bottom-high+22*u, name)
		size := m.Rect.Size()
		scale := min((each-20*u)/float64(size.X), (high-42*u)/float64(size.Y))
		wide, tall := int(float64(size.X)*scale), int(float64(size.Y)*scale)
		left, up := int(x+10*u), int(bottom-high+32*u)
		for py := range tall {
			from := m.Pix[int(float64(py)/scale)*m.Stride:]
			row := dst.Pix[dst.PixOffset(left, up+py):]
			for px := range wide {
				v := from[int(float64(px)/scale)]
				copy(row[4*px:4*px+4], []uint8{v, v, v, 255})
			}
		}
	}
	return image.Rect(int(left), 0, int(left+room), int(bottom-high))
}

// state tells in large letters what is not as usual.
func (s *Screen) state(dst *image.RGBA, o Overlay) {
	words := ""
	switch {
	case o.Ready:
		words = "steer, or press the accelerator, to begin"
	case o.Paused:
		words = "paused"
	case o.Held:
		words = "you have the wheel"
	}
	if o.Times > 1 {
		if words != "" {
			words += " · "
		}
		words += fmt.Sprintf("time × %d", o.Times)
	}
	if words == "" {
		return
	}
	u := s.unit
	w := s.letters.width(s.letters.value, words)
	x, y := s.headline(1)
	x -= w / 2
	s.brush.fill(dst, card, box(x-18*u, y-27*u, w+36*u, 40*u, 20*u))
	s.letters.write(dst, s.letters.value, command, x, y, words)
}

// message tells of something above the dashboard or what stands on it, in two lines if one is not enough.
func (s *Screen) message(dst *image.RGBA, text string, bad bool, free image.Rectangle) {
	u := s.unit
	lines := s.letters.wrap(s.letters.value, text, float64(free.Dx())-80*u)
	w := 0.0
	for _, line := range lines {
		w = max(w, s.letters.width(s.letters.value, line))
	}
	const lineHigh = 30
	high := 10 + lineHigh*float64(len(lines))
	x, y := float64(free.Min.X+free.Max.X)/2-w/2, float64(free.Max.Y)-(high+11)*u
	ink := card
	if bad {
		ink = alarm
	}
	s.brush.fill(dst, ink, box(x-18*u, y, w+36*u, high*u, 10*u))
	for i, line := range lines {
		s.letters.write(dst, s.letters.value, bright, x, y+(27+lineHigh*float64(i))*u, line)
	}
}

// keys paints a card with a line for each key, in the middle.
func (s *Screen) keys(dst *image.RGBA, lines [][2]string) {
	u := s.unit
	const lineHigh = 34
	left, right := 0.0, 0.0
	for _, l := range lines {
		left, right = max(left, s.letters.width(s.letters.value, l[0])), max(right, s.letters.width(s.letters.value, l[1]))
	}
	shrink := min(1, (float64(s.board.area.Min.Y)-2*margin*u)/(float64(len(lines))*lineHigh*u+44*u))
	step := math.Floor(lineHigh * u * shrink)
	w, h := left+right+88*u, float64(len(lines))*step+36*u
	x, y := (float64(s.size.X)-w)/2, (float64(s.board.area.Min.Y)-h)/2
	s.brush.fill(dst, solid, box(x, y, w, h, 14*u))
	for i, l := range lines {
		at := y + 18*u + float64(i)*step + 24*u*shrink
		s.letters.write(dst, s.letters.value, command, x+30*u, at, l[0])
		s.letters.write(dst, s.letters.value, bright, x+58*u+left, at, l[1])
	}
}
