package site

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"sync"

	"gongkai/generator/asset"
	"gongkai/generator/cache"
	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/present"
	"gongkai/generator/report"
	"gongkai/generator/site/content"
	"gongkai/generator/site/record"
	"gongkai/generator/tree"
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
	doc     *record.Doc
	report  *report.Report
	exports []present.Export
	made    []record.Download // what is known of them
	noted   []diag.Diagnostic
}

// annuals are the annual reports, by year.
type annuals map[int]*annual

// shown tells a view about the report of a year, nil where there is none.
func (a annuals) shown(year int) *present.Report {
	if r := a[year]; r != nil {
		return r.shown
	}
	return nil
}

// expand puts the figures into the text of a report, and says where its tables
// stand.
func (a annuals) expand(year int) ([]byte, []report.Place, []diag.Diagnostic) {
	r := a[year]
	return r.report.Expand(r.counts)
}

// figuresKey covers everything that the text of a report can refer to.
func (a annuals) figuresKey(year int) uint64 {
	if a[year] == nil {
		return 0
	}
	body, _, _ := a.expand(year)
	return short(cache.SumBytes(body))
}

// reportReader reads the annual reports of a state.
type reportReader struct {
	settings reportSettings
	catalog  *catalog.Catalog
	content  *content.Content
	tree     *tree.Listing
	minify   *asset.Minifier
	// before are the sources of an earlier state with the same settings, nil: none.
	before *record.Sources
	// made are the downloads that were made for an earlier state or build.
	made []record.Download
}

// readAll parses the annual reports, oldest first, so that each can be held against
// the one before. Those of the earlier state are kept, if keep says that nothing
// else has changed that they show.
func (r *reportReader) readAll(known annuals, keep bool) (annuals, error) {
	all := annuals{}
	var earlier []*report.Report
	for _, id := range r.catalog.Reports {
		was := known[id.Year]
		if was != nil && !r.same(was, id) {
			was = nil
		}
		// What a report shows depends on those before it, so that after one that
		// has changed none is kept.
		keep = keep && was != nil
		a := was
		if !keep {
			var err error
			if a, err = r.read(id, was, earlier); err != nil {
				return nil, err
			}
		}
		all[id.Year] = a
		earlier = append(earlier, a.report)
	}
	return all, nil
}

// same reports whether a report of the earlier state was made from the same document
// and data.
func (r *reportReader) same(was *annual, id catalog.ReportID) bool {
	if r.before == nil || was.doc != r.content.Docs[id.ID] {
		return false
	}
	for year := id.Year - 1; year <= id.Year+1; year++ {
		for _, name := range report.DataFiles() {
			path := dataPath(year, name)
			// A file that nobody has looked at again is the very same.
			now, then := r.content.Beside[path], r.before.Beside[path]
			if now != then && (now == nil || then == nil || !now.Stamp.Same(then.Stamp)) {
				return false
			}
		}
	}
	return true
}

// reportSettings is all that reports take from config.toml. It is what they are made
// with, and by which it is seen that they may be kept.
type reportSettings struct {
	office, level, profile string
	site                   report.SiteFacts
}

func (s *settings) forReports() reportSettings {
	c := s.config
	return reportSettings{
		office: c.Office.Name, level: c.Office.Level, profile: c.Report.Profile,
		site: report.SiteFacts{
			Name: c.Site.Name, URL: c.Site.BaseURL, Organizer: c.Footer.Organizer,
			IDCode: c.Site.IDCode, ICP: c.Footer.ICP, Police: c.Footer.Police,
		},
	}
}

// dataPath is the path below content/ of a data file of a report.
func dataPath(year int, name string) string {
	return path.Join(page.ReportsFolder, strconv.Itoa(year), name)
}

// read makes a report; was is its earlier version if its files are the same.
func (r *reportReader) read(id catalog.ReportID, was *annual, earlier []*report.Report) (*annual, error) {
	a := &annual{counts: r.catalog.Counts(id.Year)}
	if was != nil {
		a.filed = was.filed
	} else {
		var err error
		if a.filed, err = r.parse(id); err != nil {
			return nil, err
		}
	}
	var previous *report.Report
	if n := len(earlier); n > 0 {
		previous = earlier[n-1]
	}
	a.found = slices.Concat(a.noted, a.report.Against(previous, a.counts))
	siteReport, found, err := r.siteReport(id.Year)
	if err != nil {
		return nil, err
	}
	a.found = append(a.found, found...)
	a.shown = &present.Report{
		Highlights: a.report.Highlights(previous),
		Charts:     a.report.Charts(earlier, a.counts),
		Tables:     a.report.Tables(),
		SiteReport: siteReport,
		Exports:    a.exports,
	}
	return a, nil
}

// parse reads the files of a report and makes its downloads.
func (r *reportReader) parse(id catalog.ReportID) (*filed, error) {
	m := r.catalog.Meta(id.ID)
	file := content.Path(m.Path)
	// The text that was read before: by which it is judged what is public.
	body, line, err := r.content.Text(r.content.Docs[id.ID], new([]byte))
	if err != nil {
		return nil, err
	}
	in := report.Input{
		Year: id.Year, Path: file, Form: m.Form, Title: m.Title,
		Published: m.Date.DayString(), Office: r.settings.office, Level: r.settings.level, Profile: r.settings.profile, Body: body, BodyLine: line,
		Locate: func(key string) diag.Pos { return r.content.Fronts().Locate(id.ID, key, "") },
	}
	var large []diag.Diagnostic
	for _, file := range []struct {
		into *[]byte
		year int
		name string
	}{
		{&in.Figures, id.Year, report.FiguresFile}, {&in.Ledger, id.Year, report.LedgerFile}, {&in.LedgerCounts, id.Year, report.LedgerCountsFile},
		{&in.PreviousLedger, id.Year - 1, report.LedgerFile}, {&in.NextLedger, id.Year + 1, report.LedgerFile},
	} {
		var bad []diag.Diagnostic
		if *file.into, bad, err = r.content.Data(dataPath(file.year, file.name)); err != nil {
			return nil, err
		}
		if file.year == id.Year {
			large = append(large, bad...)
		}
	}
	f := &filed{doc: r.content.Docs[id.ID]}
	f.report, f.noted = report.Parse(in)
	f.noted = append(large, f.noted...)
	return f, r.export(f, in)
}

// export lists the downloads of a report. Those that have been made of the same
// before are not made again until their bytes are wanted, which for a workbook is
// most of the work on a report.
func (r *reportReader) export(f *filed, in report.Input) error {
	for _, to := range []struct {
		name, label string
		make        func() ([]byte, error)
	}{
		{"report.xlsx", "Excel 表格", f.report.XLSX},
		{"report.csv", "CSV 数据", f.report.CSV},
		{"report.json", "JSON 数据", f.report.JSON},
	} {
		data := sync.OnceValues(func() ([]byte, error) {
			data, err := to.make()
			if err != nil {
				return nil, fmt.Errorf("%s of %d: %w", to.name, f.report.Year, err)
			}
			data, _ = r.minify.Minify(to.name, data)
			return data, nil
		})
		made := record.Download{Of: downloadSum(to.name, in)}
		if i := slices.IndexFunc(r.made, func(d record.Download) bool { return d.Of == made.Of }); i >= 0 {
			made = r.made[i]
		} else {
			bytes, err := data()
			if err != nil {
				return err
			}
			made.Info = asset.InfoOf(bytes)
		}
		f.made = append(f.made, made)
		f.exports = append(f.exports, present.Export{
			Name: to.name, Label: to.label, Data: data, File: present.File{Size: made.Info.Size, SHA256: made.Info.SHA256},
		})
	}
	return nil
}

// downloadSum covers all that a download is made of: everything that a report is
// made of but Locate, which says where findings are.
func downloadSum(name string, in report.Input) cache.Sum {
	h := cache.NewHash()
	fmt.Fprintf(h, "%q", []any{
		name, in.Year, in.Path, in.Form, in.Title, in.Published, in.Office, in.Level, in.Profile,
		in.Body, in.BodyLine, in.Figures, in.Ledger, in.LedgerCounts, in.PreviousLedger, in.NextLedger,
	})
	return h.Sum()
}

// siteReport makes 《政府网站工作年度报表》 of a year, where the office keeps
// website.toml beside its annual report.
func (r *reportReader) siteReport(year int) ([]report.Table, []diag.Diagnostic, error) {
	file := dataPath(year, report.SiteReportFile)
	data, large, err := r.content.Data(file)
	if err != nil || data == nil {
		return nil, large, err
	}
	tables, found := report.SiteReportInput{
		Year:      year,
		Path:      content.Path(file),
		Data:      data,
		Facts:     r.settings.site,
		Published: r.catalog.SitePublished(year),
	}.Tables()
	if diag.HasErrors(found) {
		return nil, found, nil
	}
	return tables, found, nil
}
