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
// system about these paths only.
func Update(opt Options, before *Site, paths []string) (*Site, []diag.Diagnostic, error) {
	scan, err := before.scan.update(opt, paths)
	if err != nil {
		return nil, nil, err
	}
	return load(opt, scan, before, startWatch())
}

// update returns the scan with what is said of some paths renewed.
func (s *scan) update(opt Options, paths []string) (*scan, error) {
	next := *s
	if slices.Contains(paths, configFile) {
		if err := next.readConfig(opt); err != nil {
			return nil, err
		}
	}
	fresh, found, err := source.Scan(opt.Source, paths...)
	if err != nil {
		return nil, err
	}
	next.found = slices.Concat(s.findingsOutside(paths), found)
	for _, list := range next.lists() {
		*list.files = renew(*list.files, list.name+"/", paths, fresh)
	}
	return &next, nil
}

// folderFiles names a folder of the site and the list of its files.
type folderFiles struct {
	name  string
	files *[]source.File
}

func (s *scan) lists() []folderFiles {
	return []folderFiles{{"content", &s.content}, {"static", &s.static}, {"layouts", &s.layouts}}
}

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

// renew replaces the files at and below some paths in a sorted list. prefix is
// the folder of the list, which paths and fresh have before their names. The
// list is copied only where it changes.
func renew(list []source.File, prefix string, paths []string, fresh []source.File) []source.File {
	mine := func(path string) bool { return strings.HasPrefix(path, prefix) || path+"/" == prefix }
	if !slices.ContainsFunc(paths, mine) {
		return list
	}
	list = slices.Clone(list)
	for _, path := range paths {
		if path+"/" == prefix {
			list = list[:0]
		} else if rest, ok := strings.CutPrefix(path, prefix); ok {
			list = without(list, rest)
		}
	}
	for _, f := range fresh {
		if rest, ok := strings.CutPrefix(f.Path, prefix); ok {
			f.Path = rest
			at, _ := find(list, rest)
			list = slices.Insert(list, at, f)
		}
	}
	return list
}

// without removes the file at a path and the files below it. The two need not
// be neighbours: a-b stands between a and a/b.
func without(list []source.File, path string) []source.File {
	if at, ok := find(list, path); ok {
		list = slices.Delete(list, at, at+1)
	}
	from, _ := find(list, path+"/")
	to := from
	for to < len(list) && strings.HasPrefix(list[to].Path, path+"/") {
		to++
	}
	return slices.Delete(list, from, to)
}

func find(list []source.File, path string) (int, bool) {
	return slices.BinarySearchFunc(list, path, func(f source.File, path string) int { return strings.Compare(f.Path, path) })
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
