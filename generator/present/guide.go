package present

import (
	"strings"

	"gongkai/generator/config"
	"gongkai/generator/layout"
)

// guideView makes 政府信息公开指南, the front page of its category.
func guideView(at viewpoint, l *list) View {
	g, sec := at.Config.Guide, &at.Catalog.Sections[l.section]
	v := &layout.GuideView{
		Office: contact(&at.Config.Guide),
		Items:  at.newest(nil, l.on(0)),
		Pager:  l.pager(at, 0),
		Years:  at.yearLinks(sec),
		Links: []layout.Link{
			at.link(catalogName, catalogPath),
			at.link(at.Config.Entry(config.EntryRequest).Name, requestPath),
			at.link(at.Config.Entry(config.EntryReports).Name, reportsPath),
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
	if g.ReleaseKey != "" {
		v.Parts = append(v.Parts, layout.GuidePart{Title: "网站内容的核对", Paragraphs: []string{
			"本网站附有完整性清单（SHA256SUMS）和发布日志（log/），由本单位用下面的公钥签名。网页和附件有没有被改动，任何人都可以核对。",
			"公钥：" + g.ReleaseKey,
		}})
	}
	at.columnHead(&v.Head, sec)
	at.entitle(&v.Page, sec.Category.Name, sec.Category.Name, "")
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

// contact lists what 条例第十二条 says must be known of the department in
// charge, as far as it is given.
func contact(g *config.Guide) []layout.Field {
	var fields []layout.Field
	for _, f := range [...]layout.Field{
		{Name: "机构名称", Value: g.Department},
		{Name: "办公地址", Value: g.Address},
		{Name: "办公时间", Value: g.Hours},
		{Name: "联系电话", Value: g.Phone, Ways: ways(g.Phone)},
		{Name: "传真号码", Value: g.Fax},
		{Name: "互联网联系方式", Value: g.Online, Ways: ways(g.Online)},
		{Name: "邮政编码", Value: g.Postcode},
	} {
		if f.Value != "" {
			fields = append(fields, f)
		}
	}
	return fields
}
