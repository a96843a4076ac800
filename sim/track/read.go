package track

import (
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// ErrFormat marks a road file that breaks the format.
var ErrFormat = errors.New("malformed road file")

// ReadFile reads a road file; the road is named by the file's base name without its ending.
func ReadFile(path string) (*Road, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("road file: %w", err)
	}
	defer f.Close()
	return Read(f, path)
}

// Read reads a road file of either kind: a survey of a circuit as the TUM's database has them
// ("# x_m,y_m,w_tr_right_m,w_tr_left_m", points of the centre line about 5 m apart), whose line is smoothed, moving no point
// by more than 0.25 m; or a plan ("# x_m,y_m,radius_m"), the corners of a polygon with the radius of the bend that rounds each.
// A comment "# steersim: key=value ..." sets the markings. Name is the file's path, for errors and the road's name.
func Read(r io.Reader, name string) (*Road, error) {
	s, err := readSheet(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	build := buildSurvey
	if s.plan {
		build = buildPlan
	}
	base := filepath.Base(name)
	road, err := build(s)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	road.Name = strings.TrimSuffix(base, filepath.Ext(base))
	hash := fnv.New64a()
	hash.Write([]byte(road.Name))
	road.Seed = hash.Sum64()
	return road, nil
}
