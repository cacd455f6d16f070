package publish

import (
	"os"
	"path/filepath"
	"time"
)

// lock keeps two builds from publishing into one folder at the same time. The
// system releases it when the process ends, however it ends, so the file is
// left where it is.
type lock struct{ f *os.File }

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
	return l.release, nil
}

// takeLock waits at most opt.Wait for the lock.
func takeLock(path string, opt Options) (*lock, error) {
	f, err := openLock(path)
	if err != nil {
		return nil, failure(path, err)
	}
	deadline := time.Now().Add(opt.Wait)
	for told := false; ; {
		ok, err := tryLock(f)
		if ok {
			return &lock{f}, nil
		}
		if err != nil {
			f.Close()
			return nil, failure(path, err)
		}
		if !time.Now().Before(deadline) {
			f.Close()
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

// release gives the lock back. A second call does nothing.
func (l *lock) release() error {
	if l == nil || l.f == nil {
		return nil
	}
	err := l.f.Close()
	l.f = nil
	return err
}
