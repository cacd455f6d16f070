package present

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/generator/asset"
	"gongkai/generator/catalog"
	"gongkai/generator/layout"
	"gongkai/generator/page"
)

// document is a document as its own page sees it.
type document struct {
	viewpoint
	id   catalog.ID
	meta *page.Meta
}

func newDocument(at viewpoint, id catalog.ID) document { return document{at, id, at.Catalog.Meta(id)} }

// documentView makes the page of a document in an empty view.
func documentView(v *layout.PageView, at viewpoint, id catalog.ID) View {
	d := newDocument(at, id)
	m, sec := d.meta, at.Catalog.SectionOf(id)
	v.Formal = m.DocNumber != "" || m.Genre != ""
	v.Date, v.Author, v.Summary = at.date(m.Date), m.Author, m.Summary
	v.Updated, v.Revisions = at.date(m.Updated()), at.revisions(m)
	v.Source, v.Issuer = at.source(m), at.issuer(m)
	v.Fields = d.fields(v.Fields)
	v.Dated = slices.ContainsFunc(v.Fields, func(f layout.Field) bool { return f.Changes != "" })
	v.Banner = d.banner()
	v.Service = service(m.Service)
	v.Attachments = d.attachments()
	v.Relations = d.relations()
	v.Mark = at.Catalog.Mark(id)
	older, newer := at.Catalog.Neighbours(id)
	v.Older, v.Newer = neighbour(at, older), neighbour(at, newer)
	at.entitle(&v.Page, m.Title, m.Title, "正文", at.column(sec))
	at.documentHead(&v.Head, id)
	return View{Layout: "document.html", Section: sec.Category.Key, Value: v, Body: id}
}

// fields appends the metadata header in the order of gov.cn (索引号, 主题分类,
// 发文机关, 成文日期, 标题, 发文字号, 发布日期) with what a township adds. What a
// document does not state is left out.
func (d document) fields(fields []layout.Field) []layout.Field {
	m := d.meta
	add := func(name, value string) {
		if value != "" {
			fields = append(fields, layout.Field{Name: name, Value: value})
		}
	}
	add("索引号", m.IndexNumber)
	if m.Subject != "" {
		fields = append(fields, d.subject())
	}
	add("发文机关", d.issuer(m))
	add("成文日期", d.day(m.Written))
	add("标题", m.Title)
	add("发文字号", m.DocNumber)
	add("发布日期", d.day(m.Date))
	add("更新日期", d.day(m.Updated()))
	add("体裁", m.Genre)
	add("实施日期", d.day(m.Effective))
	add("失效日期", d.day(m.Expires))
	add("废止日期", d.day(m.Repealed))
	add("公开方式", m.Disclosure)
	add("关键词", strings.Join(m.Keywords, "；"))
	if state := d.Catalog.State(d.id); state != catalog.Unstated {
		changes, rule := d.changes(d.id)
		fields = append(fields, layout.Field{Name: "有效性", Value: state.String() + rule, Class: stateClass(state), Changes: changes})
	}
	return fields
}

// subject is the field that leads to the other documents of the subject.
func (d document) subject() layout.Field {
	f := layout.Field{Name: "主题分类", Value: d.meta.Subject}
	if front, ok := d.subjects[f.Value]; ok {
		f.Href = d.to(front)
	}
	return f
}

// neighbour links to the document before or after one, and says where it is no longer in force.
func neighbour(at viewpoint, id catalog.ID) layout.Link {
	link := at.document(id)
	if id == catalog.None {
		return link
	}
	if state := at.Catalog.State(id); state == catalog.Repealed || state == catalog.Expired {
		link.Text += "（" + state.String() + "）"
	}
	return link
}

// banner says that a document is not, or no longer, in force: 修改、废止、失效
// must be marked plainly (国办发〔2017〕47号).
func (d document) banner() layout.Banner {
	m, state := d.meta, d.Catalog.State(d.id)
	var text string
	switch state {
	case catalog.Repealed:
		text = d.dated("本文件已废止", m.Repealed, "废止日期")
	case catalog.Expired:
		text = d.dated("本文件已失效", m.Expires, "有效期至")
	case catalog.Amended:
		text = "本文件已修改，请以修改后的文本为准"
	case catalog.Pending:
		text = d.dated("本文件尚未施行", m.Effective, "施行日期")
	}
	b := layout.Banner{Text: text}
	if text != "" {
		b.Kind = stateClass(state)
	}
	if by := d.Catalog.Relations(d.id).ReplacedBy; len(by) > 0 {
		if b.Text == "" {
			b.Kind, b.Text = "amended", "本文件已被新文件替代"
		}
		b.Link = d.viewpoint.document(by[len(by)-1])
		b.Link.Text = "现行文件：" + b.Link.Text
	}
	if b.Text != "" {
		b.Text += "。"
	}
	return b
}

// dated adds a date in brackets, where there is one.
func (d document) dated(text string, day page.Date, label string) string {
	if day.IsZero() {
		return text
	}
	return text + "（" + label + "：" + d.day(day) + "）"
}

// attachments lists the files of a document that exist.
func (d document) attachments() []layout.Attachment {
	var list []layout.Attachment
	for _, a := range d.meta.Attachments {
		f, ok := d.File(a.File)
		if !ok {
			continue // a finding of the build
		}
		list = append(list, d.download(titleOf(a), a.File, f))
	}
	return list
}

// titleOf is what an attachment is called: its name, where it has no title.
func titleOf(a page.Attachment) string {
	return cmp.Or(a.Title, a.File[strings.LastIndexByte(a.File, '/')+1:])
}

// download is a file to download.
func (at viewpoint) download(title, path string, f File) layout.Attachment {
	return layout.Attachment{
		Title:  title,
		Href:   at.to(path),
		Type:   asset.Type(path),
		Size:   asset.FormatSize(f.Size),
		SHA256: f.SHA256,
	}
}

// relations lists related documents in both directions.
func (d document) relations() []layout.Relation {
	r := d.Catalog.Relations(d.id)
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
			list = append(list, layout.Relation{Label: group.label, Items: d.items(group.ids)})
		}
	}
	return list
}

// revisions lists what was changed in a document since it was published.
func (s *site) revisions(m *page.Meta) []layout.Revision {
	var list []layout.Revision
	for _, r := range m.Revisions {
		list = append(list, layout.Revision{Date: s.day(r.Date), Note: r.Note})
	}
	return list
}
