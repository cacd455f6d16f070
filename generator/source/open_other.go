//go:build !(linux || darwin || freebsd)

package source

import (
	"os"
	"path/filepath"
)

// openFile opens a file. [os.Root] keeps to the folder, whatever is swapped; that
// the path itself is no link is looked at behind it.
func (r Root) openFile(path string, flags int) (*os.File, error) {
	root, err := os.OpenRoot(r.name(""))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	f, err := root.OpenFile(filepath.FromSlash(path), os.O_RDONLY|flags, 0)
	if err != nil {
		return nil, err
	}
	opened, err := f.Stat()
	if err == nil {
		named, lerr := root.Lstat(filepath.FromSlash(path))
		if lerr != nil || !os.SameFile(opened, named) {
			err = replaced(f.Name())
		}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// openFolder opens a folder.
func (r Root) openFolder(path string) (*os.File, error) {
	if path == "" {
		path = "."
	}
	return r.openFile(path, 0)
}
