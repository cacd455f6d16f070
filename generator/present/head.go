package present

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
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
	searchName   = "检索"
	elderName    = "长者模式"
)

// catalogColumn is the type of column (meta ColumnType) of the pages that lead
// through the catalog.
const catalogColumn = "信息公开目录"

// entitle gives a page its names and the way to it. title is the text of the title
// element before the name of the site, heading that of the h1; here is what the
// last step of the way is called, if not as the heading.
func (at viewpoint) entitle(p *layout.Page, title, heading, here string, trail ...layout.Link) {
	p.Title = heading
	p.Root = page.Root(at.path)
	p.Head.Title = title + " - " + at.Config.Site.Name
	p.Head.Canonical = at.absolute(at.path)
	p.Breadcrumb = slices.Grow(p.Breadcrumb, len(trail)+2)
	p.Breadcrumb = append(p.Breadcrumb, at.link(homeName, homePath))
	p.Breadcrumb = append(p.Breadcrumb, trail...)
	p.Breadcrumb = append(p.Breadcrumb, layout.Link{Text: cmp.Or(here, heading), Current: true})
}

// columnHead is the head of a page of a category.
func (at viewpoint) columnHead(h *layout.Head, sec *catalog.Section) {
	c := &sec.Category
	at.head(h, c.Name, c.Description, strings.Join(c.Keywords, ","), c.ColumnType)
	h.Feed = at.columnFeed(sec)
}

// plainHead is the head of a page that belongs to no category.
func (at viewpoint) plainHead(h *layout.Head, name, description, columnType string) {
	at.head(h, name, description, name, columnType)
	h.Feed = at.siteFeed()
}

// head adds the tags of a page that is a column by itself.
func (at viewpoint) head(h *layout.Head, name, description, keywords, columnType string) {
	siteTags(h, at.Config)
	tag(h, "ColumnName", name)
	tag(h, "ColumnDescription", cmp.Or(description, name))
	tag(h, "ColumnKeywords", cmp.Or(keywords, name))
	tag(h, "ColumnType", columnType)
	tag(h, "description", cmp.Or(description, name)) // what search engines show; of a document, they read Description
}

// documentHead adds to the head of a content page the tags of its column, then
// its own.
func (at viewpoint) documentHead(h *layout.Head, id catalog.ID) {
	m, sec := at.Catalog.Meta(id), at.Catalog.SectionOf(id)
	clock := at.clock(m.Date)
	if m.Date.Minute != 0 {
		clock = m.Date.String()
	}
	siteTags(h, at.Config)
	tag(h, "ColumnName", sec.Category.Name)
	tag(h, "ColumnType", sec.Category.ColumnType)
	tag(h, "ArticleTitle", m.Title)
	tag(h, "PubDate", clock)
	tag(h, "ContentSource", at.source(m))
	tag(h, "Keywords", strings.Join(m.Keywords, ","))
	tag(h, "Author", m.Author)
	tag(h, "Description", m.Summary)
	tag(h, "Url", h.Canonical)
	h.Feed = at.columnFeed(sec)
}

// usualTags is how many meta tags a page has at most.
const usualTags = 12

// siteTags adds the three tags that every page carries (国办发〔2017〕47号,
// 网页标签). A site that is a part of a superior portal carries the portal's.
func siteTags(h *layout.Head, cfg *config.Config) {
	own, portal := &cfg.Site, &cfg.Portal
	name, domain, code := own.Name, own.Domain, own.IDCode
	if portal.Name != "" {
		name, domain, code = portal.Name, portal.Domain, portal.IDCode
	}
	h.Metas = slices.Grow(h.Metas, usualTags)
	tag(h, "SiteName", name)
	tag(h, "SiteDomain", domain)
	tag(h, "SiteIDCode", code)
}

// tag adds a meta tag that has something to say: an empty one is a defect that
// inspections look for.
func tag(h *layout.Head, name, content string) {
	if content != "" {
		h.Metas = append(h.Metas, layout.Meta{Name: name, Content: content})
	}
}

// join puts a label behind a title.
func join(title, label string) string {
	if label == "" {
		return title
	}
	return title + " " + label
}
