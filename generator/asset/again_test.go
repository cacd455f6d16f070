package asset

import (
	"bytes"
	"fmt"
	"testing"
)

// TestMadeOnce: what was made small is not made again, is the same, and belongs to the
// caller; a file of another kind with the same bytes is another.
func TestMadeOnce(t *testing.T) {
	m, script := New(), []byte("let  a  =  1;\n")
	first, found := m.Minify("a.js", script)
	if len(found) > 0 || len(m.made) != 1 {
		t.Fatalf("%v, %d kept", found, len(m.made))
	}
	want := bytes.Clone(first)
	clear(first)
	for _, name := range []string{"a.js", "b.js"} {
		again, _ := m.Minify(name, script)
		if !bytes.Equal(again, want) || len(m.made) != 1 {
			t.Errorf("%s: %q, at first %q; %d kept", name, again, want, len(m.made))
		}
		clear(again)
	}
	text := []byte("<p>一</p>")
	for _, name := range []string{"a.html", "a.xml"} {
		if out, _ := m.Minify(name, text); !bytes.Equal(out, text) {
			t.Errorf("%s: %q", name, out)
		}
	}
	if len(m.made) != 3 {
		t.Errorf("%d kept, want 3", len(m.made))
	}
	if _, found := m.Minify("bad.js", []byte("let = = 1")); len(found) == 0 || len(m.made) != 3 {
		t.Errorf("a mistake is kept, or not found: %v", found)
	}
}

// TestKeptIsBounded: what is kept does not grow with what is made.
func TestKeptIsBounded(t *testing.T) {
	m := New()
	body := bytes.Repeat([]byte("x"), maxKept/5)
	for i := range 20 {
		data := fmt.Appendf(nil, "<p>%d%s</p>", i, body)
		if _, found := m.Minify("a.html", data); len(found) > 0 {
			t.Fatal(found)
		}
		size := 0
		for _, out := range m.made {
			size += len(out)
		}
		if size != m.size || size > maxKept {
			t.Fatalf("%d bytes are kept, counted %d, allowed %d", size, m.size, maxKept)
		}
	}
	kept := m.size
	if _, found := m.Minify("a.html", append(body, body...)); len(found) > 0 || m.size != kept {
		t.Errorf("a file that fills half of it is kept: %v", found)
	}
}
