//go:build windows || darwin || js

// Package display looks for a display before anything else does; here there always is one.
package display
