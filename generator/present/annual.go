package present

import (
	"fmt"
	"slices"
	"strconv"

	"gongkai/generator/catalog"
	"gongkai/generator/layout"
)

// reportView makes the annual report of a year.
func reportView(at viewpoint, id catalog.ID, year int) View {
	d := newDocument(at, id)
	m := d.meta
	v := &layout.ReportView{
		Date:    at.date(m.Date),
		Issuer:  at.issuer(m),
		Updated: at.date(m.Updated()), Revisions: at.revisions(m),
		Year:   year,
		Fields: d.fields(nil),
		Mark:   at.Catalog.Mark(id),
	}
	if r := at.Report(year); r != nil {
		v.Highlights, v.Charts, v.Tables = r.Highlights, r.Charts, r.Tables
		for _, e := range r.Exports {
			title := fmt.Sprintf("%d年年度报告数据（%s）", year, e.Label)
			v.Downloads = append(v.Downloads, at.download(title, reportFile(year, e.Name), e.File))
		}
	}
	v.Downloads = append(v.Downloads, d.attachments()...)
	v.Older, v.Newer = reportsAround(at, id)
	name := at.Catalog.SectionOf(id).Category.Name
	at.entitle(&v.Page, m.Title, m.Title, strconv.Itoa(year)+"年", at.link(name, reportsPath))
	at.documentHead(&v.Head, id)
	return View{Layout: "report.html", Section: sectionReports, Value: v, Body: id}
}

// reportsAround links to the annual reports of the year before and the year
// after, as far as there are any.
func reportsAround(at viewpoint, id catalog.ID) (older, newer layout.Link) {
	reports := at.Catalog.Reports
	i := slices.IndexFunc(reports, func(r catalog.ReportID) bool { return r.ID == id })
	if i > 0 {
		older = at.document(reports[i-1].ID)
	}
	if i+1 < len(reports) {
		newer = at.document(reports[i+1].ID)
	}
	return older, newer
}

// reportIndexView makes the index of annual reports, which stands even before
// there is a report: the platform links to it.
func reportIndexView(at viewpoint) View {
	sec := reportsSection(at.Catalog)
	v := &layout.ReportIndexView{Description: sec.Category.Description, SiteReports: siteReportLinks(at)}
	for _, report := range slices.Backward(at.Catalog.Reports) {
		v.Reports = append(v.Reports, reportItem(at, report))
	}
	at.columnHead(&v.Head, sec)
	at.entitle(&v.Page, sec.Category.Name, sec.Category.Name, "")
	return View{Layout: "reports.html", Section: sectionReports, Value: v, Body: sec.Intro}
}

// reportItem is a report in the index.
func reportItem(at viewpoint, report catalog.ReportID) layout.ReportItem {
	m := at.Catalog.Meta(report.ID)
	item := layout.ReportItem{Year: report.Year, Title: m.Title, Href: at.toDocument(report.ID), Date: at.day(m.Date)}
	if r := at.Report(report.Year); r != nil {
		item.Highlights = r.Highlights
		for _, e := range r.Exports {
			item.Downloads = append(item.Downloads, at.link(e.Label, reportFile(report.Year, e.Name)))
		}
	}
	return item
}

// siteReportName is what the yearly report is called that every site publishes on
// its home page (国办函〔2018〕12号).
func siteReportName(year int) string {
	return fmt.Sprintf("政府网站工作年度报表（%d年度）", year)
}

// hasSiteReport reports whether there is a site report of a year.
func (s *site) hasSiteReport(year int) bool {
	r := s.Report(year)
	return r != nil && len(r.SiteReport) > 0
}

// siteReportLinks links to the site reports, newest first.
func siteReportLinks(at viewpoint) []layout.Link {
	var links []layout.Link
	for _, report := range slices.Backward(at.Catalog.Reports) {
		if year := report.Year; at.hasSiteReport(year) {
			links = append(links, at.link(siteReportName(year), siteReportPath(year)))
		}
	}
	return links
}

// siteReportView makes 政府网站工作年度报表 of a year.
func siteReportView(at viewpoint, year int) View {
	cfg := at.Config
	v := &layout.SiteReportView{Year: year, Fields: []layout.Field{
		{Name: "填报单位", Value: cfg.Office.Name},
		{Name: "网站名称", Value: cfg.Site.Name},
	}}
	if r := at.Report(year); r != nil {
		v.Tables = r.SiteReport
	}
	title := siteReportName(year)
	at.plainHead(&v.Head, title, cfg.Site.Name+title, "信息公开年报")
	at.entitle(&v.Page, title, title, "", at.link(reportsSection(at.Catalog).Category.Name, reportsPath))
	return View{Layout: "sitereport.html", Section: sectionReports, Value: v, Body: catalog.None}
}
