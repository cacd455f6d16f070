package build

import (
	"maps"
	"path"
	"slices"
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/present"
)

// copied is a file that is published as it stands in the sources, and where.
type copied struct {
	path string
	file *file
}

// copies lists the static files and those beside documents that are used, and
// reports the ones that cannot be published where they would have to stand:
// because something else does, or because the site needs a folder there, or has
// a file where they need one.
func (s *Site) copies(used []string) (list []copied, found []diag.Diagnostic) {
	var all []copied
	for _, path := range slices.Sorted(maps.Keys(s.files.static)) {
		all = append(all, copied{path, s.files.static[path]})
	}
	for _, path := range used {
		all = append(all, copied{path, s.files.beside[path]})
	}
	taken := make(map[string]*file, len(all))
	folders := s.folders(all)
	for _, c := range all {
		if by := s.occupant(c.path, taken, folders); by != (diag.Text{}) {
			found = append(found, fileCollision.At(diag.Pos{File: c.file.path}, c.path, by))
			continue
		}
		taken[c.path] = c.file
		list = append(list, c)
	}
	return list, found
}

// occupant says what stands in the way of a file at a path; the zero Text where
// nothing does.
func (s *Site) occupant(at string, taken map[string]*file, folders map[string]bool) diag.Text {
	switch other := taken[at]; {
	case other != nil:
		return diag.Text{ZH: " " + other.path + " ", EN: other.path}
	case s.published(at):
		return diag.Text{ZH: "网站的页面", EN: "a page of the site"}
	case folders[at] || s.holdsDocuments(at):
		return diag.Text{ZH: "网站的一个文件夹", EN: "a folder of the site"}
	}
	for dir := path.Dir(at); dir != "."; dir = path.Dir(dir) {
		if s.published(dir) {
			return diag.Text{ZH: "网站的页面 /" + dir + " ", EN: "the page /" + dir}
		}
	}
	return diag.Text{}
}

// folders returns the folders of the site, those apart in which there is
// nothing but documents.
func (s *Site) folders(files []copied) map[string]bool {
	known := map[string]bool{}
	add := func(file string) {
		for dir := path.Dir(file); dir != "." && !known[dir]; dir = path.Dir(dir) {
			known[dir] = true
		}
	}
	for i := range s.plan.Len() {
		if s.plan.Kind(i) != present.Document {
			add(s.plan.Output(i).Path)
		}
	}
	for _, f := range files {
		add(f.path)
	}
	return known
}

// holdsDocuments reports whether public documents lie below a path.
func (s *Site) holdsDocuments(folder string) bool {
	prefix := folder + "/"
	at, _ := slices.BinarySearchFunc(s.docs, prefix, func(d *doc, prefix string) int { return strings.Compare(d.path, prefix) })
	for ; at < len(s.docs) && strings.HasPrefix(s.docs[at].path, prefix); at++ {
		if s.catalog.Public(catalog.ID(at)) {
			return true
		}
	}
	return false
}
