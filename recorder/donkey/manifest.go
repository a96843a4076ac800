package donkey

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"steersim/recorder"
)

const (
	manifestName  = "manifest.json"
	manifestLines = 5
	maxManifest   = 64 << 20 // bytes: deleted_indexes may be long
	maxRecords    = 1 << 22
	catalogLength = 1000 // records: donkeycar's own
)

// Keys of a record's inputs.
const (
	centreKey = "cam/image_array"
	leftKey   = "cam/image_array_left"
	rightKey  = "cam/image_array_right"
)

// keys are the pictures' inputs, by their view.
func keys() [recorder.Views]string {
	return [recorder.Views]string{recorder.Centre: centreKey, recorder.Left: leftKey, recorder.Right: rightKey}
}

// sessions is of the manifest's fourth line.
type sessions struct {
	All      []string `json:"all_full_ids"`
	LastID   int      `json:"last_id"`
	LastFull string   `json:"last_full_id"`
}

// catalogs is the manifest's fifth line.
type catalogs struct {
	Paths   []string `json:"paths"`
	Current int      `json:"current_index"` // of the next record
	MaxLen  int      `json:"max_len"`
	Deleted []int    `json:"deleted_indexes"` // of lines, counted over all catalogs
}

// readManifest reads which catalogs there are, and what of them was deleted.
func readManifest(files fs.FS) (catalogs, error) {
	var c catalogs
	f, err := files.Open(manifestName)
	if errors.Is(err, fs.ErrNotExist) {
		if old, e := fs.Glob(files, "record_*.json"); e == nil && len(old) > 0 {
			return c, fmt.Errorf("%w: there is no %s but %s: a tub of version 1, want one of version 2 (donkeycar 4 and later convert it)", recorder.ErrFormat, manifestName, old[0])
		}
	}
	if err != nil {
		return c, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxManifest+1))
	if err != nil {
		return c, err
	}
	if len(text) > maxManifest {
		return c, fmt.Errorf("%w: %s is longer than %d bytes", recorder.ErrFormat, manifestName, maxManifest)
	}
	lines := bytes.Split(bytes.TrimRight(text, "\n"), []byte("\n"))
	if len(lines) != manifestLines {
		return c, fmt.Errorf("%w: %s has %d lines, want %d of JSON each", recorder.ErrFormat, manifestName, len(lines), manifestLines)
	}
	wrong := func(line int, err error) error {
		return fmt.Errorf("%w: %s: line %d: %w", recorder.ErrFormat, manifestName, line, err)
	}
	var inputs []string
	if err := json.Unmarshal(lines[0], &inputs); err != nil {
		return c, wrong(1, fmt.Errorf("%.60q are no names of inputs: %w", lines[0], err))
	}
	if !slices.Contains(inputs, centreKey) {
		return c, wrong(1, fmt.Errorf("the inputs are %.200q, want %s among them", inputs, centreKey))
	}
	if err := json.Unmarshal(lines[manifestLines-1], &c); err != nil {
		return c, wrong(manifestLines, err)
	}
	if err := c.check(); err != nil {
		return c, wrong(manifestLines, err)
	}
	return c, nil
}

func (c catalogs) check() error {
	if len(c.Paths) == 0 {
		return errors.New("paths are empty, want at least one catalog")
	}
	for _, p := range c.Paths {
		if !fs.ValidPath(p) || path.Base(p) != p || strings.Contains(p, `\`) {
			return fmt.Errorf("paths hold %.200q, want a file in the tub's own folder", p)
		}
	}
	for _, i := range c.Deleted {
		if i < 0 || i >= maxRecords {
			return fmt.Errorf("deleted_indexes hold %d, want 0 to %d", i, maxRecords-1)
		}
	}
	return nil
}

// manifest is all of the file, as a writer knows it.
type manifest struct {
	created  float64 // unix seconds
	sessions sessions
	catalogs catalogs
}

// append adds the five lines.
func (m manifest) append(text []byte) ([]byte, error) {
	about := map[string]any{"created_at": m.created}
	if len(m.sessions.All) > 0 {
		about["sessions"] = m.sessions
	}
	for _, line := range []any{
		[]string{centreKey, leftKey, rightKey, "user/angle", "user/throttle", "user/mode", "pos/speed"},
		[]string{"image_array", "image_array", "image_array", "float", "float", "str", "float"},
		map[string]string{},
		about,
		m.catalogs,
	} {
		one, err := json.Marshal(line)
		if err != nil {
			return text, err
		}
		text = append(append(text, one...), '\n')
	}
	return text, nil
}
