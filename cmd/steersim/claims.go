package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// claims are the files that a command reads or writes. None is written that it reads, nor twice.
type claims map[string]string // by where they are: what for

// read takes what is read: files, several with commas between them, and runs, for their networks. Names of no files are left out.
func (c claims) read(paths ...string) {
	for _, path := range paths {
		for _, one := range append(strings.Split(path, ","), path) {
			for _, file := range []string{one, filepath.Join(one, netName)} {
				if _, err := os.Stat(file); err == nil && one != "" {
					c[place(file)] = "read"
				}
			}
		}
	}
}

// write takes a file that is written; an empty path is none.
func (c claims) write(path string) error {
	if path == "" {
		return nil
	}
	switch at := place(path); c[at] {
	case "":
		c[at] = "written"
		return nil
	case "read":
		return fmt.Errorf("%s is read, and would be written over: want another name", path)
	}
	return fmt.Errorf("%s is asked for twice, by two flags", path)
}

// place is where a file is or will be, whatever links lead there.
func place(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	} else if dir, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		path = filepath.Join(dir, filepath.Base(path))
	}
	if whole, err := filepath.Abs(path); err == nil {
		return whole
	}
	return filepath.Clean(path)
}
