// Package layout turns views into HTML.
//
// A [Set] is the compiled templates of layouts/: those that the binary embeds,
// each of which a site may override with a file of the same name. A page is put
// together from five pieces:
//
//	open    base.html   Chrome   doctype, head up to the style sheets
//	head    base.html   Head     title, meta tags
//	top     base.html   Chrome   end of head, header, navigation, <main>
//	main    NAME.html   a view   what the page is about
//	bottom  base.html   Chrome   </main>, footer
//
// open, top and bottom are the same for all pages of one section at one depth:
// [Set.Frame] renders them once. What is left to do for a page is small: 2.5 µs
// a document, where html/template needs thirty times as long.
//
// # White space
//
// A line break in a template, with the indentation around it, is there for the
// reader of the template: it is removed where it touches a tag or an action,
// and is one blank elsewhere. Blanks inside a line stay. So `<a>1</a> <a>2</a>`
// keeps its blank, and the same two links on lines of their own have none. In
// pre, textarea, script and style, whose text means what it looks like, nothing
// is removed.
//
// That is all the minifying there is: templates are made small when they are
// loaded, values are written as html/template escapes them, and nothing looks at
// a page after that. A minifier that did would have to know again where each
// value may stand, and did not: of `\u0024\u007b` in a template literal it made ${.
//
// # Invariants
//
// Templates have no functions but the builtin ones and phrases, which says where a
// title may be broken, so they can neither read a clock nor a file: what a page shows
// is in its view. [Set.Sum] covers a layout,
// all the templates that it can reach, and the ids that the text of a document
// must not have on its pages ([Set.IDs]); it is part of every page's key.
package layout

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"

	"gongkai/generator/cache"
	"gongkai/generator/diag"
)

// Set is a compiled set of layouts. It is safe for concurrent use.
type Set struct {
	templates *template.Template
	sources   map[string][]byte // by file name
	sums      map[string]cache.Sum
	ids       map[string][]string // by layout: see IDs
	compiled  map[string]*program // nil: html/template makes the page
	machines  sync.Pool           // of *machine
	bounds    bounds
}

// views names the layouts that a set must have, with an empty value of what each
// is executed with. Any other file holds templates that these use.
func views() map[string]any {
	return map[string]any{
		"document.html":   &documentPage{},
		"list.html":       &listPage{},
		"home.html":       &HomeView{},
		"elder.html":      &ElderView{},
		"guide.html":      &guidePage{},
		"request.html":    &RequestView{},
		"form.html":       &RequestView{},
		"platform.html":   &PlatformView{},
		"catalog.html":    &CatalogView{},
		"validity.html":   &ValidityView{},
		"index.html":      &IndexView{},
		"message.html":    &MessageView{},
		"search.html":     &SearchView{},
		"redirect.html":   &MessageView{},
		"withdrawn.html":  &WithdrawnView{},
		"report.html":     &reportPage{},
		"reports.html":    &reportIndexPage{},
		"sitereport.html": &SiteReportView{},
	}
}

// frame lists the templates that a page begins with.
func frame() []string { return []string{"open", "head", "top"} }

// required lists the templates that a set must have.
func required() []string {
	return append(append(frame(), "bottom"), slices.Sorted(maps.Keys(views()))...)
}

const baseFile = "base.html"

// Defaults are the layouts that come with the program. Sites that have none of their own
// share what they compile to with all others in the process, and so do sites with the same
// ones: the offices of a county, the sites of tests.
type Defaults struct {
	files fs.FS
	alone func() (*Set, []diag.Diagnostic)

	mu     sync.Mutex
	recent []loaded // of sites that have some, the last first
}

// loaded is what came of some sources.
type loaded struct {
	dir     string
	sources map[string][]byte
	set     *Set
	found   []diag.Diagnostic
}

// maxRecent is how many sets are kept for others: a county has a few, a test one or two.
const maxRecent = 4

// NewDefaults returns defaults that are in the top folder of files.
func NewDefaults(files fs.FS) *Defaults {
	d := &Defaults{files: files}
	d.alone = sync.OnceValues(func() (*Set, []diag.Diagnostic) { return Load(files, nil, "layouts") })
	return d
}

// Load compiles the layouts, overridden file by file by those of site, which may be nil:
// see the function.
func (d *Defaults) Load(site fs.FS, dir string) (*Set, []diag.Diagnostic) {
	if site == nil {
		return d.alone()
	}
	r, found := readSources(d.files, site, dir)
	if len(found) > 0 {
		return nil, found
	}
	l, ok := d.known(dir, r.files)
	if !ok {
		l = loaded{dir: dir, sources: r.files}
		l.set, l.found = r.load(dir)
		d.keep(l)
	}
	return l.set, slices.Clip(l.found)
}

// known returns what came of the same sources, if that is kept.
func (d *Defaults) known(dir string, sources map[string][]byte) (loaded, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, l := range d.recent {
		if l.dir == dir && maps.EqualFunc(l.sources, sources, bytes.Equal) {
			return l, true
		}
	}
	return loaded{}, false
}

// keep keeps l for others, and lets go of what is oldest.
func (d *Defaults) keep(l loaded) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.recent = slices.Insert(d.recent, 0, l)
	d.recent = slices.Delete(d.recent, min(len(d.recent), maxRecent), len(d.recent))
}

// sources are the files of layouts, by name.
type sources struct {
	files map[string][]byte
	own   bool // the site has a folder of its own
	more  bool // with files that are none of the defaults
}

// Load compiles the layouts of defaults, overridden file by file by those of
// site, which may be nil. dir is the name of the site's folder in findings.
// The set is nil where a finding is an error.
func Load(defaults, site fs.FS, dir string) (*Set, []diag.Diagnostic) {
	r, found := readSources(defaults, site, dir)
	if len(found) > 0 {
		return nil, found
	}
	return r.load(dir)
}

// readSources reads the files, those of the site last.
func readSources(defaults, site fs.FS, dir string) (sources, []diag.Diagnostic) {
	r := sources{files: map[string][]byte{}, own: site != nil}
	if err := r.read(defaults); err != nil {
		return r, []diag.Diagnostic{unreadable.At(diag.Pos{File: dir}, err.Error())}
	}
	if !r.own {
		return r, nil
	}
	known := len(r.files)
	err := r.read(site)
	r.more = len(r.files) > known
	if large, ok := errors.AsType[*largeError](err); ok {
		return r, []diag.Diagnostic{tooLarge.At(diag.Pos{File: path.Join(dir, large.name)}, maxLayout>>20)}
	}
	if err != nil {
		return r, []diag.Diagnostic{unreadable.At(diag.Pos{File: dir}, err.Error())}
	}
	return r, nil
}

// load compiles what was read.
func (r sources) load(dir string) (*Set, []diag.Diagnostic) {
	s := &Set{
		sources: r.files,
		sums:    map[string]cache.Sum{},
		ids:     map[string][]string{},
	}
	s.templates = template.New("").Option("missingkey=error").Funcs(s.bounds.functions())
	if found := (inspection{s, dir}).encodings(); len(found) > 0 {
		return nil, found
	}
	found := s.parse(dir)
	if diag.HasErrors(found) {
		return nil, found
	}
	s.follow()
	if r.more {
		found = append(found, s.unused(dir)...)
	}
	s.sum()
	s.bounds.markAll(s)
	if d := s.compileAll(dir); d != nil {
		return nil, append(found, *d)
	}
	if r.own {
		found = append(found, (inspection{s, dir}).idle()...)
	}
	if diag.HasErrors(found) {
		return nil, found
	}
	return s, found
}

// compileAll compiles the layouts. Executing a template once, with whatever
// result, makes html/template work out its escaping. What it returns is about one
// that has no end.
func (s *Set) compileAll(dir string) *diag.Diagnostic {
	s.compiled = map[string]*program{}
	for name, view := range views() {
		if e := asEndless(s.bounds.run(s.templates, new(bytes.Buffer), name, view)); e != nil {
			d := e.finding(dir, name, s.sources)
			return &d
		}
		s.compiled[name] = s.compile(name, reflect.TypeOf(view).Elem())
	}
	_ = s.bounds.run(s.templates, new(bytes.Buffer), "head", Head{})
	s.compiled["head"] = s.compile("head", reflect.TypeFor[Head]())
	return nil
}

// maxLayout is the largest layout, in bytes: fifty times the largest of ours.
const maxLayout = 1 << 20

// largeError says that a file is larger than any layout.
type largeError struct{ name string }

func (e *largeError) Error() string { return e.name + " is too large" }

// readLayout reads a file. One that is too large is not read.
func readLayout(files fs.FS, name string) ([]byte, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || info.Size() > maxLayout {
		return nil, cmp.Or(err, error(&largeError{name}))
	}
	return fs.ReadFile(files, name) // which has a bound of its own, should the file grow meanwhile
}

func (r sources) read(files fs.FS) error {
	matches, err := fs.Glob(files, "*.html")
	if err != nil {
		return err
	}
	for _, name := range matches {
		data, err := readLayout(files, name)
		if err != nil {
			return err
		}
		r.files[name] = bytes.TrimPrefix(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\ufeff"))
	}
	return nil
}

// parse compiles every file and checks that nothing is missing.
func (s *Set) parse(dir string) []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, name := range s.fileNames() {
		if _, err := s.templates.New(name).Parse(string(s.sources[name])); err != nil {
			found = append(found, s.finding(dir, name, err))
		}
	}
	if len(found) > 0 {
		return found
	}
	for _, name := range required() {
		if t := s.templates.Lookup(name); t == nil || t.Tree == nil {
			found = append(found, missing.At(diag.Pos{File: path.Join(dir, baseFile)}, name))
		}
	}
	return slices.Concat(found, s.undefined(dir), s.recursive(dir), (inspection{s, dir}).constants())
}

func (s *Set) fileNames() []string {
	list := make([]string, 0, len(s.sources))
	for name := range s.sources {
		list = append(list, name)
	}
	slices.Sort(list)
	return list
}

// sum computes the sum of each layout, over the text of what it can reach, and
// the ids of its pages, which are not those of a text.
func (s *Set) sum() {
	for name := range views() {
		var b bytes.Buffer
		for _, n := range append(s.reachable("head"), s.reachable(name)...) {
			fmt.Fprintf(&b, "%q%q", n, s.templates.Lookup(n).Tree.Root.String())
		}
		fmt.Fprintf(&b, "%q", s.ids[name])
		s.sums[name] = cache.SumBytes(b.Bytes())
	}
}

// Sum identifies everything about a layout that can change a page made with
// it, its frame apart.
func (s *Set) Sum(name string) cache.Sum { return s.sums[name] }

// Frame is the chrome of the pages of one section at one depth.
type Frame struct {
	open, top, bottom []byte
	// Sum identifies the frame's bytes.
	Sum cache.Sum
}

// Frame renders the chrome.
func (s *Set) Frame(c Chrome) (*Frame, error) {
	var f Frame
	for _, piece := range []struct {
		name string
		to   *[]byte
	}{{"open", &f.open}, {"top", &f.top}, {"bottom", &f.bottom}} {
		var b bytes.Buffer
		if err := s.bounds.run(s.templates, &b, piece.name, c); err != nil {
			return nil, err
		}
		*piece.to = b.Bytes()
	}
	// Between the pieces goes what is the page's own, so it matters where one
	// ends: markup may move from above the main part to below it.
	const end = "\x00"
	f.Sum = cache.SumBytes(slices.Concat(f.open, []byte(end), f.top, []byte(end), f.bottom))
	return &f, nil
}

// Execute appends the page made from a view and a text to dst; the layout must be
// that of the view. scratch is working space that the caller keeps for the next
// page.
func (s *Set) Execute(dst []byte, scratch *bytes.Buffer, frame *Frame, name string, view View, text Text) ([]byte, error) {
	if isNil(view) {
		return dst, errNoView
	}
	m, ok := s.machines.Get().(*machine)
	if !ok {
		m = new(machine)
	}
	defer s.release(m)
	dst = append(dst, frame.open...)
	dst, err := s.piece(m, dst, scratch, "head", &view.page().Head)
	if err != nil {
		return dst, err
	}
	dst = append(dst, frame.top...)
	dst, err = s.piece(m, dst, scratch, name, m.shown(view, text))
	if err != nil {
		return dst, err
	}
	return append(dst, frame.bottom...), nil
}

// release keeps a machine for another page, but not the page it made.
func (s *Set) release(m *machine) {
	*m = machine{}
	s.machines.Put(m)
}

// piece appends one piece.
func (s *Set) piece(m *machine, dst []byte, scratch *bytes.Buffer, name string, view any) ([]byte, error) {
	if err := s.bounds.given(); err != nil {
		return dst, err
	}
	if p := s.compiled[name]; p != nil && m.execute(p, dst, view) {
		return m.out, nil
	}
	if h, ok := view.(*Head); ok {
		view = *h // as Execute has it: a template can tell
	}
	scratch.Reset()
	if err := s.bounds.run(s.templates, scratch, name, view); err != nil {
		return dst, err
	}
	return append(dst, scratch.Bytes()...), nil
}

// Finding turns an error of Frame or Execute into a finding at its place in
// the layout, where the error names one.
func (s *Set) Finding(dir, name string, err error) diag.Diagnostic { return s.finding(dir, name, err) }

func (s *Set) finding(dir, name string, err error) diag.Diagnostic {
	if e := asEndless(err); e != nil {
		return e.finding(dir, name, s.sources)
	}
	file, line, column, cause := splitError(err)
	if file == "" {
		file = name
	}
	pos := diag.Pos{File: path.Join(dir, file), Line: line, Column: column}
	return broken.At((&diag.Quoter{Data: s.sources[file]}).Quote(pos), cause)
}

// splitError takes apart what the template packages say: "template:
// list.html:12:5: executing …" or "html/template:list.html:12: …".
func splitError(err error) (file string, line, column int, cause string) {
	var escape *template.Error
	if errors.As(err, &escape) {
		return escape.Name, escape.Line, 0, escape.Description
	}
	text := strings.TrimPrefix(strings.TrimPrefix(err.Error(), "html/"), "template:")
	parts := strings.SplitN(strings.TrimSpace(text), ":", 4)
	if len(parts) < 3 {
		return "", 0, 0, text
	}
	file = parts[0]
	if _, e := fmt.Sscanf(parts[1], "%d", &line); e != nil {
		return "", 0, 0, text
	}
	if len(parts) == 4 {
		if _, e := fmt.Sscanf(parts[2], "%d", &column); e == nil {
			return file, line, column + 1, strings.TrimSpace(parts[3])
		}
	}
	return file, line, 0, strings.TrimSpace(strings.Join(parts[2:], ":"))
}
