package donkey

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"steersim/recorder"
	"steersim/recorder/pictures"
)

// read goes through a tub.
func read(ctx context.Context, folder string, files fs.FS, car recorder.Car) (*Log, error) {
	if err := car.Check(); err != nil {
		return nil, err
	}
	c, err := readManifest(files)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", folder, err)
	}
	l := &Log{folder: folder, album: pictures.Album{Files: files}, car: car}
	b := builder{log: l, deleted: make(map[int]bool, len(c.Deleted)), images: map[string]bool{}}
	for _, i := range c.Deleted {
		b.deleted[i] = true
	}
	if err := b.list(); err != nil {
		return nil, fmt.Errorf("%s: %w", folder, err)
	}
	for i, name := range c.Paths {
		if err := b.catalog(name, i == len(c.Paths)-1); err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Join(folder, name), err)
		}
	}
	converted := hurried(b.kept)
	for _, k := range b.kept {
		if converted {
			k.row.TimeMS = nil
		}
		b.add(k.ordinal, k.row)
	}
	switch {
	case len(l.entries) == 0 && l.leftOut > 0:
		return nil, fmt.Errorf("%s: %w: none of its %d records can be used: %w", folder, recorder.ErrFormat, l.leftOut, l.firstOut)
	case len(l.entries) == 0:
		return nil, fmt.Errorf("%s: %w: it has no records, want at least one", folder, recorder.ErrFormat)
	}
	if err := l.sum(ctx); err != nil {
		return nil, fmt.Errorf("%s: %w", folder, err)
	}
	return l, nil
}

// builder collects what a tub says.
type builder struct {
	log     *Log
	deleted map[int]bool
	images  map[string]bool // that are there and hold something
	ordinal int             // of the next line, over all catalogs
	kept    []kept
	clock   clock
}

// kept is a row of use, and its place.
type kept struct {
	ordinal int
	row     row
}

// list looks at the images once.
func (b *builder) list() error {
	entries, err := fs.ReadDir(b.log.album.Files, imageFolder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		if info, err := e.Info(); err == nil && !e.IsDir() && info.Size() > 0 {
			b.images[e.Name()] = true
		}
	}
	return nil
}

// catalog reads a file of records; only the last may be cut off.
func (b *builder) catalog(name string, last bool) error {
	in, err := b.log.album.Files.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	return readLines(in, func(line []byte, whole bool) error {
		if b.ordinal++; b.ordinal > maxRecords {
			return fmt.Errorf("%w: more than %d records", recorder.ErrFormat, maxRecords)
		}
		if b.deleted[b.ordinal-1] {
			return nil
		}
		r, err := parseRow(line)
		if err != nil && !whole && last {
			b.log.cut = true
			return nil
		}
		if err == nil && !b.images[r.Centre] {
			err = fmt.Errorf("%w: there is no %s", recorder.ErrNoPicture, filepath.Join(imageFolder, r.Centre))
		}
		if err != nil {
			if b.log.leftOut++; b.log.leftOut == 1 {
				b.log.firstOut = fmt.Errorf("%s: record %d: %w", name, b.ordinal-1, err)
			}
			return nil
		}
		b.kept = append(b.kept, kept{b.ordinal - 1, r})
		return nil
	})
}

// add makes a record of a row.
func (b *builder) add(ordinal int, r row) {
	l := b.log
	e := entry{ordinal: ordinal, names: r.names()}
	var has [recorder.Views]bool
	for v, name := range e.names {
		if has[v] = b.images[name]; !has[v] {
			e.names[v] = ""
		} else {
			e.names[v] = file(name)
		}
	}
	e.info = r.info(l.car, has)
	begins := false
	e.info.TimeS, begins = b.clock.next(r, e.ordinal)
	if begins {
		driver := "person"
		if r.piloted() {
			driver = "net"
		}
		l.drives = append(l.drives, recorder.Drive{Number: len(l.drives), Driver: driver, Vehicle: vehicle})
	}
	e.info.Drive = len(l.drives) - 1
	e.right = *r.label()
	if r.TimeMS == nil {
		l.untimed++
	}
	if r.speed() == nil {
		e.speedless = true
		l.speedless++
	}
	l.entries = append(l.entries, e)
}

// sum makes the hash of what the log says: numbers and pictures, whatever the car and the folder are.
func (l *Log) sum(ctx context.Context) error {
	names := make([]pictures.Names, len(l.entries))
	for i, e := range l.entries {
		names[i] = e.names
	}
	sums, failed, err := l.album.Sums(ctx, names)
	if err != nil {
		return fmt.Errorf("record %d: %w", l.entries[failed].ordinal, err)
	}
	all := sha256.New()
	for i, e := range l.entries {
		fmt.Fprintln(all, e.info.Drive, e.info.TimeS, e.right)
		if !e.speedless {
			fmt.Fprintln(all, e.info.SpeedMPS)
		}
		for v := range recorder.Views {
			fmt.Fprintf(all, "%x\n", sums[i][v])
		}
	}
	l.hash = hex.EncodeToString(all.Sum(nil))
	return nil
}
