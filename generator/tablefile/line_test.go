package tablefile

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/diag"
)

func TestLines(t *testing.T) {
	fault := func(en string) string { return "it does not stand for a table: " + en }
	for text, want := range map[string][]Line{
		"":             nil,
		"正文 {{title}}": nil,
		"{{table.requests}}\n\n{{tablet}} {table} 【表】 [名单](a.csv)": nil,
		`\{{table a.csv}}`: nil,
		"名单：\n{{table 0003-名单.xlsx}}\n\n　　{{table a.csv }}  \r\n": {
			{Offset: 10, File: "0003-名单.xlsx"}, {Offset: 44, File: "a.csv"},
		},
		`{{table "附件 1.xlsx" sheet=表 一 range=A1:F4 header=2 caption="甲 = 乙"}}`: {
			{File: "附件 1.xlsx", Options: Options{Sheet: "表 一", Range: "A1:F4", Header: 2, Caption: "甲 = 乙"}},
		},
		`{{table "a b=c.xlsx" caption="公式 y=x 表"}}`: {{File: "a b=c.xlsx", Options: Options{Caption: "公式 y=x 表"}}},
		"{{table a.xlsx Sheet：名单 range: A1:F4}}":    {{File: "a.xlsx", Options: Options{Sheet: "名单", Range: "A1:F4"}}},
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
		"{{table a.csv header=0}}": fault(`header= is the number of header rows, not "0"`), "{{table a.csv title=x}}": fault("there is no setting title="), "{{table\na.csv}}": fault("it is not written as it should be"),
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

// TestMeant: what is nearly a line of a table is a finding that shows the line.
func TestMeant(t *testing.T) {
	const right = "{{table 0001-名单.csv}}"
	sure := map[string]string{} // what becomes of a text
	for _, text := range []string{
		"{{table：0001-名单.csv}}", "{{table:0001-名单.csv}}", "{{ table 0001-名单.csv }}", "｛｛table 0001-名单.csv｝｝", "{{Table 0001-名单.csv}}", "{{TABLE　0001-名单.csv}}",
		"{{表格 0001-名单.csv}}", "{{表：0001-名单.csv}}", "{{附表 0001-名单.csv}}", "{table 0001-名单.csv}", "{{table 0001-名单.csv}", "{table 0001-名单.csv}}", "{{{table 0001-名单.csv}}}",
		"{{table 0001-名单.csv", "{{table0001-名单.csv}}", "{{table,0001-名单.csv}}", "{{table，0001-名单.csv}}", "{{tables 0001-名单.csv}}", "{{talbe 0001-名单.csv}}", "{{0001-名单.csv}}",
		"{{table《0001-名单.csv》}}", "{{table=0001-名单.csv}}", "{{table file=0001-名单.csv}}", "｛{table 0001-名单.csv}｝", "{{ｔａｂｌｅ 0001-名单.csv}}", "【table 0001-名单.csv】", "[[table 0001-名单.csv]]",
		"{ {table 0001-名单.csv} }", "{{table|0001-名单.csv}}", "{{table.0001-名单.csv}}", "{{table 0001-名单.csv｝｝", "{{ table\n0001-名单.csv }}", "　　{{Table 0001-名单.csv}} \r", "- {{table 0001-名单.csv}}", "> {{table 0001-名单.csv}}", "# {{表格 0001-名单.csv}}",
		"{{table 0001-名单.csv}}。",
	} {
		sure[text] = right
	}
	sure["名单如下：{{ table 0001-名单.csv }}。"] = "名单如下：\n\n" + right
	sure["名单如下：{{table 0001-名单.csv}}"] = "名单如下：\n\n" + right
	sure["{{table 0001-名单.csv}}以上名单"] = right + "\n\n以上名单"
	sure["{{table a.csv}} {{table b.csv}}"] = "{{table a.csv}}\n\n{{table b.csv}}"
	sure["{{表格：名单 1.xlsx sheet=表一 标题＝“某 表”}}"] = "{{table 名单 1.xlsx sheet=表一 标题＝“某 表”}}"
	sure["{{表1.csv}}"] = "{{table 表1.csv}}"
	sure["{{table.csv sheet=a}}"] = "{{table table.csv sheet=a}}"
	sure["{{table 名单[1].xlsx}"] = "{{table 名单[1].xlsx}}"
	for text, want := range sure {
		for _, around := range []string{"%s", "甲\n%s\n乙", "{甲}\n\n%s\n"} {
			body := strings.Replace(around, "%s", text, 1)
			lines := Lines([]byte(body))
			if len(lines) != 1 || lines[0].Fault == nil {
				t.Errorf("%q: %+v", body, lines)
				continue
			}
			l := lines[0]
			mended := body[:l.Start] + l.Mended + body[l.End:]
			if mended != strings.Replace(around, "%s", want, 1) && mended != strings.Replace(around, "%s", want+"\r", 1) {
				t.Errorf("%q becomes %q", body, mended)
			}
			if hint, shown := l.Fault.At(diag.Pos{}).Hint.ZH, "改为 "+strings.ReplaceAll(want, "\n\n", " / "); hint != shown {
				t.Errorf("%q: hint %q, want %q", body, hint, shown)
			}
			if again := Lines([]byte(mended)); len(again) == 0 || again[0].Fault != nil {
				t.Errorf("%q: %+v", mended, again)
			}
		}
	}
	for text, want := range map[string]string{
		"名单见{{table 0001-名单.csv}}。":     "改为 名单见下表。 / " + right,
		"名单见{{table 0001-名单.csv}}表。":    "改为 名单见下表。 / " + right,
		"名单见{{table 0001-名单.csv}}表格所列。": "改为 名单见下表所列。 / " + right,
		"经审核，{{table 0001-名单.csv}}已公示。": "改为 经审核，（见下表）已公示。 / " + right,
		"1. {{table 0001-名单.csv}}":      "改为 1. / " + right,
		"| {{table 0001-名单.csv}} | 1 |": "表格的一格里放不下另一个表格，把它移到表格下面，单独成行：" + right,
		"{{ table }}":                   "单独成行写 {{table 文件名}}，需要时加上 sheet=、range=、header=、caption=",
		"{{表格}}":                        "单独成行写 {{table 文件名}}，需要时加上 sheet=、range=、header=、caption=",
	} {
		lines := Lines([]byte(text))
		if len(lines) != 1 || lines[0].Fault == nil {
			t.Errorf("%q: %+v", text, lines)
			continue
		}
		if hint := lines[0].Fault.At(diag.Pos{}).Hint.ZH; hint != want {
			t.Errorf("%q: hint %q, want %q", text, hint, want)
		}
	}
}

// TestInAddress: braces within an address in angle brackets are part of it.
func TestInAddress(t *testing.T) {
	if lines := Lines([]byte("见 <http://a.example/_{{table> a.xlsx}}。\n")); len(lines) != 0 {
		t.Errorf("%+v", lines)
	}
	if lines := Lines([]byte("见 <http://a.example/> {{table：a.xlsx}}\n")); len(lines) != 1 || lines[0].Fault == nil {
		t.Errorf("behind an address: %+v", lines)
	}
}

func FuzzLines(f *testing.F) {
	f.Add([]byte("{{table a.xlsx sheet=b}}\n"))
	f.Add([]byte("见｛｛ 表格：a.xlsx\n}} [[table b.csv]]。"))
	f.Fuzz(func(t *testing.T, text []byte) {
		last := -1
		for _, l := range Lines(text) {
			if l.Offset <= last || l.Offset >= len(text) || l.Fault == nil && l.File == "" || l.Start > l.End || l.End > len(text) || l.Mended != "" && (l.Start > l.Offset || l.End <= l.Offset) {
				t.Fatalf("%q: %+v", text, l)
			}
			last = l.Offset
		}
	})
}
