package publish

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"iter"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/generator/cache"
)

// Commit publishes the tree. id names its content: equal trees should have
// equal ids, different trees must not; it is one line of text, and it is
// published in the marker. snapshot writes what the caller wants back from
// [Publisher.Snapshot] as long as this tree is published; where it is nil, a
// snapshot of the same id stays. files are all that is then published, with their
// stamps: [Publisher.Intact] holds the folder against them.
//
// Where nothing was changed and id is that of the published tree, only the
// snapshot is replaced.
//
// On an error what was published stays published. Once the trees are exchanged
// no error is returned any more: what is then left undone (tidying the spare
// tree, renaming the snapshot) costs the next build time, and nothing else.
func (t *Tree) Commit(id string, files iter.Seq2[string, Stamp], snapshot func(io.Writer) error) (Stats, error) {
	c := committer{t}
	if err := c.check(id); err != nil {
		return Stats{}, err
	}
	if !t.ready && t.p.ours && id == t.p.id {
		return Stats{}, c.refreshSnapshot(id, files, snapshot)
	}
	t.prepared.Do(t.prepare)
	if t.err != nil {
		return Stats{}, t.err
	}
	replaced := t.p.ours
	err := c.finish(id, files, snapshot)
	if err == nil {
		err = t.p.swap()
	}
	if err != nil {
		_ = t.leave() // on top of the first error, a second tells nothing
		return Stats{}, err
	}
	c.settle(id, snapshot != nil, replaced)
	return t.stats(), nil
}

// committer completes a tree, and tidies up behind it.
type committer struct{ *Tree }

// check ends the tree, and refuses one that must not be published.
func (t committer) check(id string) error {
	if t.done.Swap(true) {
		return &Failure{Path: t.p.out, Err: errFinished}
	}
	if err := t.failed.Load(); err != nil {
		_ = t.leave()
		return *err
	}
	if t.open.Load() != 0 {
		return &Failure{Path: t.p.out, Err: errOpen}
	}
	if strings.ContainsAny(id, "\r\n") {
		return &Failure{Path: t.p.out, Err: errors.New("the id of a tree is one line")}
	}
	return t.err
}

// refreshSnapshot replaces the snapshot of a tree that stays published.
func (t committer) refreshSnapshot(id string, files iter.Seq2[string, Stamp], snapshot func(io.Writer) error) error {
	if snapshot == nil {
		return nil
	}
	if err := t.p.writeSnapshot(id, t.seal(t.p.out, files), snapshot); err != nil {
		return err
	}
	return failure(t.p.work, t.p.sys.rename(t.p.path(nextName), t.p.path(snapshotName)))
}

// finish completes the spare tree and makes it survive a loss of power.
func (t committer) finish(id string, files iter.Seq2[string, Stamp], snapshot func(io.Writer) error) error {
	if err := t.prune(); err != nil {
		return failure(t.spare, err)
	}
	if err := t.writeMarker(id); err != nil {
		return failure(t.spare, err)
	}
	if snapshot != nil {
		if err := t.p.writeSnapshot(id, t.seal(t.spare, files), snapshot); err != nil {
			return err
		}
	}
	return failure(t.spare, t.p.sys.sync(t.spare))
}

// seal sums up the tree in a folder: the files with their stamps, and the folders
// that they are in.
func (t committer) seal(dir string, files iter.Seq2[string, Stamp]) cache.Sum {
	var s seal
	seen := map[string]struct{}{}
	folder := func(path string) {
		if there, err := t.p.sys.lstat(filepath.Join(dir, filepath.FromSlash(path))); err == nil {
			s.add(path+"/", there.stamp())
		}
		seen[path] = struct{}{}
	}
	folder("")
	for path, stamp := range files {
		s.add(path, stamp)
		for at := parent(path); ; at = parent(at) {
			if _, ok := seen[at]; ok {
				break
			}
			folder(at)
		}
	}
	return s.sum()
}

func (t committer) writeMarker(id string) error {
	t.touch(Marker, true)
	name := filepath.Join(t.spare, Marker)
	_, err := t.p.sys.write(name, marker(id))
	if errors.Is(err, fs.ErrExist) {
		if err = t.p.sys.removeAll(name); err == nil {
			_, err = t.p.sys.write(name, marker(id))
		}
	}
	return err
}

// prune removes folders that have become empty, innermost first.
func (t committer) prune() error {
	dirs := slices.Collect(maps.Keys(t.emptied))
	slices.SortFunc(dirs, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	for _, emptied := range dirs {
		dir := emptied
		for empty := true; empty && dir != ""; dir = parent(dir) {
			var err error
			if empty, err = t.pruneFolder(dir); err != nil {
				return err
			}
		}
		delete(t.emptied, emptied)
	}
	return nil
}

// pruneFolder removes a folder if it is empty, and reports whether there is
// none now.
func (t committer) pruneFolder(dir string) (bool, error) {
	name := filepath.Join(t.spare, filepath.FromSlash(dir))
	there, err := t.p.sys.lstat(name)
	if absent(err) {
		return true, nil
	}
	if err != nil || !there.isDir() {
		return false, err
	}
	err = t.p.sys.remove(name)
	if isNotEmpty(err) {
		return false, nil
	}
	t.dirs.Delete(dir) // what is put there later makes it again
	return err == nil, err
}

// settle tidies up behind the exchange. Whatever fails here is found and mended
// by the next build.
func (t committer) settle(id string, hasSnapshot, replaced bool) {
	p := t.p
	p.exists, p.ours, p.id, p.unmarked = true, true, id, false
	_ = p.sys.syncDir(filepath.Dir(p.out))
	_ = p.sys.syncDir(p.work)
	if hasSnapshot {
		_ = p.sys.rename(p.path(nextName), p.path(snapshotName))
	}
	if replaced && !t.fresh && !t.Discard {
		_ = p.writeBehind(slices.Collect(maps.Keys(t.touched)), t.copies.Load())
		return
	}
	_ = p.sys.removeAll(t.spare)
}

// Abort gives the tree up. What is published stays, and the next build can still
// be a quick one. An error costs the next build time, and nothing else.
func (t *Tree) Abort() error {
	if t.done.Swap(true) {
		return nil
	}
	return t.leave()
}

// leave takes out what was put into the spare tree, which may be what filled
// the disk, and stores where it now differs from the published one.
func (t *Tree) leave() error {
	if !t.ready {
		return nil
	}
	if t.fresh {
		return failure(t.spare, t.p.sys.removeAll(t.spare))
	}
	for path, put := range t.touched {
		if put {
			_ = t.p.sys.remove(filepath.Join(t.spare, filepath.FromSlash(path)))
			t.vacate(path)
		}
	}
	if err := (committer{t}).prune(); err != nil {
		return failure(t.spare, err)
	}
	if err := t.p.sys.sync(t.spare); err != nil {
		return failure(t.spare, err)
	}
	return t.p.writeBehind(slices.Collect(maps.Keys(t.touched)), t.copies.Load())
}

func (t *Tree) stats() Stats {
	return Stats{
		Files:   int(t.files.Load()),
		Bytes:   t.bytes.Load(),
		Links:   int(t.links.Load()),
		Removed: int(t.removed.Load()),
	}
}
