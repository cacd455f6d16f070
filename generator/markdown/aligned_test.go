package markdown

import (
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/tidy"
)

// TestAligned: a table aligned with blanks is named by its lines; other blanks are not.
func TestAligned(t *testing.T) {
	for body, want := range map[string]string{
		"姓名    金额    村\n张某    100     东村\n李某    200     西村":          "第 1 到 3 行",
		"名单：\n姓名　　金额　　村\n张某　　100　　东村\n李某　　200　　西村\n以上。":              "第 2 到 4 行",
		"姓名    金额    村\n张某    100     东村":                            "",
		"甲    乙\n丙    丁\n戊    己":                                     "",
		"　　姓名\n　　金额\n　　村":                                            "",
		"姓名    金额    村\n\n张某    100     东村\n\n李某    200     西村":      "",
		"姓名\t  金额    村  镇\n张某\t  100     东村  镇\n李某\t  200     西村  镇": "",
	} {
		got := ""
		for _, d := range render(body).Diagnostics {
			if d.Code == "MD048" {
				got = d.Message.ZH
			}
		}
		if want == "" && got != "" || want != "" && got != want+"用空格对齐成了表格，网页上不会对齐" {
			t.Errorf("%q: %q, want %q", body, got, want)
		}
	}
}

// TestAlignedTable: the table that is shown is the one that the lines were, and takes their
// place where they have a header, between blank lines.
func TestAlignedTable(t *testing.T) {
	for _, c := range []struct{ body, shown, mended string }{
		{"姓名    金额    村\n张某    100     东村\n李某    200     西 村\n", "| 姓名 | 金额 | 村 | / |---|---|---| / | 张某 | 100 | 东村 | / | 李某 | 200 | 西 村 |",
			"| 姓名 | 金额 | 村 |\n|---|---|---|\n| 张某 | 100 | 东村 |\n| 李某 | 200 | 西 村 |\n"},
		{"名单：\n　　姓名　　金额　　村\n张某　　100　　东村\n李某　　200　　西村\n王某　　300　　南村\n以上。\n", "| 姓名 | 金额 | 村 | / |---|---|---| / | 张某 | 100 | 东村 | / | 李某 | 200 | 西村 | / …",
			"名单：\n\n| 姓名 | 金额 | 村 |\n|---|---|---|\n| 张某 | 100 | 东村 |\n| 李某 | 200 | 西村 |\n| 王某 | 300 | 南村 |\n\n以上。\n"},
		{"姓名  金额  村\r\n张某  100  东村\r\n李某  200  西村", "| 姓名 | 金额 | 村 | / |---|---|---| / | 张某 | 100 | 东村 | / | 李某 | 200 | 西村 |",
			"| 姓名 | 金额 | 村 |\r\n|---|---|---|\r\n| 张某 | 100 | 东村 |\r\n| 李某 | 200 | 西村 |"},
		{"张某某  李某某  王某某\n赵某某  钱某某  孙某某\n周某某  吴某某  郑某某\n", "| 张某某 | 李某某 | 王某某 | / |---|---|---| / | 赵某某 | 钱某某 | 孙某某 | / | 周某某 | 吴某某 | 郑某某 |", ""},
		{"> 姓名  金额  村\n> 张某  100  东村\n> 李某  200  西村\n", "| 姓名 | 金额 | 村 | / |---|---|---|", ""},
	} {
		var found *diag.Diagnostic
		for _, d := range render(c.body).Diagnostics {
			if d.Code == "MD048" {
				found = &d
			}
		}
		if found == nil {
			if !strings.HasPrefix(c.body, ">") {
				t.Errorf("%q: nothing is found", c.body)
			}
			continue
		}
		if !strings.Contains(found.Hint.ZH, c.shown) {
			t.Errorf("%q: %s, want %s", c.body, found.Hint.ZH, c.shown)
		}
		if found.Fix.IsZero() {
			if c.mended != "" {
				t.Errorf("%q cannot be mended", c.body)
			}
			continue
		}
		mended, _ := tidy.Apply([]byte(c.body), []diag.Correction{found.Fix})
		if string(mended) != c.mended {
			t.Errorf("%q becomes %q, want %q", c.body, mended, c.mended)
		}
		if page := render(string(mended)); !strings.Contains(string(page.HTML), "<table") || strings.Contains(string(page.HTML), "以上。</td>") || len(page.Diagnostics) > 0 {
			t.Errorf("%q is shown as %s, %v", mended, page.HTML, page.Diagnostics)
		}
	}
}
