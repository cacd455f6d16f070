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
		"written: 45717 # 成文日期":              "written: 2025-03-01 # 成文日期",
		"written: \"2025年3月1日\"":             "written: 2025-03-01",
		"written: 二〇二五年三月一日":                 "written: 2025-03-01",
		"written: 2025-02-28T20:00:00Z":      "written: 2025-03-01 04:00",
		"doc_number: 某政发[2025]3号":            "doc_number: 某政发〔2025〕3号",
		"doc_number: 公告2025年1号":              "doc_number: 公告2025年第1号",
		"index_number: 000014349／2025－00003": "index_number: 000014349/2025-00003",
		"keywords: [甲，乙, 丙]":                 "keywords: [甲, 乙, 丙]",
		"draft: 是":                           "draft: true",
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
