package site

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"gongkai/generator/cache"
	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/layout"
	"gongkai/generator/present"
	"gongkai/generator/site/content"
	"gongkai/generator/tree"
)

// settings are what decides how pages look: config.toml, the layouts, and what is
// made of these two alone.
type settings struct {
	text      []byte // of config.toml
	baseURL   string // of the options
	portal    string // of the options: see portalOf
	config    *config.Config
	layouts   *layout.Set
	renderers renderers
	frames    *frames
	// Findings that are taken over with what they are about.
	configFound, layoutsFound []diag.Diagnostic
}

// loadSettings reads config.toml and the layouts; nil: they cannot be used. What has
// not changed is taken over from before, which may be nil.
func loadSettings(opt *Options, listing *tree.Listing, before *settings) (*settings, []diag.Diagnostic) {
	s := &settings{text: listing.Config, portal: portalOf(opt), baseURL: opt.BaseURL}
	if !s.loadConfig(opt, before) {
		return nil, s.configFound
	}
	s.loadLayouts(opt, listing, before)
	found := append(s.configFound[:len(s.configFound):len(s.configFound)], s.layoutsFound...)
	if s.layouts == nil {
		return nil, found
	}
	s.frames = &frames{layouts: s.layouts}
	if before != nil && s.config == before.config && s.layouts == before.layouts {
		s.frames = before.frames
	}
	return s, found
}

// loadConfig parses the text of config.toml, and says whether it can be used.
func (s *settings) loadConfig(opt *Options, before *settings) bool {
	if before != nil && bytes.Equal(s.text, before.text) && s.baseURL == before.baseURL && s.portal == before.portal {
		s.config, s.configFound = before.config, before.configFound
		return true
	}
	s.config, s.configFound = config.Load(s.text)
	if s.config == nil || diag.HasErrors(s.configFound) {
		return false
	}
	if s.baseURL != "" {
		s.config.Site.SetBaseURL(s.baseURL) // whoever took the flag has shown that it can be
	}
	if s.portal != "" {
		s.config.Portal, s.config.Footer = opt.Portal, opt.Footer
	}
	if before != nil && sameValue(before.config, s.config) {
		s.config = before.config
	}
	return true
}

// portalOf tells all that the options say of the portal of which the site is a part; "":
// it is a part of none but that of its config.toml.
func portalOf(opt *Options) string {
	if opt.Portal.Name == "" {
		return ""
	}
	return fmt.Sprintf("%q%q", opt.Portal, opt.Footer)
}

// loadLayouts compiles the layouts. An update takes them over unless one of
// them is among what changed: compiling takes longer than all the rest of it.
func (s *settings) loadLayouts(opt *Options, listing *tree.Listing, before *settings) {
	if before != nil && listing.Spares(tree.Layouts) {
		s.layouts, s.layoutsFound, s.renderers = before.layouts, before.layoutsFound, before.renderers
		if before.config.Markdown != s.config.Markdown {
			s.renderers = newRenderers(s.layouts, s.config)
		}
		return
	}
	s.layouts, s.layoutsFound = opt.Layouts.Load(ownLayouts(listing), tree.Layouts.Name())
	if s.layouts != nil {
		s.renderers = newRenderers(s.layouts, s.config)
	}
}

// ownLayouts returns the layouts of the site's own, nil where there are none.
func ownLayouts(listing *tree.Listing) fs.FS {
	paths := map[string]string{}
	for _, f := range listing.Files(tree.Layouts) {
		paths[f.Path] = listing.Real(tree.Layouts.Path(f.Path))
	}
	if len(paths) == 0 {
		return nil
	}
	return listing.Root().Files(paths)
}

// sameValue reports whether two configurations say the same.
func sameValue(a, b *config.Config) bool {
	codec := cache.For[config.Config]()
	return codec.Sum(a) == codec.Sum(b)
}

// Config reads config.toml in the site's folder dir and nothing else, for the
// commands that only need to know the categories. It is nil where the file is
// missing or has errors, which the findings tell; err is a failure of the
// machine.
func Config(dir string) (*config.Config, []diag.Diagnostic, error) {
	data, found, err := tree.ReadConfig(dir)
	if err != nil {
		return nil, nil, content.AsChanged(tree.Config.Name(), err)
	}
	if data == nil {
		return nil, withoutConfig(found), nil
	}
	cfg, found := config.Load(data)
	if diag.HasErrors(found) {
		cfg = nil
	}
	return cfg, diag.Sort(found), nil
}

// withoutConfig returns what was found where config.toml could not be read: if
// nothing says why, that there is none.
func withoutConfig(found []diag.Diagnostic) []diag.Diagnostic {
	if diag.HasErrors(found) {
		return found
	}
	return append(found, noConfig.At(diag.Pos{File: tree.Config.Name()}))
}

// frames holds the chrome of each section at each depth, made when first
// wanted.
type frames struct {
	layouts *layout.Set
	mu      sync.Mutex
	made    map[frameKey]*layout.Frame
}

type frameKey struct {
	section string
	depth   int
}

// frame returns the chrome for a page of a section.
func (f *frames) frame(plan *present.Plan, section, path string) (*layout.Frame, error) {
	key := frameKey{section, strings.Count(path, "/")}
	f.mu.Lock()
	defer f.mu.Unlock()
	if frame := f.made[key]; frame != nil {
		return frame, nil
	}
	frame, err := f.layouts.Frame(plan.Chrome(section, path))
	if err != nil {
		return nil, err
	}
	if f.made == nil {
		f.made = map[frameKey]*layout.Frame{}
	}
	f.made[key] = frame
	return frame, nil
}
