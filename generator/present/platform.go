package present

import (
	"slices"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/layout"
)

// placeOf returns the page that an entry of the platform leads to, and the section
// that has its chrome.
func placeOf(key string, cfg *config.Config) (path, section string) {
	switch key {
	case config.EntryGuide:
		for _, c := range cfg.Categories {
			if c.Kind == config.KindGuide {
				return columnPath(c.Key), c.Key
			}
		}
		return requestPath, sectionPlatform
	case config.EntrySystems:
		return systemsPath, sectionSystems
	case config.EntryReports:
		return reportsPath, sectionReports
	case config.EntryRequest:
		return requestPath, sectionRequest
	}
	return platformPath, sectionPlatform
}

// platformLinks links to the five entries (国办公开办函〔2019〕61号). The one
// that leads to the section being shown is current.
func (at viewpoint) platformLinks(section string) []layout.Link {
	var links []layout.Link
	for _, e := range at.Config.Platform {
		path, leads := placeOf(e.Key, at.Config)
		link := at.link(e.Name, path)
		link.Current = section != "" && leads == section
		links = append(links, link)
	}
	return links
}

// platformView makes 政府信息公开平台: the five entries and what they hold.
func platformView(at viewpoint) View {
	v := &layout.PlatformView{}
	for _, e := range at.Config.Platform {
		path, _ := placeOf(e.Key, at.Config)
		entry := layout.PlatformEntry{Title: e.Name, Href: at.to(path)}
		switch e.Key {
		case config.EntryGuide:
			entry.Text = "政府信息的分类、编排体系、获取方式，政府信息公开工作机构的联系方式。"
		case config.EntrySystems:
			entry.Text = "政府信息公开的法规、规章和本机关的各项制度。"
		case config.EntryContent:
			entry.Text = "依照《中华人民共和国政府信息公开条例》第二十条、第二十一条主动公开的内容。"
			entry.Href = ""
			entry.Links = statutory(at)
		case config.EntryReports:
			entry.Text = "历年政府信息公开工作年度报告。"
			entry.Links = reportLinks(at)
		case config.EntryRequest:
			entry.Text = "申请的程序、时限、收费和申请表。"
		}
		v.Entries = append(v.Entries, entry)
	}
	at.plainHead(&v.Head, platformName, at.Config.Office.Name+"政府信息公开平台", catalogColumn)
	at.entitle(&v.Page, platformName, platformName, "")
	return View{Layout: "platform.html", Section: sectionPlatform, Value: v, Body: catalog.None}
}

// statutory links to the categories of 法定主动公开内容, and to the catalog.
func statutory(at viewpoint) []layout.Link {
	var links []layout.Link
	for i := range at.Catalog.Sections {
		if sec := &at.Catalog.Sections[i]; sec.Category.Statutory {
			links = append(links, at.counted(sec.Category.Name, at.columns[i].front, count(at.Catalog, sec)))
		}
	}
	return append(links, at.link(catalogName, catalogPath), at.link("按主题分类查阅", subjectsPath))
}

// reportLinks links to the annual reports, newest first.
func reportLinks(at viewpoint) []layout.Link {
	var links []layout.Link
	for _, report := range slices.Backward(at.Catalog.Reports) {
		links = append(links, at.document(report.ID))
	}
	return links
}
