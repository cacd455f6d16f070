package site

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/site/buildtest"
)

// TestChangedMeanwhile changes a file while the site is being built. Whatever
// comes of that build, a failed one leaves the published site alone, and the
// next one sees what the files have become.
func TestChangedMeanwhile(t *testing.T) {
	for _, c := range []struct {
		name string
		file string
		data string // "": the file is deleted
	}{
		{"a document", "content/notices/2018/0001.md", "---\ntitle: 中途改的公告\ncategory: notices\ndate: 2018-01-12\n---\n中途改的正文。\n"},
		{"a document is deleted", "content/notices/2018/0001.md", ""},
		{"a document is added", "content/notices/2018/0002.md", "---\ntitle: 中途加的公告\ncategory: notices\ndate: 2018-01-13\n---\n正文。\n"},
		{"a document is broken", "content/notices/2018/0001.md", "---\n中途\n"},
		{"a report", "content/reports/2017/index.md", "---\ntitle: 2017年度政府信息公开工作年度报告\ndate: 2018-01-20\nform: \"2007\"\ndraft: true\n---\n正文。\n"},
		{"an attachment", "content/policies/2017/0001-form.csv", "名次,编号\n1,乙\n"},
		{"a picture", "content/dynamics/2017/0002-photo.png", string(buildtest.PNG(33, 22))},
		{"a static file", "static/css/site.css", "p{margin:0}"},
		{"a static file is deleted", "static/data/readme.txt", ""},
		{"a layout", "layouts/message.html", "<h1>{{.Title}}</h1>"},
		{"the configuration", "config.toml", string(buildtest.Site()["config.toml"]) + "\n[[rule]]\ncode = \"BD007\"\nlevel = \"off\"\n"},
	} {
		for i, phase := range []string{"read", "make", "read", "make"} {
			if !slow() && (strings.HasSuffix(c.name, "deleted") || i > 1 || i == 1 && c.name != "a document" && c.name != "a picture") {
				continue // most is read in the first phase, what is read again as it was then, what is gone as what is another
			}
			t.Run(c.name+"/"+phase, func(t *testing.T) {
				t.Parallel()
				opt := newSite(t, buildtest.Site())
				opt.Texts = -(i / 2) // texts are kept, then read again
				mustBuild(t, opt)
				edit(t, opt, "config.toml", `name = "示例镇`, `name = "示例乡`) // so that everything is made
				changeDuring(t, opt, phase, c.file, c.data)
				res, err := Build(opt)
				if err != nil {
					t.Fatal(err)
				}
				clean, want := buildClean(t, opt)
				if diff := cmp.Diff(printed(t, clean.Diagnostics), printed(t, res.Diagnostics)); diff != "" {
					t.Errorf("findings of the next build (-clean +incremental):\n%s", diff)
				}
				if len(want) > 0 && readTree(t, opt.Out).Sum() != want.Sum() {
					t.Errorf("the next build: %+v", readTree(t, opt.Out).Since(want))
				}
			})
		}
	}
}

// changeDuring builds a site and changes a file at the start of a phase. A build
// that fails for it must leave what is published as it is.
func changeDuring(t *testing.T, opt Options, phase, file, data string) {
	t.Helper()
	before := readTree(t, opt.Out)
	var once sync.Once
	opt.Progress = func(now string, _, _ int) {
		if now != phase {
			return
		}
		once.Do(func() {
			if data != "" {
				write(t, opt, file, data)
			} else if err := os.Remove(filepath.Join(opt.Source, filepath.FromSlash(file))); err != nil {
				t.Error(err)
			}
		})
	}
	_, err := Build(opt)
	if err == nil {
		checkSums(t, readTree(t, opt.Out))
		return
	}
	if !errors.Is(err, ErrChanged) && !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("another failure than that the file changed: %v", err)
	}
	if got := readTree(t, opt.Out); got.Sum() != before.Sum() {
		t.Errorf("the build failed, and published something: %+v", got.Since(before))
	}
}

// TestAttachmentChanges changes an attachment between the making of the page
// that tells its sum and the copying of the file.
func TestAttachmentChanges(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	opt.Workers = 1 // static files are copied first, one after another
	opt.Static = openHook{opt.Static, func(name string) {
		if name == "images/emblem.svg" {
			write(t, opt, "content/notices/2017/名单.txt", "换了一份名单\n")
		}
	}}
	if _, err := Build(opt); !errors.Is(err, ErrChanged) {
		t.Errorf("the build ended with %v", err)
	}
	if tree := readTree(t, opt.Out); len(tree) > 0 {
		checkSums(t, tree)
	}
	_, tree := mustBuild(t, opt)
	checkSums(t, tree)
}

// openHook is a file system that tells which files are opened.
type openHook struct {
	fs.FS
	opened func(name string)
}

// Open opens a file.
func (h openHook) Open(name string) (fs.File, error) {
	h.opened(name)
	return h.FS.Open(name)
}

// checkSums demands that what a page says of its attachment is true of the file.
func checkSums(t *testing.T, tree buildtest.Tree) {
	t.Helper()
	for file, page := range map[string]string{
		"policies/2017/0001-form.csv": "policies/2017/0001.html",
		"notices/2017/名单.txt":         "notices/2017/0002.html",
	} {
		if sum := fmt.Sprintf("%x", sha256.Sum256([]byte(tree[file]))); !strings.Contains(tree[page], sum) {
			t.Errorf("%s does not show the sum of %s", page, file)
		}
	}
}
