package site

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"gongkai/generator/asset"
	"gongkai/generator/cache"
	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/layout"
	"gongkai/generator/page"
	"gongkai/generator/present"
	"gongkai/generator/tree"
)

// Site is one frozen state of the sources, ready to be made.
type Site struct {
	opt     Options
	tree    *tree.Listing // without the list of content/
	inputs  cache.Sum     // of everything the state was made from; zero: never the same
	config  *config.Config
	layouts *layout.Set
	catalog *catalog.Catalog
	plan    *present.Plan
	reports map[int]*annual

	// Findings that are taken over with what they are about.
	configFound, layoutsFound, collisions []diag.Diagnostic

	docs   []*doc       // by id
	metas  []*page.Meta // by id
	files  *files       // what is copied: files beside documents, static files
	frames *frames

	minify    *asset.Minifier
	renderers renderers
	found     []diag.Diagnostic // of everything but texts and files
}

// Load reads the sources. before is an earlier state of the same site, or nil;
// what has not changed since is taken over. A Site is returned even where there
// are findings, as far as it can be made; it is nil only where the configuration
// or the layouts cannot be used at all. err is a failure of the machine.
func Load(opt Options, before *Site) (*Site, []diag.Diagnostic, error) {
	listing, err := scan(opt)
	if err != nil {
		return nil, nil, err
	}
	return load(opt, listing, before, startWatch())
}

// scan lists the files of a site. Layouts and static files of its own are
// optional.
func scan(opt Options) (*tree.Listing, error) {
	l, err := tree.Scan(opt.Source, allowLink)
	if err == nil && opt.Sized != nil {
		opt.Sized(len(l.Files(tree.Content)))
	}
	return l, asChanged(tree.Config.Name(), err) // the one file that a listing reads
}

// unusable says why a folder is no site at all: it has no configuration, or no
// folder of documents. A link in their place is a finding of the scan.
func unusable(dir string) []diag.Diagnostic {
	if _, err := os.Lstat(filepath.Join(dir, tree.Config.Name())); errors.Is(err, fs.ErrNotExist) {
		return []diag.Diagnostic{noConfig.At(diag.Pos{File: tree.Config.Name()})}
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
	fmt.Fprintf(h, "%s\x00%t\x00", opt.BaseURL, opt.Preview)
	h.Write(sum[:])
	return h.Sum()
}

// load makes the state from a listing.
func load(opt Options, listing *tree.Listing, before *Site, watch *stopwatch) (*Site, []diag.Diagnostic, error) {
	s := &Site{opt: opt, tree: listing, found: slices.Clone(listing.Found)}
	if !opt.Preview && listing.Whole() {
		s.inputs = inputs(opt, listing)
	}
	s.share(before)
	if lacks := unusable(opt.Source); lacks != nil {
		s.found = append(s.found, lacks...)
		return nil, s.found, nil
	}
	if !s.configure(before) {
		return nil, s.found, nil
	}
	watch.lap("scan")
	if err := s.readDocs(before); err != nil {
		return nil, nil, err
	}
	if err := s.listFiles(before); err != nil {
		return nil, nil, err
	}
	listing.Drop(tree.Content) // from here on it is in docs and files
	watch.lap("read")
	if err := s.see(before); err != nil {
		return nil, nil, err
	}
	watch.lap("catalog")
	return s, s.found, nil
}

// share takes over what does not depend on the sources.
func (s *Site) share(before *Site) {
	if before != nil && before.minify != nil {
		s.minify = before.minify
		return
	}
	s.minify = asset.New()
}

// configure reads config.toml and the layouts, and says whether both can be
// used. The chrome depends on these two alone, and is kept with them.
func (s *Site) configure(before *Site) bool {
	if !s.loadConfig(before) || !s.loadLayouts(before) {
		return false
	}
	s.frames = &frames{}
	if before != nil && s.config == before.config && s.layouts == before.layouts {
		s.frames = before.frames
	}
	return true
}

func (s *Site) loadConfig(before *Site) bool {
	data := s.tree.Config
	if data == nil {
		s.found = withoutConfig(s.found)
		return false
	}
	if before != nil && before.config != nil && bytes.Equal(data, before.tree.Config) && s.opt.BaseURL == before.opt.BaseURL {
		s.config, s.configFound = before.config, before.configFound
		s.found = append(s.found, s.configFound...)
		return true
	}
	cfg, found := config.Load(data)
	s.configFound = found
	s.found = append(s.found, found...)
	if cfg == nil || diag.HasErrors(found) {
		return false
	}
	if s.opt.BaseURL != "" {
		cfg.Site.SetBaseURL(s.opt.BaseURL) // whoever took the flag has shown that it can be
	}
	s.config = cfg
	if before != nil && before.config != nil && sameValue(before.config, cfg) {
		s.config = before.config
	}
	return true
}

// loadLayouts compiles the layouts. An update takes them over unless one of
// them is among what changed: compiling takes longer than all the rest of it.
func (s *Site) loadLayouts(before *Site) bool {
	if before != nil && before.layouts != nil && s.tree.Spares(tree.Layouts) {
		s.layouts, s.layoutsFound, s.renderers = before.layouts, before.layoutsFound, before.renderers
		if before.config.Markdown != s.config.Markdown {
			s.renderers = newRenderers(s.layouts, s.config)
		}
		s.found = append(s.found, s.layoutsFound...)
		return true
	}
	s.layouts, s.layoutsFound = layout.Load(s.opt.Layouts, s.ownLayouts(), tree.Layouts.Name())
	s.found = append(s.found, s.layoutsFound...)
	if s.layouts == nil {
		return false
	}
	s.renderers = newRenderers(s.layouts, s.config)
	return true
}

// ownLayouts returns the layouts of the site's own, nil where there are none.
func (s *Site) ownLayouts() fs.FS {
	paths := map[string]string{}
	for _, f := range s.tree.Files(tree.Layouts) {
		paths[f.Path] = s.tree.Real(tree.Layouts.Path(f.Path))
	}
	if len(paths) == 0 {
		return nil
	}
	return s.tree.Root().Files(paths)
}

// sameValue reports whether two configurations say the same.
func sameValue(a, b *config.Config) bool {
	codec := cache.For[config.Config]()
	return codec.Sum(a) == codec.Sum(b)
}

// see looks at all documents together: the catalog, the reports, the plan.
func (s *Site) see(before *Site) error {
	s.listMetas(before)
	in := catalog.Input{
		Config: s.config, Metas: s.metas, Today: s.opt.Today, Preview: s.opt.Preview,
		Locate: (&fronts{site: s}).locate,
	}
	if before != nil {
		in.Previous = before.catalog
	}
	var found []diag.Diagnostic
	s.catalog, found = catalog.New(in)
	s.found = append(s.found, found...)
	if err := s.readReports(before); err != nil {
		return err
	}
	s.makePlan(before)
	return nil
}

// makePlan lists the outputs. Where every document stands where it stood, so do
// the outputs; but findings about them have places in files, which may differ.
func (s *Site) makePlan(before *Site) {
	in := present.Input{
		Config: s.config, Catalog: s.catalog, File: s.describe, Report: s.report,
		Locate: (&fronts{site: s}).locate,
	}
	if before != nil && s.catalog.Same(before.catalog) && maps.Equal(s.reports, before.reports) && len(before.collisions) == 0 {
		s.plan, s.collisions = before.plan.With(in), nil
	} else {
		s.plan, s.collisions = present.New(in)
	}
	s.found = append(s.found, s.collisions...)
}

// locate finds a value of the front matter of a document.
func (s *Site) locate(id catalog.ID, key, item string) diag.Pos {
	return (&fronts{site: s}).locate(id, key, item)
}

// fronts finds values of front matters by reading the files again: findings
// between documents are rare, and positions are not kept for them. Of the last
// file it remembers what it read, because who asks for one place in it may ask
// for a thousand.
type fronts struct {
	site *Site
	of   *doc
	last *page.Front
}

func (f *fronts) locate(id catalog.ID, key, item string) diag.Pos {
	if d := f.site.docs[id]; d != f.of {
		data, err := f.site.tree.Read(contentPath(d.path))
		if err != nil {
			data = nil // then the file is the place
		}
		f.of, f.last = d, page.ReadFront(d.path, data)
	}
	return f.last.Locate(key, item)
}

// frames holds the chrome of each section at each depth, made when first
// wanted.
type frames struct {
	mu   sync.Mutex
	made map[frameKey]*layout.Frame
}

type frameKey struct {
	section string
	depth   int
}

// frame returns the chrome for a page.
func (s *Site) frame(section, path string) (*layout.Frame, error) {
	key := frameKey{section, strings.Count(path, "/")}
	s.frames.mu.Lock()
	defer s.frames.mu.Unlock()
	if f := s.frames.made[key]; f != nil {
		return f, nil
	}
	f, err := s.layouts.Frame(s.plan.Chrome(section, path))
	if err != nil {
		return nil, err
	}
	if s.frames.made == nil {
		s.frames.made = map[frameKey]*layout.Frame{}
	}
	s.frames.made[key] = f
	return f, nil
}
