package present

import (
	"gongkai/generator/catalog"
	"gongkai/generator/layout"
	"gongkai/generator/page"
)

// entryName returns the name of an entry of the platform.
func (s *Site) entryName(key string) string {
	for _, e := range s.in.Config.Platform {
		if e.Key == key {
			return e.Name
		}
	}
	return ""
}

// entryPath returns the page that an entry of the platform leads to.
func (s *Site) entryPath(key string) string {
	switch key {
	case "guide":
		for _, c := range s.in.Config.Categories {
			if c.Kind == "guide" {
				return c.Key + "/index.html"
			}
		}
		return "request/index.html"
	case "systems":
		return "disclosure/systems.html"
	case "reports":
		return "reports/index.html"
	case "request":
		return "request/index.html"
	}
	return "disclosure/index.html"
}

// platformLinks links to the five entries (国办公开办函〔2019〕61号). The one
// that leads to the section being shown is current.
func (s *Site) platformLinks(from, section string) []layout.Link {
	var links []layout.Link
	for _, e := range s.in.Config.Platform {
		path := s.entryPath(e.Key)
		links = append(links, layout.Link{
			Text: e.Name, Href: page.Rel(from, path), Current: section != "" && s.sectionOfEntry(e.Key) == section,
		})
	}
	return links
}

// sectionOfEntry names the chrome of the page that an entry leads to.
func (s *Site) sectionOfEntry(key string) string {
	switch key {
	case "guide":
		for _, c := range s.in.Config.Categories {
			if c.Kind == "guide" {
				return c.Key
			}
		}
	case "systems":
		return "systems"
	case "reports", "request":
		return key
	}
	return "disclosure"
}

// platformView makes 政府信息公开平台: the five entries and what they hold.
func (s *Site) platformView(o Output) View {
	v := &layout.PlatformView{}
	for _, e := range s.in.Config.Platform {
		entry := layout.PlatformEntry{Title: e.Name, Href: page.Rel(o.Path, s.entryPath(e.Key))}
		switch e.Key {
		case "guide":
			entry.Text = "政府信息的分类、编排体系、获取方式，政府信息公开工作机构的联系方式。"
		case "systems":
			entry.Text = "政府信息公开的法规、规章和本机关的各项制度。"
		case "content":
			entry.Text = "依照《中华人民共和国政府信息公开条例》第二十条、第二十一条主动公开的内容。"
			entry.Href = ""
			entry.Links = s.statutory(o.Path)
		case "reports":
			entry.Text = "历年政府信息公开工作年度报告。"
			entry.Links = s.reportLinks(o.Path)
		case "request":
			entry.Text = "申请的程序、时限、收费和申请表。"
		}
		v.Entries = append(v.Entries, entry)
	}
	s.plainHead(&v.Head, o.Path, platformName, s.in.Config.Office.Name+"政府信息公开平台", "信息公开目录")
	s.finish(&v.Page, o.Path, platformName, platformName, nil, "")
	return View{Layout: "platform.html", Section: "disclosure", Value: v, Body: catalog.None}
}

// count returns how many documents a category holds. Annual reports are not in
// its list, but they are what its page shows.
func (s *Site) count(sec *catalog.Section) int {
	if sec.Category.Kind == "reports" {
		return len(s.in.Catalog.Reports)
	}
	return len(sec.Docs)
}

// statutory links to the categories of 法定主动公开内容, and to the catalog.
func (s *Site) statutory(from string) []layout.Link {
	var links []layout.Link
	for i := range s.in.Catalog.Sections {
		sec := &s.in.Catalog.Sections[i]
		if sec.Category.Statutory {
			links = append(links, layout.Link{
				Text: sec.Category.Name, Href: page.Rel(from, sec.Category.Key+"/index.html"),
				Counted: true, Count: s.count(sec),
			})
		}
	}
	return append(links,
		layout.Link{Text: catalogName, Href: page.Rel(from, "catalog/index.html")},
		layout.Link{Text: "按主题分类查阅", Href: page.Rel(from, "subjects/index.html")})
}

// reportLinks links to the annual reports, newest first.
func (s *Site) reportLinks(from string) []layout.Link {
	var links []layout.Link
	reports := s.in.Catalog.Reports
	for i := len(reports) - 1; i >= 0; i-- {
		links = append(links, layout.Link{
			Text: s.in.Catalog.Meta(reports[i].ID).Title, Href: page.Rel(from, reportPath(reports[i].Year)),
		})
	}
	return links
}
