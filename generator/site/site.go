// Package site holds one state of a site, plans its outputs, and makes what has
// changed. It knows the order of the work; how each part of it is done is known to
// the packages below.
//
// # Phases
//
//	scan     list the files (tree)
//	read     parse the front matter of the documents that changed, and find out the
//	         facts of the files that did: sums, sizes, findings (content)
//	catalog  see all pages together: one step, in which no file is read but the data
//	         of annual reports (catalog), and list the outputs (present)
//	make     sum what each output depends on; where that has changed, render the
//	         body, lay out, write; the same for what is no page: feeds, sitemap, data
//	check    follow the links that every page has recorded (links), copy the files
//	commit   no errors: exchange the folders (publish), write the snapshot (snapshot)
//
// A [Site] is the state after catalog, frozen. [Load] makes one from nothing or from
// what a snapshot restored, [Update] from an earlier Site; either way the same code
// runs, and a clean build is an update from nothing. Nobody makes an output but the
// producer (produce.go): [Build] asks it for all of them, the preview for one (see
// [Item]), and [Explain] for a key. So a preview shows what will be published.
//
// # Parts
//
// Each file uses those before it, and none that comes later (approvals and published
// use the state that they are part of):
//
//	options, rules, levels, partname  what is asked for; what can be found; words
//	renderers, settings               config.toml, the layouts, and what follows from both
//	reports                           the annual reports
//	key                               the producer: what each output depends on
//	holidays                          which days are worked; how a file of records/ is read
//	approvals, published              who has approved what; what was ever public
//	site, differ, places              a state; what differs from another; where files stand
//	candidate                         what there is to approve, and what waits
//	run, drift, loss, makefiles       one build: what stays, what was damaged, what would go
//	worker, tables, render, words, produce  a text; an output, for whoever wants one
//	explain, item, findings           what the commands and the preview ask of a state
//	precompressed                     the packed copies of what is published
//	output, build                     all outputs; the order of the work
//
// Four packages are there for this one alone: record, what is known of documents,
// files and outputs; content, which reads them; links, which follows what was
// recorded; snapshot, which keeps it.
//
// # When an output is kept
//
// An output has a key: one sum for each thing it depends on. Those of a page are the
// layout, the chrome of its section, the text of the document on it, the sizes of the
// pictures (or of their reduced copies) and the files of the tables in that text, the figures of an annual report,
// and each field of its view.
// Where all are as they were, the bytes would be too, and the file is kept without
// being made. Where one differs, the output is made; if its bytes are what they were,
// the file is kept all the same. The names of the sums are what `gongkai explain PATH`
// shows. The program itself is in no key: what another program has recorded is not
// used at all.
//
// # Determinism
//
// Findings are sorted, outputs are independent of each other, and neither
// clock, environment nor map order reaches them, so the result does not depend
// on how many workers there are.
package site

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"gongkai/generator/asset"
	"gongkai/generator/cache"
	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/present"
	"gongkai/generator/publish"
	"gongkai/generator/search"
	"gongkai/generator/site/content"
	"gongkai/generator/site/record"
	"gongkai/generator/site/snapshot"
	"gongkai/generator/tree"
)

// Site is one frozen state of the sources, ready to be made.
type Site struct {
	opt      Options
	inputs   cache.Sum     // of everything the state was made from; zero: never the same
	tree     *tree.Listing // without the list of content/
	settings *settings
	content  *content.Content
	metas    []*page.Meta // of the documents, by id
	approvals
	screened
	holidays
	recorded
	originals originals
	catalog   *catalog.Catalog
	reports   annuals
	plan      *present.Plan
	producer  *producer
	minify    *asset.Minifier

	found      []diag.Diagnostic // of everything but texts and files
	collisions []diag.Diagnostic // those of the plan
}

// Load reads the sources. What is known of them from the last build, if anything,
// spares reading what has not changed since. A Site is returned even where there
// are findings, as far as it can be made; it is nil only where the configuration
// or the layouts cannot be used at all. err is a failure of the machine.
func Load(opt Options, known *record.Sources) (*Site, []diag.Diagnostic, error) {
	listing, err := scan(opt)
	if err != nil {
		return nil, nil, err
	}
	return load(opt, listing, cmp.Or(known, &record.Sources{}), nil, startWatch())
}

// Resume returns what the last build recorded of the sources, to make the first
// state of a preview from; nil where there is nothing. Nothing is locked or written.
func Resume(opt Options) *record.Sources {
	pub, err := publish.Look(opt.Source, opt.Out, tree.Roots())
	if err != nil {
		return nil // then everything is read
	}
	last, err := lastSnapshot(pub, opt.Salt)
	if err != nil {
		return nil
	}
	return last.RestoreSources()
}

// Update returns the state of a site after some of its files have changed:
// paths are relative to the site's folder, those of files or of folders that
// were added, changed or removed. It does what Load does, but asks the file
// system about these paths only, and takes over what they cannot have changed.
func Update(opt Options, before *Site, paths []string) (*Site, []diag.Diagnostic, error) {
	listing, err := before.tree.Again(paths, before.content)
	if err != nil {
		return nil, nil, content.AsChanged(tree.Config.Name(), err)
	}
	return load(opt, listing, &before.content.Sources, before, startWatch())
}

// scan lists the files of a site. Layouts and static files of its own are
// optional.
func scan(opt Options) (*tree.Listing, error) {
	l, err := tree.Scan(opt.Source, content.AllowLink)
	if err == nil && opt.Sized != nil {
		opt.Sized(len(l.Files(tree.Content)))
	}
	if err == nil && opt.Without != "" {
		l.Leave(tree.Content, opt.Without)
	}
	return l, content.AsChanged(tree.Config.Name(), err) // the one file that a listing reads
}

// unusable says why a folder is no site at all: it has no configuration, or no
// folder of documents. A link in their place is a finding of the scan.
func unusable(dir string) []diag.Diagnostic {
	if _, err := os.Lstat(filepath.Join(dir, tree.Config.Name())); errors.Is(err, fs.ErrNotExist) {
		return []diag.Diagnostic{noConfig.At(diag.Pos{File: tree.Config.Name()})}
	}
	for _, r := range []tree.Root{tree.Layouts, tree.Static} {
		if info, err := os.Stat(filepath.Join(dir, r.Name())); err == nil && !info.IsDir() {
			return []diag.Diagnostic{noFolder.At(diag.Pos{File: r.Name()}, r.Name())}
		}
	}
	info, err := os.Lstat(filepath.Join(dir, tree.Content.Name()))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return []diag.Diagnostic{noContent.At(diag.Pos{File: tree.Content.Name()}, diag.Text{
			ZH: "找不到存放文档的文件夹 content", EN: "the folder of the documents, content, is missing",
		})}
	case err == nil && !info.IsDir() && info.Mode()&fs.ModeSymlink == 0:
		return []diag.Diagnostic{noContent.At(diag.Pos{File: tree.Content.Name()}, diag.Text{
			ZH: "content 不是文件夹", EN: "content is not a folder",
		})}
	}
	return nil
}

// inputs identifies everything that a state is made from; zero: it is never the
// same as another.
func inputs(opt Options, l *tree.Listing) cache.Sum {
	sum := l.Sum()
	if sum.IsZero() {
		return sum
	}
	h := cache.NewHash()
	fmt.Fprintf(h, "%s\x00%t\x00%t\x00", opt.BaseURL, opt.Preview, opt.Precompress)
	fmt.Fprint(h, portalOf(&opt))
	h.Write(sum[:])
	return h.Sum()
}

// load makes the state from a listing. known is what is known of the sources;
// before is the earlier state that this is from, nil where there is none.
func load(opt Options, listing *tree.Listing, known *record.Sources, before *Site, watch *stopwatch) (*Site, []diag.Diagnostic, error) {
	s := &Site{opt: opt, tree: listing, found: slices.Clone(listing.Found)}
	if !opt.Preview && listing.Whole() {
		s.inputs = inputs(opt, listing)
	}
	if lacks := unusable(opt.Source); lacks != nil {
		return nil, withoutSite(&opt, append(s.found, lacks...)), nil
	}
	if !s.configure(before) {
		return nil, withoutSite(&opt, s.found), nil
	}
	watch.lap("scan")
	if err := (marker{s}).prepare(before); err != nil {
		return nil, nil, err
	}
	if before != nil && s.screen.Sum() != before.screen.Sum() {
		return Load(opt, known) // all files are to be looked through again
	}
	var err error
	s.content, err = content.Read(content.Input{
		Tree: listing, Static: opt.Static, Minify: s.minify, Screen: s.screen, Workers: opt.workers(), Texts: opt.Texts, Stay: opt.Preview,
		Progress: func(done, total int) { opt.progress("read", done, total) },
	}, *known)
	if err != nil {
		return nil, nil, err
	}
	watch.lap("read")
	if err := s.see(before, known); err != nil {
		return nil, nil, err
	}
	watch.lap("catalog")
	return s, s.found, nil
}

// configure makes what does not depend on content/, or takes it over, and says
// whether a site can be made with it.
func (s *Site) configure(before *Site) bool {
	if s.tree.Config == nil {
		s.found = withoutConfig(s.found)
		return false
	}
	var was *settings
	if before != nil {
		was, s.minify = before.settings, before.minify
	} else {
		if s.minify = s.opt.Minifier; s.minify == nil {
			s.minify = asset.New()
		}
	}
	var found []diag.Diagnostic
	s.settings, found = loadSettings(&s.opt, s.tree, was)
	s.found = append(s.found, found...)
	return s.settings != nil
}

// see looks at all documents together: the approvals, the catalog, the reports, the
// plan. known is what was known of the sources before.
func (s *Site) see(before *Site, known *record.Sources) error {
	s.metas = listMetas(s.content.Docs, before)
	if err := (recorder{s}).read(before); err != nil {
		return err
	}
	var err error
	if s.holidays, err = readHolidays(s.tree, before); err != nil {
		return err
	}
	if s.originals, err = readOriginals(s.tree, before); err != nil {
		return err
	}
	s.found = slices.Concat(s.found, s.holidays.found, s.originals.found)
	approver{Site: s}.approve(before, known.Signatures)
	in := catalog.Input{
		Config: s.settings.config, Metas: s.metas, Today: s.opt.Today, Waiting: s.approvals.waiting, WasPublic: s.wasOut, Preview: s.opt.Preview,
		Locate: s.content.Fronts().Locate,
	}
	if before != nil {
		in.Previous = before.catalog
	}
	var found []diag.Diagnostic
	s.catalog, found = catalog.New(in)
	s.found = append(s.found, found...)
	if s.reports, err = s.readReports(before, known.Downloads); err != nil {
		return err
	}
	for _, r := range s.catalog.Reports {
		s.found = append(s.found, s.reports[r.Year].found...)
		s.content.Downloads = append(s.content.Downloads, s.reports[r.Year].made...)
	}
	s.found = slices.Concat(s.found, marker{s}.ofConfig(), marker{s}.ofLayouts(), marker{s}.ofNotices(), marker{s}.ofReports())
	s.makePlan(before)
	s.producer = &producer{
		settings: s.settings, plan: s.plan, content: s.content, reports: s.reports,
		words: !s.opt.Preview && !s.settings.config.Search.Off,
	}
	return nil
}

// listMetas lists the front matter of all documents. Where the list is as long
// as before, only what stands elsewhere now is looked at: following 100,000
// pointers takes longer than the rest of an update.
func listMetas(docs []*record.Doc, before *Site) []*page.Meta {
	if before != nil && len(before.metas) == len(docs) {
		metas := slices.Clone(before.metas)
		for i, d := range docs {
			if d != before.content.Docs[i] {
				metas[i] = d.Meta
			}
		}
		return metas
	}
	metas := make([]*page.Meta, len(docs))
	for i, d := range docs {
		metas[i] = d.Meta
	}
	return metas
}

// readReports reads the annual reports. Those before are kept where nothing that
// they show has changed.
func (s *Site) readReports(before *Site, made []record.Download) (annuals, error) {
	given := s.settings.forReports()
	r := reportReader{settings: given, catalog: s.catalog, content: s.content, tree: s.tree, minify: s.minify}
	if !s.opt.Verify {
		r.made = made
	}
	if before == nil {
		return r.readAll(nil, false)
	}
	if before.settings.forReports() == given {
		r.before = &before.content.Sources
	}
	return r.readAll(before.reports, s.catalog.Same(before.catalog))
}

// makePlan lists the outputs. Where every document stands where it stood, so do
// the outputs; but findings about them have places in files, which may differ.
func (s *Site) makePlan(before *Site) {
	in := present.Input{
		Config: s.settings.config, Catalog: s.catalog, File: s.describe, Report: s.reports.shown,
		Tables: func(id catalog.ID) []page.Attachment { return s.content.Docs[id].Tables },
		Locate: s.content.Fronts().Locate,
		Texts:  searchTexts(s),
	}
	if before != nil && s.catalog.Same(before.catalog) && maps.Equal(s.reports, before.reports) && len(before.collisions) == 0 {
		s.plan = before.plan.With(in)
	} else {
		s.plan, s.collisions = present.New(in)
	}
	s.found = append(s.found, s.collisions...)
}

// searchTexts tells the search index of the texts.
func searchTexts(s *Site) present.Texts {
	space := make([]Worker, s.opt.workers())
	return present.Texts{
		Workers: len(space),
		Begin:   func() { s.opt.indexing(len(s.content.Docs)) },
		Size:    func(id catalog.ID) int64 { return s.content.Docs[id].Stamp.Size },
		Sum:     func(id catalog.ID) uint64 { return s.producer.wordsKey(id) },
		Text: func(worker int, id catalog.ID) (search.Text, error) {
			words, err := s.producer.wordsOf(&space[worker], id)
			return search.Text(words), err
		},
	}
}

// describe tells a view about an attachment.
func (s *Site) describe(path string) (present.File, bool) {
	facts, ok := s.content.Facts(path)
	if !ok {
		return present.File{}, false
	}
	return present.File{Size: facts.Info.Size, SHA256: facts.Info.SHA256}, true
}

// snapshot is what the next build is to know of one of this state.
func (s *Site) snapshot(res *Result, outputs []record.Output) *snapshot.Build {
	return &snapshot.Build{
		Summary: snapshot.Summary{Inputs: s.inputs, Today: s.opt.Today, Horizon: marker{s}.horizon(), Drafts: s.catalog.Drafts, Waiting: s.catalog.Waiting, Future: s.catalog.Future, Reminders: res.Reminders},
		Found:   res.Diagnostics, Sources: &s.content.Sources, Outputs: outputs, Workers: s.opt.workers(),
	}
}
