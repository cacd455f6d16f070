package present

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/layout"
	"gongkai/generator/page"
)

// The names of pages that every site has.
const (
	platformName = "政府信息公开"
	catalogName  = "政府信息公开目录"
	subjectsName = "主题分类"
	siteMapName  = "网站地图"
	homeName     = "首页"
)

// View is what one page shows, ready for its layout.
type View struct {
	Layout  string
	Section string // which chrome
	Value   layout.View
	// Body is the document whose text belongs on the page, or None.
	Body catalog.ID
}

// crumb is a step on the way from the home page.
type crumb struct{ name, href string }

// address returns the output path of the page that shows a document.
func (s *Site) address(id catalog.ID) string { return s.texts.address(id) }

// absolute returns the address of an output for the outside world, "" without
// base_url.
func (s *Site) absolute(output string) string {
	base := s.in.Config.Site.BaseURL
	if base == "" {
		return ""
	}
	return base + page.Rel("", output)
}

// finish fills in what all pages have in common. title is the text of the
// title element before the name of the site, heading that of the h1.
func (s *Site) finish(p *layout.Page, from, title, heading string, trail []crumb, here string) {
	p.Title = heading
	p.Root = page.Root(from)
	p.Head.Title = title + " - " + s.in.Config.Site.Name
	p.Head.Canonical = s.absolute(from)
	p.Breadcrumb = slices.Grow(p.Breadcrumb, len(trail)+2)
	p.Breadcrumb = append(p.Breadcrumb, layout.Link{Text: homeName, Href: s.targets.home.from(from)})
	for _, c := range trail {
		p.Breadcrumb = append(p.Breadcrumb, layout.Link{Text: c.name, Href: c.href})
	}
	if here == "" {
		here = heading
	}
	p.Breadcrumb = append(p.Breadcrumb, layout.Link{Text: here, Current: true})
}

// join puts a label behind a title.
func join(title, label string) string {
	if label == "" {
		return title
	}
	return title + " " + label
}

// siteMetas adds the three tags that every page carries (国办发〔2017〕47号,
// 网页标签). A site that is a part of a superior portal carries the portal's.
func (s *Site) siteMetas(h *layout.Head) {
	site, portal := &s.in.Config.Site, &s.in.Config.Portal
	name, domain, code := site.Name, site.Domain, site.IDCode
	if portal.Name != "" {
		name, domain, code = portal.Name, portal.Domain, portal.IDCode
	}
	h.Metas = slices.Grow(h.Metas, usualMetas)
	tag(h, "SiteName", name)
	tag(h, "SiteDomain", domain)
	tag(h, "SiteIDCode", code)
}

// usualMetas is how many tags a page has at most.
const usualMetas = 12

// tag adds a meta tag that has something to say: an empty one is a defect that
// inspections look for.
func tag(h *layout.Head, name, content string) {
	if content != "" {
		h.Metas = append(h.Metas, layout.Meta{Name: name, Content: content})
	}
}

// columnHead is the head of a page of a category.
func (s *Site) columnHead(h *layout.Head, from string, sec *catalog.Section) {
	c := &sec.Category
	s.head(h, c.Name, c.Description, s.targets.columns[sec.Index].keywords, c.ColumnType)
	h.Feed = s.columnFeed(from, sec)
}

// plainHead is the head of a page that belongs to no category.
func (s *Site) plainHead(h *layout.Head, from, name, description, columnType string) {
	s.head(h, name, description, name, columnType)
	h.Feed = s.siteFeed(from)
}

func (s *Site) head(h *layout.Head, name, description, keywords, columnType string) {
	s.siteMetas(h)
	tag(h, "ColumnName", name)
	tag(h, "ColumnDescription", cmp.Or(description, name))
	tag(h, "ColumnKeywords", cmp.Or(keywords, name))
	tag(h, "ColumnType", columnType)
}

// siteFeed names the feed of the site as seen from a page.
func (s *Site) siteFeed(from string) layout.Link {
	return layout.Link{Text: s.in.Config.Site.Name, Href: s.targets.feed.from(from)}
}

// columnFeed names the feed of a category.
func (s *Site) columnFeed(from string, sec *catalog.Section) layout.Link {
	column := &s.targets.columns[sec.Index]
	return layout.Link{Text: column.feedName, Href: column.feed.from(from)}
}

// columnCrumb leads to the front page of a category.
func (s *Site) columnCrumb(from string, sec *catalog.Section) crumb {
	return crumb{sec.Category.Name, s.targets.columns[sec.Index].front.from(from)}
}

// documentHead adds to the head of a content page the tags of its column, then
// its own.
func (s *Site) documentHead(h *layout.Head, from string, id catalog.ID) {
	m, sec := s.in.Catalog.Meta(id), s.in.Catalog.SectionOf(id)
	clock := s.texts.clock(m.Date)
	if m.Date.Minute != 0 {
		clock = m.Date.String()
	}
	s.siteMetas(h)
	tag(h, "ColumnName", sec.Category.Name)
	tag(h, "ColumnType", sec.Category.ColumnType)
	tag(h, "ArticleTitle", m.Title)
	tag(h, "PubDate", clock)
	tag(h, "ContentSource", s.source(m))
	tag(h, "Keywords", strings.Join(m.Keywords, ","))
	tag(h, "Author", m.Author)
	tag(h, "Description", m.Summary)
	tag(h, "Url", h.Canonical)
	h.Feed = s.columnFeed(from, sec)
}

// issuer returns who issued a document: by default the office.
func (s *Site) issuer(m *page.Meta) string {
	if m.Issuer != "" {
		return m.Issuer
	}
	return s.in.Config.Office.Name
}

// source returns where a document came from: by default its issuer.
func (s *Site) source(m *page.Meta) string {
	if m.Source != "" {
		return m.Source
	}
	return s.issuer(m)
}

// sibling returns the path of another file in the folder of a path.
func sibling(of, name string) string { return path.Join(path.Dir(of), name) }
