package setup

import (
	"image"
	"sync"

	"steersim/camera"
	"steersim/camera/scene"
	"steersim/sim"
	"steersim/sim/expert"
	"steersim/sim/loop"
	"steersim/sim/track"
)

// FrameSize is that of recorded pictures and of those that the network drives by.
var FrameSize = image.Pt(320, 160)

// Course is a road with what every drive on it shares. It is safe for concurrent use.
type Course struct {
	Road   *track.Road
	Cruise *loop.Cruise

	lock   sync.Mutex
	ground *camera.Ground // nil until it is needed
	drives int            // that still need it
}

// NewCourse plans the speed of a road; its tables for painting are made when they are first needed.
func NewCourse(road *track.Road, c loop.CruiseConfig) (*Course, error) {
	cruise, err := loop.NewCruise(road, c)
	if err != nil {
		return nil, err
	}
	return &Course{Road: road, Cruise: cruise}, nil
}

// Camera paints the course in a scene as one camera sees it. The seed is of the picture's noise.
func (c *Course) Camera(size image.Point, mount camera.Mount, look scene.Scene, seed uint64) (*camera.Painter, error) {
	return c.paint(camera.Config{Size: size, Mount: mount, Scene: look, Seed: seed})
}

// Crop is the course as a network sees it through its centre camera: what its crop leaves out at the top is not painted, but for a row
// that resizing may reach for.
func (c *Course) Crop(sceneName string, prepare camera.PrepareConfig, seed uint64) (*camera.Painter, error) {
	look, err := Scene(sceneName)
	if err != nil {
		return nil, err
	}
	return c.paint(camera.Config{Size: FrameSize, Mount: camera.CentreMount, Scene: look, Seed: seed, TopPx: max(0, int(prepare.Top*float64(FrameSize.Y))-1)})
}

// paint is a painter on the course's ground.
func (c *Course) paint(config camera.Config) (p *camera.Painter, err error) {
	if config.Ground, err = c.survey(); err != nil {
		return nil, err
	}
	return camera.New(config)
}

// CameraIn is Camera in a scene by its name.
func (c *Course) CameraIn(sceneName string, size image.Point, mount camera.Mount, seed uint64) (*camera.Painter, error) {
	look, err := Scene(sceneName)
	if err != nil {
		return nil, err
	}
	return c.Camera(size, mount, look, seed)
}

// survey makes the tables for painting, once.
func (c *Course) survey() (*camera.Ground, error) {
	c.lock.Lock()
	defer c.lock.Unlock()
	if c.ground == nil {
		ground, err := camera.NewGround(c.Road)
		if err != nil {
			return nil, err
		}
		c.ground = ground
	}
	return c.ground, nil
}

// Expect announces a drive; Leave ends it. After the last one the tables for painting, some megabytes a road, are
// dropped, so that a long list of roads needs no more memory than a short one.
func (c *Course) Expect() {
	c.lock.Lock()
	defer c.lock.Unlock()
	c.drives++
}

// Leave ends a drive that was announced.
func (c *Course) Leave() {
	c.lock.Lock()
	defer c.lock.Unlock()
	if c.drives--; c.drives <= 0 {
		c.ground = nil
	}
}

// Expert is a world with the privileged driver in it.
func (c *Course) Expert() (loop.Config, error) {
	world, err := sim.New(sim.DefaultConfig())
	if err != nil {
		return loop.Config{}, err
	}
	driver, err := expert.New(world, c.Road, expert.Law{})
	if err != nil {
		return loop.Config{}, err
	}
	return loop.Config{World: world, Road: c.Road, Driver: driver, Cruise: c.Cruise}, nil
}
