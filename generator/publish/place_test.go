package publish

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/site/buildtest"
)

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name string
		out  string // below the folder that holds the site, "site"
		make func(root string) error
		want Kind
	}{
		{name: "other content", out: "site/public", want: NotOurs,
			make: func(root string) error { return write(root, "site/public/a.txt") }},
		{name: "other marker", out: "site/public", want: NotOurs,
			make: func(root string) error { return write(root, "site/public/"+Marker) }},
		{name: "a file", out: "site/public", want: NotFolder,
			make: func(root string) error { return write(root, "site/public") }},
		{name: "below a file", out: "site/config.toml/public", want: NotFolder},
		{name: "a link", out: "site/public", want: IsLink,
			make: func(root string) error {
				return os.Symlink(filepath.Join(root, "elsewhere"), filepath.Join(root, "site/public"))
			}},
		{name: "a link to a folder", out: "site/public", want: IsLink,
			make: func(root string) error {
				return os.Symlink("../elsewhere", filepath.Join(root, "site/public"))
			}},
		{name: "a link with a slash", out: "site/public/", want: IsLink,
			make: func(root string) error {
				return os.Symlink("../elsewhere", filepath.Join(root, "site/public"))
			}},
		{name: "a link with a dot", out: "site/public/.", want: IsLink,
			make: func(root string) error {
				return os.Symlink("../elsewhere", filepath.Join(root, "site/public"))
			}},
		{name: "the root of all", out: strings.Repeat("../", 30), want: HoldsSite},
		{name: "the site", out: "site", want: HoldsSite},
		{name: "the site by another name", out: "site/content/..", want: HoldsSite},
		{name: "around the site", out: ".", want: HoldsSite},
		{name: "a source folder", out: "site/content", want: InSources},
		{name: "in a source folder", out: "site/content/a/public", want: InSources},
		{name: "in a source folder by a link", out: "elsewhere/to/public", want: InSources,
			make: func(root string) error {
				return os.Symlink(filepath.Join(root, "site/content"), filepath.Join(root, "elsewhere/to"))
			}},
		{name: "in git's folder", out: "site/.git/public", want: InSources},
		{name: "in the work folder", out: "site/.build/public", want: InSources},
	} {
		t.Run(c.name, func(t *testing.T) {
			if strings.Contains(c.name, "link") {
				buildtest.NeedLinks(t)
			}
			root := memory(t)
			for _, dir := range []string{"site/content", "site/.git", "site/.build", "elsewhere"} {
				must(t, os.MkdirAll(filepath.Join(root, dir), 0o755))
			}
			must(t, write(root, "site/config.toml"))
			if c.make != nil {
				must(t, c.make(root))
			}
			p, err := Open(filepath.Join(root, "site"), root+"/"+c.out, Options{Sources: []string{"content"}})
			if err == nil {
				p.Close()
			}
			var f *Failure
			if !errors.As(err, &f) || f.Kind != c.want || !f.Refused() {
				t.Fatalf("error %v", err)
			}
			if d := f.Diagnostic(); d.Severity != diag.Error || !strings.HasPrefix(d.Code, "PB0") || strings.Contains(d.Message.ZH+d.Message.EN+d.Hint.ZH+d.Hint.EN, "%!") {
				t.Errorf("diagnostic %+v", d)
			}
		})
	}
}

func write(root, path string) error {
	name := filepath.Join(root, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, []byte("mine"), 0o644)
}

func TestAccepted(t *testing.T) {
	for _, c := range []struct {
		name, out string
		make      []string
	}{
		{name: "nothing there", out: "site/public"},
		{name: "folders missing too", out: "site/a/b/public"},
		{name: "outside the site", out: "elsewhere/public"},
		{name: "empty", out: "site/public", make: []string{"site/public/"}},
		{name: "looked at on a Mac", out: "site/public", make: []string{"site/public/.DS_Store"}},
		{name: "a name that begins like a source's", out: "site/content-public"},
	} {
		t.Run(c.name, func(t *testing.T) {
			root := memory(t)
			must(t, os.MkdirAll(filepath.Join(root, "site/content"), 0o755))
			for _, path := range c.make {
				if strings.HasSuffix(path, "/") {
					must(t, os.MkdirAll(filepath.Join(root, path), 0o755))
				} else {
					must(t, write(root, path))
				}
			}
			site, out := filepath.Join(root, "site"), filepath.Join(root, filepath.FromSlash(c.out))
			for _, want := range []content{first, second, first} {
				p, err := Open(site, out, Options{Sources: []string{"content"}})
				must(t, err)
				facts, err := p.Snapshot()
				must(t, err)
				_, err = update(p, parse(facts), want)
				must(t, err)
				must(t, p.Close())
				if got := published(t, out); got.id() != want.id() {
					t.Errorf("published %v", got)
				}
			}
		})
	}
}

// Two folders of one name do not share a work folder; one path has one.
func TestWorkFolder(t *testing.T) {
	root := memory(t)
	seen := map[string]string{}
	for _, out := range []string{"site/public", "a/public", "b/public", "site/dist"} {
		p, err := examine(root+"/site", filepath.Join(root, out), nil)
		if err != nil {
			must(t, os.MkdirAll(root+"/site", 0o755))
			p, err = examine(root+"/site", filepath.Join(root, out), nil)
		}
		must(t, err)
		work := p.work()
		if other, ok := seen[work]; ok {
			t.Errorf("%s and %s share %s", out, other, work)
		}
		seen[work] = out
		if !strings.HasPrefix(work, filepath.Join(p.site, ".build")+string(filepath.Separator)) {
			t.Errorf("%s has its work folder at %s", out, work)
		}
	}
}

func TestWorkFolderInsideOutput(t *testing.T) {
	root := memory(t)
	_, err := Open(root, filepath.Join(root, "public"), Options{Work: filepath.Join(root, "public", "work")})
	var f *Failure
	if !errors.As(err, &f) || f.Kind != HoldsSite {
		t.Errorf("error %v", err)
	}
}

func TestRules(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules() {
		if seen[r.Code] || r.Severity != diag.Error || r.Title.ZH == "" || r.Title.EN == "" || r.Hint.ZH == "" || r.Explain.ZH == "" || r.Explain.EN == "" {
			t.Errorf("rule %s is incomplete or there twice", r.Code)
		}
		seen[r.Code] = true
	}
	for kind := other; kind <= Held; kind++ {
		f := &Failure{Kind: kind, Path: "public", Err: errKilled}
		if d := f.Diagnostic(); !seen[d.Code] || strings.Contains(d.Message.ZH+d.Message.EN+d.Hint.ZH+d.Hint.EN, "%!") {
			t.Errorf("kind %d: %+v", kind, d)
		}
	}
}
