//go:build cgo || windows

package ui

import (
	"bytes"
	"image"
	"image/color"

	"github.com/ebitenui/ebitenui"
	nineslice "github.com/ebitenui/ebitenui/image"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/text/v2"
	"golang.org/x/image/font/gofont/gomedium"

	"steersim/cmd/internal/window"
)

// form is a window.Form as ebitenui's widgets. Keys are the App's: the widgets answer to the mouse alone.
type form struct {
	of    *window.Form
	ui    *ebitenui.UI
	lists []chooser
}

// chooser is a list's widget.
type chooser interface {
	show(entry int) // as the chosen one
}

// newForm makes the widgets.
func newForm(f *window.Form) (*form, error) {
	source, err := text.NewGoTextFaceSource(bytes.NewReader(gomedium.TTF))
	if err != nil {
		return nil, err
	}
	var face text.Face = &text.GoTextFace{Source: source, Size: f.LetterPx}
	var areas placement
	root := widget.NewContainer(widget.ContainerOpts.Layout(&areas))
	w := &form{of: f, ui: &ebitenui.UI{Container: root, DisableDefaultFocus: true}}
	add := func(child widget.PreferredSizeLocateableWidget, area image.Rectangle) {
		areas = append(areas, area)
		root.AddChild(child)
	}
	for _, l := range f.Lists {
		const rounding = 2 // pixels
		if float64(len(l.Entries))*f.RowPx > float64(l.Area.Dy()+rounding) {
			list := newScroll(l, &face, f)
			add(list, l.Area)
			w.lists = append(w.lists, list)
			continue
		}
		rows := newRows(l, &face, f.LetterPx)
		for i, row := range rows {
			area := l.Area
			area.Max.Y = l.Area.Min.Y + int(float64(i+1)*f.RowPx+0.5)
			area.Min.Y += int(float64(i)*f.RowPx + 0.5)
			add(row, area)
		}
		w.lists = append(w.lists, rows)
	}
	for _, b := range f.Buttons {
		add(newButton(b), b.Area)
	}
	return w, nil
}

// update passes what the mouse chose to the form, and what the App chose to the widgets.
func (w *form) update() {
	w.ui.Update()
	for i, l := range w.of.Lists {
		w.lists[i].show(l.Chosen)
	}
}

func (w *form) draw(screen *ebiten.Image) { w.ui.Draw(screen) }

// newButton is seen only under the mouse: what it looks like is in the App's picture.
func newButton(b *window.Button) *widget.Button {
	plain, hover := nineslice.NewNineSliceColor(clear), nineslice.NewNineSliceColor(color.NRGBA{255, 255, 255, 50})
	return widget.NewButton(
		widget.ButtonOpts.Image(&widget.ButtonImage{Idle: plain, Hover: hover, Pressed: hover, Disabled: plain}),
		widget.ButtonOpts.DisableDefaultKeys(),
		widget.ButtonOpts.ClickedHandler(func(*widget.ButtonClickedEventArgs) { b.Pressed = true }),
	)
}

// placement is a layout that puts every widget where the form says.
type placement []image.Rectangle

// PreferredSize is of widget.Layouter, as is Layout.
func (p *placement) PreferredSize([]widget.PreferredSizeLocateableWidget) (int, int) { return 0, 0 }

// Layout puts the widgets, which come in the order in which they were added.
func (p *placement) Layout(widgets []widget.PreferredSizeLocateableWidget, _ image.Rectangle) {
	for i, w := range widgets {
		w.SetLocation((*p)[i])
	}
}
