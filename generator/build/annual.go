package build

import (
	"encoding/hex"
	"fmt"
	"io"
	"path"
	"strconv"

	"gongkai/generator/asset"
	"gongkai/generator/cache"
	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/present"
	"gongkai/generator/report"
	"gongkai/generator/source"
)

// annual is the annual report of one year, parsed and counted.
type annual struct {
	report *report.Report
	counts report.Counts
	shown  *present.Report
	files  map[present.Kind][]byte // json, csv, xlsx
	found  []diag.Diagnostic
}

// readReports parses the annual reports, oldest first, so that each can be
// held against the one before.
func (s *Site) readReports(before *Site) error {
	s.reports = map[int]*annual{}
	keep := before != nil && s.catalog.Same(before.catalog)
	var earlier []*report.Report
	for _, r := range s.catalog.Reports {
		// A report depends on those before it, so that after one that has
		// changed none is kept.
		keep = keep && s.sameReport(before, r)
		a := before.annualOf(r.Year, keep)
		if a == nil {
			var err error
			if a, err = s.readReport(r, earlier); err != nil {
				return err
			}
		}
		s.reports[r.Year] = a
		s.found = append(s.found, a.found...)
		earlier = append(earlier, a.report)
	}
	return nil
}

// sameReport reports whether a report and the data it is made from are those
// of an earlier state in which every document stood where it stands now.
func (s *Site) sameReport(before *Site, r catalog.ReportID) bool {
	if s.docs[r.ID] != before.docs[r.ID] {
		return false
	}
	for year := r.Year - 1; year <= r.Year+1; year++ {
		for _, name := range [...]string{report.FiguresFile, report.LedgerFile, report.SiteFile} {
			path := path.Join("reports", strconv.Itoa(year), name)
			now, then := s.files.beside[path], before.files.beside[path]
			if (now == nil) != (then == nil) || now != nil && !now.stamp.Same(then.stamp) {
				return false
			}
		}
	}
	return true
}

// annualOf returns the report of a year where it may be kept.
func (s *Site) annualOf(year int, keep bool) *annual {
	if !keep {
		return nil
	}
	return s.reports[year]
}

func (s *Site) readReport(r catalog.ReportID, earlier []*report.Report) (*annual, error) {
	m := s.catalog.Meta(r.ID)
	data, err := source.Read(s.opt.Source, contentPath(m.Path))
	if err != nil {
		return nil, err
	}
	body, line, _ := page.Body(data)
	parsed, found := report.Parse(report.Input{
		Year: r.Year, Path: contentPath(m.Path), Form: m.Form, Title: m.Title,
		Published: m.Date.DayString(), Office: s.config.Office.Name, Body: body, BodyLine: line,
		Figures: s.reportData(r.Year, report.FiguresFile), Ledger: s.reportData(r.Year, report.LedgerFile),
		PreviousLedger: s.reportData(r.Year-1, report.LedgerFile), NextLedger: s.reportData(r.Year+1, report.LedgerFile),
		Locate: func(key string) diag.Pos { return s.locate(r.ID, key, -1) },
	})
	a := &annual{report: parsed, counts: s.count(r.Year), found: found}
	var previous *report.Report
	if n := len(earlier); n > 0 {
		previous = earlier[n-1]
	}
	a.found = append(a.found, parsed.Against(previous, a.counts)...)
	website := s.websiteReport(a, r.Year)
	return a, a.export(s.minify, previous, earlier, website)
}

// export makes the downloads of a report and what its page shows.
func (a *annual) export(minify *asset.Minifier, previous *report.Report, earlier []*report.Report, website []report.Table) error {
	a.shown = &present.Report{
		Highlights: a.report.Highlights(previous),
		Charts:     a.report.Charts(earlier, a.counts),
		Tables:     map[string]report.Table{},
		Website:    website,
		Files:      map[string]present.File{},
	}
	for _, t := range a.report.Tables() {
		a.shown.Tables[t.ID] = t
	}
	a.files = map[present.Kind][]byte{}
	var all []byte
	for _, f := range []struct {
		kind present.Kind
		ext  string
		make func() ([]byte, error)
	}{
		{present.ReportJSON, "json", a.report.JSON},
		{present.ReportCSV, "csv", a.report.CSV},
		{present.ReportXLSX, "xlsx", a.report.XLSX},
	} {
		data, err := f.make()
		if err != nil {
			return fmt.Errorf("report of %d as %s: %w", a.report.Year, f.ext, err)
		}
		data, _ = minify.Minify("report."+f.ext, data)
		info := asset.InfoOf(data)
		a.files[f.kind] = data
		a.shown.Files[f.ext] = present.File{Size: info.Size, SHA256: info.SHA256}
		all = append(all, info.SHA256...)
	}
	sum := cache.SumBytes(all)
	a.shown.Sum = hex.EncodeToString(sum[:])
	return nil
}

// reportData reads a data file of a report, nil where there is none.
func (s *Site) reportData(year int, name string) []byte {
	f := s.files.beside[path.Join("reports", strconv.Itoa(year), name)]
	if f == nil {
		return nil
	}
	in, err := f.open()
	if err != nil {
		return nil
	}
	defer in.Close()
	data, err := io.ReadAll(in)
	if err != nil {
		return nil
	}
	return data
}

// isReportData reports whether a file beside documents holds the figures of a
// report: it is read, never published.
func isReportData(name string) bool {
	folder, base := path.Split(name)
	if ok, _ := path.Match("reports/[0-9][0-9][0-9][0-9]/", folder); !ok {
		return false
	}
	return base == report.FiguresFile || base == report.LedgerFile || base == report.SiteFile
}

// report tells a view about the report of a year.
func (s *Site) report(year int) *present.Report {
	if a := s.reports[year]; a != nil {
		return a.shown
	}
	return nil
}

// expand puts the figures into the text of a report.
func (s *Site) expand(year int) ([]byte, []diag.Diagnostic) {
	a := s.reports[year]
	return a.report.Expand(a.counts)
}

// figuresKey covers everything that the text of a report can refer to.
func (s *Site) figuresKey(year int) uint64 {
	a := s.reports[year]
	if a == nil {
		return 0
	}
	body, _ := s.expand(year)
	return short(cache.SumBytes(body))
}
