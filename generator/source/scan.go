package source

import (
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"gongkai/generator/diag"
)

// Scan lists the files at and below the given paths of the folder root, or the
// whole of root where none is given, sorted bytewise by path. A path may be
// that of a file; one that does not exist is left out.
//
// Files whose names cannot be published, links that lead astray and special
// files are left out and reported. The error is that of the system: a folder
// that cannot be read. 100,000 files take 0.37 s of processor time, a tenth more
// than the system calls alone.
func Scan(root string, paths ...string) ([]File, []diag.Diagnostic, error) {
	at, err := At(root)
	if err != nil {
		return nil, nil, err
	}
	s := &scanner{root: at, now: time.Now().UnixNano(), workers: newWorkers()}
	if len(paths) == 0 {
		paths = []string{"."}
	}
	tree, err := s.tops(paths)
	if err != nil {
		return nil, nil, err
	}
	slices.SortFunc(tree, func(a, b node) int { return strings.Compare(a.key, b.key) })
	return tree.flatten(make([]File, 0, tree.count())), diag.Sort(s.found), nil
}

// Lookup returns the file at a slash-separated path below root as Scan lists
// it, and whether Scan lists it.
func Lookup(root, path string) (File, bool) {
	at, err := At(root)
	if err != nil || ignoredPath(path) {
		return File{}, false
	}
	s := &scanner{root: at, now: time.Now().UnixNano()}
	folder := filepath.Dir(at.name(path))
	if target, err := filepath.EvalSymlinks(folder); err != nil || target != folder {
		return File{}, false // a folder behind a link is not part of the site
	}
	target, stamp, err := s.follow(path)
	if target == path {
		target = ""
	}
	return File{path, stamp, target}, err == nil
}

// scanner is one scan under way.
type scanner struct {
	root Root
	now  int64
	workers

	mu    sync.Mutex
	found []diag.Diagnostic
}

// kind is what stands behind a name.
type kind uint8

const (
	gone kind = iota // deleted since the folder was listed
	file
	folder
	link
	special // device, pipe, socket
)

// entry is a name in a folder.
type entry struct {
	name  string
	kind  kind
	stamp Stamp
}

// tree is what was found in one folder, in the order of the paths.
type tree []node

// node is a file, or a folder where sub is not nil. key is the name, that of a
// folder followed by a slash: sorted by key, folders put their files exactly
// where sorting all paths would ("a.md" before "a/b.md", "a0.md" behind it).
type node struct {
	key  string
	file File
	sub  tree
}

func (t tree) count() int {
	n := len(t)
	for i := range t {
		n += t[i].sub.count()
	}
	return n
}

func (t tree) flatten(files []File) []File {
	for i := range t {
		if t[i].sub != nil {
			files = t[i].sub.flatten(files)
		} else {
			files = append(files, t[i].file)
		}
	}
	return files
}

// tops scans the paths that Scan was given. A folder that holds several of them
// is listed once.
func (s *scanner) tops(paths []string) (tree, error) {
	given := map[string]struct{}{}
	for _, path := range paths {
		given[filepath.ToSlash(filepath.Clean(path))] = struct{}{}
	}
	if _, all := given["."]; all {
		return s.folder("")
	}
	wanted := map[string]map[string]struct{}{} // names by folder
	for path := range given {
		if below(path, given) {
			continue // scanned with the folder it is in
		}
		parent, name := split(path)
		if wanted[parent] == nil {
			wanted[parent] = map[string]struct{}{}
		}
		wanted[parent][name] = struct{}{}
	}
	var all tree
	for _, parent := range slices.Sorted(maps.Keys(wanted)) {
		some, err := s.some(parent, wanted[parent])
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// below reports whether a path lies below one of some others.
func below(path string, others map[string]struct{}) bool {
	for i := range len(path) {
		if path[i] == '/' {
			if _, ok := others[path[:i]]; ok {
				return true
			}
		}
	}
	return false
}

// some scans some names in a folder. What is gone is left out, and so is what
// lies behind a link.
func (s *scanner) some(parent string, names map[string]struct{}) (tree, error) {
	entries, err := s.list(strings.TrimSuffix(parent, "/"), func(name string) bool {
		_, ok := names[name]
		return ok
	})
	if isNoFolder(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var nodes tree
	for _, e := range entries {
		n, err := s.node(parent, e)
		if err != nil {
			return nil, err
		}
		if n.key != "" {
			n.key = parent + n.key
			nodes = append(nodes, n)
		}
	}
	return nodes, nil
}

// split cuts a path before its last name: "a/b/", "c".
func split(path string) (parent, name string) {
	i := strings.LastIndexByte(path, '/') + 1
	return path[:i], path[i:]
}

// folder scans one folder. prefix is its path followed by a slash, "" for the
// root.
func (s *scanner) folder(prefix string) (tree, error) {
	entries, err := s.list(strings.TrimSuffix(prefix, "/"), nil)
	if isNoFolder(err) && prefix != "" {
		return tree{}, nil // deleted meanwhile, or replaced
	}
	if err != nil {
		return nil, err
	}
	entries = s.checkNames(prefix, entries)
	nodes := make(tree, len(entries))
	var folders []int
	for i, e := range entries {
		if e.kind == folder {
			folders = append(folders, i)
			continue
		}
		if nodes[i], err = s.node(prefix, e); err != nil {
			return nil, err
		}
	}
	errs := make([]error, len(folders))
	s.each(len(folders), func(k int) {
		i := folders[k]
		nodes[i], errs[k] = s.node(prefix, entries[i])
	})
	nodes = slices.DeleteFunc(nodes, func(n node) bool { return n.key == "" })
	slices.SortFunc(nodes, func(a, b node) int { return strings.Compare(a.key, b.key) })
	return nodes, firstOf(errs)
}

// node turns an entry into a node; into the zero node where it is no file of
// the site.
func (s *scanner) node(prefix string, e entry) (node, error) {
	path := prefix + e.name
	switch e.kind {
	case file:
		return node{key: e.name, file: File{Path: path, Stamp: e.stamp.settled(s.now)}}, nil
	case folder:
		sub, err := s.folder(path + "/")
		if sub == nil {
			sub = tree{}
		}
		return node{key: e.name + "/", sub: sub}, err
	case link:
		target, stamp, err := s.follow(path)
		if err != nil {
			s.report(linkAstray.At(diag.Pos{File: path}, path))
			return node{}, nil
		}
		return node{key: e.name, file: File{path, stamp, target}}, nil
	case special:
		s.report(specialFile.At(diag.Pos{File: path}, path))
	}
	return node{}, nil
}

var errAstray = errors.New("link leads out of the site, to a folder or nowhere")

// follow returns the path and the stamp of the file that a symbolic link leads to,
// which must be a visible file of the site.
func (s *scanner) follow(path string) (target string, stamp Stamp, err error) {
	real, err := filepath.EvalSymlinks(s.root.name(path))
	if err != nil {
		return "", Stamp{}, err
	}
	inside, err := filepath.Rel(s.root.name(""), real)
	target = filepath.ToSlash(inside)
	if err != nil || !filepath.IsLocal(inside) || ignoredPath(target) {
		return "", Stamp{}, errAstray
	}
	stamp, regular, err := stat(real)
	if err == nil && !regular {
		err = errAstray
	}
	return target, stamp.settled(s.now), err
}

// isNoFolder reports whether an error says that there is no folder at a path, or
// none that is reached without a link.
func isNoFolder(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || errors.Is(err, ErrReplaced)
}

func (s *scanner) report(d diag.Diagnostic) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.found = append(s.found, d)
}
