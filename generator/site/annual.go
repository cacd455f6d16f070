package site

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"

	"gongkai/generator/asset"
	"gongkai/generator/cache"
	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/present"
	"gongkai/generator/report"
)

// annual is the annual report of one year, parsed and counted.
type annual struct {
	*filed
	counts report.Counts
	shown  *present.Report
	found  []diag.Diagnostic // all there is
}

// filed is what the files of a report say by themselves, and the downloads made
// of that: most of the work, and the same as long as the files are.
type filed struct {
	doc     *doc
	report  *report.Report
	exports []present.Export
	noted   []diag.Diagnostic
}

// readReports parses the annual reports, oldest first, so that each can be
// held against the one before.
func (s *Site) readReports(before *Site) error {
	s.reports = map[int]*annual{}
	keep := before != nil && s.catalog.Same(before.catalog)
	var earlier []*report.Report
	for _, r := range s.catalog.Reports {
		was := s.sameReport(before, r)
		// What a report shows depends on those before it, so that after one that
		// has changed none is kept.
		keep = keep && was != nil
		a := was
		if !keep {
			var err error
			if a, err = s.readReport(r, was, earlier); err != nil {
				return err
			}
		}
		s.reports[r.Year] = a
		s.found = append(s.found, a.found...)
		earlier = append(earlier, a.report)
	}
	return nil
}

// sameReport returns the report of an earlier state that was made from the same
// document and data, nil where there is none.
func (s *Site) sameReport(before *Site, r catalog.ReportID) *annual {
	if before == nil || before.config == nil || before.config.Office != s.config.Office {
		return nil
	}
	was := before.reports[r.Year]
	if was == nil || was.doc != s.docs[r.ID] {
		return nil
	}
	for year := r.Year - 1; year <= r.Year+1; year++ {
		for _, name := range [...]string{report.FiguresFile, report.LedgerFile, report.SiteReportFile} {
			path := path.Join(page.ReportsFolder, strconv.Itoa(year), name)
			// A file that nobody has looked at again is the very same.
			now, then := s.files.beside[path], before.files.beside[path]
			if now != then && (now == nil || then == nil || !now.stamp.Same(then.stamp)) {
				return nil
			}
		}
	}
	return was
}

// readReport makes a report; was is its earlier version if its files are the same.
func (s *Site) readReport(r catalog.ReportID, was *annual, earlier []*report.Report) (*annual, error) {
	a := &annual{counts: s.catalog.Counts(r.Year)}
	if was != nil {
		a.filed = was.filed
	} else {
		var err error
		if a.filed, err = s.parseReport(r); err != nil {
			return nil, err
		}
	}
	var previous *report.Report
	if n := len(earlier); n > 0 {
		previous = earlier[n-1]
	}
	a.found = slices.Concat(a.noted, a.report.Against(previous, a.counts))
	siteReport, err := s.siteReport(a, r.Year)
	if err != nil {
		return nil, err
	}
	a.shown = &present.Report{
		Highlights: a.report.Highlights(previous),
		Charts:     a.report.Charts(earlier, a.counts),
		Tables:     a.report.Tables(),
		SiteReport: siteReport,
		Exports:    a.exports,
	}
	return a, nil
}

// parseReport reads the files of a report and makes its downloads.
func (s *Site) parseReport(r catalog.ReportID) (*filed, error) {
	m := s.catalog.Meta(r.ID)
	data, err := s.tree.Read(contentPath(m.Path))
	if err != nil {
		return nil, asChanged(contentPath(m.Path), err)
	}
	body, line, _ := page.Body(data)
	in := report.Input{
		Year: r.Year, Path: contentPath(m.Path), Form: m.Form, Title: m.Title,
		Published: m.Date.DayString(), Office: s.config.Office.Name, Body: body, BodyLine: line,
		Locate: func(key string) diag.Pos { return s.locate(r.ID, key, "") },
	}
	for _, file := range []struct {
		into *[]byte
		year int
		name string
	}{
		{&in.Figures, r.Year, report.FiguresFile}, {&in.Ledger, r.Year, report.LedgerFile},
		{&in.PreviousLedger, r.Year - 1, report.LedgerFile}, {&in.NextLedger, r.Year + 1, report.LedgerFile},
	} {
		if *file.into, err = s.reportData(file.year, file.name); err != nil {
			return nil, err
		}
	}
	f := &filed{doc: s.docs[r.ID]}
	f.report, f.noted = report.Parse(in)
	return f, f.export(s.minify)
}

// export makes the downloads of a report.
func (f *filed) export(minify *asset.Minifier) error {
	for _, to := range []struct {
		name, label string
		make        func() ([]byte, error)
	}{
		{"report.xlsx", "Excel 表格", f.report.XLSX},
		{"report.csv", "CSV 数据", f.report.CSV},
		{"report.json", "JSON 数据", f.report.JSON},
	} {
		data, err := to.make()
		if err != nil {
			return fmt.Errorf("%s of %d: %w", to.name, f.report.Year, err)
		}
		data, _ = minify.Minify(to.name, data)
		info := asset.InfoOf(data)
		f.exports = append(f.exports, present.Export{
			Name: to.name, Label: to.label, Data: data, File: present.File{Size: info.Size, SHA256: info.SHA256},
		})
	}
	return nil
}

// reportData reads a data file of a report, nil where there is none. A file that is
// there and cannot be read is an error of the machine: to take it for missing would
// be to say that the office has not kept its figures.
func (s *Site) reportData(year int, name string) ([]byte, error) {
	f := s.files.beside[path.Join(page.ReportsFolder, strconv.Itoa(year), name)]
	if f == nil {
		return nil, nil
	}
	in, err := f.open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.path, err)
	}
	defer in.Close()
	data, err := io.ReadAll(in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.path, err)
	}
	return data, nil
}

// isReportData reports whether a file beside documents holds the figures of a
// report: it is read, never published.
func isReportData(name string) bool {
	folder, base := path.Split(name)
	if ok, _ := path.Match(page.ReportsFolder+"/[0-9][0-9][0-9][0-9]/", folder); !ok {
		return false
	}
	return base == report.FiguresFile || base == report.LedgerFile || base == report.SiteReportFile
}

// report tells a view about the report of a year.
func (s *Site) report(year int) *present.Report {
	if a := s.reports[year]; a != nil {
		return a.shown
	}
	return nil
}

// expand puts the figures into the text of a report, and says where its tables
// stand.
func (s *Site) expand(year int) ([]byte, []report.Place, []diag.Diagnostic) {
	a := s.reports[year]
	return a.report.Expand(a.counts)
}

// figuresKey covers everything that the text of a report can refer to.
func (s *Site) figuresKey(year int) uint64 {
	a := s.reports[year]
	if a == nil {
		return 0
	}
	body, _, _ := s.expand(year)
	return short(cache.SumBytes(body))
}
