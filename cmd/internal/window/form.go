package window

import "image"

// Form is what the window's widgets lay over an App's picture: lists to choose from and buttons to press, for the mouse. The
// window writes Chosen and Pressed before an Update; the App may change Chosen, and clears Pressed when it has acted on it.
type Form struct {
	LetterPx float64 // size of the letters, device pixels
	RowPx    float64 // height of a list's row
	Lists    []*List
	Buttons  []*Button
}

// List is a list of which one entry is chosen. It scrolls where its entries need more room than there is.
type List struct {
	Area    image.Rectangle // device pixels
	Entries []string
	Chosen  int  // index of an entry
	Off     bool // cannot be chosen from now
}

// Button is a place that can be pressed. The App's picture shows what it looks like.
type Button struct {
	Area    image.Rectangle // device pixels
	Pressed bool
}
