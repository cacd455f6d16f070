package markdown

import (
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

// TestCrossing: marks that a line break divides are an error, with the line as it
// should be; asterisks that hide names are none.
func TestCrossing(t *testing.T) {
	for body, want := range map[string]string{
		"中文**粗\n体**":               "中文**粗体**",
		"请在**三月三十一日\n以前**报送。":      "请在**三月三十一日以前**报送。",
		"**重\n点**":                 "**重点**",
		"`中\n文`":                   "`中文`",
		"中文[链接](\nzzz.md)":         "中文[链接](zzz.md)",
		"中文[链接](\n0001-表.pdf)，见表。": "中文[链接](0001-表.pdf)，见表。",
		"> 中文**粗\n> 体**":           "中文**粗",
		"李**\n王**":                 "", "李**（女）\n王**（男）": "", "张**代表\n李**代表": "", "张**代表\n李**": "", "张**、李**\n王**、赵**": "", "**甲**\n**乙**": "", "`甲`\n`乙`": "",
		"[甲](a.md)\n（见附件)": "", "中文\\**粗\n体\\**": "", "[甲](见\n附件)": "", "中文**粗\n\n体**": "", "5**2\n2**3元": "", "甲：138****1234\n乙：139****1234": "",
	} {
		found := render(body).Diagnostics
		i := slices.IndexFunc(found, func(d diag.Diagnostic) bool { return d.Code == ruleCrossing.Code })
		switch {
		case want == "" && i >= 0:
			t.Errorf("%q: %s", body, found[i].Hint.ZH)
		case want != "" && (i < 0 || !strings.Contains(found[i].Hint.ZH, want) || found[i].Pos.Line != 1 || len(found) != 1):
			t.Errorf("%q: %+v", body, found)
		}
	}
}
