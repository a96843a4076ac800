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
	if name == "" {
		stop("DISPLAY is not set")
	}
	a, ok := parse(name)
	if !ok {
		return true // on another machine: left to Ebitengine
	}
	switch a.greet(cookies(a.number)) {
	case nobody:
		stop("nobody answers at DISPLAY=" + name)
	case refused:
		stop("DISPLAY=" + name + " is another user's, who has to allow it (xauth, or xhost)")
	}
	return true
}

func stop(why string) {
	text := "cockpit: no display: " + why + ": start it in a desktop session, or under xvfb-run; the program steersim needs no display\n"
	_, _ = syscall.Write(2, []byte(text))
	syscall.Exit(1)
}

// address is a display of this machine: a socket, or a port of its own.
type address struct {
	local  bool
	number string
}

// parse reads :0, unix:0.1, localhost:10.0 and the like; ok is false for displays elsewhere.
func parse(name string) (a address, ok bool) {
	colon := -1
	for i := range name {
		if name[i] == ':' {
			colon = i
		}
	}
	if colon < 0 {
		return a, false
	}
	switch name[:colon] {
	case "", "unix":
		a.local = true
	case "localhost", "127.0.0.1":
	default:
		return a, false
	}
	a.number = name[colon+1:]
	for i := range a.number {
		if a.number[i] == '.' {
			a.number = a.number[:i]
			break
		}
	}
	return a, len(a.number) > 0 && len(a.number) < 5
}

// dial opens a connection, -1 if nobody answers.
func (a address) dial() int {
	if !a.local {
		port := 6000
		number := 0
		for _, c := range a.number {
			number = 10*number + int(c-'0')
		}
		return open(syscall.AF_INET, &syscall.SockaddrInet4{Port: port + number, Addr: [4]byte{127, 0, 0, 1}})
	}
	for _, path := range []string{"@/tmp/.X11-unix/X" + a.number, "/tmp/.X11-unix/X" + a.number} { // abstract, and a file
		if socket := open(syscall.AF_UNIX, &syscall.SockaddrUnix{Name: path}); socket >= 0 {
			return socket
		}
	}
	return -1
}

func open(family int, to syscall.Sockaddr) int {
	socket, err := syscall.Socket(family, syscall.SOCK_STREAM, 0)
	if err != nil {
		return -1
	}
	if err := syscall.Connect(socket, to); err != nil {
		_ = syscall.Close(socket)
		return -1
	}
	return socket
}

// What a display says to a greeting.
type answer int

const (
	welcome answer = iota
	nobody
	refused
)

// greet sets up a connection as X clients do (X Window System Protocol, section 8, "Connection Setup"), with each cookie and
// with none.
func (a address) greet(cookies []string) answer {
	for _, cookie := range append(cookies, "") {
		socket := a.dial()
		if socket < 0 {
			return nobody
		}
		first := [1]byte{}
		_, err := syscall.Write(socket, setup(cookie))
		if err == nil {
			_, err = syscall.Read(socket, first[:])
		}
		_ = syscall.Close(socket)
		if err == nil && first[0] == 1 {
			return welcome
		}
	}
	return refused
}

const magicCookie = "MIT-MAGIC-COOKIE-1"

// setup is the first message of a connection, little endian, for version 11.0 of the protocol.
func setup(cookie string) []byte {
	name := magicCookie
	if cookie == "" {
		name = ""
	}
	b := []byte{'l', 0, 11, 0, 0, 0, byte(len(name)), 0, byte(len(cookie)), 0, 0, 0}
	for _, text := range []string{name, cookie} {
		b = append(b, text...)
		for len(b)%4 != 0 {
			b = append(b, 0)
		}
	}
	return b
}
