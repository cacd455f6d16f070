package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"gongkai/generator/filelock"
)

// scratch is a folder in which something is written until it is whole, beside its place:
// it is then renamed. A run that is killed leaves it there, and the next one in the same
// folder removes it: that nobody works in it is told by its lock.
type scratch struct {
	dir  string
	lock *filelock.Lock
}

const (
	scratchPrefix = ".gongkai-archive-"
	scratchLock   = "lock"
)

// newScratch makes such a folder in another, without what killed runs have left there.
func newScratch(in string) (*scratch, error) {
	if err := sweep(in); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(in, scratchPrefix+"*")
	if err != nil {
		return nil, err
	}
	lock, err := filelock.Try(filepath.Join(dir, scratchLock))
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return &scratch{dir, lock}, nil
}

// path is where something in the folder is.
func (s *scratch) path(name string) string { return filepath.Join(s.dir, name) }

// remove removes the folder with all that is still in it.
func (s *scratch) remove() error { return errors.Join(s.lock.Release(), os.RemoveAll(s.dir)) }

// sweep removes what killed runs have left in a folder.
func sweep(in string) error {
	entries, err := os.ReadDir(in)
	if err != nil {
		return err
	}
	for _, e := range entries {
		dir := filepath.Join(in, e.Name())
		mark := filepath.Join(dir, scratchLock)
		if !e.IsDir() || !strings.HasPrefix(e.Name(), scratchPrefix) || isMissing(mark) {
			continue // not ours
		}
		lock, err := filelock.Try(mark)
		if errors.Is(err, filelock.ErrHeld) {
			continue // somebody works in it
		}
		if err := errors.Join(err, lock.Release(), os.RemoveAll(dir)); err != nil {
			return err
		}
	}
	return nil
}

// untilStopped is a context that is done when the user or the system stops the program, so
// that it can remove what is not whole.
func untilStopped() (context.Context, context.CancelFunc) {
	return signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
}

// stoppable reads until a context is done, and stoppedAt writes so.
type (
	stoppable struct {
		context.Context
		from io.Reader
	}
	stoppedAt struct {
		context.Context
		to io.Writer
	}
)

func (s stoppable) Read(p []byte) (int, error) {
	if err := s.Err(); err != nil {
		return 0, err
	}
	return s.from.Read(p)
}

func (s stoppedAt) Write(p []byte) (int, error) {
	if err := s.Err(); err != nil {
		return 0, err
	}
	return s.to.Write(p)
}

// move renames all that is in one folder into another, which has none of the names. Where
// one cannot be, those before it are put back.
func move(from, to string, rename func(from, to string) error) error {
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for i, e := range entries {
		target := filepath.Join(to, e.Name())
		if !isMissing(target) {
			err = &fs.PathError{Op: "rename", Path: target, Err: fs.ErrExist}
		} else {
			err = rename(filepath.Join(from, e.Name()), target)
		}
		if err == nil {
			continue
		}
		for _, moved := range entries[:i] {
			err = errors.Join(err, rename(filepath.Join(to, moved.Name()), filepath.Join(from, moved.Name())))
		}
		return err
	}
	return nil
}
