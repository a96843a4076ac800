package cockpit

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"steersim/assets"
	"steersim/cmd/internal/file"
)

// Choice is what is driven, where. It is remembered from one start of the program to the next.
type Choice struct {
	Watch bool        `json:"watch"`
	Road  string      `json:"road"`
	Scene string      `json:"scene"`
	Net   string      `json:"net"`  // path; empty is the network in assets
	Lane  bool        `json:"-"`    // the traditional driver is watched, not a network; asked for anew every time
	Hand  string      `json:"hand"` // the device that steers
	Pad   Calibration `json:"pad"`  // the gamepad that was set up last
}

func defaultChoice() Choice { return Choice{Road: "country", Scene: "clear", Hand: keyboard} }

// Memory is the file that keeps the last choice; an empty path keeps nothing.
type Memory struct{ path string }

// UserMemory is where the system wants a program's settings, or nowhere.
func UserMemory() Memory {
	dir, err := os.UserConfigDir()
	if err != nil {
		return Memory{}
	}
	return Memory{filepath.Join(dir, "steersim", "cockpit.json")}
}

// Read returns the last choice. Without one, or with a file that is none, it is the default; the error says why.
func (m Memory) Read() (Choice, error) {
	c := defaultChoice()
	if m.path == "" {
		return c, nil
	}
	b, err := os.ReadFile(m.path)
	if errors.Is(err, fs.ErrNotExist) {
		return c, nil
	}
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	if err != nil {
		return defaultChoice(), fmt.Errorf("%s: the last choice is forgotten: %w", m.path, err)
	}
	return c, nil
}

// whole are paths that lead to files from wherever the program begins; names of roads stay.
func whole(paths string) string {
	all := strings.Split(paths, ",")
	for i, path := range all {
		if _, err := os.Stat(path); err != nil || slices.Contains(assets.Roads(), path) {
			continue
		}
		if from, err := filepath.Abs(path); err == nil {
			all[i] = from
		}
	}
	return strings.Join(all, ",")
}

// Write keeps a choice, whole or not at all.
func (m Memory) Write(c Choice) error {
	if m.path == "" {
		return nil
	}
	c.Road, c.Net = whole(c.Road), whole(c.Net)
	b, err := json.MarshalIndent(c, "", "\t")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(m.path), 0o777); err != nil {
		return err
	}
	return file.Write(m.path, func(w io.Writer) error {
		_, err := w.Write(append(b, '\n'))
		return err
	})
}
