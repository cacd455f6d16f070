package diagtest

import (
	"strings"
	"testing"

	"gongkai/generator/diag"
)

var testRule = &diag.Rule{
	Code: "TS001", Severity: diag.Error,
	Title:   diag.Text{ZH: "题目", EN: "title"},
	Message: diag.Text{ZH: "%[2]s 里有 %[1]s", EN: "%[1]s in %[2]s"},
	Hint:    diag.Text{ZH: "改为 %[3]s", EN: "write %[3]s"},
	Explain: diag.Text{ZH: "说明", EN: "explanation"},
}

func TestCheck(t *testing.T) {
	if err := Check([]*diag.Rule{testRule}); err != nil {
		t.Error(err)
	}
	bad := *testRule
	bad.Code, bad.Severity = "T1", 0
	bad.Title.EN = " "
	bad.Message = diag.Text{ZH: "%s %[3]d 100%%", EN: "%[2]s %s"}
	bad.Hint = diag.Text{ZH: "%5.1[1]f", EN: "%[1]v"}
	err := Check([]*diag.Rule{&bad, &bad})
	for _, want := range []string{"malformed code", "no severity", "title missing", "the message takes [1 3] in Chinese, [2 3] in English", "code used twice"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Check = %v, which lacks %q", err, want)
		}
	}
	if strings.Contains(err.Error(), "the hint takes") {
		t.Errorf("Check = %v", err)
	}
}
