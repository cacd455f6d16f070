package main

import (
	"bytes"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Every wrong call has the exit status 2, says why in both languages, prints
// nothing on stdout and leaves the site as it was.
func TestWrongCalls(t *testing.T) {
	site := filepath.Join(t.TempDir(), "site")
	if status := run([]string{"init", site, "--quiet"}, io.Discard, io.Discard); status != exitWell {
		t.Fatalf("init: exit status %d", status)
	}
	before := fileCount(t, site)
	for _, c := range []struct {
		args   string
		zh, en string
	}{
		{"new polices 标题", "是不是 policies", "did you mean policies"},
		{"new policies 标题 --date 2025-02-30", "--date", "--date"},
		{"new report 1999", "四位数字", "four digits"},
		{"new report 3000", "还没有到", "has not begun"},
		{"new report 2024 --date 2025-01-01", "不用 --date", "takes no --date"},
		{"new policies", "缺少参数", "expected"},
		{"init " + site, "已经有东西", "not empty"},
		{"init", "缺少参数", "expected"},
		{"explain FM999", "没有代码 FM999", "no code FM999"},
		{"explain no/such.html", "网站上没有", "the site has no"},
		{"report 2016", "没有可以公开的 2016 年报告", "no public report of 2016"},
		{"report last", "四位数字", "four digits"},
		{"report 2017 --format pdf", "format", "format"},
		{"bench --docs 0", "--docs", "--docs"},
		{"schema extra", "多余的", "unexpected argument"},
	} {
		for lang, want := range map[string]string{"zh": c.zh, "en": c.en} {
			var stdout, stderr bytes.Buffer
			args := append(strings.Fields(c.args), "--source", site, "--lang", lang)
			if status := run(args, &stdout, &stderr); status != exitCall {
				t.Errorf("%v: exit status %d, want %d", args, status, exitCall)
			}
			if !strings.Contains(stderr.String(), want) || stdout.Len() > 0 {
				t.Errorf("%v: stdout %q, stderr %q, want %q", args, stdout.String(), stderr.String(), want)
			}
		}
	}
	if after := fileCount(t, site); after != before {
		t.Errorf("there were %d files, now there are %d", before, after)
	}
}

// An argument or an option that is there and empty comes from a variable that
// is not set. It is refused, whichever it is, and nothing is written anywhere.
func TestEmptyArguments(t *testing.T) {
	site := filepath.Join(t.TempDir(), "site")
	if status := run([]string{"init", site, "--quiet"}, io.Discard, io.Discard); status != exitWell {
		t.Fatalf("init: exit status %d", status)
	}
	t.Chdir(site)
	before := fileCount(t, site)
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"init", ""}, "DIR"},
		{[]string{"init", " "}, "DIR"},
		{[]string{"build", "--source", ""}, "--source"},
		{[]string{"build", "--source="}, "--source"},
		{[]string{"check", "--source", "\t"}, "--source"},
		{[]string{"--source", "", "serve"}, "--source"},
		{[]string{"schema", "--source", ""}, "--source"},
		{[]string{"build", "--out", ""}, "--out"},
		{[]string{"build", "--out="}, "--out"},
		{[]string{"explain", "index.html", "--out", ""}, "--out"},
		{[]string{"build", "--base-url", ""}, "--base-url"},
		{[]string{"build", "--as-of", ""}, "--as-of"},
		{[]string{"build", "--trace", ""}, "--trace"},
		{[]string{"explain", ""}, "TOPIC"},
		{[]string{"report", ""}, "YEAR"},
		{[]string{"report", "2017", "--output", ""}, "--output"},
		{[]string{"new", "", "标题"}, "CATEGORY"},
		{[]string{"bench", "--dir", ""}, "--dir"},
	} {
		for lang, empty := range map[string]string{"zh": c.want + " 的值是空的", "en": c.want + " is empty"} {
			var stdout, stderr bytes.Buffer
			if status := run(append(c.args, "--lang", lang), &stdout, &stderr); status != exitCall {
				t.Errorf("%q: exit status %d, want %d", c.args, status, exitCall)
			}
			if !strings.Contains(stderr.String(), empty) || stdout.Len() > 0 {
				t.Errorf("%q: stdout %q, stderr %q, want %q", c.args, stdout.String(), stderr.String(), empty)
			}
		}
	}
	if after := fileCount(t, site); after != before {
		t.Errorf("there were %d files, now there are %d", before, after)
	}
}

// The user's own folder is never replaced by a site, not even an empty one.
func TestHomeIsNoOutput(t *testing.T) {
	site, home := filepath.Join(t.TempDir(), "site"), t.TempDir()
	if status := run([]string{"init", site, "--quiet"}, io.Discard, io.Discard); status != exitWell {
		t.Fatalf("init: exit status %d", status)
	}
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	for _, out := range []string{home, home + "/", home + "/x/.."} {
		var stderr bytes.Buffer
		args := []string{"build", "--source", site, "--out", out, "--as-of", "2026-01-05", "--lang", "en"}
		if status := run(args, io.Discard, &stderr); status != exitCall || !strings.Contains(stderr.String(), "your home folder") {
			t.Errorf("--out %s: exit status %d, stderr %q", out, status, stderr.String())
		}
	}
	if n := fileCount(t, home); n != 1 {
		t.Errorf("%d files in the home folder", n)
	}
	args := []string{"build", "--source", site, "--out", filepath.Join(home, "public"), "--as-of", "2026-01-05", "--quiet"}
	if status := run(args, io.Discard, io.Discard); status != exitWell {
		t.Errorf("a folder in it: exit status %d", status)
	}
}

// fileCount counts the files of a site, the work folder apart.
func fileCount(t *testing.T, root string) int {
	n := 0
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if d != nil && d.Name() == ".build" {
			return filepath.SkipDir
		}
		n++
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// A machine that refuses has the exit status 3.
func TestMachineFails(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	if status := run([]string{"init", filepath.Join(file, "below")}, io.Discard, &stderr); status != exitMachine {
		t.Errorf("exit status %d, stderr %q", status, stderr.String())
	}
	if stderr.Len() == 0 {
		t.Error("nothing says why")
	}
}

// An address that cannot be had is refused before anything is served.
func TestServeRefuses(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	_, port, err := net.SplitHostPort(taken.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	const elsewhere = "192.0.2.1" // an address of documentation, RFC 5737: no machine has it
	for code, args := range map[string][]string{
		"SV001": {"serve", "--port", port},
		"SV005": {"serve", "--host", elsewhere, "--port", port},
	} {
		var stdout, stderr bytes.Buffer
		if status := run(append(args, "--source", t.TempDir()), &stdout, &stderr); status != exitCall {
			t.Errorf("%v: exit status %d, want %d", args, status, exitCall)
		}
		if !strings.Contains(stderr.String(), code) || stdout.Len() > 0 {
			t.Errorf("%v: stdout %q, stderr %q, want %s", args, stdout.String(), stderr.String(), code)
		}
	}
}

func TestThousands(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 123456: "123,456", 1234567: "1,234,567"} {
		if got := thousands(n); got != want {
			t.Errorf("thousands(%d) = %s, want %s", n, got, want)
		}
	}
}
