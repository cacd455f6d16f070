package site

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/site/buildtest"
)

// manyDocuments returns the files of the test site with n notices, each with a
// redirect and one to a year, in the place of its own documents.
func manyDocuments(n int) map[string][]byte {
	files := map[string][]byte{"config.toml": buildtest.Site()["config.toml"]}
	for i := range n {
		files[noticeFile(i)] = fmt.Appendf(nil,
			"---\ntitle: 第%d号公告\ncategory: notices\ndate: %d-02-03\naliases: [old/%d.html]\n---\n正文。\n", i, 1990+i, i)
	}
	return files
}

// noticeFile is where notice i is.
func noticeFile(i int) string { return fmt.Sprintf("content/notices/%d/0001.md", 1990+i) }

// codes returns the codes of the errors among some findings.
func codes(found []diag.Diagnostic) string {
	var list []string
	for _, d := range found {
		if d.Severity == diag.Error {
			list = append(list, d.Code)
		}
	}
	return strings.Join(list, " ")
}

// TestMassLoss takes documents off a site in every way there is. More than half
// of them go only with AllowLoss; the site that is published stays until then.
func TestMassLoss(t *testing.T) {
	each := func(from, to int, do func(opt *Options, file string)) func(*testing.T, *Options) {
		return func(t *testing.T, opt *Options) {
			for i := from; i < to; i++ {
				do(opt, noticeFile(i))
			}
		}
	}
	remove := func(opt *Options, file string) { os.Remove(filepath.Join(opt.Source, file)) }
	for _, c := range []struct {
		name  string
		docs  int
		do    func(t *testing.T, opt *Options)
		stops bool
	}{
		{"nothing", 12, func(*testing.T, *Options) {}, false},
		{"half are deleted", 12, each(0, 6, remove), false},
		{"more than half are deleted", 12, each(0, 7, remove), true},
		{"all are deleted", 12, each(0, 12, remove), true},
		{"all of a small site are deleted", 4, each(0, 4, remove), false},
		{"they become drafts", 12, func(t *testing.T, opt *Options) {
			for i := range 7 {
				edit(t, *opt, noticeFile(i), "aliases:", "draft: true\naliases:")
			}
		}, true},
		{"an earlier day", 12, func(t *testing.T, opt *Options) { opt.Today = day(t, "1994-06-01") }, true},
		{"their folder is moved", 12, func(t *testing.T, opt *Options) {
			for i := range 12 {
				edit(t, *opt, noticeFile(i), "category: notices", "category: dynamics")
				edit(t, *opt, noticeFile(i), fmt.Sprintf("aliases: [old/%d.html]", i), "keywords: [公告]")
			}
			if err := os.Rename(filepath.Join(opt.Source, "content/notices"), filepath.Join(opt.Source, "content/dynamics")); err != nil {
				t.Fatal(err)
			}
		}, true},
		{"moved, with redirects", 12, func(t *testing.T, opt *Options) {
			for i := range 12 {
				edit(t, *opt, noticeFile(i), "category: notices", "category: dynamics")
				edit(t, *opt, noticeFile(i), fmt.Sprintf("[old/%d.html]", i), fmt.Sprintf("[old/%d.html, notices/%d/0001.html]", i, 1990+i))
			}
			if err := os.Rename(filepath.Join(opt.Source, "content/notices"), filepath.Join(opt.Source, "content/dynamics")); err != nil {
				t.Fatal(err)
			}
		}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			opt := newSite(t, manyDocuments(c.docs))
			_, before := mustBuild(t, opt)
			c.do(t, &opt)
			res, err := Build(opt)
			if err != nil {
				t.Fatal(err)
			}
			got := readTree(t, opt.Out)
			if stops := codes(res.Diagnostics) == "BD013"; stops != c.stops || stops != (got.Sum() == before.Sum() && c.name != "nothing") {
				t.Fatalf("stopped: %t, findings:\n%s", stops, printed(t, res.Diagnostics))
			}
			if foreseen, err := Check(opt); err != nil || printed(t, foreseen.Diagnostics) != printed(t, res.Diagnostics) {
				t.Errorf("a check finds %v\n%s", err, printed(t, foreseen.Diagnostics))
			}
			opt.AllowLoss = true
			_, got = mustBuild(t, opt)
			if _, want := buildClean(t, opt); got.Sum() != want.Sum() {
				t.Errorf("not the tree of a clean build: %+v", got.Since(want))
			}
		})
	}
}

// TestMassLossSays demands numbers, examples and what to type.
func TestMassLossSays(t *testing.T) {
	opt := newSite(t, manyDocuments(12))
	mustBuild(t, opt)
	for i := range 12 {
		if err := os.Remove(filepath.Join(opt.Source, noticeFile(i))); err != nil {
			t.Fatal(err)
		}
	}
	res, err := Build(opt)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"24 of the 24 published pages", "notices/1990/0001.html", "gongkai build --allow-loss"} {
		if said := printed(t, res.Diagnostics); !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
	// Where the site has errors nothing is published, and nothing would be lost.
	write(t, opt, noticeFile(0), "---\ntitel: 写错\n---\n")
	if res, err = Build(opt); err != nil {
		t.Fatal(err)
	}
	if said := codes(res.Diagnostics); strings.Contains(said, "BD013") || said == "" {
		t.Errorf("errors %s", said)
	}
}

// TestAddressesGone: a build says which addresses of the last one answer no more, once; one
// that has moved with an alias, or that only lists others, is none.
func TestAddressesGone(t *testing.T) {
	opt := newSite(t, manyDocuments(4))
	mustBuild(t, opt)
	if err := os.Remove(filepath.Join(opt.Source, noticeFile(0))); err != nil {
		t.Fatal(err)
	}
	edit(t, opt, noticeFile(1), "aliases:", "draft: true\naliases:")
	edit(t, opt, noticeFile(2), "[old/2.html]", "[old/2.html, notices/1992/0001.html]")
	if err := os.Rename(filepath.Join(opt.Source, noticeFile(2)), filepath.Join(opt.Source, "content/notices/1992/0009.md")); err != nil {
		t.Fatal(err)
	}
	res, _ := mustBuild(t, opt)
	said := printed(t, res.Gone)
	for _, want := range []string{"BD034", "4 addresses", "notices/1990/0001.html  notices/1991/0001.html  old/0.html  old/1.html", "gongkai withdraw", "aliases"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
	res, _ = mustBuild(t, opt)
	if said := printed(t, res.Gone); strings.Contains(said, "BD034") {
		t.Errorf("again:\n%s", said)
	}
}

// TestNoContent takes the folder of the documents away: that is an error in
// every command, and the published site stays.
func TestNoContent(t *testing.T) {
	for name, instead := range map[string]func(content string) error{
		"gone":    func(string) error { return nil },
		"a file":  func(content string) error { return os.WriteFile(content, []byte("x"), 0o644) },
		"renamed": func(content string) error { return os.Mkdir(content+"s", 0o755) },
	} {
		opt := newSite(t, buildtest.Site())
		_, before := mustBuild(t, opt)
		content := filepath.Join(opt.Source, "content")
		if err := os.Rename(content, content+".away"); err != nil {
			t.Fatal(err)
		}
		if err := instead(content); err != nil {
			t.Fatal(err)
		}
		site, found, err := Load(opt, nil)
		if site != nil || err != nil || codes(found) != "BD012" {
			t.Errorf("%s: loaded %v, %s, %v", name, site, codes(found), err)
		}
		for command, do := range map[string]func(Options) (*Result, error){"build": Build, "check": Check} {
			res, err := do(opt)
			if err != nil || codes(res.Diagnostics) != "BD012" {
				t.Errorf("%s: %s: %v, %v", name, command, err, res)
			}
		}
		if got := readTree(t, opt.Out); got.Sum() != before.Sum() {
			t.Errorf("%s: the published site was changed: %+v", name, got.Since(before))
		}
	}
}

// TestNoSiteNoWorkFolder builds what is no site: nothing is left behind in it.
func TestNoSiteNoWorkFolder(t *testing.T) {
	opt := newSite(t, map[string][]byte{"letter.txt": []byte("x")})
	if res, err := Build(opt); err != nil || codes(res.Diagnostics) != "BD001" {
		t.Fatalf("%v, %v", res, err)
	}
	if entries, err := os.ReadDir(opt.Source); err != nil || len(entries) != 1 {
		t.Errorf("in the folder: %v, %v", entries, err)
	}
}
