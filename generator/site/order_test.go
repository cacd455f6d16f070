package site

import (
	"os"
	"path/filepath"
	"testing"

	"gongkai/generator/site/buildtest"
)

// TestRemovedBeforePut renames a document, an attachment, a static file and a folder
// by case alone. Where case does not count in names, what is gone has to be removed
// before anything is put, folders included, or it takes the new files along; package
// publish shows that on such a file system, this that the build keeps to the order.
func TestRemovedBeforePut(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	mustBuild(t, opt)
	edit(t, opt, "content/dynamics/2018/0001.md", "检查了各村", "检查了全部")
	mustBuild(t, opt) // from here on the tree to be published begins with what is
	rename := func(from, to string) {
		t.Helper()
		if err := os.Rename(filepath.Join(opt.Source, from), filepath.Join(opt.Source, to)); err != nil {
			t.Fatal(err)
		}
	}
	write(t, opt, "static/Info/readme.txt", "x")
	write(t, opt, "content/dynamics/2021/Plan.md", "---\ntitle: 计划\ncategory: dynamics\ndate: 2021-02-03\nattachments:\n  - {file: Plan.txt, title: 附件}\n---\n正文。\n")
	write(t, opt, "content/dynamics/2021/Plan.txt", "附件\n")
	_, before := mustBuild(t, opt)
	gone := []string{"Info/readme.txt", "dynamics/2021/Plan.html", "dynamics/2021/Plan.txt"}
	for _, path := range gone {
		if _, ok := before[path]; !ok {
			t.Fatalf("%s is not published", path)
		}
	}
	rename("static/Info", "static/iNfo")
	rename("content/dynamics/2021/Plan.md", "content/dynamics/2021/plan.md")
	rename("content/dynamics/2021/Plan.txt", "content/dynamics/2021/plan.txt")
	edit(t, opt, "content/dynamics/2021/plan.md", "file: Plan.txt", "file: plan.txt")

	spare := filepath.Join(opt.Source, ".build", "public", "spare")
	looked := false
	opt.Workers = 1
	opt.Progress = func(phase string, done, _ int) {
		if phase != "make" || done > 0 || looked {
			return
		}
		looked = true
		for _, path := range append(gone, "Info") {
			if _, err := os.Lstat(filepath.Join(spare, path)); !os.IsNotExist(err) {
				t.Errorf("%s is still there when the first page is made: %v", path, err)
			}
		}
		if _, err := os.Lstat(filepath.Join(spare, "index.html")); err != nil {
			t.Errorf("this is not the tree to be published: %v", err)
		}
	}
	_, got := mustBuild(t, opt)
	if _, want := buildClean(t, opt); got.Sum() != want.Sum() || !looked {
		t.Errorf("looked: %t, %+v", looked, got.Since(want))
	}
}
