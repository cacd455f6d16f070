package publish

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// swap puts the spare tree in the place of the published one, which becomes
// the spare where there was one.
func (p *Publisher) swap() error {
	spare := p.path(spareName)
	if !p.exists {
		if err := makeAll(p.sys, filepath.Dir(p.out)); err != nil {
			return failure(p.out, err)
		}
		return failure(p.out, p.sys.rename(spare, p.out))
	}
	err := p.sys.exchange(spare, p.out)
	if errors.Is(err, errNoExchange) {
		err = p.swapInSteps()
	}
	return failure(p.out, err)
}

// swapInSteps is swap for systems that cannot exchange two folders. Between the
// first two renames nothing is published; a process killed there is helped by
// mend. The third may be left undone: mend does that too.
func (p *Publisher) swapInSteps() error {
	old, spare := p.path(oldName), p.path(spareName)
	if err := p.sys.rename(p.out, old); err != nil {
		return err
	}
	if err := p.sys.rename(spare, p.out); err != nil {
		return errors.Join(err, p.sys.rename(old, p.out))
	}
	// The new tree is published: an error here is none of the caller's.
	_ = p.sys.rename(old, spare)
	return nil
}

// mend ends a swapInSteps that was interrupted: it takes it back where the
// new tree had not arrived.
func (p *Publisher) mend() error {
	old, spare := p.path(oldName), p.path(spareName)
	if !there(old) {
		return nil
	}
	if s, err := p.sys.lstat(old); err == nil && !s.isDir() {
		return failure(old, p.sys.remove(old)) // no tree, and none of ours
	}
	if !there(p.out) {
		return failure(p.out, p.sys.rename(old, p.out))
	}
	if err := p.forgetBehind(); err != nil {
		return err
	}
	if there(spare) {
		return failure(old, p.sys.removeAll(old))
	}
	return failure(old, p.sys.rename(old, spare))
}

func there(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// makeAll makes a folder and those around it.
func makeAll(sys system, dir string) error {
	if there(dir) {
		return nil
	}
	if err := makeAll(sys, filepath.Dir(dir)); err != nil {
		return err
	}
	return sys.mkdir(dir)
}
