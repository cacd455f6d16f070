package site

import (
	"path"
	"strconv"

	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/report"
)

// siteReport makes 《政府网站工作年度报表》 of a year, where the office keeps
// website.toml beside its annual report.
func (s *Site) siteReport(a *annual, year int) ([]report.Table, error) {
	data, err := s.reportData(year, report.SiteReportFile)
	if err != nil || data == nil {
		return nil, err
	}
	site, footer := s.config.Site, s.config.Footer
	parsed, found := report.ParseSiteReport(report.SiteReportInput{
		Year: year,
		Path: contentPath(path.Join(page.ReportsFolder, strconv.Itoa(year), report.SiteReportFile)),
		Data: data,
		Facts: report.SiteFacts{
			Name: site.Name, URL: site.BaseURL, Organizer: footer.Organizer,
			IDCode: site.IDCode, ICP: footer.ICP, Police: footer.Police,
		},
		Published: s.catalog.SitePublished(year),
	})
	a.found = append(a.found, found...)
	if parsed == nil || diag.HasErrors(found) {
		return nil, nil
	}
	return parsed.Tables(), nil
}
