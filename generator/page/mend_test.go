package page

import (
	"strings"
	"testing"

	"gongkai/generator/diag"
)

// TestMended: what can be mended without asking is mended by the correction that
// the finding carries, and nothing else is.
func TestMended(t *testing.T) {
	for line, want := range map[string]string{
		"title：关于停水的公告":                      "title: 关于停水的公告",
		"title ： 关于停水的公告 # 标题":               "title: 关于停水的公告 # 标题",
		"标题：关于停水的公告":                         "title: 关于停水的公告",
		"标题: 关于停水的公告":                        "title: 关于停水的公告",
		"title:关于停水的公告":                      "title: 关于停水的公告",
		"title=关于停水的公告":                      "title: 关于停水的公告",
		"written: 2025/3/1":                  "written: 2025-03-01",
		"written: 2025–3–1":                  "written: 2025-03-01",
		"written: 45717 # 成文日期":              "written: 2025-03-01 # 成文日期",
		"written: \"2025年3月1日\"":             "written: 2025-03-01",
		"written: 二〇二五年三月一日":                 "written: 2025-03-01",
		"written: 2025-02-28T20:00:00Z":      "written: 2025-03-01 04:00",
		"doc_number: 某政发[2025]3号":            "doc_number: 某政发〔2025〕3号",
		"doc_number: 公告2025年1号":              "doc_number: 公告2025年第1号",
		"index_number: 000014349／2025－00003": "index_number: 000014349/2025-00003",
		"keywords: [甲，乙, 丙]":                 "keywords: [甲, 乙, 丙]",
		"draft: 是":                           "draft: true",
		"keywords: [\"甲，乙\"]":                "keywords: [甲, 乙]",
		"written: 2025年3月1日 星期六":             "written: 2025-03-01",
		"written: 2025/3/1 下午3:30":           "written: 2025-03-01 15:30",
		"written: 2025年3月1日中午12点":            "written: 2025-03-01 12:00",
		"written: 2025年3月1日晚上8:05":           "written: 2025-03-01 20:05",
		"written: 2025/3/1 15:30:00":         "written: 2025-03-01 15:30",
		"written: 2025-3-1 3:30 PM":          "written: 2025-03-01 15:30",
		"written: 2025/3/1 9:05":             "written: 2025-03-01 09:05",
		"written: “2025-03-01”":              "written: 2025-03-01",
		"written: ‘2025年3月1日’ # 成文":          "written: 2025-03-01 # 成文",
		"  written: 2025-03-01":              "written: 2025-03-01",
		"\u3000written: 2025-03-01":          "",
		"  date: 2025-03-01":                 "",
		"  第二行":                              "",
		// A number that may be a date with some digits lost, or with one too many.
		"written: 20173": "", "written: 2017315": "", "written: 40315": "", "written: 60000": "", "written: 45717.5": "", "written: 2025-03-151": "", "written: 202503011030": "", "written: 2025-03-01 8": "", "written: 2025-3-110:30": "",
		// An hour that may be another one, a day that is another one.
		"written: 2025年3月1日晚上12:00": "", "written: 2025年3月1日晚12点": "", "written: 2025-03-01 上午12:00": "", "written: 2025-03-01 凌晨12:30": "", "written: 2025-03-01 下午12:00": "", "written: 2025-03-01 12:00 AM": "", "written: 2025-03-01 12:00 PM": "",
		"written: 2025年3月1日晚上1:00": "", "written: 2025年3月1日 早上1点": "", "written: 2025-03-01 中午8:00": "", "written: 2025-03-01 下午3:00 pm": "", "written: 2025年3月1日 星期五": "", "written: 2025年3月1日 星期五 8:00": "",
		"doc_number: 某政发20253号": "", "doc_number: 某镇2025年3号": "", "doc_number: 某政发[2025]3": "", "draft: 待定": "", "draft: flase": "", "日期: 2025-03-01": "", "keywords: [甲 #1，乙]": "", "keywords: [\"甲，- 乙\"]": "", "keywords: [\"1，2\"]": "", "标题: 又一个标题": "", "标题：又一个标题": "",
		// What was meant is likely, and not certain.
		"draft: 否": "", "written: 2025年3月1日左右": "", "written: 2025-02-30": "", "written: 今天": "", "tilte: 关于停水的公告": "", "tilte：关于停水的公告": "", "doc_number: 无": "", "genre: 规定": "", "subject: 政务公开": "",
	} {
		front := "---\ntitle: 公告\ncategory: a\ndate: 2025-03-15\n"
		if strings.Contains(line, "停水") {
			front = "---\ncategory: a\ndate: 2025-03-15\n"
		}
		data := []byte(front + line + "\n---\n正文。\n")
		_, found := Parse("a/b.md", data)
		var fixes []diag.Correction
		for _, d := range found {
			if d.Severity != diag.Note && !d.Fix.IsZero() {
				fixes = append(fixes, d.Fix)
			}
		}
		if want == "" {
			if len(fixes) > 0 {
				t.Errorf("%s is mended: %+v", line, fixes)
			}
			continue
		}
		if len(fixes) != 1 || fixes[0].Line != strings.Count(front, "\n")+1 || fixes[0].EndLine != fixes[0].Line {
			t.Errorf("%s: corrections %+v of\n%s", line, fixes, printed(found))
			continue
		}
		runes := []rune(line)
		if got := string(runes[:fixes[0].Column-1]) + fixes[0].Text + string(runes[fixes[0].EndColumn-1:]); got != want {
			t.Errorf("%s becomes %s, want %s", line, got, want)
		}
	}
}

// TestMendedList: what is said of a list of lines is mended by lines, and nothing is
// found afterwards; that is so of all that is mended.
func TestMendedList(t *testing.T) {
	for before, after := range map[string]string{
		"keywords:\n  - 甲，乙\n  - 丙":  "keywords:\n  - 甲\n  - 乙\n  - 丙",
		"keywords:\n- \"甲；乙，丙\" # 词": "keywords:\n- 甲\n- 乙\n- 丙 # 词",
		"keywords:\n  - 甲: 乙，丙":      "",
		"keywords:\n  - 甲，true":      "",
		"keywords:\n  - 甲， ，乙":       "",
		"keywords: [甲，乙]":            "keywords: [甲, 乙]",
	} {
		const front, rest = "---\ntitle: 公告\ncategory: a\ndate: 2025-03-15\n", "\n---\n正文。\n"
		data := []byte(front + before + rest)
		_, found := Parse("a/b.md", data)
		if len(found) != 1 || found[0].Fix.IsZero() != (after == "") {
			t.Errorf("%s: %s%+v", before, printed(found), found)
			continue
		}
		if after == "" {
			continue
		}
		fix := found[0].Fix
		lines := strings.Split(string(data), "\n")
		line := []rune(lines[fix.Line-1])
		lines[fix.Line-1] = string(line[:fix.Column-1]) + fix.Text + string(line[fix.EndColumn-1:])
		if got := strings.Join(lines, "\n"); got != front+after+rest {
			t.Errorf("%s becomes\n%s", before, got)
		}
		if _, found := Parse("a/b.md", []byte(front+after+rest)); len(found) > 0 {
			t.Errorf("%s is not mended:\n%s", after, printed(found))
		}
	}
}
