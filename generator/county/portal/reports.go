package portal

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/county/annual"
	"gongkai/generator/layout"
	"gongkai/generator/page"
	"gongkai/generator/report"
)

// reportPath is a file of the reports of a year.
func reportPath(year, end string) string { return "reports/" + year + end }

// reportYears are the years of which an office has a report, newest first.
func reportYears(offices []Office) []string {
	years := map[string]bool{}
	for _, o := range offices {
		for year := range o.Reports {
			years[year] = true
		}
	}
	list := slices.Sorted(maps.Keys(years))
	slices.Reverse(list)
	return list
}

// sums sums the reports of each year that have statutory tables, newest first, and notes
// what is wrong with them. Who is missing is said of the newest year alone: of those
// before, the pages tell.
func (m *maker) sums() (list []*annual.Year, err error) {
	for _, text := range m.reports {
		year, err := strconv.Atoi(text)
		if err != nil {
			return nil, err
		}
		offices, err := m.figures(text)
		if err != nil {
			return nil, err
		}
		y := annual.Sum(year, m.County.Name, offices)
		if y.Report == nil {
			continue
		}
		for _, b := range y.Broken {
			m.res.Found = append(m.res.Found, unbalanced(year, b))
		}
		if len(list) == 0 && len(y.Missing)+len(y.Other) > 0 {
			m.res.Found = append(m.res.Found, unsummed(y))
		}
		list = append(list, y)
	}
	m.reports = nil
	for _, y := range list {
		m.reports = append(m.reports, strconv.Itoa(y.Year))
	}
	return list, nil
}

// figures reads the figures of a year of all offices in the roster: of those without a
// site there are none.
func (m *maker) figures(year string) (list []annual.Office, err error) {
	sites := map[string]Office{}
	for _, o := range m.Offices {
		sites[o.Key] = o
	}
	for i := range m.County.Offices {
		o := annual.Office{Key: m.County.Offices[i].Key, Name: m.County.Offices[i].Name}
		if sites[o.Key].Reports[year] != "" {
			data, err := os.ReadFile(filepath.Join(m.Out, o.Key, page.ReportsFolder, year, "report.json"))
			if err != nil {
				return nil, err
			}
			if o.Figures, err = annual.Read(data); err != nil {
				return nil, fmt.Errorf("%s, %s: %w", o.Key, year, err)
			}
		}
		list = append(list, o)
	}
	return list, nil
}

// annualReports makes the pages and the files of the sums.
func (m *maker) annualReports(t *tree, sums []*annual.Year) error {
	if len(sums) == 0 {
		return nil
	}
	index := &layout.ReportIndexView{Description: "各机关政府信息公开工作年度报告的统计表，逐项相加。"}
	for _, y := range sums {
		if err := m.annualReport(t, y); err != nil {
			return err
		}
		at, year := place(reportsPath), strconv.Itoa(y.Year)
		item := layout.ReportItem{Year: y.Year, Title: y.Report.Title, Href: at.portal + reportPath(year, ".html"), Highlights: y.Report.Highlights(nil)}
		for _, end := range []string{"xlsx", "csv", "json"} {
			item.Downloads = append(item.Downloads, at.link(strings.ToUpper(end), reportPath(year, "."+end)))
		}
		index.Reports = append(index.Reports, item)
	}
	index.Page = m.page(place(reportsPath), reportsName, "", index.Description)
	return m.show(t, reportsPath, "reports", "reports.html", index)
}

// annualReport makes the page of a year, and the files beside it.
func (m *maker) annualReport(t *tree, y *annual.Year) error {
	year := strconv.Itoa(y.Year)
	path := reportPath(year, ".html")
	a := place(path)
	v := &layout.ReportView{Year: y.Year, Tables: y.Report.Tables(), Highlights: y.Report.Highlights(nil), Issuer: m.County.Name, Fields: whose(y)}
	for _, file := range []struct {
		end, kind string
		make      func() ([]byte, error)
	}{{"xlsx", "Excel", y.Report.XLSX}, {"csv", "CSV", y.Report.CSV}, {"json", "JSON", y.Report.JSON}} {
		data, err := file.make()
		if err != nil {
			return err
		}
		name := reportPath(year, "."+file.end)
		if err := t.put(name, data); err != nil {
			return err
		}
		v.Downloads = append(v.Downloads, layout.Attachment{Title: year + "年统计表汇总", Href: a.portal + name, Type: file.kind})
	}
	v.Page = m.page(a, y.Report.Title, "", y.Report.Title, a.link(reportsName, reportsPath))
	frame, err := m.frame(a, "reports")
	if err != nil {
		return err
	}
	data, err := m.executeReport(frame, v, y.Report.Tables())
	if err != nil {
		return err
	}
	return t.put(path, data)
}

// executeReport makes a page whose text are the tables.
func (m *maker) executeReport(frame *layout.Frame, v *layout.ReportView, tables []report.Table) ([]byte, error) {
	var text layout.Text
	for _, table := range tables {
		text.Parts = append(text.Parts, layout.ReportPart{Table: table})
	}
	return m.execute(frame, "report.html", v, text)
}

// whose says which offices are in a sum, and which are not.
func whose(y *annual.Year) []layout.Field {
	fields := []layout.Field{{Name: "汇总的机关", Value: fmt.Sprintf("%d 个：%s", len(y.Summed), strings.Join(y.Summed, "、"))}}
	for _, f := range []struct {
		name string
		list []string
	}{{"没有年报、没有汇总的机关", y.Missing}, {"表式不同、没有汇总的机关", y.Other}, {"有的数字没有填的机关", y.Partial}} {
		if len(f.list) > 0 {
			fields = append(fields, layout.Field{Name: f.name, Value: strings.Join(f.list, "、")})
		}
	}
	return fields
}
