package present

import (
	"path"
	"slices"
	"strconv"

	"gongkai/generator/catalog"
	"gongkai/generator/layout"
	"gongkai/generator/page"
)

// list is a paginated set of documents: a section, one of its years, a
// subject, the systems of the platform, or the catalog.
type list struct {
	kind    listKind
	section int    // index into Catalog.Sections; -1: none
	group   int    // index of the year or subject
	front   string // path of the front page
	base    string // numbered pages are base-1.html, base-2.html …
	docs    []catalog.ID
	size    int
}

type listKind uint8

const (
	ofSection listKind = iota
	ofYear
	ofSubject
	ofSystems
	ofCatalog
)

// pages returns how many numbered pages the list has: none where everything
// stands on the front page.
func (l *list) pages() int {
	if len(l.docs) <= l.size {
		return 0
	}
	return (len(l.docs) + l.size - 1) / l.size
}

// numbered returns the path of a numbered page.
func (l *list) numbered(n int) string { return l.base + "-" + strconv.Itoa(n) + ".html" }

// newest returns the documents of the front page, oldest first.
func (l *list) newest() []catalog.ID {
	return l.docs[max(0, len(l.docs)-l.size):]
}

// page returns the documents of a numbered page, oldest first.
func (l *list) page(n int) []catalog.ID {
	return l.docs[(n-1)*l.size : min(n*l.size, len(l.docs))]
}

// pageLabel says which numbered page this is.
func pageLabel(n int) string { return "第 " + strconv.Itoa(n) + " 页" }

// makeLists enumerates the lists of the site.
func (s *Site) makeLists() {
	c, sizes := s.in.Catalog, s.in.Config.Lists
	for i := range c.Sections {
		section := &c.Sections[i]
		if section.Category.Kind == "reports" {
			continue
		}
		key := section.Category.Key
		s.lists = append(s.lists, list{ofSection, i, 0, key + "/index.html", key + "/list", section.Docs, sizes.PageSize})
		for j, year := range section.Years {
			base := key + "/year-" + year.Key
			s.lists = append(s.lists, list{ofYear, i, j, base + ".html", base, year.Docs, sizes.PageSize})
		}
	}
	for k, subject := range c.Subjects {
		base := "subjects/" + subject.Key
		s.lists = append(s.lists, list{ofSubject, -1, k, base + ".html", base, subject.Docs, sizes.PageSize})
	}
	s.lists = append(s.lists,
		list{ofSystems, -1, 0, "disclosure/systems.html", "disclosure/systems", c.Systems, sizes.PageSize},
		list{ofCatalog, -1, 0, "catalog/index.html", "catalog/list", c.Docs, sizes.CatalogSize})
}

// planList adds the pages and the feed of a list.
func (s *Site) planList(i int32) {
	l := &s.lists[i]
	s.add(Output{Path: l.front, Kind: ListFront, ID: catalog.None, Index: i})
	for n := range l.pages() {
		s.add(Output{Path: l.numbered(n + 1), Kind: ListPage, ID: catalog.None, Index: i, Page: int32(n + 1)})
	}
	if l.kind == ofSection {
		s.add(Output{Path: path.Dir(l.front) + "/feed.xml", Kind: Feed, ID: catalog.None, Index: i})
	}
}

// pager leads from a page of a list to its neighbours; n is 0 on the front
// page.
func (s *Site) pager(l *list, from string, n int) layout.Pager {
	var p layout.Pager
	last := l.pages()
	link := func(text string, n int) layout.Link {
		return layout.Link{Text: text, Href: page.Rel(from, l.numbered(n))}
	}
	switch {
	case last == 0:
	case n == 0:
		p.Older = link("更早的内容", last-1)
		p.Numbers = s.numbers(l, from, last)
	default:
		p.Front = layout.Link{Text: "最新内容", Href: page.Rel(from, l.front)}
		if n > 1 {
			p.Older = link("更早的一页", n-1)
		}
		if n < last {
			p.Newer = link("较新的一页", n+1)
		}
	}
	return p
}

// numbers links the front page to some of the numbered pages: the newest five,
// then ever fewer, and the first.
func (s *Site) numbers(l *list, from string, last int) []layout.Link {
	var links []layout.Link
	for n, step := last, 1; n >= 1; n -= step {
		links = append(links, layout.Link{
			Text: pageLabel(n), Href: page.Rel(from, l.numbered(n)),
		})
		if len(links) >= 5 {
			step *= 4
		}
		if n > 1 && n-step < 1 {
			step = n - 1
		}
	}
	return links
}

// items makes list entries as seen from a page.
func (s *Site) items(from string, ids []catalog.ID) []layout.ListItem {
	items := make([]layout.ListItem, len(ids))
	for i, id := range ids {
		items[i] = s.item(from, id)
	}
	return items
}

// newest appends list entries of documents, oldest first, in the order in which
// lists show them: newest first.
func (s *Site) newest(items []layout.ListItem, from string, ids []catalog.ID) []layout.ListItem {
	items = slices.Grow(items, len(ids))
	for _, id := range slices.Backward(ids) {
		items = append(items, s.item(from, id))
	}
	return items
}

func (s *Site) item(from string, id catalog.ID) layout.ListItem {
	m := s.in.Catalog.Meta(id)
	return layout.ListItem{
		Title:   m.Title,
		Href:    s.texts.refer(from, id),
		Date:    s.texts.day(m.Date),
		Summary: m.Summary,
		State:   stateWord(s.in.Catalog.State(id)),
		Mark:    s.in.Catalog.Mark(id),
	}
}

// stateWord is what stands before a title in a list.
func stateWord(state catalog.State) string {
	switch state {
	case catalog.Expired, catalog.Repealed, catalog.Amended:
		return state.String()
	}
	return ""
}

// listView makes the view of a page of a section, a year, a subject or the
// systems.
func (s *Site) listView(v *layout.ListView, o Output) View {
	l := &s.lists[o.Index]
	v.Pager, v.Empty = s.pager(l, o.Path, int(o.Page)), "暂无内容。"
	section, ids := "subjects", l.newest()
	if o.Page > 0 {
		ids, v.Label = l.page(int(o.Page)), pageLabel(int(o.Page))
	}
	v.Items = s.newest(v.Items, o.Path, ids)
	title, body := "", catalog.None
	var trail []crumb
	switch l.kind {
	case ofSection, ofYear:
		sec := &s.in.Catalog.Sections[l.section]
		section, title = sec.Category.Key, sec.Category.Name
		s.columnHead(&v.Head, o.Path, sec)
		if l.kind == ofYear {
			trail = []crumb{s.columnCrumb(o.Path, sec)}
			title = sec.Category.Name + " " + sec.Years[l.group].Name
		} else if o.Page == 0 {
			v.Description, v.Years, body = sec.Category.Description, s.yearLinks(o.Path, sec), sec.Intro
		}
	case ofSubject:
		subject := s.in.Catalog.Subjects[l.group]
		title, trail = subject.Name, []crumb{{"主题分类", page.Rel(o.Path, "subjects/index.html")}}
		s.plainHead(&v.Head, o.Path, subject.Name, "按主题分类查阅", "信息公开目录")
	case ofSystems:
		section, title = "systems", s.entryName("systems")
		trail = []crumb{{platformName, page.Rel(o.Path, "disclosure/index.html")}}
		s.plainHead(&v.Head, o.Path, title, "政府信息公开的各项制度", "政府信息公开制度")
	}
	s.finish(&v.Page, o.Path, join(title, v.Label), title, trail, v.Label)
	return View{Layout: "list.html", Section: section, Value: v, Body: body}
}

// yearLinks links the front page of a section to its years.
func (s *Site) yearLinks(from string, sec *catalog.Section) []layout.Link {
	links := make([]layout.Link, len(sec.Years))
	for i, y := range sec.Years {
		links[i] = layout.Link{
			Text:    y.Name,
			Href:    page.Rel(from, sec.Category.Key+"/year-"+y.Key+".html"),
			Counted: true,
			Count:   len(y.Docs),
		}
	}
	return links
}
