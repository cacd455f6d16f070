package present

import (
	"strconv"
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/layout"
	"gongkai/generator/page"
)

// View makes the view of a page.
func (s *Site) View(o Output) View { return s.ViewIn(new(Memory), o) }

// ViewIn is View with memory that is used again. What it returns holds until
// the memory's next view.
func (s *Site) ViewIn(mem *Memory, o Output) View {
	switch o.Kind {
	case Home:
		return s.homeView(o)
	case Document:
		return s.documentView(mem.document(), o)
	case Redirect:
		return s.redirectView(o)
	case ListFront, ListPage:
		return s.anyList(mem, o)
	case Subjects:
		return s.subjectsView(o)
	case Platform:
		return s.platformView(o)
	case Request, Form:
		return s.requestView(o)
	case SiteMap:
		return s.siteMapView(o)
	case NotFound:
		return s.notFoundView(o)
	case AnnualReport:
		return s.reportView(o)
	case Reports:
		return s.reportsView(o)
	case SiteReport:
		return s.siteReportView(o)
	}
	panic("present: not a page: " + o.Path)
}

// anyList makes the view of a page of a list: the catalog and the guide have
// views of their own.
func (s *Site) anyList(mem *Memory, o Output) View {
	l := &s.lists[o.Index]
	switch {
	case l.kind == ofCatalog:
		return s.catalogView(mem.catalogPage(), o)
	case s.isGuide(o):
		return s.guideView(o)
	}
	return s.listView(mem.listPage(), o)
}

// homeView makes the home page.
func (s *Site) homeView(o Output) View {
	cfg, c := s.in.Config, s.in.Catalog
	v := &layout.HomeView{
		Description: cfg.Site.Description,
		Platform:    s.platformLinks(o.Path, ""),
		Contact:     s.office(),
		SiteReport:  s.siteReportLinks(o.Path),
	}
	for i := range c.Sections {
		sec := &c.Sections[i]
		if !sec.Category.Home {
			continue
		}
		docs := sec.Docs[max(0, len(sec.Docs)-cfg.Lists.Home):]
		v.Sections = append(v.Sections, layout.HomeSection{
			Title: sec.Category.Name,
			Href:  page.Rel(o.Path, sec.Category.Key+"/index.html"),
			Items: s.newest(nil, o.Path, docs),
		})
	}
	s.head(&v.Head, homeName, cfg.Site.Description, strings.Join(cfg.Site.Keywords, ","), homeName)
	v.Head.Feed = s.siteFeed(o.Path)
	s.finish(&v.Page, o.Path, homeName, cfg.Site.Name, nil, "")
	v.Head.Title, v.Breadcrumb = cfg.Site.Name, nil
	return View{Layout: "home.html", Section: "home", Value: v, Body: catalog.None}
}

// office lists what 条例第十二条 says must be known of the department in
// charge, as far as it is given.
func (s *Site) office() []layout.Field {
	g := s.in.Config.Guide
	var fields []layout.Field
	for _, f := range [...]layout.Field{
		{Name: "机构名称", Value: g.Department},
		{Name: "办公地址", Value: g.Address},
		{Name: "办公时间", Value: g.Hours},
		{Name: "联系电话", Value: g.Phone},
		{Name: "传真号码", Value: g.Fax},
		{Name: "互联网联系方式", Value: g.Online},
		{Name: "邮政编码", Value: g.Postcode},
	} {
		if f.Value != "" {
			fields = append(fields, f)
		}
	}
	return fields
}

// guideView makes 政府信息公开指南.
func (s *Site) guideView(o Output) View {
	l, g := &s.lists[o.Index], s.in.Config.Guide
	sec := &s.in.Catalog.Sections[l.section]
	v := &layout.GuideView{
		Office: s.office(),
		Items:  s.newest(nil, o.Path, l.newest()),
		Pager:  s.pager(l, o.Path, 0),
		Years:  s.yearLinks(o.Path, sec),
		Links: []layout.Link{
			{Text: catalogName, Href: page.Rel(o.Path, "catalog/index.html")},
			{Text: s.entryName("request"), Href: page.Rel(o.Path, "request/index.html")},
			{Text: s.entryName("reports"), Href: page.Rel(o.Path, "reports/index.html")},
		},
	}
	for _, part := range [...]struct{ title, text string }{
		{"政府信息的分类", g.Classification},
		{"政府信息的编排体系", g.Arrangement},
		{"政府信息的获取方式", g.Access},
	} {
		if text := strings.TrimSpace(part.text); text != "" {
			v.Parts = append(v.Parts, layout.GuidePart{Title: part.title, Paragraphs: paragraphs(text)})
		}
	}
	s.columnHead(&v.Head, o.Path, sec)
	s.finish(&v.Page, o.Path, sec.Category.Name, sec.Category.Name, nil, "")
	return View{Layout: "guide.html", Section: sec.Category.Key, Value: v, Body: sec.Intro}
}

// paragraphs splits a text of the configuration at its line ends.
func paragraphs(text string) []string {
	var list []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

// requestView makes the page 依申请公开 and its form.
func (s *Site) requestView(o Output) View {
	cfg := s.in.Config
	name := s.entryName("request")
	v := &layout.RequestView{
		Office:   s.office(),
		Guide:    layout.Link{Text: s.entryName("guide"), Href: page.Rel(o.Path, s.entryPath("guide"))},
		Phone:    cfg.Guide.Phone,
		OrgName:  cfg.Office.Name,
		Portal:   s.portal(),
		Deadline: 20, // 条例第三十三条
	}
	s.plainHead(&v.Head, o.Path, name, cfg.Office.Name+"依申请公开政府信息的程序、时限和申请表", "依申请公开")
	view := View{Layout: "request.html", Section: "request", Value: v, Body: catalog.None}
	if o.Kind == Form {
		view.Layout = "form.html"
		s.finish(&v.Page, o.Path, "政府信息公开申请表", "政府信息公开申请表", []crumb{{name, page.Rel(o.Path, "request/index.html")}}, "")
		return view
	}
	v.Form = layout.Link{Text: "打印申请表", Href: page.Rel(o.Path, "request/form.html")}
	s.finish(&v.Page, o.Path, name, name, nil, "")
	return view
}

// subjectsView makes the index by subject.
func (s *Site) subjectsView(o Output) View {
	v := &layout.IndexView{Description: "按公文主题分类查阅已经公开的文件。", Groups: s.subjectFacets(o.Path)}
	s.plainHead(&v.Head, o.Path, subjectsName, "按公文主题分类查阅政府信息", "信息公开目录")
	s.finish(&v.Page, o.Path, subjectsName, subjectsName, []crumb{{catalogName, page.Rel(o.Path, "catalog/index.html")}}, "")
	return View{Layout: "index.html", Section: "subjects", Value: v, Body: catalog.None}
}

// subjectFacets groups the subjects in use by their first level.
func (s *Site) subjectFacets(from string) []layout.Facet {
	var facets []layout.Facet
	for _, subject := range s.in.Catalog.Subjects {
		top, rest, _ := strings.Cut(subject.Name, "/")
		if rest == "" {
			rest = top
		}
		if len(facets) == 0 || facets[len(facets)-1].Title != top {
			facets = append(facets, layout.Facet{Title: top})
		}
		last := &facets[len(facets)-1]
		last.Links = append(last.Links, layout.Link{
			Text: rest, Href: page.Rel(from, subjectPath(subject.Key)),
			Counted: true, Count: len(subject.Docs),
		})
	}
	return facets
}

// siteMapView makes the site map.
func (s *Site) siteMapView(o Output) View {
	v := &layout.IndexView{Groups: []layout.Facet{
		{Title: "政府信息公开", Links: s.platformLinks(o.Path, "")},
		{Title: "栏目", Links: s.navigation(o.Path, "")},
		{Title: "查阅", Links: []layout.Link{
			{Text: catalogName, Href: page.Rel(o.Path, "catalog/index.html")},
			{Text: subjectsName, Href: page.Rel(o.Path, "subjects/index.html")},
			{Text: "政府信息公开申请表", Href: page.Rel(o.Path, "request/form.html")},
		}},
	}}
	for i := range s.in.Catalog.Sections {
		sec := &s.in.Catalog.Sections[i]
		if len(sec.Years) > 0 {
			v.Groups = append(v.Groups, layout.Facet{Title: sec.Category.Name, Links: s.yearLinks(o.Path, sec)})
		}
	}
	s.plainHead(&v.Head, o.Path, siteMapName, "本站全部栏目和页面的入口", siteMapName)
	s.finish(&v.Page, o.Path, siteMapName, siteMapName, nil, "")
	return View{Layout: "index.html", Section: "sitemap", Value: v, Body: catalog.None}
}

// notFoundView makes 404.html.
func (s *Site) notFoundView(o Output) View {
	v := &layout.MessageView{
		Text: "网址可能有误，或者页面已经移走。可以从下面的入口继续查找。",
		Links: []layout.Link{
			{Text: homeName, Href: page.Rel(o.Path, "index.html")},
			{Text: catalogName, Href: page.Rel(o.Path, "catalog/index.html")},
			{Text: siteMapName, Href: page.Rel(o.Path, "sitemap.html")},
		},
	}
	s.plainHead(&v.Head, o.Path, "页面不存在", "您访问的页面不存在", "页面不存在")
	v.Head.NoIndex = true
	s.finish(&v.Page, o.Path, "页面不存在", "页面不存在", nil, "")
	v.Head.Canonical = ""
	return View{Layout: "message.html", Section: "404", Value: v, Body: catalog.None}
}

// Chrome makes what surrounds the pages of a section. from is any page of the
// section at the wanted depth, and which of them does not matter: references go
// through the site's root, since the pages of one section at one depth need not
// lie in one folder (an alias may stand anywhere).
func (s *Site) Chrome(section, from string) layout.Chrome {
	cfg := s.in.Config
	from = strings.Repeat("/", strings.Count(from, "/")) // a place in no folder of the site
	return layout.Chrome{
		Lang:        "zh-CN",
		Root:        page.Root(from),
		Section:     section,
		SiteName:    cfg.Site.Name,
		OfficeName:  cfg.Office.Name,
		Region:      cfg.Office.Region,
		Sample:      cfg.Site.Sample,
		Description: cfg.Site.Description,
		Portal:      s.portal(),
		Nav:         s.navigation(from, section),
		Platform:    s.platformLinks(from, section),
		Feed:        layout.Link{Text: "订阅更新", Href: page.Rel(from, "feed.xml")},
		Footer:      s.footer(from),
	}
}

func (s *Site) portal() layout.Link {
	p := s.in.Config.Portal
	return layout.Link{Text: p.Name, Href: p.URL, External: true}
}

// navigation links to the home page and the categories.
func (s *Site) navigation(from, section string) []layout.Link {
	links := []layout.Link{{Text: homeName, Href: page.Rel(from, "index.html"), Current: section == "home"}}
	for _, c := range s.in.Config.Categories {
		links = append(links, layout.Link{
			Text: c.Name, Href: page.Rel(from, c.Key+"/index.html"), Current: section == c.Key,
		})
	}
	return links
}

// footer makes the 底部功能区 (国办发〔2017〕47号).
func (s *Site) footer(from string) layout.Footer {
	f, cfg := s.in.Config.Footer, s.in.Config
	code := cfg.Site.IDCode
	if cfg.Portal.Name != "" {
		code = cfg.Portal.IDCode
	}
	out := layout.Footer{
		Organizer: f.Organizer,
		Operator:  f.Operator,
		Contact:   f.Contact,
		Address:   cfg.Guide.Address,
		Phone:     cfg.Guide.Phone,
		IDCode:    code,
		ICP:       f.ICP,
		Police:    f.Police,
		SiteMap:   layout.Link{Text: siteMapName, Href: page.Rel(from, "sitemap.html")},
		Links:     externalLinks(f.Links),
	}
	if out.Organizer == "" {
		out.Organizer = cfg.Office.Name
	}
	if f.ICP != "" {
		out.ICPURL = "https://beian.miit.gov.cn/"
	}
	if f.BadgeURL != "" {
		out.Badge = layout.Link{Text: "党政机关网站标识", Href: f.BadgeURL, External: true}
	}
	if f.ErrorsURL != "" {
		out.Errors = layout.Link{Text: "我为政府网站找错", Href: f.ErrorsURL, External: true}
	}
	return out
}

func externalLinks(links []config.Link) []layout.Link {
	var out []layout.Link
	for _, l := range links {
		out = append(out, layout.Link{Text: l.Name, Href: l.URL, External: true})
	}
	return out
}

// reportPath returns the page of a year's report.
func reportPath(year int) string { return "reports/" + strconv.Itoa(year) + "/index.html" }
