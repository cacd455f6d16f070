package site

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/records"
	"gongkai/generator/site/buildtest"
)

// gated is a site with a chain of review and a list of what was public, changed at
// random. texts are what of each document was approved.
type gated struct {
	t      *testing.T
	opt    Options
	rnd    *rand.Rand
	serial int
	gone   map[string][]byte // files that were deleted or moved, to be restored
	public int               // builds that were published
}

// TestGateHistories edits, approves, moves, deletes and restores documents and their
// files at random. After every build that is published, each address that was ever
// public answers, nothing that is not approved is in what is published, and that is
// the tree of a clean build; after every other, what was published is as it was.
func TestGateHistories(t *testing.T) {
	runs, steps := 1, 10
	if slow() {
		runs, steps = histories(12), 12
	}
	for seed := range runs {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			opt := reviewed(t)
			opt.Record = true
			h := &gated{t: t, opt: opt, rnd: rand.New(rand.NewPCG(uint64(seed), 13)), gone: map[string][]byte{}}
			h.build("at first")
			kinds := []func() string{h.edit, h.edit, h.changeFile, h.approve, h.approve, h.approveAll, h.move, h.moveWithAlias, h.remove, h.restore, h.add, h.hide, h.date}
			for range steps {
				name := kinds[h.rnd.IntN(len(kinds))]()
				if !h.build(name) && h.rnd.IntN(2) == 0 {
					h.mend(name)
				}
			}
			t.Logf("%d of %d builds were published", h.public, steps+1)
		})
	}
}

// documents lists the documents of one folder, which is what is changed.
func (h *gated) documents() []string {
	found, err := filepath.Glob(filepath.Join(h.opt.Source, "content", "policies", "2017", "*.md"))
	if err != nil {
		h.t.Fatal(err)
	}
	var docs []string
	for _, file := range found {
		docs = append(docs, "content/policies/2017/"+filepath.Base(file))
	}
	return docs
}

func (h *gated) one() string { docs := h.documents(); return docs[h.rnd.IntN(len(docs))] }

// movable is one of those that no other document refers to.
func (h *gated) movable() string {
	docs := slices.DeleteFunc(h.documents(), func(name string) bool { return strings.HasSuffix(name, "/0001.md") })
	if len(docs) == 0 {
		h.add()
		return h.movable()
	}
	return docs[h.rnd.IntN(len(docs))]
}

func (h *gated) read(name string) []byte {
	data, err := os.ReadFile(filepath.Join(h.opt.Source, filepath.FromSlash(name)))
	if err != nil {
		h.t.Fatal(err)
	}
	return data
}

// edit changes a text, with words that nobody has approved.
func (h *gated) edit() string {
	name := h.one()
	h.serial++
	write(h.t, h.opt, name, string(h.read(name))+fmt.Sprintf("\n未经审批之%d号。\n", h.serial))
	return "edit " + name
}

// hide makes a document a draft, or makes an end of that.
func (h *gated) hide() string {
	name := h.one()
	data := string(h.read(name))
	if strings.Contains(data, "\ndraft: true\n") {
		data = strings.Replace(data, "\ndraft: true\n", "\n", 1)
	} else {
		data = strings.Replace(data, "\ntitle: ", "\ndraft: true\ntitle: ", 1)
	}
	write(h.t, h.opt, name, data)
	return "hide or show " + name
}

// date gives a document another date: in the past, before review began, or to come.
func (h *gated) date() string {
	name := h.one()
	day := []string{"2016-03-01", "2017-09-01", "2031-01-01"}[h.rnd.IntN(3)]
	data := regexp.MustCompile(`(?m)^date: .*`).ReplaceAll(h.read(name), []byte("date: "+day))
	data = regexp.MustCompile(`(?m)^(written|effective|expires|repealed|index_number|doc_number): .*\n`).ReplaceAll(data, nil)
	write(h.t, h.opt, name, string(data))
	return "date " + name + " " + day
}

// changeFile changes an attachment.
func (h *gated) changeFile() string {
	const name = "content/policies/2017/0007-b.csv"
	h.serial++
	write(h.t, h.opt, name, fmt.Sprintf("丙,丁\n%d,2\n", h.serial))
	return "change " + name
}

func (h *gated) approve() string {
	name := h.one()
	approve(h.t, h.opt, strings.TrimPrefix(name, "content/"))
	return "approve " + name
}

func (h *gated) approveAll() string {
	docs := h.documents()
	for i := range docs {
		docs[i] = strings.TrimPrefix(docs[i], "content/")
	}
	approve(h.t, h.opt, docs...)
	return "approve all"
}

// move gives a document another name.
func (h *gated) move() string {
	from := h.movable()
	h.serial++
	to := fmt.Sprintf("content/policies/2017/%04d.md", 100+h.serial)
	h.gone[from] = h.read(from)
	write(h.t, h.opt, to, string(h.gone[from]))
	h.delete(from)
	return "move " + from + " to " + to
}

// moveWithAlias moves a document as it should be moved: the old address leads to the
// new one, and it is approved where it stands now.
func (h *gated) moveWithAlias() string {
	from := h.movable()
	h.serial++
	to := fmt.Sprintf("content/policies/2017/%04d.md", 100+h.serial)
	old := page.URL(strings.TrimPrefix(from, "content/"))
	data := h.read(from)
	if !bytes.Contains(data, []byte("aliases: [")) {
		data = bytes.Replace(data, []byte("\ndate: "), []byte("\naliases: [old/x.html]\ndate: "), 1)
		data = bytes.Replace(data, []byte("old/x.html"), []byte(old), 1)
	} else {
		data = bytes.Replace(data, []byte("aliases: ["), []byte("aliases: ["+old+", "), 1)
	}
	write(h.t, h.opt, to, string(data))
	h.delete(from)
	approve(h.t, h.opt, strings.TrimPrefix(to, "content/"))
	return "move with an alias " + from + " to " + to
}

func (h *gated) remove() string {
	name := h.movable()
	h.gone[name] = h.read(name)
	h.delete(name)
	return "delete " + name
}

func (h *gated) delete(name string) {
	if err := os.Remove(filepath.Join(h.opt.Source, filepath.FromSlash(name))); err != nil {
		h.t.Fatal(err)
	}
}

// restore puts back everything that was deleted, or moved away from an address that
// was public, but no document twice: where one stands elsewhere by now, it goes back only
// if its address was public and it does not lead from there.
func (h *gated) restore() string {
	list, _ := records.Parse(records.Path, h.read(records.Path))
	address := func(name string) string { return page.URL(strings.TrimPrefix(name, "content/")) }
	public := func(name string) bool { _, is := list.Lookup(address(name)); return is }
	now := map[string]string{} // where the document with a title is
	for _, name := range h.documents() {
		now[titleIn(h.read(name))] = name
	}
	names := slices.Sorted(maps.Keys(h.gone))
	first := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !public(name) })
	for _, name := range append(first, slices.DeleteFunc(names, public)...) {
		title := titleIn(h.gone[name])
		twin := now[title]
		if twin != "" && (!public(name) || bytes.Contains(h.read(twin), []byte(address(name)))) {
			continue
		}
		write(h.t, h.opt, name, string(h.gone[name]))
		if now[title] = name; twin != "" {
			h.delete(twin)
		}
	}
	clear(h.gone)
	return "restore"
}

// titleIn returns the title of a document, by which it is known wherever it is moved.
func titleIn(data []byte) string {
	return string(regexp.MustCompile(`(?m)^title: .*`).Find(data))
}

func (h *gated) add() string {
	h.serial++
	name := fmt.Sprintf("content/policies/2017/%04d.md", 100+h.serial)
	write(h.t, h.opt, name, fmt.Sprintf("---\ntitle: 新的文件%d\ncategory: policies\ndate: 2017-06-01\n---\n未经审批之%d号。\n", h.serial, h.serial))
	return "add " + name
}

// mend restores what is gone and approves what there is, upon which the site is
// published again.
func (h *gated) mend(after string) {
	h.t.Helper()
	h.restore()
	for _, name := range h.documents() {
		data := strings.Replace(string(h.read(name)), "\ndraft: true\n", "\n", 1)
		write(h.t, h.opt, name, strings.Replace(data, "\ndate: 2031-01-01\n", "\ndate: 2017-09-01\n", 1))
	}
	h.approveAll()
	if !h.build(after + ", mended") {
		res, err := Check(h.opt)
		if err != nil {
			h.t.Fatal(err)
		}
		h.t.Fatalf("%s, then everything restored and approved:\n%s", after, printed(h.t, res.Diagnostics))
	}
}

// build builds the site, writes the list of what was public, and looks at both. It
// reports whether the site was published.
func (h *gated) build(after string) bool {
	h.t.Helper()
	var before string
	if h.public > 0 {
		before = readTree(h.t, h.opt.Out).Sum()
	}
	res, err := Build(h.opt)
	if err != nil {
		h.t.Fatalf("%s: %v", after, err)
	}
	if diag.HasErrors(res.Diagnostics) {
		if res.Published != nil || h.public > 0 && readTree(h.t, h.opt.Out).Sum() != before {
			h.t.Fatalf("%s: with errors, something was published", after)
		}
		return false
	}
	h.public++
	if res.Published != nil {
		write(h.t, h.opt, records.Path, string(res.Published))
	}
	tree := readTree(h.t, h.opt.Out)
	list, found := records.Parse(records.Path, h.read(records.Path))
	if found != nil {
		h.t.Fatalf("%s: %v", after, found)
	}
	for e := range list.All() {
		if _, ok := tree[e.Address]; !ok {
			h.t.Fatalf("%s: %s was public and does not answer", after, e.Address)
		}
	}
	h.approvedOnly(after, tree)
	if _, want := buildClean(h.t, h.opt); tree.Sum() != want.Sum() {
		h.t.Fatalf("%s: not the tree of a clean build: %+v", after, tree.Since(want))
	}
	return true
}

// approvedOnly demands that every page of a document that needs it is approved as it is,
// by the approvals in the file and sums that are taken anew.
func (h *gated) approvedOnly(after string, tree buildtest.Tree) {
	h.t.Helper()
	s, _, err := Load(h.opt, nil)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, name := range h.documents() {
		p := strings.TrimPrefix(name, "content/")
		c, policy, ok, err := s.Candidate(p)
		if err != nil || !ok {
			h.t.Fatalf("%s: %s: %v", after, p, err)
		}
		if !policy.Needs(c.Meta) {
			continue // it is dated before there was review, and nobody has approved anything of it
		}
		stages := 0
		for _, stage := range policy.Stages {
			if slices.ContainsFunc(c.Meta.Review, func(r page.Review) bool { return r.Stage == stage.Name && r.Sum == c.Sum }) {
				stages++
			}
		}
		html, public := tree[page.URL(p)]
		if isPage := public && !strings.Contains(html, "http-equiv"); isPage && stages < len(policy.Stages) {
			h.t.Fatalf("%s: %s is public with %d approvals", after, p, stages)
		}
	}
}
