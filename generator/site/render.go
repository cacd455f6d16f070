package site

import (
	"slices"

	"gongkai/generator/cache"
	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/markdown"
	"gongkai/generator/present"
	"gongkai/generator/report"
	"gongkai/generator/site/record"
)

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
	} else if d.Body == nil || d.Tabled {
		if ofFiles = findTables(p.content, src); ofFiles != nil {
			src.Places = ofFiles.places()
		}
	}
	images := func(path string) (markdown.Image, bool) {
		shown, ok := p.shown(path)
		t.Images = append(t.Images, path)
		return shown, ok
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
		t.Shown = p.tablesKey(t)
	}
	if p.words {
		t.Words = string(w.coder.HTML(w.html))
	}
	t.Found = append(found, w.text.Diagnostics...)
	d.SetText(t)
	return t.Found, nil
}

// note records the anchors, those of headings and of articles, and the references of a
// text.
func note(t *record.Text, of *markdown.Result) {
	t.Anchors = slices.Grow(t.Anchors, len(of.Outline)+len(of.Articles))
	for _, h := range of.Outline {
		t.AddAnchor(h.ID)
	}
	for _, id := range of.Articles {
		t.AddAnchor(id)
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
	case markdown.RefExternal:
		return record.ToOutside
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
	return t == nil || t.IDs != p.reservedKey(o) || t.Shown != p.tablesKey(t) || isReport && t.Figures != p.reports.figuresKey(year)
}

// reserved lists the ids that the text on a page must not have: those of its
// layout, and on an annual report those of the tables and charts beside the text.
func (p *producer) reserved(o present.Output) []string {
	list := p.settings.renderers[p.plan.TextLayout(o)].reserved
	year, isReport := o.ReportYear()
	if !isReport {
		return list
	}
	list = slices.Clone(list)
	if r := p.reports.shown(year); r != nil {
		for _, t := range r.Tables {
			list = append(list, t.ID, t.ID+"-*")
		}
		for _, c := range r.Charts {
			list = append(list, c.ID, c.ID+"-*")
		}
	}
	return list
}

// renderer returns the renderer of the text on a page. An annual report, of which
// there is one a year, has one of its own.
func (p *producer) renderer(o present.Output) renderer {
	if _, isReport := o.ReportYear(); isReport {
		return newRenderer(dialect(p.settings.config, p.reserved(o)))
	}
	return p.settings.renderers[p.plan.TextLayout(o)]
}

// reservedKey covers how the text on a page is read, and the ids that it must not
// have.
func (p *producer) reservedKey(o present.Output) uint64 {
	if _, isReport := o.ReportYear(); isReport {
		return dialectKey(dialect(p.settings.config, p.reserved(o)))
	}
	return p.settings.renderers[p.plan.TextLayout(o)].key
}
