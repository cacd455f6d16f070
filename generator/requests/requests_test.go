package requests

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// site writes the ledgers of some years into a folder.
func site(t *testing.T, ledgers map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for year, rows := range ledgers {
		dir := filepath.Join(root, "content", "reports", year)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "applications.csv"), []byte(rows), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

const header = "received,applicant,channel,outcome,closed\n"

// TestRead: open ones alone, each once, with the day from which its time counts.
func TestRead(t *testing.T) {
	root := site(t, map[string]string{
		"2025": header + "2025-12-01,natural,letter,granted,2025-12-20\n2025-12-20,natural,letter,,\n2025-12-22,business,web,,\n2025-12-23,legal,web,granted,2026-01-08\n",
		"2026": "序号,收到日期,申请人类型,渠道,办理结果,办结日期,补正日期,延期日期\n" +
			"1,2025/12/22,商业企业,网络,予以公开,2026/1/9,,\n" + // carried over, and closed there
			"2,2026/3/2,自然人,信函,,,,\n3,2026/3/2,自然人,信函,,,2026/3/10,\n4,2026/3/3,自然人,当面,,,,2026/3/20\n",
		"notes": header,
	})
	open, found, err := Read(root)
	if err != nil || len(found) > 0 {
		t.Fatal(found, err)
	}
	var got []string
	for _, a := range open {
		got = append(got, fmt.Sprintf("%s:%d %s %t", strings.TrimPrefix(a.File, "content/reports/"), a.Line, a.From.DayString(), a.Extended))
	}
	want := "2025/applications.csv:3 2025-12-20 false\n2026/applications.csv:3 2026-03-02 false\n2026/applications.csv:4 2026-03-10 false\n2026/applications.csv:5 2026-03-03 true"
	if strings.Join(got, "\n") != want {
		t.Errorf("open:\n%s\nwant:\n%s", strings.Join(got, "\n"), want)
	}
}

// TestReadFaults: a line that cannot be read is said, the others are there; a site
// without ledgers, or without reports, has none.
func TestReadFaults(t *testing.T) {
	open, found, err := Read(site(t, map[string]string{"2026": header + "2026-03-02,natural,letter,,\n三月二日,natural,letter,,\n"}))
	if err != nil || len(open) != 1 || len(found) != 1 || found[0].Pos.Line != 3 || found[0].Pos.File != "content/reports/2026/applications.csv" {
		t.Errorf("open %v, found %v, %v", open, found, err)
	}
	_, found, err = Read(site(t, map[string]string{"2026": strings.TrimSuffix(header, "\n") + ",extended\n2026-03-02,natural,letter,,,2026-03-01\n"}))
	if err != nil || len(found) != 1 {
		t.Errorf("extended before it was received: %v, %v", found, err)
	}
	if open, found, err := Read(t.TempDir()); open != nil || found != nil || err != nil {
		t.Errorf("no reports: %v, %v, %v", open, found, err)
	}
}
