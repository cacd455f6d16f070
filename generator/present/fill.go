package present

import (
	"gongkai/generator/layout"
	"gongkai/generator/markdown"
)

// outlineFrom is how many headings a text must have before the page shows a
// table of contents.
const outlineFrom = 4

// Fill puts the rendered text of the document into the view. What Fill adds is
// a function of the text and of the view.
func (s *Site) Fill(o Output, v View, r *markdown.Result) {
	switch value := v.Value.(type) {
	case *layout.PageView:
		value.Body, value.Outline = layout.HTML(r.HTML), appendOutline(value.Outline[:0], r)
	case *layout.ListView:
		value.Intro = layout.HTML(r.HTML)
	case *layout.GuideView:
		value.Intro = layout.HTML(r.HTML)
	case *layout.ReportIndexView:
		value.Intro = layout.HTML(r.HTML)
	case *layout.ReportView:
		value.Parts, value.Outline = s.reportParts(int(o.Index), r.HTML), appendOutline(nil, r)
	}
}

// appendOutline appends the headings of the first two levels of a long text.
func appendOutline(list []layout.Heading, r *markdown.Result) []layout.Heading {
	if len(r.Outline) < outlineFrom {
		return list
	}
	for _, h := range r.Outline {
		if h.Level <= 3 {
			list = append(list, layout.Heading{Level: h.Level, ID: h.ID, Text: h.Text})
		}
	}
	return list
}
