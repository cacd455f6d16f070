package main

import (
	"regexp"
	"testing"

	"gongkai/generator/diag"
)

// TestExplainRelations: every relation that a title names is found by its name, and
// no name is that of two.
func TestExplainRelations(t *testing.T) {
	rules := allRules()
	named := map[string]*diag.Rule{}
	for _, r := range rules {
		for _, title := range []string{r.Title.ZH, r.Title.EN} {
			if name := regexp.MustCompile(`^R\d+\b`).FindString(title); name != "" {
				if known := named[name]; known != nil && known != r {
					t.Errorf("%s is %s and %s", name, known.Code, r.Code)
				}
				named[name] = r
			}
		}
	}
	for i := range named {
		if got := ruleOf(i, rules); got != named[i] {
			t.Errorf("%s is not explained by %s", i, named[i].Code)
		}
	}
	if len(named) < 19 || named["R1"] == nil || named["R19"] == nil {
		t.Errorf("%d relations have names", len(named))
	}
	for _, none := range []string{"R", "R0", "R01", "R99", "R1 ", "PDF"} {
		if got := ruleOf(none, rules); got != nil {
			t.Errorf("%q is explained by %s", none, got.Code)
		}
	}
}
