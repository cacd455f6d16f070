package report

import (
	"os"
	"testing"
)

// The town's own file is complete, and what can be counted is counted.
func TestSiteReport(t *testing.T) {
	data, err := os.ReadFile("../../content/reports/2017/" + SiteReportFile)
	if err != nil {
		t.Fatal(err)
	}
	tables, found := SiteReportInput{
		Year: 2017, Path: "content/reports/2017/" + SiteReportFile, Data: data,
		Facts:     SiteFacts{Name: "示例网站", URL: "https://example.test/", Organizer: "示例镇人民政府"},
		Published: SitePublished{Overview: 3, News: 5, Catalog: 17, Interpretations: 1},
	}.Tables()
	if len(found) > 0 {
		t.Fatal(printed(found, "zh"))
	}
	shown := map[string]string{}
	for _, table := range tables {
		table.Place(func(_, _ int, c Cell) {
			if c.Figure != "" {
				shown[c.Figure] = c.Text
			}
		})
	}
	for name, want := range map[string]string{
		"site.name": "示例网站", "site.organizer": "示例镇人民政府", "published.total": "25", "published.overview": "3",
		"published.news": "5", "published.catalog": "17", "interpretation.total": "1", "visits.total": uncollected,
		"innovation.accessible": "是", "innovation.languages": "否",
	} {
		if shown[name] != want {
			t.Errorf("%s = %q, want %q", name, shown[name], want)
		}
	}
	for _, group := range siteGroups() {
		for _, row := range group.rows {
			if shown[row.name] == "" {
				t.Errorf("%s is blank", row.name)
			}
		}
	}
}
