package publish

import (
	"errors"
	"os"
	"path/filepath"
	"time"

	"gongkai/generator/filelock"
)

// Lock takes a lock that belongs to no published folder, in a file that is made where it is
// not there; it waits as the options say. The lock is held until unlock, or the end of the
// process.
func (opt Options) Lock(path string) (unlock func() error, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, failure(filepath.Dir(path), err)
	}
	l, err := takeLock(path, opt)
	if err != nil {
		return nil, err
	}
	return l.Release, nil
}

// takeLock waits at most opt.Wait for the lock, which keeps two builds from publishing
// into one folder at the same time.
func takeLock(path string, opt Options) (*filelock.Lock, error) {
	deadline := time.Now().Add(opt.Wait)
	for told := false; ; {
		lock, err := filelock.Try(path)
		switch {
		case err == nil:
			return lock, nil
		case !errors.Is(err, filelock.ErrHeld):
			return nil, failure(path, err)
		case !time.Now().Before(deadline):
			return nil, &Failure{Kind: Busy, Path: path}
		}
		if !told && opt.Waiting != nil {
			opt.Waiting()
		}
		told = true
		time.Sleep(min(lockPause, time.Until(deadline)))
	}
}

// lockPause is how long to wait between two attempts.
const lockPause = 50 * time.Millisecond
