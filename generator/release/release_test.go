package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// entry is what an archive says of a file.
type entry struct {
	name, data string
	mode       os.FileMode
	time       time.Time
}

// entries reads an archive.
func entries(t *testing.T, name string) []entry {
	t.Helper()
	data, err := os.ReadFile(name)
	must(t, err)
	var list []entry
	if strings.HasSuffix(name, ".zip") {
		archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		must(t, err)
		for _, f := range archive.File {
			r, err := f.Open()
			must(t, err)
			text, err := io.ReadAll(r)
			must(t, err)
			list = append(list, entry{f.Name, string(text), f.Mode(), f.Modified.UTC()})
		}
		return list
	}
	unzipped, err := gzip.NewReader(bytes.NewReader(data))
	must(t, err)
	archive := tar.NewReader(unzipped)
	for {
		h, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return list
		}
		must(t, err)
		if h.Uid != 0 || h.Gid != 0 || h.Uname+h.Gname != "" {
			t.Errorf("%s belongs to somebody", h.Name)
		}
		text, err := io.ReadAll(archive)
		must(t, err)
		list = append(list, entry{h.Name, string(text), os.FileMode(h.Mode), h.ModTime.UTC()})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// An archive has the files in their order, with the time of the commit, and is
// the same whatever order they come in.
func TestPack(t *testing.T) {
	rev := revision{"1.2.3", time.Date(2026, 1, 5, 10, 30, 8, 0, time.UTC)}
	files := []file{{"README.md", []byte("read"), 0o644}, {"docs/a.md", []byte("甲"), 0o644}, {"gongkai", []byte("program"), 0o755}}
	for _, c := range []struct {
		target target
		want   string
	}{{target{townProgram, "windows", "arm64"}, "gongkai-1.2.3-windows-arm64.zip"}, {target{countyProgram, "linux", "amd64"}, "gongkai-county-1.2.3-linux-amd64.tar.gz"}} {
		first, second := t.TempDir(), t.TempDir()
		name, err := c.target.pack(first, rev, files)
		must(t, err)
		slices.Reverse(files)
		_, err = c.target.pack(second, rev, files)
		must(t, err)
		a, err := os.ReadFile(filepath.Join(first, name))
		must(t, err)
		b, err := os.ReadFile(filepath.Join(second, name))
		must(t, err)
		if name != c.want || !bytes.Equal(a, b) {
			t.Errorf("%s, the same again: %t", name, bytes.Equal(a, b))
		}
		folder := strings.TrimSuffix(strings.TrimSuffix(name, ".zip"), ".tar.gz") + "/"
		want := []entry{
			{folder + "README.md", "read", 0o644, rev.time}, {folder + "docs/a.md", "甲", 0o644, rev.time}, {folder + "gongkai", "program", 0o755, rev.time},
		}
		if got := entries(t, filepath.Join(first, name)); !slices.Equal(got, want) {
			t.Errorf("%s has %v", name, got)
		}
		must(t, writeSums(first, []string{name}))
		sums, err := os.ReadFile(filepath.Join(first, "SHA256SUMS"))
		must(t, err)
		if want := fmt.Sprintf("%x  %s\n", sha256.Sum256(a), name); string(sums) != want {
			t.Errorf("sums %q, want %q", sums, want)
		}
	}
}

// The handbook goes with the program.
func TestDocuments(t *testing.T) {
	files, err := documents("../..")
	must(t, err)
	for _, want := range []string{"README.zh-CN.md", "CHANGELOG.md", "docs/editors.zh-CN.md", "docs/diagnostics.zh-CN.md", "docs/images/home.png"} {
		if !slices.ContainsFunc(files, func(f file) bool { return f.path == want && len(f.data) > 0 }) {
			t.Errorf("%s is missing", want)
		}
	}
}

// The version is the tag; without one the day and the commit; and what was
// changed since is said.
func TestRevision(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git on this machine")
	}
	dir := t.TempDir()
	do := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=x", "-c", "user.email=x@x.example"}, args...)...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GIT_COMMITTER_DATE=2026-01-05T18:30:00+08:00", "GIT_CONFIG_GLOBAL=/dev/null")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	version := func() string {
		t.Helper()
		rev, err := revisionOf(dir)
		must(t, err)
		if want := time.Date(2026, 1, 5, 10, 30, 0, 0, time.UTC); !rev.time.Equal(want) {
			t.Errorf("time %v, want %v", rev.time, want)
		}
		return rev.version
	}
	must(t, os.WriteFile(filepath.Join(dir, "a"), []byte("a"), 0o644))
	do("init", "-q")
	do("add", "a")
	do("commit", "-q", "-m", "a")
	if got := version(); !strings.HasPrefix(got, "0.0.0-20260105-") || len(got) != len("0.0.0-20260105-")+12 {
		t.Errorf("version %s", got)
	}
	do("tag", "v0.3.0")
	if got := version(); got != "0.3.0" {
		t.Errorf("version %s", got)
	}
	must(t, os.WriteFile(filepath.Join(dir, "a"), []byte("b"), 0o644))
	if got := version(); got != "0.3.0-modified" {
		t.Errorf("version %s", got)
	}
}

// Every program is compiled from its own package, for each system once.
func TestTargets(t *testing.T) {
	seen, programs := map[target]bool{}, map[string]string{}
	for _, target := range targets() {
		if seen[target] {
			t.Errorf("%v twice", target)
		}
		seen[target], programs[target.program] = true, target.source()
	}
	if len(seen) != 9 || len(programs) != 2 || programs["gongkai"] != "./generator" || programs["gongkai-county"] != "./generator/county" {
		t.Errorf("%v", programs)
	}
	if list, err := chosen([]string{"linux/arm64", "darwin/arm64"}); err != nil || len(list) != 3 {
		t.Errorf("chosen: %v, %v", list, err)
	}
	if list, err := chosen([]string{"plan9/amd64"}); err == nil {
		t.Errorf("chosen: %v", list)
	}
}
