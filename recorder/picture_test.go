package recorder

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"strings"
	"testing"
)

func TestPicturesAreBounded(t *testing.T) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 4)), nil); err != nil {
		t.Fatal(err)
	}
	if m, err := Decode(b.Bytes()); err != nil || m.Bounds().Size() != image.Pt(8, 4) {
		t.Errorf("got %v (%v), want a picture of 8x4", m, err)
	}
	huge := bytes.Clone(b.Bytes())
	at := bytes.Index(huge, []byte{0xFF, 0xC0}) // the frame's head: length, precision, height, width
	huge[at+5], huge[at+6] = 0xFF, 0xFF
	for name, tc := range map[string]struct {
		data []byte
		want string
	}{
		"a huge height": {huge, "a picture of 8x65535, want sides of 1 to 8192"},
		"cut off":       {b.Bytes()[:40], "EOF"},
		"nothing":       {nil, "EOF"},
		"a PNG":         {[]byte("\x89PNG\r\n\x1a\n"), "missing SOI"},
	} {
		if _, err := Decode(tc.data); !errors.Is(err, ErrFormat) || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: got %v, want ErrFormat with %q", name, err, tc.want)
		}
	}
}
