package publish

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"gongkai/generator/parallel"
)

// prepare brings the spare tree to the state in which the tree begins. It is
// done at the first change.
func (t *Tree) prepare() {
	p := preparer{t}
	list, known := t.p.readBehind()
	t.err = t.p.forgetBehind()
	switch {
	case t.err != nil:
	case t.fresh:
		t.err = p.clearSpare()
	case known:
		t.copies.Store(list.Copies)
		t.err = p.catchUp(list.Paths)
	default:
		t.err = p.linkAll()
	}
	t.err = t.fail(t.spare, t.err)
	t.ready = t.err == nil
}

// preparer brings the spare tree of a tree to the state in which it begins.
type preparer struct{ *Tree }

// clearSpare makes the spare tree an empty folder.
func (t preparer) clearSpare() error {
	if err := t.p.sys.removeAll(t.spare); err != nil {
		return err
	}
	return t.p.sys.mkdir(t.spare)
}

// catchUp makes the spare tree, which differs from the published one in the
// given paths, like it. All old files go before any link is made, so that the
// order of the paths does not matter where a file has become a folder, or a
// folder a file.
func (t preparer) catchUp(paths []string) error {
	err := parallel.Each(0, len(paths), func(_, i int) error { return t.dropOld(paths[i]) })
	if err != nil {
		return err
	}
	return parallel.Each(0, len(paths), func(_, i int) error { return t.linkOne(paths[i]) })
}

// dropOld removes what the spare tree has at a path.
func (t preparer) dropOld(path string) error {
	name := filepath.Join(t.spare, filepath.FromSlash(path))
	err := t.p.sys.remove(name)
	if err == nil || absent(err) {
		return nil
	}
	if there, lerr := t.p.sys.lstat(name); absent(lerr) {
		return nil
	} else if lerr != nil || !there.isDir() {
		return err
	}
	// A folder with content: in the way only where a file is published there.
	if there, err := t.p.sys.lstat(t.published(path)); err != nil || there.isDir() {
		return nil
	}
	return t.p.sys.removeAll(name)
}

// linkOne links what is published at a path into the spare tree.
func (t preparer) linkOne(path string) error {
	there, err := t.p.sys.lstat(t.published(path))
	if absent(err) {
		t.vacate(path)
		return nil
	}
	if err != nil {
		return err
	}
	if !there.isRegular() {
		return nil // its files are in the list themselves
	}
	if err := t.makeDir(parent(path)); err != nil {
		return err
	}
	return t.link(filepath.Join(t.spare, filepath.FromSlash(path)), t.published(path))
}

func (t *Tree) published(path string) string {
	return filepath.Join(t.p.out, filepath.FromSlash(path))
}

// absent reports whether an error says that there is nothing at a path: a part
// of it may be a file.
func absent(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || isNotDir(err)
}

// linkAll makes the spare tree anew with a link for every published file, one
// level of folders after the other.
func (t preparer) linkAll() error {
	if err := t.clearSpare(); err != nil {
		return err
	}
	return levels(t.linkFolder)
}

// linkFolder links the files of one folder, makes the folders in it, and
// returns their paths.
func (t preparer) linkFolder(path string) (dirs []string, err error) {
	in, err := list(t.published(path))
	if err != nil {
		return nil, err
	}
	from := t.published(path) + string(filepath.Separator)
	to := filepath.Join(t.spare, filepath.FromSlash(path)) + string(filepath.Separator)
	for i := range in {
		name := in[i].name
		switch {
		case isLitter(name):
		case in[i].isDir():
			dirs = append(dirs, strings.TrimSuffix(in[i].path(path), "/"))
			err = t.p.sys.mkdir(to + name)
		case in[i].isRegular():
			err = t.link(to+name, from+name)
		}
		if err != nil {
			return nil, err
		}
	}
	return dirs, nil
}
