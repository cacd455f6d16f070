package present

import (
	"strconv"
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/layout"
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
	guide   bool // the list of 政府信息公开指南
}

type listKind uint8

const (
	ofSection listKind = iota
	ofYear
	ofSubject
	ofSystems
	ofCatalog
)

// listStyle is the way in which a page of a list looks.
type listStyle uint8

const (
	plainList listStyle = iota
	catalogTable
	guideFront
)

// style returns how a page of the list looks; n is 0 for the front page.
func (l *list) style(n int) listStyle {
	switch {
	case l.kind == ofCatalog:
		return catalogTable
	case l.guide && n == 0:
		return guideFront
	}
	return plainList
}

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

// on returns the documents of a page, oldest first; n is 0 for the front page,
// which has the newest.
func (l *list) on(n int) []catalog.ID {
	if n == 0 {
		return l.docs[max(0, len(l.docs)-l.size):]
	}
	return l.docs[(n-1)*l.size : min(n*l.size, len(l.docs))]
}

// pageLabel says which numbered page this is; "" for the front page.
func pageLabel(n int) string {
	if n == 0 {
		return ""
	}
	return "第 " + strconv.Itoa(n) + " 页"
}

// listsOf enumerates the lists of a site.
func listsOf(cfg *config.Config, c *catalog.Catalog) []list {
	var lists []list
	size := cfg.Lists.PageSize
	for i := range c.Sections {
		section := &c.Sections[i]
		if section.Category.Kind == config.KindReports {
			continue
		}
		key := section.Category.Key
		lists = append(lists, list{ofSection, i, 0, columnPath(key), key + "/list", section.Docs, size, section.Category.Kind == config.KindGuide})
		for j, year := range section.Years {
			lists = append(lists, newList(ofYear, i, j, yearPath(key, year.Key), year.Docs, size))
		}
	}
	for k, subject := range c.Subjects {
		lists = append(lists, newList(ofSubject, -1, k, subjectPath(subject.Key), subject.Docs, size))
	}
	return append(lists,
		newList(ofSystems, -1, 0, systemsPath, c.Systems, size),
		list{ofCatalog, -1, 0, catalogPath, "catalog/list", c.Docs, cfg.Lists.CatalogSize, false})
}

// newList makes a list whose numbered pages are called after its front page.
func newList(kind listKind, section, group int, front string, docs []catalog.ID, size int) list {
	return list{kind, section, group, front, strings.TrimSuffix(front, ".html"), docs, size, false}
}

// pager leads from a page of the list to its neighbours; n is 0 on the front
// page.
func (l *list) pager(at viewpoint, n int) layout.Pager {
	var p layout.Pager
	last := l.pages()
	link := func(text string, n int) layout.Link { return at.link(text, l.numbered(n)) }
	switch {
	case last == 0:
	case n == 0:
		p.Older = link("下一页", last-1)
		p.Numbers = l.numbers(at, last)
	default:
		p.Front = at.link("首页", l.front)
		if n > 1 {
			p.Older = link("下一页", n-1)
		}
		if n < last {
			p.Newer = link("上一页", n+1)
		}
	}
	return p
}

// numbers links the front page to some of the numbered pages: the newest five,
// then ever fewer, and the first.
func (l *list) numbers(at viewpoint, last int) []layout.Link {
	var links []layout.Link
	for n, step := last, 1; n >= 1; n -= step {
		links = append(links, at.link(pageLabel(n), l.numbered(n)))
		if len(links) >= 5 {
			step *= 4
		}
		if n > 1 && n-step < 1 {
			step = n - 1
		}
	}
	return links
}
