package report

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"
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
