package terminal

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

var testRule = &diag.Rule{
	Code: "TS001", Severity: diag.Error,
	Message: diag.Text{ZH: "%[2]s 里有 %[1]s", EN: "%[1]s in %[2]s"},
	Hint:    diag.Text{ZH: "改为 %[3]s", EN: "write %[3]s"},
}

func TestPrint(t *testing.T) {
	long := strings.Repeat("甲乙丙丁", 30) + "错" + strings.Repeat("戊己庚辛", 30)
	lines := &diag.Quoter{Data: []byte("\n\ntilte: 标题\ntitle: 标题：通知\n" + long + "\n" + long + "\nshort\n" + strings.Repeat("\n", 1226) + "\tab\n")}
	at := func(line, column, width int) diag.Diagnostic {
		return testRule.At(lines.Quote(diag.Pos{File: "a.md", Line: line, Column: column, Width: width}), "x", "y", "z")
	}
	var b bytes.Buffer
	err := Printer{W: &b, Lang: "zh"}.Print([]diag.Diagnostic{
		at(3, 1, 5),
		at(4, 8, 2),
		at(1234, 3, 9),
		at(5, 121, 1),
		at(6, 1, 1),
		at(6, 240, 1),
		at(7, 9, 0),
		testRule.At(diag.Pos{File: "a.md", Line: 8}, "x", "y", "z"),
		testRule.At(diag.Pos{File: "a.md"}, "x", "y", "z"),
		testRule.At(diag.Pos{File: "a.xlsx", Where: diag.Text{ZH: "工作表 2!C17", EN: "sheet 2!C17"}}, "x", "y", "z"),
		{Code: "TS002", Severity: diag.Note, Message: diag.Text{ZH: "没有位置", EN: "no place"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := `a.md:3:1: 错误 TS001: y 里有 x
  3 | tilte: 标题
    | ^^^^^
      提示：改为 z
a.md:4:8: 错误 TS001: y 里有 x
  4 | title: 标题：通知
    |        ^^^^
      提示：改为 z
a.md:1234:3: 错误 TS001: y 里有 x
1234 |  ab
     |   ^
      提示：改为 z
a.md:5:121: 错误 TS001: y 里有 x
  5 | ...` + strings.Repeat("甲乙丙丁", 5) + "错" + strings.Repeat("戊己庚辛", 14) + `戊己庚...
    | ` + strings.Repeat(" ", 3+2*20) + `^^
      提示：改为 z
a.md:6:1: 错误 TS001: y 里有 x
  6 | ` + strings.Repeat("甲乙丙丁", 20) + `...
    | ^^
      提示：改为 z
a.md:6:240: 错误 TS001: y 里有 x
  6 | ...` + strings.Repeat("戊己庚辛", 20) + `
    | ` + strings.Repeat(" ", 3+2*78) + `^^
      提示：改为 z
a.md:7:9: 错误 TS001: y 里有 x
  7 | short
    |         ^
      提示：改为 z
a.md:8: 错误 TS001: y 里有 x
      提示：改为 z
a.md: 错误 TS001: y 里有 x
      提示：改为 z
a.xlsx（工作表 2!C17）: 错误 TS001: y 里有 x
      提示：改为 z
说明 TS002: 没有位置
`
	if got := b.String(); got != want {
		t.Errorf("printed\n%s\nwant\n%s", got, want)
	}
}

func TestPrintLimit(t *testing.T) {
	var found []diag.Diagnostic
	for i := range 13 {
		found = append(found, testRule.At(diag.Pos{File: "a.md", Line: i + 1}, "x", "y", "z"))
		if i < 11 {
			found = append(found, diag.Diagnostic{Code: "TS002", Severity: diag.Warning, Message: diag.Text{ZH: "乙", EN: "b"}})
		}
		if i < 10 {
			found = append(found, diag.Diagnostic{Code: "TS003", Severity: diag.Note, Message: diag.Text{ZH: "丙", EN: "c"}})
		}
	}
	for _, c := range []struct {
		lang  string
		limit int
		shown int // of TS001
		last  string
	}{
		{"zh", 10, 10, "还有 4 条没有显示（TS001: 3, TS002: 1）；加上 --all 全部显示\n"},
		{"en", 10, 10, "4 more are not shown (TS001: 3, TS002: 1); --all shows them\n"},
		{"en", 0, 13, "TS001: x in y\n      hint: write z\n"},
		{"en", 13, 13, "TS001: x in y\n      hint: write z\n"},
	} {
		var b bytes.Buffer
		if err := (Printer{W: &b, Lang: c.lang, Limit: c.limit}).Print(found); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(b.String(), " TS001: "); n != c.shown || !strings.HasSuffix(b.String(), c.last) {
			t.Errorf("limit %d: %d are shown, want %d; %q", c.limit, n, c.shown, b.String())
		}
	}
}

func TestPrintColour(t *testing.T) {
	var b bytes.Buffer
	if err := (Printer{W: &b, Lang: "en", Color: true}).Print([]diag.Diagnostic{testRule.At(diag.Pos{File: "a.md", Line: 1, Column: 1, Source: "甲", Width: 1}, "x", "y", "z")}); err != nil {
		t.Fatal(err)
	}
	want := "a.md:1:1: \x1b[1;31merror\x1b[0m TS001: x in y\n  1 | 甲\n    | \x1b[1;31m^^\x1b[0m\n      hint: write z\n"
	if b.String() != want {
		t.Errorf("printed %q, want %q", b.String(), want)
	}
}

func TestWriteJSON(t *testing.T) {
	var b bytes.Buffer
	if err := WriteJSON(&b, "en", []diag.Diagnostic{testRule.At(diag.Pos{File: "a<b>.md", Line: 3, Column: 2, Source: "x", Width: 1}, "&", "y", "z"), testRule.At(diag.Pos{}, "x", "y", "z")}, false); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	if want := `{"code":"TS001","severity":"error","file":"a<b>.md","line":3,"column":2,"message":"& in y","hint":"write z"}`; lines[0] != want {
		t.Errorf("wrote %s, want %s", lines[0], want)
	}
	if len(lines) != 2 || !json.Valid([]byte(lines[1])) {
		t.Errorf("wrote %q", lines)
	}
}
