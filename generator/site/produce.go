package site

import (
	"bytes"
	"slices"
	"unsafe"

	"gongkai/generator/cache"
	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/layout"
	"gongkai/generator/markdown"
	"gongkai/generator/present"
	"gongkai/generator/report"
	"gongkai/generator/site/content"
	"gongkai/generator/site/record"
	"gongkai/generator/tree"
)

// Worker is the working space of one goroutine that makes outputs.
type Worker struct {
	file    []byte
	text    markdown.Result
	html    []byte         // of text, with tables of files
	tables  []byte         // the memory of html where there are some
	places  []report.Place // of the tables in text
	shown   layout.Text    // of text
	page    []byte
	scratch bytes.Buffer
	views   present.Memory
	key     []uint64
	parts   []uint32 // for the records: see Worker.record
}

// producer makes the outputs of a state, and knows what each depends on.
type producer struct {
	settings *settings
	plan     *present.Plan
	content  *content.Content
	reports  annuals
}

// product is an output, as far as it was made. It is valid until the worker's next.
type product struct {
	// key has what the output depends on; the parts of a page are named by
	// keyNames. It is nil where the chrome of a page cannot be made, for failed.
	key    []uint64
	failed error
	// current says that it was not made, since its key says that it is what it was.
	current bool
	// late writes an output that is no page.
	late *present.Late
	// data is a page; nil: it cannot be made, for what was found.
	data  []byte
	found []diag.Diagnostic // about the text and the layout of a page
	view  present.View      // of a page
}

// produce makes an output, for a build, the preview and `gongkai explain` alike. It
// is not made where current says of its key that nothing has changed; with none, only
// the key is wanted. An output that is no page is left to be written: it is never held
// in memory, since a catalog of a million documents has half a gigabyte. The error is
// a failure of the machine.
func (p *producer) produce(w *Worker, o present.Output, current func(key []uint64) bool) (made product, err error) {
	if !o.IsPage() {
		made.late = p.plan.Late(o)
		w.key = p.lateKey(w.key[:0], made.late)
		made.key = w.key
		made.current = current == nil || current(made.key)
		return made, nil
	}
	made.view = p.plan.View(&w.views, o)
	v := &made.view
	frame, err := p.settings.frames.frame(p.plan, v.Section, o.Path)
	if err != nil {
		made.failed, made.found = err, []diag.Diagnostic{p.settings.layouts.Finding(tree.Layouts.Name(), "base.html", err)}
		return made, nil
	}
	w.key = p.pageKey(w.key[:0], o, v, frame)
	made.key = w.key
	if made.current = current == nil || p.rendered(v.Body) && current(made.key); made.current {
		return made, nil
	}
	err = p.makePage(w, o, frame, &made)
	return made, err
}

// makePage makes a page.
func (p *producer) makePage(w *Worker, o present.Output, frame *layout.Frame, made *product) (err error) {
	v := &made.view
	var text layout.Text
	if v.Body != catalog.None {
		if made.found, err = p.render(w, v.Body, o); err != nil {
			return err
		}
		// The pictures and tables of a text are known only now that it has been rendered.
		rendered := p.content.Docs[v.Body].Text()
		made.key[picturesPart], made.key[tablesPart] = p.picturesKey(rendered), p.tablesKey(rendered)
		// The layout sees the worker's own bytes: it is done before they change.
		html := unsafe.String(unsafe.SliceData(w.html), len(w.html))
		w.shown = v.Text(w.shown, layout.HTML(html), w.text.Outline, w.places)
		text = w.shown
	}
	layouts := p.settings.layouts
	w.page, err = layouts.Execute(w.page[:0], &w.scratch, frame, v.Layout, v.Value, text)
	if err != nil {
		made.found = append(made.found, layouts.Finding(tree.Layouts.Name(), v.Layout, err))
		return nil
	}
	made.data = w.page
	return nil
}

// render renders the text of a document into w.text, and records what it says of
// itself. It returns the findings.
func (p *producer) render(w *Worker, id catalog.ID, o present.Output) ([]diag.Diagnostic, error) {
	d := p.content.Docs[id]
	body, line, err := p.content.Text(d, &w.file)
	if err != nil {
		return nil, err
	}
	renderer := p.renderer(o)
	t := &record.Text{IDs: renderer.key}
	src := markdown.Source{Path: d.Path, Body: body, Line: line, UTF8: true} // as its sum shows
	var found []diag.Diagnostic
	var inReport []report.Place
	var ofFiles *tables
	if year, ok := o.ReportYear(); ok {
		src.Body, inReport, found = p.reports.expand(year)
		src.UTF8 = false
		t.Figures = short(cache.SumBytes(src.Body))
		for _, place := range inReport {
			src.Places = append(src.Places, place.Offset)
		}
	} else {
		ofFiles = findTables(p.content, &src)
	}
	images := func(path string) (int, int, bool) {
		width, height, ok := p.content.ImageSize(path)
		t.Images = append(t.Images, record.Image{Path: path, Width: int32(width), Height: int32(height)})
		return width, height, ok
	}
	w.text = renderer.Render(w.text, src, images)
	w.places = w.places[:0]
	for i, place := range inReport {
		if at := w.text.Places[i]; at >= 0 {
			w.places = append(w.places, report.Place{Offset: at, Table: place.Table})
		}
	}
	note(t, &w.text)
	w.html = w.text.HTML
	if ofFiles != nil {
		if w.tables, err = ofFiles.put(w.tables[:0], &w.text, t); err != nil {
			return nil, err
		}
		w.html = w.tables
		found = append(found, ofFiles.found...)
	}
	t.Found = append(found, w.text.Diagnostics...)
	d.SetText(t)
	return t.Found, nil
}

// note records the anchors and the references of a text, but for those that lead
// out of the site.
func note(t *record.Text, of *markdown.Result) {
	t.Anchors = slices.Grow(t.Anchors, len(of.Outline))
	for _, h := range of.Outline {
		t.AddAnchor(h.ID)
	}
	t.Refs = slices.Grow(t.Refs, len(of.Refs))
	for _, r := range of.Refs {
		if kind := kindOf(r.Kind); kind != 0 {
			t.Refs = append(t.Refs, record.Ref{Kind: kind, Target: r.Target, Anchor: r.Anchor, Line: int32(r.Line), Column: int32(r.Column)})
		}
	}
}

// kindOf returns the kind as which a reference is recorded, 0 where it is not.
func kindOf(kind markdown.RefKind) record.RefKind {
	switch kind {
	case markdown.RefPage:
		return record.ToPage
	case markdown.RefFile, markdown.RefImage:
		return record.ToFile
	case markdown.RefOutput:
		return record.ToOutput
	case markdown.RefAnchor:
		return record.ToAnchor
	}
	return 0
}

// rendered reports whether what a document's text says of itself is known; of
// no document there is nothing to know.
func (p *producer) rendered(id catalog.ID) bool {
	return id == catalog.None || p.content.Docs[id].Text() != nil
}

// unrendered reports whether what is recorded of a text is not what rendering
// it would record. Figures stand in the text of a report.
func (p *producer) unrendered(id catalog.ID, o present.Output) bool {
	t := p.content.Docs[id].Text()
	year, isReport := o.ReportYear()
	return t == nil || t.IDs != p.reservedKey(o) || isReport && t.Figures != p.reports.figuresKey(year)
}
