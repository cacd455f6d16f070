package present

import (
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/layout"
)

// fixedPage is a page that every site has, once.
type fixedPage struct {
	path string
	view func(viewpoint) View
	// unlisted keeps it out of the sitemap.
	unlisted bool
}

// fixedPages are the pages that every site has, the home page first. In this order
// the sitemap has them.
var fixedPages = [...]fixedPage{
	{path: homePath, view: homeView},
	{path: reportsPath, view: reportIndexView},
	{path: subjectsPath, view: subjectsView},
	{path: platformPath, view: platformView},
	{path: requestPath, view: requestView},
	{path: formPath, view: formView},
	{path: siteMapPath, view: siteMapView},
	{path: elderPath, view: elderView, unlisted: true},
	{path: searchPath, view: searchView, unlisted: true},
	{path: notFoundPath, view: notFoundView, unlisted: true},
}

// homeView makes the home page.
func homeView(at viewpoint) View {
	cfg := at.Config
	v := &layout.HomeView{
		Description: cfg.Site.Description,
		Platform:    at.platformLinks(""),
		Sections:    homeSections(at),
		Contact:     contact(&cfg.Guide),
		SiteReport:  siteReportLinks(at),
	}
	at.head(&v.Head, homeName, cfg.Site.Description, strings.Join(cfg.Site.Keywords, ","), homeName)
	v.Head.Feed = at.siteFeed()
	at.entitle(&v.Page, homeName, cfg.Site.Name, "")
	v.Head.Title, v.Breadcrumb = cfg.Site.Name, nil
	return View{Layout: "home.html", Section: sectionHome, Value: v, Body: catalog.None}
}

// homeSections are the categories whose newest documents the home page has.
func homeSections(at viewpoint) []layout.HomeSection {
	var list []layout.HomeSection
	for i := range at.Catalog.Sections {
		sec := &at.Catalog.Sections[i]
		if !sec.Category.Home {
			continue
		}
		list = append(list, layout.HomeSection{
			Title: sec.Category.Name,
			Href:  at.column(sec).Href,
			Items: at.newest(nil, sec.Docs[max(0, len(sec.Docs)-at.Config.Lists.Home):]),
		})
	}
	return list
}

// elderView makes the page that is in large type without a script.
func elderView(at viewpoint) View {
	v := &layout.ElderView{
		Ways:     []layout.Link{at.link(catalogName, catalogPath)},
		Columns:  at.navigation("")[1:],
		Sections: homeSections(at),
		Contact:  contact(&at.Config.Guide),
	}
	if !at.Config.Search.Off {
		v.Ways = append(v.Ways, at.link(searchName, searchPath))
	}
	v.Ways = append(append(v.Ways, at.platformLinks("")...), at.link(siteMapName, siteMapPath))
	at.plainHead(&v.Head, elderName, "大字、高对比，一页列出本站全部入口和最新的信息", elderName)
	at.entitle(&v.Page, elderName, elderName, "")
	return View{Layout: "elder.html", Section: sectionElder, Value: v, Body: catalog.None}
}

// formName is what the form for requests is called.
const formName = "政府信息公开申请表"

// requestView makes the page 依申请公开.
func requestView(at viewpoint) View {
	v, name := newRequestView(at)
	v.Form = at.link("打印申请表", formPath)
	at.entitle(&v.Page, name, name, "")
	return View{Layout: "request.html", Section: sectionRequest, Value: v, Body: catalog.None}
}

// formView makes the form that belongs to it, to be printed.
func formView(at viewpoint) View {
	v, name := newRequestView(at)
	at.entitle(&v.Page, formName, formName, "", at.link(name, requestPath))
	return View{Layout: "form.html", Section: sectionRequest, Value: v, Body: catalog.None}
}

// newRequestView makes what the page 依申请公开 and its form have in common, and
// returns the name of the page.
func newRequestView(at viewpoint) (v *layout.RequestView, name string) {
	cfg := at.Config
	guide, _ := placeOf(config.EntryGuide, cfg)
	name = cfg.Entry(config.EntryRequest).Name
	v = &layout.RequestView{
		Office:   contact(&cfg.Guide),
		Guide:    at.link(cfg.Entry(config.EntryGuide).Name, guide),
		Phone:    cfg.Guide.Phone,
		OrgName:  cfg.Office.Name,
		Portal:   portal(at),
		Deadline: 20, // 条例第三十三条
	}
	at.plainHead(&v.Head, name, cfg.Office.Name+"依申请公开政府信息的程序、时限和申请表", "依申请公开")
	return v, name
}

// subjectsView makes the index by subject.
func subjectsView(at viewpoint) View {
	v := &layout.IndexView{Description: "按公文主题分类查阅已经公开的文件。", Groups: subjectFacets(at)}
	at.plainHead(&v.Head, subjectsName, "按公文主题分类查阅政府信息", catalogColumn)
	at.entitle(&v.Page, subjectsName, subjectsName, "", at.link(catalogName, catalogPath))
	return View{Layout: "index.html", Section: sectionSubjects, Value: v, Body: catalog.None}
}

// subjectFacets groups the subjects in use by their first level.
func subjectFacets(at viewpoint) []layout.Facet {
	var facets []layout.Facet
	for _, subject := range at.Catalog.Subjects {
		top, rest, _ := strings.Cut(subject.Name, "/")
		if rest == "" {
			rest = top
		}
		if len(facets) == 0 || facets[len(facets)-1].Title != top {
			facets = append(facets, layout.Facet{Title: top})
		}
		last := &facets[len(facets)-1]
		last.Links = append(last.Links, at.counted(rest, subjectPath(subject.Key), len(subject.Docs)))
	}
	return facets
}

// siteMapView makes the site map.
func siteMapView(at viewpoint) View {
	v := &layout.IndexView{Groups: []layout.Facet{
		{Title: platformName, Links: at.platformLinks("")},
		{Title: "栏目", Links: at.navigation("")},
		{Title: "查阅", Links: []layout.Link{
			at.link(catalogName, catalogPath), at.link(subjectsName, subjectsPath), at.link(formName, formPath),
			at.link(elderName, elderPath),
		}},
	}}
	for i := range at.Catalog.Sections {
		v.Groups[2].Links = append(v.Groups[2].Links, at.validityLinks(i)...)
	}
	for i := range at.Catalog.Sections {
		if sec := &at.Catalog.Sections[i]; len(sec.Years) > 0 {
			v.Groups = append(v.Groups, layout.Facet{Title: sec.Category.Name, Links: at.yearLinks(sec)})
		}
	}
	at.plainHead(&v.Head, siteMapName, "本站全部栏目和页面的入口", siteMapName)
	at.entitle(&v.Page, siteMapName, siteMapName, "")
	return View{Layout: "index.html", Section: sectionSiteMap, Value: v, Body: catalog.None}
}

// searchView makes the page of the search. What it finds, it finds in the browser.
func searchView(at viewpoint) View {
	v := &layout.SearchView{
		Validities: validities()[1:],
		Others: []layout.Link{
			at.link(catalogName, catalogPath), at.link(subjectsName, subjectsPath), at.link(siteMapName, siteMapPath),
		},
	}
	for _, c := range at.Config.Categories {
		v.Categories = append(v.Categories, layout.Choice{Value: c.Key, Text: c.Name})
	}
	for _, y := range at.Catalog.Years {
		v.Years = append(v.Years, layout.Choice{Value: y.Key, Text: y.Name})
	}
	at.plainHead(&v.Head, searchName, "在本站公开的全部信息中检索", searchName)
	at.entitle(&v.Page, searchName, searchName, "")
	return View{Layout: "search.html", Section: sectionSearch, Value: v, Body: catalog.None}
}

// notFoundView makes 404.html.
func notFoundView(at viewpoint) View {
	const name = "页面不存在"
	v := &layout.MessageView{
		Text:  "网址可能有误，或者页面已经移走。可以从下面的入口继续查找。",
		Links: []layout.Link{at.link(homeName, homePath), at.link(catalogName, catalogPath), at.link(siteMapName, siteMapPath)},
	}
	at.plainHead(&v.Head, name, "您访问的页面不存在", name)
	v.Head.NoIndex = true
	at.entitle(&v.Page, name, name, "")
	v.Head.Canonical = ""
	return View{Layout: "message.html", Section: sectionNotFound, Value: v, Body: catalog.None}
}
