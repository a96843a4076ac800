package track

import (
	"fmt"
	"slices"
	"strings"
)

// The words of road files, in the order of the constants.
var (
	lineNames    = [...]string{NoLine: "none", Solid: "solid", Dashed: "dashed"}
	surfaceNames = [...]string{Gravel: "gravel", Grass: "grass", Kerb: "kerb", Pavement: "pavement"}
	settingNames = [...]string{Country: "country", Forest: "forest", Motorway: "motorway", Mountain: "mountain", City: "city", Circuit: "circuit"}
)

// String is the word that road files use.
func (l Line) String() string { return word(lineNames[:], int(l)) }

// String is the word that road files use.
func (s Surface) String() string { return word(surfaceNames[:], int(s)) }

// String is the word that road files use.
func (s Setting) String() string { return word(settingNames[:], int(s)) }

func word(names []string, i int) string {
	if i < 0 || i >= len(names) {
		return fmt.Sprintf("unknown(%d)", i)
	}
	return names[i]
}

// defaultMarkings are those of a road file that says nothing.
var defaultMarkings = Markings{Centre: Dashed, Edge: Solid, Verge: Grass, Setting: Circuit}

// settingsPrefix begins the comment that holds settings: "# steersim: centre=dashed edge=solid".
const settingsPrefix = "steersim:"

// settings are what the comments of a road file may say.
type settings struct {
	markings     Markings
	right, left  float64 // of a plan's tarmac, metres
	hasWidths    bool
	alreadyGiven []string
}

// set reads the words behind settingsPrefix.
func (s *settings) set(text string) error {
	for _, field := range strings.Fields(text) {
		key, value, ok := strings.Cut(field, "=")
		if !ok {
			return fmt.Errorf("%w: setting %q, want key=value", ErrFormat, field)
		}
		if slices.Contains(s.alreadyGiven, key) {
			return fmt.Errorf("%w: setting %s is given twice", ErrFormat, key)
		}
		s.alreadyGiven = append(s.alreadyGiven, key)
		if err := s.setOne(key, value); err != nil {
			return err
		}
	}
	return nil
}

func (s *settings) setOne(key, value string) (err error) {
	var i int
	switch key {
	case "centre":
		i, err = choose(key, value, lineNames[:])
		s.markings.Centre = Line(i)
	case "edge":
		i, err = choose(key, value, lineNames[:])
		s.markings.Edge = Line(i)
	case "verge":
		i, err = choose(key, value, surfaceNames[:])
		s.markings.Verge = Surface(i)
	case "setting":
		i, err = choose(key, value, settingNames[:])
		s.markings.Setting = Setting(i)
	case "right_m":
		s.hasWidths = true
		s.right, err = number(key, value, 0, maxWidthM)
	case "left_m":
		s.hasWidths = true
		s.left, err = number(key, value, 0, maxWidthM)
	default:
		err = fmt.Errorf("%w: unknown setting %q, want centre, edge, verge, setting, right_m or left_m", ErrFormat, key)
	}
	return err
}

func choose(key, value string, names []string) (int, error) {
	if i := slices.Index(names, value); i >= 0 {
		return i, nil
	}
	return 0, fmt.Errorf("%w: setting %s is %q, want one of %s", ErrFormat, key, value, strings.Join(names, ", "))
}
