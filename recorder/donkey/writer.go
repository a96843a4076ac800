package donkey

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"

	"steersim/recorder"
)

// ErrExists is a name that is taken: a tub never overwrites another.
var ErrExists = errors.New("there is something of this name already")

const (
	epochMS  = 946_684_800_000 // the year 2000 began
	epochDay = "00-01-01"
	driveGap = 2000 // ms between drives
	maxTimeS = 1e8  // of a drive: three years
)

// Writer is a recorder.Writer.
type Writer struct {
	folder  string
	car     recorder.Car
	about   manifest
	catalog *os.File // that goes on; nil: the next record begins one
	lengths []int    // of its lines, in bytes
	whole   int64    // its bytes up to the end of the last line
	err     error    // what ended the log early
	closed  bool

	session string
	beginMS int64 // of the drive
	lastMS  int64
}

// Create starts a tub in a new folder. It refuses a name that exists. The car says what steering means.
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
	w := &Writer{folder: path, car: car, lastMS: epochMS - driveGap}
	w.about = manifest{created: epochMS / 1000, catalogs: catalogs{Paths: []string{}, MaxLen: catalogLength, Deleted: []int{}}}
	err = os.Mkdir(filepath.Join(path, imageFolder), 0o755)
	if err == nil {
		err = w.begin()
	}
	if err != nil {
		if w.catalog != nil {
			_ = w.catalog.Close() // it goes with the folder
		}
		return nil, errors.Join(err, os.RemoveAll(path)) // it holds nothing
	}
	return w, nil
}

// Begin is of recorder.Writer. A drive is a session. All else about it is lost.
func (w *Writer) Begin(d recorder.Drive) error {
	if w.err != nil {
		return w.err
	}
	if d.Number != len(w.about.sessions.All) {
		return fmt.Errorf("%s: drive %d begins, want drive %d", w.folder, d.Number, len(w.about.sessions.All))
	}
	w.session = fmt.Sprintf("%s_%d", epochDay, d.Number)
	w.about.sessions = sessions{All: append(w.about.sessions.All, w.session), LastID: d.Number, LastFull: w.session}
	w.beginMS = (w.lastMS + driveGap + 999) / 1000 * 1000 // a whole second
	return nil
}

// Write is of recorder.Writer. What it refuses does not end the log; what the disk refuses does.
func (w *Writer) Write(r recorder.Record) error {
	if w.err != nil {
		return w.err
	}
	if drive := len(w.about.sessions.All) - 1; r.Drive != drive {
		return fmt.Errorf("%s: a record of drive %d, want drive %d, the one that goes on", w.folder, r.Drive, drive)
	}
	index := w.about.catalogs.Current
	place := fmt.Sprintf("%s: record %d", w.folder, index)
	wrong := func(format string, args ...any) error {
		return fmt.Errorf("%s: %w: %s", place, recorder.ErrFormat, fmt.Sprintf(format, args...))
	}
	switch angle := w.car.Right(r.CurvaturePerM); {
	case !(r.TimeS >= 0 && r.TimeS <= maxTimeS):
		return wrong("the time is %v s, want 0 to %v", r.TimeS, float64(maxTimeS))
	case !(math.Abs(angle) <= mostAngle):
		return wrong("the angle is %v of the lock, want at most %d", angle, mostAngle)
	case !(math.Abs(r.SpeedMPS) <= 1000):
		return wrong("the speed is %v m/s, want a finite one", r.SpeedMPS)
	case len(r.JPEG[recorder.Centre]) == 0:
		return fmt.Errorf("%s: %w: want the centre picture, the format has no record without it", place, recorder.ErrNoPicture)
	}
	at := max(w.beginMS+int64(math.Round(r.TimeS*1000)), w.lastMS)
	if err := w.record(rowOf(r, index, w.session, at, w.car), &r.JPEG); err != nil {
		w.err = fmt.Errorf("%s: %w; what was written before stays readable", place, err)
		return w.err
	}
	w.lastMS = at
	return nil
}

// record writes the pictures and then the line, or none of them.
func (w *Writer) record(r row, jpeg *[recorder.Views][]byte) error {
	line, err := json.Marshal(r)
	if err != nil {
		return err
	}
	line = append(line, '\n')
	if len(w.lengths) == catalogLength {
		if err := w.next(); err != nil {
			return err
		}
	}
	var made []string
	for v, name := range r.names() {
		if name == "" {
			continue
		}
		path := filepath.Join(w.folder, imageFolder, name)
		made = append(made, path)
		if err = os.WriteFile(path, jpeg[v], 0o644); err != nil {
			break
		}
	}
	if err == nil {
		if _, err = w.catalog.Write(line); err == nil {
			w.whole, w.lengths = w.whole+int64(len(line)), append(w.lengths, len(line))
			w.about.catalogs.Current++
			return nil
		}
	}
	err = errors.Join(err, w.catalog.Truncate(w.whole))
	for _, path := range made {
		if e := os.Remove(path); e != nil && !errors.Is(e, os.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	return err
}

// Close is of recorder.Writer.
func (w *Writer) Close() error {
	if w.closed {
		return w.err
	}
	w.closed = true
	if err := w.end(); err != nil && w.err == nil {
		w.err = fmt.Errorf("%s: %w", w.folder, err)
	}
	return w.err
}
