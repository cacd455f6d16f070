package history

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// repository makes a repository with a site in a folder of it, and returns that folder
// and what runs git in it.
func repository(t *testing.T) (dir string, git func(args ...string)) {
	t.Helper()
	top := t.TempDir()
	dir = filepath.Join(top, "site")
	git = func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", top, "-c", "user.name=t", "-c", "user.email=t@town.example", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false"}, args...)...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	git("init", "-q")
	return dir, git
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestIntroduced: the first commit that has a text is found, whatever the name of the
// file, and what the file was then is read as it was.
func TestIntroduced(t *testing.T) {
	dir, git := repository(t)
	const file = "content/公告/[a] *.md"
	for _, text := range []string{"甲\r\n", "甲\r\nsum: 1\r\n", "乙\r\nsum: 1\r\n", "乙\r\n", "丙\r\nsum: 1\r\n"} {
		write(t, filepath.Join(dir, filepath.FromSlash(file)), text)
		git("add", "-A")
		git("commit", "-qm", "x")
	}
	commit, err := Introduced(dir, file, "sum: 1")
	if err != nil || len(commit) < 40 {
		t.Fatalf("%q, %v", commit, err)
	}
	if data, err := Read(dir, commit, file); err != nil || string(data) != "甲\r\nsum: 1\r\n" {
		t.Errorf("%q, %v", data, err)
	}
	if data, err := Read(dir, commit, "content/b.md"); err != nil || data != nil {
		t.Errorf("there was no such file: %q, %v", data, err)
	}
	if commit, err := Introduced(dir, file, "sum: 2"); err != nil || commit != "" {
		t.Errorf("there was no such text: %q, %v", commit, err)
	}
	all, err := Versions(dir, file, 9)
	if err != nil || len(all) != 5 || all[3] != commit {
		t.Errorf("versions %q, %v", all, err)
	}
	if newest, err := Versions(dir, file, 2); err != nil || !slices.Equal(newest, all[:2]) || !Kept(dir) {
		t.Errorf("the newest are %q, %v", newest, err)
	}
	if paths, err := Added(dir, "content/公告"); err != nil || !slices.Equal(paths, []string{file}) {
		t.Errorf("%q, %v", paths, err)
	}
}

// TestUnknown: without a repository, or without git, nothing is known, and nothing is
// wrong; a repository that git cannot read is.
func TestUnknown(t *testing.T) {
	nothing := func(dir string) {
		t.Helper()
		if commit, err := Introduced(dir, "content/a.md", "甲"); commit != "" || err != nil {
			t.Errorf("%q, %v", commit, err)
		}
		if all, err := Versions(dir, "content/a.md", 9); len(all) != 0 || err != nil || Kept(dir) {
			t.Errorf("%q, %v", all, err)
		}
		if paths, err := Added(dir, "content"); paths != nil || err != nil {
			t.Errorf("%q, %v", paths, err)
		}
	}
	dir := t.TempDir()
	nothing(dir)
	write(t, filepath.Join(dir, ".git"), "gitdir: nowhere\n")
	if _, err := Introduced(dir, "content/a.md", "甲"); err == nil {
		t.Error("a broken repository is not said")
	}
	t.Setenv("PATH", "")
	nothing(dir)
}
