package setup

import (
	"steersim/sim"
	"steersim/sim/loop"
)

// Wheel is who drives: one of our networks, that of another, the traditional driver, or the expert where there is none of them.
type Wheel struct {
	Net     *Net
	Foreign *Foreign
	Lane    bool // the traditional driver
}

// Sees says whether the driver needs a camera: the expert does not.
func (w Wheel) Sees() bool { return w.Net != nil || w.Foreign != nil || w.Lane }

// Name is what reports call the driver.
func (w Wheel) Name() string {
	switch {
	case w.Lane:
		return "lane"
	case w.Sees():
		return "net"
	}
	return "expert"
}

// NetName is the network's path as it was given, "shipped" for the one in assets, and empty for those who drive without.
func (w Wheel) NetName() string {
	switch {
	case w.Foreign != nil:
		return w.Foreign.Name
	case w.Net != nil:
		return w.Net.Name
	}
	return ""
}

// Pilot is who drives by sight, as a driver of its own.
func (w Wheel) Pilot() (loop.Driver, error) {
	switch {
	case w.Lane:
		return NewLanePilot()
	case w.Foreign != nil:
		return w.Foreign.Pilot()
	}
	pilot, err := w.Net.Pilot()
	if err != nil {
		return nil, err
	}
	return w.Net.Driver(pilot), nil
}

// Take is a world with the driver in it, still without a camera.
func (w Wheel) Take(c *Course) (loop.Config, error) {
	if !w.Sees() {
		return c.Expert()
	}
	world, err := sim.New(sim.DefaultConfig())
	if err != nil {
		return loop.Config{}, err
	}
	pilot, err := w.Pilot()
	if err != nil {
		return loop.Config{}, err
	}
	return loop.Config{World: world, Road: c.Road, Driver: pilot, Cruise: c.Cruise}, nil
}
