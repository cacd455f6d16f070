package publish

import (
	"errors"
	"io/fs"
	"os"
)

// list returns what is in a folder, in no order. On Windows the listing itself
// brings sizes and times: Info asks the system nothing.
func list(dir string) ([]named, error) {
	found, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	all := make([]named, 0, len(found))
	for _, d := range found {
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // gone since the folder was listed
		}
		if err != nil {
			return nil, err
		}
		all = append(all, named{d.Name(), statOf(info)})
	}
	return all, nil
}

// openFile opens a regular file. What has taken its place is looked at before,
// because opening a pipe would wait.
func openFile(name string) (*os.File, error) {
	info, err := os.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errNotRegular}
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	return onlyRegular(f)
}

func statOf(info fs.FileInfo) stat {
	return stat{size: info.Size(), mtime: info.ModTime().UnixNano(), mode: uint32(info.Mode())}
}

// closeWritten closes a file that was written, and returns its stat: in this
// order, since Windows sets the time of modification when the file is closed.
func closeWritten(f *os.File) (stat, error) {
	if err := f.Close(); err != nil {
		return stat{}, err
	}
	return statPath(f.Name())
}

// statPath returns the stat of what is at a path, a link not followed.
func statPath(path string) (stat, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return stat{}, err
	}
	return statOf(info), nil
}

func (s stat) isDir() bool     { return fs.FileMode(s.mode).IsDir() }
func (s stat) isRegular() bool { return fs.FileMode(s.mode).IsRegular() }

// rights returns the bits that say who may do what.
func (s stat) rights() uint32 { return uint32(fs.FileMode(s.mode).Perm()) }
