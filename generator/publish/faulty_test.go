package publish

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"syscall"
)

// faulty is a file system that works until its fault: then one operation fails
// (once), or that and all that follow, as when the process is killed. Writing
// stops half-way.
type faulty struct {
	disk
	mu    sync.Mutex
	ops   int   // done so far
	at    int   // the operation that fails, counted from 0; negative: none
	once  bool  // later operations work
	err   error // what a failing operation returns
	hit   bool  // the fault has been met
	basic bool  // no exchange, no hard links: FAT
}

var errKilled = errors.New("killed")

// healthy returns a file system without a fault. Nothing is synced: what the
// tests are about is order, not durability.
func healthy() *faulty { return &faulty{disk: ofThisMachine(), at: -1} }

// ofThisMachine is what newDisk finds out, as far as the system tells it.
func ofThisMachine() disk { return disk{noModes: !hasModes} }

// killedAt returns one on which everything from operation k on fails.
func killedAt(k int) *faulty { return &faulty{disk: ofThisMachine(), at: k, err: errKilled} }

// failingAt returns one on which operation k fails, and only that.
func failingAt(k int, err error) *faulty {
	return &faulty{disk: ofThisMachine(), at: k, once: true, err: err}
}

func (f *faulty) step() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := f.ops
	f.ops++
	if f.at < 0 || n < f.at || (f.once && n > f.at) {
		return nil
	}
	f.hit = true
	return &os.PathError{Op: "test", Path: "?", Err: f.err}
}

func (f *faulty) do(op func() error) error {
	if err := f.step(); err != nil {
		return err
	}
	return op()
}

func (f *faulty) mkdir(path string) error { return f.do(func() error { return f.disk.mkdir(path) }) }

func (f *faulty) write(path string, data []byte) (Stamp, error) {
	if err := f.step(); err != nil {
		return 0, errors.Join(err, f.half(path, data))
	}
	return f.disk.write(path, data)
}

// half writes the first half of a file that is new.
func (f *faulty) half(path string, data []byte) error {
	if _, err := f.disk.write(path, data[:len(data)/2]); err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	return nil
}

func (f *faulty) create(path string) (newFile, error) {
	if err := f.step(); err != nil {
		return nil, err
	}
	w, err := f.disk.create(path)
	if err != nil {
		return nil, err
	}
	return &faultyFile{f, w}, nil
}

// faultyFile counts each write, and Close.
type faultyFile struct {
	f *faulty
	w newFile
}

func (w *faultyFile) Write(b []byte) (int, error) {
	if err := w.f.step(); err != nil {
		n, _ := w.w.Write(b[:len(b)/2])
		return n, err
	}
	return w.w.Write(b)
}

func (w *faultyFile) Close() (Stamp, error) {
	if err := w.f.step(); err != nil {
		w.w.Close()
		return 0, err
	}
	return w.w.Close()
}

func (f *faulty) copyFile(path, from string) (int64, error) {
	if err := f.step(); err != nil {
		data, rerr := os.ReadFile(from)
		return 0, errors.Join(err, rerr, f.half(path, data))
	}
	return f.disk.copyFile(path, from)
}

func (f *faulty) link(path, from string) error {
	return f.do(func() error {
		if f.basic {
			return syscall.EPERM
		}
		return f.disk.link(path, from)
	})
}

func (f *faulty) remove(path string) error { return f.do(func() error { return f.disk.remove(path) }) }

// removeAll counts every name.
func (f *faulty) removeAll(path string) error {
	there, err := f.lstat(path)
	if err == nil && there.isDir() {
		entries, err := os.ReadDir(path)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if err := f.removeAll(filepath.Join(path, e.Name())); err != nil {
				return err
			}
		}
	}
	return f.do(func() error { return f.disk.removeAll(path) })
}

func (f *faulty) rename(from, to string) error {
	return f.do(func() error { return f.disk.rename(from, to) })
}

func (f *faulty) exchange(a, b string) error {
	return f.do(func() error {
		if f.basic {
			return errNoExchange
		}
		return f.disk.exchange(a, b)
	})
}

func (f *faulty) sync(string) error    { return f.step() }
func (f *faulty) syncDir(string) error { return f.step() }
