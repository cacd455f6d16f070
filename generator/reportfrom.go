package main

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/draft"
	"gongkai/generator/page"
	"gongkai/generator/printed"
	"gongkai/generator/report"
	"gongkai/generator/rewrite"
)

// fill takes the figures of a report from the printed form in a workbook, or its
// ledger from a workbook or a CSV file, whichever the file is. A report that does
// not exist yet is started, once the file has been read: a file that is of no use
// leaves nothing behind.
func (r *reportCommand) fill(c *call, year int) error {
	data, err := os.ReadFile(r.From)
	if errors.Is(err, fs.ErrNotExist) {
		return refuse("没有这个文件：%s", "there is no file %s", r.From)
	}
	if err != nil {
		return err
	}
	cfg, err := c.config()
	if cfg == nil {
		return err
	}
	folder := filepath.Join(c.Source, "content", page.ReportsFolder, strconv.Itoa(year))
	form, err := formIn(folder)
	if err != nil {
		return err
	}
	blank, err := report.Fill(year, form, map[string]string{}, nil, false)
	if err != nil {
		return err
	}
	empty, _ := report.Parse(report.Input{Year: year, Form: form, Path: "index.md", Figures: blank})
	if len(empty.Tables()) < 3 {
		return refuse("2018 年度及以前的报告没有固定的表，不能用 --from", "reports until 2018 have no fixed tables to be read by --from")
	}
	spare()
	f := filling{call: c, from: r.From, folder: folder, year: year, form: form}
	if ledger, ok := ledgerOf(r.From, data); ok {
		found := report.Input{Year: year, Form: form, Path: "index.md", Ledger: ledger}.CheckLedger(filepath.Base(r.From))
		c.report(found)
		if diag.HasErrors(found) {
			return nil
		}
		if err := f.replacesNothing(ledger); err != nil {
			return err
		}
		if err := f.start(cfg.Office.Name); err != nil {
			return err
		}
		return f.ledger(ledger)
	}
	content, found, err := printed.Figures(filepath.Base(r.From), data, empty.Tables())
	if err != nil {
		return refuse("%s 不是 xlsx 文件；xls、et 请先另存为 xlsx", "%s is no xlsx file; save xls and et as xlsx first", r.From)
	}
	c.report(found)
	if diag.HasErrors(found) {
		return nil
	}
	if err := f.isOfYear(content.Years); err != nil {
		return err
	}
	if err := f.start(cfg.Office.Name); err != nil {
		return err
	}
	return f.figures(content)
}

// isOfYear refuses a workbook that says that it is of another year, and nowhere that it is
// of this one.
func (f *filling) isOfYear(years []printed.Stated) error {
	if len(years) == 0 || slices.ContainsFunc(years, func(s printed.Stated) bool { return s.Year == f.year }) {
		return nil
	}
	s := years[0]
	return refuse("%[1]s 写的是 %[2]d 年（%[3]s），不是 %[4]d 年，没有填；填 %[2]d 年的报告：gongkai report %[2]d --from %[1]s；是 %[4]d 年的数字、表上的年份写错了的，先在表里改正",
		"%[1]s says that it is of %[2]d (%[3]s), not of %[4]d; nothing was filled in. For the report of %[2]d: gongkai report %[2]d --from %[1]s; if these are the figures of %[4]d, correct the year in the workbook first",
		f.from, s.Year, s.Cell, f.year)
}

// ledgerOf returns a file as a ledger if it is one: CSV always is.
func ledgerOf(name string, data []byte) ([]byte, bool) {
	if !bytes.HasPrefix(data, []byte("PK")) && strings.EqualFold(filepath.Ext(name), ".csv") {
		return data, true
	}
	return printed.Ledger(data)
}

// filling writes into the folder of a report.
type filling struct {
	*call
	from   string // the file that is read
	folder string
	year   int
	form   string // as the report names it, "" where it does not
}

// start writes the files of a report that does not exist.
func (f *filling) start(office string) error {
	_, err := os.Stat(filepath.Join(f.folder, "index.md"))
	if errors.Is(err, fs.ErrNotExist) {
		var files []string
		if files, err = (&draft.Site{Root: f.Source}).Report(f.year, office); err == nil {
			f.printPath(files[0])
		}
	}
	return err
}

// replacesNothing refuses a ledger in whose place there is one already, or a table of
// requests that somebody has filled in: both may be all that there is of them.
func (f *filling) replacesNothing(ledger []byte) error {
	name := filepath.Join(f.folder, report.LedgerFile)
	existing, err := optional(name)
	if err != nil {
		return err
	}
	if existing != nil && !bytes.Equal(existing, ledger) {
		return refuse("已经有台账 %[1]s，内容不同，没有改动；要换成 %[2]s，先把原来的移到别处保存，再运行一次",
			"there is a ledger %[1]s with other contents; nothing was changed. To replace it by %[2]s, move it away first and run this again", name, f.from)
	}
	name = filepath.Join(f.folder, report.FiguresFile)
	figures, err := optional(name)
	if err != nil {
		return err
	}
	if (report.Input{Figures: figures}).HasRequests() {
		return refuse("%[1]s 的 [requests] 里填了数字，没有改动；要改用台账 %[2]s，先另存一份 %[1]s，再删去其中 [requests] 整个表，再运行一次",
			"numbers are filled in below [requests] in %[1]s; nothing was changed. To count them from %[2]s instead, keep a copy of %[1]s, delete the table [requests] from it and run this again", name, f.from)
	}
	return nil
}

// ledger writes the ledger of the year, and takes the table that it stands for,
// which has no numbers, out of the figures.
func (f *filling) ledger(ledger []byte) error {
	figures, err := optional(filepath.Join(f.folder, report.FiguresFile))
	if err != nil {
		return err
	}
	rest, err := f.filled(nil, figures, true)
	if err != nil {
		return err
	}
	if err := f.write(report.LedgerFile, ledger); err != nil {
		return err
	}
	if bytes.Equal(rest, figures) {
		return nil
	}
	if err := f.write(report.FiguresFile, rest); err != nil {
		return err
	}
	f.say("figures.toml 里的 [requests] 删去了，这张表由台账统计。", "[requests] was taken out of figures.toml: the table is counted from the ledger.")
	return nil
}

// figures writes the figures of the year.
func (f *filling) figures(given printed.Content) error {
	existing, err := optional(filepath.Join(f.folder, report.FiguresFile))
	if err != nil {
		return err
	}
	ledger, err := optional(filepath.Join(f.folder, report.LedgerFile))
	if err != nil {
		return err
	}
	data, err := f.filled(given.Figures, existing, ledger != nil)
	if err != nil {
		return err
	}
	data, found := report.Input{Figures: data}.WithOwn(given.Own)
	f.report(found)
	if err := f.write(report.FiguresFile, data); err != nil {
		return err
	}
	f.sayReplaced(f.cells(existing, ledger), f.cells(data, ledger))
	return nil
}

// formCell is a cell of the form: the name of its figure, and what it shows.
type formCell struct{ name, text string }

// cells lists the cells of the form, as figures fill them.
func (f *filling) cells(figures, ledger []byte) (list []formCell) {
	parsed, _ := report.Parse(report.Input{Year: f.year, Form: f.form, Path: "index.md", Figures: figures, Ledger: ledger})
	for _, t := range parsed.Tables() {
		for _, row := range t.Rows {
			for _, c := range row {
				if c.Figure != "" {
					list = append(list, formCell{c.Figure, c.Text})
				}
			}
		}
	}
	return list
}

// sayReplaced says which numbers were replaced by others. A 0 is one that nobody has filled
// in.
func (f *filling) sayReplaced(before, after []formCell) {
	was := map[string]string{}
	for _, c := range before {
		was[c.name] = c.text
	}
	replaced := 0
	for _, c := range after {
		if old := was[c.name]; old != c.text && old != "0" && old != "" {
			f.say("改了：%s  %s → %s", "changed: %s  %s → %s", c.name, old, cmp.Or(c.text, "（空）"))
			replaced++
		}
	}
	if replaced > 0 {
		f.say("figures.toml 里 %d 格原来的数字换成了 %s 里的；要原来的，从版本库恢复。", "%d numbers in figures.toml were replaced by those of %s; the old ones are in version control.", replaced, f.from)
	}
}

// filled is figures.toml with other figures. One that cannot be read is left as it
// is: nobody knows what of it the office has written.
func (f *filling) filled(given map[string]string, existing []byte, ledger bool) ([]byte, error) {
	data, err := report.Fill(f.year, f.form, given, existing, ledger)
	if err != nil {
		name := filepath.Join(f.folder, report.FiguresFile)
		return nil, refuse("%s 有错误，读不出来；先运行 gongkai check，照提示改正", "%s cannot be read; correct what gongkai check finds in it first", name)
	}
	return data, nil
}

// write writes a file of the report, wholly or not at all, and prints its path.
func (f *filling) write(name string, data []byte) error {
	name = filepath.Join(f.folder, name)
	if err := rewrite.File(name, data, 0o644); err != nil {
		return err
	}
	f.printPath(name)
	return nil
}

// formIn returns the form that a report names, "" where it names none.
func formIn(folder string) (string, error) {
	data, err := optional(filepath.Join(folder, "index.md"))
	if err != nil || data == nil {
		return "", err
	}
	p, _ := page.Parse(page.ReportsFolder+"/"+filepath.Base(folder)+"/index.md", data)
	if p == nil {
		return "", nil
	}
	return p.Meta.Form, nil
}

// optional reads a file, nil where there is none.
func optional(name string) ([]byte, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}
