package source

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// Root is the folder of a site, through which its files are read. It opens regular
// files only, never waits for a pipe, and follows no symbolic link in any part of
// a path: what stands at a path when it is opened may be something else than when
// it was listed, and the descriptor is judged, not the name. A link that was listed
// is read where it led to then, see [File.Target].
//
// Paths are slash-separated and relative to the folder, without "..".
type Root struct {
	dir string // links resolved
}

// At returns the folder of a site.
func At(dir string) (Root, error) {
	real, err := filepath.EvalSymlinks(dir)
	return Root{real}, err
}

// ErrReplaced is returned where something else has taken the place of a file: a
// symbolic link, a folder, a pipe, a device.
var ErrReplaced = errors.New("something else has taken the place of the file")

// Open opens a file.
func (r Root) Open(path string) (*os.File, error) {
	f, err := r.openFile(path, 0)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = replaced(f.Name())
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// Names lists what is in a folder, in no order.
func (r Root) Names(path string) ([]fs.DirEntry, error) {
	f, err := r.openFolder(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.ReadDir(-1)
}

// name is filepath.Join of a path that is clean, which it does not look at.
func (r Root) name(path string) string {
	switch {
	case path == "" || path == ".":
		return r.dir
	case r.dir == "" || r.dir == ".":
		return filepath.FromSlash(path)
	}
	return r.dir + string(filepath.Separator) + filepath.FromSlash(path)
}

func replaced(name string) error { return &fs.PathError{Op: "open", Path: name, Err: ErrReplaced} }

// Files returns some files as a file system, each under the name given for it.
func (r Root) Files(paths map[string]string) fs.FS { return files{r, paths} }

// files are the files of a file system, by name. There are no folders.
type files struct {
	root  Root
	paths map[string]string
}

// Open opens a file.
func (f files) Open(name string) (fs.File, error) {
	at, ok := f.paths[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return f.root.Open(at)
}

// ReadFile reads a file.
func (f files) ReadFile(name string) ([]byte, error) {
	at, ok := f.paths[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return f.root.Read(at)
}

// Glob lists the names that match a pattern.
func (f files) Glob(pattern string) ([]string, error) {
	var names []string
	for name := range f.paths {
		ok, err := path.Match(pattern, name)
		if err != nil {
			return nil, err
		}
		if ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, nil
}
