package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/county/office"
	"gongkai/generator/county/portal"
	"gongkai/generator/county/roster"
	"gongkai/generator/diag"
	"gongkai/generator/diag/diagtest"
)

// everyRule lists what this program can find wrong, and what that for counties can beside
// it.
func everyRule() []*diag.Rule {
	return slices.Concat(allRules(), roster.Rules(), office.Rules(), portal.Rules())
}

// The rules are whole, and no code is used by two packages.
func TestRules(t *testing.T) {
	if err := diagtest.Check(everyRule()); err != nil {
		t.Error(err)
	}
}

// unseen are the rules whose codes no test names, each with the reason.
var unseen = map[string]string{
	"LY005": "the file system must fail while a template is being read",
	"PB006": "needs a mount point; generator/publish tests the kind MountPoint",
	"PB007": "generator/publish tests the kind Busy, TestTwoBuilds the waiting",
	"PB008": "generator/publish injects a full disk at every write and tests the kind DiskFull",
	"PB009": "generator/publish injects the refusal and tests the kind Permission",
	"PB010": "Windows only; generator/publish injects it and tests the kind Held",
	"PB011": "the kind Other, for errors that have no name; generator/publish injects one",
}

// fired matches a finding as it is printed, encoded, or listed in the golden
// files of generator/markdown.
var fired = regexp.MustCompile(`(?m)(?:错误|警告|说明|error|warning|note) ([A-Z]{2}\d{3}):|"code":"([A-Z]{2}\d{3})"|^([A-Z]{2}\d{3}) content/`)

// inTest matches a code as tests written in Go name it.
var inTest = regexp.MustCompile("[\"`. ]([A-Z]{2}\\d{3})\\b")

// TestEveryRuleFires demands that every rule is seen to fire: a golden file
// has its finding, or a test asks for its code.
func TestEveryRuleFires(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == "rules_test.go" || name == "rulesites_test.go" {
			return err
		}
		pattern := fired
		if strings.HasSuffix(name, "_test.go") {
			pattern = inTest
		} else if !strings.Contains(filepath.ToSlash(name), "testdata/") {
			return nil
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for _, m := range pattern.FindAllSubmatch(data, -1) {
			for _, code := range m[1:] {
				seen[string(code)] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range everyRule() {
		switch reason := unseen[r.Code]; {
		case !seen[r.Code] && reason == "":
			t.Errorf("no test sees %s fire (%s)", r.Code, r.Title.EN)
		case seen[r.Code] && reason != "":
			t.Errorf("%s is listed as unseen, and a test sees it", r.Code)
		}
	}
}
