// Package filelock has one process at a time do something, by a file that the system
// locks.
//
//	lock, err := filelock.Try("memory/0123.lock")
//	defer lock.Release()
//
// The system gives the lock back when the process ends, however it ends. So the file is
// left where it is, and nobody ever has to delete it: that it is there says nothing.
package filelock

import (
	"errors"
	"os"
)

// ErrHeld says that another process has the lock.
var ErrHeld = errors.New("another process has the lock")

// Lock is a lock that is held.
type Lock struct{ f *os.File }

// Try takes the lock of a file, which it makes where it is missing. It does not wait:
// where another process has the lock, the error is [ErrHeld].
func Try(path string) (*Lock, error) {
	f, err := open(path)
	if err != nil {
		return nil, err
	}
	free, err := try(f)
	if err == nil && !free {
		err = &os.PathError{Op: "lock", Path: path, Err: ErrHeld}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return &Lock{f}, nil
}

// Release gives the lock back. A second call does nothing.
func (l *Lock) Release() error {
	if l == nil || l.f == nil {
		return nil
	}
	err := l.f.Close()
	l.f = nil
	return err
}
