package markdown

import (
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/tidy"
)

// TestMeant: what was meant as a heading, a table or a link and is none is one error,
// and its correction makes what was meant: as it is in the list, and without a
// finding.
func TestMeant(t *testing.T) {
	for body, want := range map[string]string{
		"##二、工作要求\n\n正文。":         "## 二、工作要求\n\n正文。",
		"＃＃ 一、要求":                 "## 一、要求",
		"＃一、要求":                   "# 一、要求",
		"##　二、要求":                 "## 二、要求",
		"甲。\n\ufeff## 一、要求\n正文。":  "甲。\n## 一、要求\n正文。",
		"正文。\n\u200b##一、要求":       "正文。\n## 一、要求",
		"正文。\n\u2060\u00ad##一、要求": "正文。\n## 一、要求",
		"零\u200d宽\u180e连\u2061接":  "零宽连接",
		"　　## 一、要求":               "## 一、要求",
		"#（一）要求":                  "# （一）要求",
		"#＃ 要求":                   "## 要求",
		"｜ 项目 ｜ 数量 ｜\n｜---｜---｜\n｜ 甲 ｜ 5 ｜":          "| 项目 | 数量 |\n|---|---|\n| 甲 | 5 |",
		"| 项目 | 数量 | 备注 |\n|---|---|\n| 甲 | 5 | 无 |": "| 项目 | 数量 | 备注 |\n|---|---|---|\n| 甲 | 5 | 无 |",
		"| 项目 | 数量 |\n|——|——|\n| 甲 | 5 |":            "| 项目 | 数量 |\n|---|---|\n| 甲 | 5 |",
		"文字\n| 项目 | 数量 |\n|：--|--：|\n| 甲 | 5 |\n文字":  "文字\n| 项目 | 数量 |\n|:---|---:|\n| 甲 | 5 |\n文字",
		"| 项目 | 数量 |\n| 甲 | 5 |":                     "| 项目 | 数量 |\n|---|---|\n| 甲 | 5 |",
		"| 项目 ｜ 数量 |\n|---|---|\n| 甲 | 5 |":          "| 项目 | 数量 |\n|---|---|\n| 甲 | 5 |",
		"| 项目 | 数量 |\n|---|---|\n| 甲 ｜ 5 |":          "| 项目 | 数量 |\n|---|---|\n| 甲 | 5 |",
		"项目 | 数量\n—— | ——\n甲 | 5":                    "项目 | 数量\n|---|---|\n甲 | 5",
		"> ##甲\n> 乙": "> ## 甲\n> 乙",
		"- ##甲":      "- ## 甲",
		"### 甲###":   "### 甲",
		"####### 甲":  "###### 甲",
		"> ｜甲｜乙｜\n> ｜--｜--｜\n> ｜1｜2｜":                         "> |甲|乙|\n> |---|---|\n> |1|2|",
		"- ｜甲｜乙｜\n  ｜--｜--｜":                                  "- |甲|乙|\n  |---|---|",
		"　　｜甲｜乙｜\n　　｜--｜--｜":                                  "|甲|乙|\n|---|---|",
		"|甲|乙|\n|-|-|\n\n|1|2|\n\n|3|4|":                      "|甲|乙|\n|-|-|\n|1|2|\n|3|4|",
		"|甲|乙|\n|-|-|\n\n|1|2|\n|3|4|":                        "|甲|乙|\n|-|-|\n|1|2|\n|3|4|",
		"|---|---|\n| 甲 | 乙 |\n| 1 | 2 |":                     "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |",
		"| 甲 | 乙 |\n|---|---|\n　　| 1 | 2 |":                   "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |",
		"| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n　　| 3 | 4 |":      "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |",
		"甲。\n\n\ufeff| 甲 | 乙 |\n|——|——|\n| 1 | 2 |":           "甲。\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |",
		"见http：//a.cn/b，":                                     "见http://a.cn/b，",
		"[甲](https：//a.cn/)":                                  "[甲](https://a.cn/)",
		"[甲](..\\b\\c.pdf)":                                   "[甲](../b/c.pdf)",
		"！[图](map.png)":                                       "![图](map.png)",
		"[表](a.pdf “说明”)":                                     "[表](a.pdf \"说明\")",
		"甲\u2028乙":                                            "甲\n乙",
		"[附件](附件 1.pdf)":                                      "[附件](<附件 1.pdf>)",
		"见[附件](附件 1.pdf)。":                                    "见[附件](<附件 1.pdf>)。",
		"[申请表]（0001-表.pdf）":                                   "[申请表](0001-表.pdf)",
		"[申请表](0001-表.pdf）":                                   "[申请表](0001-表.pdf)",
		"[申请表]（0001-表.pdf)":                                   "[申请表](0001-表.pdf)",
		"[申请表] (0001-表.pdf)":                                  "[申请表](0001-表.pdf)",
		"###通知###":                                            "### 通知",
		"![图]（map.png）":                                       "![图](map.png)",
		"- [表]（附件 2.docx）":                                    "- [表](<附件 2.docx>)",
		"[国务院]（https://www.gov.cn/）":                          "[国务院](https://www.gov.cn/)",
		"见[附\n件](0002.md)":                                    "见[附件](0002.md)",
		"[信箱](abc@example.gov.cn)":                            "[信箱](mailto:abc@example.gov.cn)",
		"[信箱](mailto：abc@example.gov.cn)、[电话](TEL：010-12345)": "[信箱](mailto:abc@example.gov.cn)、[电话](tel:010-12345)",
		"［申请表］(0001-表.pdf)、【申请表】（0001-表.pdf）":                 "[申请表](0001-表.pdf)、[申请表](0001-表.pdf)",
		"见【附件】(附件 1.xlsx)。":                                   "见[附件](<附件 1.xlsx>)。",
		"！［图］（map.png）":                                       "![图](map.png)",
		"！[图]（map.png）":                                       "![图](map.png)",
		"　　! [图](map.png)":                                    "　　![图](map.png)",
		"[网](https//www.example.gov.cn/)":                     "[网](https://www.example.gov.cn/)",
		"零\u200b宽":                                            "零宽",
		"软\u00ad连\ufeff字":                                     "软连字",
	} {
		r := render(body)
		var codes []string
		var fixes []diag.Correction
		for _, d := range r.Diagnostics {
			if !slices.Contains(codes, d.Code) {
				codes = append(codes, d.Code)
			}
			fixes = append(fixes, d.Fix)
		}
		got, done := tidy.Apply([]byte(body), fixes)
		if string(got) != want || len(done) != len(fixes) || len(codes) != 1 {
			t.Errorf("%q: %v\n got %q\nwant %q", body, codes, got, want)
		}
		if after := render(string(got)); len(after.Diagnostics) > 0 {
			t.Errorf("%q: mended, but %s", body, after.Diagnostics[0].Message.ZH)
		}
	}
}

// TestShownOnly: a correction that may be wrong is shown and not made.
func TestShownOnly(t *testing.T) {
	for body, code := range map[string]string{
		"参加会议的有各村书记，以及张三、李四、王五、周九、吴十\n郑十一、王十二、冯十三。": "MD033",
		"#抗旱救灾":                                   "MD036",
		"[甲](见附则)":                                "MD042",
		"甲<!-- 乙":                                 "MD002",
		"[网站](www.example.gov.cn)":                "MD008", // or http
		"[1] (https://www.example.com/)":          "MD035",
		"\u202e反向\u202c":                          "MD038", // what was shown is the other order
		"**“甲”**\u200b乙":                          "MD038", // strong by what cannot be seen
		"| 甲 | 乙 |\n|——|——|\n| 1 ｜ 2 | 3 |":       "MD037",
		"| 甲 | 乙 | 丙 |\n|---|---|---|\n| 1 ｜ 2 |": "MD037",
	} {
		found := render(body).Diagnostics
		if !slices.ContainsFunc(found, func(d diag.Diagnostic) bool { return d.Code == code }) {
			t.Errorf("%q: %v", body, found)
		}
		for _, d := range found {
			if !d.Fix.IsZero() {
				t.Errorf("%q: %s has %+v", body, d.Code, d.Fix)
			}
		}
	}
}

// TestNotMeant: what only looks like it.
func TestNotMeant(t *testing.T) {
	for _, body := range []string{
		"#1号楼", "#话题#", "## 甲 ##", "欢迎！[图](map.png)", "甲：//乙", "[办法](0001.md#附则)", "|甲|乙|\n|-|-|\n\n|丙|", "#a", "\\##二", "1#、2#机组", "甲|乙\n丙|丁", "| 甲 |", "[1]（见附件）", "\\[附件](a.pdf)", "[略](……)", "[2026]（二〇二六年）", "见[表](a.pdf)（见附件）",
		"[^1]（甲.pdf）\n\n[^1]: 注", "`[a]（b.pdf）`", "👨\u200d👩", "甲👩\u200d👧乙", "❤️\u200d🔥", "☎️、1️⃣、㊗️", "葛\U000e0100城", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "نمی\u200cخواهم", "\u200b\n甲", "甲\n\u3164\u2800\n乙", "·—“”…①", "甲\tb", "【附件】（见第3页）", "【附件】(2026.3.1)", "【时间】（9:00/17:00）", "【公示】(第1/2页)", "【网】（见https://a.cn/b）", "［1］（张某）", "注意！ [图](map.png)", "[甲](0001-v1.2.pdf)", "[甲](a@b.pdf)",
	} {
		if r := render(body); len(r.Diagnostics) > 0 {
			t.Errorf("%q: %s %s", body, r.Diagnostics[0].Code, r.Diagnostics[0].Message.ZH)
		}
	}
}

// TestCharacters: what cannot be seen or shown is found, wherever it stands.
func TestCharacters(t *testing.T) {
	for r, want := range map[rune]string{
		'\u00ad': "MD038", '\u200b': "MD038", '\u200e': "MD038", '\u202e': "MD038", '\u2060': "MD038", '\u2066': "MD038", '\ufeff': "MD038", '\ufff9': "MD038",
		'\u200c': "MD038", '\u200d': "MD038", '\u180e': "MD038", '\u2061': "MD038", '\u115f': "MD038", '\u2800': "MD038", '\uffa0': "MD038", '\ufffc': "MD051",
		'\ue000': "MD039", '\uf0b7': "MD039", '\uf8ff': "MD039", '\U000f0000': "MD039", '\U00100001': "MD039", '\ufffd': "MD040",
		'，': "", '｜': "", 'ﬁ': "", '豈': "", '\u00a0': "", '\u3000': "", '“': "", '😀': "", '\U00020000': "", '۝': "",
		'\u3164': "MD038", '\u1160': "MD038", '\ufe0f': "MD038", '\U000e0041': "MD038", '\u061c': "MD038", '\u034f': "MD038", '\u180b': "MD038",
	} {
		for _, place := range []string{"甲%乙", "- %甲", "## 甲%", "| 甲% |\n|---|\n| 乙 |", "`甲%`", "*甲*乙%，甲"} {
			body := strings.ReplaceAll(place, "%", string(r))
			found := render(body).Diagnostics
			if want == "" && len(found) > 0 || want != "" && (len(found) != 1 || found[0].Code != want) {
				t.Errorf("%U in %q: %v, want %s", r, place, found, want)
			}
		}
	}
}

// TestUnseen: what nobody sees is named, once for those side by side, and goes where nothing
// changes without it.
func TestUnseen(t *testing.T) {
	for body, c := range map[string]struct{ said, mended string }{
		"甲\u200b\u200b\u3164乙":                       {"U+200B（零宽空格）、U+3164（谚文填充符），共 3 个", "甲\u3000乙"},
		"甲乙\u3164\n丙":                                {"U+3164（谚文填充符）", "甲乙\n丙"},
		"| 甲\u3164 |\n|---|\n| 乙 |":                  {"U+3164（谚文填充符）", "| 甲\u3000 |\n|---|\n| 乙 |"},
		"甲\u2800乙":                                   {"U+2800（盲文空方）", ""},
		"甲\uffa0\u200b乙":                             {"U+FFA0（半角谚文填充符）、U+200B（零宽空格），共 2 个", "甲\uffa0乙"},
		"甲\U000e0061\U000e0062\U000e0063\U000e0064乙": {"U+E0061（标签字符）、U+E0062（标签字符）、U+E0063（标签字符），共 4 个", "甲乙"},
		"甲\u200e乙":                                   {"U+200E（从左到右标记）", "甲乙"},
		"甲\u202e乙":                                   {"U+202E（强制从右到左的方向控制符）", ""},
		"甲\u202a乙" + strings.Repeat("丙", 2000):       {"U+202A（方向控制符）", ""}, // perhaps there is another far away
		"甲\ufe0f乙，☎\ufe0f":                           {"U+FE0F（变体选择符）", "甲乙，☎\ufe0f"},
	} {
		found := render(body).Diagnostics
		if len(found) != 1 || found[0].Code != "MD038" || !strings.HasSuffix(found[0].Message.ZH, "看不见的字符 "+c.said) {
			t.Errorf("%q: %v", body, found)
			continue
		}
		mended, _ := tidy.Apply([]byte(body), []diag.Correction{found[0].Fix})
		if c.mended == "" {
			c.mended = body
		}
		if string(mended) != c.mended {
			t.Errorf("%q: %q, want %q", body, mended, c.mended)
		}
	}
}

// TestTabs: what is pasted from a spreadsheet is a table.
func TestTabs(t *testing.T) {
	for body, want := range map[string]string{
		"项目\t数量\n甲\t5\n乙\t6":                 "项目|数量/甲|5/乙|6",
		"文字\n项目\t数量\t备注\n甲\t\t无\n乙\t6\t\n文字": "项目|数量|备注/甲||无/乙|6|",
		"a\tb\nc\td": "a|b/c|d",
		"项目\t**数量**\r\n甲\t1,234.00\r\n": "项目|数量/甲|1,234.00",
		"序号\t项目\n\t小计\n合计\t\n1\t2":      "序号|项目/|小计/合计|/1|2",
		"甲\t乙":        "",
		"甲\n\t乙\n\t丙": "",
	} {
		r := render(body)
		html := string(r.HTML)
		var rows []string
		for row := range strings.SplitSeq(html, "<tr>") {
			if !strings.Contains(row, "</tr>") {
				continue
			}
			row, _, _ = strings.Cut(row, "</tr>")
			var cells []string
			for _, cell := range strings.Split(row, "</t")[:strings.Count(row, "</t")] {
				cells = append(cells, string(Text([]byte(cell[strings.LastIndex(cell, "<t"):]))))
			}
			rows = append(rows, strings.Join(cells, "|"))
		}
		if got := strings.Join(rows, "/"); got != want {
			t.Errorf("%q: %s, want %s\n%s", body, got, want, html)
		}
	}
}

// TestWidened: where rows have more cells than the header, they are named together, and
// tidy makes the header as wide as the widest of them. No word of the table is lost.
func TestWidened(t *testing.T) {
	for body, c := range map[string]struct{ line, want string }{
		"| 项目 | 数量 |\n|:-:|---|\n| 甲 | 5 | 多 |":                         {"3", "| 项目 | 数量 |  |\n|:---:|---|---|\n| 甲 | 5 | 多 |"},
		"项目 | 数量\n---|---\n甲 | 5 | 多 | 更多":                              {"3", "项目 | 数量 |  |  |\n|---|---|---|---|\n甲 | 5 | 多 | 更多"},
		"> | 甲 | 乙 |\n> |---|---|\n> | 1 | `a` | 3 |":                   {"3", "> | 甲 | 乙 |  |\n> |---|---|---|\n> | 1 | `a` | 3 |"},
		"- 名单\n\n  | 甲 | 乙 |\n  |---|---|\n  | 1 | 2 | 3 |":             {"5", "- 名单\n\n  | 甲 | 乙 |  |\n  |---|---|---|\n  | 1 | 2 | 3 |"},
		"| 甲 | 乙\n|---|---\n| 1 | 2 | 3\n| 4\n| 5 | 6 | 7 | 8\n":        {"3、5", "| 甲 | 乙 |  |  |\n|---|---|---|---|\n| 1 | 2 | 3\n| 4\n| 5 | 6 | 7 | 8\n"},
		"| 甲 | 乙\\||\n|---|---|\n| 1 | 2\\|3 | 4 |":                     {"3", "| 甲 | 乙\\||  |\n|---|---|---|\n| 1 | 2\\|3 | 4 |"},
		"| 甲 |\n|---|\n| 1 | 2 |\n\n| 乙 |\n|---|\n| 3 |":                {"3", "| 甲 |  |\n|---|---|\n| 1 | 2 |\n\n| 乙 |\n|---|\n| 3 |"},
		"| 甲 | 乙 |\n|---|---|\n| 1" + strings.Repeat(" | 2", 40) + " |": {"3", ""},
	} {
		found := render(body).Diagnostics
		if len(found) != 1 || found[0].Code != "MD019" || !strings.Contains(found[0].Message.ZH, "第 "+c.line+" 行") {
			t.Errorf("%q: %v", body, found)
			continue
		}
		if c.want == "" {
			if !found[0].Fix.IsZero() || !strings.HasPrefix(found[0].Hint.ZH, "给表头和它下面的分隔行补到 41 列") {
				t.Errorf("%q: %+v", body, found[0])
			}
			continue
		}
		got, _ := tidy.Apply([]byte(body), []diag.Correction{found[0].Fix})
		if string(got) != c.want {
			t.Errorf("%q: %q, want %q", body, got, c.want)
		}
		after := render(string(got))
		if len(after.Diagnostics) > 0 {
			t.Errorf("%q: mended, but %s", body, after.Diagnostics[0].Message.ZH)
		}
	}
}

// TestNoRuleLine: rows wider than the header make it wider, too, where the line below
// it is missing.
func TestNoRuleLine(t *testing.T) {
	for body, want := range map[string]string{
		"| 甲 | 乙 |\n| 1 | 2 | 3 |\n| 4 | 5 |": "| 甲 | 乙 |  |\n|---|---|---|\n| 1 | 2 | 3 |\n| 4 | 5 |",
		"| 甲 | 乙 |\n| 1 | 2 |\n| 4 | 5 | 6 |": "| 甲 | 乙 |  |\n|---|---|---|\n| 1 | 2 |\n| 4 | 5 | 6 |",
		"｜甲｜乙｜\n｜1｜2｜3｜":                      "|甲|乙|  |\n|---|---|---|\n|1|2|3|",
		"| 甲 | 乙 |\n|——|\n| 1 | 2 | 3 |":      "| 甲 | 乙 |  |\n|---|---|---|\n| 1 | 2 | 3 |",
		"> | 甲 | 乙 |\n> | 1 | 2 | 3 |":        "> | 甲 | 乙 |  |\n> |---|---|---|\n> | 1 | 2 | 3 |",
	} {
		found := render(body).Diagnostics
		if len(found) != 1 || found[0].Code != "MD037" {
			t.Errorf("%q: %v", body, found)
			continue
		}
		if got, _ := tidy.Apply([]byte(body), []diag.Correction{found[0].Fix}); string(got) != want {
			t.Errorf("%q: %q, want %q", body, got, want)
		} else if after := render(string(got)); len(after.Diagnostics) > 0 {
			t.Errorf("%q: mended, but %s", body, after.Diagnostics[0].Message.ZH)
		}
	}
}
