// Package rewrite writes files anew that are there, wholly or not at all.
//
//	err := rewrite.File("figures.toml", data, 0o644)
//	err := rewrite.Files([]rewrite.Change{{"a.md", was, now}, {"b.md", was, now}})
//	refused := rewrite.Within("board.html", "public")  // where it would come to lie
//
// A file is written beside the one whose place it takes, and renamed: whoever reads it
// meanwhile reads the old bytes or the new ones. It keeps its mode, and where the system
// has owners and lets us, its owner. Several files are changed together: none is unless
// all still hold what they held when somebody looked at them. A process that is killed may
// leave the new bytes beside a file; they are removed when files in that folder are written
// again ([Sweep]).
//
// rewrite does not know what is in the files.
package rewrite

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Change is a file and what becomes of it.
type Change struct {
	// Path is that of a file, or of a symbolic link to one, which stays.
	Path          string
	Before, After []byte
}

// ErrChanged says that a file no longer holds what it held before.
var ErrChanged = errors.New("the file has changed meanwhile")

// ErrTwice says that a file would be changed under two names.
var ErrTwice = errors.New("the file has two names here")

// Files changes files, all of them or none. Where one has changed meanwhile, the error
// is an [os.PathError] with [ErrChanged].
func Files(changes []Change) error {
	sweepBeside(changes)
	var ready []staged
	defer func() {
		for _, s := range ready {
			os.Remove(s.temporary) // where it has not been renamed
		}
	}()
	for _, c := range changes {
		s, err := stage(c)
		if err != nil {
			return err
		}
		ready = append(ready, s)
		if slices.ContainsFunc(ready[:len(ready)-1], func(other staged) bool { return other.path == s.path }) {
			return &os.PathError{Op: "write", Path: s.path, Err: ErrTwice}
		}
	}
	for _, s := range ready {
		if err := s.unchanged(); err != nil {
			return err
		}
	}
	for i, s := range ready {
		if err := os.Rename(s.temporary, s.path); err != nil {
			return errors.Join(err, restore(ready[:i]))
		}
	}
	return nil
}

// staged is a change whose new bytes are written, beside the file.
type staged struct {
	path, temporary string
	before          []byte
	info            os.FileInfo
}

// stage writes the new bytes of a file beside it.
func stage(c Change) (staged, error) {
	path, err := filepath.EvalSymlinks(c.Path)
	if err != nil {
		return staged{}, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return staged{}, err
	}
	temporary, err := beside(path, c.After, info.Mode().Perm())
	if err == nil {
		keepOwner(temporary, info)
	}
	return staged{path, temporary, c.Before, info}, err
}

// unchanged says whether a file still holds what it held.
func (s *staged) unchanged() error {
	now, err := os.ReadFile(s.path)
	if err == nil && !bytes.Equal(now, s.before) {
		err = &os.PathError{Op: "write", Path: s.path, Err: ErrChanged}
	}
	return err
}

// restore gives files back what they held, after others could not be changed.
func restore(done []staged) (err error) {
	for _, s := range done {
		if e := File(s.path, s.before, s.info.Mode().Perm()); e != nil {
			err = errors.Join(err, fmt.Errorf("%s could not be restored: %w", s.path, e))
		}
	}
	return err
}

// File writes a file, which need not be there yet.
func File(path string, data []byte, mode os.FileMode) error {
	temporary, err := beside(path, data, mode)
	if err != nil {
		return err
	}
	defer os.Remove(temporary) // where it has not been renamed
	if info, missing := os.Lstat(path); missing == nil {
		keepOwner(temporary, info)
	}
	return os.Rename(temporary, path)
}

// unrenamed begins the names of files that are written and not yet renamed; digits follow.
const unrenamed = ".gongkai-"

// Sweep removes from a folder what runs that were killed have left in it: files that were
// never renamed, and that nobody has written to for so long. What cannot be removed stays.
func Sweep(dir string, age time.Duration) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		digits, ok := strings.CutPrefix(e.Name(), unrenamed)
		if !ok || digits == "" || strings.Trim(digits, "0123456789") != "" || !e.Type().IsRegular() {
			continue
		}
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) >= age {
			_ = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}

// inUse is how long another process may take until it renames what it has written.
const inUse = time.Hour

// sweepBeside sweeps the folders of the files that are written.
func sweepBeside(changes []Change) {
	swept := map[string]bool{}
	for _, c := range changes {
		if dir := filepath.Dir(c.Path); !swept[dir] {
			swept[dir] = true
			Sweep(dir, inUse)
		}
	}
}

// beside writes a file of a name that nothing else has into the folder of another.
func beside(path string, data []byte, mode os.FileMode) (name string, err error) {
	f, err := os.CreateTemp(filepath.Dir(path), unrenamed+"*")
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Chmod(f.Name(), mode)
	}
	if err != nil {
		os.Remove(f.Name())
		return "", err
	}
	return f.Name(), nil
}
