// Package serve is the watch mode: it shows a site as it will be published, and
// keeps what it shows in step with the files.
//
// # How a change reaches the browser
//
//	watch    source.Watch reports the paths that changed, within 20 ms
//	update   site.Update makes the next state of the site from the last one
//	swap     the state takes the place of the last; requests go on meanwhile
//	tell     open pages whose key has changed are told, by server-sent events
//	render   a page is made when it is asked for, by the functions of a build
//	review   beside all that: the texts nobody has looked at are rendered, links
//	         are followed, and the findings are complete
//
// A [Server] holds one [state] at a time, frozen; a change makes another one.
// Every request is answered from one state, so no page is a mixture of two.
//
//	srv := serve.New(serve.Options{Build: options, Today: today, Lang: "zh", Screen: os.Stdout})
//	ln, found, err := serve.Listen("127.0.0.1", 8017, false)
//	err = srv.Run(ctx, ln)
//
// # What is shown while something is wrong
//
// A page that can be made is shown as it is made, and the panel names the
// mistakes. Where the front matter of a document has errors, the document stays
// as it was (its page, and its place in lists); where config.toml or a layout
// cannot be used, the whole site does. The last good bytes of the pages that
// were looked at are kept for that, up to a limit.
//
// # Invariants
//
//   - Nothing is written, neither public/ nor the work folder of builds, but the drafts
//     of files that are dropped on the overview page (imports.go).
//   - A page is what a build would publish, plus one script element before
//     </body>, which only this server inserts.
//   - Requests of other sites are refused (guard.go): the preview shows drafts.
//   - Paths that begin with "_gongkai/" belong to this package. No output of a
//     site does: a build refuses it.
//
// serve does not know how pages are made, nor how changes are found.
package serve

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"gongkai/generator/page"
	"gongkai/generator/site"
	"gongkai/generator/source"
	"gongkai/generator/tree"
)

// Options say what to serve and how to talk about it.
type Options struct {
	// Build is how the site is built. Preview and Today are set by the server.
	Build site.Options
	// Today tells the day. It is asked from time to time: a server runs past
	// midnight.
	Today func() page.Date
	// Host is the name or address that was asked for, if not a loopback one:
	// requests for it are answered.
	Host string
	// Lang is the language of messages, "zh" or "en".
	Lang string
	// Screen is where to say what happens; nil: nowhere. Color adds terminal
	// colours, JSON prints findings only, as JSON lines, Quiet findings only.
	Screen             io.Writer
	Color, JSON, Quiet bool
	// Watch says how to learn of changes.
	Watch source.WatchOptions
}

// Server serves one site.
type Server struct {
	opt    Options
	screen *screen
	pages  *pages
	work   sync.Pool // of *site.Worker
	// viewers counts the pages that are open in browsers and can be seen.
	viewers atomic.Int64

	current atomic.Pointer[state]
	// applying is held while the next state of the site is worked out, swapping
	// while a state takes the place of another.
	applying, swapping sync.Mutex
	changed            chan struct{} // wakes the review
	imports            imports
}

// New makes a server. It reads nothing yet.
func New(opt Options) *Server {
	opt.Build.Preview = true
	s := &Server{
		opt: opt, screen: newScreen(opt), pages: newPages(maxPages, maxPageBytes),
		changed: make(chan struct{}, 1),
	}
	s.work.New = func() any { return &site.Worker{} }
	// Numbers go on after a restart, so that a page that was loaded from an
	// earlier server is seen to be older.
	s.current.Store(&state{number: time.Now().UnixMilli(), next: make(chan struct{})})
	return s
}

// Run serves on ln until ctx ends, and closes ln. It returns early only where
// the watch cannot begin at all or the listener fails.
func (s *Server) Run(ctx context.Context, ln net.Listener) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	server := &http.Server{
		Handler: s.Handler(), ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute,
		BaseContext: func(net.Listener) context.Context { return ctx },
		ErrorLog:    s.screen.log(),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(ln) }()
	defer server.Close()
	s.screen.address(Address(ln))
	s.Load()
	watcher, err := s.watch(ctx)
	if err != nil {
		return err
	}
	defer watcher.Close()
	var reviewing sync.WaitGroup
	reviewing.Go(func() { s.reviews(ctx) })
	defer reviewing.Wait()
	defer stop()
	return s.follow(ctx, watcher, failed)
}

// watch begins to watch the files of the site. It starts from what the first
// state was made from, so that what changed since is reported at once.
func (s *Server) watch(ctx context.Context) (*source.Watcher, error) {
	opt := s.opt.Watch
	opt.Known = []source.File{}
	if st := s.current.Load(); st.site != nil {
		opt.Known = st.site.Sources()
	}
	return source.Watch(ctx, s.opt.Build.Source, watched(), opt)
}

// watched are the paths of a site that a preview depends on.
func watched() []string { return tree.Roots() }

// dayCheck is how often to look whether the day has changed, and retry how long
// to wait before a file that could not be read is read again.
const (
	dayCheck = 20 * time.Second
	retry    = 500 * time.Millisecond
)

// follow applies what the watch reports until ctx ends.
func (s *Server) follow(ctx context.Context, watcher *source.Watcher, failed <-chan error) error {
	day := time.NewTicker(dayCheck)
	defer day.Stop()
	for {
		s.screen.mode(watcher.Mode())
		var again <-chan time.Time
		if s.current.Load().unread {
			again = time.After(retry)
		}
		select {
		case <-ctx.Done():
			return nil
		case err := <-failed:
			if errors.Is(err, http.ErrServerClosed) {
				return nil
			}
			return err
		case batch, more := <-watcher.Batches():
			if !more {
				return nil
			}
			paths := batch.Paths
			if batch.Rescan {
				paths = watched()
			}
			s.Apply(paths)
		case <-day.C:
			if st := s.current.Load(); st.site != nil && st.today != s.opt.Today() {
				s.Apply(nil)
			}
		case <-again:
			s.Apply(nil)
		}
	}
}
