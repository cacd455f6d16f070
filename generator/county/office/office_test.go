package office

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gongkai/generator/cache"
	"gongkai/generator/county/job"
	"gongkai/generator/county/roster"
	"gongkai/generator/diag"
	"gongkai/generator/diag/diagtest"
	"gongkai/generator/filelock"
	"gongkai/generator/layout"
	"gongkai/generator/page"
	"gongkai/generator/privacy/privacytest"
	"gongkai/generator/site/buildtest"
	"gongkai/layouts"
	"gongkai/static"
)

var defaults = layout.NewDefaults(layouts.Files)

// small is a site of a few documents.
func small() map[string][]byte {
	files := map[string][]byte{"config.toml": buildtest.Site()["config.toml"]}
	for i, day := range []string{"2017-03-15", "2019-01-02"} {
		files["content/notices/"+day[:4]+"/0001.md"] = []byte("---\ntitle: 公告" + string(rune('一'+i)) + "\ncategory: notices\ndate: " + day + "\nindex_number: 123456789/" + day[:4] + "-0000" + string(rune(49+i)) + "\n---\n正文。\n")
	}
	return files
}

// newMaker makes a county of one office, the site of which lies in a folder, or with git
// in a repository.
func newMaker(t *testing.T, git bool) *Maker {
	t.Helper()
	dir := buildtest.TempDir(t)
	if err := buildtest.Write(filepath.Join(dir, "site"), small()); err != nil {
		t.Fatal(err)
	}
	o := roster.Office{Key: "a", Name: "甲镇人民政府", Level: "township", Folder: "site"}
	if git {
		o.Folder, o.Git = "", "file://"+filepath.ToSlash(filepath.Join(dir, "site"))
	}
	today, err := page.ParseDate("2022-06-01")
	if err != nil {
		t.Fatal(err)
	}
	m := &Maker{
		County: &roster.County{Name: "示例县人民政府", Address: "https://county.example/", Offices: []roster.Office{o}},
		Dir:    dir, Out: filepath.Join(dir, "out"), Store: filepath.Join(dir, "store"), Today: today,
		Layouts: defaults, Static: static.Files, Salt: cache.SumBytes([]byte("test")), Workers: 1,
	}
	if err := m.Prepare(); err != nil {
		t.Fatal(err)
	}
	return m
}

// wanted is the job of the office as it is now.
func wanted(t *testing.T, m *Maker) job.Job {
	t.Helper()
	sum, err := m.Sum(t.Context(), &m.County.Offices[0])
	if err != nil {
		t.Fatal(err)
	}
	return job.Job{Office: "a", Sum: sum}
}

// made runs the job of the office, after which it is done.
func made(t *testing.T, m *Maker) *Outcome {
	t.Helper()
	j := wanted(t, m)
	if err := m.Make(t.Context(), j); err != nil {
		t.Fatal(err)
	}
	if !m.Done(j) {
		t.Error("the job is not done")
	}
	o, err := m.Outcome("a")
	if err != nil || o == nil {
		t.Fatal(o, err)
	}
	return o
}

func write(t *testing.T, m *Maker, path, data string) {
	t.Helper()
	if err := buildtest.Write(filepath.Join(m.Dir, "site"), map[string][]byte{path: []byte(data)}); err != nil {
		t.Fatal(err)
	}
}

func published(t *testing.T, m *Maker) buildtest.Tree {
	t.Helper()
	tree, err := buildtest.ReadTree(m.target("a"))
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func TestRules(t *testing.T) {
	if err := diagtest.Check(Rules()); err != nil {
		t.Error(err)
	}
	if d := Failed("a", diag.Text{EN: "the disk is full"}); d.Code != "CY102" || !strings.Contains(d.Message.EN, "disk") {
		t.Error(d)
	}
}

// A site is made as a part of the county's, and its folder is left as it was.
func TestMake(t *testing.T) {
	m := newMaker(t, false)
	o := made(t, m)
	if o.Refused || o.Published.Documents != 2 || o.Published.Rows.Days.Lines != 2 || o.Published.Rows.Indexes.Lines != 2 || o.Published.Rows.Years["2017"] != 1 {
		t.Errorf("outcome %+v", o)
	}
	home := published(t, m)["index.html"]
	for _, want := range []string{`content="示例县人民政府"`, `href="https://county.example/a/index.html"`, "<dt>承办单位</dt><dd>甲镇人民政府</dd>"} {
		if !strings.Contains(home, want) {
			t.Errorf("the home page lacks %s", want)
		}
	}
	entries, err := os.ReadDir(filepath.Join(m.Dir, "site"))
	if err != nil || len(entries) != 2 {
		t.Errorf("in the site there are %v (%v)", entries, err)
	}
}

// settled is how long a file must be left alone before its stamp says something.
const settled = 2100 * time.Millisecond

// An office that has not changed is not read again: its sum is the one that was kept with
// the listing, whatever stands in the files.
func TestNotReadAgain(t *testing.T) {
	t.Parallel()
	m := newMaker(t, false)
	// What was written just now may be written again within a tick of the clock, and is
	// read each time until it is older.
	time.Sleep(settled)
	first := wanted(t, m)
	note := filepath.Join(m.Store, "read", "a")
	kept, err := os.ReadFile(note)
	if err != nil {
		t.Fatal(err)
	}
	listed, _, _ := strings.Cut(string(kept), " ")
	if err := os.WriteFile(note, []byte(listed+" "+strings.Repeat("0", 64)), 0o644); err != nil {
		t.Fatal(err)
	}
	if wanted(t, m) == first {
		t.Error("the files were read again")
	}
	write(t, m, "content/notices/2019/0001.md", "---\ntitle: 公告\ncategory: notices\ndate: 2019-01-02\n---\n另一正文。\n")
	changed := wanted(t, m)
	if changed == first {
		t.Error("an edit was not seen")
	}
	if err := os.Remove(note); err != nil {
		t.Fatal(err)
	}
	if wanted(t, m) != changed {
		t.Error("the sum depends on what is kept")
	}
}

// What the county says on all pages is a part of the sum, and so is the program.
func TestSumCovers(t *testing.T) {
	m := newMaker(t, false)
	seen := map[string]string{wanted(t, m).Sum: "nothing"}
	for name, change := range map[string]func(){
		"name":    func() { m.County.Name = "另一县" },
		"address": func() { m.County.Address = "https://other.example/" },
		"footer":  func() { m.County.ICP = "京ICP备00000001号" },
		"office":  func() { m.County.Offices[0].Name = "乙镇人民政府" },
		"program": func() { m.Salt = cache.SumBytes([]byte("another")) },
		"file":    func() { write(t, m, "static/a.txt", "a") },
		"record":  func() { write(t, m, "records/waivers.toml", "# none\n") },
		"config":  func() { write(t, m, "config.toml", string(small()["config.toml"])+"\n# changed\n") },
	} {
		change()
		sum := wanted(t, m).Sum
		if before, known := seen[sum]; known {
			t.Errorf("%s: the sum is as after %s", name, before)
		}
		seen[sum] = name
	}
}

// faulty are texts of a document that has an error, by when a build finds it.
func faulty() map[string]string {
	head := "---\ntitle: 公告\ncategory: notices\ndate: 2020-05-06\n---\n"
	return map[string]string{
		"read":     "---\ntitel: 错\n---\n",
		"rendered": head + "见[办法](/policies/none.md)。\n",
		"screened": head + "证号" + privacytest.WithCheck("11010119900307123") + "。\n",
	}
}

// A site with errors is refused with what was found, whenever that was, and the last good
// one stays, byte for byte, until it is mended.
func TestLastGoodStays(t *testing.T) {
	for when, text := range faulty() {
		t.Run(when, func(t *testing.T) {
			m := newMaker(t, false)
			good := made(t, m)
			before := published(t, m)
			write(t, m, "content/notices/2020/0001.md", text)
			bad := made(t, m)
			if !bad.Refused || len(bad.Found) == 0 || bad.Published == nil || bad.Published.Tree != good.Published.Tree {
				t.Errorf("outcome %+v", bad)
			}
			if published(t, m).Sum() != before.Sum() {
				t.Error("the site has changed")
			}
			write(t, m, "content/notices/2020/0001.md", "---\ntitle: 对\ncategory: notices\ndate: 2020-05-06\n---\n正文。\n")
			mended := made(t, m)
			if mended.Refused || mended.Published.Documents != 3 {
				t.Errorf("outcome %+v", mended)
			}
			if left, err := filepath.Glob(filepath.Join(m.Store, "rows", "*")); err != nil || len(left) != 2 {
				t.Errorf("shards %v (%v)", left, err)
			}
		})
	}
}

// A site that has never been without errors has none published, and its outcome says why.
func TestNeverGood(t *testing.T) {
	for when, text := range faulty() {
		m := newMaker(t, false)
		write(t, m, "content/notices/2020/0001.md", text)
		if o := made(t, m); !o.Refused || len(o.Found) == 0 || o.Published != nil {
			t.Errorf("%s: outcome %+v", when, o)
		}
	}
}

// A folder that is not there is the failure of its office, and takes nothing down.
func TestNoFolder(t *testing.T) {
	m := newMaker(t, false)
	made(t, m)
	if err := os.Rename(filepath.Join(m.Dir, "site"), filepath.Join(m.Dir, "gone")); err != nil {
		t.Fatal(err)
	}
	o := made(t, m)
	if !o.Refused || len(o.Found) != 1 || o.Found[0].Code != "CY101" || o.Published == nil || published(t, m)["index.html"] == "" {
		t.Errorf("outcome %+v", o)
	}
}

// An outcome holds for days, for what is published, and for nothing else.
func TestDone(t *testing.T) {
	m := newMaker(t, false)
	write(t, m, "content/notices/2022/0001.md", "---\ntitle: 将来\ncategory: notices\ndate: 2022-06-10\n---\n正文。\n")
	o := made(t, m)
	j := wanted(t, m)
	for day, want := range map[string]bool{"2022-05-31": false, "2022-06-01": true, "2022-06-09": true, "2022-06-10": false} {
		var err error
		if m.Today, err = page.ParseDate(day); err != nil {
			t.Fatal(err)
		}
		if m.Done(j) != want {
			t.Errorf("on %s, done is %v", day, !want)
		}
	}
	m.Today, _ = page.ParseDate("2022-06-01")
	result := filepath.Join(m.Store, "results", "a.json")
	whole, err := os.ReadFile(result)
	if err != nil {
		t.Fatal(err)
	}
	shard := o.Published.Rows.Days.In(m.rows()).File
	for name, damage := range map[string]func() error{
		"killed while writing": func() error { return os.WriteFile(result, whole[:len(whole)/2], 0o644) },
		"outcome deleted":      func() error { return os.Remove(result) },
		"site deleted":         func() error { return os.RemoveAll(m.target("a")) },
		"shard deleted":        func() error { return os.Remove(shard) },
		"shard cut off":        func() error { return os.Truncate(shard, 10) },
		"store deleted":        func() error { return errors.Join(os.RemoveAll(m.Store), m.Prepare()) },
	} {
		if err := damage(); err != nil {
			t.Fatal(err)
		}
		if m.Done(j) {
			t.Errorf("%s: it is done", name)
		}
		if again := made(t, m); again.Published.Tree != o.Published.Tree {
			t.Errorf("%s: another site was made", name)
		}
	}
}

// needGit skips a test where there is no git.
func needGit(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
}

func git(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=test", "-c", "user.email=test@example.test", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"}, args...)...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// Of a repository, the site is that of the revision; its commits are seen, files that are
// gone are gone, and what others leave in the folder of our own does no harm.
func TestRepository(t *testing.T) {
	needGit(t)
	m := newMaker(t, true)
	dir, o := filepath.Join(m.Dir, "site"), &m.County.Offices[0]
	git(t, dir, "init", "--quiet")
	git(t, dir, "add", "--all")
	git(t, dir, "commit", "--quiet", "-m", "one")
	first := git(t, dir, "rev-parse", "HEAD")
	git(t, dir, "tag", "-a", "v1", "-m", "one")
	one := made(t, m)
	if one.Refused || one.Published.Documents != 2 {
		t.Fatalf("outcome %+v", one)
	}
	j := wanted(t, m)
	if !m.Done(j) {
		t.Error("with nothing changed, the job is not done")
	}
	sources := filepath.Join(m.Store, "sources", "a")
	if err := buildtest.Write(sources, map[string][]byte{"content/notices/2017/0001.md": []byte("damaged"), "content/foreign.md": []byte("foreign")}); err != nil {
		t.Fatal(err)
	}
	git(t, dir, "rm", "--quiet", "content/notices/2019/0001.md")
	git(t, dir, "commit", "--quiet", "-m", "two")
	two := made(t, m)
	if two.Refused || two.Published.Documents != 1 || two.Published.Tree == one.Published.Tree {
		t.Errorf("outcome %+v", two)
	}
	for _, revision := range []string{"v1", first, first[:12], "main"} {
		o.Revision = revision
		again := made(t, m)
		if want := map[bool]int{false: 2, true: 1}[revision == "main"]; again.Refused || again.Published.Documents != want {
			t.Errorf("of %s: %+v", revision, again)
		}
	}
	o.Revision = "nowhere"
	if _, err := m.Sum(t.Context(), o); err == nil || !strings.Contains(err.Error(), "nowhere") {
		t.Errorf("of a branch that is not there: %v", err)
	}
	o.Revision, o.Git = "", o.Git+"-gone"
	if _, err := m.Sum(t.Context(), o); err == nil {
		t.Error("of a repository that is not there there is a sum")
	}
}

// A process that has fallen silent over an office, and holds its work folder still, keeps
// nobody else from making the site. What that took is removed; and when the silent one goes on,
// the office is made in its own folder again.
func TestSilentHolder(t *testing.T) {
	m := newMaker(t, false)
	made(t, m)
	want := published(t, m).Sum()
	write(t, m, "content/notices/2020/0001.md", "---\ntitle: 新\ncategory: notices\ndate: 2020-01-02\n---\n正文。\n")
	own := filepath.Join(m.Store, "work", "a")
	lock, err := filelock.Try(filepath.Join(own, "lock"))
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Release()
	others := []string{own + "~1", own + "~2"} // of processes that have come no further
	for _, dir := range others {
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	j := wanted(t, m)
	j.Again = true
	if err := m.Make(t.Context(), j); err != nil || !m.Done(j) || published(t, m).Sum() == want {
		t.Errorf("the site was not made (%v)", err)
	}
	left, err := os.ReadDir(filepath.Dir(own))
	if err != nil || len(left) != 1+len(others) {
		t.Errorf("left are %v (%v)", left, err)
	}
	var held []*filelock.Lock
	for _, dir := range append(others, own+"~3", own+"~4") {
		other, err := filelock.Try(filepath.Join(dir, "lock"))
		if errors.Is(err, fs.ErrNotExist) {
			err = os.Mkdir(dir, 0o755)
			if err == nil {
				other, err = filelock.Try(filepath.Join(dir, "lock"))
			}
		}
		if err != nil {
			t.Fatal(err)
		}
		held = append(held, other)
	}
	why := new(Failure)
	if err := m.Make(t.Context(), j); !errors.As(err, &why) || !strings.Contains(why.ZH, "5 个进程") {
		t.Errorf("with five processes at it: %v", err)
	}
	for _, other := range held {
		if err := other.Release(); err != nil {
			t.Fatal(err)
		}
	}
	want = published(t, m).Sum()
	if err := lock.Release(); err != nil {
		t.Fatal(err)
	}
	if err := m.Make(t.Context(), j); err != nil || !m.Done(j) || published(t, m).Sum() != want {
		t.Errorf("the site was made otherwise (%v)", err)
	}
}
