package terminal

import (
	"testing"

	"gongkai/generator/diag"
)

func TestExplain(t *testing.T) {
	rule := &diag.Rule{
		Code: "TS001", Severity: diag.Error, Title: diag.Text{ZH: "题目", EN: "title"}, Explain: diag.Text{ZH: "说明", EN: "explanation\n"},
	}
	if got, want := Explain(rule, "en"), "TS001 title\nSeverity: error. The site is not built until it is mended.\n\nexplanation\n"; got != want {
		t.Errorf("Explain = %q, want %q", got, want)
	}
}
