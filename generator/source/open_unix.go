//go:build linux || darwin || freebsd

package source

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// openFlags are those of all that is opened. O_NONBLOCK does nothing to regular
// files and keeps an open from waiting for the other end of a pipe.
const openFlags = unix.O_RDONLY | unix.O_CLOEXEC | unix.O_NONBLOCK | unix.O_NOCTTY

func (r Root) openFile(path string, flags int) (*os.File, error) {
	name := r.name(path)
	fd, err := r.open(path, name, flags)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), name), nil
}

// openFolder opens a folder, and nothing else.
func (r Root) openFolder(path string) (*os.File, error) { return r.openFile(path, unix.O_DIRECTORY) }

// openError says what is wrong with a path. ELOOP is a link, ENXIO a socket or a
// device without a driver.
func openError(name string, err error) error {
	if errors.Is(err, unix.ELOOP) || errors.Is(err, unix.ENXIO) || errors.Is(err, unix.ENODEV) {
		return replaced(name)
	}
	return &fs.PathError{Op: "open", Path: name, Err: err}
}

// walk is open where no call of the system refuses links: [os.Root] keeps to the
// folder, whatever is swapped, and a path that is not its own real path has a link.
func (r Root) walk(path string, flags int) (fd int, err error) {
	root, err := os.OpenRoot(r.name(""))
	if err != nil {
		return 0, err
	}
	defer root.Close()
	if path == "" {
		path = "."
	}
	f, err := root.OpenFile(filepath.FromSlash(path), openFlags|flags, 0)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	if real, err := filepath.EvalSymlinks(r.name(path)); err != nil || real != r.name(path) {
		return 0, replaced(r.name(path))
	}
	return unix.FcntlInt(f.Fd(), unix.F_DUPFD_CLOEXEC, 0)
}
