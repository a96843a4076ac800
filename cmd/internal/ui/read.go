//go:build cgo || windows

package ui

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"steersim/cmd/internal/window"
)

// codes are Ebitengine's names of our keys. They stand for places on the keyboard, whatever its letters.
var codes = [window.AllKeys]ebiten.Key{
	window.Left: ebiten.KeyArrowLeft, window.Right: ebiten.KeyArrowRight, window.Up: ebiten.KeyArrowUp, window.Down: ebiten.KeyArrowDown,
	window.A: ebiten.KeyA, window.C: ebiten.KeyC, window.D: ebiten.KeyD, window.G: ebiten.KeyG, window.I: ebiten.KeyI, window.M: ebiten.KeyM, window.N: ebiten.KeyN,
	window.P: ebiten.KeyP, window.R: ebiten.KeyR, window.S: ebiten.KeyS, window.T: ebiten.KeyT, window.V: ebiten.KeyV, window.W: ebiten.KeyW,
	window.Enter: ebiten.KeyEnter, window.Space: ebiten.KeySpace, window.Tab: ebiten.KeyTab, window.Backspace: ebiten.KeyBackspace, window.Escape: ebiten.KeyEscape,
	window.BracketLeft: ebiten.KeyBracketLeft, window.BracketRight: ebiten.KeyBracketRight,
	window.Digit1: ebiten.KeyDigit1, window.Digit2: ebiten.KeyDigit2, window.Digit3: ebiten.KeyDigit3, window.Digit4: ebiten.KeyDigit4,
	window.Digit5: ebiten.KeyDigit5, window.Digit6: ebiten.KeyDigit6, window.Digit7: ebiten.KeyDigit7, window.Digit8: ebiten.KeyDigit8,
	window.F1: ebiten.KeyF1, window.F11: ebiten.KeyF11,
}

// buttons of a standard gamepad, and the keys that they stand for.
var buttons = map[ebiten.StandardGamepadButton]window.Key{
	ebiten.StandardGamepadButtonRightBottom:   window.Enter,
	ebiten.StandardGamepadButtonRightRight:    window.Escape,
	ebiten.StandardGamepadButtonRightLeft:     window.R,
	ebiten.StandardGamepadButtonRightTop:      window.C,
	ebiten.StandardGamepadButtonCenterRight:   window.P,
	ebiten.StandardGamepadButtonCenterLeft:    window.Backspace,
	ebiten.StandardGamepadButtonLeftTop:       window.Up,
	ebiten.StandardGamepadButtonLeftBottom:    window.Down,
	ebiten.StandardGamepadButtonLeftLeft:      window.Left,
	ebiten.StandardGamepadButtonLeftRight:     window.Right,
	ebiten.StandardGamepadButtonFrontTopLeft:  window.BracketLeft,
	ebiten.StandardGamepadButtonFrontTopRight: window.BracketRight,
}

// letters are the keys that type something. A key that is down for less than a picture is never seen down, but what it
// typed is.
var letters = map[rune]window.Key{
	'a': window.A, 'c': window.C, 'd': window.D, 'g': window.G, 'i': window.I, 'm': window.M, 'n': window.N, 'p': window.P,
	'r': window.R, 's': window.S, 't': window.T, 'v': window.V, 'w': window.W, ' ': window.Space, '[': window.BracketLeft, ']': window.BracketRight,
	'1': window.Digit1, '2': window.Digit2, '3': window.Digit3, '4': window.Digit4,
	'5': window.Digit5, '6': window.Digit6, '7': window.Digit7, '8': window.Digit8,
}

// read fills in with what is so now.
func read(in *window.Input) {
	*in = window.Input{Pad: in.Pad}
	for key, code := range codes {
		if ebiten.IsKeyPressed(code) {
			in.Held = in.Held.With(window.Key(key))
		}
		if inpututil.IsKeyJustPressed(code) {
			in.Pressed = in.Pressed.With(window.Key(key))
		}
	}
	typed := ebiten.AppendInputChars(nil)
	// What is typed while any key is down, or has just been, is that key's, and its place is known.
	if len(inpututil.AppendPressedKeys(nil))+len(inpututil.AppendJustReleasedKeys(nil)) == 0 {
		for _, letter := range typed {
			if key, ok := letters[letter]; ok {
				in.Pressed = in.Pressed.With(key)
			}
		}
	}
	x, y := ebiten.CursorPosition()
	in.Pointer = image.Pt(x, y)
	in.Button = ebiten.IsMouseButtonPressed(ebiten.MouseButtonLeft)
	in.Clicked = inpututil.IsMouseButtonJustPressed(ebiten.MouseButtonLeft)
	in.Pad = readPad(in.Pad)
}

// readPad reads the first gamepad. Of one that no table knows all axes are passed on as they are.
func readPad(pad *window.Pad) *window.Pad {
	ids := ebiten.AppendGamepadIDs(nil)
	if len(ids) == 0 {
		return nil
	}
	id := ids[0]
	if pad == nil {
		pad = &window.Pad{}
	}
	*pad = window.Pad{Name: ebiten.GamepadName(id), Standard: ebiten.IsStandardGamepadLayoutAvailable(id), Axes: pad.Axes[:0]}
	if !pad.Standard {
		for axis := range ebiten.GamepadAxisCount(id) {
			pad.Axes = append(pad.Axes, ebiten.GamepadAxisValue(id, ebiten.GamepadAxisType(axis)))
		}
		return pad
	}
	pad.Axes = append(pad.Axes, ebiten.StandardGamepadAxisValue(id, ebiten.StandardGamepadAxisLeftStickHorizontal),
		ebiten.StandardGamepadButtonValue(id, ebiten.StandardGamepadButtonFrontBottomRight),
		ebiten.StandardGamepadButtonValue(id, ebiten.StandardGamepadButtonFrontBottomLeft))
	for button, key := range buttons {
		if inpututil.IsStandardGamepadButtonJustPressed(id, button) {
			pad.Pressed = pad.Pressed.With(key)
		}
	}
	return pad
}
