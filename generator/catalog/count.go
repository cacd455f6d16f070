package catalog

import (
	"strconv"

	"gongkai/generator/config"
	"gongkai/generator/page"
	"gongkai/generator/report"
)

// Counts counts what the site published in a year, for its annual report.
func (c *Catalog) Counts(year int) report.Counts {
	n := counter{
		Counts: report.Counts{Year: year},
		first:  page.NewDate(year, 1, 1).Day, last: page.NewDate(year, 12, 31).Day,
	}
	for i := range c.Sections {
		sec := &c.Sections[i]
		column := report.CategoryCount{Key: sec.Category.Key, Name: sec.Category.Name}
		for _, id := range sec.Docs {
			m := c.Meta(id)
			if n.within(m.Date) {
				add(&column.Count, m)
				add(&n.Documents, m)
				n.Months[m.Date.Time().Month()-1]++
			}
			if isNormative(sec, m) {
				n.normative(m)
			}
		}
		if sec.Category.Kind != config.KindReports {
			n.Categories = append(n.Categories, column)
		}
	}
	return n.Counts
}

// isNormative reports whether a document counts as 行政规范性文件: one with a
// 发文字号 in a category of policies whose validity is stated.
func isNormative(sec *Section, m *page.Meta) bool {
	return sec.Category.IsPolicies() && m.DocNumber != "" && m.Validity != ""
}

// counter counts the documents of one year.
type counter struct {
	report.Counts
	first, last int32 // days of the year
}

// within reports whether a date lies in the year.
func (n *counter) within(d page.Date) bool { return n.first <= d.Day && d.Day <= n.last }

// normative counts a document as made or repealed in the year, and as in force
// at its end.
func (n *counter) normative(m *page.Meta) {
	made, ended := m.MadeOn(), m.Repealed
	if ended.IsZero() {
		ended = m.Expires
	}
	if n.within(made) {
		add(&n.Made, m)
	}
	if n.within(ended) {
		add(&n.Repealed, m)
	}
	over := m.Validity == page.Repealed || m.Validity == page.Expired
	if made.Day <= n.last && (ended.IsZero() && !over || ended.Day > n.last) {
		add(&n.Valid, m)
	}
}

func add(c *report.Count, m *page.Meta) {
	c.N++
	c.Paths = append(c.Paths, "content/"+m.Path)
}

// SitePublished counts what the site published in a year as the form of its own
// yearly report divides it.
func (c *Catalog) SitePublished(year int) report.SitePublished {
	var p report.SitePublished
	for i := range c.Sections {
		sec := &c.Sections[i]
		switch n := sec.published(year); {
		case sec.Category.IsOverview():
			p.Overview += n
		case sec.Category.Kind == config.KindNews:
			p.News += n
		default:
			p.Catalog += n
		}
	}
	for _, id := range c.Docs {
		if m := c.Meta(id); m.Date.Year() == year && len(m.Interprets) > 0 {
			p.Interpretations++
		}
	}
	return p
}

// published returns how many documents of a section are dated in a year.
func (s *Section) published(year int) int {
	key := strconv.Itoa(year)
	for _, group := range s.Years {
		if group.Key == key {
			return len(group.Docs)
		}
	}
	return 0
}
