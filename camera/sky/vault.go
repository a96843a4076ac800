package sky

import (
	"math"

	"steersim/camera/scene"
	"steersim/camera/texture"
)

// vault is the sky along one azimuth.
type vault struct {
	scene      *scene.Scene
	clouds     *texture.Noise
	sin, cos   float64
	toSun      float64 // cosine of the azimuth from the sun
	sinS, cosS float64 // of the sun's height
}

func newVault(s *scene.Scene, clouds *texture.Noise, azimuth float64) vault {
	v := vault{scene: s, clouds: clouds, toSun: math.Cos(azimuth - s.Light.SunAzimuthRad)}
	v.sin, v.cos = math.Sincos(azimuth)
	v.sinS, v.cosS = math.Sincos(s.Light.SunHeightRad)
	return v
}

// at is the light from a height.
func (v *vault) at(height float64) scene.RGB {
	s, a := v.scene, &v.scene.Air
	up := max(height, 0)
	c := a.Horizon.Mixed(a.Zenith, 1-math.Exp(-up*4.2))
	sin, cos := math.Sincos(height)
	away := math.Sqrt(max(0, 2-2*(cos*v.cosS*v.toSun+sin*v.sinS))) // the chord, for the angle
	if away < 1.6 && a.Glow[0] > 0 {
		c = c.Plus(a.Glow.Scaled(0.55*math.Exp(-away*away/0.5) + 0.9*math.Exp(-away/0.10)))
	}
	cover := 0.0
	if a.Clouds > 0 && up > 0 {
		t := 0.06 / math.Tan(up+0.035) // clouds are a flat layer: denser near the horizon
		x, y := t*v.cos+0.3, t*v.sin+0.7
		cover = smoothStep((cloudAt(v.clouds, x, y) - (0.86 - 0.86*a.Clouds)) / 0.34)
		if cover > 0 {
			sunSin, sunCos := math.Sincos(s.Light.SunAzimuthRad)
			inside := smoothStep((cloudAt(v.clouds, x+0.012*sunCos, y+0.012*sunSin) - 0.2) / 0.7)
			cloud := a.CloudLit.Mixed(a.CloudDark, inside)
			cloud = cloud.Mixed(c, 0.75*math.Exp(-up*7)) // far ones drown in haze
			c = c.Mixed(cloud, cover)
		}
	}
	if a.Disc > 0 && away < 0.03 {
		c = c.Plus(s.Light.Sun.Scaled(a.Disc * (1 - smoothStep((away-0.010)/0.012)) * (1 - 0.9*cover)))
	}
	if a.FogPerM > 1.0/400 {
		c = c.Mixed(a.Haze, 1-math.Exp(-a.FogPerM*120/max(sin+0.05, 0.05)))
	}
	return c
}

// cloudAt interpolates the noise, 0 to 1; one is a square.
func cloudAt(n *texture.Noise, x, y float64) float64 {
	side := 1 << n.Bits
	x, y = (x-math.Floor(x))*float64(side), (y-math.Floor(y))*float64(side)
	i, j := int(x), int(y)
	u, v := x-float64(i), y-float64(j)
	at := func(i, j int) float64 { return float64(n.Levels[0][(j&(side-1))<<n.Bits+i&(side-1)]) }
	return ((at(i, j)*(1-u)+at(i+1, j)*u)*(1-v) + (at(i, j+1)*(1-u)+at(i+1, j+1)*u)*v) / 255
}

// smoothStep eases from 0 at 0 to 1 at 1.
func smoothStep(u float64) float64 {
	u = max(0, min(u, 1))
	return u * u * (3 - 2*u)
}
