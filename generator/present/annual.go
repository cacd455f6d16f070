package present

import (
	"fmt"
	"strconv"

	"gongkai/generator/asset"
	"gongkai/generator/catalog"
	"gongkai/generator/layout"
	"gongkai/generator/page"
)

// siteReportName is the yearly table that every site publishes on its home page
// (国办函〔2018〕12号).
const siteReportName = "政府网站工作年度报表"

// reportsSection returns the category of the annual reports.
func (s *Site) reportsSection() *catalog.Section {
	for i := range s.in.Catalog.Sections {
		if s.in.Catalog.Sections[i].Category.Kind == "reports" {
			return &s.in.Catalog.Sections[i]
		}
	}
	return nil
}

// planReports adds the index of reports, which stands even before there is a
// report: the platform links to it.
func (s *Site) planReports() {
	s.add(Output{Path: "reports/index.html", Kind: Reports, ID: catalog.None})
}

// reportView makes an annual report.
func (s *Site) reportView(o Output) View {
	c, year := s.in.Catalog, int(o.Index)
	m := c.Meta(o.ID)
	v := &layout.ReportView{
		Date:   s.texts.date(m.Date),
		Issuer: s.issuer(m),
		Year:   year,
		Fields: s.fields(nil, o.Path, o.ID),
		Mark:   c.Mark(o.ID),
	}
	if r := s.in.Report(year); r != nil {
		v.Highlights, v.Charts, v.Tables = r.Highlights, r.Charts, r.Tables
		v.Downloads = s.reportDownloads(o.Path, year, r)
	}
	v.Downloads = append(v.Downloads, s.attachments(o.Path, m)...)
	for i, r := range c.Reports {
		if r.ID != o.ID {
			continue
		}
		if i > 0 {
			v.Older = s.titleLink(o.Path, c.Reports[i-1].ID)
		}
		if i+1 < len(c.Reports) {
			v.Newer = s.titleLink(o.Path, c.Reports[i+1].ID)
		}
	}
	name := c.SectionOf(o.ID).Category.Name
	s.finish(&v.Page, o.Path, m.Title, m.Title, []crumb{{name, page.Rel(o.Path, "reports/index.html")}}, strconv.Itoa(year)+"年")
	s.documentHead(&v.Head, o.Path, o.ID)
	return View{Layout: "report.html", Section: "reports", Value: v, Body: o.ID}
}

// reportDownloads lists the generated files of a report.
func (s *Site) reportDownloads(from string, year int, r *Report) []layout.Attachment {
	var list []layout.Attachment
	for _, f := range reportFiles {
		file := r.Files[f.ext]
		path := sibling(reportPath(year), f.name)
		list = append(list, layout.Attachment{
			Title:  fmt.Sprintf("%d年年度报告数据（%s）", year, f.label),
			Href:   page.Rel(from, path),
			Type:   asset.Type(path),
			Size:   asset.FormatSize(file.Size),
			SHA256: file.SHA256,
		})
	}
	return list
}

// reportsView makes the index of annual reports.
func (s *Site) reportsView(o Output) View {
	c := s.in.Catalog
	sec := s.reportsSection()
	v := &layout.ReportIndexView{Description: sec.Category.Description, SiteReports: s.siteReportLinks(o.Path)}
	for i := len(c.Reports) - 1; i >= 0; i-- {
		id, year := c.Reports[i].ID, c.Reports[i].Year
		item := layout.ReportItem{
			Year:  year,
			Title: c.Meta(id).Title,
			Href:  page.Rel(o.Path, s.address(id)),
			Date:  s.texts.day(c.Meta(id).Date),
		}
		if r := s.in.Report(year); r != nil {
			item.Highlights = r.Highlights
			for _, f := range reportFiles {
				item.Downloads = append(item.Downloads, layout.Link{Text: f.label, Href: page.Rel(o.Path, sibling(reportPath(year), f.name))})
			}
		}
		v.Reports = append(v.Reports, item)
	}
	s.columnHead(&v.Head, o.Path, sec)
	s.finish(&v.Page, o.Path, sec.Category.Name, sec.Category.Name, nil, "")
	return View{Layout: "reports.html", Section: "reports", Value: v, Body: sec.Intro}
}

// siteReportLinks links to 政府网站工作年度报表 of each year, newest first.
func (s *Site) siteReportLinks(from string) []layout.Link {
	var links []layout.Link
	reports := s.in.Catalog.Reports
	for i := len(reports) - 1; i >= 0; i-- {
		year := reports[i].Year
		if r := s.in.Report(year); r != nil && len(r.SiteReport) > 0 {
			links = append(links, layout.Link{
				Text: fmt.Sprintf("%s（%d年度）", siteReportName, year),
				Href: page.Rel(from, sibling(reportPath(year), "website.html")),
			})
		}
	}
	return links
}

// siteReportView makes 政府网站工作年度报表.
func (s *Site) siteReportView(o Output) View {
	year := int(o.Index)
	v := &layout.SiteReportView{Year: year, Fields: []layout.Field{
		{Name: "填报单位", Value: s.in.Config.Office.Name},
		{Name: "网站名称", Value: s.in.Config.Site.Name},
	}}
	if r := s.in.Report(year); r != nil {
		v.Tables = r.SiteReport
	}
	title := fmt.Sprintf("%s（%d年度）", siteReportName, year)
	s.plainHead(&v.Head, o.Path, title, s.in.Config.Site.Name+title, "信息公开年报")
	s.finish(&v.Page, o.Path, title, title, []crumb{{s.reportsSection().Category.Name, page.Rel(o.Path, "reports/index.html")}}, "")
	return View{Layout: "sitereport.html", Section: "reports", Value: v, Body: catalog.None}
}
