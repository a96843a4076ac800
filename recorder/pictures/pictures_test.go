package pictures

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"image"
	"image/jpeg"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"steersim/recorder"
)

func encoded(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 4)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPicturesAreReadWholeAndBounded(t *testing.T) {
	good := encoded(t)
	files := fstest.MapFS{"good.jpg": {Data: good}, "png.jpg": {Data: []byte("\x89PNG\r\n\x1a\n")}, "pipe": {Mode: fs.ModeNamedPipe}}
	album := &Album{Files: files}
	buf, err := album.JPEG("good.jpg", []byte("before"))
	if err != nil || string(buf[:6]) != "before" || !bytes.Equal(buf[6:], good) {
		t.Errorf("got %d bytes (%v), want %d behind what was there", len(buf), err, len(good))
	}
	for name, want := range map[string]string{"png.jpg": "want a JPEG", "pipe": "want a file of at most"} {
		if buf, err := album.JPEG(name, []byte("x")); !errors.Is(err, recorder.ErrFormat) || !strings.Contains(err.Error(), want) || string(buf) != "x" {
			t.Errorf("%s: got %v, want ErrFormat with %q", name, err, want)
		}
	}
}

// Oracle: SHA-256 of each file.
func TestSumsAreOfTheirFiles(t *testing.T) {
	files, records := fstest.MapFS{}, make([]Names, 50)
	for i := range records {
		for v := range recorder.Views {
			if i%3 == int(v) {
				continue
			}
			name := string(rune('a'+i%26)) + strings.Repeat("x", i) + v.String()
			records[i][v], files[name] = name, &fstest.MapFile{Data: []byte(name)}
		}
	}
	sums, _, err := (&Album{Files: files}).Sums(t.Context(), records)
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for i, r := range records {
		for v, name := range r {
			want := sha256.Sum256([]byte(name))
			if name == "" {
				want = [sha256.Size]byte{}
			}
			if sums[i][v] != want {
				t.Errorf("record %d, %v: got %x, want %x", i, recorder.View(v), sums[i][v], want)
			}
			checked++
		}
	}
	if checked == 0 {
		t.Error("nothing was checked")
	}
	delete(files, records[31][recorder.Centre])
	delete(files, records[40][recorder.Left])
	if _, failed, err := (&Album{Files: files}).Sums(t.Context(), records); failed != 31 || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got record %d: %v, want the first that has none, 31", failed, err)
	}
}
