//go:build !cgo || nodnnl

package tower

import "fmt"

// Available says whether this build has a tower.
func Available() bool { return false }

// Tower cannot be made in this build.
type Tower struct{}

// New returns ErrUnavailable, or what is wrong with the config.
func New(c Config) (*Tower, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	return nil, unavailable()
}

func unavailable() error {
	return fmt.Errorf("%w: this program was built without oneDNN: install libdnnl-dev and a C compiler, and build with CGO_ENABLED=1 and without the tag nodnnl", ErrUnavailable)
}

// Load returns ErrUnavailable.
func (t *Tower) Load(layer int, weight, bias []float32) error { return unavailable() }

// Forward returns ErrUnavailable.
func (t *Tower) Forward(x, y []float32) error { return unavailable() }

// Backward returns ErrUnavailable.
func (t *Tower) Backward(dy, gradients []float32) error { return unavailable() }

// Close does nothing.
func (t *Tower) Close() {}
