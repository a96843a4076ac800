//go:build unix

package session

import (
	"path/filepath"
	"syscall"
)

// freeBytes is the room on the disk that a file is on, or 0 where that cannot be said.
func freeBytes(path string) int64 {
	var s syscall.Statfs_t
	if err := syscall.Statfs(filepath.Dir(path), &s); err != nil {
		return 0
	}
	return int64(s.Bavail) * int64(s.Bsize)
}
