package present

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/layout"
	"gongkai/generator/report"
)

// at returns the view at a path.
func at[V layout.View](t *testing.T, p *Plan, path string) V {
	t.Helper()
	o, ok := p.Lookup(path)
	if !ok {
		t.Fatalf("nothing at %s", path)
	}
	v, ok := view(p, o).Value.(V)
	if !ok {
		t.Fatalf("%s has a %T", path, view(p, o).Value)
	}
	return v
}

func TestReport(t *testing.T) {
	s := newState()
	s.reports[2015].Highlights = []report.Highlight{{Label: "主动公开", Value: "121"}}
	s.reports[2015].Tables = []report.Table{{ID: "requests"}}
	p := s.plan(t)
	v := at[*layout.ReportView](t, p, "reports/2015/index.html")
	if v.Year != 2015 || v.Date != "2016-01-20" || v.Issuer != "示例镇人民政府" || len(v.Highlights) != 1 || len(v.Tables) != 1 {
		t.Errorf("%+v", v)
	}
	older, newer := layout.Link{Text: "2014年年度报告", Href: "../2014/index.html"}, layout.Link{Text: "2016年年度报告", Href: "../2016/index.html"}
	if v.Older != older || v.Newer != newer {
		t.Errorf("neighbours %+v, %+v", v.Older, v.Newer)
	}
	way := []layout.Link{{Text: "首页", Href: "../../index.html"}, {Text: "政府信息公开年报", Href: "../index.html"}, {Text: "2015年", Current: true}}
	if diff := cmp.Diff(way, v.Breadcrumb); diff != "" {
		t.Error(diff)
	}
	files := []layout.Attachment{
		{Title: "2015年年度报告数据（Excel 表格）", Href: "report.xlsx", Type: "Excel", Size: "4 B", SHA256: "x2015"},
		{Title: "2015年年度报告数据（JSON 数据）", Href: "report.json", Type: "JSON", Size: "2 B", SHA256: "j2015"},
	}
	if diff := cmp.Diff(files, v.Downloads); diff != "" {
		t.Error(diff)
	}
	if first := at[*layout.ReportView](t, p, "reports/2014/index.html"); first.Older != (layout.Link{}) || first.Newer.Text != "2015年年度报告" {
		t.Errorf("neighbours of the first: %+v, %+v", first.Older, first.Newer)
	}
	if last := at[*layout.ReportView](t, p, "reports/2016/index.html"); last.Older.Text != "2015年年度报告" || last.Newer != (layout.Link{}) {
		t.Errorf("neighbours of the last: %+v, %+v", last.Older, last.Newer)
	}
	// Reports have no feed of their own.
	if v.Head.Feed != (layout.Link{Text: "示例镇政府信息公开", Href: "../../feed.xml"}) {
		t.Errorf("feed %+v", v.Head.Feed)
	}
}

func TestReportIndex(t *testing.T) {
	s := newState()
	s.reports[2014].SiteReport = []report.Table{{ID: "website"}}
	v := at[*layout.ReportIndexView](t, s.plan(t), "reports/index.html")
	var got []string
	for _, r := range v.Reports {
		got = append(got, r.Title, r.Href, r.Date)
		for _, d := range r.Downloads {
			got = append(got, d.Text, d.Href)
		}
	}
	for _, l := range v.SiteReports {
		got = append(got, l.Text, l.Href)
	}
	want := []string{
		"2016年年度报告", "2016/index.html", "2017-01-20", "Excel 表格", "2016/report.xlsx", "JSON 数据", "2016/report.json",
		"2015年年度报告", "2015/index.html", "2016-01-20", "Excel 表格", "2015/report.xlsx", "JSON 数据", "2015/report.json",
		"2014年年度报告", "2014/index.html", "2015-01-20", "Excel 表格", "2014/report.xlsx", "JSON 数据", "2014/report.json",
		"政府网站工作年度报表（2015年度）", "2015/website.html", "政府网站工作年度报表（2014年度）", "2014/website.html",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSiteReport(t *testing.T) {
	v := at[*layout.SiteReportView](t, newState().plan(t), "reports/2015/website.html")
	want := layout.SiteReportView{
		Page: v.Page, Year: 2015, Tables: []report.Table{{ID: "website"}},
		Fields: []layout.Field{{Name: "填报单位", Value: "示例镇人民政府"}, {Name: "网站名称", Value: "示例镇政府信息公开"}},
	}
	if diff := cmp.Diff(want, *v); diff != "" || v.Title != "政府网站工作年度报表（2015年度）" {
		t.Errorf("%s: %s", v.Title, diff)
	}
}
