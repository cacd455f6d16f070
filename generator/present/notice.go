package present

import (
	"io"
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/layout"
	"gongkai/generator/page"
)

// noticeView makes the page that stands in the place of a document that was withdrawn.
// It shows nothing of the document but, where that is wanted, its title.
func noticeView(at viewpoint, id catalog.ID) View {
	const name = "信息已撤下"
	n := at.Catalog.Notice(id)
	v := &layout.WithdrawnView{Date: n.Date.DayString(), Reason: n.Reason, Section: at.column(n.Section)}
	if n.KeepTitle {
		v.Document = at.Catalog.Meta(id).Title
	}
	siteTags(&v.Head, at.Config)
	v.Head.NoIndex = true
	at.entitle(&v.Page, name, name, "", v.Section)
	v.Head.Canonical = ""
	return View{Layout: "withdrawn.html", Section: n.Section.Category.Key, Value: v, Body: catalog.None}
}

// redirectView makes the page behind an alias of a document. It leads to the notice in
// the place of one that was withdrawn.
func redirectView(at viewpoint, id catalog.ID) View {
	m := at.Catalog.Meta(id)
	title, target := m.Title, ""
	var sec *catalog.Section
	if n := at.Catalog.Notice(id); n != nil {
		target, sec = page.URL(m.Path), n.Section
		if !n.KeepTitle {
			title = "撤下说明"
		}
	} else {
		target, sec = at.address(id), at.Catalog.SectionOf(id)
	}
	href := at.to(target)
	v := &layout.MessageView{
		Text:  "这个网址已经变更，页面将自动跳转；如果没有跳转，请点击下面的链接。",
		Links: []layout.Link{{Text: title, Href: href}},
	}
	v.Head = layout.Head{Refresh: href, NoIndex: true}
	siteTags(&v.Head, at.Config)
	at.entitle(&v.Page, title, "网址已变更", "")
	v.Head.Canonical = at.absolute(target)
	v.Breadcrumb = nil
	return View{Layout: "redirect.html", Section: sec.Category.Key, Value: v, Body: catalog.None}
}

// withdrawnMapPath is the file from which a server knows what to answer with 410.
const withdrawnMapPath = "withdrawn.map"

// withdrawnMap lists the addresses of what was withdrawn, each with a 1 behind it, as
// the map of nginx and the RewriteMap of Apache read it: see docs/hosting.md. There is
// none where nothing was.
func withdrawnMap(s *site) []Late {
	if len(s.Catalog.Withdrawn) == 0 {
		return nil
	}
	var lines []string
	for _, id := range s.Catalog.Withdrawn {
		// A name with a blank or a mark of the servers' own would keep nginx from starting; its
		// notice is right with 200, too.
		if at := page.URL(s.Catalog.Meta(id).Path); !strings.ContainsAny(at, " \t\u3000;{}'\"\\$#") {
			lines = append(lines, "/"+at+" 1;\n")
		}
	}
	if lines == nil {
		return nil
	}
	return []Late{{Path: withdrawnMapPath, ID: catalog.None, Values: lines, Write: func(w io.Writer) error {
		var b []byte
		for _, line := range lines {
			b = append(b, line...)
		}
		return write(w, b)
	}}}
}
