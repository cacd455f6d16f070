package publish

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
)

// Tree is the site that is to be published. Nothing is touched before the first
// change: a tree that is committed without one costs nothing. Its methods are
// safe for concurrent use on different paths, Remove, Commit and Abort apart.
//
// Paths are slash-separated and relative to the published folder.
type Tree struct {
	p     *Publisher
	fresh bool // begun with nothing
	spare string

	prepared sync.Once
	ready    bool  // the spare tree is as it was begun, plus the changes below
	err      error // of preparing it

	done   atomic.Bool
	failed atomic.Pointer[error] // the first error: such a tree is not committed
	open   atomic.Int64          // files created and not closed
	dirs   sync.Map              // folders known to exist, by path

	mu      sync.Mutex
	touched map[string]bool     // not in a fresh tree: paths changed; true: put, false: removed
	emptied map[string]struct{} // folders that may have become empty

	// copies says that there are files in the tree that had to be copied from the
	// published one, because there are no hard links.
	copies atomic.Bool

	// Discard has [Tree.Commit] remove what was published before, where that is what was
	// to go. Else it is the spare tree of the next change.
	Discard bool

	// SumUp has the tree make the SHA-256 of what is put or created in it, as it is written:
	// Sums are of type [sha256.Size]byte, by path. To read all back would take three times as
	// long.
	SumUp bool
	Sums  sync.Map

	files, bytes, links, removed atomic.Int64
}

// Stats is what a commit changed.
type Stats struct {
	Files   int   // written
	Bytes   int64 // in them
	Links   int   // made for what stays, where the spare tree lacked it
	Removed int   // files
}

// Begin starts a tree: from nothing where fresh is set or nothing is published,
// else from what is published. Only one tree can be under way.
func (p *Publisher) Begin(fresh bool) (*Tree, error) {
	if p.tree != nil && !p.tree.done.Load() {
		return nil, &Failure{Path: p.out, Err: errUnderWay}
	}
	p.tree = &Tree{
		p:       p,
		fresh:   fresh || !p.ours,
		spare:   p.path(spareName),
		touched: map[string]bool{},
		emptied: map[string]struct{}{},
	}
	return p.tree, nil
}

// Fresh reports whether the tree began with nothing, so that everything that is
// to be published must be put into it.
func (t *Tree) Fresh() bool { return t.fresh }

var (
	errUnderWay = errors.New("another tree is under way")
	errFinished = errors.New("the tree was committed or aborted already")
	errConflict = errors.New("of two outputs one is a file, and the other needs a folder of that name")
	errOpen     = errors.New("a file of the tree was not closed")
)

// Put publishes data under path, in a new file, and returns its stamp. Folders
// are made as needed.
func (t *Tree) Put(path string, data []byte) (stamp Stamp, err error) {
	err = t.place(path, func(name string) (err error) {
		stamp, err = t.p.sys.write(name, data)
		return err
	})
	if err == nil {
		t.count(int64(len(data)))
		if t.SumUp {
			t.Sums.Store(path, sha256.Sum256(data))
		}
	}
	return stamp, err
}

// Create returns a writer for what is to be published under path. It must be
// closed before the tree is committed, and an error of Close counts.
func (t *Tree) Create(path string) (*File, error) {
	w := &File{t: t, path: path}
	if t.SumUp {
		w.sum = sha256.New()
	}
	err := t.place(path, func(name string) (err error) {
		w.w, err = t.p.sys.create(name)
		return err
	})
	if err != nil {
		return nil, err
	}
	t.open.Add(1)
	return w, nil
}

// File is a file of a tree being written.
type File struct {
	t    *Tree
	path string
	w    newFile
	size int64
	sum  hash.Hash // nil where nobody asks for it
}

// Write appends to the file.
func (f *File) Write(b []byte) (int, error) {
	n, err := f.w.Write(b)
	f.size += int64(n)
	if f.sum != nil {
		f.sum.Write(b[:n])
	}
	return n, f.t.fail(f.path, err)
}

// Close completes the file and returns its stamp.
func (f *File) Close() (Stamp, error) {
	f.t.open.Add(-1)
	stamp, err := f.w.Close()
	if err == nil {
		f.t.count(f.size)
		if f.sum != nil {
			f.t.Sums.Store(f.path, [sha256.Size]byte(f.sum.Sum(nil)))
		}
	}
	return stamp, f.t.fail(f.path, err)
}

// Open opens a file as it is in the tree: one that was put or kept, or, where the tree
// was not begun with nothing, one that is published and stays.
func (t *Tree) Open(path string) (*os.File, error) {
	t.mu.Lock()
	changed := t.fresh || t.touched[path]
	t.mu.Unlock()
	if !changed {
		return t.p.Open(path)
	}
	return openFile(filepath.Join(t.spare, filepath.FromSlash(path)))
}

// Keep carries path over from what is published. It is needed in a fresh tree
// only, which it makes the cheaper way where most paths change; elsewhere what
// is not changed stays anyway.
func (t *Tree) Keep(path string) error {
	if !t.fresh {
		return nil
	}
	published := filepath.Join(t.p.out, filepath.FromSlash(path))
	return t.place(path, func(name string) error { return t.link(name, published) })
}

// link makes name another name of a published file, or a copy where the file
// system has no hard links (FAT), or no more for this file.
func (t *Tree) link(name, published string) error {
	err := t.p.sys.link(name, published)
	if err != nil && !errors.Is(err, fs.ErrExist) && !errors.Is(err, fs.ErrNotExist) {
		t.copies.Store(true)
		_, err = t.p.sys.copyFile(name, published)
	}
	if err == nil {
		t.links.Add(1)
	}
	return err
}

// Stamp returns the stamp of a file in this tree, from the one that it was put with,
// or has where it is published: another one where the two trees share no files.
func (t *Tree) Stamp(path string, known Stamp) Stamp {
	if !t.copies.Load() {
		return known
	}
	there, err := t.p.sys.lstat(filepath.Join(t.spare, filepath.FromSlash(path)))
	if err != nil {
		return 0
	}
	return there.stamp()
}

// fail wraps an error of the system and keeps the tree from being committed.
func (t *Tree) fail(path string, err error) error {
	err = failure(path, err)
	if err != nil {
		t.failed.CompareAndSwap(nil, &err)
	}
	return err
}

func (t *Tree) count(size int64) {
	t.files.Add(1)
	t.bytes.Add(size)
}

// Remove takes paths out of the tree, and the folders that become empty by it.
// Nothing there is no error.
//
// Remove what is gone before putting what is new: where case does not count in
// names (Windows, macOS), a.html removed after A.html was put would take the
// new file away, and A/ that is still there would be the folder of a/1.html.
func (t *Tree) Remove(paths ...string) error {
	if len(paths) == 0 {
		return nil
	}
	for _, path := range paths {
		if err := t.remove(path); err != nil {
			return err
		}
	}
	return t.fail(t.spare, committer{t}.prune())
}

func (t *Tree) remove(path string) error {
	name, err := t.begin(path)
	if err != nil {
		return err
	}
	there, err := t.p.sys.lstat(name)
	if err != nil || there.isDir() {
		return nil // never there, or replaced by a folder meanwhile
	}
	t.touch(path, false)
	if err := t.p.sys.remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return t.fail(name, err)
	}
	t.removed.Add(1)
	t.vacate(path)
	return nil
}

// place makes the file at path by way of do, which fails with fs.ErrExist where
// there is something: what is left of the published tree is then removed first.
func (t *Tree) place(path string, do func(name string) error) error {
	name, err := t.begin(path)
	if err != nil {
		return err
	}
	if err := t.makeDir(parent(path)); err != nil {
		return t.fail(name, err)
	}
	t.touch(path, true)
	err = do(name)
	if errors.Is(err, fs.ErrExist) {
		if err = t.clear(path, name); err == nil {
			err = do(name)
		}
	}
	return t.fail(name, err)
}

// begin checks a path, prepares the spare tree where this is the first change,
// and returns the name of the path in it.
func (t *Tree) begin(path string) (string, error) {
	local, err := filepath.Localize(path)
	if err != nil || path == "." || path == Marker {
		return "", &Failure{Path: path, Err: fmt.Errorf("not a path that can be published: %q", path)}
	}
	if t.done.Load() {
		return "", &Failure{Path: path, Err: errFinished}
	}
	t.prepared.Do(t.prepare)
	return t.spare + string(filepath.Separator) + local, t.err
}

// touch notes that a path of a tree that was not fresh is changed.
func (t *Tree) touch(path string, put bool) {
	if t.SumUp {
		t.Sums.Delete(path)
	}
	if t.fresh {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.touched[path] = put
}

// vacate notes that the folder of path may be empty now.
func (t *Tree) vacate(path string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.emptied[parent(path)] = struct{}{}
}

// clear removes what lies at a path where a file is to be put.
func (t *Tree) clear(path, name string) error {
	there, err := t.p.sys.lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !there.isDir():
		return t.p.sys.remove(name)
	case t.putBelow(path):
		return errConflict
	}
	return t.p.sys.removeAll(name)
}

// putBelow reports whether anything in the folder at path was put into this
// tree: then the folder is no leftover.
func (t *Tree) putBelow(path string) bool {
	if t.fresh {
		return true
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	for other, put := range t.touched {
		if put && strings.HasPrefix(other, path+"/") {
			return true
		}
	}
	return false
}

// makeDir makes the folder at path and those around it, "" for the tree itself.
// A file of the published tree that is in the way gives way.
func (t *Tree) makeDir(path string) error {
	if path == "" {
		return nil
	}
	if _, ok := t.dirs.Load(path); ok {
		return nil
	}
	if err := t.makeDir(parent(path)); err != nil {
		return err
	}
	name := filepath.Join(t.spare, filepath.FromSlash(path))
	err := t.p.sys.mkdir(name)
	if errors.Is(err, fs.ErrExist) {
		err = t.giveWay(path, name)
	}
	if err == nil {
		t.dirs.Store(path, struct{}{})
	}
	return err
}

// giveWay makes the folder name where there is something already.
func (t *Tree) giveWay(path, name string) error {
	there, err := t.p.sys.lstat(name)
	if err == nil && there.isDir() {
		return nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	t.mu.Lock()
	put := t.touched[path]
	t.mu.Unlock()
	if t.fresh || put {
		return errConflict
	}
	t.touch(path, false)
	if err := t.p.sys.remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := t.p.sys.mkdir(name); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

// parent returns the folder of a path, "" for the tree itself.
func parent(path string) string {
	return path[:max(strings.LastIndexByte(path, '/'), 0)]
}
