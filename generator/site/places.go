package site

import (
	"maps"
	"slices"
	"strings"

	"gongkai/generator/address"
	"gongkai/generator/diag"
	"gongkai/generator/site/record"
)

// PreviewFolder is the folder in which the preview has pages of its own. Nothing
// of a site can stand there.
const PreviewFolder = "_gongkai"

// copied is a file that is published as it stands in the sources, and where.
type copied struct {
	path string
	file *record.File
}

// copies lists the static files and those beside documents that are used, and
// reports the ones that cannot be published where they would have to stand:
// because something else does, or because the site needs a folder there, or has
// a file where they need one.
func (s *Site) copies(used []string) (list []copied, found []diag.Diagnostic) {
	var book address.Book[copied]
	for _, c := range s.toCopy(used) {
		if d, is := s.obstructed(c, &book); is {
			found = append(found, d)
			continue
		}
		book.Enter(c.path, c)
		list = append(list, c)
	}
	return list, found
}

// toCopy lists the files to be published. The built-in ones come first: where
// another file is in their way, it is the other that has to move.
func (s *Site) toCopy(used []string) []copied {
	var builtin, all []copied
	for _, path := range slices.Sorted(maps.Keys(s.content.Static)) {
		c := copied{path, s.content.Static[path]}
		if c.file.Builtin {
			builtin = append(builtin, c)
		} else {
			all = append(all, c)
		}
	}
	for _, path := range used {
		all = append(all, copied{path, s.content.Beside[path]})
	}
	return append(builtin, all...)
}

// obstructed reports what is in the way of a file, if anything is. An alias has
// to make way for it.
func (s *Site) obstructed(c copied, files *address.Book[copied]) (d diag.Diagnostic, is bool) {
	if o, how := s.plan.Occupant(c.path); how != address.Free {
		if o.IsRedirect() {
			return s.plan.Displaced(o, named(c.file.Path), c.path, how.Reverse()), true
		}
		return c.displaced(s.plan.Describe(o), o.Path, how), true
	}
	if other, how := files.Find(c.path, nil); how != address.Free {
		return c.displaced(named(other.file.Path), other.path, how), true
	}
	if folded := address.Fold(c.path); folded == PreviewFolder || strings.HasPrefix(folded, PreviewFolder+"/") {
		return c.displaced(diag.Text{ZH: "预览自己的页面", EN: "a page of the preview itself"}, c.path, address.Taken), true
	}
	return d, false
}

// displaced reports a file in whose way something is, which is at a path of its
// own.
func (c copied) displaced(by diag.Text, at string, how address.Relation) diag.Diagnostic {
	zh, en := how.Words(c.path, at)
	return fileCollision.At(diag.Pos{File: c.file.Path}, c.path, diag.Text{ZH: by.ZH + zh, EN: by.EN + en})
}

// named is the name of a file in both languages.
func named(path string) diag.Text { return diag.Text{ZH: path, EN: path} }
