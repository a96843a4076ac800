package camera

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrScene marks a scene that nobody knows.
var ErrScene = errors.New("scene")

// Scene is a look: light, weather, colours. The zero value is no scene; start from SceneByName or RandomScene.
type Scene struct {
	Name string
	seed uint64 // of what the scene strews by itself

	light   light
	air     air
	weather weather
	look    look
	film    film
}

// light is what falls on the ground, in linear units.
type light struct {
	sunAzimuthRad, sunHeightRad float64
	sun, sky                    rgb     // from the sun and from all around
	shadow                      float64 // share of the sun that a shadow takes
	headlights                  bool
	lamps                       bool // windows and street lamps are lit
}

// air is what is seen where no thing is.
type air struct {
	zenith, horizon     rgb
	glow                rgb     // around the sun
	disc                float64 // brightness of the sun itself
	clouds              float64 // share of the sky
	cloudLit, cloudDark rgb
	stars               bool
	fogPerM             float64
	haze                rgb // what fog and distance fade into
}

// weather is what lies on the ground and falls from the sky; 0 is none, 1 is a lot.
type weather struct{ wet, snow, rain, flakes float64 }

// look is how road and land are made. Colours are shares of the light that is thrown back.
type look struct {
	land, verge, tarmac *grain // nil: what the road's setting has
	paint               rgb
	centrePaint         rgb
	wear                float64 // of the paint: 0 new, 1 nearly gone
	lineShare           float64 // of the usual width
	noCentre, noEdge    bool
	dry                 bool    // desert at the horizon
	bars                float64 // shadows across the lane, each metre of road
	mends               []mend
}

// film is how light becomes a picture.
type film struct {
	exposure, contrast float64
	saturation         float64
	noise              float64 // standard deviation, in linear units
	specks             []speck // on the lens
}

// Scenes lists the names, in the order that a brochure would have them.
func Scenes() []string {
	var names []string
	for _, s := range scenes() {
		names = append(names, s.Name)
	}
	return names
}

// SceneByName finds a scene.
func SceneByName(name string) (Scene, error) {
	all := scenes()
	if i := slices.IndexFunc(all, func(s Scene) bool { return s.Name == name }); i >= 0 {
		return all[i], nil
	}
	return Scene{}, fmt.Errorf("%w: %q, want one of %s", ErrScene, name, strings.Join(Scenes(), ", "))
}

// clearSky is a summer noon; the other scenes differ from it.
func clearSky() Scene {
	return Scene{
		Name: "clear",
		light: light{
			sunAzimuthRad: 2.3, sunHeightRad: 0.75,
			sun: rgb{1.36, 1.28, 1.12}, sky: rgb{0.36, 0.43, 0.56}, shadow: 1,
		},
		air: air{
			zenith: rgb{0.16, 0.34, 0.85}, horizon: rgb{0.72, 0.88, 1.08}, glow: rgb{0.9, 0.8, 0.6}, disc: 3.5,
			clouds: 0.38, cloudLit: rgb{1.7, 1.68, 1.65}, cloudDark: rgb{0.75, 0.82, 0.92},
			fogPerM: 1.0 / 3500, haze: rgb{0.62, 0.76, 0.95},
		},
		look: look{paint: rgb{0.72, 0.72, 0.68}, centrePaint: rgb{0.72, 0.72, 0.68}, wear: 0.25, lineShare: 1},
		film: film{exposure: 1, contrast: 1.08, saturation: 1.1, noise: 0.0015},
	}
}

func scenes() []Scene {
	return []Scene{clearSky(), overcast(), lowSun(), dusk(), night(), rain(), fog(), snow(), desert()}
}

func overcast() Scene {
	s := clearSky()
	s.Name = "overcast"
	s.light.sun, s.light.sky, s.light.shadow = rgb{0.25, 0.26, 0.27}, rgb{0.78, 0.82, 0.88}, 0.8
	s.air = air{
		zenith: rgb{0.50, 0.55, 0.62}, horizon: rgb{0.86, 0.89, 0.92}, clouds: 0.97,
		cloudLit: rgb{0.86, 0.88, 0.92}, cloudDark: rgb{0.42, 0.46, 0.52},
		fogPerM: 1.0 / 900, haze: rgb{0.74, 0.78, 0.83},
	}
	s.film.saturation = 0.9
	return s
}

func lowSun() Scene {
	s := clearSky()
	s.Name = "low-sun"
	s.light.sunAzimuthRad, s.light.sunHeightRad = 0.5, 0.14
	s.light.sun, s.light.sky = rgb{1.15, 0.72, 0.34}, rgb{0.26, 0.28, 0.36}
	s.air = air{
		zenith: rgb{0.22, 0.34, 0.62}, horizon: rgb{1.35, 0.86, 0.45}, glow: rgb{2.4, 1.4, 0.6}, disc: 4,
		clouds: 0.3, cloudLit: rgb{1.7, 1.05, 0.62}, cloudDark: rgb{0.50, 0.42, 0.50},
		fogPerM: 1.0 / 900, haze: rgb{1.05, 0.74, 0.46},
	}
	s.film.exposure = 1.15
	return s
}

func dusk() Scene {
	s := clearSky()
	s.Name = "dusk"
	s.light.sunAzimuthRad, s.light.sunHeightRad = 0.9, 0.02
	s.light.sun, s.light.sky, s.light.shadow = rgb{0.03, 0.02, 0.02}, rgb{0.27, 0.25, 0.33}, 0.3
	s.light.lamps = true
	s.air = air{
		zenith: rgb{0.055, 0.075, 0.20}, horizon: rgb{0.95, 0.42, 0.22}, glow: rgb{0.7, 0.28, 0.1},
		clouds: 0.42, cloudLit: rgb{0.85, 0.36, 0.30}, cloudDark: rgb{0.13, 0.12, 0.22},
		fogPerM: 1.0 / 800, haze: rgb{0.42, 0.26, 0.26},
	}
	s.film = film{exposure: 1.15, contrast: 1.08, saturation: 1.05, noise: 0.005}
	return s
}

func night() Scene {
	s := clearSky()
	s.Name = "night"
	s.light.sunHeightRad = -0.3
	s.light.sun, s.light.sky = rgb{1.45, 1.36, 1.15}, rgb{0.014, 0.018, 0.030} // the sun's place is taken by the headlights
	s.light.headlights, s.light.lamps = true, true
	s.air = air{
		zenith: rgb{0.004, 0.006, 0.014}, horizon: rgb{0.020, 0.022, 0.034}, clouds: 0.15,
		cloudLit: rgb{0.018, 0.019, 0.026}, cloudDark: rgb{0.006, 0.007, 0.011}, stars: true,
		fogPerM: 1.0 / 500, haze: rgb{0.010, 0.012, 0.019},
	}
	s.film = film{exposure: 1.3, contrast: 1.05, saturation: 1, noise: 0.004}
	return s
}

func rain() Scene {
	s := overcast()
	s.Name = "rain"
	s.light.sun, s.light.sky, s.light.shadow = rgb{0.06, 0.06, 0.07}, rgb{0.50, 0.54, 0.60}, 0.3
	s.air.zenith, s.air.horizon = rgb{0.28, 0.31, 0.36}, rgb{0.52, 0.56, 0.61}
	s.air.cloudLit, s.air.cloudDark = rgb{0.50, 0.53, 0.58}, rgb{0.22, 0.24, 0.28}
	s.air.fogPerM, s.air.haze = 1.0/160, rgb{0.47, 0.51, 0.56}
	s.weather = weather{wet: 1, rain: 1}
	s.film.exposure, s.film.saturation = 1.15, 0.85
	return s
}

func fog() Scene {
	s := overcast()
	s.Name = "fog"
	s.light.sun, s.light.sky, s.light.shadow = rgb{0, 0, 0}, rgb{0.80, 0.83, 0.87}, 0
	s.air.zenith, s.air.horizon = rgb{0.72, 0.75, 0.79}, rgb{0.80, 0.83, 0.86}
	s.air.clouds = 0
	s.air.fogPerM, s.air.haze = 1.0/32, rgb{0.80, 0.83, 0.86}
	s.weather.wet = 0.25
	s.film.saturation = 0.8
	return s
}

func snow() Scene {
	s := overcast()
	s.Name = "snow"
	s.light.sun, s.light.sky, s.light.shadow = rgb{0.18, 0.18, 0.19}, rgb{0.66, 0.72, 0.82}, 0.6
	s.air.zenith, s.air.horizon = rgb{0.56, 0.62, 0.70}, rgb{0.84, 0.88, 0.93}
	s.air.cloudLit, s.air.cloudDark = rgb{0.84, 0.88, 0.93}, rgb{0.56, 0.61, 0.68}
	s.air.fogPerM, s.air.haze = 1.0/230, rgb{0.78, 0.82, 0.88}
	s.weather = weather{snow: 1, flakes: 1, wet: 0.3}
	s.film.exposure = 1.05
	return s
}

func desert() Scene {
	s := clearSky()
	s.Name = "desert"
	s.light.sunHeightRad, s.light.sunAzimuthRad = 0.9, 0.8
	s.light.sun, s.light.sky = rgb{1.55, 1.38, 1.08}, rgb{0.42, 0.42, 0.44}
	s.air.zenith, s.air.horizon = rgb{0.20, 0.38, 0.80}, rgb{1.02, 0.94, 0.78}
	s.air.clouds, s.air.haze, s.air.fogPerM = 0.06, rgb{1.0, 0.88, 0.68}, 1.0/1200
	s.look.land = &grain{rgb{0.14, 0.095, 0.05}, rgb{0.13, 0.085, 0.046}, rgb{0.12, 0.074, 0.038}}
	s.look.verge = &grain{rgb{0.15, 0.105, 0.06}, rgb{0.13, 0.09, 0.052}, rgb{0.10, 0.065, 0.036}}
	s.look.tarmac = &grain{rgb{0.08, 0.075, 0.066}, rgb{0.06, 0.055, 0.047}, rgb{0.012, 0.010, 0.008}}
	s.look.centrePaint = rgb{0.72, 0.47, 0.06}
	s.look.wear, s.look.dry = 0.4, true
	return s
}
