package terminal

import (
	"fmt"
	"strings"

	"gongkai/generator/diag"
)

// Explain returns what `gongkai explain CODE` prints about a rule: its title,
// what it does to a build, and why it exists, with an example.
func Explain(r *diag.Rule, lang string) string {
	return fmt.Sprintf("%s %s\n%s\n\n%s\n", r.Code, r.Title.In(lang), effect(r.Severity).In(lang), strings.TrimSpace(r.Explain.In(lang)))
}

// effect says what a finding of a severity does to a build.
func effect(s diag.Severity) diag.Text {
	switch s {
	case diag.Error:
		return diag.Text{ZH: "级别：错误。改正之前不会生成网站。", EN: "Severity: error. The site is not built until it is mended."}
	case diag.Warning:
		return diag.Text{ZH: "级别：警告。照常生成，应当改正。", EN: "Severity: warning. The site is built; it should be mended."}
	}
	return diag.Text{ZH: "级别：说明。供参考。", EN: "Severity: note. For information."}
}
