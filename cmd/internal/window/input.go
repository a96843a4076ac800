package window

import "image"

// Key is a key that the program uses.
type Key int

// The keys.
const (
	Left Key = iota
	Right
	Up
	Down
	A
	C
	D
	G
	I
	M
	N
	P
	R
	S
	T
	V
	W
	Enter
	Space
	Tab
	Backspace
	Escape
	BracketLeft
	BracketRight
	Digit1
	Digit2
	Digit3
	Digit4
	Digit5
	Digit6
	Digit7
	Digit8
	F1
	F11
	AllKeys // how many there are
)

// Keys is a set of keys.
type Keys uint64

// Has says whether any of the keys is in the set.
func (k Keys) Has(any ...Key) bool {
	for _, key := range any {
		if k&(1<<key) != 0 {
			return true
		}
	}
	return false
}

// With is the set with one more key.
func (k Keys) With(key Key) Keys { return k | 1<<key }

// Digit is the number key in the set, 1 to 8, or 0.
func (k Keys) Digit() int {
	for d := range Digit8 - Digit1 + 1 {
		if k.Has(Digit1 + d) {
			return int(d) + 1
		}
	}
	return 0
}

// Input is what hands did since the last Update.
type Input struct {
	Held, Pressed Keys        // down now; newly down
	Pointer       image.Point // device pixels
	Button        bool        // the left one is down
	Clicked       bool        // newly down
	Pad           *Pad        // nil: there is none
}

// Pad is a gamepad or a steering wheel as it stands, before any dead zone.
type Pad struct {
	Name     string
	Standard bool      // its first three axes are the steering, to the right, the throttle and the brake, both from 0
	Axes     []float64 // each from -1 to 1
	Pressed  Keys      // its buttons, as the keys that they stand for
}

// Deadened is a stick's place without the part around its middle that it does not come back from; the rest still reaches
// from -1 to 1.
func Deadened(v, zone float64) float64 {
	switch {
	case v > zone:
		return min((v-zone)/(1-zone), 1)
	case v < -zone:
		return max((v+zone)/(1-zone), -1)
	}
	return 0
}
