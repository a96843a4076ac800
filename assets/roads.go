// Package assets is what the programs carry with them: a name in, a road or a network out.
package assets

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"steersim/sim/track"
)

//go:embed roads/*.csv
var roadFiles embed.FS

const (
	roadFolder = "roads"
	roadEnding = ".csv"
)

// Roads lists the names of the roads in alphabetical order.
func Roads() []string {
	entries, err := roadFiles.ReadDir(roadFolder)
	if err != nil {
		panic("assets: " + err.Error()) // the folder is part of the program
	}
	var names []string
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), roadEnding))
	}
	return names
}

// Road reads a road by its name.
func Road(name string) (*track.Road, error) {
	if !slices.Contains(Roads(), name) {
		return nil, fmt.Errorf("road %q: not one of %s", name, strings.Join(Roads(), ", "))
	}
	file := name + roadEnding
	f, err := roadFiles.Open(roadFolder + "/" + file)
	if err != nil {
		return nil, fmt.Errorf("road %q: %w", name, err)
	}
	defer f.Close()
	return track.Read(f, file)
}
