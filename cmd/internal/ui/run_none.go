//go:build !cgo && !windows

package ui

import "fmt"

// Run says that this program has no window.
func Run(app App, _ Options) error {
	defer app.Close()
	return fmt.Errorf("%w: this program was built without C (CGO_ENABLED=0): build it with a C compiler, or use steersim", ErrNoDisplay)
}
