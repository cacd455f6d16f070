package site

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"

	"gongkai/generator/cache"
	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/markdown"
	"gongkai/generator/parallel"
	"gongkai/generator/suggest"
)

// links follows what the documents recorded of their links. It renders nothing:
// a page whose target vanished stays as it is, and gets a finding.
type links struct {
	site   *Site
	ids    map[string]catalog.ID // of all documents, by path
	meant  *meant
	used   map[string]bool // files beside documents that public ones refer to
	found  []diag.Diagnostic
	fronts fronts
	broken []brokenRef // in the document that is being looked at
	said   map[saying]diag.Diagnostic
}

// linksChunk is how many documents a worker follows the links of at a time.
const linksChunk = 2048

// followLinks checks the links of all public documents. It returns the files
// beside documents that they use, sorted, and all findings about documents.
func (s *Site) followLinks() (used []string, found []diag.Diagnostic) {
	// Looking for a path among 100,000 sorted ones reads some thirty places all
	// over the memory, and most documents have links.
	ids := make(map[string]catalog.ID, len(s.docs))
	for i, d := range s.docs {
		ids[d.path] = catalog.ID(i)
	}
	workers := s.opt.workers()
	parts := make([]links, workers)
	meant := &meant{site: s}
	_ = parallel.Each(workers, (len(s.docs)+linksChunk-1)/linksChunk, func(worker, i int) error {
		l := &parts[worker]
		if l.used == nil {
			*l = links{
				site: s, ids: ids, meant: meant, fronts: fronts{site: s},
				used: map[string]bool{}, said: map[saying]diag.Diagnostic{},
			}
		}
		l.followAll(i*linksChunk, min((i+1)*linksChunk, len(s.docs)))
		return nil
	})
	for _, l := range parts {
		used = slices.AppendSeq(used, maps.Keys(l.used))
		found = append(found, l.found...)
	}
	slices.Sort(used)
	return slices.Compact(used), found
}

// followAll gathers what was found in some documents, and checks the links of
// those that are public.
func (l *links) followAll(from, to int) {
	for i, d := range l.site.docs[from:to] {
		l.found = append(l.found, d.found...)
		id := catalog.ID(from + i)
		if !l.site.catalog.Public(id) {
			continue
		}
		l.attachments(id)
		if t := d.text.Load(); t != nil {
			l.found = append(l.found, t.Found...)
			for i := range t.Refs {
				l.follow(id, t, &t.Refs[i])
			}
			l.report(id)
		}
	}
}

// inspect gathers what is wrong with the site but for the files it publishes,
// as far as the texts have been rendered, and the files that documents use.
func (s *Site) inspect() (used []string, found []diag.Diagnostic) {
	used, found = s.followLinks()
	used, refused := s.ownName(used)
	twins := s.catalog.Twins(func(id catalog.ID) cache.Sum { return s.docs[id].bodySum })
	return used, slices.Concat(s.found, found, refused, twins, s.checkSite(used))
}

// attachments checks the files that a document's front matter names.
func (l *links) attachments(id catalog.ID) {
	for _, a := range l.site.catalog.Meta(id).Attachments {
		if l.site.files.beside[a.File] == nil {
			l.say(l.fronts.locate(id, "attachments", a.File), &missingFile, a.File, "")
			continue
		}
		l.used[a.File] = true
	}
}

// follow checks one reference of a document's text.
func (l *links) follow(id catalog.ID, t *text, r *ref) {
	switch r.Kind {
	case markdown.RefPage:
		l.followPage(id, r)
	case markdown.RefAnchor:
		if !slices.Contains(t.Anchors, anchorSum(r.Anchor)) {
			l.add(r, &missingAnchor, contentPath(l.site.docs[id].path), r.Anchor)
		}
	case markdown.RefFile, markdown.RefImage:
		l.followFile(r)
	case markdown.RefOutput:
		_, isOutput := l.site.plan.Lookup(r.Target)
		switch {
		case isOutput, l.site.files.static[r.Target] != nil:
		case l.site.files.beside[r.Target] != nil:
			l.used[r.Target] = true
		default:
			l.add(r, &missingOutput, r.Target, "")
		}
	}
}

func (l *links) followFile(r *ref) {
	static, isStatic := strings.CutPrefix(r.Target, "/")
	switch {
	case isStatic && l.site.files.static[static] != nil:
	case !isStatic && l.site.files.beside[r.Target] != nil:
		l.used[r.Target] = true
	default:
		l.add(r, &missingFile, strings.TrimPrefix(r.Target, "/"), "")
	}
}

func (l *links) followPage(id catalog.ID, r *ref) {
	target, exists := l.ids[r.Target]
	if !exists {
		l.add(r, &missingPage, r.Target, "")
		return
	}
	d := l.site.docs[target]
	if d.meta == nil {
		return // its own finding says what is wrong
	}
	if !l.site.catalog.Published(target) && l.site.catalog.Published(id) {
		l.add(r, &hiddenPage, r.Target, "")
		return
	}
	if t := d.text.Load(); r.Anchor != "" && t != nil && !slices.Contains(t.Anchors, anchorSum(r.Anchor)) {
		l.add(r, &missingAnchor, contentPath(r.Target), r.Anchor)
	}
}

// brokenRef is a reference that leads nowhere, with what its rule says of it.
type brokenRef struct {
	ref            *ref
	rule           *diag.Rule
	target, anchor string
}

func (l *links) add(r *ref, rule *diag.Rule, target, anchor string) {
	l.broken = append(l.broken, brokenRef{r, rule, target, anchor})
}

// report reports the broken references of a document, each with the line that it
// stands on. The file is read once for all of them.
func (l *links) report(id catalog.ID) {
	if len(l.broken) == 0 {
		return
	}
	file := contentPath(l.site.docs[id].path)
	data, _ := l.site.tree.Read(file) // without it the lines are not shown
	lines := &diag.Quoter{Data: data}
	slices.SortStableFunc(l.broken, func(a, b brokenRef) int {
		return cmp.Or(cmp.Compare(a.ref.Line, b.ref.Line), cmp.Compare(a.ref.Column, b.ref.Column))
	})
	for _, b := range l.broken {
		pos := diag.Pos{File: file, Line: int(b.ref.Line), Column: int(b.ref.Column)}
		l.say(lines.Quote(pos), b.rule, b.target, b.anchor)
	}
	l.broken = l.broken[:0]
}

// saying is what findings have in common that say the same.
type saying struct {
	rule           *diag.Rule
	target, anchor string
}

// say reports a broken reference at a place. Thousands of them can lead to one
// file that was renamed: what there is to say is worked out once.
func (l *links) say(pos diag.Pos, rule *diag.Rule, target, anchor string) {
	key := saying{rule, target, anchor}
	d, said := l.said[key]
	if !said {
		var also any = anchor
		switch rule {
		case &missingPage:
			also = l.meant.page(target)
		case &missingFile:
			also = l.meant.file(target)
		}
		d = rule.At(diag.Pos{}, target, also)
		l.said[key] = d
	}
	d.Pos = pos
	l.found = append(l.found, d)
}

// meant knows what may be meant by paths that do not exist. Workers share it.
type meant struct {
	site         *Site
	mu           sync.Mutex
	pages, files *suggest.Paths
}

// page names a document that was perhaps meant.
func (m *meant) page(target string) diag.Text {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.pages == nil {
		paths := make([]string, len(m.site.docs))
		for i, d := range m.site.docs {
			paths[i] = d.path
		}
		m.pages = &suggest.Paths{Sorted: paths}
	}
	return perhaps(m.pages.Nearest(target))
}

// file names a file that was perhaps meant.
func (m *meant) file(target string) diag.Text {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.files == nil {
		m.files = &suggest.Paths{Sorted: slices.Sorted(maps.Keys(m.site.files.beside))}
	}
	return perhaps(m.files.Nearest(target))
}

func perhaps(name string) diag.Text {
	if name == "" {
		return diag.Text{}
	}
	return diag.Text{ZH: "（是不是 content/" + name + "？）", EN: " (perhaps content/" + name + "?)"}
}

// checkSite reports what is wrong with the site as a whole: columns without
// anything in them, and files that nothing uses.
func (s *Site) checkSite(used []string) []diag.Diagnostic {
	var found []diag.Diagnostic
	for i := range s.catalog.Sections {
		sec := &s.catalog.Sections[i]
		kind := sec.Category.Kind
		if len(sec.Docs) == 0 && sec.Intro == catalog.None && kind != config.KindGuide && kind != config.KindReports {
			found = append(found, emptySection.At(diag.Pos{File: "config.toml"}, sec.Category.Key, sec.Category.Name))
		}
	}
	for name, f := range s.files.beside {
		if _, isUsed := slices.BinarySearch(used, name); !isUsed && !isReportData(name) {
			found = append(found, unusedFile.At(diag.Pos{File: f.path}))
		}
	}
	return found
}

// docErrors reports whether some document has an error, apart from its text.
func (s *Site) docErrors() bool {
	return slices.ContainsFunc(s.docs, func(d *doc) bool { return diag.HasErrors(d.found) })
}
