package attest

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Folder is a tree in a folder.
type Folder string

// Names lists the folder. Links are not followed, wherever they lead.
func (f Folder) Names() (names []Name, listed bool, err error) {
	root := string(f)
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == root {
			return err
		}
		rel, err := filepath.Rel(root, path)
		names = append(names, Name{filepath.ToSlash(rel), d.IsDir(), !d.IsDir() && !d.Type().IsRegular()})
		return err
	})
	return names, true, err
}

// Remote says that it is no server.
func (f Folder) Remote() bool { return false }

// Open opens a file of the folder. A link is none, and nor is what it leads to.
func (f Folder) Open(path string) (io.ReadCloser, error) {
	notThere := &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	at := string(f)
	local, err := filepath.Localize(path)
	if err != nil {
		return nil, notThere
	}
	for dir := parent(path); dir != ""; dir = parent(dir) {
		if info, err := os.Lstat(filepath.Join(at, filepath.FromSlash(dir))); err == nil && !info.IsDir() {
			return nil, notThere
		}
	}
	name := filepath.Join(at, local)
	info, err := os.Lstat(name)
	if err == nil && !info.Mode().IsRegular() {
		return nil, notThere
	}
	if err != nil {
		return nil, err
	}
	return os.Open(name)
}
