//go:build cgo || windows

package ui

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"
)

// codes are Ebitengine's names of our keys. They stand for places on the keyboard, whatever its letters.
var codes = [keys]ebiten.Key{
	Left: ebiten.KeyArrowLeft, Right: ebiten.KeyArrowRight, Up: ebiten.KeyArrowUp, Down: ebiten.KeyArrowDown,
	A: ebiten.KeyA, C: ebiten.KeyC, D: ebiten.KeyD, F: ebiten.KeyF, I: ebiten.KeyI, M: ebiten.KeyM, N: ebiten.KeyN,
	P: ebiten.KeyP, R: ebiten.KeyR, S: ebiten.KeyS, T: ebiten.KeyT, W: ebiten.KeyW,
	Enter: ebiten.KeyEnter, Space: ebiten.KeySpace, Tab: ebiten.KeyTab, Backspace: ebiten.KeyBackspace, Escape: ebiten.KeyEscape,
	BracketLeft: ebiten.KeyBracketLeft, BracketRight: ebiten.KeyBracketRight,
	Digit1: ebiten.KeyDigit1, Digit2: ebiten.KeyDigit2, Digit3: ebiten.KeyDigit3, Digit4: ebiten.KeyDigit4,
	Digit5: ebiten.KeyDigit5, Digit6: ebiten.KeyDigit6, Digit7: ebiten.KeyDigit7, Digit8: ebiten.KeyDigit8,
	F1: ebiten.KeyF1, F11: ebiten.KeyF11,
}

// buttons of a standard gamepad, and the keys that they stand for.
var buttons = map[ebiten.StandardGamepadButton]Key{
	ebiten.StandardGamepadButtonRightBottom:   Enter,
	ebiten.StandardGamepadButtonRightRight:    Escape,
	ebiten.StandardGamepadButtonRightLeft:     R,
	ebiten.StandardGamepadButtonRightTop:      C,
	ebiten.StandardGamepadButtonCenterRight:   P,
	ebiten.StandardGamepadButtonCenterLeft:    Backspace,
	ebiten.StandardGamepadButtonLeftTop:       Up,
	ebiten.StandardGamepadButtonLeftBottom:    Down,
	ebiten.StandardGamepadButtonLeftLeft:      Left,
	ebiten.StandardGamepadButtonLeftRight:     Right,
	ebiten.StandardGamepadButtonFrontTopLeft:  BracketLeft,
	ebiten.StandardGamepadButtonFrontTopRight: BracketRight,
}

// read fills in with what is so now.
func read(in *Input) {
	*in = Input{Pad: in.Pad, Focused: ebiten.IsFocused()}
	for key, code := range codes {
		if ebiten.IsKeyPressed(code) {
			in.Held = in.Held.With(Key(key))
		}
		if inpututil.IsKeyJustPressed(code) {
			in.Pressed = in.Pressed.With(Key(key))
		}
	}
	x, y := ebiten.CursorPosition()
	in.Pointer = image.Pt(x, y)
	in.Button = ebiten.IsMouseButtonPressed(ebiten.MouseButtonLeft)
	in.Clicked = inpututil.IsMouseButtonJustPressed(ebiten.MouseButtonLeft)
	_, in.Wheel = ebiten.Wheel()
	in.Pad = readPad(in.Pad)
}

// readPad reads the first gamepad. A wheel that no table knows steers by its first axis; its pedals are the next two.
func readPad(pad *Pad) *Pad {
	ids := ebiten.AppendGamepadIDs(nil)
	if len(ids) == 0 {
		return nil
	}
	id := ids[0]
	if pad == nil {
		pad = &Pad{}
	}
	*pad = Pad{Name: ebiten.GamepadName(id)}
	if !ebiten.IsStandardGamepadLayoutAvailable(id) {
		pad.Steer = -ebiten.GamepadAxisValue(id, 0)
		pad.Throttle = (1 - ebiten.GamepadAxisValue(id, 1)) / 2
		pad.Brake = (1 - ebiten.GamepadAxisValue(id, 2)) / 2
		return pad
	}
	pad.Steer = -ebiten.StandardGamepadAxisValue(id, ebiten.StandardGamepadAxisLeftStickHorizontal)
	pad.Throttle = ebiten.StandardGamepadButtonValue(id, ebiten.StandardGamepadButtonFrontBottomRight)
	pad.Brake = ebiten.StandardGamepadButtonValue(id, ebiten.StandardGamepadButtonFrontBottomLeft)
	for button, key := range buttons {
		if inpututil.IsStandardGamepadButtonJustPressed(id, button) {
			pad.Pressed = pad.Pressed.With(key)
		}
	}
	return pad
}
