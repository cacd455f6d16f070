package rewrite

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Replace writes files, which need not be there, in the order given, all of them or
// none. [Undo.All] takes all of it back. Before counts for nothing.
func Replace(changes []Change) (*Undo, error) {
	sweepBeside(changes)
	u := &Undo{}
	for _, c := range changes {
		if err := u.write(c); err != nil {
			return nil, errors.Join(err, u.All())
		}
	}
	return u, nil
}

// Undo knows what files held before they were written, and which folders were made.
type Undo struct {
	files   []held
	folders []string // the outer before the inner
}

// held is a file as it was.
type held struct {
	path  string
	data  []byte
	there bool
	mode  os.FileMode
}

func (u *Undo) write(c Change) error {
	if err := u.makeFolder(filepath.Dir(c.Path)); err != nil {
		return err
	}
	info, err := os.Stat(c.Path)
	before := held{path: c.Path, there: err == nil, mode: 0o644}
	if before.there {
		before.mode = info.Mode().Perm()
		if before.data, err = os.ReadFile(c.Path); err != nil {
			return err
		}
	}
	u.files = append(u.files, before)
	return File(c.Path, c.After, before.mode)
}

// makeFolder makes a folder and those around it that are not there.
func (u *Undo) makeFolder(dir string) error {
	err := os.Mkdir(dir, 0o755)
	switch {
	case err == nil:
		u.folders = append(u.folders, dir)
	case errors.Is(err, fs.ErrNotExist):
		if err := u.makeFolder(filepath.Dir(dir)); err != nil {
			return err
		}
		return u.makeFolder(dir)
	case errors.Is(err, fs.ErrExist):
		return nil // what is no folder, the next step tells
	}
	return err
}

// All takes everything back.
func (u *Undo) All() (err error) {
	for _, f := range slices.Backward(u.files) {
		if f.there {
			err = errors.Join(err, File(f.path, f.data, f.mode))
		} else if e := os.Remove(f.path); e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	for _, dir := range slices.Backward(u.folders) {
		_ = os.Remove(dir) // one that others have put something into stays
	}
	return err
}
