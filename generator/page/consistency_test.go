package page

import (
	"strings"
	"testing"
)

// TestDaysAtTheBound: a day that may be the same as another may be that, and the
// next one is found.
func TestDaysAtTheBound(t *testing.T) {
	for fields, want := range map[string]string{
		"written: 2017-03-10\neffective: 2017-03-10":              "",
		"written: 2017-03-10\neffective: 2017-03-09":              ruleRetroactive.Code,
		"written: 2017-03-10\neffective: 2017-03-11":              "",
		"written: 2017-03-15":                                     "",
		"written: 2017-03-16":                                     ruleOrder.Code,
		"effective: 2017-04-01\nexpires: 2017-04-01":              "",
		"effective: 2017-04-02\nexpires: 2017-04-01":              ruleOrder.Code,
		"validity: 废止\nwritten: 2017-03-10\nrepealed: 2017-03-10": "",
		"validity: 废止\nwritten: 2017-03-10\nrepealed: 2017-03-09": ruleOrder.Code,
		"summary: " + strings.Repeat("概", maxSummary):             "",
		"summary: " + strings.Repeat("概", maxSummary+1):           ruleSummary.Code,
	} {
		_, found := Parse("policies/2017/0003.md", []byte("---\ntitle: 通知\ncategory: policies\ndate: 2017-03-15\n"+fields+"\n---\n正文。\n"))
		if got := codes(found); strings.TrimSpace(got) != want {
			t.Errorf("%.80s: found %q, want %q", fields, got, want)
		}
	}
}
