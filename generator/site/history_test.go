package site

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/site/buildtest"
)

// history changes a site step by step and compares, after each step, what the
// build that knows the last one makes with what a build makes that knows
// nothing.
type history struct {
	t    testing.TB
	pick func(n int) int // chooses one of n
	opt  Options
	// files are those of the site, as they are on disk.
	files map[string][]byte
	tree  buildtest.Tree // what is published
	past  []map[string][]byte
	steps int
	// forgotten says that the last build cannot be remembered: everything is
	// made anew and no file kept.
	forgotten bool
	errors    int // steps after which the site had errors
	withdrawn int // documents found withdrawn, all steps together
	// secret is a number that the last step has put into the site and nobody has accepted;
	// refused is how often one has kept a build from being published.
	secret  string
	refused int
}

// newHistory writes a site and builds it for the first time.
func newHistory(t testing.TB, files map[string][]byte, pick func(int) int) *history {
	h := &history{t: t, pick: pick, opt: newSite(t, files), files: maps.Clone(files)}
	h.opt.AllowLoss = true // the build that it is compared with knows no site to lose
	_, h.tree = mustBuild(t, h.opt)
	return h
}

// step makes one change and checks the build after it. Where the site has
// errors then, the change is taken back and that checked too.
func (h *history) step(s step) {
	h.steps++
	before, opt := maps.Clone(h.files), h.opt
	h.past = append(h.past, before)
	h.secret = ""
	what := s.do(h)
	name := fmt.Sprintf("step %d: %s %s", h.steps, s.name, what)
	if h.check(name) {
		return
	}
	h.errors++
	h.files = before
	h.opt = opt
	h.sync()
	if !h.check(name + ", taken back") {
		h.t.Fatalf("%s: still errors after taking it back", name)
	}
}

// check builds and compares; it reports whether the site is without errors.
func (h *history) check(name string) bool {
	h.t.Helper()
	opt := h.opt
	opt.Workers = 1 + h.pick(8)
	opt.Texts = []int{0, -1, 2000}[h.pick(3)] // all texts are kept, none, some
	kept := infos(h.t, opt.Out)
	res, err := Build(opt)
	if err != nil {
		h.t.Fatalf("%s: %v", name, err)
	}
	opt.Workers = 1 + h.pick(8)
	clean, want := buildClean(h.t, opt)
	res.Diagnostics = slices.DeleteFunc(res.Diagnostics, func(d diag.Diagnostic) bool { return d.Code == copiesDropped.Code }) // news of one build
	if diff := cmp.Diff(printed(h.t, clean.Diagnostics), printed(h.t, res.Diagnostics)); diff != "" {
		h.t.Fatalf("%s: findings (-clean +incremental):\n%s", name, diff)
	}
	got := readTree(h.t, opt.Out)
	if diag.HasErrors(res.Diagnostics) {
		h.untouched(name, got, res)
		return false
	}
	if diff := cmp.Diff(want, got); diff != "" {
		h.t.Fatalf("%s: trees (-clean +incremental):\n%s", name, shortened(diff))
	}
	h.compareStats(name, got, res)
	h.compareKept(name, got, kept)
	h.withdrawnIsNowhere(name, got)
	h.tree, h.forgotten = got, false
	return true
}

// untouched demands that a site with errors leaves the old one published.
func (h *history) untouched(name string, got buildtest.Tree, res *Result) {
	h.t.Helper()
	if got.Sum() != h.tree.Sum() {
		h.t.Fatalf("%s: a site with errors was published:\n%s", name, shortened(cmp.Diff(h.tree, got)))
	}
	if res.Stats.Files != 0 {
		h.t.Fatalf("%s: a site with errors: %d files written", name, res.Stats.Files)
	}
	if h.secret == "" {
		return
	}
	h.refused++
	if said := printed(h.t, res.Diagnostics); strings.Contains(said, h.secret) {
		h.t.Fatalf("%s: what is said holds a number:\n%s", name, said)
	}
	if files := holding(h.t, []string{h.secret}, h.opt.Out, filepath.Join(h.opt.Source, ".build")); len(files) > 0 {
		h.t.Fatalf("%s: a number was written into %v", name, files)
	}
}

// compareStats demands that the outputs said to be made are those that differ.
func (h *history) compareStats(name string, got buildtest.Tree, res *Result) {
	h.t.Helper()
	diff := got.Since(h.tree)
	if h.forgotten {
		diff = got.Since(nil)
	}
	if d := cmp.Diff(diff.Changed, res.Stats.Changed); d != "" {
		h.t.Fatalf("%s: outputs made (-different +said to be made):\n%s", name, d)
	}
	if !h.forgotten && len(diff.Removed) != res.Stats.Removed {
		h.t.Fatalf("%s: %d outputs removed, %d said: %v", name, len(diff.Removed), res.Stats.Removed, diff.Removed)
	}
	if res.Stats.Made != len(diff.Changed) || res.Stats.Outputs != len(got)-1 || res.Stats.Kept != res.Stats.Outputs-res.Stats.Made {
		h.t.Fatalf("%s: %d outputs, %d of them different; said: %+v", name, len(got)-1, len(diff.Changed), res.Stats)
	}
	if diff.Empty() && res.Stats.Files != 0 {
		h.t.Fatalf("%s: nothing differs and %d files were written", name, res.Stats.Files)
	}
}

// compareKept demands that a file whose bytes stayed was not written again.
func (h *history) compareKept(name string, got buildtest.Tree, kept map[string]fs.FileInfo) {
	h.t.Helper()
	if h.forgotten {
		return
	}
	for path, now := range infos(h.t, h.opt.Out) {
		before, ok := kept[path]
		if !ok || h.tree[path] != got[path] || path == ".gongkai" {
			continue
		}
		if !os.SameFile(before, now) || !before.ModTime().Equal(now.ModTime()) {
			h.t.Fatalf("%s: %s was written again with the bytes it had", name, path)
		}
	}
}

// withdrawnIsNowhere demands that of a document that is withdrawn nothing is published
// but a notice at its address, the title only where it is kept.
func (h *history) withdrawnIsNowhere(name string, got buildtest.Tree) {
	h.t.Helper()
	for _, file := range h.documents() {
		p, _ := page.Parse(strings.TrimPrefix(file, "content/"), h.files[file])
		w, withdrawn := p.Meta.WithdrawnOn(h.opt.Today)
		if !withdrawn || p.Meta.Draft || p.Meta.Date.Day > h.opt.Today.Day {
			continue
		}
		at := page.URL(p.Meta.Path)
		if !strings.Contains(got[at], w.Reason) || !strings.Contains(got[at], "noindex") {
			h.t.Fatalf("%s: no notice at %s", name, at)
		}
		for line := range strings.Lines(string(p.Body)) {
			if strings.HasPrefix(line, "再加一段") && len(got.Containing(strings.TrimSpace(line))) > 0 {
				h.t.Fatalf("%s: the text of %s is published", name, file)
			}
		}
		if in := got.Containing(p.Meta.Title); strings.HasPrefix(p.Meta.Title, "标题之") && len(in) > 0 && !w.KeepTitle {
			h.t.Fatalf("%s: the title of %s is in %v", name, file, in)
		}
		h.withdrawn++
	}
}

// shortened cuts a long difference.
func shortened(s string) string {
	const most = 4000
	if len(s) > most {
		return s[:most] + "\n…"
	}
	return s
}

// sync brings the disk to the state of files, touching what differs only.
func (h *history) sync() {
	h.t.Helper()
	for _, name := range h.onDisk() {
		if _, ok := h.files[name]; !ok {
			if err := os.Remove(h.name(name)); err != nil {
				h.t.Fatal(err)
			}
		}
	}
	changed := map[string][]byte{}
	for name, data := range h.files {
		if old, err := os.ReadFile(h.name(name)); err != nil || !bytes.Equal(old, data) {
			changed[name] = data
		}
	}
	if err := buildtest.Write(h.opt.Source, changed); err != nil {
		h.t.Fatal(err)
	}
}

// onDisk lists the files of the site's folder that are sources.
func (h *history) onDisk() []string {
	var list []string
	for name := range infos(h.t, h.opt.Source) {
		if top, _, _ := strings.Cut(name, "/"); top != "public" && top != ".build" {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

// name returns where a file of the site is.
func (h *history) name(name string) string {
	return filepath.Join(h.opt.Source, filepath.FromSlash(name))
}

// rename moves a file or a folder as a user would, so that stamps move along.
func (h *history) rename(from, to string) {
	h.t.Helper()
	if err := os.MkdirAll(filepath.Dir(h.name(to)), 0o755); err != nil {
		h.t.Fatal(err)
	}
	_ = os.Remove(h.name(to)) // an empty folder, left of an earlier step
	if err := os.Rename(h.name(from), h.name(to)); err != nil {
		h.t.Fatal(err)
	}
	for name, data := range maps.Clone(h.files) {
		if rest, ok := strings.CutPrefix(name, from); ok && (rest == "" || rest[0] == '/') {
			delete(h.files, name)
			h.files[to+rest] = data
		}
	}
}

// matching lists the files of the site whose paths match a pattern, sorted.
func (h *history) matching(patterns ...string) []string {
	var list []string
	for name := range h.files {
		for _, pattern := range patterns {
			if ok, _ := path.Match(pattern, name); ok {
				list = append(list, name)
			}
		}
	}
	slices.Sort(list)
	return list
}

// documents lists the documents, the texts of sections left out.
func (h *history) documents() []string { return h.matching("content/[^r]*/*/*.md") }

// one chooses one of a list; "" where there is none.
func (h *history) one(list ...string) string {
	if len(list) == 0 {
		return ""
	}
	return list[h.pick(len(list))]
}
