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
	ofValid // what is in force of a section
	ofOver  // what no longer is
	ofSubject
	ofSystems
	ofCatalog
)

// listStyle is the way in which a page of a list looks.
type listStyle uint8

const (
	plainList listStyle = iota
	catalogTable
	validityTable
	guideFront
)

// style returns how a page of the list looks; n is 0 for the front page.
func (l *list) style(n int) listStyle {
	switch {
	case l.kind == ofCatalog:
		return catalogTable
	case l.kind == ofValid, l.kind == ofOver:
		return validityTable
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
		lists = appendValidity(lists, cfg, c, i)
	}
	for k, subject := range c.Subjects {
		lists = append(lists, newList(ofSubject, -1, k, subjectPath(subject.Key), subject.Docs, size))
	}
	return append(lists,
		newList(ofSystems, -1, 0, systemsPath, c.Systems, size),
		list{ofCatalog, -1, 0, catalogPath, "catalog/list", c.Docs, cfg.Lists.CatalogSize, false})
}

// appendValidity appends, of a category of policies, the list of what is in force and
// that of what no longer is. A category of which nothing says how far it is in force has none of the two,
// and one of which nothing has ended, the first alone.
//
// They are numbered as all lists are. When an old document ends, those that came
// after it move up by one: on that day two hundred pages of 10,000 documents are
// made, in less than a tenth of a second. Years would keep them where they are, and would make a list
// of twenty documents one of ten pages.
func appendValidity(lists []list, cfg *config.Config, c *catalog.Catalog, section int) []list {
	sec := &c.Sections[section]
	key := sec.Category.Key
	if len(sec.InForce)+len(sec.Over)+sec.Pending > 0 {
		lists = append(lists, newList(ofValid, section, 0, validPath(key), sec.InForce, cfg.Lists.CatalogSize))
	}
	if len(sec.Over) > 0 {
		lists = append(lists, newList(ofOver, section, 0, overPath(key), sec.Over, cfg.Lists.CatalogSize))
	}
	return lists
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
		for older := n - 1; older > max(0, n-stride); older-- {
			p.Numbers = append(p.Numbers, link(strconv.Itoa(older), older))
		}
	}
	return p
}

// stride is how many pages lie between those that the front page of a list leads to.
// Each numbered page leads to as many before it, which never change, so that any
// page, and without a script any document, is a few clicks away: from the catalog,
// one to a page, one to the page before it, and one to the document.
const stride = 20

// numbers links the front page to some of the numbered pages: the newest five, then
// each twentieth, and the first.
func (l *list) numbers(at viewpoint, last int) []layout.Link {
	const newest = 5
	var links []layout.Link
	for n := last; n > 1; {
		links = append(links, at.link(pageLabel(n), l.numbered(n)))
		if n > last-newest+1 {
			n--
		} else {
			n -= stride
		}
	}
	return append(links, at.link(pageLabel(1), l.numbered(1)))
}
