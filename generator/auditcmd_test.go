package main

import (
	"bytes"
	"testing"

	"gongkai/generator/audit"
)

// The codes that profiles name are codes of rules.
func TestProfileCodes(t *testing.T) {
	known := map[string]bool{}
	for _, r := range allRules() {
		known[r.Code] = true
	}
	for _, name := range audit.ShippedNames() {
		p, _ := audit.Shipped(name)
		for _, ind := range p.Indicators {
			for _, code := range ind.Codes {
				if !known[code] {
					t.Errorf("%s %s: there is no %s", name, ind.Code, code)
				}
			}
		}
	}
}

// The site of this repository has no veto from the day of its last news to the last day
// that docs/audit.md tells, and has one on the next.
func TestTownAudit(t *testing.T) {
	for day, want := range map[string]int{"2018-01-15": exitWell, "2018-01-26": exitWell, "2018-01-29": exitWell, "2018-01-30": exitSite} {
		var stdout, stderr bytes.Buffer
		args := []string{"audit", "--source", "..", "--out", t.TempDir(), "--as-of", day}
		if got := run(args, &stdout, &stderr); got != want || stderr.Len() > 0 {
			t.Errorf("on %s: status %d, want %d\n%s%s", day, got, want, stdout.String(), stderr.String())
		}
		if veto := bytes.Contains(stdout.Bytes(), []byte("首页两周内没有信息更新")); veto != (want == exitSite) {
			t.Errorf("on %s:\n%s", day, stdout.String())
		}
	}
}
