package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/draft"
	"gongkai/generator/page"
	"gongkai/generator/printed"
	"gongkai/generator/report"
)

// fill takes the figures of a report from the printed form in a workbook, or its
// ledger from a workbook or a CSV file, whichever the file is. A report that does
// not exist yet is started.
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
	index := filepath.Join(folder, "index.md")
	if _, err := os.Stat(index); errors.Is(err, fs.ErrNotExist) {
		files, err := (&draft.Site{Root: c.Source}).Report(year, cfg.Office.Name)
		if err != nil {
			return err
		}
		c.printPath(files[0])
	}
	spare()
	if ledger, ok := ledgerOf(r.From, data); ok {
		return fillLedger(c, folder, year, ledger)
	}
	return r.fillFigures(c, folder, year, data)
}

// ledgerOf returns a file as a ledger if it is one: CSV always is.
func ledgerOf(name string, data []byte) ([]byte, bool) {
	if !bytes.HasPrefix(data, []byte("PK")) && strings.EqualFold(filepath.Ext(name), ".csv") {
		return data, true
	}
	return printed.Ledger(data)
}

// fillLedger writes the ledger of a year, and takes the table that it stands for
// out of the figures.
func fillLedger(c *call, folder string, year int, ledger []byte) error {
	figures, err := optional(filepath.Join(folder, report.FiguresFile))
	if err != nil {
		return err
	}
	form, err := formIn(folder)
	if err != nil {
		return err
	}
	if err := writeReportFile(c, filepath.Join(folder, report.LedgerFile), ledger); err != nil {
		return err
	}
	if rest := report.Fill(year, form, nil, figures, true); figures != nil && !bytes.Equal(rest, figures) {
		if err := writeReportFile(c, filepath.Join(folder, report.FiguresFile), rest); err != nil {
			return err
		}
		c.say("figures.toml 里的 [requests] 删去了，这张表由台账统计。", "[requests] was taken out of figures.toml: the table is counted from the ledger.")
	}
	return nil
}

// fillFigures writes the figures of a year, if all of them could be read.
func (r *reportCommand) fillFigures(c *call, folder string, year int, data []byte) error {
	form, err := formIn(folder)
	if err != nil {
		return err
	}
	file := filepath.Join(folder, report.FiguresFile)
	existing, err := optional(file)
	if err != nil {
		return err
	}
	ledger, err := optional(filepath.Join(folder, report.LedgerFile))
	if err != nil {
		return err
	}
	empty, _ := report.Parse(report.Input{Year: year, Form: form, Path: "index.md", Figures: report.Fill(year, form, map[string]string{}, nil, false)})
	if len(empty.Tables()) < 3 {
		return refuse("2018 年度及以前的报告没有固定的表，不能用 --from", "reports until 2018 have no fixed tables to be read by --from")
	}
	figures, found, err := printed.Figures(filepath.Base(r.From), data, empty.Tables())
	if err != nil {
		return refuse("%s 不是 xlsx 文件；xls、et 请先另存为 xlsx", "%s is no xlsx file; save xls and et as xlsx first", r.From)
	}
	c.report(found)
	if diag.HasErrors(found) {
		return nil
	}
	return writeReportFile(c, file, report.Fill(year, form, figures, existing, ledger != nil))
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

// writeReportFile writes a file of a report, wholly or not at all, and prints its
// path.
func writeReportFile(c *call, name string, data []byte) error {
	if err := replaceFile(name, data, 0o644); err != nil {
		return err
	}
	c.printPath(name)
	return nil
}
