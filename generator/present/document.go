package present

import (
	"strings"

	"gongkai/generator/asset"
	"gongkai/generator/catalog"
	"gongkai/generator/layout"
	"gongkai/generator/page"
)

// documentView fills in the view of a document.
func (s *Site) documentView(v *layout.PageView, o Output) View {
	c := s.in.Catalog
	m, sec := c.Meta(o.ID), c.SectionOf(o.ID)
	v.Formal = m.DocNumber != "" || m.Genre != ""
	v.Date, v.Author, v.Summary = s.texts.date(m.Date), m.Author, m.Summary
	v.Source, v.Issuer = s.source(m), s.issuer(m)
	v.Fields = s.fields(v.Fields, o.Path, o.ID)
	v.Banner = s.banner(o.Path, o.ID)
	v.Attachments = s.attachments(o.Path, m)
	v.Relations = s.relations(o.Path, o.ID)
	v.Mark = c.Mark(o.ID)
	older, newer := c.Neighbours(o.ID)
	v.Older, v.Newer = s.titleLink(o.Path, older), s.titleLink(o.Path, newer)
	s.finish(&v.Page, o.Path, m.Title, m.Title, []crumb{s.columnCrumb(o.Path, sec)}, "正文")
	s.documentHead(&v.Head, o.Path, o.ID)
	return View{Layout: "document.html", Section: sec.Category.Key, Value: v, Body: o.ID}
}

// titleLink links to a document by its title; the zero Link for None.
func (s *Site) titleLink(from string, id catalog.ID) layout.Link {
	if id == catalog.None {
		return layout.Link{}
	}
	return layout.Link{Text: s.in.Catalog.Meta(id).Title, Href: s.texts.refer(from, id)}
}

// fields appends the metadata header in the order of gov.cn (索引号, 主题分类,
// 发文机关, 成文日期, 标题, 发文字号, 发布日期) with what a township adds. What a
// document does not state is left out.
func (s *Site) fields(fields []layout.Field, from string, id catalog.ID) []layout.Field {
	m := s.in.Catalog.Meta(id)
	add := func(name, value string) {
		if value != "" {
			fields = append(fields, layout.Field{Name: name, Value: value})
		}
	}
	add("索引号", m.IndexNumber)
	if m.Subject != "" {
		fields = append(fields, s.subjectField(from, m.Subject))
	}
	add("发文机关", s.issuer(m))
	add("成文日期", s.texts.day(m.Written))
	add("标题", m.Title)
	add("发文字号", m.DocNumber)
	add("发布日期", s.texts.day(m.Date))
	add("体裁", m.Genre)
	add("实施日期", s.texts.day(m.Effective))
	add("失效日期", s.texts.day(m.Expires))
	add("废止日期", s.texts.day(m.Repealed))
	add("公开方式", m.Disclosure)
	add("关键词", strings.Join(m.Keywords, "；"))
	if state := s.in.Catalog.State(id); state != catalog.Unstated {
		fields = append(fields, layout.Field{Name: "有效性", Value: state.String(), Class: stateClass(state)})
	}
	return fields
}

func (s *Site) subjectField(from, subject string) layout.Field {
	f := layout.Field{Name: "主题分类", Value: subject}
	if front, ok := s.targets.subjects[subject]; ok {
		f.Href = front.from(from)
	}
	return f
}

// stateClass names a state for the style sheet.
func stateClass(state catalog.State) string {
	switch state {
	case catalog.Expired:
		return "expired"
	case catalog.Repealed:
		return "repealed"
	case catalog.Amended:
		return "amended"
	case catalog.Pending:
		return "pending"
	}
	return "valid"
}

// banner says that a document is not, or no longer, in force: 修改、废止、失效
// must be marked plainly (国办发〔2017〕47号).
func (s *Site) banner(from string, id catalog.ID) layout.Banner {
	c := s.in.Catalog
	m, state := c.Meta(id), c.State(id)
	var text string
	switch state {
	case catalog.Repealed:
		text = s.dated("本文件已废止", m.Repealed, "废止日期")
	case catalog.Expired:
		text = s.dated("本文件已失效", m.Expires, "有效期至")
	case catalog.Amended:
		text = "本文件已修改，请以修改后的文本为准"
	case catalog.Pending:
		text = s.dated("本文件尚未施行", m.Effective, "施行日期")
	}
	b := layout.Banner{Text: text}
	if text != "" {
		b.Kind = stateClass(state)
	}
	if by := c.Relations(id).ReplacedBy; len(by) > 0 {
		if b.Text == "" {
			b.Kind, b.Text = "amended", "本文件已被新文件替代"
		}
		successor := by[len(by)-1]
		b.Link = s.titleLink(from, successor)
		b.Link.Text = "现行文件：" + b.Link.Text
	}
	if b.Text != "" {
		b.Text += "。"
	}
	return b
}

// dated adds a date in brackets, where there is one.
func (s *Site) dated(text string, d page.Date, label string) string {
	if d.IsZero() {
		return text
	}
	return text + "（" + label + "：" + s.texts.day(d) + "）"
}

// attachments lists the files of a document that exist.
func (s *Site) attachments(from string, m *page.Meta) []layout.Attachment {
	var list []layout.Attachment
	for _, a := range m.Attachments {
		f, ok := s.in.File(a.File)
		if !ok {
			continue // a finding of the build
		}
		title := a.Title
		if title == "" {
			title = a.File[strings.LastIndexByte(a.File, '/')+1:]
		}
		list = append(list, layout.Attachment{
			Title:  title,
			Href:   page.Rel(from, a.File),
			Type:   asset.Type(a.File),
			Size:   asset.FormatSize(f.Size),
			SHA256: f.SHA256,
		})
	}
	return list
}

// relations lists related documents in both directions.
func (s *Site) relations(from string, id catalog.ID) []layout.Relation {
	r := s.in.Catalog.Relations(id)
	if len(r.InterpretedBy)+len(r.Interprets)+len(r.Replaces)+len(r.ReplacedBy) == 0 {
		return nil // as nearly all
	}
	var list []layout.Relation
	for _, group := range []struct {
		label string
		ids   []catalog.ID
	}{
		{"政策解读", r.InterpretedBy},
		{"解读的政策原文", r.Interprets},
		{"本文件替代的文件", r.Replaces},
		{"替代本文件的文件", r.ReplacedBy},
	} {
		if len(group.ids) > 0 {
			list = append(list, layout.Relation{Label: group.label, Items: s.items(from, group.ids)})
		}
	}
	return list
}

// redirectView makes the page behind an alias.
func (s *Site) redirectView(o Output) View {
	m := s.in.Catalog.Meta(o.ID)
	href := page.Rel(o.Path, s.address(o.ID))
	v := &layout.MessageView{
		Text:  "这个网址已经变更，页面将自动跳转；如果没有跳转，请点击下面的链接。",
		Links: []layout.Link{{Text: m.Title, Href: href}},
	}
	v.Head = layout.Head{Refresh: href, NoIndex: true}
	s.siteMetas(&v.Head)
	s.finish(&v.Page, o.Path, m.Title, "网址已变更", nil, "")
	v.Head.Canonical = s.absolute(s.address(o.ID))
	v.Breadcrumb = nil
	return View{Layout: "redirect.html", Section: s.in.Catalog.SectionOf(o.ID).Category.Key, Value: v, Body: catalog.None}
}
