//go:build cgo || windows

package ui

import (
	"image/color"

	nineslice "github.com/ebitenui/ebitenui/image"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2/text/v2"

	"steersim/cmd/internal/window"
)

var (
	clear     = color.NRGBA{}
	ink       = color.NRGBA{244, 246, 248, 255}
	off       = color.NRGBA{96, 104, 112, 255}
	chosen    = color.NRGBA{255, 184, 64, 255}
	underHand = color.NRGBA{255, 255, 255, 24}
	underPick = color.NRGBA{255, 184, 64, 40}
)

// rows is a list whose entries all fit: a button each. It costs a software renderer a tenth of what scrolling does.
type rows []*widget.Button

func newRows(l *window.List, face *text.Face, letterPx float64) rows {
	colour := func(c color.Color) *nineslice.NineSlice { return nineslice.NewNineSliceColor(c) }
	var list rows
	for i, entry := range l.Entries {
		button := widget.NewButton(
			widget.ButtonOpts.ToggleMode(),
			widget.ButtonOpts.Image(&widget.ButtonImage{
				Idle: colour(clear), Hover: colour(underHand), Pressed: colour(underPick), PressedHover: colour(underPick),
				Disabled: colour(clear), PressedDisabled: colour(clear),
			}),
			widget.ButtonOpts.Text(entry, face, &widget.ButtonTextColor{Idle: ink, Hover: ink, Pressed: chosen, Disabled: off}),
			widget.ButtonOpts.TextPosition(widget.TextPositionStart, widget.TextPositionCenter),
			widget.ButtonOpts.TextPadding(&widget.Insets{Left: int(letterPx*0.5 + 0.5)}),
			widget.ButtonOpts.DisableDefaultKeys(),
			widget.ButtonOpts.ClickedHandler(func(*widget.ButtonClickedEventArgs) { l.Chosen = i }),
		)
		button.GetWidget().Disabled = l.Off
		list = append(list, button)
	}
	return list
}

func (r rows) show(entry int) {
	for i, button := range r {
		state := widget.WidgetUnchecked
		if i == entry {
			state = widget.WidgetChecked
		}
		button.SetState(state)
	}
}

// scroll is a list that is longer than its place.
type scroll struct{ *widget.List }

func (s scroll) show(entry int) {
	if s.SelectedEntry() != entry {
		s.SetSelectedEntry(entry)
		s.SelectFocused()
	}
}

func newScroll(l *window.List, face *text.Face, f *window.Form) scroll {
	entries := make([]any, len(l.Entries))
	for i := range entries {
		entries[i] = i
	}
	pad := func(share float64) int { return int(f.LetterPx*share + 0.5) }
	_, letters := text.Measure("Ay", *face, 0)
	above := int((f.RowPx - letters) / 2)
	plain := nineslice.NewNineSliceColor(clear)
	handle := nineslice.NewNineSliceColor(color.NRGBA{255, 255, 255, 70})
	narrow := pad(0.25)
	list := widget.NewList(
		widget.ListOpts.Entries(entries),
		widget.ListOpts.EntryLabelFunc(func(e any) string { return l.Entries[e.(int)] }),
		widget.ListOpts.EntryFontFace(face),
		widget.ListOpts.EntryColor(&widget.ListEntryColor{
			Unselected: ink, Selected: chosen, DisabledUnselected: off, DisabledSelected: off,
			FocusedBackground: underHand, SelectingBackground: underHand, SelectedBackground: underPick,
			SelectedFocusedBackground: underPick, SelectingFocusedBackground: underPick, DisabledSelectedBackground: clear,
		}),
		widget.ListOpts.EntryTextPadding(&widget.Insets{Left: pad(0.5), Right: pad(0.3), Top: above, Bottom: above}),
		widget.ListOpts.EntryTextPosition(widget.TextPositionStart, widget.TextPositionCenter),
		widget.ListOpts.ScrollContainerImage(&widget.ScrollContainerImage{Idle: plain, Disabled: plain, Mask: nineslice.NewNineSliceColor(color.White)}),
		widget.ListOpts.SliderParams(&widget.SliderParams{
			TrackImage:    &widget.SliderTrackImage{Idle: plain, Hover: plain, Disabled: plain},
			HandleImage:   &widget.ButtonImage{Idle: handle, Hover: handle, Pressed: handle, Disabled: plain},
			MinHandleSize: &narrow,
		}),
		widget.ListOpts.HideHorizontalSlider(),
		widget.ListOpts.DisableDefaultKeys(true),
		widget.ListOpts.EntrySelectedHandler(func(a *widget.ListEntrySelectedEventArgs) {
			if i, ok := a.Entry.(int); ok {
				l.Chosen = i
			}
		}),
	)
	list.GetWidget().Disabled = l.Off
	return scroll{list}
}
