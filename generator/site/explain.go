package site

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/precompress"
	"gongkai/generator/present"
	"gongkai/generator/publish"
	"gongkai/generator/site/content"
	"gongkai/generator/site/record"
	"gongkai/generator/tree"
)

// Explanation says what an output depends on, and why it was, or would be, made.
type Explanation struct {
	Path   string // of the output
	Source string // of the document on it, or of the picture that it is a copy of, or ""
	Layout string
	// Published says that the output is in the published site.
	Published bool
	Parts     []Part
}

// Part is one thing that an output depends on.
type Part struct {
	Name string
	Sum  uint64
	// Made says that the last time the output was made, it was for a change of
	// this part. New says that the part has changed since.
	Made, New bool
}

// ErrNoOutput is returned for a path that is no output of the site.
var ErrNoOutput = errors.New("no output at that path")

// Explain explains one output: path is that of an output (policies/index.html,
// with or without a slash before it), or of a content file. It reads the
// snapshot and the sources. It writes nothing, and waits for no build.
func Explain(opt Options, path string) (*Explanation, error) {
	pub, err := publish.Look(opt.Source, opt.Out, tree.Roots())
	if err != nil {
		return nil, err
	}
	before, err := lastSnapshot(pub, opt.Salt)
	if err != nil {
		return nil, err
	}
	known := before.Restore()
	site, found, err := Load(opt, &known.Sources)
	if err != nil {
		return nil, err
	}
	if site == nil {
		return nil, &Broken{Diagnostics: found}
	}
	item, ok := meant(site, path)
	var last *record.Output
	if p := known.Outputs[item.output.Path]; p != nil {
		last = &p.Output
	}
	switch {
	case ok && item.reduced != nil:
		return item.explainCopy(last), nil
	case !ok || item.file != nil:
		return nil, ErrNoOutput
	}
	return site.explain(item.output, last)
}

// explainCopy does for the copy of a picture what [Site.explain] does for an output.
func (i Item) explainCopy(old *record.Output) *Explanation {
	e := &Explanation{Path: i.output.Path, Source: i.file.Path, Published: old != nil}
	e.compare(copyParts(), copyKey(i.file, i.reduced), old, func(int) bool { return false })
	return e
}

// Broken is returned where a site has errors that leave nothing to explain.
type Broken struct{ Diagnostics []diag.Diagnostic }

func (b *Broken) Error() string { return b.Diagnostics[0].Message.EN }

// meant returns the item that people mean by a path: a packed copy is what it is for its
// file, but one of the site's own is itself.
func meant(s *Site, path string) (Item, bool) {
	path = outputPath(path)
	item, ok := s.Item(path)
	if original, is := precompress.Original(path); is && !ok {
		return s.Item(outputPath(original))
	}
	return item, ok
}

// outputPath accepts the ways in which people name an output.
func outputPath(path string) string {
	path = strings.TrimPrefix(strings.ReplaceAll(path, "\\", "/"), "/")
	path = strings.TrimPrefix(path, "public/")
	if file, ok := tree.Content.Cut(path); ok || content.IsDocument(path) {
		return page.URL(file)
	}
	if path == "" || strings.HasSuffix(path, "/") {
		return path + "index.html"
	}
	return path
}

// explain names the parts of an output's key and compares them with the record.
func (s *Site) explain(o present.Output, old *record.Output) (*Explanation, error) {
	var w Worker
	made, err := s.producer.produce(&w, o, nil)
	if err = cmp.Or(err, made.failed); err != nil {
		return nil, err
	}
	e := &Explanation{Path: o.Path, Published: old != nil}
	if o.IsPage() {
		e.Layout = tree.Layouts.Path(made.view.Layout)
		if id := made.view.Body; id != catalog.None {
			e.Source = content.Path(s.content.Docs[id].Path)
		}
	}
	names := s.producer.keyNames(o)
	unknown := o.IsPage() && !s.producer.rendered(made.view.Body)
	e.compare(names, made.key, old, func(part int) bool { return unknown && slices.Contains(ofRendering[:], part) })
	return e, nil
}

// compare adds the parts of a key, as they differ from those of a record, which may be
// nil; of an unknown part it is not said that it does.
func (e *Explanation) compare(names []string, key []uint64, old *record.Output, unknown func(part int) bool) {
	for i, sum := range key {
		part := Part{Name: names[i], Sum: sum}
		if old != nil {
			part.New = !unknown(i) && (len(old.Parts) != len(key) || old.Parts[i] != uint32(sum))
			part.Made = slices.Contains(old.Why, uint8(i))
		}
		e.Parts = append(e.Parts, part)
	}
}
