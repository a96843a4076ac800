// Package window is what a window and a program have to do with each other: pictures one way, keys, mouse and gamepad the
// other. cmd/internal/ui opens the window; nothing in here needs a display.
package window
