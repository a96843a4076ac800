//go:build !unix

package session

// freeBytes is the room on the disk that a file is on, or 0 where that cannot be said.
func freeBytes(string) int64 { return 0 }
