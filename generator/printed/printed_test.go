package printed

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
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
					case text == want["proactive.art20_8.fees"]:
						return text + " 万元"
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
			if diff := cmp.Diff(want, withoutSums(got.Figures)); diff != "" {
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
	toolstest.Slow(t, "opens workbooks with LibreOffice")
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
		if diff := cmp.Diff(want, withoutSums(got.Figures)); diff != "" {
			t.Errorf("%d (-want +got):\n%s", year, diff)
		}
	}
}

// TestOwn: the office's own figures come back as they were exported, from a sheet of their
// own and from one with all tables.
func TestOwn(t *testing.T) {
	figures := string(filled(t, 2024, map[string]string{})) + `
[training]
sessions = 5
people = 267

[funds]
spent = 3.50

[labels]
"funds.spent" = "经费（万元）"
`
	r, _ := report.Parse(report.Input{Year: 2024, Path: "content/reports/x/index.md", Form: form(2024), Title: "年度报告", Figures: []byte(figures)})
	data, err := r.XLSX()
	must(t, err)
	for name, change := range map[string]func(*excelize.File){"as it is": func(*excelize.File) {}, "one sheet": oneSheet} {
		book, err := excelize.OpenReader(bytes.NewReader(data))
		must(t, err)
		change(book)
		changed, err := book.WriteToBuffer()
		must(t, err)
		got, found, err := Figures("表.xlsx", changed.Bytes(), r.Tables())
		if err != nil || len(found) > 0 {
			t.Errorf("%s: %v, %v", name, found, err)
		}
		var own []string
		for _, f := range got.Own {
			own = append(own, fmt.Sprint(f.Name, "|", f.Label, "|", f.Unit, "|", f.Value))
		}
		want := []string{"processing_fee.cases|收取信息处理费件数|件|0", "processing_fee.amount|收取信息处理费金额|元|0", "training.sessions|举办各类培训班数|次|5", "training.people|接受培训人员数|人次|267", "funds.spent|经费|万元|3.5"}
		slices.Sort(own)
		slices.Sort(want)
		if diff := cmp.Diff(want, own); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestLeftOut: a sheet that is not used, a row that has no name and a sheet that is not in
// the file are named.
func TestLeftOut(t *testing.T) {
	r, _ := filledIn(t, 2024)
	data, err := r.XLSX()
	must(t, err)
	for name, c := range map[string]struct {
		change func(*excelize.File)
		code   string
		said   string
	}{
		"instructions": {func(f *excelize.File) {
			_, err := f.NewSheet("填表说明")
			must(t, err)
			must(t, f.SetSheetRow("填表说明", "B3", &[]any{"没有发生的填 0"}))
		}, "RF007", "填表说明"},
		"an empty sheet": {func(f *excelize.File) { _, _ = f.NewSheet("Sheet9") }, "", ""},
		"no name": {func(f *excelize.File) {
			_, err := f.NewSheet("自己的数据")
			must(t, err)
			must(t, f.SetSheetRow("自己的数据", "A1", &[]any{"项目", "数值", "单位", "数据名称"}))
			must(t, f.SetSheetRow("自己的数据", "A2", &[]any{"培训班", 5, "次"}))
		}, "RF008", "“培训班”一行"},
		"a name of the form": {func(f *excelize.File) {
			_, err := f.NewSheet("自己的数据")
			must(t, err)
			must(t, f.SetSheetRow("自己的数据", "A1", &[]any{"项目", "数值", "单位", "数据名称"}))
			must(t, f.SetSheetRow("自己的数据", "A2", &[]any{"新收", 5, "件", "requests.new.natural"}))
		}, "RF008", "requests.new.natural"},
		"no number": {func(f *excelize.File) {
			_, err := f.NewSheet("自己的数据")
			must(t, err)
			must(t, f.SetSheetRow("自己的数据", "A1", &[]any{"项目", "数值", "单位", "数据名称"}))
			must(t, f.SetSheetRow("自己的数据", "A2", &[]any{"培训班", "五次", "次", "training.sessions"}))
		}, "RF003", "自己的数据!B2"},
	} {
		book, err := excelize.OpenReader(bytes.NewReader(data))
		must(t, err)
		c.change(book)
		changed, err := book.WriteToBuffer()
		must(t, err)
		_, found, err := Figures("表.xlsx", changed.Bytes(), r.Tables())
		must(t, err)
		if c.code == "" && len(found) == 0 {
			continue
		}
		if len(found) != 1 || found[0].Code != c.code || !strings.Contains(found[0].Message.ZH, c.said) {
			t.Errorf("%s: %v", name, found)
		}
	}
	_, found, err := Figures("表.xlsx", withoutPart(t, data, "xl/worksheets/sheet2.xml"), r.Tables())
	if err != nil || !slices.ContainsFunc(found, func(d diag.Diagnostic) bool {
		return d.Code == "RF006" && strings.Contains(d.Message.ZH, "收到和处理")
	}) {
		t.Errorf("a sheet that is not in the file: %v, %v", found, err)
	}
}

// withoutPart returns an archive without one of its files.
func withoutPart(t *testing.T, data []byte, name string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		if f.Name != name {
			must(t, out.Copy(f))
		}
	}
	must(t, out.Close())
	if len(in.File) < 2 || b.Len() >= len(data) {
		t.Fatalf("there is no %s", name)
	}
	return b.Bytes()
}

// TestFaults: what is not there, or no number, is named with its cell.
func TestFaults(t *testing.T) {
	r, filled := filledIn(t, 2024)
	fees := filled["proactive.art20_8.fees"]
	data, err := r.XLSX()
	must(t, err)
	for name, c := range map[string]struct {
		change func(string) string
		code   string
		said   string
	}{
		"a blank cell":        {func(s string) string { return strings.Replace(s, "1001", "", 1) }, "RF004", "主动公开政府信息情况!"},
		"words in a cell":     {func(s string) string { return strings.Replace(s, "1001", "约十件", 1) }, "RF003", "约十件"},
		"a row is gone":       {func(s string) string { return strings.Replace(s, "2.重复申请", "", 1) }, "RF002", "2.重复申请"},
		"a table is gone":     {func(s string) string { return strings.Replace(s, "科研机构", "机构", 1) }, "RF001", "申请"},
		"ten thousands":       {func(s string) string { return strings.Replace(s, "1001", "3万", 1) }, "RF003", "3万"},
		"money for cases":     {func(s string) string { return strings.Replace(s, "1001", "3元", 1) }, "RF003", "3元"},
		"yuan for 万元":         {func(s string) string { return strings.Replace(s, fees, "15000元", 1) }, "RF003", "15000元"},
		"cases for 万元":        {func(s string) string { return strings.Replace(s, fees, "3件", 1) }, "RF003", "3件"},
		"万元":                  {func(s string) string { return strings.Replace(s, fees, "3万元", 1) }, "", ""},
		"a dash for nothing":  {func(s string) string { return strings.Replace(s, "1001", "—", 1) }, "RF004", "写的是“—”，不是数字"},
		"a slash for nothing": {func(s string) string { return strings.Replace(s, "1001", "/", 1) }, "RF004", "写的是“/”，不是数字"},
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

// workbook returns a workbook of one sheet with rows of cells.
func workbook(t *testing.T, rows ...[]any) *excelize.File {
	t.Helper()
	book := excelize.NewFile()
	to, err := book.NewStreamWriter("Sheet1")
	must(t, err)
	for i, row := range rows {
		must(t, to.SetRow(fmt.Sprint("A", i+1), row))
	}
	must(t, to.Flush())
	return book
}

func saved(t *testing.T, book *excelize.File) []byte {
	t.Helper()
	data, err := book.WriteToBuffer()
	must(t, err)
	return data.Bytes()
}

// TestLedger: a ledger is a sheet whose first row says so; its days are written as
// days, and no other number is.
func TestLedger(t *testing.T) {
	book := workbook(t,
		[]any{"编号", "收到日期", "申请人类型", "申请方式", "办理结果", "答复 时间", "期限"},
		[]any{20232, 45717, "自然人", "当面", "予以公开", 45725.5, 20232},
		[]any{45717, "2025年12月20日", "商业企业", "信函"},
	)
	want := "编号,收到日期,申请人类型,申请方式,办理结果,答复 时间,期限\n" +
		"20232,2025-03-01,自然人,当面,予以公开,2025-03-09,20232\n" +
		"45717,2025年12月20日,商业企业,信函,,,\n"
	if got, ok := Ledger(saved(t, book)); !ok || string(got) != want {
		t.Errorf("%t, %s", ok, got)
	}
	titled := workbook(t,
		[]any{"2025年依申请公开登记表"}, []any{}, []any{"填报单位：某某镇", nil, nil, nil, "单位：件"},
		[]any{"收件日期", "申请人性质", "申请方式", "办理结果", "答复时间"},
		[]any{45717, "自然人", "当面", "予以公开", 45725},
	)
	if got, ok := Ledger(saved(t, titled)); !ok || !strings.HasPrefix(string(got), "收件日期,申请人性质,") || !strings.HasSuffix(string(got), "\n2025-03-01,自然人,当面,予以公开,2025-03-09\n") {
		t.Errorf("below a title: %t, %s", ok, got)
	}
	since1904 := true
	must(t, book.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &since1904}))
	if got, ok := Ledger(saved(t, book)); !ok || !strings.Contains(string(got), "20232,2029-03-02,自然人") {
		t.Errorf("days since 1904: %t, %s", ok, got)
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

// TestLongLedger: of a ledger every row and column is there.
func TestLongLedger(t *testing.T) {
	const rows, columns = 3500, 130
	head := make([]any, columns)
	copy(head, []any{"received", "applicant", "channel", "outcome"})
	head[columns-1] = "closed"
	last := make([]any, columns)
	copy(last, []any{"2024-03-01", "natural", "letter", "granted"})
	last[columns-1] = "2024-03-09"
	all := [][]any{head}
	for range rows {
		all = append(all, []any{"2024-03-01", "natural", "letter"})
	}
	got, ok := Ledger(saved(t, workbook(t, append(all, last)...)))
	if lines := strings.Count(string(got), "\n"); !ok || lines != 1+rows+1 || !strings.HasSuffix(string(got), ",2024-03-09\n") {
		t.Errorf("%t, %d lines", ok, lines)
	}
}

// TestTooLarge: of a workbook that is too large nothing is read, and that is said.
func TestTooLarge(t *testing.T) {
	r, _ := filledIn(t, 2024)
	const rows = maxCells/excelize.MaxColumns + 1
	for name, data := range map[string][]byte{
		"many cells":   sized(t, rows, rows, ""),
		"merged cells": sized(t, 1, rows, fmt.Sprint("XFD", rows)),
		"large parts":  zipped(t, maxUnzipped+1),
	} {
		if _, ok := Ledger(data); ok {
			t.Errorf("%s: it is a ledger", name)
		}
		_, found, err := Figures("表.xlsx", data, r.Tables())
		if err != nil || len(found) != 1 || found[0].Code != "RF005" {
			t.Errorf("%s: %v, %v", name, found, err)
		}
	}
}

// sized returns a workbook with a text in A of all rows and in the last column of
// some, and with the cells of a range merged.
func sized(t *testing.T, wide, rows int, merged string) []byte {
	t.Helper()
	book := excelize.NewFile()
	to, err := book.NewStreamWriter("Sheet1")
	must(t, err)
	for i := range rows {
		must(t, to.SetRow(fmt.Sprint("A", i+1), []any{"x"}))
	}
	for i := range wide {
		must(t, to.SetRow(fmt.Sprint("XFD", rows+i+1), []any{"x"}))
	}
	if merged != "" {
		must(t, to.MergeCell("A1", merged))
	}
	must(t, to.Flush())
	return saved(t, book)
}

// zipped returns an archive with a part that says that it is of a size.
func zipped(t *testing.T, size uint64) []byte {
	t.Helper()
	var b bytes.Buffer
	to := zip.NewWriter(&b)
	_, err := to.CreateRaw(&zip.FileHeader{Name: "xl/worksheets/sheet1.xml", UncompressedSize64: size})
	must(t, err)
	must(t, to.Close())
	return b.Bytes()
}
