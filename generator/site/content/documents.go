package content

import (
	"errors"
	"path"
	"slices"
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/parallel"
	"gongkai/generator/review"
	"gongkai/generator/site/record"
	"gongkai/generator/source"
	"gongkai/generator/tablefile"
	"gongkai/generator/tree"
)

// readDocs makes the documents from the listing. One whose stamp is known is taken
// over without being opened; one that was touched but says what it said keeps its
// Meta, so that nothing downstream takes it for changed.
func (c *Content) readDocs(in *Input, known []*record.Doc) error {
	list := slices.DeleteFunc(slices.Clone(c.tree.Files(tree.Content)), func(f source.File) bool { return !IsDocument(f.Path) })
	old := matchDocs(list, known)
	docs := make([]*record.Doc, len(list))
	readers := make([]reader, in.Workers)
	for i := range readers {
		readers[i].room = in.Texts / in.Workers
	}
	err := parallel.Each(in.Workers, len(list), func(worker, i int) error {
		if d := old[i]; d != nil && !c.again && list[i].Stamp.Same(d.Stamp) {
			docs[i] = d
			return nil
		}
		d, err := c.readDoc(list[i], old[i], in.Stay, &readers[worker])
		docs[i] = d
		if i%256 == 0 {
			in.Progress(i, len(list))
		}
		return err
	})
	if err != nil {
		return err
	}
	c.Docs = docs
	if !c.tree.Whole() {
		c.Docs = tree.Renewed(known, (*record.Doc).Name, c.tree.Looked(tree.Content), docs)
	}
	return nil
}

// matchDocs finds the earlier version of each file, nil where there is none.
// Both lists are sorted by path.
func matchDocs(list []source.File, known []*record.Doc) []*record.Doc {
	matched := make([]*record.Doc, len(list))
	for i, f := range list {
		known = known[gallop(known, f.Path):]
		if len(known) > 0 && known[0].Path == f.Path {
			matched[i] = known[0]
		}
	}
	return matched
}

// gallop returns the place of the first document that is not before a path. It
// looks ever further ahead, so that going through two lists of the same length
// costs a comparison or two an entry, and finding a few files among a million
// twenty each.
func gallop(docs []*record.Doc, path string) int {
	ahead := 1
	for ahead <= len(docs) && docs[ahead-1].Path < path {
		ahead *= 2
	}
	low := ahead / 2
	at, _ := slices.BinarySearchFunc(docs[low:min(ahead, len(docs))], path, func(d *record.Doc, path string) int {
		return strings.Compare(d.Path, path)
	})
	return low + at
}

// readDoc reads and parses one file. Where it has errors and stay says so, the
// document stays as it was.
func (c *Content) readDoc(f source.File, old *record.Doc, stay bool, r *reader) (*record.Doc, error) {
	at := Path(f.Path)
	data, err := c.tree.Root().ReadListed(c.tree.Real(at), f.Stamp, r.buf)
	if errors.Is(err, source.ErrTooLarge) {
		return &record.Doc{Path: f.Path, Stamp: f.Stamp, Found: []diag.Diagnostic{source.TooLarge(at, 0)}}, nil
	}
	if err != nil {
		return nil, AsChanged(at, err)
	}
	r.buf = data[:0]
	p, found := r.parser.Parse(f.Path, data)
	d := &record.Doc{Path: f.Path, Stamp: f.Stamp, Found: found, Marks: c.screen.Document(at, data)}
	if stay && diag.HasErrors(found) && old.Sound() {
		d.StayAs(old)
		return d, nil
	}
	if p == nil {
		return d, nil
	}
	d.MetaSum, d.BodySum, d.Line = p.MetaSum, p.BodySum, p.BodyLine
	if len(p.Meta.Review) > 0 {
		d.Review = ReviewOf(&p.Meta, p.Body)
	}
	lines := tablefile.Lines(p.Body)
	d.Tables, d.Tabled = tablesOf(f.Path, lines), len(lines) > 0
	d.Body = r.keep(p.Body)
	if old != nil && old.Meta != nil && old.BodySum == d.BodySum && old.Line == d.Line {
		d.SetText(old.Text())
	}
	if old != nil && old.Meta != nil && old.MetaSum == d.MetaSum {
		d.Meta = old.Meta
		return d, nil
	}
	meta := p.Meta
	d.Meta = &meta
	return d, nil
}

// ReviewOf returns what is summed of a document with the given front matter and text.
func ReviewOf(m *page.Meta, body []byte) *record.Review {
	return &record.Review{Text: review.TextOf(m, body), Named: review.Named(m, body, tablefile.Files(body)...)}
}

// tablesOf returns the files whose tables a text shows, by its lines. A line that cannot be
// one is found when the text is rendered.
func tablesOf(doc string, lines []tablefile.Line) (tables []page.Attachment) {
	for _, line := range lines {
		file := TableFile(doc, line.File)
		if line.Fault == nil && !slices.ContainsFunc(tables, func(a page.Attachment) bool { return a.File == file }) {
			tables = append(tables, page.Attachment{File: file, Title: line.Caption})
		}
	}
	return tables
}

// TableFile returns the path below content/ of a file whose table a document shows, as
// links name theirs: beside the document, or with a slash before it from content/ on.
func TableFile(doc, file string) string {
	if rest, ok := strings.CutPrefix(file, "/"); ok {
		return path.Clean(rest)
	}
	return path.Join(path.Dir(doc), file)
}

// reader is the working space of one goroutine that reads documents.
type reader struct {
	buf    []byte
	parser page.Parser
	texts
}

// Fronts returns what finds values of front matters, for one goroutine.
func (c *Content) Fronts() *Fronts { return &Fronts{content: c} }

// Fronts finds values of front matters by reading the files again: findings
// between documents are rare, and positions are not kept for them. Of the last
// file it remembers what it read, because who asks for one place in it may ask
// for a thousand.
type Fronts struct {
	content *Content
	of      *record.Doc
	last    *page.Front
}

// Locate finds a value of the front matter of a document: an element of the list of
// a key.
func (f *Fronts) Locate(id catalog.ID, key, item string) diag.Pos {
	if d := f.content.Docs[id]; d != f.of {
		data, err := f.content.tree.Read(Path(d.Path))
		if err != nil {
			data = nil // then the file is the place
		}
		f.of, f.last = d, page.ReadFront(d.Path, data)
	}
	return f.last.Locate(key, item)
}
