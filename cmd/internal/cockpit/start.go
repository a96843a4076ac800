package cockpit

import (
	"fmt"
	"image"
	"slices"
	"strconv"
	"strings"
	"time"

	"steersim/assets"
	"steersim/camera/scene"
	"steersim/cmd/internal/setup"
	"steersim/cmd/internal/view"
	"steersim/cmd/internal/window"
)

// start is the page that asks what to drive, where.
type start struct {
	choice   Choice
	page     *view.Start
	form     *window.Form
	values   [view.Cards][]string // what the entries of the lists stand for
	focus    view.Card
	lengthsM map[string]float64   // of the roads with a name
	foreign  [view.Cards][]string // values that were chosen once and that the lists do not have
	preview  preview
	pad      string // name of the gamepad that is connected
	message  string
	alarm    bool
	tillS    float64
}

// Values of the first list.
const (
	playing  = "play"
	watching = "watch"
)

var cardTitles = [view.Cards]string{view.Task: "what", view.Hand: "steer by", view.Roads: "road", view.Scenes: "weather and light", view.Nets: "network"}

// aRandomOne is offered beside the roads and scenes with a name; the network in the program has not seen it. Space makes
// another of it.
const aRandomOne = "random:1001"

func newStart(c Choice) *start {
	s := &start{lengthsM: map[string]float64{}}
	for _, name := range assets.Roads() {
		if road, err := assets.Road(name); err == nil {
			s.lengthsM[name] = road.LengthM()
		}
	}
	s.choose(c)
	return s
}

// choose shows a choice; what the lists do not have is added to them.
func (s *start) choose(c Choice) {
	s.choice = c
	with := func(c view.Card, list []string, random, value string) []string {
		switch {
		case random != "" && strings.HasPrefix(value, "random:"):
			random = value
		case !slices.Contains(list, value) && !slices.Contains(s.foreign[c], value):
			s.foreign[c] = append(s.foreign[c], value)
		}
		list = append(slices.Clone(s.foreign[c]), list...)
		if random != "" {
			list = append(list, random)
		}
		return list
	}
	s.values = [view.Cards][]string{
		view.Task:   {playing, watching},
		view.Hand:   {keyboard, mouse, gamepad},
		view.Roads:  with(view.Roads, assets.Roads(), aRandomOne, c.Road),
		view.Scenes: with(view.Scenes, scene.Names(), aRandomOne, c.Scene),
		view.Nets:   with(view.Nets, append([]string{""}, setup.Nets()...), "", c.Net),
	}
}

// value is the place in the choice that a list sets.
func (s *start) value(c view.Card) string {
	switch c {
	case view.Task:
		if s.choice.Watch {
			return watching
		}
		return playing
	case view.Hand:
		return s.choice.Hand
	case view.Roads:
		return s.choice.Road
	case view.Scenes:
		return s.choice.Scene
	}
	return s.choice.Net
}

func (s *start) setValue(c view.Card, v string) {
	switch c {
	case view.Task:
		s.choice.Watch = v == watching
	case view.Hand:
		s.choice.Hand = v
	case view.Roads:
		s.choice.Road = v
	case view.Scenes:
		s.choice.Scene = v
	case view.Nets:
		s.choice.Net = v
	}
}

// entry is what a list shows for a value.
func (s *start) entry(c view.Card, v string) string {
	switch {
	case c == view.Task && v == playing:
		return "drive yourself"
	case c == view.Task:
		return "watch a network"
	case c == view.Hand && v == gamepad && s.pad == "":
		return "gamepad: none found"
	case c == view.Hand && v == gamepad:
		return s.pad
	case c == view.Nets && v == "":
		return "the one that is shipped"
	case c == view.Roads && slices.Contains(assets.Roads(), v):
		return fmt.Sprintf("%s  ·  %.1f km", v, s.lengthsM[v]/1000)
	}
	return v
}

// another makes the next random road or scene of the one that is chosen.
func (s *start) another() {
	c, was := s.focus, s.value(s.focus)
	if c != view.Roads && c != view.Scenes {
		return
	}
	next := aRandomOne
	if seed, ok := strings.CutPrefix(was, "random:"); ok {
		if n, err := strconv.ParseUint(seed, 10, 64); err == nil {
			next = fmt.Sprintf("random:%d", n+1)
		}
	}
	s.setValue(c, next)
	s.choose(s.choice)
	s.lay()
}

func (s *start) off(c view.Card) bool { return c == view.Nets && !s.choice.Watch }

// resize makes the page for a window of another size.
func (s *start) resize(size image.Point) error {
	page, err := view.NewStart(size)
	if err != nil {
		return err
	}
	s.page, s.preview.size = page, size
	s.lay()
	return nil
}

// lay makes the window's widgets anew.
func (s *start) lay() {
	f := &window.Form{LetterPx: s.page.Letters(), RowPx: s.page.Row(), Buttons: []*window.Button{{Area: s.page.Button()}}}
	for c := range view.Cards {
		l := &window.List{Area: s.page.List(c), Off: s.off(c), Chosen: max(0, slices.Index(s.values[c], s.value(c)))}
		for _, v := range s.values[c] {
			l.Entries = append(l.Entries, s.entry(c, v))
		}
		f.Lists = append(f.Lists, l)
	}
	s.form = f
}

// update does what hands ask for: begin a drive, or end the program.
func (s *start) update(in *window.Input, dt time.Duration) (begin, end bool) {
	if s.tillS -= dt.Seconds(); s.tillS < 0 {
		s.message = ""
	}
	if pad := in.Pad; pad == nil && s.pad != "" || pad != nil && pad.Name != s.pad {
		s.pad = ""
		if pad != nil {
			s.pad = pad.Name
		}
		s.lay()
	}
	before := s.choice
	for c, l := range s.form.Lists { // what the mouse chose
		if v := s.values[c][l.Chosen]; v != s.value(view.Card(c)) {
			s.focus = view.Card(c)
			s.setValue(s.focus, v)
		}
	}
	p := in.Pressed
	if in.Pad != nil {
		p |= in.Pad.Pressed
	}
	switch {
	case p.Has(window.Escape):
		return false, true
	case p.Has(window.Right, window.Tab):
		s.walk(1)
	case p.Has(window.Left):
		s.walk(-1)
	case p.Has(window.Down):
		s.move(1)
	case p.Has(window.Up):
		s.move(-1)
	case p.Has(window.Space):
		s.another()
	}
	if s.choice.Watch != before.Watch {
		s.lay()
	}
	s.preview.want(s.choice.Road, s.choice.Scene, dt)
	if err := s.preview.poll(); err != nil {
		s.tell(err.Error(), true)
	}
	begin = p.Has(window.Enter) || s.form.Buttons[0].Pressed
	s.form.Buttons[0].Pressed = false
	return begin, false
}

// walk goes to another card that can be chosen from.
func (s *start) walk(by int) {
	for {
		s.focus = (s.focus + view.Card(by) + view.Cards) % view.Cards
		if !s.off(s.focus) {
			return
		}
	}
}

// move chooses another entry of the card in focus.
func (s *start) move(by int) {
	l := s.form.Lists[s.focus]
	l.Chosen = max(0, min(l.Chosen+by, len(l.Entries)-1))
	s.setValue(s.focus, s.values[s.focus][l.Chosen])
}

func (s *start) tell(text string, alarm bool) { s.message, s.alarm, s.tillS = text, alarm, 12 }

func (s *start) draw(dst *image.RGBA) {
	p := view.StartPage{
		View: s.preview.picture, Road: s.preview.road, Focus: s.focus, Titles: cardTitles, Go: "drive",
		Keys:    "arrows choose  ·  Enter begins  ·  Space another random one  ·  F11 the whole screen  ·  Esc ends",
		Message: s.message, Alarm: s.alarm,
	}
	if s.choice.Watch {
		p.Go = "watch it drive"
	}
	for c := range view.Cards {
		p.Off[c] = s.off(c)
	}
	if err := s.page.Compose(dst, p); err != nil {
		s.tell(fmt.Sprintf("the start page cannot be painted: %v", err), true)
	}
}
