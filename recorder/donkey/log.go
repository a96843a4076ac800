package donkey

import (
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"

	"steersim/recorder"
	"steersim/recorder/pictures"
)

// vehicle is what a log of donkeycar's says of its car.
const vehicle = "donkeycar"

// entry is a record in the log.
type entry struct {
	ordinal   int // of its line, over all catalogs
	info      recorder.Info
	right     float64        // the label as the tub says it
	speedless bool           // the info's speed is assumed
	names     pictures.Names // below the tub
}

// Log is a recorder.Dataset.
type Log struct {
	folder    string
	album     pictures.Album // below the folder
	car       recorder.Car
	drives    []recorder.Drive
	entries   []entry
	hash      string
	cut       bool
	untimed   int
	speedless int
	leftOut   int
	firstOut  error
}

// Open reads a tub: its folder, or the manifest in it. The car says what steering means. All pictures are read once, for the hash,
// and again from their files when they are asked for.
func Open(ctx context.Context, path string, car recorder.Car) (*Log, error) {
	about, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !about.IsDir() {
		path = filepath.Dir(path)
	}
	return read(ctx, path, os.DirFS(path), car)
}

// Cut says that the last line was not whole, and left out.
func (l *Log) Cut() bool { return l.cut }

// LeftOut counts the records that cannot be used. The error says what is wrong with the first; it is nil if there is none.
func (l *Log) LeftOut() (records int, first error) { return l.leftOut, l.firstOut }

// Untimed counts the records that do not say their time, or whose times are those of a conversion: they are taken to be a twentieth
// of a second apart.
func (l *Log) Untimed() int { return l.untimed }

// Speedless counts the records that do not say their speed, which is taken to be the car's.
func (l *Log) Speedless() int { return l.speedless }

// Len is of recorder.Dataset, as is all that follows.
func (l *Log) Len() int { return len(l.entries) }

// Info describes record i.
func (l *Log) Info(i int) recorder.Info { return l.entries[i].info }

// Drives are those that sessions, time and the driver tell apart.
func (l *Log) Drives() []recorder.Drive { return slices.Clone(l.drives) }

// Hash is the SHA-256 over records and pictures. It does not depend on the car.
func (l *Log) Hash() string { return l.hash }

// JPEG appends the encoded picture of record i to buf.
func (l *Log) JPEG(i int, v recorder.View, buf []byte) ([]byte, error) {
	buf, err := l.album.JPEG(l.name(i, v), buf)
	return buf, l.place(i, v, err)
}

// Image decodes the picture of record i.
func (l *Log) Image(i int, v recorder.View) (image.Image, error) {
	picture, err := l.album.Image(l.name(i, v))
	return picture, l.place(i, v, err)
}

// name is a picture's file; empty: there is none.
func (l *Log) name(i int, v recorder.View) string {
	if e := &l.entries[i]; v >= 0 && v < recorder.Views {
		return e.names[v]
	}
	return ""
}

// place says where in the log an error is.
func (l *Log) place(i int, v recorder.View, err error) error {
	if err == nil {
		return nil
	}
	e := &l.entries[i]
	return fmt.Errorf("%s: record %d: %v: %w", l.folder, e.ordinal, v, err)
}

// Close ends reading. Nothing is open between two pictures.
func (l *Log) Close() error { return nil }
