package source

import (
	"errors"

	"golang.org/x/sys/unix"
)

// open opens what is at a path with flags besides those that all files get. One
// system call, as a plain open: the system itself refuses links in every part of
// the path. Where it does not know the call (before Linux 5.6, in old containers),
// the path is walked. name is that of the path for the system.
func (r Root) open(path, name string, flags int) (fd int, err error) {
	how := unix.OpenHow{Flags: uint64(openFlags | flags), Resolve: unix.RESOLVE_NO_SYMLINKS}
	for {
		fd, err = unix.Openat2(unix.AT_FDCWD, name, &how)
		switch {
		case err == nil:
			return fd, nil
		case errors.Is(err, unix.EINTR), errors.Is(err, unix.EAGAIN): // a rename crossed the way
		case errors.Is(err, unix.ENOSYS), errors.Is(err, unix.EPERM):
			return r.walk(path, flags)
		default:
			return 0, openError(name, err)
		}
	}
}
