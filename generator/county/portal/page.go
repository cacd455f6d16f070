package portal

import (
	"bytes"
	"cmp"
	"strings"

	"gongkai/generator/config"
	"gongkai/generator/layout"
)

// frameKey says which pages have the same frame.
type frameKey struct{ section, portal string }

// at is where a page stands: how the portal's folder and the county's site are reached
// from it.
type at struct {
	path   string // from OUT
	portal string // "", "../" or "portal/"
	top    string
}

// place is that of a page by its path in the portal.
func place(path string) at {
	up := strings.Repeat("../", strings.Count(path, "/"))
	return at{path: "portal/" + path, portal: up, top: up + "../"}
}

// front is the place of the home page at the top.
func front() at { return at{path: "index.html", portal: "portal/"} }

// The pages that there are once.
const (
	homePath    = "index.html"
	officesPath = "offices.html"
	catalogPath = "catalog/index.html"
	dataPath    = "catalog/index.json"
	schemaPath  = "catalog/catalog.schema.json"
	searchPath  = "search.html"
	elderPath   = "elder.html"
	mapPath     = "sitemap.html"
	feedPath    = "feed.xml"
	missingPath = "404.html"
	reportsPath = "reports/index.html"
)

// The names of pages and of the sections to which they belong.
const (
	homeName    = "首页"
	officesName = "机关名录"
	catalogName = "政府信息公开目录"
	searchName  = "检索"
	mapName     = "网站地图"
	elderName   = "长者模式"
	reportsName = "年报汇总"
)

func (a at) link(text, path string) layout.Link {
	return layout.Link{Text: text, Href: a.portal + path}
}

// ways are the pages that lead to all others.
func (m *maker) ways(a at) []layout.Link {
	links := []layout.Link{a.link(homeName, homePath), a.link(officesName, officesPath), a.link(catalogName, catalogPath), a.link(searchName, searchPath)}
	if len(m.reports) > 0 {
		links = append(links, a.link(reportsName, reportsPath))
	}
	return links
}

func counted(l layout.Link, n int) layout.Link {
	l.Counted, l.Count = true, n
	return l
}

// frame returns the frame of the pages of a section at a depth.
func (m *maker) frame(a at, section string) (*layout.Frame, error) {
	key := frameKey{section, a.portal}
	if f := m.frames[key]; f != nil {
		return f, nil
	}
	f, err := m.layouts.Frame(m.chrome(a, section))
	m.frames[key] = f
	return f, err
}

func (m *maker) chrome(a at, section string) layout.Chrome {
	c := m.County
	nav := m.ways(a)
	for i, s := range []string{"home", "offices", "catalog", "search", "reports"} {
		if i < len(nav) {
			nav[i].Current = s == section
		}
	}
	root := a.portal
	if root == "" {
		root = "./"
	}
	return layout.Chrome{
		Lang: "zh-CN", Root: root, Section: section, SiteName: c.Name, OfficeName: c.Name, Region: c.Region, Description: c.Description,
		Nav: nav, Feed: a.link("订阅更新", feedPath), Search: a.portal + searchPath, Footer: footer(a, c.Footer(nil), c.IDCode),
	}
}

// footer is what the sites of the offices have at their foot, too.
func footer(a at, f config.Footer, code string) layout.Footer {
	out := layout.Footer{Organizer: f.Organizer, Contact: f.Contact, IDCode: code, ICP: f.ICP, Police: f.Police, SiteMap: a.link(mapName, mapPath)}
	if f.ICP != "" {
		out.ICPURL = "https://beian.miit.gov.cn/"
	}
	if f.BadgeURL != "" {
		out.Badge = layout.Link{Text: "党政机关网站标识", Href: f.BadgeURL, External: true}
	}
	if f.ErrorsURL != "" {
		out.Errors = layout.Link{Text: "我为政府网站找错", Href: f.ErrorsURL, External: true}
	}
	for _, l := range f.Links {
		out.Links = append(out.Links, layout.Link{Text: l.Name, Href: l.URL, External: true})
	}
	return out
}

// page fills in what all pages have. trail is the way from the home page to this one.
func (m *maker) page(a at, title, label, about string, trail ...layout.Link) layout.Page {
	c := m.County
	p := layout.Page{Root: a.portal, Title: title}
	if p.Root == "" {
		p.Root = "./"
	}
	whole := title
	if label != "" {
		whole += " " + label
	}
	p.Head.Title = whole + " - " + c.Name
	p.Head.Canonical = c.Address + a.path
	p.Head.Feed = a.link("订阅更新", feedPath)
	for _, meta := range []layout.Meta{
		{Name: "SiteName", Content: c.Name}, {Name: "SiteDomain", Content: c.Domain}, {Name: "SiteIDCode", Content: c.IDCode},
		{Name: "ColumnName", Content: title}, {Name: "ColumnDescription", Content: cmp.Or(about, title)}, {Name: "ColumnKeywords", Content: title}, {Name: "ColumnType", Content: title},
	} {
		if meta.Content != "" { // an empty tag is a defect that inspections look for
			p.Head.Metas = append(p.Head.Metas, meta)
		}
	}
	here := title
	if label != "" {
		here = label
	}
	p.Breadcrumb = append(p.Breadcrumb, a.link(homeName, homePath))
	p.Breadcrumb = append(append(p.Breadcrumb, trail...), layout.Link{Text: here, Current: true})
	return p
}

// render makes a page.
func (m *maker) render(a at, section, name string, v layout.View) ([]byte, error) {
	frame, err := m.frame(a, section)
	if err != nil {
		return nil, err
	}
	return m.execute(frame, name, v, layout.Text{})
}

func (m *maker) execute(frame *layout.Frame, name string, v layout.View, text layout.Text) ([]byte, error) {
	var scratch bytes.Buffer
	return m.layouts.Execute(nil, &scratch, frame, name, v, text)
}

// show makes a page of the portal's tree.
func (m *maker) show(t *tree, path, section, name string, v layout.View) error {
	data, err := m.render(place(path), section, name, v)
	if err != nil {
		return err
	}
	return t.put(path, data)
}
