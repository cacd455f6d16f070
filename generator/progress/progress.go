// Package progress shows on one line of a terminal how far long work has come.
//
//	line := progress.On(os.Stderr)
//	defer line.Clear()
//	line.Show("12/30")
//
// It shows nothing where nobody looks, nothing in the first moments, so that work which is
// over in no time does not flicker, and not more often than an eye can follow.
package progress

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/term"

	"gongkai/generator/terminal"
)

// How long to wait before the first text, and between two.
const (
	after = 400 * time.Millisecond
	every = 100 * time.Millisecond
)

// Line is a line of a terminal. Those who work at the same time may share it; a nil *Line
// shows nothing.
type Line struct {
	w io.Writer

	mu    sync.Mutex
	next  time.Time
	shown bool
}

// On returns a line of what is written to w, nil if that is no terminal.
func On(w io.Writer) *Line {
	if !IsTerminal(w) {
		return nil
	}
	return begin(w)
}

// begin returns a line on which something may be shown after a moment.
func begin(w io.Writer) *Line { return &Line{w: w, next: time.Now().Add(after)} }

// Show shows a text in the place of the last one, if it is time for that.
func (l *Line) Show(text string) {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if now.Before(l.next) {
		return
	}
	l.next, l.shown = now.Add(every), true
	Overwrite(l.w, text)
}

// Clear removes the text, if any was shown.
func (l *Line) Clear() {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.shown {
		l.shown = false
		Overwrite(l.w, "")
	}
}

// Overwrite prints a line of a terminal in the place of the one before.
func Overwrite(w io.Writer, text string) { fmt.Fprintf(w, "\r\x1b[K%s", terminal.Visible(text)) }

// IsTerminal reports whether somebody is looking at what is written to w.
func IsTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
