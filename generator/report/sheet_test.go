package report

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"

	"gongkai/generator/toolstest"
)

// TestRowHeights: every cell of the workbook is as high as its text needs, those
// that span rows or columns too, so that no text lies over another.
func TestRowHeights(t *testing.T) {
	for _, year := range []int{2017, 2020, 2024} {
		in := skeletonInput(t, year, nil)
		in.Title = "某某省某某市某某区某某镇人民政府关于二〇二四年政府信息公开工作的年度报告"
		r, _ := Parse(in)
		data, err := r.XLSX()
		if err != nil {
			t.Fatal(err)
		}
		book, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		defer book.Close()
		for _, table := range r.Tables() {
			sheet := sheetTitle(table)
			table.Place(func(row, column int, c Cell) {
				height := 0.0
				for i := range max(c.RowSpan, 1) {
					h, err := book.GetRowHeight(sheet, row+i+1+aboveTable)
					if err != nil {
						t.Fatal(err)
					}
					height += h
				}
				if need := float64(wrapped(c.Text, widthOf(table, column, max(c.ColSpan, 1))) * 15); height < need {
					t.Errorf("%d %s row %d column %d is %.0f high, %q needs %.0f", year, sheet, row, column, height, c.Text, need)
				}
			})
			if h, err := book.GetRowHeight(sheet, 1); err != nil || h < 15*1.4 {
				t.Errorf("%d %s: the title is %.0f high, %v", year, sheet, h, err)
			}
		}
	}
}

func TestWrapped(t *testing.T) {
	for text, want := range map[string]int{"": 1, "0": 1, "行政许可": 1, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": 5, "abcdefghijkl": 1, "abcdefghijklm": 2, "甲\n乙": 2} {
		if got := wrapped(text, 14); got != want {
			t.Errorf("%q: %d lines, want %d", text, got, want)
		}
	}
}

// TestRowHeightsInLibreOffice: LibreOffice makes no row higher for a text, in a cell
// as wide as those that it is merged of, than the workbook does.
func TestRowHeightsInLibreOffice(t *testing.T) {
	toolstest.Slow(t, "opens a workbook with LibreOffice")
	office := toolstest.LibreOffice(t)
	book := excelize.NewFile()
	wrap, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true}})
	if err != nil {
		t.Fatal(err)
	}
	var ours []int // lines, by sheet
	seen := map[string]bool{}
	for _, year := range []int{2017, 2020, 2024} {
		r, _ := Parse(skeletonInput(t, year, nil))
		for _, table := range r.Tables() {
			table.Place(func(_, column int, c Cell) {
				width := widthOf(table, column, max(c.ColSpan, 1))
				key := fmt.Sprint(width, c.Text)
				if seen[key] || wrapped(c.Text, width) == 1 {
					return // it was looked at, or stands on one line
				}
				seen[key] = true
				sheet := fmt.Sprint("s", len(ours))
				_, failed := book.NewSheet(sheet)
				failed = errors.Join(failed, book.SetColWidth(sheet, "A", "A", width), book.SetCellStr(sheet, "A1", c.Text), book.SetCellStyle(sheet, "A1", "A1", wrap))
				if failed != nil {
					t.Fatal(failed)
				}
				ours = append(ours, wrapped(c.Text, width))
			})
		}
	}
	dir := t.TempDir()
	if err := book.SaveAs(filepath.Join(dir, "r.xlsx")); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(office, "--headless", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--convert-to", "fods", "--outdir", dir, filepath.Join(dir, "r.xlsx"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	flat, err := os.ReadFile(filepath.Join(dir, "r.fods"))
	if err != nil {
		t.Fatal(err)
	}
	heights := map[string]float64{} // in points, by style
	for _, m := range regexp.MustCompile(`<style:style style:name="(ro\d+)"[^>]*>\s*<style:table-row-properties style:row-height="([\d.]+)(in|cm|mm|pt)"`).FindAllStringSubmatch(string(flat), -1) {
		n, err := strconv.ParseFloat(m[2], 64)
		if err != nil {
			t.Fatal(err)
		}
		heights[m[1]] = n * map[string]float64{"in": 72, "cm": 72 / 2.54, "mm": 72 / 25.4, "pt": 1}[m[3]]
	}
	rows := regexp.MustCompile(`(?s)<table:table table:name="s(\d+)".*?<table:table-row table:style-name="(ro\d+)"`).FindAllStringSubmatch(string(flat), -1)
	if len(rows) != len(ours) {
		t.Fatalf("%d sheets came back of %d", len(rows), len(ours))
	}
	for _, m := range rows {
		i, err := strconv.Atoi(m[1])
		if err != nil {
			t.Fatal(err)
		}
		if got, need := float64(ours[i]*15+3), heights[m[2]]; need == 0 || got < need {
			t.Errorf("sheet %d: a row of %.0f points, LibreOffice needs %.1f", i, got, need)
		}
	}
}
