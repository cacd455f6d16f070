package source

import (
	"context"
	"errors"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

// WatchOptions of [Watch]. Zero values mean the defaults.
type WatchOptions struct {
	// Known is what a scan of the same paths found just before; it saves one.
	Known []File
	// Debounce is how long to collect changes before they are reported, from
	// the first one on. Default 15 ms: editors take up to 10 for one save.
	Debounce time.Duration
	// Sweep is the pause between two scans for changes that the system did not
	// report: on network shares, in containers, when events were lost. Default
	// 3 s, and at least 20 times what a scan takes.
	Sweep time.Duration
	// Poll relies on scans alone, one every PollEvery (default 500 ms, and at
	// least 5 times what a scan takes).
	Poll      bool
	PollEvery time.Duration
}

const (
	// emptyHold is how long a file of no length is taken for one that an editor
	// has truncated and is about to fill.
	emptyHold = 200 * time.Millisecond
	// goneHold is how long a file that is gone is taken for one that an editor
	// has deleted and is about to write anew.
	goneHold = 50 * time.Millisecond
	// holdStep is how often files on hold are looked at.
	holdStep = 10 * time.Millisecond
)

// Batch is what changed within a moment.
type Batch struct {
	// Paths are slash-separated, relative to root, sorted: files that changed,
	// were made or are gone. That a path is listed does not mean that its bytes
	// differ.
	Paths []string
	// Rescan is set where the system lost events. A scan was made instead, so
	// Paths should be complete, but only a scan of the caller's own proves it.
	Rescan bool
}

// Mode is how a Watcher learns of changes.
type Mode string

const (
	// Events: the system reports changes, scans catch what it misses.
	Events Mode = "events"
	// Polling: scans only; changes are seen later and cost more to find.
	Polling Mode = "polling"
)

// Watcher reports changes until it is closed.
type Watcher struct {
	batches chan Batch
	mode    atomic.Pointer[modeReason]
	stop    context.CancelFunc
	done    chan struct{}
}

type modeReason struct {
	mode   Mode
	reason error
}

// Watch begins to watch the given paths of the folder root, which may be files
// or folders and need not exist yet, until ctx ends or the Watcher is closed.
// Where the system cannot watch them all it polls; see [Watcher.Mode].
func Watch(ctx context.Context, root string, paths []string, opt WatchOptions) (*Watcher, error) {
	paths = slices.Clone(paths)
	for i, p := range paths {
		paths[i] = path.Clean(filepath.ToSlash(p))
	}
	opt.Debounce = defaultTo(opt.Debounce, 15*time.Millisecond)
	opt.Sweep = defaultTo(opt.Sweep, 3*time.Second)
	opt.PollEvery = defaultTo(opt.PollEvery, 500*time.Millisecond)
	files := opt.Known
	if files == nil {
		var err error
		if files, _, err = Scan(root, paths...); err != nil {
			return nil, err
		}
	}
	ctx, stop := context.WithCancel(ctx)
	w := &Watcher{batches: make(chan Batch), stop: stop, done: make(chan struct{})}
	l := newLoop(w, root, paths, opt, files)
	go func() {
		defer close(w.done)
		defer close(w.batches)
		defer stop()
		l.run(ctx)
	}()
	return w, nil
}

func defaultTo(d, otherwise time.Duration) time.Duration {
	if d > 0 {
		return d
	}
	return otherwise
}

// Batches returns the channel of changes. It is closed with the Watcher. While
// nobody receives, changes gather in one batch.
func (w *Watcher) Batches() <-chan Batch { return w.batches }

// Mode says how changes are learnt of, and why where it is not by events.
func (w *Watcher) Mode() (Mode, error) {
	m := w.mode.Load()
	return m.mode, m.reason
}

// Close ends the Watcher and returns when all that it held is released.
func (w *Watcher) Close() error {
	w.stop()
	<-w.done
	return nil
}

// loop is the one goroutine that owns all state of a Watcher.
type loop struct {
	w     *Watcher
	root  string
	paths []string
	opt   WatchOptions

	events  *feed               // nil: polling
	watched map[string]struct{} // folders under watch, relative to root, "." the root

	known   map[string]Stamp    // what was reported, or there at the start
	refused map[string]struct{} // what is there and no file of the site
	pending map[string]*change  // seen, not yet reported
	ready   map[string]struct{} // to be sent
	next    Batch               // made from ready
	flush   *time.Timer         // when pending is looked at

	sweep    *time.Timer  // when the next scan begins
	scanning bool         // one is under way
	scanned  chan scanned // its result
	lost     bool         // events were lost: a scan must begin
}

// change is a file that may have changed.
type change struct {
	since time.Time
	event bool // reported by the system, not found by a scan
}

// scanned is the result of a scan.
type scanned struct {
	files   []File
	err     error
	took    time.Duration
	forLost bool // it makes up for lost events
}

func newLoop(w *Watcher, root string, paths []string, opt WatchOptions, files []File) *loop {
	l := &loop{
		w: w, root: root, paths: paths, opt: opt,
		watched: map[string]struct{}{},
		known:   make(map[string]Stamp, len(files)),
		refused: map[string]struct{}{},
		pending: map[string]*change{},
		ready:   map[string]struct{}{},
		scanned: make(chan scanned, 1),
		flush:   time.NewTimer(time.Hour),
		sweep:   time.NewTimer(time.Hour),
	}
	for _, f := range files {
		l.known[f.Path] = f.Stamp
	}
	l.start()
	l.sweep.Reset(0) // what happened between the scan and the first watch
	return l
}

func (l *loop) run(ctx context.Context) {
	defer func() {
		l.unwatch()
		if l.scanning {
			<-l.scanned
		}
	}()
	for {
		var send chan Batch
		if len(l.ready) > 0 || l.next.Rescan {
			send = l.w.batches
		}
		var news chan struct{}
		if l.events != nil {
			news = l.events.news
		}
		select {
		case <-ctx.Done():
			return
		case <-news:
			l.take()
		case <-l.flush.C:
			l.report()
		case <-l.sweep.C:
			l.scan()
		case s := <-l.scanned:
			l.compare(s)
		case send <- l.next:
			clear(l.ready)
			l.next = Batch{}
		}
	}
}

// pause returns how long to wait after a scan that took so long.
func (l *loop) pause(took time.Duration) time.Duration {
	if l.events == nil {
		return max(l.opt.PollEvery, 5*took)
	}
	return max(l.opt.Sweep, 20*took)
}

// scan begins a scan beside the loop, which goes on reporting meanwhile.
func (l *loop) scan() {
	if l.scanning {
		return // when it has ended, the next one is set
	}
	l.scanning = true
	go func(root string, paths []string, forLost bool, result chan<- scanned) {
		began := time.Now()
		files, _, err := Scan(root, paths...)
		result <- scanned{files, err, time.Since(began), forLost}
	}(l.root, l.paths, l.lost, l.scanned)
	l.lost = false
}

// compare finds what a scan shows to be different from what was reported.
func (l *loop) compare(s scanned) {
	l.scanning = false
	l.sweep.Reset(l.pause(s.took))
	if l.lost || (s.err != nil && s.forLost) {
		l.lost = true
		l.sweep.Reset(holdStep)
	}
	if s.err != nil {
		return // a folder vanished while it was read: the next scan sees
	}
	l.next.Rescan = l.next.Rescan || s.forLost
	there := make(map[string]struct{}, len(s.files))
	for _, f := range s.files {
		there[f.Path] = struct{}{}
		if old, ok := l.known[f.Path]; !ok || !unchanged(f.Stamp, old) {
			l.note(f.Path, false)
			l.watchAbove(f.Path)
		}
	}
	for path := range l.known {
		if _, ok := there[path]; !ok {
			l.note(path, false)
		}
	}
}

// unchanged reports whether a file looks as it did when it was reported. One
// that a scan found while it was racy is reported once more when it has
// settled: the clock may hide a second write, and no event tells of it.
func unchanged(now, reported Stamp) bool {
	if reported.Racy && !now.Racy {
		return false
	}
	reported.Racy = now.Racy
	return now == reported
}

// note remembers that a file may have changed.
func (l *loop) note(path string, event bool) {
	if c, ok := l.pending[path]; ok {
		c.event = c.event || event
		return
	}
	if len(l.pending) == 0 {
		l.flush.Reset(l.opt.Debounce)
	}
	l.pending[path] = &change{time.Now(), event}
}

// report makes the pending changes ready to be sent, those on hold apart.
func (l *loop) report() {
	now := time.Now()
	for path, c := range l.pending {
		file, ok := Lookup(l.root, path)
		old, was := l.known[path]
		age := now.Sub(c.since)
		switch {
		case !ok && !was: // came and went, or is refused
			l.refuse(path)
		case !ok && age < goneHold, ok && file.Stamp.Size == 0 && age < emptyHold:
			continue
		case !ok:
			delete(l.known, path)
			l.ready[path] = struct{}{}
		case !c.event && was && unchanged(file.Stamp, old): // an event was faster than the scan
		default:
			if c.event {
				file.Stamp.Racy = false // a later write brings an event of its own
			}
			l.known[path] = file.Stamp
			l.ready[path] = struct{}{}
		}
		delete(l.pending, path)
	}
	if len(l.pending) > 0 {
		l.flush.Reset(holdStep)
	}
	l.next.Paths = slices.Sorted(maps.Keys(l.ready))
}

// refuse reports a path that came and is no file of the site, or that was none
// and is gone: a link that leads astray, a name that cannot be published. A scan
// of the caller's own says what is wrong with it.
func (l *loop) refuse(path string) {
	info, err := os.Lstat(filepath.Join(l.root, filepath.FromSlash(path)))
	_, was := l.refused[path]
	there := err == nil && !info.IsDir()
	switch {
	case there:
		l.refused[path] = struct{}{}
	case was:
		delete(l.refused, path)
	default:
		return
	}
	l.ready[path] = struct{}{}
}

// inScope reports whether a path is one of those watched or lies below one.
func (l *loop) inScope(path string) bool {
	if len(l.paths) == 0 {
		return true
	}
	return slices.ContainsFunc(l.paths, func(p string) bool {
		return path == p || p == "." || strings.HasPrefix(path, p+"/")
	})
}

var errPollRequested = errors.New("polling was asked for")
