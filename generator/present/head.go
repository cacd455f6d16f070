package present

import (
	"path"
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
)

// View is what one page shows, ready for its layout.
type View struct {
	Layout  string
	Section string // which chrome
	Head    *layout.Head
	Value   any // pointer to a view of package layout; holds Head
	// Body is the document whose text belongs on the page, or None.
	Body catalog.ID
}

// crumb is a step on the way from the home page.
type crumb struct{ name, path string }

// address returns the output path of the page that shows a document.
func (s *Site) address(id catalog.ID) string { return page.URL(s.in.Catalog.Meta(id).Path) }

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
	p.Breadcrumb = append(p.Breadcrumb, layout.Link{Text: homeName, Href: page.Rel(from, "index.html")})
	for _, c := range trail {
		p.Breadcrumb = append(p.Breadcrumb, layout.Link{Text: c.name, Href: page.Rel(from, c.path)})
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

// siteMetas are the three tags that every page carries (国办发〔2017〕47号,
// 网页标签). A site that is a part of a superior portal carries the portal's.
func (s *Site) siteMetas() []layout.Meta {
	site, portal := s.in.Config.Site, s.in.Config.Portal
	name, domain, code := site.Name, site.Domain, site.IDCode
	if portal.Name != "" {
		name, domain, code = portal.Name, portal.Domain, portal.IDCode
	}
	return given([]layout.Meta{{Name: "SiteName", Content: name}, {Name: "SiteDomain", Content: domain}, {Name: "SiteIDCode", Content: code}})
}

// given drops tags that have nothing to say: an empty tag is a defect that
// inspections look for.
func given(metas []layout.Meta) []layout.Meta {
	kept := metas[:0]
	for _, m := range metas {
		if m.Content != "" {
			kept = append(kept, m)
		}
	}
	return kept
}

// columnHead is the head of a page of a category.
func (s *Site) columnHead(from string, c config.Category) layout.Head {
	return s.head(from, c.Name, c.Description, strings.Join(c.Keywords, ","), c.ColumnType, path.Join(c.Key, "feed.xml"))
}

// plainHead is the head of a page that belongs to no category.
func (s *Site) plainHead(from, name, description, columnType string) layout.Head {
	return s.head(from, name, description, name, columnType, "feed.xml")
}

func (s *Site) head(from, name, description, keywords, columnType, feed string) layout.Head {
	if description == "" {
		description = name
	}
	if keywords == "" {
		keywords = name
	}
	return layout.Head{
		Metas: given(append(s.siteMetas(),
			layout.Meta{Name: "ColumnName", Content: name},
			layout.Meta{Name: "ColumnDescription", Content: description},
			layout.Meta{Name: "ColumnKeywords", Content: keywords},
			layout.Meta{Name: "ColumnType", Content: columnType})),
		Feed: s.feedLink(from, feed),
	}
}

// feedLink names a feed as seen from a page.
func (s *Site) feedLink(from, feed string) layout.Link {
	name := s.in.Config.Site.Name
	if key, _, ok := strings.Cut(feed, "/"); ok {
		if c, known := s.in.Config.Category(key); known {
			if c.Kind == "reports" {
				return s.feedLink(from, "feed.xml")
			}
			name += " " + c.Name
		}
	}
	return layout.Link{Text: name, Href: page.Rel(from, feed)}
}

// documentHead is the head of a content page: the tags of its column, then its
// own.
func (s *Site) documentHead(from string, id catalog.ID) layout.Head {
	m := s.in.Catalog.Meta(id)
	c := s.in.Catalog.SectionOf(id).Category
	clock := m.Date.String()
	if m.Date.Minute == 0 {
		clock += " 00:00"
	}
	return layout.Head{
		Metas: given(append(s.siteMetas(),
			layout.Meta{Name: "ColumnName", Content: c.Name},
			layout.Meta{Name: "ColumnType", Content: c.ColumnType},
			layout.Meta{Name: "ArticleTitle", Content: m.Title},
			layout.Meta{Name: "PubDate", Content: clock},
			layout.Meta{Name: "ContentSource", Content: s.source(m)},
			layout.Meta{Name: "Keywords", Content: strings.Join(m.Keywords, ",")},
			layout.Meta{Name: "Author", Content: m.Author},
			layout.Meta{Name: "Description", Content: m.Summary},
			layout.Meta{Name: "Url", Content: s.absolute(from)})),
		Feed: s.feedLink(from, path.Join(c.Key, "feed.xml")),
	}
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
