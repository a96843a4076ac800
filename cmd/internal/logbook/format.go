package logbook

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Format is how a log is kept.
type Format string

// Formats.
const (
	Native  Format = "native"  // one MCAP file
	Udacity Format = "udacity" // driving_log.csv and IMG/
	Donkey  Format = "donkey"  // a donkeycar tub v2
)

// FormatByName refuses a name that is none.
func FormatByName(name string) (Format, error) {
	switch f := Format(name); f {
	case Native, Udacity, Donkey:
		return f, nil
	}
	return "", fmt.Errorf("format %q, want %s, %s or %s", name, Native, Udacity, Donkey)
}

// Names in a folder, by which it is known.
const (
	udacityName = "driving_log.csv"
	donkeyName  = "manifest.json"
	oldTubName  = "record_*.json" // of a tub v1
)

// ErrNoLog is a path that holds no log of any format.
var ErrNoLog = errors.New("no log")

// FormatOf looks at what is there.
func FormatOf(path string) (Format, error) {
	about, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	if about.IsDir() {
		return formatOfFolder(path)
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	var head [8]byte
	n, err := io.ReadFull(f, head[:])
	switch {
	case err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF):
		return "", fmt.Errorf("%s: %w", path, err)
	case bytes.Equal(head[:n], []byte("\x89MCAP0\r\n")), strings.EqualFold(filepath.Ext(path), ".mcap"):
		return Native, nil // also if it is damaged: its reader says how
	case strings.EqualFold(filepath.Ext(path), ".csv"):
		return Udacity, nil
	case filepath.Base(path) == donkeyName:
		return Donkey, nil
	}
	return "", fmt.Errorf("%w: %s begins with %q, want an MCAP file, or a folder with %s (Udacity) or %s (donkeycar)", ErrNoLog, path, head[:n], udacityName, donkeyName)
}

func formatOfFolder(path string) (Format, error) {
	for _, f := range []struct {
		pattern string
		format  Format
	}{{donkeyName, Donkey}, {udacityName, Udacity}, {oldTubName, Donkey}} {
		if found, err := filepath.Glob(filepath.Join(escaped(path), f.pattern)); err == nil && len(found) > 0 {
			return f.format, nil
		}
	}
	return "", fmt.Errorf("%w: the folder %s holds neither %s (Udacity) nor %s (donkeycar)", ErrNoLog, path, udacityName, donkeyName)
}

// escaped keeps what a folder is called from being a pattern.
func escaped(path string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(path)
}
