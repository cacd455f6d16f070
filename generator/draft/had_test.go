package draft

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// fill writes the files of a site, by their paths.
func fill(t *testing.T, root string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		name = filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// document is a document that has had other addresses.
func document(category, aliases string) string {
	return "---\ntitle: 公告\ncategory: " + category + "\ndate: 2018-01-02\naliases: " + aliases + "\n---\n正文。\n"
}

// An address that a document has had is not given again, wherever the document
// is now and whatever knows of it.
func TestHad(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		want  string
	}{
		"nothing": {nil, "0001"},
		"a document that moved to another category": {map[string]string{
			"content/policies/2018/0001.md": document("policies", "[notices/2017/0007.html]")}, "0008"},
		"one that moved within the folder": {map[string]string{
			"content/notices/2017/0002.md": document("notices", "[old/a.html, notices/2017/0011.html]")}, "0012"},
		"a list on lines of its own": {map[string]string{
			"content/policies/2018/0001.md": document("policies", "\n  - \"notices/2017/0003.html\"\n  - notices/2017/0002.html")}, "0004"},
		"other folders": {map[string]string{
			"content/policies/2018/0001.md": document("policies", "[notices/2016/0009.html, policies/2017/0009.html, notices/2017/old/0009.html]")}, "0001"},
		"a draft's": {map[string]string{
			"content/policies/2018/0001.md": "---\ntitle: 甲\ndraft: true\naliases: [notices/2017/0004.html]\n---\n"}, "0005"},
		"the folder itself, and names without a number": {map[string]string{
			"content/policies/2018/0001.md": document("policies", "[notices/2017/, notices/2017/旧.html]")}, "0001"},
		"the records": {map[string]string{
			"records/published.tsv": "notices/2016/0008.html\t2016-01-02\tab\tpublic\nnotices/2017/0005.html\t2017-01-02\tab\twithdrawn\r\nnotices/2017/0006.html\t2017-01-03\tab\tpublic\n"}, "0007"},
		"records that say nothing": {map[string]string{"records/published.tsv": "\n\n\t\n"}, "0001"},
	} {
		root := t.TempDir()
		fill(t, root, c.files)
		nextIs(t, root, name, c.want)
	}
}

// What git knows counts too: a document that was deleted, on a branch that was
// merged or was not, in a folder that is part of a larger repository.
func TestHadInGit(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	repository := t.TempDir()
	root := filepath.Join(repository, "站点")
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", repository, "-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"}, args...)...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	add := func(name string) {
		t.Helper()
		fill(t, root, map[string]string{name: document("notices", "[]")})
		git("add", "-A")
		git("commit", "-m", "add")
	}
	remove := func(name string) {
		t.Helper()
		git("rm", "-r", "-q", "站点/"+name)
		git("commit", "-m", "remove")
	}
	git("init", "-q")
	add("content/notices/2017/0001.md")
	add("content/notices/2017/0004.md")
	remove("content/notices/2017/0004.md")
	nextIs(t, root, "deleted", "0005")
	add("content/notices/2018/0009.md")
	nextIs(t, root, "of another year", "0005")
	git("checkout", "-q", "-b", "side")
	add("content/notices/2017/0006.md")
	remove("content/notices/2017/0006.md")
	add("content/notices/2017/0002.md")
	git("checkout", "-q", "main")
	nextIs(t, root, "on a branch", "0007")
	add("content/notices/2017/0003.md")
	git("merge", "-q", "side", "-m", "merge")
	git("branch", "-D", "side")
	nextIs(t, root, "deleted before the branch was merged", "0007")
}

// TestGitFails: that git does not tell what was deleted is known; that there is no
// history is no failure.
func TestGitFails(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	for name, c := range map[string]struct {
		prepare func(root string) error
		fails   bool
	}{
		"no repository": {func(string) error { return nil }, false},
		"no commits":    {func(root string) error { return exec.Command("git", "-C", root, "init", "-q").Run() }, false},
		"one that is none": {func(root string) error {
			return os.WriteFile(filepath.Join(root, ".git"), []byte("gitdir: gone\n"), 0o644)
		}, true},
	} {
		root := t.TempDir()
		if err := c.prepare(root); err != nil {
			t.Fatal(err)
		}
		site := &Site{Root: root}
		if got, err := site.next("notices", 2017); err != nil || got != "notices/2017/0001.md" || (site.Unknown != nil) != c.fails {
			t.Errorf("%s: %s, %v, %v", name, got, err, site.Unknown)
		}
	}
}

// TestNumberOf: what begins with a year and a month is no number.
func TestNumberOf(t *testing.T) {
	for name, want := range map[string]int{
		"0003.md": 3, "0003-附件.pdf": 3, "10001.md": 10001, "123456.md": 123456, "201713.md": 201713,
		"201703-会议.md": 0, "201712.md": 0, "20170315-会议.md": 0, "会议.md": 0,
	} {
		if got := numberOf(name); got != want {
			t.Errorf("%s: %d, want %d", name, got, want)
		}
	}
}
