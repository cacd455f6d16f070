package tablefile

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"gongkai/generator/diag"
)

// TestHidden: what somebody has hidden in a workbook is named by where it is; what is
// hidden and empty is nothing.
func TestHidden(t *testing.T) {
	cells := map[string]any{"A1": "姓名", "B1": "身份证号码", "C1": "金额", "A2": "张某", "B2": "1101", "C2": 3, "A3": "李某", "C3": 4}
	columns := func(names string) func(*excelize.File) error {
		return func(f *excelize.File) error { return f.SetColVisible("Sheet1", names, false) }
	}
	row := func(n int) func(*excelize.File) error {
		return func(f *excelize.File) error { return f.SetRowVisible("Sheet1", n, false) }
	}
	sheet := func(name string, hide bool, cells ...string) func(*excelize.File) error {
		return func(f *excelize.File) error {
			if _, err := f.NewSheet(name); err != nil {
				return err
			}
			for _, c := range cells {
				if err := f.SetCellValue(name, c, "底"); err != nil {
					return err
				}
			}
			if !hide {
				return nil
			}
			return f.SetSheetVisible(name, false, true)
		}
	}
	for name, c := range map[string]struct {
		do   []func(*excelize.File) error
		want string // "" for nothing
	}{
		"nothing":               {nil, ""},
		"a column":              {[]func(*excelize.File) error{columns("B")}, "工作表“Sheet1”的 B 列"},
		"columns":               {[]func(*excelize.File) error{columns("B:C")}, "工作表“Sheet1”的 B、C 列"},
		"a row":                 {[]func(*excelize.File) error{row(3)}, "工作表“Sheet1”的第 3 行"},
		"a column and a row":    {[]func(*excelize.File) error{columns("B"), row(3)}, "工作表“Sheet1”的 B 列和第 3 行"},
		"empty ones":            {[]func(*excelize.File) error{columns("F"), row(9)}, ""},
		"a sheet":               {[]func(*excelize.File) error{sheet("底稿", true, "A1")}, "工作表“底稿”"},
		"a sheet that is shown": {[]func(*excelize.File) error{sheet("底稿", false, "A1")}, ""},
		"an empty sheet":        {[]func(*excelize.File) error{sheet("底稿", true)}, ""},
		"a sheet and a row":     {[]func(*excelize.File) error{sheet("底稿", true, "A1"), row(2)}, "工作表“Sheet1”的第 2 行；工作表“底稿”"},
		"a merged cell of a column and one that is shown": {[]func(*excelize.File) error{columns("B"), merge("B1", "C1"), func(f *excelize.File) error {
			return f.SetCellValue("Sheet1", "B2", "")
		}}, ""},
		"a column far right": {[]func(*excelize.File) error{func(f *excelize.File) error { return f.SetCellValue("Sheet1", "AB2", "x") }, columns("AB")}, "工作表“Sheet1”的 AB 列"},
	} {
		data := book(t, cells, c.do...)
		found := Hidden(diag.Pos{File: "content/notices/2026/0001-名单.XLSX"}, data)
		got := ""
		for _, d := range found {
			_, got, _ = strings.Cut(d.Message.ZH, "隐藏的内容：")
			if d.Code != "TF007" || d.Severity != diag.Warning {
				t.Errorf("%s: %s, %v", name, d.Code, d.Severity)
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	hidden := book(t, cells, columns("B"))
	for name, data := range map[string][]byte{"a.csv": hidden, "a.xlsx": []byte("PK\x03\x04"), "b.xlsx": nil} {
		if found := Hidden(diag.Pos{File: name}, data); found != nil {
			t.Errorf("%s: %v", name, found)
		}
	}
	many := map[string]any{}
	for n := range 30 {
		many[columnName(n)+"1"] = n
	}
	if found := Hidden(diag.Pos{File: "a.xlsx"}, book(t, many, columns("A:AD"))); !strings.HasSuffix(found[0].Message.ZH, "的 A、B、C、D、E、F、G、H、…、AD 列") {
		t.Error(found[0].Message.ZH)
	}
}
