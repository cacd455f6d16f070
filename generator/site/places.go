package site

import (
	"maps"
	"slices"
	"strings"

	"gongkai/generator/address"
	"gongkai/generator/asset"
	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/precompress"
	"gongkai/generator/site/record"
)

// PreviewFolder is the folder in which the preview has pages of its own. Nothing
// of a site can stand there.
const PreviewFolder = "_gongkai"

// copied is a file that is published as it stands in the sources, and where; or the
// reduced copy of one that is a picture.
type copied struct {
	path    string
	file    *record.File
	reduced *asset.Copy
}

// copies lists the static files and those beside documents that are used, and
// reports the ones that cannot be published where they would have to stand:
// because something else does, or because the site needs a folder there, or has
// a file where they need one. Copies of pictures come last: who has a file of that
// name has put it there before.
func (s *Site) copies(used []string) (list []copied, found []diag.Diagnostic) {
	var book address.Book[copied]
	reduced, found := s.reduced()
	for _, c := range append(s.toCopy(used), reduced...) {
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
		c := copied{path: path, file: s.content.Static[path]}
		if c.file.Builtin {
			builtin = append(builtin, c)
		} else {
			all = append(all, c)
		}
	}
	for _, path := range used {
		all = append(all, copied{path: path, file: s.content.Beside[path]})
	}
	return append(builtin, all...)
}

// reduced lists the copies of the pictures that public texts show, and reports the
// pictures that should have one and cannot.
func (s *Site) reduced() (list []copied, found []diag.Diagnostic) {
	most := s.settings.config.Images.Max
	for _, path := range s.pictures() {
		f := s.content.Picture(path)
		if f == nil || diag.HasErrors(f.Facts.Found) {
			continue
		}
		info := &f.Facts.Info
		if c, ok := info.Copy(strings.TrimPrefix(path, "/"), most); ok {
			list = append(list, copied{c.Path, f, &c})
		} else if d, is := info.Whole(f.Path, most); is {
			found = append(found, d)
		}
	}
	return list, found
}

// pictures lists the pictures that public texts show, sorted.
func (s *Site) pictures() []string {
	list := map[string]bool{}
	for i, d := range s.content.Docs {
		if t := d.Text(); t != nil && len(t.Images) > 0 && s.catalog.Public(catalog.ID(i)) {
			for _, path := range t.Images {
				list[path] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(list))
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
	if original, is := precompress.Original(c.path); is {
		if _, how := s.plan.Occupant(original); how == address.Taken {
			return packedCollision.At(diag.Pos{File: c.file.Path}, original), true
		}
	}
	// One that nobody refers to is in the way as well: a preview would show it.
	if own := s.content.Beside[c.path]; c.reduced != nil && own != nil {
		return c.displaced(named(own.Path), c.path, address.Taken), true
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
	rule := &fileCollision
	if c.reduced != nil {
		rule = &copyCollision
	}
	return rule.At(diag.Pos{File: c.file.Path}, c.path, diag.Text{ZH: by.ZH + zh, EN: by.EN + en})
}

// named is the name of a file in both languages.
func named(path string) diag.Text { return diag.Text{ZH: path, EN: path} }
