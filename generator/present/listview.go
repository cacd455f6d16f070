package present

import (
	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/layout"
)

// pageOfList makes a page of a list; n is 0 for the front page.
func pageOfList(mem *Memory, at viewpoint, l *list, n int) View {
	switch l.style(n) {
	case catalogTable:
		return catalogView(mem.catalogPage(), at, l, n)
	case validityTable:
		return validityView(mem.validityPage(), at, l, n)
	case guideFront:
		return guideView(at, l)
	}
	return listView(mem.listPage(), at, l, n)
}

// listView makes a page of a section, a year, a subject or the systems, in an
// empty view; n is 0 for the front page.
func listView(v *layout.ListView, at viewpoint, l *list, n int) View {
	v.Pager, v.Label, v.Empty = l.pager(at, n), pageLabel(n), "暂无内容。"
	v.Items = at.newest(v.Items, l.on(n))
	section, title, body := "", "", catalog.None
	var trail []layout.Link
	switch l.kind {
	case ofSection, ofYear:
		sec := &at.Catalog.Sections[l.section]
		section, title = sec.Category.Key, sec.Category.Name
		at.columnHead(&v.Head, sec)
		if l.kind == ofYear {
			trail = []layout.Link{at.column(sec)}
			title += " " + sec.Years[l.group].Name
		} else if n == 0 {
			v.Description, v.Years, body = sec.Category.Description, at.yearLinks(sec), sec.Intro
			v.Validity = at.validityLinks(l.section)
		}
	case ofSubject:
		section, title = sectionSubjects, at.Catalog.Subjects[l.group].Name
		trail = []layout.Link{at.link(subjectsName, subjectsPath)}
		at.plainHead(&v.Head, title, "按主题分类查阅", catalogColumn)
	case ofSystems:
		section, title = sectionSystems, at.Config.Entry(config.EntrySystems).Name
		trail = []layout.Link{at.link(platformName, platformPath)}
		at.plainHead(&v.Head, title, "政府信息公开的各项制度", "政府信息公开制度")
	}
	at.entitle(&v.Page, join(title, v.Label), title, v.Label, trail...)
	return View{Layout: "list.html", Section: section, Value: v, Body: body}
}
