package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"steersim/cmd/internal/file"
)

// settle puts a directory of long work in order: its settings are written to a file there, and one that was begun is gone on with
// by the same settings alone. taken are patterns of what a directory that is begun may not hold. It says whether the directory was begun before.
func settle(command, dir, name string, settings any, resume bool, taken ...string) (begun bool, err error) {
	now, err := json.Marshal(settings)
	if err != nil {
		return false, err
	}
	path := filepath.Join(dir, name)
	before, err := os.ReadFile(path)
	switch {
	case err == nil && !resume:
		return false, fmt.Errorf("%s exists: go on with --resume, or choose another directory", path)
	case err == nil:
		return true, sameSettings(command, path, now, before)
	case !errors.Is(err, fs.ErrNotExist):
		return false, err
	}
	found, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	for _, f := range found {
		if slices.ContainsFunc(taken, func(pattern string) bool { return matches(pattern, f.Name()) }) {
			return false, fmt.Errorf("%s exists: choose another directory", filepath.Join(dir, f.Name()))
		}
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return false, err
	}
	return false, file.Write(path, func(w io.Writer) error {
		_, err := w.Write(append(now, '\n'))
		return err
	})
}

func matches(pattern, name string) bool {
	ok, err := filepath.Match(pattern, name)
	if err != nil {
		panic("settle: " + err.Error()) // the patterns are part of the program
	}
	return ok
}

// sameSettings refuses others than those that a directory was begun with, naming the first difference.
func sameSettings(command, path string, now, before []byte) error {
	var a, b map[string]json.RawMessage
	if err := json.Unmarshal(now, &a); err != nil {
		return err
	}
	if err := json.Unmarshal(before, &b); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	var names []string
	for name := range a {
		names = append(names, name)
	}
	for name := range b {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		switch {
		case string(a[name]) == string(b[name]):
		case isObject(a[name]) && isObject(b[name]): // flags of one thing
			if err := sameSettings(command, path, a[name], b[name]); err != nil {
				return err
			}
		default:
			return fmt.Errorf("%w: %s: --%s is %s, but %s was begun with %s", errUsage, command, name, brief(a[name]), path, brief(b[name]))
		}
	}
	return nil
}

func isObject(value json.RawMessage) bool { return len(value) > 0 && value[0] == '{' }

// brief is a value short enough for a line.
func brief(value json.RawMessage) string {
	const most = 80
	if len(value) > most {
		return string(value[:most]) + "..."
	}
	return string(value)
}

// readRows reads a file of rows; one that is not there has none, since not even the first is whole.
func readRows[row any](path string, read func(io.Reader) ([]row, error)) ([]row, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return rows, nil
}
