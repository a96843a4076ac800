//go:build !cgo && !windows

package ui

import (
	"fmt"

	"steersim/cmd/internal/window"
)

// Run says that this program has no window.
func Run(app window.App, _ window.Options) error {
	defer app.Close()
	return fmt.Errorf("%w: this program was built without C (CGO_ENABLED=0): build it with a C compiler, or use steersim", window.ErrNoDisplay)
}
