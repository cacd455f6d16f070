package build

import (
	"path"
	"strconv"

	"gongkai/generator/diag"
	"gongkai/generator/report"
)

// websiteReport makes 《政府网站工作年度报表》 of a year, where the office keeps
// website.toml beside its annual report.
func (s *Site) websiteReport(a *annual, year int) []report.Table {
	data := s.reportData(year, report.SiteFile)
	if data == nil {
		return nil
	}
	site, footer := s.config.Site, s.config.Footer
	parsed, found := report.ParseSite(report.SiteInput{
		Year: year,
		Path: contentPath(path.Join("reports", strconv.Itoa(year), report.SiteFile)),
		Data: data,
		Facts: report.SiteFacts{
			Name: site.Name, URL: site.BaseURL, Organizer: footer.Organizer,
			IDCode: site.IDCode, ICP: footer.ICP, Police: footer.Police,
		},
		Published: s.publishedIn(year, a.counts),
	})
	a.found = append(a.found, found...)
	if parsed == nil || diag.HasErrors(found) {
		return nil
	}
	return parsed.Tables()
}

// publishedIn counts what a site published in a year as the form of its report
// divides it.
func (s *Site) publishedIn(year int, counts report.Counts) report.SitePublished {
	var p report.SitePublished
	for _, column := range counts.Categories {
		category, _ := s.config.Category(column.Key)
		switch {
		case category.ColumnType == "概况信息":
			p.Overview += column.Count.N
		case category.Kind == "news":
			p.News += column.Count.N
		default:
			p.Catalog += column.Count.N
		}
	}
	for _, id := range s.catalog.Docs {
		m := s.catalog.Meta(id)
		if m.Date.Year() == year && len(m.Interprets) > 0 {
			p.Interpretations++
		}
	}
	return p
}
