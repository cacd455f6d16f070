package portal

import (
	"encoding/json"
	"errors"
	"io/fs"
	"time"

	_ "embed"

	"gongkai/generator/asset"
	"gongkai/generator/county/roster"
	"gongkai/generator/county/rows"
	"gongkai/generator/diag"
	"gongkai/generator/export"
	"gongkai/generator/layout"
	"gongkai/generator/page"
)

//go:embed catalog.schema.json
var schema []byte

// How many documents the home page and the feed show, and how many offices of a level
// the home page names.
const (
	homeSize    = 10
	feedSize    = 20
	homeOffices = 24
)

// levels are the groups in which offices stand, in this order.
func levels() [][2]string {
	return [][2]string{{"province", "省级机关"}, {"city", "市级机关"}, {"county", "县（市、区）"}, {"department", "部门"}, {"township", "乡镇、街道"}}
}

// ofLevel lists the offices of a level, each with a link to its site.
func (m singles) ofLevel(a at, level string) (links []layout.Link) {
	for _, o := range m.Offices {
		if o.Level == level {
			links = append(links, layout.Link{Text: o.Name, Href: a.top + o.Key + "/index.html", Counted: true, Count: o.Rows.Days.Lines})
		}
	}
	return links
}

// singles makes the pages that there are once, with the newest documents.
type singles struct {
	*maker
	first newest
}

// make makes all of them.
func (m singles) make(t *tree) error {
	for path, make := range map[string]func(at) ([]byte, error){
		homePath: m.home, officesPath: m.offices, catalogPath: m.front, searchPath: m.searchPage, elderPath: m.elder, mapPath: m.siteMap, missingPath: m.missing,
	} {
		data, err := make(place(path))
		if err == nil {
			err = t.put(path, data)
		}
		if err != nil {
			return err
		}
	}
	if err := t.put("sitemap.xml", m.siteMapXML()); err != nil {
		return err
	}
	return t.put(feedPath, m.feed())
}

// home makes the home page, at the top or in the portal.
func (m singles) home(a at) ([]byte, error) {
	v := &layout.HomeView{
		Description: m.County.Description,
		Platform:    append(m.ways(a)[1:], a.link("订阅更新", feedPath)),
		Sections:    m.sections(a),
	}
	v.Page = m.page(a, m.County.Name, "", m.County.Description)
	v.Breadcrumb, v.Head.Canonical = nil, m.County.Address+homePath
	v.Head.Title = m.County.Name
	if a != front() {
		v.Head.Title = homeName + " - " + m.County.Name
	}
	return m.render(a, "home", "home.html", v)
}

// sections are the newest documents, and the offices by what they are.
func (m singles) sections(a at) []layout.HomeSection {
	list := []layout.HomeSection{{Title: "最新公开", Href: a.portal + catalogPath}}
	for _, r := range m.first[:min(homeSize, len(m.first))] {
		list[0].Items = append(list[0].Items, layout.ListItem{Title: r.OfficeName + "：" + r.Title, Href: a.top + r.URL, Date: day(r.Date)})
	}
	for _, level := range levels() {
		links := m.ofLevel(a, level[0])
		if len(links) == 0 {
			continue
		}
		s := layout.HomeSection{Title: level[1], Href: a.portal + officesPath}
		for _, l := range links[:min(homeOffices, len(links))] {
			s.Items = append(s.Items, layout.ListItem{Title: l.Text, Href: l.Href})
		}
		list = append(list, s)
	}
	return list
}

func (m singles) offices(a at) ([]byte, error) {
	v := &layout.IndexView{Description: "各机关的网站；数字是公开的文件数。"}
	for _, level := range levels() {
		if links := m.ofLevel(a, level[0]); len(links) > 0 {
			v.Groups = append(v.Groups, layout.Facet{Title: level[1], Links: links})
		}
	}
	v.Page = m.page(a, officesName, "", v.Description)
	return m.render(a, "offices", "index.html", v)
}

// front makes the front page of the catalogue.
func (m singles) front(a at) ([]byte, error) {
	v := &layout.CatalogView{Total: m.res.Documents, Rows: tableRows(a, m.first[:min(pageSize, len(m.first))]), Facets: m.facets(a), Data: []layout.Link{a.link("JSON", dataPath), a.link("说明（JSON Schema）", schemaPath)}}
	v.Indexed, v.Numbered = filled(v.Rows)
	v.Page = m.page(a, catalogName, "", m.County.Name+"各机关政府信息公开目录")
	return m.render(a, "catalog", "catalog.html", v)
}

// facets lead to the documents of an office, of a year, of a subject. Those of an office
// are the catalogue on its own site.
func (m singles) facets(a at) []layout.Facet {
	var list []layout.Facet
	for _, level := range levels() {
		f := layout.Facet{Title: "按机关：" + level[1]}
		for _, o := range m.Offices {
			if o.Level == level[0] {
				f.Links = append(f.Links, layout.Link{Text: o.Name, Href: a.top + o.Key + "/" + catalogPath, Counted: true, Count: o.Rows.Days.Lines})
			}
		}
		if f.Links != nil {
			list = append(list, f)
		}
	}
	for _, f := range []struct {
		title  string
		groups []group
	}{{"按年份", m.years}, {"按主题", m.themes}} {
		facet := layout.Facet{Title: f.title}
		for _, g := range f.groups {
			facet.Links = append(facet.Links, counted(a.link(g.name, g.front()), g.count))
		}
		if facet.Links != nil {
			list = append(list, facet)
		}
	}
	return list
}

func (m singles) siteMap(a at) ([]byte, error) {
	v := &layout.IndexView{Groups: append([]layout.Facet{{Title: m.County.Name, Links: m.ways(a)}}, m.facets(a)...)}
	v.Page = m.page(a, mapName, "", "本站的全部入口")
	return m.render(a, "sitemap", "index.html", v)
}

func (m singles) elder(a at) ([]byte, error) {
	v := &layout.ElderView{Ways: m.ways(a), Sections: m.sections(a)[:1]}
	for _, level := range levels() {
		for _, l := range m.ofLevel(a, level[0]) {
			l.Counted = false
			v.Columns = append(v.Columns, l)
		}
	}
	v.Page = m.page(a, elderName, "", "大字、高对比，一页列出全部机关和最新的信息")
	return m.render(a, "elder", "elder.html", v)
}

func (m singles) missing(a at) ([]byte, error) {
	v := &layout.MessageView{Text: "网址可能有误，或者页面已经移走。可以从下面的入口继续查找。", Links: m.ways(a)}
	v.Page = m.page(a, "页面不存在", "", "您访问的页面不存在")
	v.Head.NoIndex, v.Head.Canonical = true, ""
	return m.render(a, "404", "message.html", v)
}

// feed makes the feed of the newest documents of all offices.
func (m singles) feed() []byte {
	base := m.County.Address
	f := export.Feed{
		Title: m.County.Name, Author: m.County.Name, ID: base + "portal/" + feedPath, Self: base + "portal/" + feedPath, Home: base + homePath,
		Updated: time.Unix(0, 0).In(page.Zone).Format(time.RFC3339), // of a feed without entries
		Shown: export.FeedPage{
			Style: "css/feed.css", Back: homePath, Label: "返回 " + m.County.Name,
			About: []string{"这是“" + m.County.Name + "”的订阅文件，供订阅软件（阅读器）使用：把浏览器地址栏里的网址复制到订阅软件里，各机关有新的内容，软件就会提醒您。"},
		},
	}
	for i, r := range m.first[:min(feedSize, len(m.first))] {
		published, changed := moment(r.Date), moment(r.Modified)
		if r.Modified <= day(r.Date) {
			changed = published
		}
		f.Entries = append(f.Entries, export.Entry{
			Title: r.Title, ID: base + r.URL, Href: base + r.URL, Published: published, Updated: changed, Author: r.OfficeName, Column: r.Category,
			Summary: r.Summary, Page: "../" + r.URL, Day: day(r.Date),
		})
		if i == 0 || changed > f.Updated {
			f.Updated = changed
		}
	}
	return f.Atom(nil)
}

// moment writes a date as feeds do.
func moment(date string) string {
	d, err := page.ParseDate(date)
	if err != nil {
		return ""
	}
	return d.Time().Format(time.RFC3339)
}

// copyStatic publishes the style sheets, scripts and pictures of the pages, as small as
// the sites of the offices have them.
func (m *maker) copyStatic(t *tree) error {
	small := asset.New()
	return fs.WalkDir(m.Static, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(m.Static, path)
		if err != nil {
			return err
		}
		data, found := small.Static(path, data)
		if diag.HasErrors(found) {
			return errors.New(path + " cannot be published: a mistake in the program")
		}
		return t.put(path, data)
	})
}

// siteMapXML lists the pages of the portal for search engines.
func (m singles) siteMapXML() []byte {
	b := export.SitemapOpen(nil)
	paths := []string{homePath, officesPath, catalogPath, mapPath}
	if len(m.reports) > 0 {
		paths = append(paths, reportsPath)
	}
	for _, year := range m.reports {
		paths = append(paths, reportPath(year, ".html"))
	}
	for _, g := range m.years {
		paths = append(paths, g.front())
	}
	for _, g := range m.themes {
		paths = append(paths, g.front())
	}
	for _, path := range paths {
		b = export.AppendAddress(b, m.County.Address, roster.PortalFolder+"/"+path, "")
	}
	return export.SitemapClose(b)
}

// topHome makes the home page at the top. The newest documents are read for it alone where
// nothing else had to be made.
func (m *maker) topHome() ([]byte, error) {
	var first newest
	var shards []rows.Shard
	for _, o := range m.Offices {
		shards = append(shards, o.Rows.Days)
	}
	err := rows.Merge(shards, rows.Descending, func(_ int, _, line []byte) error {
		var r rows.Row
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		if first = append(first, r); len(first) == homeSize {
			return errEnough
		}
		return nil
	})
	if err != nil && err != errEnough {
		return nil, err
	}
	return singles{m, first}.home(front())
}

// errEnough ends a merge of which the beginning was wanted.
var errEnough = errors.New("enough")
