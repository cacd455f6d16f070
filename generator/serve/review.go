package serve

import (
	"context"
	"runtime"
	"time"

	"gongkai/generator/diag"
	"gongkai/generator/site"
)

// reviewDelay is how long to wait after a change before the rest of the site is
// looked at: the page that is being written comes first, and of several changes
// in a row the last one counts.
const reviewDelay = 40 * time.Millisecond

// wake starts a review.
func (s *Server) wake() {
	select {
	case s.changed <- struct{}{}:
	default: // one is due already
	}
}

// reviews makes the findings of each state complete, until ctx ends.
func (s *Server) reviews(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.changed:
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(reviewDelay):
		}
		s.review(ctx)
	}
}

// review renders the texts that nobody has looked at and follows all links. A
// newer state of the site ends it.
func (s *Server) review(ctx context.Context) {
	st := s.current.Load()
	if st.site == nil {
		return
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	go s.stopWhenChanged(ctx, stop, st.site)
	err := st.site.Texts(ctx, max(1, runtime.GOMAXPROCS(0)-1))
	if ctx.Err() != nil {
		return
	}
	var found *site.Findings
	if err == nil {
		found, err = st.site.Findings(true)
	}
	if err != nil {
		s.fail(st, []diag.Diagnostic{unreadable.At(diag.Pos{File: s.fileOf(err)}, reason(err))})
		return
	}
	st = s.swap(func(old *state) *state {
		if old.site != st.site {
			return nil
		}
		next := *old
		next.complete, next.used = true, found.Used
		next.found = diag.Sort(append(found.Diagnostics, old.failed...))
		if len(old.pending) > 0 {
			// What keeps the sources from being shown is known to nobody else.
			next.found = diag.Sort(append(next.found, about(old.found, old.pending)...))
		}
		return &next
	})
	s.screen.reviewed(st)
}

// stopWhenChanged calls stop once there is another state of the site.
func (s *Server) stopWhenChanged(ctx context.Context, stop context.CancelFunc, of *site.Site) {
	for {
		st := s.current.Load()
		if st.site != of {
			stop()
			return
		}
		select {
		case <-st.next:
		case <-ctx.Done():
			return
		}
	}
}
