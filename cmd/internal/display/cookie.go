//go:build !windows && !darwin && !js

package display

import "syscall"

// cookies are what the user's authority file holds for a display's number.
func cookies(number string) []string {
	path, _ := syscall.Getenv("XAUTHORITY")
	if path == "" {
		home, _ := syscall.Getenv("HOME")
		path = home + "/.Xauthority"
	}
	return choose(read(path), number)
}

// read is a file, or nothing: one that cannot be read holds no cookie.
func read(path string) []byte {
	file, err := syscall.Open(path, syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
	if err != nil {
		return nil
	}
	var all []byte
	part := make([]byte, 4096)
	const most = 1 << 20
	for len(all) < most {
		n, err := syscall.Read(file, part)
		if n <= 0 || err != nil {
			break
		}
		all = append(all, part[:n]...)
	}
	_ = syscall.Close(file)
	return all
}

// choose takes the entries of an authority file apart: a family, then an address, a display's number, a method's name and its
// data, each with its length in two bytes, the high one first (Xau(3)).
func choose(file []byte, number string) (found []string) {
	for len(file) > 2 {
		rest := file[2:]
		var fields [4]string
		for i := range fields {
			if len(rest) < 2 {
				return found
			}
			n := int(rest[0])<<8 | int(rest[1])
			if len(rest) < 2+n {
				return found
			}
			fields[i], rest = string(rest[2:2+n]), rest[2+n:]
		}
		if (fields[1] == number || fields[1] == "") && fields[2] == magicCookie && len(fields[3]) < 256 {
			found = append(found, fields[3])
		}
		file = rest
	}
	return found
}
