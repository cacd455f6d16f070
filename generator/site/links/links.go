// Package links follows the links of a site over what its documents recorded of
// themselves. It renders nothing, and reads a text only to say what was meant: a page whose target vanished
// stays as it is, and gets a finding.
//
//	used, found := links.Follow(links.Input{Sources: …, Catalog: …})
//
// Which files beside documents are published is decided here, too: those that a
// public document names or refers to.
package links

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/parallel"
	"gongkai/generator/site/record"
	"gongkai/generator/suggest"
	"gongkai/generator/tree"
)

// Input is what links are followed over.
type Input struct {
	Sources *record.Sources
	Catalog *catalog.Catalog
	// IsOutput reports whether an output is made at a path.
	IsOutput func(path string) bool
	// NeverPublished reports whether a file beside documents is read, and not to be
	// had, by its path below content/.
	NeverPublished func(path string) bool
	// Marked returns what is found of the marks of a document.
	Marked func(d *record.Doc) []diag.Diagnostic
	// Locator makes what finds a value of a document's front matter, for one
	// goroutine; Read reads a source file. Both are for findings only.
	Locator func() Locate
	Read    func(path string) ([]byte, error)
	Workers int
}

// Locate finds a value of the front matter of a document: an element of the list of
// a key.
type Locate func(id catalog.ID, key, item string) diag.Pos

// follower follows the links of some documents.
type follower struct {
	*Input
	ids    map[string]catalog.ID // of all documents, by path
	meant  *meant
	used   map[string]bool // files beside documents that public ones refer to
	found  []diag.Diagnostic
	locate Locate
	broken []brokenRef // in the document that is being looked at
	said   map[saying]diag.Diagnostic
	// headings are those of the documents in which one was looked for, by file.
	headings map[string]*headings
}

// chunk is how many documents a worker follows the links of at a time.
const chunk = 2048

// Follow checks the links of all public documents. It returns the files beside
// documents that they use, sorted, and all findings about documents: those of
// their files and texts, and what is wrong with their links.
func Follow(in Input) (used []string, found []diag.Diagnostic) {
	// Looking for a path among 100,000 sorted ones reads some thirty places all
	// over the memory, and most documents have links.
	docs := in.Sources.Docs
	ids := make(map[string]catalog.ID, len(docs))
	for i, d := range docs {
		ids[d.Path] = catalog.ID(i)
	}
	parts := make([]follower, in.Workers)
	meant := &meant{sources: in.Sources}
	_ = parallel.Each(in.Workers, (len(docs)+chunk-1)/chunk, func(worker, i int) error {
		f := &parts[worker]
		if f.used == nil {
			*f = follower{
				Input: &in, ids: ids, meant: meant, locate: in.Locator(),
				used: map[string]bool{}, said: map[saying]diag.Diagnostic{}, headings: map[string]*headings{},
			}
		}
		f.followAll(i*chunk, min((i+1)*chunk, len(docs)))
		return nil
	})
	for _, f := range parts {
		used = slices.AppendSeq(used, maps.Keys(f.used))
		found = append(found, f.found...)
	}
	slices.Sort(used)
	return slices.Compact(used), found
}

// Unused reports the files beside documents that are not among the used ones, which
// are sorted. Some are there for another reason, which kept tells.
func Unused(sources *record.Sources, used []string, kept func(path string) bool) (found []diag.Diagnostic) {
	for path, f := range sources.Beside {
		if _, isUsed := slices.BinarySearch(used, path); !isUsed && !kept(path) {
			found = append(found, unusedFile.At(diag.Pos{File: f.Path}))
		}
	}
	return found
}

// followAll gathers what was found in some documents, and checks the links of
// those that are public.
func (f *follower) followAll(from, to int) {
	for i, d := range f.Sources.Docs[from:to] {
		f.found = append(f.found, d.Found...)
		id := catalog.ID(from + i)
		if !f.Catalog.Public(id) {
			continue
		}
		if len(d.Marks) > 0 {
			f.found = append(f.found, f.Marked(d)...)
		}
		f.attachments(id)
		if t := d.Text(); t != nil {
			f.found = append(f.found, t.Found...)
			for i := range t.Refs {
				f.follow(id, t, &t.Refs[i])
			}
			f.report(id)
		}
	}
}

// attachments checks the files that a document's front matter names.
func (f *follower) attachments(id catalog.ID) {
	for _, a := range f.Catalog.Meta(id).Attachments {
		switch {
		case f.NeverPublished(a.File):
			f.say(f.locate(id, "attachments", a.File), &neverPublished, a.File, "")
		case f.Sources.Beside[a.File] == nil:
			f.say(f.locate(id, "attachments", a.File), &missingFile, a.File, "")
		default:
			f.used[a.File] = true
		}
	}
}

// follow checks one reference of a document's text.
func (f *follower) follow(id catalog.ID, t *record.Text, r *record.Ref) {
	switch r.Kind {
	case record.ToPage:
		f.followPage(id, r)
	case record.ToAnchor:
		if !t.HasAnchor(r.Anchor) {
			f.add(r, &missingAnchor, tree.Content.Path(f.Sources.Docs[id].Path), r.Anchor)
		}
	case record.ToFile:
		f.followFile(r)
	case record.ToOutput:
		switch {
		case f.IsOutput(r.Target), f.Sources.Static[r.Target] != nil:
		case f.NeverPublished(r.Target):
			f.add(r, &neverPublished, r.Target, "")
		case f.Sources.Beside[r.Target] != nil:
			f.used[r.Target] = true
		default:
			f.add(r, &missingOutput, r.Target, "")
		}
	}
}

func (f *follower) followFile(r *record.Ref) {
	static, isStatic := strings.CutPrefix(r.Target, "/")
	switch {
	case isStatic && f.Sources.Static[static] != nil:
	case f.NeverPublished(strings.TrimPrefix(r.Target, "/")):
		f.add(r, &neverPublished, strings.TrimPrefix(r.Target, "/"), "")
	case !isStatic && f.Sources.Beside[r.Target] != nil:
		f.used[r.Target] = true
	default:
		f.add(r, &missingFile, strings.TrimPrefix(r.Target, "/"), "")
	}
}

func (f *follower) followPage(id catalog.ID, r *record.Ref) {
	target, exists := f.ids[r.Target]
	if !exists {
		f.add(r, &missingPage, r.Target, "")
		return
	}
	d := f.Sources.Docs[target]
	if d.Meta == nil {
		return // its own finding says what is wrong
	}
	switch {
	case f.Catalog.Notice(target) != nil:
		f.add(r, &withdrawnPage, r.Target, "")
		return
	case !f.Catalog.Published(target) && f.Catalog.Published(id):
		f.add(r, &hiddenPage, r.Target, "")
		return
	}
	if t := d.Text(); r.Anchor != "" && t != nil && !t.HasAnchor(r.Anchor) {
		f.add(r, &missingAnchor, tree.Content.Path(r.Target), r.Anchor)
	}
}

// brokenRef is a reference that leads nowhere, with what its rule says of it.
type brokenRef struct {
	ref            *record.Ref
	rule           *diag.Rule
	target, anchor string
}

func (f *follower) add(r *record.Ref, rule *diag.Rule, target, anchor string) {
	f.broken = append(f.broken, brokenRef{r, rule, target, anchor})
}

// report reports the broken references of a document, each with the line that it
// stands on. The file is read once for all of them.
func (f *follower) report(id catalog.ID) {
	if len(f.broken) == 0 {
		return
	}
	file := tree.Content.Path(f.Sources.Docs[id].Path)
	data, _ := f.Read(file) // without it the lines are not shown
	lines := &diag.Quoter{Data: data}
	slices.SortStableFunc(f.broken, func(a, b brokenRef) int {
		return cmp.Or(cmp.Compare(a.ref.Line, b.ref.Line), cmp.Compare(a.ref.Column, b.ref.Column))
	})
	for _, b := range f.broken {
		pos := diag.Pos{File: file, Line: int(b.ref.Line), Column: int(b.ref.Column)}
		f.say(lines.Quote(pos), b.rule, b.target, b.anchor)
	}
	f.broken = f.broken[:0]
}

// saying is what findings have in common that say the same.
type saying struct {
	rule           *diag.Rule
	target, anchor string
	folder         string // of the document: what was meant is told as it is written there
}

// say reports a broken reference at a place. Thousands of them can lead to one
// file that was renamed: what there is to say is worked out once.
func (f *follower) say(pos diag.Pos, rule *diag.Rule, target, anchor string) {
	key := saying{rule, target, anchor, path.Dir(strings.TrimPrefix(pos.File, "content/"))}
	d, said := f.said[key]
	if !said {
		var also any = anchor
		switch rule {
		case &missingPage:
			also = perhaps(key.folder, f.meant.page(target))
		case &missingFile:
			also = perhaps(key.folder, f.meant.file(target))
		}
		if d = rule.At(diag.Pos{}, target, also); rule == &missingAnchor {
			d = rule.At(diag.Pos{}, target, anchor, f.anchor(target, anchor))
		}
		f.said[key] = d
	}
	d.Pos = pos
	f.found = append(f.found, d)
}

// meant knows what may be meant by paths that do not exist. Workers share it.
type meant struct {
	sources      *record.Sources
	mu           sync.Mutex
	pages, files *suggest.Paths
}

// page returns the path of a document that was perhaps meant.
func (m *meant) page(target string) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.pages == nil {
		paths := make([]string, len(m.sources.Docs))
		for i, d := range m.sources.Docs {
			paths[i] = d.Path
		}
		m.pages = &suggest.Paths{Sorted: paths}
	}
	return m.pages.Nearest(target)
}

// file returns the path of a file that was perhaps meant.
func (m *meant) file(target string) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.files == nil {
		m.files = &suggest.Paths{Sorted: slices.Sorted(maps.Keys(m.sources.Beside))}
	}
	return m.files.Nearest(target)
}

// perhaps names what was perhaps meant, as it is written in a document of a folder; ""
// names nothing.
func perhaps(folder, name string) diag.Text {
	if name == "" {
		return diag.Text{}
	}
	name = relative(folder, name)
	return diag.Text{ZH: "（是不是 " + name + "？）", EN: " (perhaps " + name + "?)"}
}

// relative returns the way from a folder to a file, both below content/.
func relative(folder, name string) string {
	up := ""
	for folder != "." {
		if rest, ok := strings.CutPrefix(name, folder+"/"); ok {
			return up + rest
		}
		up += "../"
		folder = path.Dir(folder)
	}
	return up + name
}
