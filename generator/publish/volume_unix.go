//go:build unix && !linux

package publish

import (
	"path/filepath"

	"golang.org/x/sys/unix"
)

// isMountPoint reports whether something is mounted on a folder.
func isMountPoint(dir string) bool {
	return !sameVolume(dir, filepath.Dir(dir))
}

// sameVolume reports whether files can be linked between two folders.
func sameVolume(a, b string) bool {
	var x, y unix.Stat_t
	if unix.Stat(a, &x) != nil || unix.Stat(b, &y) != nil {
		return true // let the attempt tell
	}
	return x.Dev == y.Dev
}
