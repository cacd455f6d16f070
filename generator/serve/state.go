package serve

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"gongkai/generator/asset"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/site"
	"gongkai/generator/site/content"
	"gongkai/generator/site/record"
)

// state is what the server knows at one moment. It is frozen: a change makes
// another one and closes next.
type state struct {
	// number counts the changes of the sources. Findings that come to be known
	// later do not change it.
	number int64
	today  page.Date
	// site is the last state of the site that could be made; nil: none yet.
	site *site.Site
	// pending are the paths whose changes site does not show: config.toml or a
	// layout cannot be used, or a file cannot be read, which unread tells.
	pending []string
	unread  bool

	found []diag.Diagnostic // all that is known to be wrong, sorted
	// failed is that part of found that came up when single pages were made.
	failed []diag.Diagnostic
	// complete says that all texts have been rendered: found is complete, and
	// used are the files beside documents that documents refer to.
	complete bool
	used     []string

	// styles tells in which state a style sheet changed last, and reload in
	// which state a file changed that only loading the page again shows.
	styles map[string]int64
	reload int64

	next chan struct{} // closed when there is a newer state
}

// swap puts the state that change makes from the current one in its place. It
// does nothing where change returns nil.
func (s *Server) swap(change func(old *state) *state) *state {
	s.swapping.Lock()
	defer s.swapping.Unlock()
	old := s.current.Load()
	st := change(old)
	if st == nil {
		return old
	}
	st.next = make(chan struct{})
	s.current.Store(st)
	close(old.next)
	return st
}

// first returns the current state; at the start it waits until there is one.
func (s *Server) first(ctx context.Context) *state {
	st := s.current.Load()
	if st.today.IsZero() {
		st, _ = s.after(ctx, st)
	}
	return st
}

// after waits for the state after st. ok is false where none comes in time.
func (s *Server) after(ctx context.Context, st *state) (newer *state, ok bool) {
	select {
	case <-st.next:
		return s.current.Load(), true
	case <-ctx.Done():
		return st, false
	}
}

// attempt is one try to make the next state of the site.
type attempt struct {
	today page.Date
	paths []string // that may have changed
	// changed are those of the paths at which there is something else than before.
	changed []string
	site    *site.Site // nil: none could be made
	found   []diag.Diagnostic
	err     error // of the machine
}

// Load makes the first state. What the last build recorded is used.
func (s *Server) Load() {
	s.applying.Lock()
	defer s.applying.Unlock()
	began := time.Now()
	st := s.become(s.try(site.Resume(s.opt.Build), nil, nil))
	s.screen.loaded(st, time.Since(began))
}

// Apply makes the next state after some paths have changed. With no paths it
// tries again what could not be shown before, on the present day.
func (s *Server) Apply(paths []string) {
	s.applying.Lock()
	defer s.applying.Unlock()
	began := time.Now()
	old := s.current.Load()
	a := s.try(nil, old.site, slices.Compact(slices.Sorted(slices.Values(slices.Concat(old.pending, paths)))))
	st := s.become(a)
	s.screen.changed(st, a.changed, s.stale(st), time.Since(began))
}

// try makes the state of the site that follows from before and the paths; where
// there is none before, all of it, with what is known of the sources. A file
// that vanished between being listed and being read is gone when the folder is
// listed again.
func (s *Server) try(known *record.Sources, before *site.Site, paths []string) attempt {
	opt := s.opt.Build
	opt.Today = s.opt.Today()
	a := attempt{today: opt.Today, paths: paths, changed: paths}
	for range 3 {
		if before == nil {
			a.site, a.found, a.err = site.Load(opt, known)
		} else {
			a.site, a.found, a.err = site.Update(opt, before, paths)
		}
		if !errors.Is(a.err, fs.ErrNotExist) {
			break
		}
	}
	if a.site != nil && before != nil {
		a.changed = a.site.Differing(before, paths)
	}
	return a
}

// become makes the state that follows from an attempt. Where no site could be
// made, the old one is shown on, and the paths are tried again with the next
// change.
func (s *Server) become(a attempt) *state {
	st := s.swap(func(old *state) *state {
		st := &state{number: old.number + 1, today: a.today, site: a.site, styles: old.styles, reload: old.reload}
		found := elsewhere(old.found, a.paths)
		switch {
		case a.err != nil:
			st.site, st.pending, st.unread = old.site, a.paths, true
			found = append(found, unreadable.At(diag.Pos{File: s.fileOf(a.err)}, reason(a.err)))
		case a.site == nil:
			st.site, st.pending = old.site, a.paths
			found = append(found, a.found...)
		default:
			st.noteFiles(a.changed)
			found = append(found, a.site.Quick(a.paths)...)
		}
		st.found = diag.Sort(found)
		return st
	})
	s.wake()
	return st
}

// noteFiles notes what has to happen in open pages, their own texts apart: a
// style sheet is exchanged, for a picture or a script the page is loaded again.
func (st *state) noteFiles(paths []string) {
	for _, p := range paths {
		output := content.OutputOf(p)
		isStatic := strings.HasPrefix(p, "static/")
		switch {
		case isStatic && path.Ext(output) == ".css":
			st.styles = maps.Clone(st.styles)
			if st.styles == nil {
				st.styles = map[string]int64{}
			}
			st.styles[output] = st.number
		case isStatic, asset.IsImage(output):
			st.reload = st.number
		}
	}
}

// elsewhere returns the findings that are not about the given files, nor about
// files below them.
func elsewhere(found []diag.Diagnostic, paths []string) []diag.Diagnostic {
	return slices.DeleteFunc(slices.Clone(found), func(d diag.Diagnostic) bool { return isAbout(d, paths) })
}

// fail adds what was found when a page of a state was made.
func (s *Server) fail(of *state, found []diag.Diagnostic) {
	s.swap(func(old *state) *state {
		if old.site != of.site {
			return nil
		}
		st := *old
		st.failed = diag.Sort(slices.Concat(old.failed, found))
		st.found = diag.Sort(slices.Concat(old.found, found))
		if slices.Equal(st.found, old.found) {
			return nil
		}
		return &st
	})
}

// stale names the pages that were looked at and are different now from what they
// were in the last state, and why.
func (s *Server) stale(st *state) []stalePage {
	if st.site == nil {
		return nil
	}
	w := s.work.Get().(*site.Worker)
	defer s.work.Put(w)
	var list []stalePage
	for _, p := range s.pages.recent(maxStale) {
		item, ok := st.site.Item(p.path)
		if !ok {
			list = append(list, stalePage{path: p.path, gone: true})
			s.pages.forget(p.path)
			continue
		}
		if key, parts := item.Changed(w, p.key); parts != nil {
			list = append(list, stalePage{path: p.path, parts: parts})
			s.pages.see(p.path, key)
		}
	}
	slices.SortFunc(list, func(a, b stalePage) int { return strings.Compare(a.path, b.path) })
	return list
}

// stalePage is a page that was looked at and has changed since.
type stalePage struct {
	path  string
	parts []string // of its key
	gone  bool
}

// maxStale bounds the pages that are compared after a change.
const maxStale = 32
