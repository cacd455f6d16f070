package present

import (
	"strings"

	"gongkai/generator/address"
	"gongkai/generator/catalog"
	"gongkai/generator/diag"
)

// addresses tells which addresses of a site are taken, and by what.
type addresses struct {
	*site
	book *address.Book[Output]
}

// occupant returns the output that is in the way of a path, and how. What is at
// the path itself is, too.
func (a addresses) occupant(path string) (Output, address.Relation) {
	return a.book.Find(path, a.unentered)
}

// unentered finds the page of a document by its path. Those of nearly all are not
// entered into the book, which would make of it a second list of documents.
func (a addresses) unentered(folded string) (Output, bool) {
	id, ok := a.documentAt(folded)
	return Output{Path: folded, ID: id, kind: kindDocument}, ok
}

// enter enters an output into the book, or reports that it cannot stand where it
// would have to, because another one is in the way.
func (a addresses) enter(found []diag.Diagnostic, o Output) []diag.Diagnostic {
	if other, how := a.occupant(o.Path); how != address.Free {
		return append(found, a.collide(o, other, how))
	}
	a.book.Enter(o.Path, o)
	return found
}

// enterDocuments enters the folders of documents, and the pages that are not
// found by what their paths fold to. Documents whose paths are one somewhere have
// been found by their names; but one can stand in a folder that has the name of
// another's page.
func (a addresses) enterDocuments() []diag.Diagnostic {
	var dotted []Output // the first in each folder that may have such a name
	last := ""
	for _, id := range a.Catalog.All {
		if !isDocument(a.Catalog, id) {
			continue
		}
		o := Output{Path: a.address(id), ID: id, kind: kindDocument}
		if folded := address.Fold(o.Path); folded != o.Path {
			if _, ok := a.unentered(folded); !ok {
				a.book.Enter(o.Path, o)
			}
		}
		folder := o.Path[:max(strings.LastIndexByte(o.Path, '/'), 0)]
		if folder == last {
			continue
		}
		last = folder
		a.book.EnterFolder(folder, o)
		if strings.Contains(folder, ".") {
			dotted = append(dotted, o)
		}
	}
	var found []diag.Diagnostic
	for _, o := range dotted {
		for i, c := range []byte(o.Path) {
			if c != '/' {
				continue
			}
			if other, how := a.occupant(o.Path[:i]); how == address.Taken {
				found = append(found, a.collide(o, other, address.Inside))
			}
		}
	}
	return found
}

// collide reports two outputs of which the second is in the way of the first. The
// one that has to move is an alias, else a document: what is generated cannot.
func (a addresses) collide(o, other Output, how address.Relation) diag.Diagnostic {
	if mobility(other) > mobility(o) {
		o, other, how = other, o, how.Reverse()
	}
	return a.displaced(o, a.origin(other), other.Path, how)
}

// mobility says how easily the path of an output is changed.
func mobility(o Output) int {
	switch {
	case o.kind == kindRedirect:
		return 2
	case o.ID != catalog.None:
		return 1
	}
	return 0
}

// displaced reports an output in whose way something is, which is at a path of
// its own.
func (a addresses) displaced(o Output, by diag.Text, at string, how address.Relation) diag.Diagnostic {
	zh, en := how.Words(o.Path, at)
	return collision.At(a.place(o), o.Path, diag.Text{ZH: by.ZH + zh, EN: by.EN + en})
}

// place is what a finding about an output is laid to.
func (a addresses) place(o Output) diag.Pos {
	switch {
	case o.kind == kindRedirect:
		return a.Locate(o.ID, "aliases", o.Path)
	case o.ID != catalog.None:
		return diag.Pos{File: "content/" + a.Catalog.Meta(o.ID).Path}
	}
	return diag.Pos{File: "config.toml"}
}

// origin names what an output comes from.
func (a addresses) origin(o Output) diag.Text {
	if o.ID != catalog.None {
		path := "content/" + a.Catalog.Meta(o.ID).Path
		return diag.Text{ZH: path, EN: path}
	}
	return diag.Text{ZH: "自动生成的页面", EN: "a generated page"}
}
