package serve

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gongkai/generator/diag"
	"gongkai/generator/site/buildtest"
)

// Must hold 2: whatever happens to the files, what the server serves becomes
// what a clean build of them publishes, page by page, and so do the findings.
func TestModel(t *testing.T) {
	operations, seed := 40, uint64(1)
	if slow() {
		operations, seed = 300, uint64(time.Now().UnixNano())
	}
	r := start(t, buildtest.Site(), nil)
	if given, err := strconv.ParseUint(os.Getenv("GONGKAI_SEED"), 10, 64); err == nil {
		seed = given
	}
	t.Logf("GONGKAI_SEED=%d", seed)
	m := &model{running: r, rng: rand.New(rand.NewPCG(seed, 0))}
	m.remember()
	m.good = m.kept
	tree, _ := r.clean()
	for done := 0; done < operations; {
		// Now and then several operations follow each other at once, while the
		// server is at work on the first.
		var names []string
		for range 1 + max(0, m.rng.IntN(8)-3) {
			names = append(names, m.operate())
			time.Sleep(time.Duration(m.rng.IntN(3)) * 7 * time.Millisecond)
			done++
		}
		if strings.Contains(names[0], "nothing") {
			continue
		}
		tree = m.check(tree, names)
		if t.Failed() {
			return
		}
	}
}

// model drives random operations on a site.
type model struct {
	*running
	rng    *rand.Rand
	serial int
	kept   map[string][]byte // an earlier state of all files, for a checkout
	good   map[string][]byte // the last state without errors
}

// check waits until the server shows what a clean build publishes, or, where
// there are errors, until it shows these; then the site is set right again.
func (m *model) check(before buildtest.Tree, names []string) buildtest.Tree {
	m.t.Helper()
	after, res := m.clean()
	if diag.HasErrors(res.Diagnostics) {
		m.wait("errors after "+fmt.Sprint(names), func() bool {
			st := m.s.current.Load()
			return st.complete && diag.HasErrors(st.found)
		})
		m.restore(m.good)
		return m.check(before, append(names, "mended"))
	}
	gone := slices.Collect(maps.Keys(before))
	var wrong []string
	for end := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		if wrong = m.compare(after, gone); len(wrong) == 0 || time.Now().After(end) {
			break
		}
	}
	if len(wrong) > 0 {
		m.t.Errorf("after %v: not as built: %v", names, wrong)
	}
	m.wait("the findings after "+fmt.Sprint(names), func() bool {
		st := m.s.current.Load()
		return st.complete && slices.Equal(st.found, res.Diagnostics)
	})
	m.remember()
	m.good = m.kept
	return after
}

// files lists the files of a part of the site, sorted.
func (m *model) files(folder, pattern string) []string {
	m.t.Helper()
	var list []string
	err := filepath.WalkDir(filepath.Join(m.dir, folder), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(m.dir, name)
		if ok, _ := path.Match(pattern, path.Base(name)); ok {
			list = append(list, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		m.t.Fatal(err)
	}
	return list
}

// documents lists the documents, reports and texts of sections left out.
func (m *model) documents() []string {
	return slices.DeleteFunc(m.files("content", "*.md"), func(p string) bool { return path.Base(p) == "index.md" })
}

// all reads the whole site.
func (m *model) all() map[string][]byte {
	files := map[string][]byte{}
	for _, folder := range watched() {
		if _, err := os.Lstat(filepath.Join(m.dir, folder)); os.IsNotExist(err) {
			continue // a site need not have all
		}
		for _, p := range m.files(folder, "*") {
			files[p] = []byte(m.read(p))
		}
	}
	return files
}

func (m *model) remember() { m.kept = m.all() }

// restore brings all files to an earlier state, as a checkout does: what is the
// same is not touched.
func (m *model) restore(files map[string][]byte) {
	m.t.Helper()
	now := m.all()
	for p := range now {
		if _, ok := files[p]; !ok {
			m.must(os.Remove(filepath.Join(m.dir, p)))
		}
	}
	for p, data := range files {
		if !bytes.Equal(now[p], data) {
			m.write(p, string(data))
		}
	}
}

func (m *model) must(err error) {
	m.t.Helper()
	if err != nil {
		m.t.Fatal(err)
	}
}

func (m *model) pick(list []string) string { return list[m.rng.IntN(len(list))] }

// fresh returns a word that was never used.
func (m *model) fresh() string {
	m.serial++
	return "第" + strconv.Itoa(m.serial) + "次"
}

// save writes a file in one of the ways in which editors do.
func (m *model) save(p, data string) {
	m.t.Helper()
	name := filepath.Join(m.dir, filepath.FromSlash(p))
	switch m.rng.IntN(5) {
	case 0:
		m.must(os.WriteFile(name+".tmp", []byte(data), 0o644))
		m.must(os.Rename(name+".tmp", name))
	case 1:
		m.must(os.Remove(name))
		m.must(os.WriteFile(name, []byte(data), 0o644))
	case 2:
		m.must(os.Rename(name, name+"~"))
		m.must(os.WriteFile(name, []byte(data), 0o644))
		m.must(os.Remove(name + "~"))
	case 3:
		m.must(os.Truncate(name, 0))
		time.Sleep(time.Duration(m.rng.IntN(30)) * time.Millisecond)
		m.must(os.WriteFile(name, []byte(data), 0o644))
	default:
		m.must(os.WriteFile(name, []byte(data), 0o644))
	}
}

// set gives a key of a front matter another value.
func (m *model) set(p, key, value string) {
	lines := strings.Split(m.read(p), "\n")
	at := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, key+":") })
	if at < 0 {
		lines, at = slices.Insert(lines, 1, ""), 1
	}
	lines[at] = key + ": " + value
	m.save(p, strings.Join(lines, "\n"))
}

// operate does one thing to the site and says what.
func (m *model) operate() string {
	m.t.Helper()
	documents := m.documents()
	if len(documents) == 0 {
		m.restore(m.good)
		return "restore"
	}
	p := m.pick(documents)
	switch m.rng.IntN(22) {
	case 0, 1, 2, 3:
		m.save(p, m.read(p)+"\n\n"+m.fresh()+"修改。\n")
		return "edit " + p
	case 4, 5:
		m.set(p, "title", "标题"+m.fresh())
		return "title of " + p
	case 6:
		m.set(p, "date", fmt.Sprintf("20%d-0%d-1%d", 16+m.rng.IntN(8), 1+m.rng.IntN(9), m.rng.IntN(10)))
		return "date of " + p
	case 7:
		m.set(p, "draft", []string{"true", "false"}[m.rng.IntN(2)])
		return "draft of " + p
	case 8:
		m.must(os.Remove(filepath.Join(m.dir, p)))
		return "delete " + p
	case 9:
		to := path.Join(path.Dir(p), fmt.Sprintf("9%03d.md", m.serial))
		m.serial++
		m.must(os.Rename(filepath.Join(m.dir, p), filepath.Join(m.dir, to)))
		return "rename " + p
	case 10, 11, 12, 13, 14, 15:
		return m.disturb(p)
	default:
		return m.furnish()
	}
}

// disturb does something to documents that is no plain edit.
func (m *model) disturb(p string) string {
	m.t.Helper()
	switch m.rng.IntN(7) {
	case 0:
		m.serial++
		p = fmt.Sprintf("content/dynamics/2017/8%03d.md", m.serial)
		m.write(p, "---\ntitle: 新"+m.fresh()+"\ncategory: dynamics\ndate: 2017-08-08\n---\n\n正文。\n")
		return "add " + p
	case 1:
		return m.moveFolderIn()
	case 2:
		m.must(os.RemoveAll(filepath.Join(m.dir, path.Dir(p))))
		return "delete " + path.Dir(p)
	case 3:
		m.restore(m.kept)
		return "checkout"
	case 4:
		now := time.Now()
		m.must(os.Chtimes(filepath.Join(m.dir, p), now, now))
		m.must(os.Chmod(filepath.Join(m.dir, p), 0o600))
		return "touch " + p
	case 5:
		m.save(p, strings.Replace(m.read(p), "title:", "tilte:", 1))
		return "break " + p
	default:
		m.save("config.toml", m.read("config.toml")+"\n[[\n")
		return "break config"
	}
}

// furnish changes what documents are shown with.
func (m *model) furnish() string {
	m.t.Helper()
	switch m.rng.IntN(6) {
	case 0:
		m.write("layouts/message.html", strings.Replace(m.read("layouts/message.html"), "</h1>", m.fresh()+"</h1>", 1))
		return "layout"
	case 1:
		p := m.pick(m.files("static", "*.css"))
		m.save(p, fmt.Sprintf("main{margin:%dpx}\n", m.rng.IntN(1000)))
		return "save " + p
	case 2:
		m.save("config.toml", strings.Replace(m.read("config.toml"), "short_name = \"", "short_name = \""+m.fresh(), 1))
		return "config"
	case 3:
		pictures := m.files("content", "*.png")
		if len(pictures) == 0 {
			return "nothing"
		}
		p := m.pick(pictures)
		m.write(p, string(buildtest.PNG(10+m.rng.IntN(50), 10)))
		return "picture " + p
	case 4:
		figures := m.files("content/reports", "figures.toml")
		if len(figures) == 0 {
			return "nothing"
		}
		p := m.pick(figures)
		m.save(p, strings.Replace(m.read(p), "sessions = ", "sessions = 1", 1))
		return "figures " + p
	default:
		p := fmt.Sprintf("static/files/%d.txt", m.rng.IntN(5))
		m.write(p, m.fresh())
		return "write " + p
	}
}

// moveFolderIn makes a folder of documents elsewhere and moves it into the site.
func (m *model) moveFolderIn() string {
	m.t.Helper()
	m.serial++
	outside := filepath.Join(m.dir, ".outside")
	for i := range 5 {
		name := filepath.Join(outside, fmt.Sprintf("%04d.md", i))
		m.must(os.MkdirAll(outside, 0o755))
		m.must(os.WriteFile(name, []byte("---\ntitle: 移入"+m.fresh()+"\ncategory: notices\ndate: 2018-03-04\n---\n\n正文。\n"), 0o644))
	}
	to := fmt.Sprintf("content/notices/moved%d", m.serial)
	m.must(os.MkdirAll(filepath.Join(m.dir, "content", "notices"), 0o755))
	m.must(os.Rename(outside, filepath.Join(m.dir, filepath.FromSlash(to))))
	return "move in " + to
}
