package tablefile

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/diag"
)

func TestLines(t *testing.T) {
	fault := func(en string) string { return "it does not stand for a table: " + en }
	for text, want := range map[string][]Line{
		"":                                       nil,
		"正文 {{title}}":                           nil,
		"{{table.requests}}\n\n{{tablet a.csv}}": nil,
		`\{{table a.csv}}`:                       nil,
		"名单：\n{{table 0003-名单.xlsx}}\n\n　　{{table a.csv }}  \r\n": {
			{Offset: 10, File: "0003-名单.xlsx"}, {Offset: 44, File: "a.csv"},
		},
		`{{table "附件 1.xlsx" sheet=表 一 range=A1:F4 header=2 caption="甲 = 乙"}}`: {
			{File: "附件 1.xlsx", Options: Options{Sheet: "表 一", Range: "A1:F4", Header: 2, Caption: "甲 = 乙"}},
		},
		`{{table "a b=c.xlsx" caption="公式 y=x 表"}}`: {{File: "a b=c.xlsx", Options: Options{Caption: "公式 y=x 表"}}},
		"{{table a.xlsx　工作表＝名单 标题=“某表”}}":           {{File: "a.xlsx", Options: Options{Sheet: "名单", Caption: "某表"}}},
	} {
		var got []Line
		for _, l := range Lines([]byte(text)) {
			if l.Fault != nil {
				t.Errorf("%q: %s", text, l.Fault.At(diag.Pos{}).Message.EN)
			}
			got = append(got, l)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
	for text, want := range map[string]string{
		"{{table a.csv": fault("it does not end with }}"), "见{{table a.csv}}": fault("there is text before it"), "{{table a.csv}}。": fault("there is text behind it"),
		"{{table}}": fault("it names no file"), "{{table sheet=a}}": fault("it names no file"), "{{table a.csv header=x}}": fault(`header= is the number of header rows, not "x"`),
		"{{table a.csv header=0}}": fault(`header= is the number of header rows, not "0"`), "{{table a.csv title=x}}": fault("there is no setting title="), "{{table\na.csv}}": fault("it does not end with }}"),
	} {
		lines := Lines([]byte(text))
		if len(lines) != 1 || lines[0].Fault == nil {
			t.Errorf("%q: %+v", text, lines)
			continue
		}
		if d := lines[0].Fault.At(diag.Pos{}); d.Code != "TF006" || d.Message.EN != want {
			t.Errorf("%q: %s %q, want %q", text, d.Code, d.Message.EN, want)
		}
	}
}

func FuzzLines(f *testing.F) {
	f.Add([]byte("{{table a.xlsx sheet=b}}\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		last := -1
		for _, l := range Lines(text) {
			if l.Offset <= last || l.Offset >= len(text) || l.Fault == nil && l.File == "" {
				t.Fatalf("%q: %+v", text, l)
			}
			last = l.Offset
		}
	})
}
