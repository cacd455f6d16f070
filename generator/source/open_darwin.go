package source

import (
	"errors"

	"golang.org/x/sys/unix"
)

// open opens what is at a path with flags besides those that all files get. The
// system itself refuses links in every part of the path. name is that of the path
// for the system.
func (r Root) open(path, name string, flags int) (fd int, err error) {
	for {
		fd, err = unix.Open(name, openFlags|flags|unix.O_NOFOLLOW_ANY, 0)
		if err == nil {
			return fd, nil
		}
		if !errors.Is(err, unix.EINTR) {
			return 0, openError(name, err)
		}
	}
}
