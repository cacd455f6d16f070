package printed

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"gongkai/generator/diag"
	"gongkai/generator/diag/diagtest"
	"gongkai/generator/report"
	"gongkai/generator/toolstest"
)

func TestRules(t *testing.T) {
	if err := diagtest.Check(Rules()); err != nil {
		t.Error(err)
	}
}

// filledIn returns a report of a year in which every figure is another number, with
// the figures by their names.
func filledIn(t *testing.T, year int) (*report.Report, map[string]string) {
	t.Helper()
	empty, _ := report.Parse(report.Input{Year: year, Path: "content/reports/x/index.md", Form: form(year), Figures: filled(t, year, map[string]string{})})
	figures := map[string]string{}
	for _, table := range empty.Tables() {
		table.Place(func(_, _ int, c report.Cell) {
			if c.Figure != "" && figures[c.Figure] == "" {
				figures[c.Figure] = fmt.Sprint(1000 + len(figures))
			}
		})
	}
	r, _ := report.Parse(report.Input{Year: year, Path: "content/reports/x/index.md", Form: form(year), Title: "年度报告", Figures: filled(t, year, figures)})
	return r, withoutSums(figures)
}

// filled returns figures.toml with figures.
func filled(t *testing.T, year int, figures map[string]string) []byte {
	t.Helper()
	data, err := report.Fill(year, form(year), figures, nil, false)
	must(t, err)
	return data
}

// withoutSums leaves out the figures that are no entries of figures.toml.
func withoutSums(figures map[string]string) map[string]string {
	figures = maps.Clone(figures)
	maps.DeleteFunc(figures, func(name, _ string) bool { return strings.HasPrefix(name, "litigation.lawsuits") })
	return figures
}

func form(year int) string {
	if year <= 2020 {
		return "2019"
	}
	return "2021"
}

// TestRoundTrip: what is exported is read back, for both forms, also from cells
// that are not merged, from one sheet with all tables, and with what is written
// around numbers.
func TestRoundTrip(t *testing.T) {
	for _, year := range []int{2019, 2024} {
		r, want := filledIn(t, year)
		data, err := r.XLSX()
		if err != nil {
			t.Fatal(err)
		}
		for name, change := range map[string]func(*excelize.File){
			"as it is":         func(*excelize.File) {},
			"cells not merged": unmerge,
			"one sheet":        oneSheet,
			"moved, with blanks in labels and units behind numbers": func(f *excelize.File) {
				for _, sheet := range f.GetSheetList() {
					must(t, f.InsertRows(sheet, 1, 3))
					must(t, f.InsertCols(sheet, "A", 2))
				}
				rewrite(f, func(text string) string {
					switch {
					case strings.HasPrefix(text, "10") && len(text) == 4:
						return "1," + text[1:] + " 件"
					case text == "商业企业":
						return "商业\n企业"
					}
					return strings.ReplaceAll(text, "（", "( ")
				})
			},
		} {
			book, err := excelize.OpenReader(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			change(book)
			changed, err := book.WriteToBuffer()
			if err != nil {
				t.Fatal(err)
			}
			got, found, err := Figures("表.xlsx", changed.Bytes(), r.Tables())
			if err != nil || len(found) > 0 {
				t.Errorf("%d, %s: %v, %v", year, name, found, err)
			}
			if diff := cmp.Diff(want, withoutSums(got)); diff != "" {
				t.Errorf("%d, %s (-want +got):\n%s", year, name, diff)
			}
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// unmerge takes merged cells apart: their text stays in the first.
func unmerge(f *excelize.File) {
	for _, sheet := range f.GetSheetList() {
		merged, _ := f.GetMergeCells(sheet)
		for _, m := range merged {
			_ = f.UnmergeCell(sheet, m.GetStartAxis(), m.GetEndAxis())
		}
	}
}

// rewrite changes the text of every cell.
func rewrite(f *excelize.File, change func(string) string) {
	for _, sheet := range f.GetSheetList() {
		rows, _ := f.GetRows(sheet)
		for y, row := range rows {
			for x, text := range row {
				if name, err := excelize.CoordinatesToCellName(x+1, y+1); err == nil && text != "" {
					_ = f.SetCellStr(sheet, name, change(text))
				}
			}
		}
	}
}

// oneSheet puts all tables below one another.
func oneSheet(f *excelize.File) {
	sheets := f.GetSheetList()
	last := 0
	for i, sheet := range sheets {
		rows, _ := f.GetRows(sheet)
		for y, row := range rows {
			for x, text := range row {
				if name, err := excelize.CoordinatesToCellName(x+1, last+y+1); err == nil && i > 0 {
					_ = f.SetCellStr(sheets[0], name, text)
				}
			}
		}
		merged, _ := f.GetMergeCells(sheet)
		for _, m := range merged {
			if i == 0 {
				continue
			}
			left, top, _ := excelize.CellNameToCoordinates(m.GetStartAxis())
			right, bottom, _ := excelize.CellNameToCoordinates(m.GetEndAxis())
			from, _ := excelize.CoordinatesToCellName(left, top+last)
			to, _ := excelize.CoordinatesToCellName(right, bottom+last)
			_ = f.MergeCell(sheets[0], from, to)
		}
		last += len(rows) + 1
	}
	for _, sheet := range sheets[1:] {
		_ = f.DeleteSheet(sheet)
	}
}

// TestLibreOffice: a form that LibreOffice has opened and saved reads as before.
func TestLibreOffice(t *testing.T) {
	if os.Getenv("GONGKAI_SLOW") == "" {
		t.Skip("opens workbooks with LibreOffice; set GONGKAI_SLOW=1")
	}
	office := toolstest.LibreOffice(t)
	for _, year := range []int{2019, 2024} {
		r, want := filledIn(t, year)
		data, err := r.XLSX()
		must(t, err)
		dir := t.TempDir()
		must(t, os.WriteFile(filepath.Join(dir, "r.xlsx"), data, 0o644))
		for _, to := range []string{"ods", "xlsx"} { // there and back
			from := map[string]string{"ods": "r.xlsx", "xlsx": "out/r.ods"}[to]
			cmd := exec.Command(office, "--headless", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--convert-to", to, "--outdir", filepath.Join(dir, "out"), filepath.Join(dir, from))
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
		}
		saved, err := os.ReadFile(filepath.Join(dir, "out", "r.xlsx"))
		must(t, err)
		got, found, err := Figures("r.xlsx", saved, r.Tables())
		if err != nil || len(found) > 0 {
			t.Errorf("%d: %v, %v", year, found, err)
		}
		if diff := cmp.Diff(want, withoutSums(got)); diff != "" {
			t.Errorf("%d (-want +got):\n%s", year, diff)
		}
	}
}

// TestFaults: what is not there, or no number, is named with its cell.
func TestFaults(t *testing.T) {
	r, _ := filledIn(t, 2024)
	data, err := r.XLSX()
	must(t, err)
	for name, c := range map[string]struct {
		change func(string) string
		code   string
		said   string
	}{
		"a blank cell":       {func(s string) string { return strings.Replace(s, "1001", "", 1) }, "RF004", "主动公开政府信息情况!"},
		"words in a cell":    {func(s string) string { return strings.Replace(s, "1001", "约十件", 1) }, "RF003", "约十件"},
		"a row is gone":      {func(s string) string { return strings.Replace(s, "2.重复申请", "", 1) }, "RF002", "2.重复申请"},
		"a table is gone":    {func(s string) string { return strings.Replace(s, "科研机构", "机构", 1) }, "RF001", "申请"},
		"a dash for nothing": {func(s string) string { return strings.Replace(s, "1001", "—", 1) }, "", ""},
	} {
		book, err := excelize.OpenReader(bytes.NewReader(data))
		must(t, err)
		rewrite(book, c.change)
		changed, err := book.WriteToBuffer()
		must(t, err)
		_, found, err := Figures("表.xlsx", changed.Bytes(), r.Tables())
		must(t, err)
		var codes []string
		for _, d := range found {
			codes = append(codes, d.Code)
		}
		if c.code == "" && len(found) == 0 {
			continue
		}
		if len(found) != 1 || found[0].Code != c.code || !strings.Contains(found[0].Message.ZH, c.said) {
			t.Errorf("%s: %v %v", name, codes, found)
		}
	}
	if _, _, err := Figures("表.xlsx", []byte("no workbook"), r.Tables()); err == nil {
		t.Error("what is no workbook is read")
	}
	other, _ := filledIn(t, 2019)
	if _, found, err := Figures("表.xlsx", data, other.Tables()); err != nil || !diag.HasErrors(found) {
		t.Errorf("the form of other years is read: %v, %v", found, err)
	}
}

// TestLedger: a ledger is a sheet whose first row says so; its days are written as
// days.
func TestLedger(t *testing.T) {
	book := excelize.NewFile()
	must(t, book.SetSheetRow("Sheet1", "A1", &[]any{"序号", "收到日期", "申请人类型", "申请方式", "办理结果", "办结日期"}))
	must(t, book.SetSheetRow("Sheet1", "A2", &[]any{1, 45717, "自然人", "当面", "予以公开", "2025/3/9"}))
	must(t, book.SetSheetRow("Sheet1", "A3", &[]any{2, "2025年12月20日", "商业企业", "信函"}))
	data, err := book.WriteToBuffer()
	must(t, err)
	got, ok := Ledger(data.Bytes())
	want := "序号,收到日期,申请人类型,申请方式,办理结果,办结日期\n1,2025-03-01,自然人,当面,予以公开,2025/3/9\n2,2025年12月20日,商业企业,信函,,\n"
	if !ok || string(got) != want {
		t.Errorf("%t, %s", ok, got)
	}
	r, _ := filledIn(t, 2024)
	form, err := r.XLSX()
	must(t, err)
	if _, ok := Ledger(form); ok {
		t.Error("the form is taken for a ledger")
	}
	if _, ok := Ledger([]byte("x")); ok {
		t.Error("what is no workbook is a ledger")
	}
}
