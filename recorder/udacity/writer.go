package udacity

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"time"

	"steersim/recorder"
)

// ErrExists is a name that is taken: a log never overwrites another.
var ErrExists = errors.New("there is something of this name already")

const (
	maxTimeS = 1e8             // of a drive: three years
	driveGap = 2 * time.Minute // and at least half of it is longer than maxGap, so that the reader finds the drives again
)

// Writer is a recorder.Writer.
type Writer struct {
	folder string
	car    recorder.Car
	rows   *os.File
	whole  int64 // bytes up to the end of the last row
	err    error // what ended the log early
	closed bool

	drives  int
	begin   time.Time // of the drive, as stamps tell
	last    time.Time // stamp
	scratch []byte
}

// Create starts a log in a new folder. It refuses a name that exists. The car says what steering means.
func Create(path string, car recorder.Car) (*Writer, error) {
	if err := car.Check(); err != nil {
		return nil, err
	}
	err := os.Mkdir(path, 0o755)
	if errors.Is(err, os.ErrExist) {
		return nil, fmt.Errorf("%s: %w, want a new name: nothing is overwritten", path, ErrExists)
	}
	if err != nil {
		return nil, err
	}
	err = os.Mkdir(filepath.Join(path, pictureFolder), 0o755)
	var rows *os.File
	if err == nil {
		rows, err = os.OpenFile(filepath.Join(path, logName), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	}
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(path)) // it holds nothing
	}
	epoch := time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)
	return &Writer{folder: path, car: car, rows: rows, last: epoch.Add(-driveGap)}, nil
}

// Begin is of recorder.Writer. A drive begins with a minute of its own. All else about it is lost.
func (w *Writer) Begin(d recorder.Drive) error {
	if w.err != nil {
		return w.err
	}
	if d.Number != w.drives {
		return fmt.Errorf("%s: drive %d begins, want drive %d", w.folder, d.Number, w.drives)
	}
	w.drives++
	w.begin = w.last.Truncate(time.Minute).Add(driveGap)
	return nil
}

// Write is of recorder.Writer. What it refuses does not end the log; what the disk refuses does.
func (w *Writer) Write(r recorder.Record) error {
	if w.err != nil {
		return w.err
	}
	if r.Drive != w.drives-1 {
		return fmt.Errorf("%s: a record of drive %d, want drive %d, the one that goes on", w.folder, r.Drive, w.drives-1)
	}
	place := fmt.Sprintf("%s: drive %d, %.2f s", w.folder, r.Drive, r.TimeS)
	if !(r.TimeS >= 0 && r.TimeS <= maxTimeS) {
		return fmt.Errorf("%s: %w: the time is %v s, want 0 to %v", place, recorder.ErrFormat, r.TimeS, float64(maxTimeS))
	}
	if math.IsInf(r.CurvaturePerM, 0) || math.IsNaN(r.CurvaturePerM) {
		return fmt.Errorf("%s: %w: the curvature is %v, want a finite number", place, recorder.ErrFormat, r.CurvaturePerM)
	}
	if len(r.JPEG[recorder.Centre]) == 0 {
		return fmt.Errorf("%s: %w: want the centre picture, the format has no row without it", place, recorder.ErrNoPicture)
	}
	at := w.begin.Add(time.Duration(math.Round(r.TimeS*1000)) * time.Millisecond)
	if !at.After(w.last) {
		at = w.last.Add(time.Millisecond) // a record is known by its stamp
	}
	if at.Year() > 9999 {
		return fmt.Errorf("%s: %w: the stamp is of the year %d, want one of four digits", place, recorder.ErrFormat, at.Year())
	}
	to := rowOf(r, at, w.car)
	if err := to.check(w.car); err != nil {
		return fmt.Errorf("%s: %w", place, err)
	}
	if err := w.record(to, &r.JPEG); err != nil {
		w.err = fmt.Errorf("%s: %w; what was written before stays readable", place, err)
		return w.err
	}
	w.last = at
	return nil
}

// record writes the pictures and then the row, or none of them.
func (w *Writer) record(r row, jpeg *[recorder.Views][]byte) error {
	var made []string
	var err error
	for v, name := range r.pictures {
		if name == "" {
			continue
		}
		name = filepath.Join(w.folder, filepath.FromSlash(name))
		var file *os.File
		if file, err = os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644); err != nil {
			break
		}
		made = append(made, name)
		_, err = file.Write(jpeg[v])
		if err = errors.Join(err, file.Close()); err != nil {
			break
		}
	}
	if err == nil {
		w.scratch = r.append(w.scratch[:0])
		if _, err = w.rows.Write(w.scratch); err == nil {
			w.whole += int64(len(w.scratch))
			return nil
		}
	}
	err = errors.Join(err, w.rows.Truncate(w.whole))
	for _, name := range made {
		err = errors.Join(err, os.Remove(name))
	}
	return err
}

// Close is of recorder.Writer.
func (w *Writer) Close() error {
	if w.closed {
		return w.err
	}
	w.closed = true
	err := w.rows.Sync() // some file systems tell only now that they are full
	if err = errors.Join(err, w.rows.Close()); err != nil && w.err == nil {
		w.err = fmt.Errorf("%s: %w", w.folder, err)
	}
	return w.err
}
