package publish

import (
	"bytes"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"gongkai/generator/cache"
)

// behind says in which paths the spare tree differs from the published one. It
// is stored as a snapshot with one section (see package cache), whose check
// tells a list that was cut short.
type behind struct {
	Base   string   // id of the published tree
	Paths  []string // slash-separated, sorted
	Copies bool     // the trees share no files: see Tree.link
}

// behindSalt is not the program's sum: another version may go on with the spare
// of this one.
func behindSalt() cache.Sum { return cache.SumBytes([]byte("behind")) }

// readBehind returns the list; ok is false where the spare tree is not known to
// differ in just that.
func (p *Publisher) readBehind() (list behind, ok bool) {
	data, err := readFile(p.path(behindName))
	if err != nil || !p.ours {
		return list, false
	}
	sections, err := cache.ReadSnapshot(data, behindSalt())
	if err != nil || len(sections) != 1 {
		return list, false
	}
	if _, err := cache.For[behind]().Decode(sections[0], &list); err != nil || list.Base != p.id {
		return list, false
	}
	if slices.ContainsFunc(list.Paths, func(path string) bool { return !fs.ValidPath(path) }) {
		return list, false
	}
	return list, p.sound(list.Paths)
}

// sound reports whether the folders of the spare tree that lead to some paths are
// folders, where they exist: whoever replaced one by a link while it was published
// must not lead us out of it.
func (p *Publisher) sound(paths []string) bool {
	seen := map[string]struct{}{}
	for _, path := range append([]string{"x"}, paths...) {
		for dir := parent(path); ; dir = parent(dir) {
			if _, ok := seen[dir]; ok {
				break
			}
			seen[dir] = struct{}{}
			there, err := p.sys.lstat(filepath.Join(p.path(spareName), filepath.FromSlash(dir)))
			if err != nil && (dir == "" || !errors.Is(err, fs.ErrNotExist)) || err == nil && !there.isDir() {
				return false
			}
		}
	}
	return true
}

// writeBehind stores the list, in place of an old one.
func (p *Publisher) writeBehind(paths []string, copies bool) error {
	if ambiguous(paths) {
		return nil
	}
	slices.Sort(paths)
	var buf bytes.Buffer
	w := cache.NewSnapshotWriter(&buf, behindSalt())
	w.Section(cache.For[behind]().Append(nil, &behind{Base: p.id, Paths: paths, Copies: copies}))
	if err := w.Close(); err != nil {
		return err
	}
	next := p.path(behindName + ".next")
	f, err := p.replace(next)
	if err != nil {
		return failure(next, err)
	}
	_, err = f.Write(buf.Bytes())
	if _, cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = p.sys.rename(next, p.path(behindName))
	}
	return failure(next, err)
}

// ambiguous reports whether some paths are one where case or the form of characters
// does not count. Then asking for the one that is gone finds the one that has taken
// its place, and only listing the folders tells the names: the spare tree is made
// anew.
func ambiguous(paths []string) bool {
	seen := make(map[string]struct{}, len(paths))
	for _, path := range paths {
		seen[strings.ToLower(norm.NFC.String(path))] = struct{}{}
	}
	return len(seen) < len(paths)
}

// Distrust gives the spare tree up: the next change makes it anew. It is to be
// called where published files have other stamps than they were given and are
// the same all the same: the two trees were copied, and share no files any more.
func (p *Publisher) Distrust() error { return p.forgetBehind() }

// forgetBehind marks the spare tree as being changed.
func (p *Publisher) forgetBehind() error {
	err := p.sys.remove(p.path(behindName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if isNotEmpty(err) {
		err = p.sys.removeAll(p.path(behindName))
	}
	if err == nil {
		// Before the first change: a loss of power must not bring the list back.
		err = p.sys.syncDir(p.work)
	}
	return failure(p.path(behindName), err)
}
