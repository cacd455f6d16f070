package build

import (
	"errors"
	"io/fs"
	"os"
	"path"
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
	scan, err := before.rescan(opt, paths)
	if err != nil {
		return nil, nil, err
	}
	return load(opt, scan, before, startWatch())
}

// rescan looks at some paths of a site again.
func (s *Site) rescan(opt Options, paths []string) (*scan, error) {
	next := &scan{config: s.scan.config}
	if slices.Contains(paths, configFile) {
		if err := next.readConfig(opt); err != nil {
			return nil, err
		}
	}
	fresh, found, paths, err := s.look(opt, paths)
	if err != nil {
		return nil, err
	}
	next.paths = paths
	next.found = append(s.scan.findingsOutside(paths), found...)
	next.content = inFolder(fresh, contentFolder)
	next.static = renewed(s.scan.static, pathOf, next.below(staticFolder), inFolder(fresh, staticFolder))
	next.layouts = renewed(s.scan.layouts, pathOf, next.below(layoutsFolder), inFolder(fresh, layoutsFolder))
	return next, nil
}

// look scans some paths, and returns those that it has looked at instead. Where
// files came or went, it scans the folders they are in: a name may stand in
// another's way, and what was said of the others may no longer hold.
func (s *Site) look(opt Options, paths []string) ([]source.File, []diag.Diagnostic, []string, error) {
	if len(paths) == 0 { // to source.Scan that would mean all
		return nil, nil, []string{}, nil
	}
	fresh, found, err := source.Scan(opt.Source, paths...)
	if err != nil {
		return nil, nil, nil, err
	}
	var looked []string
	widened := false
	for _, path := range paths {
		at, there := slices.BinarySearchFunc(fresh, path, func(f source.File, path string) int { return strings.Compare(f.Path, path) })
		folder := path
		if _, inFolder := topFolder(path); inFolder && !(there && s.hasFile(fresh[at].Path)) {
			folder = s.knownFolder(opt, path)
		}
		widened = widened || folder != path
		looked = append(looked, folder)
	}
	if !widened {
		return fresh, found, looked, nil
	}
	slices.Sort(looked)
	looked = slices.Compact(looked)
	fresh, found, err = source.Scan(opt.Source, looked...)
	return fresh, found, looked, err
}

// topFolder returns the folder of the site that a path lies in, and whether it
// lies below one.
func topFolder(path string) (string, bool) {
	for _, folder := range [...]string{contentFolder, staticFolder, layoutsFolder} {
		if strings.HasPrefix(path, folder+"/") {
			return folder, true
		}
	}
	return "", false
}

// knownFolder returns the nearest folder above a path that had files before and
// is still there, or else the folder of the site that the path lies in.
func (s *Site) knownFolder(opt Options, file string) string {
	top, _ := topFolder(file)
	folder := path.Dir(file)
	for folder != top && !(s.hasFilesIn(folder) && isFolder(filepath.Join(opt.Source, filepath.FromSlash(folder)))) {
		folder = path.Dir(folder)
	}
	return folder
}

func isFolder(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.IsDir()
}

// hasFile reports whether a path is that of a file of the site.
func (s *Site) hasFile(name string) bool {
	if rest, ok := strings.CutPrefix(name, contentFolder+"/"); ok {
		_, isDoc := s.docAt(rest)
		return isDoc || s.files.beside[rest] != nil
	}
	if rest, ok := strings.CutPrefix(name, staticFolder+"/"); ok {
		_, found := stampAt(s.scan.static, rest)
		return found
	}
	_, found := stampAt(s.scan.layouts, strings.TrimPrefix(name, layoutsFolder+"/"))
	return found
}

// hasFilesIn reports whether there are files of the site in a folder.
func (s *Site) hasFilesIn(folder string) bool {
	if rest, ok := strings.CutPrefix(folder, contentFolder+"/"); ok {
		i := gallop(s.docs, rest+"/")
		return i < len(s.docs) && at(s.docs[i].path, rest) || s.files.anyBeside([]string{rest})
	}
	in := func(f source.File) bool {
		return at(staticFolder+"/"+f.Path, folder) || at(layoutsFolder+"/"+f.Path, folder)
	}
	return slices.ContainsFunc(s.scan.static, in) || slices.ContainsFunc(s.scan.layouts, in)
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

// findingsOutside returns the findings that still hold after some paths have
// been looked at again. What was said of a file that is there as it was is about
// its name, and a look at that file alone does not repeat it.
func (s *scan) findingsOutside(looked []string) []diag.Diagnostic {
	return slices.DeleteFunc(slices.Clone(s.found), func(d diag.Diagnostic) bool {
		return slices.ContainsFunc(looked, func(path string) bool { return strings.HasPrefix(d.Pos.File, path+"/") })
	})
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
