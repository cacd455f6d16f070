package site

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/parallel"
	"gongkai/generator/present"
	"gongkai/generator/publish"
	"gongkai/generator/source"
	"gongkai/generator/tree"
)

// This file is what the watch mode needs of a Site: one output on request, made
// by the same functions that a build makes all of them with; and everything
// that there is to say about the site, gathered beside the requests.

// ErrChanged is returned where a file is no longer what it was when the state
// was made. The next state shows what it has become.
var ErrChanged = errChanged

// Resume returns the state that the last build recorded, to make the first state
// of a preview from; nil where there is none. Nothing is locked or written.
func Resume(opt Options) *Site {
	data, err := publish.Recorded(opt.Source, opt.Out)
	if err != nil {
		return nil // then everything is read
	}
	snap := openSnapshot(data, opt.Salt)
	if snap == nil {
		return nil
	}
	site, err := snap.site()
	if err != nil {
		return nil
	}
	return site
}

// Item is what stands at one path of the site.
type Item struct {
	site   *Site
	output present.Output
	file   *file // nil: an output that is made
}

// Item returns what stands at an output path, policies/2017/0003.html. A file
// beside documents is found whether or not one refers to it.
func (s *Site) Item(path string) (Item, bool) {
	if o, ok := s.plan.Lookup(path); ok {
		return Item{site: s, output: o}, true
	}
	f := s.files.static[path]
	if f == nil && !isReportData(path) {
		f = s.files.beside[path]
	}
	return Item{site: s, output: present.Output{Path: path}, file: f}, f != nil
}

// IsPage reports whether the item is an HTML page, which [Item.Make] makes.
func (i Item) IsPage() bool { return i.file == nil && i.output.IsPage() }

// IsFile reports whether the item is a file, which [Item.Open] opens.
// Everything else is written by [Item.WriteTo].
func (i Item) IsFile() bool { return i.file != nil }

// IsStatic reports whether the item is a static file, published whether or not
// a document refers to it.
func (i Item) IsStatic() bool { return i.file != nil && i.file.static }

// Made is a page that was made.
type Made struct {
	Key  []uint64
	Data []byte
	// Found is what is wrong with the text; Data is nil where the page could
	// not be made at all.
	Found []diag.Diagnostic
}

// Make makes a page, or returns have, which may be nil, where its key says that
// it is still what would be made. The error is [ErrChanged], or a failure of the
// machine.
func (i Item) Make(w *Worker, have *Made) (*Made, error) {
	s := i.site
	v := s.plan.View(&w.views, i.output)
	key, err := s.key(w.key[:0], i.output, v)
	if err != nil {
		return &Made{Found: []diag.Diagnostic{s.layouts.Finding(tree.Layouts.Name(), "base.html", err)}}, nil
	}
	w.key = key
	if have != nil && slices.Equal(have.Key, key) && s.rendered(v.Body) {
		return have, nil
	}
	data, found, err := s.makePage(w, i.output, v)
	if err != nil {
		return nil, err
	}
	if v.Body >= 0 {
		key[picturesPart] = s.picturesKey(s.docs[v.Body].text.Load())
	}
	return &Made{Key: slices.Clone(key), Data: bytes.Clone(data), Found: found}, nil
}

// Key returns the key that [Item.Make] would give the page. It is valid until
// the worker's next.
func (i Item) Key(w *Worker) ([]uint64, error) {
	key, err := i.site.key(w.key[:0], i.output, i.site.plan.View(&w.views, i.output))
	if err == nil {
		w.key = key
	}
	return key, err
}

// Stays reports whether the page stays as it was because the file of its
// document has errors.
func (i Item) Stays() bool {
	return i.file == nil && i.output.ID >= 0 && i.site.docs[i.output.ID].stays
}

// Changed returns the key of a page and names the parts in which it differs from
// an earlier one, none where it does not. A page whose view has become another
// kind, or that cannot be made, differs as a whole.
func (i Item) Changed(w *Worker, key []uint64) (now []uint64, parts []string) {
	v := i.site.plan.View(&w.views, i.output)
	now, err := i.site.key(w.key[:0], i.output, v)
	if err != nil || len(now) != len(key) {
		return slices.Clone(now), []string{"layout"}
	}
	w.key = now
	if !i.site.rendered(v.Body) {
		now[picturesPart] = key[picturesPart] // not known yet
	}
	if slices.Equal(now, key) {
		return key, nil
	}
	names := i.site.keyNames(i.output)
	for at := range now {
		if now[at] != key[at] {
			parts = append(parts, names[at])
		}
	}
	return slices.Clone(now), parts
}

// WriteTo writes an output that is neither a page nor a file.
func (i Item) WriteTo(w io.Writer) (int64, error) {
	counted := &counter{w: w}
	err := i.site.plan.Late(i.output).Write(counted)
	return counted.n, err
}

// counter counts what is written through it.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += int64(n)
	return n, err
}

// Content is a file as it is published.
type Content struct {
	io.ReadSeekCloser
	Sum string // identifies the bytes
}

// Open opens a file. The content is nil where the file must not be published,
// which the findings explain.
func (i Item) Open() (*Content, []diag.Diagnostic, error) {
	facts, err := i.file.info(i.site.minify)
	if err != nil || diag.HasErrors(facts.Found) {
		return nil, facts.Found, err
	}
	in, err := i.file.reader(i.site.minify)
	if err != nil {
		return nil, nil, err
	}
	if seeker, ok := in.(io.ReadSeekCloser); ok {
		return &Content{seeker, facts.Info.SHA256}, facts.Found, nil
	}
	defer in.Close()
	data, err := io.ReadAll(in)
	return &Content{inMemory{bytes.NewReader(data)}, facts.Info.SHA256}, facts.Found, err
}

// inMemory is a file in memory.
type inMemory struct{ *bytes.Reader }

func (inMemory) Close() error { return nil }

// OutputOf returns the output path that a source file is published at, or ""
// where a file of that name is none. The file need not exist.
func OutputOf(source string) string {
	path, ok := tree.Content.Cut(source)
	switch {
	case ok && isDocument(path):
		return page.URL(path)
	case ok:
		return path
	}
	path, _ = tree.Static.Cut(source)
	return path
}

// missing reports whether an error says that a file is gone.
func missing(err error) bool { return errors.Is(err, fs.ErrNotExist) }

// Texts renders the texts that have not been rendered yet, so that what they
// record of themselves is known. One that changes meanwhile is left to the next
// state. The error is that of ctx, or a failure of the machine.
func (s *Site) Texts(ctx context.Context, workers int) error {
	var todo []present.Output
	for _, id := range s.catalog.All {
		if o, ok := s.plan.Lookup(page.URL(s.docs[id].path)); ok && s.unrendered(int(id), o) {
			o.ID = id // the text of a section stands on a page that is no document
			todo = append(todo, o)
		}
	}
	space := make([]Worker, workers)
	return parallel.Each(workers, len(todo), func(worker, i int) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		_, err := s.render(&space[worker], todo[i].ID, todo[i])
		if errors.Is(err, errChanged) || missing(err) {
			return nil
		}
		return err
	})
}

// unrendered reports whether what is recorded of a text is not what rendering
// it would record. Figures stand in the text of a report.
func (s *Site) unrendered(id int, o present.Output) bool {
	t := s.docs[id].text.Load()
	year, isReport := o.ReportYear()
	return t == nil || t.IDs != s.reservedKey(o) || isReport && t.Figures != s.figuresKey(year)
}

// Findings is all that is known to be wrong with a site.
type Findings struct {
	Diagnostics []diag.Diagnostic
	// Used are the files beside documents that documents refer to, sorted.
	Used []string
}

// Findings gathers what Build would find, as far as the texts have been
// rendered. It makes one page of each kind, so that a layout that fails is known
// before anybody looks at a page made with it.
func (s *Site) Findings() (*Findings, error) {
	used, found := s.inspect()
	for _, f := range s.files.static {
		facts, err := f.info(s.minify)
		if err != nil && !missing(err) {
			return nil, fmt.Errorf("%s: %w", f.path, err)
		}
		found = append(found, facts.Found...)
	}
	for _, path := range used {
		facts, err := s.files.beside[path].info(s.minify)
		if err != nil && !missing(err) {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		found = append(found, facts.Found...)
	}
	_, colliding := s.copies(used)
	found = append(append(found, colliding...), s.tryLayouts()...)
	return &Findings{Diagnostics: finish(s.config, found), Used: used}, nil
}

// tryLayouts makes a page of each kind.
func (s *Site) tryLayouts() []diag.Diagnostic {
	var found []diag.Diagnostic
	var w Worker
	for _, o := range s.plan.Samples() {
		if made, err := (Item{site: s, output: o}).Make(&w, nil); err == nil && made.Data == nil {
			found = append(found, made.Found...)
		}
	}
	return found
}

// Quick returns what is known to be wrong without looking at every document
// again: the findings of the configuration, the layouts, the catalog and of the
// documents given by their files.
func (s *Site) Quick(sources []string) []diag.Diagnostic {
	found := slices.Clone(s.found)
	for _, source := range sources {
		path, _ := tree.Content.Cut(source)
		if id, ok := s.docAt(path); ok {
			found = append(found, s.docs[id].found...)
			if t := s.docs[id].text.Load(); t != nil {
				found = append(found, t.Found...)
			}
		}
	}
	return finish(s.config, found)
}

// Withheld is a document that the preview shows and a build would not publish.
type Withheld struct {
	Source string // content/policies/2017/0003.md
	Path   string // its output
	Title  string
	Mark   string // why: 草稿, 未到发布日期
	Date   page.Date
}

// Withheld lists the documents that a build would not publish, oldest first.
func (s *Site) Withheld() []Withheld {
	var list []Withheld
	for _, id := range s.catalog.All {
		if mark := s.catalog.Mark(id); mark != "" {
			m := s.catalog.Meta(id)
			list = append(list, Withheld{contentPath(m.Path), page.URL(m.Path), m.Title, mark, m.Date})
		}
	}
	return list
}

// Documents returns how many content files the site has.
func (s *Site) Documents() int { return len(s.docs) }

// Sources lists the files that the state was made from, config.toml apart, in no
// order, with paths relative to the site's folder.
func (s *Site) Sources() []source.File {
	list := make([]source.File, 0, len(s.docs)+len(s.files.beside)+len(s.tree.Files(tree.Static))+len(s.tree.Files(tree.Layouts)))
	for _, d := range s.docs {
		list = append(list, source.File{Path: contentPath(d.path), Stamp: d.stamp})
	}
	for _, f := range s.files.beside {
		list = append(list, source.File{Path: f.path, Stamp: f.stamp})
	}
	for _, f := range s.tree.Files(tree.Static) {
		list = append(list, source.File{Path: tree.Static.Path(f.Path), Stamp: f.Stamp})
	}
	for _, f := range s.tree.Files(tree.Layouts) {
		list = append(list, source.File{Path: tree.Layouts.Path(f.Path), Stamp: f.Stamp})
	}
	return list
}
