package scene

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrName marks a scene that nobody knows.
var ErrName = errors.New("scene")

// Scene is a look.
type Scene struct {
	Name string
	Seed uint64 // of what the scene strews by itself: clouds, shadows across the lane

	Light   Light
	Air     Air
	Weather Weather
	Look    Look
	Film    Film
}

// Light is what falls on the ground.
type Light struct {
	SunAzimuthRad, SunHeightRad float64 // counter-clockwise from x; above the horizon
	Sun, Sky                    RGB     // from the sun and from all around
	Shadow                      float64 // share of the sun that a shadow takes
	Headlights                  bool    // the car's lamps shine, and take the sun's place
	Lamps                       bool    // windows and street lamps are lit
}

// Air is what is seen where no thing is.
type Air struct {
	Zenith, Horizon     RGB
	Glow                RGB     // around the sun
	Disc                float64 // brightness of the sun itself
	Clouds              float64 // share of the sky
	CloudLit, CloudDark RGB
	Stars               bool
	FogPerM             float64
	Haze                RGB // what fog and distance fade into
}

// Weather is what lies on the ground and falls from the sky; 0 is none, 1 is a lot.
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

// Film is how light becomes a picture.
type Film struct {
	Exposure, Contrast float64
	Saturation         float64
	NoiseSD            float64 // in linear light
	Specks             []Speck // on the lens
}

// Speck is dirt or a drop on the lens: a soft disc that takes light away and scatters some. Places are shares of the picture's
// width from its middle.
type Speck struct {
	Right, Down, Radius float64
	Dark                float64 // share of the light that it takes
	Veil                float64 // share of the scene's mean light that it adds
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
