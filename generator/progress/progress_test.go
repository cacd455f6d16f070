package progress

import (
	"bytes"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestLine: what is shown, when; and what in a text would command the terminal is not obeyed.
func TestLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		l := begin(&out)
		l.Show("at once")
		l.Clear()
		if out.Len() > 0 {
			t.Errorf("in the first moments: %q", out.String())
		}
		time.Sleep(after)
		l.Show("one")
		l.Show("too soon")
		time.Sleep(every)
		l.Show("two\x1b[2J")
		l.Clear()
		l.Clear()
		got := out.String()
		if !strings.HasPrefix(got, "\r\x1b[Kone\r\x1b[Ktwo") || !strings.HasSuffix(got, "\r\x1b[K") || strings.Count(got, "\x1b") != 3 {
			t.Errorf("shown is %q", got)
		}
	})
}

// TestNobody: where nobody looks nothing is shown.
func TestNobody(t *testing.T) {
	var out bytes.Buffer
	l := On(&out)
	l.Show("text")
	l.Clear()
	if l != nil || out.Len() > 0 || IsTerminal(&out) {
		t.Errorf("a buffer is taken for a terminal: %q", out.String())
	}
}
