package tablefile

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/generator/diag"
	"gongkai/generator/diag/diagtest"
)

// book makes a workbook of one sheet: its cells by name, and what is done to it.
func book(t testing.TB, cells map[string]any, do ...func(f *excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for name, value := range cells {
		if err := f.SetCellValue("Sheet1", name, value); err != nil {
			t.Fatal(err)
		}
	}
	for _, change := range do {
		if err := change(f); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func merge(from, to string) func(f *excelize.File) error {
	return func(f *excelize.File) error { return f.MergeCell("Sheet1", from, to) }
}

// printed writes a table a row a line: cells by |, what they cover behind them,
// header rows with a #.
func printed(t *Table) string {
	var b strings.Builder
	if t.Caption != "" {
		fmt.Fprintf(&b, "= %s\n", t.Caption)
	}
	for i, row := range t.Rows {
		if i < t.Header {
			b.WriteString("#")
		}
		for _, c := range row {
			b.WriteString("|" + c.Text)
			if c.Down*c.Across > 1 {
				fmt.Fprintf(&b, "(%dx%d)", c.Down, c.Across)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestRead(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte("序号,姓名,金额\r\n1,张某某,\"1,200.50\"\r\n2,欧阳某,\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	duties := map[string]any{"A1": "某镇权责清单", "A2": "单位：件", "A3": "序号", "B3": "事项", "D3": "依据", "B4": "名称", "C4": "类型", "A5": 1, "B5": "甲\n乙", "C5": "许可", "D5": "《某法》", "A6": 2, "C6": "处罚"}
	merged := []func(f *excelize.File) error{merge("A1", "D1"), merge("A2", "D2"), merge("A3", "A4"), merge("B3", "C3"), merge("D3", "D4"), merge("D5", "D6")}
	for _, c := range []struct {
		name string
		file string
		data []byte
		opt  Options
		want string
	}{
		{"csv as Excel for China saves it", "a.csv", gbk, Options{}, "#|序号|姓名|金额\n|1|张某某|1,200.50\n|2|欧阳某|\n"},
		{"no header", "a.csv", []byte("1,甲\n2,乙\n"), Options{}, "|1|甲\n|2|乙\n"},
		{"header asked for", "a.csv", []byte("项目,2023\n甲,1\n乙,2\n"), Options{Header: 1, Caption: "表"}, "= 表\n#|项目|2023\n|甲|1\n|乙|2\n"},
		{"years head columns", "b.xlsx", book(t, map[string]any{"A1": "序号", "B1": "金额", "B2": 2016, "C2": 2017, "A3": 1, "B3": 5, "C3": 6}, merge("A1", "A2"), merge("B1", "C1")), Options{},
			"#|序号(2x1)|金额(1x2)\n#|2016|2017\n|1|5|6\n"},
		{"a header that is asked for ends where its cells end", "b.xlsx", book(t, map[string]any{"A1": "序号", "B1": "金额", "B2": 2016, "C2": 2017, "A3": 1, "B3": 5, "C3": 6}, merge("A1", "A2"), merge("B1", "C1")),
			Options{Header: 1}, "#|序号(2x1)|金额(1x2)\n#|2016|2017\n|1|5|6\n"},
		{"a caption of its own, and the unit", "a.csv", []byte("2017年收支表\n单位：万元\n项目,2016,2017\n甲,1,2\n"), Options{Caption: "收支表"}, "= 收支表\n单位：万元\n#|项目|2016|2017\n|甲|1|2\n"},
		{"who made it, and the unit", "b.xlsx", book(t, map[string]any{"A1": "补贴名单", "A2": "填报单位：某镇", "D2": "单位：元", "A3": "序号", "B3": "户", "D3": "金额", "B4": "村", "C4": "姓名", "A5": 1, "B5": "东村", "C5": "张某", "D5": 3},
			merge("A1", "D1"), merge("A2", "B2"), merge("A3", "A4"), merge("B3", "C3"), merge("D3", "D4")), Options{},
			"= 补贴名单\n填报单位：某镇　　单位：元\n#|序号(2x1)|户(1x2)|金额(2x1)\n#|村|姓名\n|1|东村|张某|3\n"},
		{"the unit under a caption of its own", "a.csv", []byte("填报：某镇,单位：元,\n序号,姓名,金额\n1,张某,2\n"), Options{Caption: "名单"}, "= 名单\n填报：某镇　　单位：元\n#|序号|姓名|金额\n|1|张某|2\n"},
		{"a form is all labels", "a.csv", []byte("姓名：张某,性别：男,年龄：\n住址：东村,电话：,备注：\n单位：某村,,\n"), Options{}, "#|姓名：张某|性别：男|年龄：\n|住址：东村|电话：|备注：\n|单位：某村||\n"},
		{"labels without values head columns", "a.csv", []byte("姓名：,金额：,备注：\n张某,1,\n李某,2,无\n"), Options{}, "#|姓名：|金额：|备注：\n|张某|1|\n|李某|2|无\n"},
		{"chosen rows are rows", "a.csv", []byte("甲：1,乙：2,\n丙,丁,戊\n己,庚,辛\n"), Options{Range: "A1:C3"}, "#|甲：1|乙：2|\n|丙|丁|戊\n|己|庚|辛\n"},
		{"people without remarks", "a.csv", []byte("姓名,备注\n张某,\n李某,\n王某,党员\n"), Options{Range: "A2:B4"}, "#|张某|\n|李某|\n|王某|党员\n"},
		{"a sum above", "a.csv", []byte(",合计\n姓名,数\n张某,3\n"), Options{}, "#||合计\n|姓名|数\n|张某|3\n"},
		{"one column", "a.csv", []byte("姓名\n张某\n"), Options{}, "#|姓名\n|张某\n"},
		{"headers of two levels under a title", "b.xlsx", book(t, duties, merged...), Options{},
			"= 某镇权责清单\n单位：件\n#|序号(2x1)|事项(1x2)|依据(2x1)\n#|名称|类型\n|1|甲\n乙|许可|《某法》(2x1)\n|2||处罚\n"},
		{"a range that cuts merged cells", "b.xlsx", book(t, duties, merged...), Options{Range: "B4:D5"}, "#|名称|类型|依据\n|甲\n乙|许可|《某法》\n"},
		{"hidden rows and columns", "b.xlsx", book(t, duties, append(merged,
			func(f *excelize.File) error { return f.SetRowVisible("Sheet1", 6, false) },
			func(f *excelize.File) error { return f.SetColVisible("Sheet1", "B", false) })...), Options{},
			"= 某镇权责清单\n单位：件\n#|序号(2x1)|事项|依据(2x1)\n#|类型\n|1|许可|《某法》\n"},
		{"as it is shown", "c.xlsx", book(t, map[string]any{"A1": "项", "B1": "额", "A2": "甲", "B2": 0.125}, func(f *excelize.File) error {
			style, err := f.NewStyle(&excelize.Style{NumFmt: 10})
			if err != nil {
				return err
			}
			return f.SetCellStyle("Sheet1", "B2", "B2", style)
		}), Options{}, "#|项|额\n|甲|12.50%\n"},
		{"another sheet", "d.xlsx", book(t, map[string]any{"A1": "甲"}, func(f *excelize.File) error {
			if _, err := f.NewSheet("名单"); err != nil {
				return err
			}
			return f.SetSheetCol("名单", "A1", &[]any{"姓名", "张某"})
		}), Options{Sheet: "名单"}, "#|姓名\n|张某\n"},
	} {
		got, fault := Read(c.file, c.data, c.opt)
		if fault != nil {
			t.Errorf("%s: %+v", c.name, fault.At(diag.Pos{}))
			continue
		}
		if diff := cmp.Diff(c.want, printed(got)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// TestDoubt: cells that show an error of Excel or a shortened number are named as Excel
// names them, whatever is hidden above; those that are not shown are not.
func TestDoubt(t *testing.T) {
	long := book(t, map[string]any{"A1": "姓名", "B1": "证号", "C1": "率", "A2": "甲", "B2": "1.10101E+17", "C2": "0.5", "A3": "乙", "B3": 110101199003070000, "C3": "#REF!", "D1": "内部", "D2": "#N/A"},
		func(f *excelize.File) error { return f.SetRowVisible("Sheet1", 2, false) },
		func(f *excelize.File) error { return f.SetColVisible("Sheet1", "D", false) })
	for name, c := range map[string]struct {
		file string
		data []byte
		opt  Options
		want string
	}{
		"a workbook":         {"a.xlsx", long, Options{}, "a.xlsx 里有 2 个格子显示的不是原来的内容：B3 1.10101E+17、C3 #REF!"},
		"a range":            {"a.xlsx", long, Options{Range: "A1:B3"}, "a.xlsx 里有 1 个格子显示的不是原来的内容：B3 1.10101E+17"},
		"csv":                {"a.csv", []byte("姓名,电话\n甲,1.38123E+10\n"), Options{}, "a.csv 里有 1 个格子显示的不是原来的内容：B2 1.38123E+10"},
		"many":               {"a.csv", []byte("值\n" + strings.Repeat("#N/A\n", 9)), Options{}, "a.csv 里有 9 个格子显示的不是原来的内容：A2 #N/A、A3 #N/A、A4 #N/A、A5 #N/A、A6 #N/A、A7 #N/A、A8 #N/A、A9 #N/A 等"},
		"nothing":            {"a.csv", []byte("姓名,电话\n甲,61000000\n"), Options{}, ""},
		"an error in a text": {"a.csv", []byte("姓名,备注\n甲,显示 #REF! 的格子\n"), Options{}, ""},
	} {
		table, fault := Read(c.file, c.data, c.opt)
		if fault != nil {
			t.Errorf("%s: %+v", name, fault.At(diag.Pos{}))
			continue
		}
		got := ""
		if doubt := table.Doubt(c.file); doubt != nil {
			d := doubt.At(diag.Pos{})
			got = d.Message.ZH
			if d.Code != "TF008" || d.Severity != diag.Warning || strings.Contains(got+d.Message.EN, "%!") {
				t.Errorf("%s: %+v", name, d)
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestFaults(t *testing.T) {
	sound := book(t, map[string]any{"A1": "甲", "A2": "乙"})
	var large strings.Builder
	for range maxCells/10 + 1 {
		large.WriteString("1,2,3,4,5,6,7,8,9,10\n")
	}
	for name, c := range map[string]struct {
		file string
		data []byte
		opt  Options
		code string
	}{
		"no xlsx":        {"a.xlsx", []byte("<html><table>"), Options{}, "TF001"},
		"damaged":        {"a.xlsx", sound[:len(sound)/2], Options{}, "TF001"},
		"old":            {"a.xlsx", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on"), Options{}, "TF001"},
		"no text":        {"a.csv", []byte("MZ\x90\x00\x03\x00\x00\x00"), Options{}, "TF001"},
		"an open quote":  {"a.csv", []byte("姓名,村\n\"张某,东村\n李某,西村\n"), Options{}, "TF001"},
		"no such sheet":  {"a.xlsx", sound, Options{Sheet: "名单"}, "TF002"},
		"no range":       {"a.xlsx", sound, Options{Range: "A1-B2"}, "TF003"},
		"range of one":   {"a.xlsx", sound, Options{Range: "A1"}, "TF003"},
		"range turned":   {"a.xlsx", sound, Options{Range: "B2:A1"}, "TF003"},
		"range at row 0": {"a.xlsx", sound, Options{Range: "A0:B2"}, "TF003"},
		"empty":          {"a.csv", []byte("\n,,\n"), Options{}, "TF004"},
		"elsewhere":      {"a.xlsx", sound, Options{Range: "X1:Z9"}, "TF004"},
		"all hidden":     {"a.xlsx", book(t, map[string]any{"A1": "甲"}, func(f *excelize.File) error { return f.SetColVisible("Sheet1", "A", false) }), Options{}, "TF004"},
		"a sheet of csv": {"a.csv", []byte("a"), Options{Sheet: "名单"}, "TF002"},
		"no table":       {"a.pdf", []byte("%PDF"), Options{}, "TF001"},
		"too large":      {"a.csv", []byte(large.String()), Options{}, "TF005"},
	} {
		table, fault := Read(c.file, c.data, c.opt)
		if fault == nil {
			t.Errorf("%s: %s", name, printed(table))
			continue
		}
		if d := fault.At(diag.Pos{File: "content/a.md", Line: 3}); d.Code != c.code || strings.Contains(d.Message.ZH+d.Hint.ZH+d.Message.EN+d.Hint.EN, "%!") {
			t.Errorf("%s: %+v", name, d)
		}
	}
	if err := diagtest.Check(Rules()); err != nil {
		t.Error(err)
	}
}

// TestMeantRange: the range that is proposed is the one that was meant, and can be read.
func TestMeantRange(t *testing.T) {
	data := []byte("甲,乙,丙\n1,2,3\n4,5,6\n")
	for area, want := range map[string]string{
		"A1：C3": "A1:C3", "A1-C3": "A1:C3", "Ａ１：Ｃ３": "A1:C3", "a1至c3": "A1:C3", "A1~C3": "A1:C3", "A1..C3": "A1:C3", "C3:A1": "A1:C3", "A3:C1": "A1:C3", "$A$1，$C$3": "A1:C3",
		"A1": "", "A:C": "", "A0:C3": "", "甲1:丙3": "",
	} {
		_, fault := Read("a.csv", data, Options{Range: area})
		if fault == nil {
			t.Errorf("%s is a range", area)
			continue
		}
		hint := fault.At(diag.Pos{}).Hint.ZH
		if meant, ok := strings.CutPrefix(hint, "改为 range="); ok != (want != "") || ok && meant != want {
			t.Errorf("%s: %s, want %q", area, hint, want)
		}
		if want == "" {
			continue
		}
		if _, fault := Read("a.csv", data, Options{Range: want}); fault != nil {
			t.Errorf("%s cannot be read", want)
		}
	}
}

// TestWhole: of random tables with merged cells every place is covered once, and
// every text is there, whatever is cut and hidden.
func TestWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 3000 {
		g := randomGrid(r)
		var texts []string
		for _, c := range g.cells {
			texts = append(texts, c.Text)
		}
		g.compact()
		table := g.table(Options{Header: r.IntN(3)})
		for i := range table.Header {
			for _, c := range table.Rows[i] {
				if i+c.Down > table.Header {
					t.Fatalf("a header cell reaches into the rows below:\n%s", printed(table))
				}
			}
		}
		covered := map[[2]int]bool{}
		all := table.Caption
		for i, row := range table.Rows {
			for _, c := range row {
				all += "\n" + c.Text
				for y := i; y < i+c.Down; y++ {
					for x := c.Column; x < c.Column+c.Across; x++ {
						if covered[[2]int{y, x}] || y >= len(table.Rows) || x >= table.Columns {
							t.Fatalf("%d, %d is covered twice or not there:\n%s", y, x, printed(table))
						}
						covered[[2]int{y, x}] = true
					}
				}
			}
		}
		if len(covered) != len(table.Rows)*table.Columns {
			t.Fatalf("%d of %d places are covered:\n%s", len(covered), len(table.Rows)*table.Columns, printed(table))
		}
		for _, text := range texts {
			if !strings.Contains(all, text) {
				t.Fatalf("%q is lost:\n%s", text, printed(table))
			}
		}
	}
}

// randomGrid makes cells that do not overlap.
func randomGrid(r *rand.Rand) *grid {
	g := &grid{header: r.IntN(3)}
	taken := map[[2]int]bool{}
	for row := range 1 + r.IntN(6) {
		for column := range 1 + r.IntN(6) {
			down, across := 1, 1
			if r.IntN(4) == 0 {
				down, across = 1+r.IntN(3), 1+r.IntN(3)
			}
			free := r.IntN(5) > 0
			for y := row; y < row+down; y++ {
				for x := column; x < column+across; x++ {
					free = free && !taken[[2]int{y, x}]
				}
			}
			if !free {
				continue
			}
			for y := row; y < row+down; y++ {
				for x := column; x < column+across; x++ {
					taken[[2]int{y, x}] = true
				}
			}
			g.cells = append(g.cells, gridCell{row, Cell{column, down, across, fmt.Sprintf("%d·%d", row, column), r.IntN(3) == 0}})
		}
	}
	if len(g.cells) == 0 {
		g.cells = append(g.cells, gridCell{0, Cell{0, 1, 1, "甲", false}})
	}
	return g
}

func TestAppendHTML(t *testing.T) {
	table, fault := Read("a.csv", []byte("序号,<名称>,金额\n1,\"a&b\nc\vd\u2028e\",1200\n"), Options{Caption: "\"表\""})
	if fault != nil {
		t.Fatal(fault)
	}
	const want = `<div class="table-scroll fit" tabindex="0" role="region" aria-label="&#34;表&#34;"><table><caption>&#34;表&#34;</caption>` +
		`<col class="w2"><col class="w4"><col class="w3">` +
		`<thead><tr><th scope="col">序号</th><th scope="col">&lt;名称&gt;</th><th scope="col">金额</th></tr></thead>` +
		`<tbody><tr><td class="right">1</td><td>a&amp;b<br>c<br>d<br>e</td><td class="right">1200</td></tr></tbody></table></div>`
	if diff := cmp.Diff(want, string(table.AppendHTML(nil, "表格 1"))); diff != "" {
		t.Error(diff)
	}
}

// FuzzRead: no file makes it fail, and what is read is a whole table.
func FuzzRead(f *testing.F) {
	f.Add("a.csv", []byte("a,b\n1,2\n"), "", "A1:B2", 1)
	f.Add("a.xlsx", book(f, map[string]any{"A1": "甲", "B2": 2}, merge("A1", "B1")), "Sheet1", "", 0)
	f.Fuzz(func(t *testing.T, name string, data []byte, sheet, area string, header int) {
		table, fault := Read(name, data, Options{Sheet: sheet, Range: area, Header: header})
		if fault == nil {
			table.AppendHTML(nil, "表格")
		}
	})
}

// TestAmounts: an amount that a workbook has as text stands to the right like any
// other; a code does not.
func TestAmounts(t *testing.T) {
	table, fault := Read("a.xlsx", book(t, map[string]any{
		"A1": "项目", "B1": "金额", "C1": "代码", "A2": "收入", "B2": "1,234.50", "C2": "00012", "A3": "支出", "B3": "-12.5%", "C3": "2025.1.1",
	}), Options{})
	if fault != nil {
		t.Fatal(fault)
	}
	for _, row := range table.Rows[1:] {
		for i, c := range row {
			if c.Number != (i == 1) {
				t.Errorf("%s is a number: %t", c.Text, c.Number)
			}
		}
	}
}
