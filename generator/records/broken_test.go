package records

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/diag/diagtest"
	"gongkai/generator/tidy"
)

// TestBroken: what is wrong with a list, where, and how it is mended.
func TestBroken(t *testing.T) {
	used := map[string]bool{}
	diagtest.Run(t, "testdata/broken", 20, func(name string, data []byte) []diag.Diagnostic {
		list, found := Parse(name, data)
		if list != nil {
			t.Errorf("there is a list of %d", list.Len())
		}
		for _, d := range found {
			used[d.Code] = true
		}
		return found
	})
	for _, rule := range Rules() {
		if !used[rule.Code] && rule != ruleTooLarge && rule != ruleVanished { // of which a site is in main
			t.Errorf("no case for %s %s", rule.Code, rule.Title.EN)
		}
	}
}

func TestRules(t *testing.T) {
	if err := diagtest.Check(Rules()); err != nil {
		t.Error(err)
	}
}

// TestMended: what carries a correction is well once that is made, and the hint said
// so. Where all that is wrong carries one, the file is well.
func TestMended(t *testing.T) {
	files, err := filepath.Glob("testdata/broken/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	made := 0
	for _, file := range files {
		name, data := diagtest.Input(t, file)
		_, found := Parse(name, data)
		var fixes []diag.Correction
		for _, d := range found {
			if d.Fix.IsZero() {
				continue
			}
			fixes = append(fixes, d.Fix)
			if d.Code != ruleUnsorted.Code && !strings.Contains(d.Hint.ZH, strings.ReplaceAll(d.Fix.Text, "\t", "⇥")) {
				t.Errorf("%s: %q does not say %q", file, d.Hint.ZH, d.Fix.Text)
			}
		}
		mended, done := tidy.Apply(data, fixes)
		if made += len(done); len(done) != len(fixes) {
			t.Errorf("%s: %d of %d corrections were made", file, len(done), len(fixes))
		}
		list, again := Parse(name, mended)
		if len(fixes) == len(found) && list == nil {
			t.Errorf("%s: all is mended, and there is %s %s at %d", file, again[0].Code, again[0].Message.EN, again[0].Pos.Line)
		}
		for _, d := range found {
			same := func(o diag.Diagnostic) bool { return o.Code == d.Code && o.Pos.Line == d.Pos.Line }
			if !d.Fix.IsZero() && slices.ContainsFunc(again, same) {
				t.Errorf("%s: still %s %s at %d", file, d.Code, d.Message.EN, d.Pos.Line)
			}
		}
	}
	if made < 40 {
		t.Errorf("%d corrections", made)
	}
}
