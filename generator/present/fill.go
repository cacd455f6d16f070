package present

import (
	"gongkai/generator/layout"
	"gongkai/generator/markdown"
)

// outlineFrom is how many headings a text must have before the page shows a
// table of contents.
const outlineFrom = 4

// Fill puts the rendered text of the document, its HTML and its headings, into
// the view. What Fill adds is a function of the text and of the view.
func (s *Site) Fill(o Output, v View, html layout.HTML, headings []markdown.Heading) {
	switch value := v.Value.(type) {
	case *layout.PageView:
		value.Body, value.Outline = html, appendOutline(value.Outline[:0], headings)
	case *layout.ListView:
		value.Intro = html
	case *layout.GuideView:
		value.Intro = html
	case *layout.ReportIndexView:
		value.Intro = html
	case *layout.ReportView:
		value.Parts, value.Outline = s.reportParts(int(o.Index), html), appendOutline(nil, headings)
	}
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
