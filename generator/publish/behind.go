package publish

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"slices"

	"gongkai/generator/cache"
)

// behind says in which paths the spare tree differs from the published one. It
// is stored as a snapshot with one section (see package cache), whose check
// tells a list that was cut short.
type behind struct {
	Base  string   // id of the published tree
	Paths []string // slash-separated, sorted
}

// behindSalt is not the program's sum: another version may go on with the spare
// of this one.
func behindSalt() cache.Sum { return cache.SumBytes([]byte("behind")) }

// readBehind returns the list; ok is false where the spare tree is not known to
// differ in just that.
func (p *Publisher) readBehind() (paths []string, ok bool) {
	data, err := os.ReadFile(p.path(behindName))
	if err != nil || !p.ours {
		return nil, false
	}
	sections, err := cache.ReadSnapshot(data, behindSalt())
	if err != nil || len(sections) != 1 {
		return nil, false
	}
	var b behind
	if _, err := cache.For[behind]().Decode(sections[0], &b); err != nil || b.Base != p.id {
		return nil, false
	}
	if slices.ContainsFunc(b.Paths, func(path string) bool { return !fs.ValidPath(path) }) {
		return nil, false
	}
	if info, err := os.Lstat(p.path(spareName)); err != nil || !info.IsDir() {
		return nil, false
	}
	return b.Paths, true
}

// writeBehind stores the list, in place of an old one.
func (p *Publisher) writeBehind(paths []string) error {
	slices.Sort(paths)
	var buf bytes.Buffer
	w := cache.NewSnapshotWriter(&buf, behindSalt())
	w.Section(cache.For[behind]().Append(nil, &behind{Base: p.id, Paths: paths}))
	if err := w.Close(); err != nil {
		return err
	}
	next := p.path(behindName + ".next")
	f, err := p.replace(next)
	if err != nil {
		return failure(next, err)
	}
	_, err = f.Write(buf.Bytes())
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = p.sys.rename(next, p.path(behindName))
	}
	return failure(next, err)
}

// forgetBehind marks the spare tree as being changed.
func (p *Publisher) forgetBehind() error {
	err := p.sys.remove(p.path(behindName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		// Before the first change: a loss of power must not bring the list back.
		err = p.sys.syncDir(p.work)
	}
	return failure(p.path(behindName), err)
}
