package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"

	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/report"
	"gongkai/generator/source"
)

// firstReport is the first year of which there are annual reports: the
// 《政府信息公开条例》 came into force on 1 May 2008.
const firstReport = 2008

// report starts the annual report of a year: the form of that year with every
// row written, and what the year before left over carried in.
func (n *newCommand) report(c *call, yearText string, today page.Date) error {
	year, err := reportYear(yearText)
	if err == nil && year > today.Year() {
		err = wrongCall{diag.Text{
			ZH: fmt.Sprintf("%d 年还没有到，不能编制它的年度报告", year),
			EN: fmt.Sprintf("%d has not begun: there is nothing to report", year),
		}}
	}
	if err == nil && n.Date != "" {
		err = wrongCall{diag.Text{ZH: "新建年度报告时不用 --date；报告的日期写在 index.md 里", EN: "a new report takes no --date; its date is in index.md"}}
	}
	if err != nil {
		return err
	}
	cfg, err := c.config()
	if cfg == nil {
		return err
	}
	previous, err := c.previousReport(year)
	if err != nil {
		return err
	}
	return c.writeReport(year, report.Skeleton(year, "", previous))
}

// reportYear reads a year of which there can be a report.
func reportYear(text string) (int, error) {
	year, err := strconv.Atoi(text)
	if err != nil || len(text) != 4 || year < firstReport {
		return 0, wrongCall{diag.Text{
			ZH: fmt.Sprintf("年度要写成 2017 这样的四位数字，%d 年以后，不是 %q", firstReport, text),
			EN: fmt.Sprintf("a year has four digits and is not before %d; got %q", firstReport, text),
		}}
	}
	return year, nil
}

// writeReport writes the files of a new report and prints their paths.
func (c *call) writeReport(year int, files map[string][]byte) error {
	folder := filepath.Join(c.Source, "content", reportsKey, strconv.Itoa(year))
	order := []string{"index.md", report.FiguresFile}
	for _, name := range order {
		file := filepath.Join(folder, name)
		if _, err := os.Lstat(file); err == nil {
			return wrongCall{diag.Text{
				ZH: fmt.Sprintf("%d 年的报告已经有了：%s", year, file),
				EN: fmt.Sprintf("the report of %d exists: %s", year, file),
			}}
		}
	}
	for _, name := range order {
		file := filepath.Join(folder, name)
		if err := createFile(file, files[name]); err != nil {
			return err
		}
		fmt.Fprintln(c.stdout, file)
	}
	return nil
}

// previousReport reads the report of the year before, nil where there is none.
// What is wrong with it is for `check` to say; its figures are taken as they
// are, for the clerk to correct.
func (c *call) previousReport(year int) (*report.Report, error) {
	in := report.Input{Year: year - 1}
	var err error
	read := func(year int, name string) []byte {
		data, e := source.Read(c.Source, path.Join("content", reportsKey, strconv.Itoa(year), name))
		if e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
		return data
	}
	text := read(year-1, "index.md")
	in.Figures, in.Ledger = read(year-1, report.FiguresFile), read(year-1, report.LedgerFile)
	in.PreviousLedger, in.NextLedger = read(year-2, report.LedgerFile), read(year, report.LedgerFile)
	if err != nil || text == nil {
		return nil, err
	}
	in.Path = path.Join(reportsKey, strconv.Itoa(year-1), "index.md")
	if parsed, _ := page.Parse(in.Path, text); parsed != nil {
		in.Form, in.Body, in.BodyLine = parsed.Meta.Form, parsed.Body, parsed.BodyLine
	}
	previous, _ := report.Parse(in)
	return previous, nil
}
