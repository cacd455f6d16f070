package present

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/layout"
	"gongkai/generator/page"
)

func TestDocument(t *testing.T) {
	old, note, m := doc(1), doc(2), doc(3)
	m.Replaces, note.Interprets = []string{old.Path}, []string{m.Path}
	m.Subject, m.DocNumber = "综合政务/政务公开", "示例政发〔2017〕3号"
	m.Attachments = []page.Attachment{{File: "policies/2017/附件.pdf", Title: "申请表"}}
	old.Validity, old.Repealed = "废止", page.NewDate(2017, 6, 1)
	s := planOf(t, testConfig(), old, note, m)
	o, _ := s.Lookup("policies/2017/0003.html")
	v := view(s, o).Value.(*layout.PageView)
	if v.Older.Text != "文件2" || v.Newer.Text != "" || !v.Formal {
		t.Errorf("neighbours %q, %q, formal %t", v.Older.Text, v.Newer.Text, v.Formal)
	}
	want := []layout.Attachment{{Title: "申请表", Href: "%E9%99%84%E4%BB%B6.pdf", Type: "PDF", Size: "2.0 KB", SHA256: "ab"}}
	if diff := cmp.Diff(want, v.Attachments); diff != "" {
		t.Error(diff)
	}
	if len(v.Relations) != 2 || titles(v.Relations[0].Items) != "文件2" || v.Relations[1].Items[0].State != "废止" {
		t.Errorf("relations: %+v", v.Relations)
	}
	o, _ = s.Lookup("policies/2017/0002.html")
	if older := view(s, o).Value.(*layout.PageView).Older; older.Text != "文件1（废止）" {
		t.Errorf("a neighbour that is repealed is called %q", older.Text)
	}
	o, _ = s.Lookup("policies/2017/0001.html")
	banner := view(s, o).Value.(*layout.PageView).Banner
	if banner.Kind != "repealed" || banner.Text != "本文件已废止（废止日期：2017-06-01）。" || banner.Link.Href != "0003.html" {
		t.Errorf("banner: %+v", banner)
	}
}

// A document that was revised says so: the day beside that of the publication, and
// what was changed at the end; data, feeds and the sitemap have the day, and PubDate
// stays what it was.
func TestRevised(t *testing.T) {
	m := doc(3)
	m.Revisions = []page.Revision{{Date: page.NewDate(2017, 2, 1), Note: "更正电话号码"}, {Date: page.NewDate(2017, 5, 2), Note: "更换附件"}}
	p := planOf(t, testConfig(), m, doc(4))
	o, _ := p.Lookup("policies/2017/0003.html")
	v := view(p, o).Value.(*layout.PageView)
	want := []layout.Revision{{Date: "2017-02-01", Note: "更正电话号码"}, {Date: "2017-05-02", Note: "更换附件"}}
	if diff := cmp.Diff(want, v.Revisions); diff != "" || v.Updated != "2017-05-02" || !slices.ContainsFunc(v.Fields, func(f layout.Field) bool { return f.Name == "更新日期" && f.Value == "2017-05-02" }) {
		t.Errorf("updated %q, fields %v, revisions %s", v.Updated, v.Fields, diff)
	}
	if !slices.Contains(v.Head.Metas, layout.Meta{Name: "PubDate", Content: "2017-01-03 00:00"}) {
		t.Errorf("metas %v", v.Head.Metas)
	}
	files := late(t, p)
	for path, text := range map[string]string{
		"feed.xml":     "0003.html\"/><updated>2017-05-02T00:00:00+08:00</updated><published>2017-01-03T00:00:00+08:00</published>",
		"sitemap.xml":  "0003.html</loc><lastmod>2017-05-02</lastmod>",
		"catalog.json": `"updated":"2017-05-02"`,
		"catalog.csv":  "0003.html,2017-05-02,0,\r\n",
	} {
		if !strings.Contains(files[path].data, text) {
			t.Errorf("%s lacks %s:\n%s", path, text, files[path].data)
		}
	}
	// The feed changed when its latest change was made, which is not that of its first entry.
	if _, rest, _ := strings.Cut(files["policies/feed.xml"].data, "<updated>"); !strings.HasPrefix(rest, "2017-05-02") {
		t.Errorf("the feed was updated %.10s", rest)
	}
	o, _ = p.Lookup("policies/2017/0004.html")
	if v := view(p, o).Value.(*layout.PageView); v.Updated != "" || v.Revisions != nil {
		t.Errorf("%+v", v)
	}
}

// The sitemap has the day on which a page came to say that its document is in force, or
// no more: a search engine comes back for it.
func TestSitemapState(t *testing.T) {
	metas := make([]*page.Meta, 5)
	for i := range metas {
		metas[i] = doc(i + 1)
		metas[i].Validity = page.Valid
	}
	metas[0].Effective = page.NewDate(2017, 2, 1)
	metas[1].Expires = page.NewDate(2017, 6, 30)
	metas[2].Repealed, metas[2].Validity = page.NewDate(2017, 7, 1), page.Repealed
	metas[3].Repealed, metas[3].Revisions = page.NewDate(2017, 3, 1), []page.Revision{{Date: page.NewDate(2017, 5, 2), Note: "更正"}}
	sitemap := late(t, planOf(t, testConfig(), metas...))["sitemap.xml"].data
	for i, want := range []string{"2017-02-01", "2017-07-01", "2017-07-01", "2017-05-02", "2017-01-05"} {
		if text := fmt.Sprintf("000%d.html</loc><lastmod>%s<", i+1, want); !strings.Contains(sitemap, text) {
			t.Errorf("the sitemap lacks %s:\n%s", text, sitemap)
		}
	}
}

// A document that is not, or no longer, in force says so above its text, and its
// state stands before its title in lists.
func TestBanner(t *testing.T) {
	for _, test := range []struct {
		name string
		meta page.Meta
		want layout.Banner
		word string // in lists
	}{
		{name: "in force", meta: page.Meta{Validity: page.Valid}},
		{name: "not stated"},
		{"repealed, nobody knows when", page.Meta{Validity: page.Repealed}, layout.Banner{Kind: "repealed", Text: "本文件已废止。"}, "废止"},
		{"expired", page.Meta{Validity: page.Valid, Expires: page.NewDate(2017, 6, 30)},
			layout.Banner{Kind: "expired", Text: "本文件已失效（有效期至：2017-06-30）。"}, "失效"},
		{"amended", page.Meta{Validity: page.Amended}, layout.Banner{Kind: "amended", Text: "本文件已修改，请以修改后的文本为准。"}, "已修改"},
		{"pending", page.Meta{Effective: page.NewDate(2018, 6, 1)}, layout.Banner{Kind: "pending", Text: "本文件尚未施行（施行日期：2018-06-01）。"}, ""},
	} {
		m := test.meta
		m.Path, m.Category, m.Date = "policies/2017/0001.md", "policies", page.NewDate(2017, 1, 1)
		p := planOf(t, testConfig(), &m)
		if diff := cmp.Diff(test.want, at[*layout.PageView](t, p, "policies/2017/0001.html").Banner); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
		if item := at[*layout.ListView](t, p, "policies/index.html").Items[0]; item.State != test.word {
			t.Errorf("%s: %q in lists, want %q", test.name, item.State, test.word)
		}
	}
}

// Of several documents that have replaced one, the banner leads to the last.
func TestReplacedTwice(t *testing.T) {
	first, second, old := doc(2), doc(3), doc(1)
	first.Replaces, second.Replaces = []string{old.Path}, []string{old.Path}
	banner := at[*layout.PageView](t, planOf(t, testConfig(), old, first, second), "policies/2017/0001.html").Banner
	want := layout.Banner{Kind: "amended", Text: "本文件已被新文件替代。", Link: layout.Link{Text: "现行文件：文件3", Href: "0003.html"}}
	if diff := cmp.Diff(want, banner); diff != "" {
		t.Error(diff)
	}
}

func TestRedirect(t *testing.T) {
	m := doc(1)
	m.Aliases = []string{"old/1.html"}
	v := at[*layout.MessageView](t, planOf(t, testConfig(), m), "old/1.html")
	if v.Head.Refresh != "../policies/2017/0001.html" || !v.Head.NoIndex || v.Links[0].Href != v.Head.Refresh ||
		v.Head.Canonical != "https://example.org/zz/policies/2017/0001.html" || v.Breadcrumb != nil {
		t.Errorf("%+v", v)
	}
}
