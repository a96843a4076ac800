package scene

import (
	"errors"
	"fmt"
	"math"
)

// ErrValue marks a scene that cannot be painted.
var ErrValue = errors.New("scene")

// Check names everything in s that no painter can make a picture of.
func (s *Scene) Check() error {
	const bright, much = 100, 10 // light beyond the sun's; factors
	var errs []error
	within := func(name string, least, most float64, values ...float64) {
		for _, v := range values {
			if !(v >= least && v <= most) {
				errs = append(errs, fmt.Errorf("%w %q: %s is %v, want %g to %g", ErrValue, s.Name, name, v, least, most))
			}
		}
	}
	if s.Name == "" {
		errs = append(errs, fmt.Errorf("%w: without a name, want one of %v or random:SEED", ErrValue, Names()))
	}
	l, a, w, k, f := &s.Light, &s.Air, &s.Weather, &s.Look, &s.Film
	within("the sun's azimuth", -2*math.Pi, 2*math.Pi, l.SunAzimuthRad)
	within("the sun's height", -math.Pi/2, math.Pi/2, l.SunHeightRad)
	for _, c := range [...]struct {
		of    string
		light RGB
	}{{"sun", l.Sun}, {"sky", l.Sky}, {"zenith", a.Zenith}, {"horizon", a.Horizon}, {"glow", a.Glow}, {"clouds in the sun", a.CloudLit}, {"clouds in the shade", a.CloudDark}, {"haze", a.Haze}} {
		within("light of the "+c.of, 0, bright, c.light[:]...)
	}
	if l.Headlights && l.Full().Mean() == 0 {
		errs = append(errs, fmt.Errorf("%w %q: headlights without light, which is the sun's", ErrValue, s.Name))
	}
	within("the sun's disc", 0, bright, a.Disc)
	for _, share := range [...]struct {
		of    string
		value float64
	}{{"shadow", l.Shadow}, {"clouds", a.Clouds}, {"water", w.Wet}, {"snow", w.Snow}, {"rain", w.Rain}, {"flakes", w.Flakes}, {"wear", k.Wear}} {
		within("the share of "+share.of, 0, 1, share.value)
	}
	within("fog per metre", 0, 1, a.FogPerM)
	for _, g := range [...]*Grain{k.Land, k.Verge, k.Tarmac} {
		if g != nil {
			within("a surface's colour", 0, much, g.Fine[:]...)
			within("a surface's colour", 0, much, g.Middle[:]...)
			within("a surface's colour", 0, much, g.Broad[:]...)
		}
	}
	within("the paint's colour", 0, much, k.Paint[:]...)
	within("the paint's colour", 0, much, k.CentrePaint[:]...)
	within("the lines' width", 0, much, k.LineShare)
	within("shadows per metre", 0, 1, k.BarsPerM)
	for _, m := range k.Mends {
		within("a mend's place", -1000, 1000, m.AcrossM, m.BeginM)
		within("a mend's measure", 0, 1000, m.WidthM, m.PeriodM, m.LengthM)
		within("a mend's brightness", 0, much, m.Share)
	}
	within("exposure, contrast or saturation", 0, much, f.Exposure, f.Contrast, f.Saturation)
	within("noise", 0, 1, f.NoiseSD)
	for _, d := range f.Specks {
		within("a speck's place", -1, 1, d.Right, d.Down)
		within("a speck's radius", 0.001, 1, d.Radius)
		within("a speck's share", 0, 1, d.Dark, d.Veil)
	}
	return errors.Join(errs...)
}
