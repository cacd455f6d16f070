//go:build linux || darwin

package site

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"gongkai/generator/diag"
	"gongkai/generator/publish"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/site/content"
)

// secret is what stands in a file outside the site, and must never be published.
const secret = "机密secret机密"

// secretOutside writes a file outside a site that would do as a document, a layout, a
// style sheet, a table or a configuration.
func secretOutside(t *testing.T) string {
	t.Helper()
	name := filepath.Join(buildtest.TempDir(t), "outside.md")
	text := "---\ntitle: " + secret + "\ncategory: notices\ndate: 2018-01-12\n---\n" + secret + "\n"
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	old := time.Unix(1_500_000_000, 0)
	if err := os.Chtimes(name, old, old); err != nil {
		t.Fatal(err)
	}
	return name
}

// inTime fails where a call does not end: it waits for a pipe, or reads a device
// without an end.
func inTime(t *testing.T, what string, do func()) {
	t.Helper()
	done := make(chan struct{})
	go func() { defer close(done); do() }()
	select {
	case <-done:
	case <-time.After(30 * time.Second):
		t.Fatalf("%s: no end", what)
	}
}

// impostors lists what can take the place of a file.
func impostors(to string) map[string]func(name string) error {
	kinds := map[string]func(name string) error{
		"a link":             func(name string) error { return os.Symlink(to, name) },
		"a link to a device": func(name string) error { return os.Symlink("/dev/zero", name) },
		"a pipe":             func(name string) error { return unix.Mkfifo(name, 0o644) },
		"a socket": func(name string) error {
			// The name of a socket has some hundred bytes, but it can be renamed.
			short, err := os.MkdirTemp("", "s")
			if err != nil {
				return err
			}
			defer os.RemoveAll(short)
			short = filepath.Join(short, "s")
			l, err := net.Listen("unix", short)
			if err != nil {
				return err
			}
			l.(*net.UnixListener).SetUnlinkOnClose(false)
			return errors.Join(l.Close(), os.Rename(short, name))
		},
		"a folder": func(name string) error { return os.Mkdir(name, 0o755) },
	}
	if os.Geteuid() == 0 {
		kinds["a device"] = func(name string) error { return unix.Mknod(name, unix.S_IFCHR|0o644, int(unix.Mkdev(1, 5))) }
	}
	return kinds
}

// everyInput is a file of each kind that a build reads.
var everyInput = []string{
	"content/notices/2018/0001.md", "content/policies/index.md", "content/reports/2017/index.md", "content/reports/2017/figures.toml",
	"content/policies/2017/0001-form.csv", "content/dynamics/2017/0002-photo.png", "static/css/site.css", "static/data/readme.txt",
	"layouts/message.html", "config.toml",
}

// TestSwappedMeanwhile puts something else into the place of each kind of file while
// the site is being built: links out of the site, pipes, devices. Nothing of it is
// published, no build hangs, one that fails says which file has changed and leaves the
// published site alone, and the next one names what is there now.
func TestSwappedMeanwhile(t *testing.T) {
	to := secretOutside(t)
	files, kinds := everyInput, impostors(to)
	if !slow() { // one of each way of reading, and what led out or hung
		files = []string{"content/notices/2018/0001.md", "content/reports/2017/figures.toml", "content/policies/2017/0001-form.csv", "static/data/readme.txt"}
		maps.DeleteFunc(kinds, func(kind string, _ func(string) error) bool { return kind != "a link" && kind != "a pipe" })
	}
	for kind, make := range kinds {
		for _, file := range files {
			for _, phase := range []string{"read", "make"} {
				t.Run(kind+"/"+file+"/"+phase, func(t *testing.T) {
					t.Parallel()
					opt := newSite(t, buildtest.Site())
					opt.Texts = -1 // documents are read in both phases
					mustBuild(t, opt)
					edit(t, opt, "config.toml", `name = "示例镇`, `name = "示例乡`)
					write(t, opt, "layouts/message.html", "<h1>{{.Title}}</h1>")
					before := readTree(t, opt.Out)
					swapped := opt
					swapped.Progress = swapOnce(t, phase, filepath.Join(opt.Source, file), make)
					inTime(t, "the build", func() {
						_, err := Build(swapped)
						if err != nil && !errors.Is(err, ErrChanged) && !errors.Is(err, fs.ErrNotExist) {
							t.Errorf("another failure than that the file changed: %v", err)
						}
						if got := readTree(t, opt.Out); err != nil && got.Sum() != before.Sum() {
							t.Errorf("the build failed, and published something: %+v", got.Since(before))
						}
					})
					withoutSecret(t, opt.Out)
					inTime(t, "the next build", func() {
						if _, err := Build(opt); err != nil {
							t.Errorf("the next build: %v", err)
						}
					})
					withoutSecret(t, opt.Out)
				})
			}
		}
	}
}

// swapOnce replaces a file when a phase begins.
func swapOnce(t *testing.T, phase, name string, make func(string) error) func(string, int, int) {
	var once sync.Once
	return func(now string, _, _ int) {
		if now != phase {
			return
		}
		once.Do(func() {
			if err := errors.Join(os.Remove(name), make(name)); err != nil {
				t.Error(err)
			}
		})
	}
}

// withoutSecret fails where something of the file outside the site is published.
func withoutSecret(t *testing.T, out string) {
	t.Helper()
	for path, data := range readTree(t, out) {
		if strings.Contains(data, secret) {
			t.Fatalf("%s shows what lies outside the site", path)
		}
	}
}

// TestSwappedAllTheTime builds while files of the site are a link out of it every
// other moment.
func TestSwappedAllTheTime(t *testing.T) {
	swaps, builds := int64(60), 3
	if slow() {
		swaps, builds = 500, 25
	}
	to := secretOutside(t)
	opt := newSite(t, buildtest.Site())
	mustBuild(t, opt)
	var done atomic.Bool
	var count atomic.Int64
	var swapping sync.WaitGroup
	for _, file := range []string{"content/notices/2018/0001.md", "content/policies/2017/0001-form.csv", "static/data/readme.txt", "config.toml"} {
		name := filepath.Join(opt.Source, file)
		swapping.Go(func() {
			for !done.Load() {
				if err := flip(name, to); err != nil {
					t.Error(err)
					return
				}
				count.Add(1)
			}
		})
	}
	failed := 0
	for n := 0; n < builds || count.Load() < swaps; n++ {
		inTime(t, "a build", func() {
			res, err := Build(opt)
			if err != nil && !errors.Is(err, ErrChanged) && !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("build %d: %v", n, err)
			}
			if err != nil || diag.HasErrors(res.Diagnostics) {
				failed++
			}
		})
		withoutSecret(t, opt.Out)
	}
	done.Store(true)
	swapping.Wait()
	if _, tree := mustBuild(t, opt); !strings.Contains(strings.Join(slices.Collect(maps.Values(tree)), ""), "名次,编号") {
		t.Error("the site is not whole again")
	}
	t.Logf("%d swaps, %d builds that failed", count.Load(), failed)
}

// flip puts a link in the place of a file, and the file back.
func flip(name, to string) error {
	aside, link := filepath.Join(filepath.Dir(filepath.Dir(name)), ".aside-"+filepath.Base(name)), name+".tmp"
	if err := os.Symlink(to, link); err != nil {
		return err
	}
	if err := os.Link(name, aside); err != nil {
		return err
	}
	time.Sleep(time.Millisecond)
	if err := os.Rename(link, name); err != nil {
		return err
	}
	time.Sleep(time.Millisecond)
	return os.Rename(aside, name)
}

// TestSpecialFiles has something else in the place of files that a build reads or
// writes, before it begins. No command hangs; what the site lacks by it is an error or
// a warning that names the file, and what only the work folder lacks costs time.
func TestSpecialFiles(t *testing.T) {
	to := secretOutside(t)
	for kind, make := range impostors(to) {
		for name, files := range map[string][]string{
			"sources":       everyInput[:len(everyInput)-1],
			"configuration": {"config.toml"},
			"work folder":   prefixed(".build/public/", "snapshot", "snapshot.next", "behind", "behind.next", "spare", "old", "umask"),
			"published":     {"public/.gongkai", "public/index.html"},
			"marker":        {"public/.gongkai"},
			"lock":          {".build/public/lock"},
		} {
			if kind != "a pipe" && kind != "a link to a device" && !slow() {
				continue
			}
			t.Run(kind+"/"+name, func(t *testing.T) {
				t.Parallel()
				opt := newSite(t, buildtest.Site())
				mustBuild(t, opt)
				edit(t, opt, "content/dynamics/2018/0001.md", "检查了各村", "检查了全部")
				_, before := mustBuild(t, opt)
				for _, file := range files {
					at := filepath.Join(opt.Source, file)
					if err := errors.Join(os.RemoveAll(at), make(at)); err != nil {
						t.Fatal(err)
					}
				}
				inTime(t, "check", func() {
					_, err := Check(opt)
					var refused *publish.Failure
					if err != nil && (name != "published" || !errors.As(err, &refused) || !refused.Refused()) {
						t.Errorf("check: %v", err)
					}
				})
				inTime(t, "build", func() { buildWithSpecial(t, opt, name, files, before, kind == "a folder") })
				inTime(t, "the preview", func() { Resume(opt) })
				if name != "published" { // where that is refused, it stays
					withoutSecret(t, opt.Out)
				}
			})
		}
	}
}

func prefixed(prefix string, names ...string) []string {
	var list []string
	for _, name := range names {
		list = append(list, prefix+name)
	}
	return list
}

// buildWithSpecial builds a site in which there is something else in the place of
// some files; in that of a source a folder is no more than a missing file.
func buildWithSpecial(t *testing.T, opt Options, name string, files []string, before buildtest.Tree, folder bool) {
	res, err := Build(opt)
	var refused *publish.Failure
	switch {
	case name == "lock" && err != nil:
		if !strings.Contains(err.Error(), "lock") {
			t.Errorf("%v", err)
		}
	case name == "published" && errors.As(err, &refused):
		// Without marker and with something else besides, it may be anybody's.
		if refused.Kind != publish.NotOurs {
			t.Errorf("%v", err)
		}
	case err != nil:
		t.Errorf("build: %v", err)
	case name == "sources" || name == "configuration":
		said := printed(t, res.Diagnostics)
		for _, file := range files {
			if !folder && !strings.Contains(said, file+": ") {
				t.Errorf("nothing says what is wrong with %s:\n%s", file, said)
			}
		}
	default:
		if got := readTree(t, opt.Out); got.Sum() != before.Sum() || diag.HasErrors(res.Diagnostics) {
			t.Errorf("%+v\n%s", got.Since(before), printed(t, res.Diagnostics))
		}
	}
}

// TestLinkAround attaches, shows, copies and lays out by way of links what has rules
// of its own: nothing of it is published, and the finding says why. Links to files of
// the same kind do what the files would.
func TestLinkAround(t *testing.T) {
	const draft = "---\ntitle: 草稿\ncategory: notices\ndate: 2018-01-12\ndraft: true\nattachments: [{file: d.csv, title: 附表}]\n---\n" + secret + "\n"
	doc := func(attach string) string {
		return "---\ntitle: 公告\ncategory: notices\ndate: 2018-01-13\nattachments: [{file: " + attach + ", title: 附件}]\n---\n正文。\n"
	}
	for _, c := range []struct {
		name         string
		link, target string // the target relative to the site
		refused      bool
	}{
		{"a draft as an attachment", "content/notices/2018/s.txt", "content/notices/2018/d.md", true},
		{"a published document as an attachment", "content/notices/2018/s.txt", "content/notices/2018/0001.md", true},
		{"the attachment of a draft", "content/notices/2018/s.csv", "content/notices/2018/d.csv", true},
		{"figures of a report", "content/notices/2018/s.txt", "content/reports/2017/figures.toml", true},
		{"the configuration", "content/notices/2018/s.txt", "config.toml", true},
		{"a layout", "content/notices/2018/s.txt", "layouts/message.html", true},
		{"the records", "content/notices/2018/s.txt", "records/secret.txt", true},
		{"a draft as a static file", "static/s.txt", "content/notices/2018/d.md", true},
		{"the attachment of a draft as a static file", "static/s.csv", "content/notices/2018/d.csv", true},
		{"a draft as a layout", "layouts/parts.html", "content/notices/2018/d.md", true},
		{"a draft as a document", "content/notices/2018/s.md", "content/notices/2018/d.md", false},
		{"the attachment of a published document", "content/notices/2018/s.csv", "content/policies/2017/0001-form.csv", false},
		{"a static file", "content/notices/2018/s.txt", "static/data/readme.txt", false},
		{"a static file of another name", "static/s.txt", "static/data/readme.txt", false},
		{"a file that is no part of the site", "content/notices/2018/s.txt", "shared/notice.txt", false},
		{"a report's own figures", "content/reports/2016/figures.toml", "content/reports/2016/numbers.toml", false},
		{"the configuration itself", "config.toml", "conf/site.toml", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			files := buildtest.Site()
			maps.Copy(files, map[string][]byte{
				"content/notices/2018/d.md": []byte(draft), "content/notices/2018/d.csv": []byte(secret + "\n"),
				"records/secret.txt": []byte(secret), "shared/notice.txt": []byte("通知\n"),
			})
			if old, ok := files[c.link]; ok && !c.refused {
				files[c.target] = old // the file itself moves
				delete(files, c.link)
			}
			if strings.HasPrefix(c.link, "content/notices/2018/s.") && !strings.HasSuffix(c.link, ".md") {
				files["content/notices/2018/0009.md"] = []byte(doc(filepath.Base(c.link)))
			}
			opt := newSite(t, files)
			name := filepath.Join(opt.Source, c.link)
			rel, err := filepath.Rel(filepath.Dir(name), filepath.Join(opt.Source, c.target))
			if err != nil {
				t.Fatal(err)
			}
			_ = os.Remove(name)
			if err := os.Symlink(rel, name); err != nil {
				t.Fatal(err)
			}
			linkResult(t, opt, c.link, c.target, c.refused)
		})
	}
}

// linkResult builds a site with a link, and looks at it in a preview.
func linkResult(t *testing.T, opt Options, link, target string, refused bool) {
	t.Helper()
	for command, do := range map[string]func(Options) (*Result, error){"build": Build, "check": Check} {
		res, err := do(opt)
		if err != nil {
			t.Fatal(err)
		}
		said := printed(t, res.Diagnostics)
		if strings.Contains(said, link+": error BD016") != refused || !refused && diag.HasErrors(res.Diagnostics) {
			t.Errorf("%s:\n%s", command, said)
		}
	}
	withoutSecret(t, opt.Out)
	if output, ok := strings.CutPrefix(link, "content/"); !refused && ok && !content.IsDocument(link) && !content.IsReportData(output) {
		data, err := os.ReadFile(filepath.Join(opt.Source, target))
		if err != nil || !bytes.Equal([]byte(readTree(t, opt.Out)[output]), data) {
			t.Errorf("published: %q, %v", readTree(t, opt.Out)[output], err)
		}
	}
	site, _, err := Load(opt, nil)
	if err != nil || site == nil {
		t.Fatal(err)
	}
	if findings := complete(t, site); strings.Contains(printed(t, findings.Diagnostics), link+": error BD016") != refused {
		t.Errorf("preview:\n%s", printed(t, findings.Diagnostics))
	}
}

// TestLinkFollowsTheSite changes, retargets and removes links between updates of a
// preview: it is what a load from nothing would be.
func TestLinkFollowsTheSite(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	opt.Preview = true
	const link = "content/notices/2018/0007.md"
	name := filepath.Join(opt.Source, link)
	site := previewOf(t, opt)
	for i, step := range []func() error{
		func() error { return os.Symlink("0001.md", name) },
		func() error { return errors.Join(os.Remove(name), os.Symlink("../2017/0001.md", name)) },
		func() error { return errors.Join(os.Remove(name), os.Symlink("../../../config.toml", name)) },
		func() error { return errors.Join(os.Remove(name), os.Symlink("0001.md", name)) },
		func() error {
			return errors.Join(os.Remove(name), os.WriteFile(name, []byte("---\ntitle: 自己的\ncategory: notices\ndate: 2018-02-02\n---\n正文。\n"), 0o644))
		},
		func() error { return os.Remove(name) },
	} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
		next, _, err := Update(opt, site, []string{link})
		if err != nil || next == nil {
			t.Fatal(err)
		}
		site = next
		want := previewOf(t, opt)
		got, _ := bytesOf(t, site, "notices/2018/0007.html")
		clean, _ := bytesOf(t, want, "notices/2018/0007.html")
		if got != clean {
			t.Errorf("step %d: %q, want %q", i, shortened(got), shortened(clean))
		}
		if a, b := printed(t, complete(t, site).Diagnostics), printed(t, complete(t, want).Diagnostics); a != b {
			t.Errorf("step %d: findings\n%s\nwant\n%s", i, a, b)
		}
	}
}
