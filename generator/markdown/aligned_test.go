package markdown

import "testing"

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
