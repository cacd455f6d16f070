package present

import (
	"slices"

	"gongkai/generator/layout"
	"gongkai/generator/markdown"
	"gongkai/generator/report"
)

// outlineFrom is how many headings a text must have before the page shows a
// table of contents.
const outlineFrom = 4

// Text returns what the page shows of the text of the document on it, rendered:
// a function of the text and of the view, so that whoever knows the sums of both
// knows the page. The memory of an earlier text is used again.
//
// places are those of the tables of a report, with their offsets in html.
func (v View) Text(old layout.Text, html layout.HTML, headings []markdown.Heading, places []report.Place) layout.Text {
	text := layout.Text{HTML: html, Outline: appendOutline(old.Outline[:0], headings)}
	if r, ok := v.Value.(*layout.ReportView); ok {
		text.Parts = reportParts(r.Tables, html, places)
	}
	return text
}

// TextLayouts lists the layouts that show the text of a document.
func TextLayouts() []string {
	return []string{"document.html", "list.html", "guide.html", "report.html", "reports.html"}
}

// TextLayout names the layout of a page on which the text of a document stands,
// without making its view.
func (p *Plan) TextLayout(o Output) string {
	switch {
	case o.kind == kindDocument:
		return "document.html"
	case o.kind == kindReport:
		return "report.html"
	case o.kind == kindFixed && fixedPages[o.index].path == reportsPath:
		return "reports.html"
	case o.kind == kindList && p.lists[o.index].style(int(o.number)) == guideFront:
		return "guide.html"
	}
	return "list.html"
}

// appendOutline appends the headings of the first two levels of a long text.
func appendOutline(list []layout.Heading, headings []markdown.Heading) []layout.Heading {
	if len(headings) < outlineFrom {
		return list
	}
	for _, h := range headings {
		if h.Level <= 3 {
			list = append(list, layout.Heading{Level: h.Level, ID: h.ID, Text: h.Text})
		}
	}
	return list
}

// reportParts puts the tables of a report where its text has their places.
func reportParts(tables []report.Table, html layout.HTML, places []report.Place) []layout.ReportPart {
	var parts []layout.ReportPart
	done := 0
	until := func(at int) {
		if at > done {
			parts = append(parts, layout.ReportPart{Body: html[done:at]})
			done = at
		}
	}
	for _, p := range places {
		if i := slices.IndexFunc(tables, func(t report.Table) bool { return t.ID == p.Table }); i >= 0 {
			until(p.Offset)
			parts = append(parts, layout.ReportPart{Table: tables[i]})
		}
	}
	until(len(html))
	return parts
}
