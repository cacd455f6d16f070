package build

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/source"
)

// Update returns the state of a site after some of its files have changed:
// paths are relative to the site's folder, those of files or of folders that
// were added, changed or removed. It does what Load does, but asks the file
// system about these paths only, and takes over what they cannot have changed.
func Update(opt Options, before *Site, paths []string) (*Site, []diag.Diagnostic, error) {
	scan, err := before.scan.update(opt, paths)
	if err != nil {
		return nil, nil, err
	}
	return load(opt, scan, before, startWatch())
}

// update looks at some paths of a site that was scanned before.
func (s *scan) update(opt Options, paths []string) (*scan, error) {
	next := &scan{paths: slices.Concat([]string{}, paths), config: s.config}
	if slices.Contains(paths, configFile) {
		if err := next.readConfig(opt); err != nil {
			return nil, err
		}
	}
	var fresh []source.File
	if len(paths) > 0 { // none would mean all
		var err error
		if fresh, next.found, err = source.Scan(opt.Source, paths...); err != nil {
			return nil, err
		}
	}
	next.found = append(s.findingsOutside(paths), next.found...)
	next.content = inFolder(fresh, contentFolder)
	next.static = renewed(s.static, pathOf, next.below(staticFolder), inFolder(fresh, staticFolder))
	next.layouts = renewed(s.layouts, pathOf, next.below(layoutsFolder), inFolder(fresh, layoutsFolder))
	return next, nil
}

func pathOf(f source.File) string { return f.Path }

// below returns the paths that were looked at in a folder, relative to it; ""
// stands for the folder itself.
func (s *scan) below(folder string) []string {
	var list []string
	for _, path := range s.paths {
		if path == folder {
			list = append(list, "")
		} else if rest, ok := strings.CutPrefix(path, folder+"/"); ok {
			list = append(list, rest)
		}
	}
	return list
}

// spares reports whether nothing in a folder was looked at, so that what is
// known of it holds.
func (s *scan) spares(folder string) bool { return s.paths != nil && len(s.below(folder)) == 0 }

// findingsOutside returns the findings that are not about the given paths.
func (s *scan) findingsOutside(paths []string) []diag.Diagnostic {
	var kept []diag.Diagnostic
	for _, d := range s.found {
		about := func(path string) bool { return d.Pos.File == path || strings.HasPrefix(d.Pos.File, path+"/") }
		if !slices.ContainsFunc(paths, about) {
			kept = append(kept, d)
		}
	}
	return kept
}

// renewed returns a list, sorted by name, in which fresh has taken the place of
// everything at and below some paths. The list it is made from stays as it is,
// and is returned where there is nothing to do. Replacing entries costs one copy
// of the list; entries are moved only where some are gone or new.
func renewed[T any](list []T, name func(T) string, paths []string, fresh []T) []T {
	if len(paths) == 0 {
		return list
	}
	find := func(in []T, path string) (int, bool) {
		return slices.BinarySearchFunc(in, path, func(e T, path string) int { return strings.Compare(name(e), path) })
	}
	list = slices.Clone(list)
	var added []T
	for _, e := range fresh {
		if at, ok := find(list, name(e)); ok {
			list[at] = e
		} else {
			added = append(added, e)
		}
	}
	gone := func(e T) bool {
		_, stays := find(fresh, name(e))
		return !stays
	}
	for _, path := range paths {
		// The file of that path and those below it need not be neighbours:
		// a-b stands between a and a/b.
		if at, ok := find(list, path); ok && gone(list[at]) {
			list = slices.Delete(list, at, at+1)
		}
		from, to := 0, len(list)
		if path != "" {
			from, _ = find(list, path+"/")
			to, _ = find(list, path+"0") // "0" follows "/"
		}
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

const configFile = "config.toml"

// readConfig reads config.toml, or notes that there is none.
func (s *scan) readConfig(opt Options) error {
	var err error
	s.config, err = os.ReadFile(filepath.Join(opt.Source, configFile))
	if errors.Is(err, fs.ErrNotExist) {
		s.config = nil
		return nil
	}
	return err
}
