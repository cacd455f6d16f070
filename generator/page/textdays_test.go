package page

import (
	"strings"
	"testing"

	"gongkai/generator/corpus/lawtest"
	"gongkai/generator/diag"
)

func daysIn(body string) (found []diag.Diagnostic) {
	_, all := Parse("notices/2026/0007.md", []byte("---\ntitle: 公示\ncategory: notices\ndate: 2026-03-01\n---\n"+body))
	for _, d := range all {
		if d.Code == "FM111" {
			found = append(found, d)
		}
	}
	return found
}

// TestTextDays: days that no calendar has are found where they stand, and no others.
func TestTextDays(t *testing.T) {
	for body, want := range map[string]string{
		"公示期至2026年11月31日。":     "2026年11月31日",
		"2026年2月29日开始":         "2026年2月29日",
		"会议于2026年13月1日召开":      "2026年13月1日",
		"2026年0月1日":            "2026年0月1日",
		"请于2月30日前报送":           "2月30日",
		"4月31日":                "4月31日",
		"1月0日":                 "1月0日",
		"2026年3月45日":           "2026年3月45日",
		"2024年2月29日、2月29日":     "",
		"2026年11月30日至12月31日":   "",
		"农历2月30日、阴历2月30日":      "",
		"1-2月30日前":             "",
		"13月1日":                "",
		"第12026年2月30日":         "",
		"2月30号楼、12月300日、2月三十日": "",
		"2.30、2026-02-30":      "",
	} {
		found := daysIn(body + "\n")
		switch {
		case want == "" && len(found) > 0:
			t.Errorf("%q: %s", body, found[0].Message.ZH)
		case want == "":
		case len(found) != 1 || !strings.Contains(found[0].Message.ZH, "“"+want+"”") || found[0].Pos.Line != 6 || found[0].Pos.Column != 1+len([]rune(body[:strings.Index(body, want)])):
			t.Errorf("%q: %v, want %s", body, found, want)
		}
	}
	for _, laws := range [][]lawtest.Text{lawtest.Own(t), lawtest.Shared(t)} {
		for _, law := range laws {
			for _, d := range daysIn(law.Body) {
				t.Errorf("%s: %s", law.Name, d.Message.ZH)
			}
		}
	}
}
