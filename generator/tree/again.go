package tree

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/source"
)

// Known is what is held of a site's content, which its listing has dropped. Paths
// are relative to content.
type Known interface {
	// HasFile reports whether there is a file at a path.
	HasFile(path string) bool
	// HasFilesIn reports whether there are files in a folder.
	HasFilesIn(folder string) bool
}

// Again looks at some paths of the site again, those of files or of folders that
// were added, changed or removed. The listing it is made from stays as it is.
func (l *Listing) Again(paths []string, known Known) (*Listing, error) {
	next := &Listing{dir: l.dir, root: l.root, allow: l.allow, Config: l.Config}
	fresh, looked, err := next.look(l, paths, known)
	if err != nil {
		return nil, err
	}
	if slices.Contains(paths, Config.Name()) {
		if next.Config, err = next.config(fresh); err != nil {
			return nil, err
		}
	}
	next.looked = looked
	next.Found = append(l.foundOutside(looked), next.Found...)
	next.keepLinks(l)
	for r := range folders {
		next.files[r] = r.of(fresh)
		if r != Content {
			next.files[r] = Renewed(l.files[r], pathOf, next.Looked(r), next.files[r])
		}
	}
	return next, nil
}

// look scans some paths, and returns those that it has looked at instead. Where
// files came or went, it scans the folders they are in: a name may stand in
// another's way, and what was said of the others may no longer hold.
func (l *Listing) look(before *Listing, paths []string, known Known) ([]source.File, []string, error) {
	if len(paths) == 0 { // to source.Scan that would mean all
		return nil, []string{}, nil
	}
	fresh, err := l.scan(paths...)
	if err != nil {
		return nil, nil, err
	}
	var looked []string
	widened := false
	for _, path := range paths {
		_, there := find(fresh, pathOf, path)
		folder := path
		if r, inFolder := RootOf(path); inFolder && !(there && before.hasFile(r, path, known)) {
			folder = before.knownFolder(r, path, known)
		}
		widened = widened || folder != path
		looked = append(looked, folder)
	}
	if !widened {
		return fresh, looked, nil
	}
	slices.Sort(looked)
	looked = slices.Compact(looked)
	l.Found, l.links = nil, nil
	fresh, err = l.scan(looked...)
	return fresh, looked, err
}

// keepLinks takes over the links of the last listing that were not looked at again.
func (l *Listing) keepLinks(before *Listing) {
	for path, target := range before.links {
		if slices.ContainsFunc(l.looked, func(looked string) bool { return Below(path, looked) }) {
			continue
		}
		if l.links == nil {
			l.links = map[string]string{}
		}
		l.links[path] = target
	}
}

// knownFolder returns the nearest folder above a path that had files before and
// is still there, or else the root that the path lies in.
func (l *Listing) knownFolder(r Root, file string, known Known) string {
	folder := path.Dir(file)
	for folder != r.Name() && !(l.hasFilesIn(r, folder, known) && isFolder(filepath.Join(l.dir, filepath.FromSlash(folder)))) {
		folder = path.Dir(folder)
	}
	return folder
}

func isFolder(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.IsDir()
}

// hasFile reports whether there was a file at a path of the site, below r.
func (l *Listing) hasFile(r Root, path string, known Known) bool {
	file, _ := r.Cut(path)
	if r == Content {
		return known.HasFile(file)
	}
	_, ok := find(l.files[r], pathOf, file)
	return ok
}

// hasFilesIn reports whether there were files in a folder of the site, below r.
func (l *Listing) hasFilesIn(r Root, path string, known Known) bool {
	folder, _ := r.Cut(path)
	if r == Content {
		return known.HasFilesIn(folder)
	}
	from, to := span(l.files[r], pathOf, folder)
	return from < to
}

// foundOutside returns the findings that still hold after some paths have been
// looked at again. What was said of a file that is there as it was is about its
// name, and a look at that file alone does not repeat it.
func (l *Listing) foundOutside(looked []string) []diag.Diagnostic {
	return slices.DeleteFunc(slices.Clone(l.Found), func(d diag.Diagnostic) bool {
		return slices.ContainsFunc(looked, func(path string) bool {
			return strings.HasPrefix(d.Pos.File, path+"/") || path == Config.Name() && d.Pos.File == path
		})
	})
}

// Renewed returns a list, sorted by name, in which fresh has taken the place of
// everything at and below some paths. The list it is made from stays as it is,
// and is returned where there is nothing to do. Replacing entries costs one copy
// of the list; entries are moved only where some are gone or new.
func Renewed[T any](list []T, name func(T) string, paths []string, fresh []T) []T {
	if len(paths) == 0 {
		return list
	}
	list = slices.Clone(list)
	var added []T
	for _, e := range fresh {
		if at, ok := find(list, name, name(e)); ok {
			list[at] = e
		} else {
			added = append(added, e)
		}
	}
	gone := func(e T) bool {
		_, stays := find(fresh, name, name(e))
		return !stays
	}
	for _, path := range paths {
		// The file of that path and those below it need not be neighbours:
		// a-b stands between a and a/b.
		if at, ok := find(list, name, path); ok && gone(list[at]) {
			list = slices.Delete(list, at, at+1)
		}
		from, to := span(list, name, path)
		stay := slices.DeleteFunc(list[from:to], gone)
		list = slices.Delete(list, from+len(stay), to)
	}
	return insert(list, name, added)
}

// manyAdded is from how many new entries on a list is sorted instead of opened
// up for each.
const manyAdded = 64

// insert adds entries to a sorted list.
func insert[T any](list []T, name func(T) string, added []T) []T {
	compare := func(a, b T) int { return strings.Compare(name(a), name(b)) }
	if len(added) >= manyAdded {
		list = append(list, added...)
		slices.SortFunc(list, compare)
		return list
	}
	for _, e := range added {
		at, _ := slices.BinarySearchFunc(list, e, compare)
		list = slices.Insert(list, at, e)
	}
	return list
}
