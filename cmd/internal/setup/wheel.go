package setup

import (
	"steersim/sim"
	"steersim/sim/loop"
)

// Wheel is who drives: one of our networks, that of another, or the expert where there is neither.
type Wheel struct {
	Net     *Net
	Foreign *Foreign
}

// Sees says whether the driver needs a camera: the expert does not.
func (w Wheel) Sees() bool { return w.Net != nil || w.Foreign != nil }

// Name is what reports call the driver.
func (w Wheel) Name() string {
	if !w.Sees() {
		return "expert"
	}
	return "net"
}

// NetName is the network's path as it was given, "shipped" for the one in assets, and empty for the expert.
func (w Wheel) NetName() string {
	switch {
	case w.Foreign != nil:
		return w.Foreign.Name
	case w.Net != nil:
		return w.Net.Name
	}
	return ""
}

// Pilot is the network as a driver of its own.
func (w Wheel) Pilot() (loop.Driver, error) {
	if w.Foreign != nil {
		return w.Foreign.Pilot()
	}
	return w.Net.Pilot()
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
