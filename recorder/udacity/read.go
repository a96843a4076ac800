package udacity

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"time"

	"steersim/recorder"
	"steersim/recorder/pictures"
)

// entry is a record in the log.
type entry struct {
	line  int // of the file, from 1
	drive int
	timeS float64
	row   row // its pictures are files below the folder
}

// read goes through the log whose rows are in a file of the folder.
func read(ctx context.Context, folder string, files fs.FS, file string, car recorder.Car) (*Log, error) {
	if err := car.Check(); err != nil {
		return nil, err
	}
	l := &Log{folder: folder, album: pictures.Album{Files: files}, car: car}
	err := l.readRows(file)
	if err == nil && len(l.entries) == 0 {
		err = l.nothing()
	}
	if err == nil {
		err = l.sum(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(folder, file), err)
	}
	return l, nil
}

func (l *Log) readRows(file string) error {
	in, err := l.album.Files.Open(file)
	if err != nil {
		return err
	}
	defer in.Close()
	found, err := newFinder(l.album.Files)
	if err != nil {
		return err
	}
	var times clock
	rows := 0
	l.cut, err = readRows(in, func(line int, r row) error {
		rows++
		if err := r.check(l.car); err != nil {
			return err
		}
		said := r.pictures[recorder.Centre]
		for v, p := range r.pictures {
			r.pictures[v] = found.find(p)
		}
		if r.pictures[recorder.Centre] == "" {
			l.leaveOut(line, said)
			return nil
		}
		drive, since, stamped := times.next(path.Base(r.pictures[recorder.Centre]), rows)
		if !stamped {
			l.untimed++
		}
		l.entries = append(l.entries, entry{line: line, drive: drive, timeS: float64(since) / float64(time.Second), row: r})
		return nil
	})
	for n := range times.drives {
		l.drives = append(l.drives, recorder.Drive{Number: n, Driver: "person", Vehicle: "udacity"})
	}
	return err
}

func (l *Log) leaveOut(line int, centre string) {
	if l.leftOut++; l.leftOut == 1 {
		l.firstOut = fmt.Errorf("line %d: %w: the centre picture %.200q is neither there nor in %s",
			line, recorder.ErrNoPicture, centre, filepath.Join(l.folder, pictureFolder))
	}
}

// nothing is why there is no record.
func (l *Log) nothing() error {
	if l.leftOut > 0 {
		return fmt.Errorf("%w: none of its %d rows has its centre picture: %w", recorder.ErrFormat, l.leftOut, l.firstOut)
	}
	return fmt.Errorf("%w: it has no rows, want at least one", recorder.ErrFormat)
}

// sum makes the hash of what the log says: numbers, names and pictures, not how and where it is written down.
func (l *Log) sum(ctx context.Context) error {
	names := make([]pictures.Names, len(l.entries))
	for i, e := range l.entries {
		names[i] = e.row.pictures
	}
	sums, failed, err := l.album.Sums(ctx, names)
	if err != nil {
		return fmt.Errorf("line %d: %w", l.entries[failed].line, err)
	}
	all := sha256.New()
	for i, s := range sums {
		e := &l.entries[i]
		fmt.Fprintln(all, e.row.steering, e.row.throttle, e.row.brake, e.row.mph)
		for v, name := range e.row.pictures {
			fmt.Fprintf(all, "%q %x\n", path.Base(name), s[v])
		}
	}
	l.hash = hex.EncodeToString(all.Sum(nil))
	return nil
}
