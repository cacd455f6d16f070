package present

import (
	"slices"

	"gongkai/generator/catalog"
	"gongkai/generator/layout"
	"gongkai/generator/page"
)

// What is in force of a category, and what no longer is, are two lists of it. A
// document moves from one to the other by its dates, on the day of
// [catalog.Catalog.Horizon].

// validityName is what a list of either kind is called, on its page and in links.
func validityName(kind listKind, category string) string {
	if kind == ofOver {
		return "已失效、废止的" + category
	}
	return "现行有效的" + category
}

// validityLinks links to the lists of a section, none where nothing in it says how
// far it is in force.
func (at viewpoint) validityLinks(section int) []layout.Link {
	sec := &at.Catalog.Sections[section]
	name, key := sec.Category.Name, sec.Category.Key
	var links []layout.Link
	if len(sec.InForce)+len(sec.Over)+sec.Pending > 0 {
		links = append(links, at.counted(validityName(ofValid, name), validPath(key), len(sec.InForce)))
	}
	if len(sec.Over) > 0 {
		links = append(links, at.counted(validityName(ofOver, name), overPath(key), len(sec.Over)))
	}
	return links
}

// validityView makes a page of either list in an empty view.
func validityView(v *layout.ValidityView, at viewpoint, l *list, n int) View {
	sec := &at.Catalog.Sections[l.section]
	v.Over, v.Pager, v.Label = l.kind == ofOver, l.pager(at, n), pageLabel(n)
	if n == 0 {
		v.Total, v.Pending = len(l.docs), sec.Pending
		for _, other := range at.validityLinks(l.section) {
			if other.Href != at.to(l.front) {
				v.Other = other
			}
		}
	}
	for _, id := range slices.Backward(l.on(n)) {
		v.Rows = append(v.Rows, validityRow(at, id))
		row := &v.Rows[len(v.Rows)-1]
		v.Numbered = v.Numbered || row.Number != ""
		v.Written = v.Written || row.Written != ""
		v.Effective = v.Effective || row.Effective != ""
		v.Ending = v.Ending || row.End != ""
		v.Dated = v.Dated || row.Changes != ""
	}
	name := validityName(l.kind, sec.Category.Name)
	at.columnHead(&v.Head, sec)
	at.entitle(&v.Page, join(name, v.Label), name, v.Label, at.column(sec))
	return View{Layout: "validity.html", Section: sec.Category.Key, Value: v, Body: catalog.None}
}

// stateClass names a state for the style sheet.
func stateClass(state catalog.State) string {
	switch state {
	case catalog.Expired:
		return "expired"
	case catalog.Repealed:
		return "repealed"
	case catalog.Amended:
		return "amended"
	case catalog.Pending:
		return "pending"
	}
	return "valid"
}

// changes returns the states that a document will have, for the script js/validity.js,
// and the rule by which the next one comes, in words that are true on any day. So a page
// need not be made anew for its text to be right.
func (at viewpoint) changes(id catalog.ID) (script, rule string) {
	now := at.Catalog.State(id)
	for _, change := range at.Catalog.ChangesOf(id) {
		state := at.Catalog.StateOn(id, change.Day)
		if state == now || state == catalog.Unstated {
			continue
		}
		day := at.day(change.Day)
		if now = state; script != "" {
			script += ";"
		} else {
			rule = map[catalog.State]string{
				catalog.Expired:  "（有效期至 " + at.day(page.Date{Day: change.Day.Day - 1}) + "）",
				catalog.Repealed: "（" + day + " 起废止）",
			}[state]
			if rule == "" {
				rule = "（" + day + " 起施行）"
			}
		}
		script += day + " " + stateClass(state) + " " + state.String()
	}
	return script, rule
}

// validityRow is a document in either list.
func validityRow(at viewpoint, id catalog.ID) layout.ValidityRow {
	m, state := at.Catalog.Meta(id), at.Catalog.State(id)
	row := layout.ValidityRow{
		Title: m.Title, Href: at.toDocument(id), Mark: at.Catalog.Mark(id),
		Number: m.DocNumber, Written: at.day(m.Written), Date: at.day(m.Date),
		Effective: at.day(m.Effective), End: at.day(m.Expires), Validity: state.String(),
	}
	row.Changes, _ = at.changes(id)
	if state == catalog.Repealed && !m.Repealed.IsZero() {
		row.End = at.day(m.Repealed)
	}
	if by := at.Catalog.Relations(id).ReplacedBy; len(by) > 0 {
		row.ReplacedBy = at.document(by[len(by)-1])
	}
	return row
}

// validities are the states in which documents are, by [catalog.State].
func validities() []string {
	var list []string
	for state := catalog.Unstated; state <= catalog.Repealed; state++ {
		list = append(list, state.String())
	}
	return list
}
