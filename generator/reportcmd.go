package main

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/progress"
	"gongkai/generator/site"
	"gongkai/generator/tree"
)

// reportCommand is `gongkai report`.
type reportCommand struct {
	Year   string `arg:"" placeholder:"YEAR" help:"help_report_year"`
	Format string `enum:"html,csv,json,xlsx" default:"html" help:"help_report_format"`
	Output string `short:"o" placeholder:"FILE" help:"help_report_output"`
	From   string `placeholder:"FILE" help:"help_report_from"`

	drafted bool // what is printed is of a report that is not public
}

// Run prints one annual report: the bytes that build publishes, or, as a file of data, would
// publish of a draft. What is found
// goes to stderr even with --json, since stdout has the report.
func (r *reportCommand) Run(c *call) error {
	year, err := reportYear(r.Year)
	if err != nil {
		return err
	}
	if r.From != "" {
		return r.fill(c, year)
	}
	if r.Output == "" && r.Format == "xlsx" && progress.IsTerminal(c.stdout) {
		return refuse("Excel 文件不能显示在终端上；加上 --output %d.xlsx", "a workbook cannot be shown on a terminal; add --output %d.xlsx", year)
	}
	opt, err := c.options()
	if err != nil {
		return err
	}
	out := c.stdout
	c.stdout = c.stderr
	data, found, err := r.make(opt, year)
	c.report(diag.Sort(found))
	if err != nil || diag.HasErrors(found) {
		return err
	}
	if r.drafted {
		c.say("%d 年的报告还没有公开（是草稿，或者日期没有到），导出的文件供本单位填写、核对。", "the report of %d is not public (a draft, or of a later day); the file is for the office itself, to fill in and to check.", year)
	}
	if r.Output != "" {
		return os.WriteFile(r.Output, data, 0o644)
	}
	return c.data(out, data)
}

// make returns the report in the format asked for. With findings that are
// errors there is nothing to show.
func (r *reportCommand) make(opt site.Options, year int) ([]byte, []diag.Diagnostic, error) {
	sources, found, err := site.Load(opt, nil)
	if err != nil || sources == nil || diag.HasErrors(found) {
		return nil, found, err
	}
	path := fmt.Sprintf("%s/%d/report.%s", page.ReportsFolder, year, r.Format)
	if r.Format == "html" {
		path = fmt.Sprintf("%s/%d/index.html", page.ReportsFolder, year)
	}
	item, ok := sources.Item(path)
	if !ok && r.Format != "html" { // a page of a draft is for the preview
		if item, found, ok, err = draftOf(opt, year, path); err != nil || diag.HasErrors(found) {
			return nil, found, err
		}
		r.drafted = ok
	}
	if !ok {
		return nil, found, refuse(
			"没有可以公开的 %[1]d 年报告：content/%[2]s/%[1]d/index.md 不存在、有错误（运行 gongkai check 查看）、是草稿（draft: true），或者日期还没有到（可用 --as-of 指定日期）",
			"there is no public report of %[1]d: content/%[2]s/%[1]d/index.md is missing, has errors (see gongkai check), is a draft, or is dated later than today (see --as-of)",
			year, page.ReportsFolder)
	}
	if !item.IsPage() {
		var b bytes.Buffer
		_, err := item.WriteTo(&b)
		return b.Bytes(), found, err
	}
	made, err := item.Make(&site.Worker{}, nil)
	if err != nil {
		return nil, found, err
	}
	return made.Data, append(found, made.Found...), nil
}

// draftOf returns a file of a report that is not public, and what is found in the report.
func draftOf(opt site.Options, year int, path string) (site.Item, []diag.Diagnostic, bool, error) {
	opt.Preview = true
	sources, found, err := site.Load(opt, nil)
	if err != nil || sources == nil {
		return site.Item{}, found, false, err
	}
	folder := tree.Content.Path(fmt.Sprintf("%s/%d/", page.ReportsFolder, year))
	found = slices.DeleteFunc(found, func(d diag.Diagnostic) bool { return !strings.HasPrefix(d.Pos.File, folder) })
	item, ok := sources.Item(path)
	return item, found, ok, nil
}

// firstReport is the first year of which there are annual reports: the
// 《政府信息公开条例》 came into force on 1 May 2008.
const firstReport = 2008

// reportYear reads a year of which there can be a report.
func reportYear(text string) (int, error) {
	year, err := strconv.Atoi(text)
	if err != nil || len(text) != 4 || year < firstReport {
		return 0, refuse("年度要写成 2017 这样的四位数字，%d 年以后，不是 %s", "a year has four digits and is not before %d; got %s", firstReport, text)
	}
	return year, nil
}
