//go:build !windows && !darwin && !js

// Package display looks for a display before anything else does.
//
// Ebitengine asks for one while its packages are initialised, and panics if there is none: before main, with a stack trace.
// The language initialises packages in the order of their import paths as soon as what they import is ready (The Go
// Programming Language Specification, "Package initialization"). This one imports syscall alone, so its turn comes before that
// of package time, which Ebitengine cannot do without.
package display

import "syscall"

// Looked for while the package is initialised: without a display there is no program any more.
var _ = look()

func look() bool {
	name, _ := syscall.Getenv("DISPLAY")
	switch {
	case name == "":
		stop("DISPLAY is not set")
	case !answers(name):
		stop("nobody answers at DISPLAY=" + name)
	}
	return true
}

func stop(why string) {
	text := "cockpit: no display: " + why + ": start it in a desktop session, or under xvfb-run; the program steersim needs no display\n"
	_, _ = syscall.Write(2, []byte(text))
	syscall.Exit(1)
}

// answers tries the socket of a display of this machine, as :0 or unix:0.1; others are left to Ebitengine.
func answers(name string) bool {
	const local = "unix"
	if len(name) > len(local) && name[:len(local)] == local {
		name = name[len(local):]
	}
	if name[0] != ':' {
		return true
	}
	number := name[1:]
	for i := range number {
		if number[i] == '.' {
			number = number[:i]
			break
		}
	}
	for _, path := range []string{"@/tmp/.X11-unix/X" + number, "/tmp/.X11-unix/X" + number} { // abstract, and a file
		socket, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
		if err != nil {
			return true
		}
		err = syscall.Connect(socket, &syscall.SockaddrUnix{Name: path})
		_ = syscall.Close(socket)
		if err == nil {
			return true
		}
	}
	return false
}
