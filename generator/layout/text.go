package layout

import (
	"errors"
	"reflect"
)

// Text is what a page shows of the text of the document on it. It is given to a
// layout beside the view, and is no part of it: a view is complete, and summed,
// before the text is rendered, and nothing changes it any more.
//
// A layout has fields for it among those of the view:
//
//	document.html                        .Body .Outline
//	list.html guide.html reports.html    .Intro
//	report.html                          .Parts .Outline
type Text struct {
	HTML    HTML
	Outline []Heading    // empty where the text is short
	Parts   []ReportPart // an annual report divided at the tables of its form
}

// What the layouts that show a text are executed with.
type (
	documentPage struct {
		PageView
		Body    HTML
		Outline []Heading
	}
	listPage struct {
		ListView
		Intro HTML
	}
	guidePage struct {
		GuideView
		Intro HTML
	}
	reportPage struct {
		ReportView
		Parts   []ReportPart
		Outline []Heading
	}
	reportIndexPage struct {
		ReportIndexView
		Intro HTML
	}
)

// shown returns what a layout is executed with: the view, or where the layout
// shows a text, a copy of the view with the text. The copy is in the memory of the
// machine for the kinds that most pages are of.
func (m *machine) shown(view View, text Text) any {
	switch v := view.(type) {
	case *PageView:
		m.document = documentPage{*v, text.HTML, text.Outline}
		return &m.document
	case *ListView:
		m.list = listPage{*v, text.HTML}
		return &m.list
	case *GuideView:
		return &guidePage{*v, text.HTML}
	case *ReportView:
		return &reportPage{*v, text.Parts, text.Outline}
	case *ReportIndexView:
		return &reportIndexPage{*v, text.HTML}
	}
	return view
}

// errNoView is returned where a page is to be made of nothing.
var errNoView = errors.New("there is no view")

// isNil reports whether there is no view.
func isNil(view View) bool { return view == nil || reflect.ValueOf(view).IsNil() }
