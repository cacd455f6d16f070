package build

import (
	"maps"
	"path"
	"slices"
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/markdown"
	"gongkai/generator/parallel"
	"gongkai/generator/source"
)

// links follows what the documents recorded of their links. It renders nothing:
// a page whose target vanished stays as it is, and gets a finding.
type links struct {
	site  *Site
	ids   map[string]catalog.ID // of all documents, by path
	used  map[string]bool       // files beside documents that public ones refer to
	found []diag.Diagnostic
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
	_ = parallel.Each(workers, (len(s.docs)+linksChunk-1)/linksChunk, func(worker, i int) error {
		l := &parts[worker]
		if l.used == nil {
			*l = links{site: s, ids: ids, used: map[string]bool{}}
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
		}
	}
}

// inspect gathers what is wrong with the site but for the files it publishes,
// as far as the texts have been rendered, and the files that documents use.
func (s *Site) inspect() (used []string, found []diag.Diagnostic) {
	used, found = s.followLinks()
	return used, slices.Concat(s.found, found, s.checkSite(used))
}

// attachments checks the files that a document's front matter names.
func (l *links) attachments(id catalog.ID) {
	for i, a := range l.site.catalog.Meta(id).Attachments {
		if l.site.files.beside[a.File] == nil {
			l.found = append(l.found, missingFile.At(l.site.locate(id, "attachments", i), a.File, l.similarFile(a.File)))
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
			l.add(id, r, &missingAnchor, contentPath(l.site.docs[id].path), r.Anchor)
		}
	case markdown.RefFile, markdown.RefImage:
		l.followFile(id, r)
	case markdown.RefOutput:
		_, isOutput := l.site.plan.Lookup(r.Target)
		switch {
		case isOutput, l.site.files.static[r.Target] != nil:
		case l.site.files.beside[r.Target] != nil:
			l.used[r.Target] = true
		default:
			l.add(id, r, &missingOutput, r.Target)
		}
	}
}

func (l *links) followFile(id catalog.ID, r *ref) {
	static, isStatic := strings.CutPrefix(r.Target, "/")
	switch {
	case isStatic && l.site.files.static[static] != nil:
	case !isStatic && l.site.files.beside[r.Target] != nil:
		l.used[r.Target] = true
	default:
		l.add(id, r, &missingFile, strings.TrimPrefix(r.Target, "/"), l.similarFile(r.Target))
	}
}

func (l *links) followPage(id catalog.ID, r *ref) {
	target, exists := l.ids[r.Target]
	if !exists {
		l.add(id, r, &missingPage, r.Target, l.similarPage(r.Target))
		return
	}
	d := l.site.docs[target]
	if d.meta == nil {
		return // its own finding says what is wrong
	}
	if !l.site.catalog.Published(target) && l.site.catalog.Published(id) {
		l.add(id, r, &hiddenPage, r.Target)
		return
	}
	if t := d.text.Load(); r.Anchor != "" && t != nil && !slices.Contains(t.Anchors, anchorSum(r.Anchor)) {
		l.add(id, r, &missingAnchor, contentPath(r.Target), r.Anchor)
	}
}

// add reports a reference, with the line of the file it stands on.
func (l *links) add(id catalog.ID, r *ref, rule *diag.Rule, args ...any) {
	file := contentPath(l.site.docs[id].path)
	pos := diag.Pos{File: file, Line: int(r.Line), Column: int(r.Column)}
	if data, err := source.Read(l.site.opt.Source, file); err == nil {
		pos.Source = sourceLine(data, int(r.Line))
	}
	l.found = append(l.found, rule.At(pos, args...))
}

// sourceLine returns a line of a file, counted from 1.
func sourceLine(data []byte, n int) string {
	for line := range strings.Lines(string(data)) {
		if n--; n == 0 {
			return strings.TrimRight(line, "\r\n")
		}
	}
	return ""
}

// similarPage names a document that was perhaps meant.
func (l *links) similarPage(target string) diag.Text {
	var near []string
	for _, d := range l.site.docs {
		if path.Dir(d.path) == path.Dir(target) || path.Base(d.path) == path.Base(target) {
			near = append(near, d.path)
		}
	}
	return perhaps(diag.Nearest(target, near))
}

// similarFile names a file that was perhaps meant.
func (l *links) similarFile(target string) diag.Text {
	var near []string
	for name := range l.site.files.beside {
		if path.Dir(name) == path.Dir(target) {
			near = append(near, name)
		}
	}
	slices.Sort(near)
	return perhaps(diag.Nearest(target, near))
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
		if len(sec.Docs) == 0 && sec.Intro == catalog.None && kind != "guide" && kind != "reports" {
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

// published reports whether a path belongs to the pages of the site.
func (s *Site) published(output string) bool {
	_, ok := s.plan.Lookup(output)
	return ok
}

// docErrors reports whether some document has an error, apart from its text.
func (s *Site) docErrors() bool {
	return slices.ContainsFunc(s.docs, func(d *doc) bool { return diag.HasErrors(d.found) })
}
