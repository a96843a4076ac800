package view

import (
	"image"
	"image/color"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomedium"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// letters are the faces of the screen. The figures of the Go fonts are of one width: changing numbers do not dance.
type letters struct {
	label, value, speed font.Face
}

func newLetters(unit float64) (letters, error) {
	var l letters
	for _, f := range []struct {
		face *font.Face
		ttf  []byte
		size float64
	}{
		{&l.label, goregular.TTF, 16},
		{&l.value, gomedium.TTF, 22},
		{&l.speed, gobold.TTF, 68},
	} {
		parsed, err := opentype.Parse(f.ttf)
		if err != nil {
			return letters{}, err
		}
		*f.face, err = opentype.NewFace(parsed, &opentype.FaceOptions{Size: f.size * unit, DPI: 72})
		if err != nil {
			return letters{}, err
		}
	}
	return l, nil
}

// write puts a line of text with its left end at x on the base line y.
func (l *letters) write(dst *image.RGBA, face font.Face, c color.RGBA, x, y float64, text string) {
	d := font.Drawer{Dst: dst, Src: image.NewUniform(c), Face: face,
		Dot: fixed.Point26_6{X: fixed.Int26_6(x * 64), Y: fixed.Int26_6(y * 64)}}
	d.DrawString(text)
}

// writeRight puts a line of text with its right end at x.
func (l *letters) writeRight(dst *image.RGBA, face font.Face, c color.RGBA, x, y float64, text string) {
	l.write(dst, face, c, x-l.width(face, text), y, text)
}

func (l *letters) width(face font.Face, text string) float64 {
	return float64(font.MeasureString(face, text)) / 64
}

// fit shortens a text to a width.
func (l *letters) fit(face font.Face, text string, width float64) string {
	if l.width(face, text) <= width {
		return text
	}
	runes := []rune(text)
	for len(runes) > 1 && l.width(face, string(runes)+"…") > width {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}

// wrap breaks a text into two lines at most; what the second has no room for is cut.
func (l *letters) wrap(face font.Face, text string, width float64) []string {
	if l.width(face, text) <= width {
		return []string{text}
	}
	words := strings.Fields(text)
	n := len(words)
	for n > 1 && l.width(face, strings.Join(words[:n], " ")) > width {
		n--
	}
	if n == len(words) {
		return []string{l.fit(face, text, width)}
	}
	return []string{l.fit(face, strings.Join(words[:n], " "), width), l.fit(face, strings.Join(words[n:], " "), width)}
}
