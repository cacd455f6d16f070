package corpus_test

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gongkai/generator/config"
	"gongkai/generator/corpus"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/terminal"
)

// Every document parses without a finding, and the fields that must be unique
// are.
func TestDocumentsAreValid(t *testing.T) {
	for _, n := range []int{1, 7, 1200} {
		numbers := make(map[string]string)
		for i := range n {
			name, data := corpus.Document(corpus.Options{Docs: n, Seed: uint64(n)}, i)
			p, ds := page.Parse(name, data)
			if len(ds) > 0 {
				var b strings.Builder
				terminal.Printer{W: &b, Lang: "en"}.Print(ds)
				t.Fatalf("%s\n%s", b.String(), data)
			}
			for _, number := range []string{p.Meta.IndexNumber, p.Meta.DocNumber} {
				if other := numbers[number]; other != "" && number != "" {
					t.Errorf("%s in %s and %s", number, other, name)
				}
				numbers[number] = name
			}
		}
	}
}

var mdLink = regexp.MustCompile(`\]\(([^)]*)\)`)

// Every reference leads to a document of the corpus, and every kind of
// reference and of block occurs.
func TestReferences(t *testing.T) {
	const n = 600
	opt := corpus.Options{Docs: n, Seed: 5}
	exists := make(map[string]bool)
	metas := make([]*page.Page, n)
	for i := range n {
		name, data := corpus.Document(opt, i)
		exists[name] = true
		metas[i], _ = page.Parse(name, data)
	}
	var links, replaces, interprets, repealed, tables, lists int
	for _, p := range metas {
		for _, m := range mdLink.FindAllSubmatch(p.Body, -1) {
			target := string(m[1])
			if rooted, ok := strings.CutPrefix(target, "/"); ok {
				target = rooted
			} else {
				target = path.Join(path.Dir(p.Meta.Path), target)
			}
			if !exists[target] {
				t.Errorf("%s: dead link %s", p.Meta.Path, m[1])
			}
			links++
		}
		for _, target := range append(p.Meta.Replaces, p.Meta.Interprets...) {
			if !exists[target] {
				t.Errorf("%s: no document %s", p.Meta.Path, target)
			}
		}
		replaces += len(p.Meta.Replaces)
		interprets += len(p.Meta.Interprets)
		if !p.Meta.Repealed.IsZero() {
			repealed++
		}
		tables += bytes.Count(p.Body, []byte("| ---"))
		lists += bytes.Count(p.Body, []byte("\n- "))
	}
	if links < n || replaces == 0 || replaces != repealed || interprets != n/6 || tables < n/10 || lists < n {
		t.Errorf("links %d, replaces %d, repealed %d, interprets %d, tables %d, lists %d", links, replaces, repealed, interprets, tables, lists)
	}
}

// The configuration loads without an error.
func TestConfig(t *testing.T) {
	dir := write(t, corpus.Options{Docs: 6})
	data, err := os.ReadFile(filepath.Join(dir, "config.toml"))
	if err != nil {
		t.Fatal(err)
	}
	c, ds := config.Load(data)
	if diag.HasErrors(ds) || c == nil {
		var b strings.Builder
		terminal.Printer{W: &b, Lang: "en"}.Print(ds)
		t.Fatal(b.String())
	}
	for _, name := range files(t, filepath.Join(dir, "content")) {
		key, _, _ := strings.Cut(name, "/")
		if _, ok := c.Category(key); !ok {
			t.Errorf("no category for %s", name)
		}
	}
}
