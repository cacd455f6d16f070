package present

import (
	"strings"

	"gongkai/generator/address"
	"gongkai/generator/cache"
	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/layout"
	"gongkai/generator/page"
)

// Plan is every output of a site, frozen. The pages come first, then the late
// outputs.
type Plan struct {
	site      *site
	lists     []list
	pages     []Output // without the paths of documents: see texts
	mapped    mapped   // of pages
	late      []Late
	index     *index // nil: the site has no search
	addresses addresses
}

// New makes the plan of a site and reports outputs that would stand at one
// path.
func New(in Input) (*Plan, []diag.Diagnostic) {
	p := &Plan{site: newSite(in), lists: listsOf(in.Config, in.Catalog)}
	p.pages = make([]Output, 0, len(in.Catalog.All)+len(in.Catalog.All)/8+64)
	p.addDocuments()
	p.addNotices()
	p.addReports()
	p.addFixed(0, 1)
	p.addLists()
	p.addFixed(1, len(fixedPages))
	p.mapped = newMapped(p.pages)
	p.late, p.index = p.lateOutputs(), newIndex(p.site)
	p.addresses = addresses{p.site, new(address.Book[Output])}
	return p, p.enter()
}

// addDocuments adds the documents and their redirects.
func (p *Plan) addDocuments() {
	c := p.site.Catalog
	for _, id := range c.All {
		for _, alias := range c.Meta(id).Aliases {
			p.pages = append(p.pages, Output{Path: alias, ID: id, kind: kindRedirect})
		}
		if isDocument(c, id) {
			p.pages = append(p.pages, Output{ID: id, kind: kindDocument})
		}
	}
}

// addNotices adds the pages that stand in the places of documents that were withdrawn,
// and their redirects.
func (p *Plan) addNotices() {
	c := p.site.Catalog
	for _, id := range c.Withdrawn {
		for _, alias := range c.Meta(id).Aliases {
			p.pages = append(p.pages, Output{Path: alias, ID: id, kind: kindRedirect})
		}
		p.pages = append(p.pages, Output{Path: page.URL(c.Meta(id).Path), ID: id, kind: kindNotice})
	}
}

// addReports adds the annual reports, and the site reports beside them.
func (p *Plan) addReports() {
	for _, r := range p.site.Catalog.Reports {
		year := int32(r.Year)
		p.pages = append(p.pages, Output{Path: reportPath(r.Year), ID: r.ID, kind: kindReport, index: year})
		if p.site.hasSiteReport(r.Year) {
			p.pages = append(p.pages, Output{Path: siteReportPath(r.Year), ID: r.ID, kind: kindSiteReport, index: year})
		}
	}
}

// addFixed adds some of the fixed pages.
func (p *Plan) addFixed(from, to int) {
	for i := from; i < to; i++ {
		if fixedPages[i].path == searchPath && p.site.Config.Search.Off {
			continue
		}
		p.pages = append(p.pages, Output{Path: fixedPages[i].path, ID: catalog.None, kind: kindFixed, index: int32(i)})
	}
}

// addLists adds the pages of the lists.
func (p *Plan) addLists() {
	for i := range p.lists {
		l, index := &p.lists[i], int32(i)
		p.pages = append(p.pages, Output{Path: l.front, ID: catalog.None, kind: kindList, index: index})
		for n := 1; n <= l.pages(); n++ {
			p.pages = append(p.pages, Output{Path: l.numbered(n), ID: catalog.None, kind: kindList, index: index, number: int32(n)})
		}
	}
}

// lateOutputs lists what is made after the pages.
func (p *Plan) lateOutputs() []Late {
	late := catalogData(p.site)
	late = append(late, datasets(p.site)...)
	late = append(late, feeds(p.site, p.lists)...)
	late = append(late, sitemaps(p.site, p.mapped)...)
	late = append(late, robots(p.site))
	late = append(late, withdrawnMap(p.site)...)
	late = append(late, codes(p.site)...)
	return append(late, reportExports(p.site)...)
}

// enter enters all outputs into the book of addresses, and reports those that
// cannot stand where they would have to.
func (p *Plan) enter() []diag.Diagnostic {
	found := p.addresses.enterDocuments()
	// Redirects come last: one that has to move keeps no page from being found.
	for _, redirects := range [...]bool{false, true} {
		for i := range p.Len() {
			if o := p.Output(i); !o.IsDocument() && (o.kind == kindRedirect) == redirects {
				found = p.addresses.enter(found, o)
			}
		}
	}
	return found
}

// With returns the plan for another state of the same site in which every
// document stands where it stood, and every report as it was: only what the pages
// show has changed.
func (p *Plan) With(in Input) *Plan {
	next := *p
	next.site = p.site.with(in)
	next.late, next.index = next.lateOutputs(), p.index.of(next.site)
	next.addresses.site = next.site
	return &next
}

// Len returns how many outputs there are.
func (p *Plan) Len() int { return len(p.pages) + len(p.late) + p.index.len() }

// Pages returns how many of them are pages: the first.
func (p *Plan) Pages() int { return len(p.pages) }

// Output returns an output by its number, from 0.
func (p *Plan) Output(i int) Output {
	if i >= len(p.pages) {
		i -= len(p.pages)
		if i >= len(p.late) {
			i -= len(p.late)
			return Output{Path: p.index.path(i), ID: catalog.None, kind: kindIndex, index: int32(i)}
		}
		l := &p.late[i]
		return Output{Path: l.Path, ID: l.ID, kind: kindLate, index: int32(i)}
	}
	o := p.pages[i]
	if o.kind == kindDocument {
		o.Path = p.site.address(o.ID)
	}
	return o
}

// Late returns what there is to know of an output that is no page.
func (p *Plan) Late(o Output) *Late {
	if o.kind == kindIndex {
		return p.index.late(int(o.index))
	}
	return &p.late[o.index]
}

// LateKey returns the key of a late output. sums gives the sum of a document's
// Meta.
func (p *Plan) LateKey(l *Late, sums func(catalog.ID) cache.Sum) LateKey {
	return lateKey(p.site, l, sums)
}

// Lookup returns the output at a path.
func (p *Plan) Lookup(path string) (Output, bool) {
	if o, how := p.Occupant(path); how == address.Taken && o.Path == path {
		return o, true
	}
	id, ok := p.site.documentAt(path) // another one may be its like
	return Output{Path: path, ID: id, kind: kindDocument}, ok
}

// Occupant returns the output that is in the way of a path, and how. What is at
// the path itself is, too.
func (p *Plan) Occupant(path string) (Output, address.Relation) { return p.addresses.occupant(path) }

// Displaced reports an output in whose way something is, which is at a path of
// its own.
func (p *Plan) Displaced(o Output, by diag.Text, at string, how address.Relation) diag.Diagnostic {
	return p.addresses.displaced(o, by, at, how)
}

// Describe names what an output comes from.
func (p *Plan) Describe(o Output) diag.Text { return p.addresses.origin(o) }

// Samples returns one page for each way in which pages are made: whoever has made
// these has used every layout that the site uses.
func (p *Plan) Samples() []Output {
	type way struct {
		kind     kind
		which    int32
		numbered bool
	}
	var samples []Output
	seen := map[way]bool{}
	documents := false
	for i := range p.pages {
		o := &p.pages[i]
		if o.kind == kindDocument && documents {
			continue // as nearly all
		}
		w := way{kind: o.kind, numbered: o.number > 0}
		switch o.kind {
		case kindDocument:
			documents = true
		case kindFixed:
			w.which = o.index
		case kindList:
			w.which = int32(p.lists[o.index].style(int(o.number)))
		}
		if !seen[w] {
			seen[w] = true
			samples = append(samples, p.Output(i))
		}
	}
	return samples
}

// View makes the view of a page in memory that is used again. It holds until the
// memory's next view.
func (p *Plan) View(mem *Memory, o Output) View {
	at := viewpoint{p.site, o.Path}
	switch o.kind {
	case kindDocument:
		return documentView(mem.document(), at, o.ID)
	case kindList:
		return pageOfList(mem, at, &p.lists[o.index], int(o.number))
	case kindFixed:
		return fixedPages[o.index].view(at)
	case kindRedirect:
		return redirectView(at, o.ID)
	case kindNotice:
		return noticeView(at, o.ID)
	case kindReport:
		return reportView(at, o.ID, int(o.index))
	case kindSiteReport:
		return siteReportView(at, int(o.index))
	}
	panic("present: not a page: " + o.Path)
}

// Chrome makes what surrounds the pages of a section. from is any page of the
// section at the wanted depth, and which of them does not matter.
func (p *Plan) Chrome(section, from string) layout.Chrome {
	return newChrome(p.site, section, strings.Count(from, "/"))
}
