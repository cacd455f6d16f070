//go:build unix

package publish

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// list returns what is in a folder, in no order. It asks the system once a name,
// relative to the open folder: 1.5 µs each, where os.ReadDir and Info take 3.
func list(dir string) ([]named, error) {
	f, err := openDir(dir)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	names, err := f.Readdirnames(-1)
	if err != nil {
		return nil, err
	}
	all := make([]named, 0, len(names))
	for _, name := range names {
		var st unix.Stat_t
		_, err := retry(func() (int, error) { return 0, unix.Fstatat(int(f.Fd()), name, &st, unix.AT_SYMLINK_NOFOLLOW) })
		if errors.Is(err, unix.ENOENT) {
			continue // gone since the folder was listed
		}
		if err != nil {
			return nil, &fs.PathError{Op: "lstat", Path: dir + "/" + name, Err: err}
		}
		all = append(all, named{name, statOf(&st)})
	}
	return all, nil
}

// openDir opens a folder, and nothing that has taken its place.
func openDir(dir string) (*os.File, error) {
	return os.OpenFile(dir, os.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_NONBLOCK, 0)
}

// openFile opens a regular file, and nothing that has taken its place: no link is
// followed, no pipe waited for.
func openFile(name string) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK, 0)
	if errors.Is(err, unix.ENXIO) || errors.Is(err, unix.ENODEV) { // a socket, a device without a driver
		return nil, &fs.PathError{Op: "open", Path: name, Err: errNotRegular}
	}
	if err != nil {
		return nil, err
	}
	return onlyRegular(f)
}

func statOf(st *unix.Stat_t) stat {
	return stat{size: st.Size, mtime: st.Mtim.Nano(), inode: uint64(st.Ino), mode: uint32(st.Mode)}
}

// closeWritten closes a file that was written, and returns its stat.
func closeWritten(f *os.File) (stat, error) {
	s, err := fstat(int(f.Fd()), f.Name())
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return s, err
}

func fstat(fd int, name string) (stat, error) {
	var st unix.Stat_t
	if err := unix.Fstat(fd, &st); err != nil {
		return stat{}, &fs.PathError{Op: "stat", Path: name, Err: err}
	}
	return statOf(&st), nil
}

// statPath returns the stat of what is at a path, a link not followed.
func statPath(path string) (stat, error) {
	var st unix.Stat_t
	if err := unix.Lstat(path, &st); err != nil {
		return stat{}, &fs.PathError{Op: "lstat", Path: path, Err: err}
	}
	return statOf(&st), nil
}

func (s stat) isDir() bool     { return s.mode&unix.S_IFMT == unix.S_IFDIR }
func (s stat) isRegular() bool { return s.mode&unix.S_IFMT == unix.S_IFREG }

// rights returns the bits that say who may do what. That a folder hands its group
// down (setgid) it has from the one around it.
func (s stat) rights() uint32 {
	if s.isDir() {
		return s.mode & 0o5777
	}
	return s.mode & 0o7777
}
