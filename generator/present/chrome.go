package present

import (
	"cmp"
	"strings"

	"gongkai/generator/config"
	"gongkai/generator/layout"
	"gongkai/generator/page"
	"gongkai/generator/qrcode"
)

// newChrome makes what surrounds the pages of a section at a depth. References go
// through the site's root, since the pages of one section at one depth need not
// lie in one folder (an alias may stand anywhere).
func newChrome(s *site, section string, depth int) layout.Chrome {
	at := viewpoint{s, strings.Repeat("/", depth)} // a place in no folder of the site
	cfg := s.Config
	return layout.Chrome{
		Lang:        "zh-CN",
		Root:        page.Root(at.path),
		Section:     section,
		SiteName:    cfg.Site.Name,
		OfficeName:  cfg.Office.Name,
		Region:      cfg.Office.Region,
		Sample:      cfg.Site.Sample,
		Description: cfg.Site.Description,
		Portal:      portal(at),
		Nav:         at.navigation(section),
		Platform:    at.platformLinks(section),
		Feed:        at.link("订阅更新", feedPath),
		Footer:      footer(at),
		Search:      at.search(),
		Code:        code(at, section),
	}
}

// search leads to the page of the search; "" where there is none.
func (at viewpoint) search() string {
	if at.Config.Search.Off {
		return ""
	}
	return at.to(searchPath)
}

// code is the picture for the pages of a section, and what it leads to: see codes.
func code(at viewpoint, section string) layout.Link {
	name, path, front := at.Config.Site.Name, codeName, homePath
	for i := range at.Catalog.Sections {
		if c := &at.Catalog.Sections[i].Category; c.Key == section {
			name, path, front = c.Name, c.Key+"/"+codeName, columnPath(c.Key)
		}
	}
	if !qrcode.Fits(at.absolute(front)) {
		return layout.Link{}
	}
	return at.link(name, path)
}

// portal links to the superior portal; empty where there is none. The address may be one
// from the root of the site, where both stand in one folder: then the link is good from a
// disk, too.
func portal(at viewpoint) layout.Link {
	p := &at.Config.Portal
	if strings.HasPrefix(p.URL, "../") {
		return layout.Link{Text: p.Name, Href: page.Root(at.path) + p.URL}
	}
	return layout.Link{Text: p.Name, Href: p.URL, External: true}
}

// navigation links to the home page and the categories.
func (at viewpoint) navigation(section string) []layout.Link {
	home := at.link(homeName, homePath)
	home.Current = section == sectionHome
	links := []layout.Link{home}
	for i := range at.Catalog.Sections {
		sec := &at.Catalog.Sections[i]
		column := at.column(sec)
		column.Current = section == sec.Category.Key
		links = append(links, column)
	}
	return links
}

// footer makes the 底部功能区 (国办发〔2017〕47号).
func footer(at viewpoint) layout.Footer {
	f, cfg := at.Config.Footer, at.Config
	out := layout.Footer{
		Organizer:   cmp.Or(f.Organizer, cfg.Office.Name),
		Operator:    f.Operator,
		Contact:     f.Contact,
		Address:     cfg.Guide.Address,
		Phone:       cfg.Guide.Phone,
		ContactWays: ways(f.Contact), PhoneWays: ways(cfg.Guide.Phone),
		IDCode:  cfg.Site.IDCode,
		ICP:     f.ICP,
		Police:  f.Police,
		SiteMap: at.link(siteMapName, siteMapPath),
		Links:   externalLinks(f.Links),
	}
	if cfg.Portal.Name != "" {
		out.IDCode = cfg.Portal.IDCode
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
