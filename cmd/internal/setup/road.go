package setup

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"steersim/assets"
	"steersim/sim/track"
)

const (
	randomPrefix = "random:"
	scaleMark    = "x" // before the scale of a random road
)

// ErrName marks a name that stands for nothing.
var ErrName = errors.New("unknown name")

// Road finds a road by the name of one in assets, by random:SEED or random:SEEDxSCALE, or by the path of a file.
// The road's Name is what reports and file names call it.
func Road(name string) (*track.Road, error) {
	if seed, scale, ok, err := randomRoad(name); ok {
		if err != nil {
			return nil, fmt.Errorf("road: %w", err)
		}
		return track.GenerateScaled(seed, scale)
	}
	for _, known := range assets.Roads() {
		if known == name {
			return assets.Road(name)
		}
	}
	if _, err := os.Stat(name); err == nil {
		return track.ReadFile(name)
	} else if strings.ContainsAny(name, `/\`) || filepath.Ext(name) != "" {
		return nil, fmt.Errorf("road: %w", err)
	}
	return nil, fmt.Errorf("road: %w: %q, want one of %s, random:SEED, or a .csv file", ErrName, name, strings.Join(assets.Roads(), ", "))
}

// CheckRoads looks at the names; files and roads in assets are read, random ones are not yet made.
func CheckRoads(names []string) error {
	for _, name := range names {
		if _, _, ok, err := randomRoad(name); ok {
			if err != nil {
				return fmt.Errorf("road: %w", err)
			}
			continue
		}
		if _, err := Road(name); err != nil {
			return err
		}
	}
	return nil
}

// Roads finds several roads, each only once. It takes some milliseconds a road, and ends early when ctx is done.
func Roads(ctx context.Context, names []string) ([]*track.Road, error) {
	known := map[string]*track.Road{}
	var roads []*track.Road
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if known[name] == nil {
			road, err := Road(name)
			if err != nil {
				return nil, err
			}
			known[name] = road
		}
		roads = append(roads, known[name])
	}
	return roads, nil
}

// randomRoad reads random:SEED or random:SEEDxSCALE, the road of a seed so many times as large.
func randomRoad(name string) (seed uint64, scale float64, ok bool, err error) {
	base, text, scaled := strings.Cut(name, scaleMark)
	if !scaled || !strings.HasPrefix(name, randomPrefix) {
		seed, ok, err = randomSeed(name)
		return seed, 1, ok, err
	}
	if seed, ok, err = randomSeed(base); err != nil {
		return 0, 0, ok, err
	}
	if scale, err = strconv.ParseFloat(text, 64); err != nil || !(scale >= track.LeastScale && scale <= track.MostScale) {
		return 0, 0, true, fmt.Errorf("%w: %q, want random:SEEDxSCALE with a scale of %d to %d", ErrName, name, track.LeastScale, track.MostScale)
	}
	return seed, scale, true, nil
}

// randomSeed reads random:SEED; ok says that the name begins like one.
func randomSeed(name string) (seed uint64, ok bool, err error) {
	text, ok := strings.CutPrefix(name, randomPrefix)
	if !ok {
		return 0, false, nil
	}
	seed, err = strconv.ParseUint(text, 10, 64)
	if err != nil {
		return 0, true, fmt.Errorf("%w: %q, want random:SEED with a whole number from 0", ErrName, name)
	}
	return seed, true, nil
}

// RoadName is what a road's name will be in a log: that of a generated road without needless digits, that of a file without its
// folder and its ending.
func RoadName(name string) string {
	if seed, scale, ok, err := randomRoad(name); ok && err == nil {
		return track.GeneratedName(seed, scale)
	}
	base := filepath.Base(name)
	return strings.TrimSuffix(base, filepath.Ext(base))
}
