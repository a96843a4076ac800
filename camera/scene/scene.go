package scene

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrName marks a scene that nobody knows.
var ErrName = errors.New("scene")

// Scene is how the world looks: light, air, weather, surfaces and film.
type Scene struct {
	Name string // not empty
	Seed uint64 // of what the scene strews by itself: clouds, shadows across the lane

	Light   Light
	Air     Air
	Weather Weather
	Look    Look
	Film    Film
}

// Air is what is seen where no thing is.
type Air struct {
	Zenith, Horizon     RGB
	Glow                RGB     // around the sun; black: none
	Disc                float64 // brightness of the sun itself, times Light.Sun; 0: it is not seen
	Clouds              float64 // share of the sky
	CloudLit, CloudDark RGB
	Stars               bool
	FogPerM             float64 // extinction: after m metres exp(-FogPerM m) of the light is left
	Haze                RGB     // what fog and distance fade into
}

// Weather is what lies on the ground, wet and snow, and what falls, rain and flakes; 0 is none, 1 is a lot.
type Weather struct{ Wet, Snow, Rain, Flakes float64 }

// Look is how road and land are made. Colours are shares of the light that is thrown back.
type Look struct {
	Land, Verge, Tarmac *Grain // nil: what the road's setting has
	Paint, CentrePaint  RGB
	Wear                float64 // of the paint: 0 new, 1 nearly gone
	LineShare           float64 // of the usual width
	NoCentre, NoEdge    bool    // that line is missing
	Dry                 bool    // cactus and mesas
	BarsPerM            float64 // shadows across the lane, each metre of road
	Mends               []Mend
}

// Mend is where a road was mended: a strip along it, of other tarmac, that comes again after every period. A narrow one that
// never ends is a sealed crack.
type Mend struct {
	AcrossM, WidthM  float64 // its middle, to the left of the centre line
	PeriodM, LengthM float64 // along the road; a period of 0: it never ends
	Share            float64 // of the tarmac's brightness
	BeginM           float64
}

// Names lists the named scenes, in the order that a brochure would have them.
func Names() []string {
	var names []string
	for _, s := range named() {
		names = append(names, s.Name)
	}
	return names
}

// ByName finds a named scene.
func ByName(name string) (Scene, error) {
	all := named()
	if i := slices.IndexFunc(all, func(s Scene) bool { return s.Name == name }); i >= 0 {
		return all[i], nil
	}
	return Scene{}, fmt.Errorf("%w: %q, want one of %s", ErrName, name, strings.Join(Names(), ", "))
}
