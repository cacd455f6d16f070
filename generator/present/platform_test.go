package present

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/config"
	"gongkai/generator/layout"
	"gongkai/generator/page"
)

func TestPlatform(t *testing.T) {
	s := newState()
	s.cfg.Categories[2].Statutory = true
	v := at[*layout.PlatformView](t, s.plan(t), "disclosure/index.html")
	type entry struct {
		Title, Href string
		Links       []layout.Link
	}
	var got []entry
	for _, e := range v.Entries {
		if e.Text == "" {
			t.Errorf("%s says nothing", e.Title)
		}
		got = append(got, entry{e.Title, e.Href, e.Links})
	}
	want := []entry{
		{Title: "政府信息公开指南", Href: "../guide/index.html"},
		{Title: "政府信息公开制度", Href: "systems.html"},
		{Title: "法定主动公开内容", Links: []layout.Link{
			{Text: "政策文件", Href: "../policies/index.html", Counted: true, Count: 12},
			{Text: "政府信息公开年报", Href: "../reports/index.html", Counted: true, Count: 3},
			{Text: "政府信息公开目录", Href: "../catalog/index.html"},
			{Text: "按主题分类查阅", Href: "../subjects/index.html"},
		}},
		{Title: "政府信息公开年报", Href: "../reports/index.html", Links: []layout.Link{
			{Text: "2016年年度报告", Href: "../reports/2016/index.html"},
			{Text: "2015年年度报告", Href: "../reports/2015/index.html"},
			{Text: "2014年年度报告", Href: "../reports/2014/index.html"},
		}},
		{Title: "依申请公开", Href: "../request/index.html"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// The chrome marks the category and the entry of the platform that are being
// shown. A site without a guide leads to the page for requests, and marks nothing.
func TestCurrent(t *testing.T) {
	with, without := newState(), newState()
	without.cfg.Categories = []config.Category{without.cfg.Categories[0], without.cfg.Categories[2]}
	for _, test := range []struct {
		state         *state
		section, from string
		nav, platform string
	}{
		{with, "home", "index.html", "首页 index.html", ""},
		{with, "policies", "policies/2017/0001.html", "政策文件 ../../policies/index.html", ""},
		{with, "guide", "guide/index.html", "政府信息公开指南 ../guide/index.html", "政府信息公开指南 ../guide/index.html"},
		{with, "systems", "disclosure/systems.html", "", "政府信息公开制度 ../disclosure/systems.html"},
		{with, "disclosure", "disclosure/index.html", "", "法定主动公开内容 ../disclosure/index.html"},
		{with, "reports", "reports/index.html", "政府信息公开年报 ../reports/index.html", "政府信息公开年报 ../reports/index.html"},
		{with, "request", "request/form.html", "", "依申请公开 ../request/index.html"},
		{with, "404", "404.html", "", ""},
		{without, "request", "request/index.html", "", "依申请公开 ../request/index.html"},
	} {
		c := test.state.plan(t).Chrome(test.section, test.from)
		if got := current(c.Nav); got != test.nav {
			t.Errorf("%s: navigation marks %q, want %q", test.section, got, test.nav)
		}
		if got := current(c.Platform); got != test.platform {
			t.Errorf("%s: platform marks %q, want %q", test.section, got, test.platform)
		}
	}
	if guide := without.plan(t).Chrome("home", "index.html").Platform[0]; guide.Href != "request/index.html" {
		t.Errorf("without a guide, its entry leads to %s", guide.Href)
	}
}

// current returns the links that are marked.
func current(links []layout.Link) string {
	text := ""
	for _, l := range links {
		if l.Current {
			text += l.Text + " " + l.Href
		}
	}
	return text
}

func TestGuide(t *testing.T) {
	s := newState()
	s.cfg.Guide = config.Guide{Classification: "一\n\n  二  \n", Department: "党政办公室", Phone: "010-00000000"}
	s.metas = append(s.metas,
		&page.Meta{Path: "guide/index.md", Category: "guide", Date: page.NewDate(2017, 1, 1)},
		&page.Meta{Path: "guide/1.md", Category: "guide", Title: "办法", Date: page.NewDate(2017, 1, 2)})
	p := s.plan(t)
	v := at[*layout.GuideView](t, p, "guide/index.html")
	want := layout.GuideView{
		Page:   v.Page,
		Parts:  []layout.GuidePart{{Title: "政府信息的分类", Paragraphs: []string{"一", "二"}}},
		Office: []layout.Field{{Name: "机构名称", Value: "党政办公室"}, {Name: "联系电话", Value: "010-00000000"}},
		Links: []layout.Link{
			{Text: "政府信息公开目录", Href: "../catalog/index.html"}, {Text: "依申请公开", Href: "../request/index.html"},
			{Text: "政府信息公开年报", Href: "../reports/index.html"},
		},
		Items: []layout.ListItem{{Title: "办法", Href: "1.html", Date: "2017-01-02"}},
		Years: []layout.Link{{Text: "2017年", Href: "year-2017.html", Counted: true, Count: 1}},
	}
	if diff := cmp.Diff(want, *v); diff != "" {
		t.Error(diff)
	}
	o, _ := p.Lookup("guide/index.html")
	if body := view(p, o).Body; body < 0 || s.metas[body].Path != "guide/index.md" {
		t.Errorf("the text of the guide is that of %d", body)
	}
	s.cfg.Guide = config.Guide{ReleaseKey: "RWQkey"}
	v = at[*layout.GuideView](t, s.plan(t), "guide/index.html")
	if len(v.Parts) != 1 || v.Parts[0].Paragraphs[1] != "公钥：RWQkey" {
		t.Errorf("the key of releases: %v", v.Parts)
	}
	if year := at[*layout.ListView](t, p, "guide/year-2017.html"); titles(year.Items) != "办法" {
		t.Errorf("the year has %s", titles(year.Items))
	}
}

func TestHome(t *testing.T) {
	v := at[*layout.HomeView](t, newState().plan(t), "index.html")
	if len(v.Sections) != 1 || titles(v.Sections[0].Items) != "文件12 文件11 文件10" || v.Sections[0].Href != "policies/index.html" {
		t.Errorf("sections %+v", v.Sections)
	}
	if v.Head.Title != "示例镇政府信息公开" || v.Breadcrumb != nil || len(v.SiteReport) != 1 || v.SiteReport[0].Href != "reports/2015/website.html" {
		t.Errorf("%+v", v)
	}
}

// A request is made on a page that leads to its form, and the form leads back.
func TestRequest(t *testing.T) {
	p := newState().plan(t)
	v := at[*layout.RequestView](t, p, "request/index.html")
	if v.Form.Href != "form.html" || v.Guide.Href != "../guide/index.html" || v.Title != "依申请公开" || v.Deadline != 20 {
		t.Errorf("%+v", v)
	}
	form := at[*layout.RequestView](t, p, "request/form.html")
	if form.Form != (layout.Link{}) || form.Title != "政府信息公开申请表" || form.Breadcrumb[1].Href != "index.html" {
		t.Errorf("%+v", form)
	}
}

func TestCatalogPage(t *testing.T) {
	s := newState()
	s.metas[3].DocNumber, s.metas[3].Subject = "示政发〔2017〕4号", "综合政务/政务公开"
	p := s.plan(t)
	front := at[*layout.CatalogView](t, p, "catalog/index.html")
	if len(front.Rows) != 10 || front.Rows[0].Title != "2016年年度报告" || front.Total != 15 || len(front.Facets) != 3 || !front.Numbered || front.Indexed {
		t.Errorf("%d rows, the first %q, of %d, %d facets, numbered %t, indexed %t",
			len(front.Rows), front.Rows[0].Title, front.Total, len(front.Facets), front.Numbered, front.Indexed)
	}
	scripts := []layout.Link{{Text: "2017年", Href: "data-2017.js"}, {Text: "2016年", Href: "data-2016.js"}, {Text: "2015年", Href: "data-2015.js"}}
	if diff := cmp.Diff(scripts, front.Scripts); diff != "" {
		t.Error(diff)
	}
	names := []string{}
	for _, c := range s.cfg.Categories {
		names = append(names, c.Name)
	}
	if !slices.Equal(front.Categories, names) || !slices.Contains(front.Validities, "失效") {
		t.Errorf("the filter offers %q and %q, not %q", front.Categories, front.Validities, names)
	}
	page := at[*layout.CatalogView](t, p, "catalog/list-1.html")
	if len(page.Rows) != 10 || len(page.Facets)+len(page.Scripts) > 0 || page.Label != "第 1 页" {
		t.Errorf("list-1 has %d rows, %d facets, label %q", len(page.Rows), len(page.Facets), page.Label)
	}
}
