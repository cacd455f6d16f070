package source

import (
	"sync"

	"github.com/fsnotify/fsnotify"
)

// feed takes the system's events as they come and keeps them until the loop asks.
//
// The loop cannot receive them itself. On Windows one thread of fsnotify reports
// events and also carries out Add and Remove: a loop that calls Add while that
// thread waits for it to take an event waits for ever, which the checkout of a
// branch is enough for.
type feed struct {
	system system
	news   chan struct{} // holds one token while there is something to take

	mu     sync.Mutex
	events []fsnotify.Event
	errors []error
}

// system is what is used of fsnotify.Watcher beside its two channels.
type system interface {
	Add(dir string) error
	Remove(dir string) error
	Close() error
}

// maxEvents is how many events wait at most. More than that are worth a scan.
const maxEvents = 1 << 16

// newFeed begins to take what the system reports, until both channels are closed.
func newFeed(s system, events <-chan fsnotify.Event, errors <-chan error) *feed {
	f := &feed{system: s, news: make(chan struct{}, 1)}
	go f.gather(events, errors)
	return f
}

func (f *feed) gather(events <-chan fsnotify.Event, errors <-chan error) {
	for events != nil || errors != nil {
		select {
		case e, open := <-events:
			if !open {
				events = nil
				f.fail(fsnotify.ErrClosed)
				continue
			}
			f.add(e)
		case err, open := <-errors:
			if !open {
				errors = nil
				continue
			}
			f.fail(err)
		}
	}
}

func (f *feed) add(e fsnotify.Event) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.events) == maxEvents {
		f.events = nil
		f.errors = append(f.errors, fsnotify.ErrEventOverflow)
	}
	f.events = append(f.events, e)
	f.tell()
}

func (f *feed) fail(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.errors = append(f.errors, err)
	f.tell()
}

// tell puts the token where there is none.
func (f *feed) tell() {
	select {
	case f.news <- struct{}{}:
	default:
	}
}

// take returns what has come since it was last called.
func (f *feed) take() ([]fsnotify.Event, []error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	events, errors := f.events, f.errors
	f.events, f.errors = nil, nil
	return events, errors
}
