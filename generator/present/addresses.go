package present

import (
	"strings"

	"gongkai/generator/address"
	"gongkai/generator/catalog"
	"gongkai/generator/diag"
)

// Occupant returns the output that is in the way of a path, and how. What is at
// the path itself is, too.
func (s *Site) Occupant(path string) (Output, address.Relation) {
	return s.book.Find(path, s.unentered)
}

// unentered finds the page of a document by its path. Those of nearly all are not
// entered into the book, which would make of it a second list of documents.
func (s *Site) unentered(folded string) (Output, bool) {
	id, ok := s.document(folded)
	return Output{Path: folded, Kind: Document, ID: id}, ok
}

// enter enters the outputs into the book, and reports those that cannot stand
// where they would have to, because another one is in the way.
func (s *Site) enter() []diag.Diagnostic {
	s.book = new(address.Book[Output])
	found := s.enterDocuments()
	for _, o := range s.outputs {
		if o.Kind == Document {
			continue
		}
		if other, how := s.Occupant(o.Path); how != address.Free {
			found = append(found, s.collide(o, other, how))
			continue
		}
		s.book.Enter(o.Path, o)
	}
	return found
}

// enterDocuments enters the folders of documents, and the pages that are not
// found by what their paths fold to. Documents whose paths are one somewhere have
// been found by their names; but one can stand in a folder that has the name of
// another's page.
func (s *Site) enterDocuments() []diag.Diagnostic {
	var dotted []Output // the first in each folder that may have such a name
	last := ""
	for _, id := range s.in.Catalog.All {
		if !s.isDocument(id) {
			continue
		}
		o := Output{Path: s.address(id), Kind: Document, ID: id}
		if folded := address.Fold(o.Path); folded != o.Path {
			if _, ok := s.unentered(folded); !ok {
				s.book.Enter(o.Path, o)
			}
		}
		folder := o.Path[:max(strings.LastIndexByte(o.Path, '/'), 0)]
		if folder == last {
			continue
		}
		last = folder
		s.book.EnterFolder(folder, o)
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
			if other, how := s.Occupant(o.Path[:i]); how == address.Taken {
				found = append(found, s.collide(o, other, address.Inside))
			}
		}
	}
	return found
}

// collide reports two outputs of which the second is in the way of the first. The
// one that has to move is an alias, else a document: what is generated cannot.
func (s *Site) collide(o, other Output, how address.Relation) diag.Diagnostic {
	if mobility(other) > mobility(o) {
		o, other, how = other, o, how.Reverse()
	}
	return s.Displaced(o, s.Describe(other), other.Path, how)
}

// mobility says how easily the path of an output is changed.
func mobility(o Output) int {
	switch {
	case o.Kind == Redirect:
		return 2
	case o.ID != catalog.None:
		return 1
	}
	return 0
}

// Displaced reports an output in whose way something is, which is at a path of
// its own.
func (s *Site) Displaced(o Output, by diag.Text, at string, how address.Relation) diag.Diagnostic {
	zh, en := how.Words(o.Path, at)
	return collision.At(s.origin(o), o.Path, diag.Text{ZH: by.ZH + zh, EN: by.EN + en})
}

// origin is the place that a finding about an output is laid to.
func (s *Site) origin(o Output) diag.Pos {
	switch {
	case o.Kind == Redirect:
		return s.in.Locate(o.ID, "aliases", o.Path)
	case o.ID != catalog.None:
		return diag.Pos{File: "content/" + s.in.Catalog.Meta(o.ID).Path}
	}
	return diag.Pos{File: "config.toml"}
}

// Describe names what an output comes from.
func (s *Site) Describe(o Output) diag.Text {
	if o.ID != catalog.None {
		path := "content/" + s.in.Catalog.Meta(o.ID).Path
		return diag.Text{ZH: path, EN: path}
	}
	return diag.Text{ZH: "自动生成的页面", EN: "a generated page"}
}
