package scene

func named() []Scene {
	return []Scene{clearSky(), overcast(), lowSun(), dusk(), night(), rain(), fog(), snow(), desert()}
}

// clearSky is a summer noon; the other scenes differ from it.
func clearSky() Scene {
	return Scene{
		Name: "clear",
		Light: Light{
			SunAzimuthRad: 2.3, SunHeightRad: 0.75,
			Sun: RGB{1.36, 1.28, 1.12}, Sky: RGB{0.36, 0.43, 0.56}, Shadow: 1,
		},
		Air: Air{
			Zenith: RGB{0.16, 0.34, 0.85}, Horizon: RGB{0.72, 0.88, 1.08}, Glow: RGB{0.9, 0.8, 0.6}, Disc: 3.5,
			Clouds: 0.38, CloudLit: RGB{1.7, 1.68, 1.65}, CloudDark: RGB{0.75, 0.82, 0.92},
			FogPerM: 1.0 / 3500, Haze: RGB{0.62, 0.76, 0.95},
		},
		Look: Look{Paint: RGB{0.72, 0.72, 0.68}, CentrePaint: RGB{0.72, 0.72, 0.68}, Wear: 0.25, LineShare: 1},
		Film: Film{Exposure: 1, Contrast: 1.08, Saturation: 1.1, NoiseSD: 0.0015},
	}
}

func overcast() Scene {
	s := clearSky()
	s.Name = "overcast"
	s.Light.Sun, s.Light.Sky, s.Light.Shadow = RGB{0.25, 0.26, 0.27}, RGB{0.78, 0.82, 0.88}, 0.8
	s.Air = Air{
		Zenith: RGB{0.50, 0.55, 0.62}, Horizon: RGB{0.86, 0.89, 0.92}, Clouds: 0.97,
		CloudLit: RGB{0.86, 0.88, 0.92}, CloudDark: RGB{0.42, 0.46, 0.52},
		FogPerM: 1.0 / 900, Haze: RGB{0.74, 0.78, 0.83},
	}
	s.Film.Saturation = 0.9
	return s
}

func lowSun() Scene {
	s := clearSky()
	s.Name = "low-sun"
	s.Light.SunAzimuthRad, s.Light.SunHeightRad = 0.5, 0.14
	s.Light.Sun, s.Light.Sky = RGB{1.15, 0.72, 0.34}, RGB{0.26, 0.28, 0.36}
	s.Air = Air{
		Zenith: RGB{0.22, 0.34, 0.62}, Horizon: RGB{1.35, 0.86, 0.45}, Glow: RGB{2.4, 1.4, 0.6}, Disc: 4,
		Clouds: 0.3, CloudLit: RGB{1.7, 1.05, 0.62}, CloudDark: RGB{0.50, 0.42, 0.50},
		FogPerM: 1.0 / 900, Haze: RGB{1.05, 0.74, 0.46},
	}
	s.Film.Exposure = 1.15
	return s
}

func dusk() Scene {
	s := clearSky()
	s.Name = "dusk"
	s.Light.SunAzimuthRad, s.Light.SunHeightRad = 0.9, 0.02
	s.Light.Sun, s.Light.Sky, s.Light.Shadow = RGB{0.03, 0.02, 0.02}, RGB{0.27, 0.25, 0.33}, 0.3
	s.Light.Lamps = true
	s.Air = Air{
		Zenith: RGB{0.055, 0.075, 0.20}, Horizon: RGB{0.95, 0.42, 0.22}, Glow: RGB{0.7, 0.28, 0.1},
		Clouds: 0.42, CloudLit: RGB{0.85, 0.36, 0.30}, CloudDark: RGB{0.13, 0.12, 0.22},
		FogPerM: 1.0 / 800, Haze: RGB{0.42, 0.26, 0.26},
	}
	s.Film = Film{Exposure: 1.15, Contrast: 1.08, Saturation: 1.05, NoiseSD: 0.005}
	return s
}

func night() Scene {
	s := clearSky()
	s.Name = "night"
	s.Light.SunHeightRad = -0.3
	s.Light.Sun, s.Light.Sky = RGB{1.45, 1.36, 1.15}, RGB{0.014, 0.018, 0.030} // the sun's place is taken by the headlights
	s.Light.Headlights, s.Light.Lamps = true, true
	s.Air = Air{
		Zenith: RGB{0.004, 0.006, 0.014}, Horizon: RGB{0.020, 0.022, 0.034}, Clouds: 0.15,
		CloudLit: RGB{0.018, 0.019, 0.026}, CloudDark: RGB{0.006, 0.007, 0.011}, Stars: true,
		FogPerM: 1.0 / 500, Haze: RGB{0.010, 0.012, 0.019},
	}
	s.Film = Film{Exposure: 1.3, Contrast: 1.05, Saturation: 1, NoiseSD: 0.004}
	return s
}

func rain() Scene {
	s := overcast()
	s.Name = "rain"
	s.Light.Sun, s.Light.Sky, s.Light.Shadow = RGB{0.06, 0.06, 0.07}, RGB{0.50, 0.54, 0.60}, 0.3
	s.Air.Zenith, s.Air.Horizon = RGB{0.28, 0.31, 0.36}, RGB{0.52, 0.56, 0.61}
	s.Air.CloudLit, s.Air.CloudDark = RGB{0.50, 0.53, 0.58}, RGB{0.22, 0.24, 0.28}
	s.Air.FogPerM, s.Air.Haze = 1.0/160, RGB{0.47, 0.51, 0.56}
	s.Weather = Weather{Wet: 1, Rain: 1}
	s.Film.Exposure, s.Film.Saturation = 1.15, 0.85
	return s
}

func fog() Scene {
	s := overcast()
	s.Name = "fog"
	s.Light.Sun, s.Light.Sky, s.Light.Shadow = RGB{0, 0, 0}, RGB{0.80, 0.83, 0.87}, 0
	s.Air.Zenith, s.Air.Horizon = RGB{0.72, 0.75, 0.79}, RGB{0.80, 0.83, 0.86}
	s.Air.Clouds = 0
	s.Air.FogPerM, s.Air.Haze = 1.0/32, RGB{0.80, 0.83, 0.86}
	s.Weather.Wet = 0.25
	s.Film.Saturation = 0.8
	return s
}

func snow() Scene {
	s := overcast()
	s.Name = "snow"
	s.Light.Sun, s.Light.Sky, s.Light.Shadow = RGB{0.18, 0.18, 0.19}, RGB{0.66, 0.72, 0.82}, 0.6
	s.Air.Zenith, s.Air.Horizon = RGB{0.56, 0.62, 0.70}, RGB{0.84, 0.88, 0.93}
	s.Air.CloudLit, s.Air.CloudDark = RGB{0.84, 0.88, 0.93}, RGB{0.56, 0.61, 0.68}
	s.Air.FogPerM, s.Air.Haze = 1.0/230, RGB{0.78, 0.82, 0.88}
	s.Weather = Weather{Snow: 1, Flakes: 1, Wet: 0.3}
	s.Film.Exposure = 1.05
	return s
}

func desert() Scene {
	s := clearSky()
	s.Name = "desert"
	s.Light.SunHeightRad, s.Light.SunAzimuthRad = 0.9, 0.8
	s.Light.Sun, s.Light.Sky = RGB{1.55, 1.38, 1.08}, RGB{0.42, 0.42, 0.44}
	s.Air.Zenith, s.Air.Horizon = RGB{0.20, 0.38, 0.80}, RGB{1.02, 0.94, 0.78}
	s.Air.Clouds, s.Air.Haze, s.Air.FogPerM = 0.06, RGB{1.0, 0.88, 0.68}, 1.0/1200
	s.Look.Land = &Grain{RGB{0.14, 0.095, 0.05}, RGB{0.13, 0.085, 0.046}, RGB{0.12, 0.074, 0.038}}
	s.Look.Verge = &Grain{RGB{0.15, 0.105, 0.06}, RGB{0.13, 0.09, 0.052}, RGB{0.10, 0.065, 0.036}}
	s.Look.Tarmac = &Grain{RGB{0.08, 0.075, 0.066}, RGB{0.06, 0.055, 0.047}, RGB{0.012, 0.010, 0.008}}
	s.Look.CentrePaint = RGB{0.72, 0.47, 0.06}
	s.Look.Wear, s.Look.Dry = 0.4, true
	return s
}
