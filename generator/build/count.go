package build

import (
	"gongkai/generator/catalog"
	"gongkai/generator/page"
	"gongkai/generator/report"
)

// count counts what the site published in a year, for its annual report.
func (s *Site) count(year int) report.Counts {
	counts := report.Counts{Year: year}
	first, last := page.NewDate(year, 1, 1).Day, page.NewDate(year, 12, 31).Day
	within := func(d page.Date) bool { return first <= d.Day && d.Day <= last }
	for i := range s.catalog.Sections {
		sec := &s.catalog.Sections[i]
		column := report.CategoryCount{Key: sec.Category.Key, Name: sec.Category.Name}
		for _, id := range sec.Docs {
			m := s.catalog.Meta(id)
			if within(m.Date) {
				add(&column.Count, m)
				add(&counts.Documents, m)
				counts.Months[m.Date.Time().Month()-1]++
			}
			if isNormative(sec, m) {
				s.countNormative(&counts, m, within, last)
			}
		}
		if sec.Category.Kind != "reports" {
			counts.Categories = append(counts.Categories, column)
		}
	}
	return counts
}

func add(c *report.Count, m *page.Meta) {
	c.N++
	c.Paths = append(c.Paths, contentPath(m.Path))
}

// isNormative reports whether a document counts as 行政规范性文件: one with a
// 发文字号 in a category of policies whose validity is stated.
func isNormative(sec *catalog.Section, m *page.Meta) bool {
	return sec.Category.ColumnType == "政策文件" && m.DocNumber != "" && m.Validity != ""
}

// countNormative counts a document as made or repealed in the year, and as in
// force at its end.
func (s *Site) countNormative(counts *report.Counts, m *page.Meta, within func(page.Date) bool, last int32) {
	made := m.Written
	if made.IsZero() {
		made = m.Date
	}
	if within(made) {
		add(&counts.Made, m)
	}
	ended := m.Repealed
	if ended.IsZero() {
		ended = m.Expires
	}
	if within(ended) {
		add(&counts.Repealed, m)
	}
	if made.Day <= last && (ended.IsZero() && m.Validity != "废止" && m.Validity != "失效" || ended.Day > last) {
		add(&counts.Valid, m)
	}
}
