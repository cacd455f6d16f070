package source

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// busy reports an event before it carries out what it is asked for, as the one
// thread of fsnotify on Windows does.
type busy struct {
	events chan fsnotify.Event
	errors chan error
	added  []string
}

func newBusy() *busy { return &busy{events: make(chan fsnotify.Event), errors: make(chan error)} }

func (b *busy) Add(dir string) error {
	b.events <- fsnotify.Event{Name: filepath.Join(dir, "a.md"), Op: fsnotify.Write}
	b.added = append(b.added, filepath.Base(dir))
	return nil
}

func (b *busy) Remove(string) error {
	b.errors <- errors.New("an error before the answer")
	return nil
}

func (b *busy) Close() error {
	close(b.events)
	close(b.errors)
	return nil
}

// within fails the test if something does not come to its end.
func within(t *testing.T, what string, do func()) {
	t.Helper()
	done := make(chan struct{})
	go func() { defer close(done); do() }()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatalf("%s waits for ever", what)
	}
}

// The loop may ask the system for something while the system waits for the loop
// to take an event.
func TestSystemBusy(t *testing.T) {
	l := newLoop(&Watcher{}, t.TempDir(), nil, WatchOptions{Poll: true}, nil)
	b := newBusy()
	l.events = newFeed(b, b.events, b.errors)
	within(t, "Add", func() {
		for i := range 3 {
			l.watch(fmt.Sprint("d", i))
		}
	})
	if want := []string{"d0", "d1", "d2"}; !slices.Equal(b.added, want) {
		t.Errorf("watched are %q", b.added)
	}
	within(t, "the first event", func() {
		for got := 0; got < 3; {
			<-l.events.news
			events, _ := l.events.take()
			got += len(events)
		}
	})
	within(t, "Remove", func() { l.drop("d1") })
	if _, still := l.watched["d1"]; still {
		t.Error("d1 is watched still")
	}
	feed := l.events
	within(t, "Close", l.unwatch)
	within(t, "the end", func() {
		for {
			<-feed.news
			if _, errs := feed.take(); slices.Contains(errs, fsnotify.ErrClosed) {
				return
			}
		}
	})
}

// Events that nobody takes are given up for a scan.
func TestFeedOverflows(t *testing.T) {
	b := newBusy()
	f := newFeed(b, b.events, b.errors)
	const more = 10
	for i := range maxEvents + more {
		b.events <- fsnotify.Event{Name: fmt.Sprint(i)}
	}
	b.Close()
	within(t, "the end", func() {
		var events []fsnotify.Event
		var errs []error
		for !slices.Contains(errs, fsnotify.ErrClosed) {
			<-f.news
			e, s := f.take()
			events, errs = append(events, e...), append(errs, s...)
		}
		if len(events) != more || !slices.Contains(errs, fsnotify.ErrEventOverflow) {
			t.Errorf("%d events, %v", len(events), errs)
		}
	})
}
