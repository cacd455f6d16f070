package site

import (
	"slices"
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/parallel"
	"gongkai/generator/source"
	"gongkai/generator/tree"
)

// readDocs makes the documents from the scan of content/. One whose stamp is
// known is taken over without being opened; one that was touched but says what
// it said keeps its Meta, so that nothing downstream takes it for changed.
func (s *Site) readDocs(before *Site) error {
	list := slices.DeleteFunc(slices.Clone(s.tree.Files(tree.Content)), func(f source.File) bool { return !isDocument(f.Path) })
	var known []*doc
	if before != nil {
		known = before.docs
	}
	old := matchDocs(list, known)
	docs := make([]*doc, len(list))
	workers := s.opt.workers()
	readers := make([]reader, workers)
	for i := range readers {
		readers[i].room = s.opt.Texts / workers
	}
	err := parallel.Each(workers, len(list), func(worker, i int) error {
		if d := old[i]; d != nil && list[i].Stamp.Same(d.stamp) {
			docs[i] = d
			return nil
		}
		d, err := s.readDoc(list[i], old[i], &readers[worker])
		docs[i] = d
		if i%256 == 0 {
			s.opt.progress("read", i, len(list))
		}
		return err
	})
	if err != nil {
		return err
	}
	s.docs = docs
	if !s.tree.Whole() {
		s.docs = tree.Renewed(known, (*doc).name, s.tree.Looked(tree.Content), docs)
	}
	return nil
}

// matchDocs finds the earlier version of each file, nil where there is none.
// Both lists are sorted by path.
func matchDocs(list []source.File, known []*doc) []*doc {
	matched := make([]*doc, len(list))
	for i, f := range list {
		known = known[gallop(known, f.Path):]
		if len(known) > 0 && known[0].path == f.Path {
			matched[i] = known[0]
		}
	}
	return matched
}

// gallop returns the place of the first document that is not before a path. It
// looks ever further ahead, so that going through two lists of the same length
// costs a comparison or two an entry, and finding a few files among a million
// twenty each.
func gallop(docs []*doc, path string) int {
	ahead := 1
	for ahead <= len(docs) && docs[ahead-1].path < path {
		ahead *= 2
	}
	low := ahead / 2
	at, _ := slices.BinarySearchFunc(docs[low:min(ahead, len(docs))], path, func(d *doc, path string) int {
		return strings.Compare(d.path, path)
	})
	return low + at
}

// docAt returns the document at a path below content/.
func (s *Site) docAt(path string) (catalog.ID, bool) {
	at, ok := slices.BinarySearchFunc(s.docs, path, func(d *doc, path string) int { return strings.Compare(d.path, path) })
	return catalog.ID(at), ok
}

// listMetas lists the front matter of all documents. Where the list is as long
// as before, only what stands elsewhere now is looked at: following 100,000
// pointers takes longer than the rest of an update.
func (s *Site) listMetas(before *Site) {
	if before != nil && len(before.metas) == len(s.docs) {
		s.metas = slices.Clone(before.metas)
		for i, d := range s.docs {
			if d != before.docs[i] {
				s.metas[i] = d.meta
			}
		}
		return
	}
	s.metas = make([]*page.Meta, len(s.docs))
	for i, d := range s.docs {
		s.metas[i] = d.meta
	}
}

// readDoc reads and parses one file.
func (s *Site) readDoc(f source.File, old *doc, r *reader) (*doc, error) {
	at := contentPath(f.Path)
	data, err := s.tree.Root().ReadListed(s.tree.Real(at), f.Stamp, r.buf)
	if err != nil {
		return nil, asChanged(at, err)
	}
	r.buf = data[:0]
	p, found := r.parser.Parse(f.Path, data)
	d := &doc{path: f.Path, stamp: f.Stamp, found: found}
	if s.opt.Preview && diag.HasErrors(found) && old.sound() {
		d.stayAs(old)
		return d, nil
	}
	if p == nil {
		return d, nil
	}
	d.metaSum, d.bodySum, d.line = p.MetaSum, p.BodySum, p.BodyLine
	d.body = r.keep(p.Body)
	if old != nil && old.meta != nil && old.bodySum == d.bodySum && old.line == d.line {
		d.text.Store(old.text.Load())
	}
	if old != nil && old.meta != nil && old.metaSum == d.metaSum {
		d.meta = old.meta
		return d, nil
	}
	meta := p.Meta
	d.meta = &meta
	return d, nil
}

// reader is the working space of one goroutine that reads documents.
type reader struct {
	buf    []byte
	parser page.Parser
	texts
}
