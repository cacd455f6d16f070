package address

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
)

func TestFold(t *testing.T) {
	for _, same := range [][]string{
		{"policies/2017/0003.html", "Policies/2017/0003.HTML", "policies./2017 /0003.html", "policies/2017/0003.html. ."},
		{"Σ.html", "σ.html", "ς.html"},
		{"\u00e9.html", "e\u0301.html", "\u00c9.html", "E\u0301.html"},
		{"k.html", "K.html", "\u212a.html"}, // the sign of kelvin
		{"甲/ａ.html", "甲/Ａ.html"},
		{"", ".", " "},
	} {
		for _, path := range same {
			if Fold(path) != Fold(same[0]) {
				t.Errorf("Fold(%q) = %q, Fold(%q) = %q", path, Fold(path), same[0], Fold(same[0]))
			}
		}
	}
	for _, other := range [][2]string{{"a.html", "b.html"}, {"a/b", "a.b"}, {"ａ.html", "a.html"}, {"a b", "ab"}, {".a", "a"}, {"a/b", "ab"}} {
		if Fold(other[0]) == Fold(other[1]) {
			t.Errorf("%q and %q fold to %q", other[0], other[1], Fold(other[0]))
		}
	}
}

// TestPlain: the short way is no other way, and folding twice folds no further.
func TestPlain(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	letters := []rune("aZ0-./ ._é\u0301中Σ")
	for range 100000 {
		var b strings.Builder
		for range rng.IntN(8) {
			b.WriteRune(letters[rng.IntN(len(letters))])
		}
		path := b.String()
		folded := Fold(path)
		if plain(path) && (folded != path || strings.ContainsFunc(path, unicode.IsUpper)) || Fold(folded) != folded {
			t.Fatalf("Fold(%q) = %q, and again %q", path, folded, Fold(folded))
		}
	}
}

func TestDevice(t *testing.T) {
	for _, name := range []string{"con", "CON", "con.html", "Con.tar.gz", "aux.md", "nul", "prn.txt", "com1", "LPT9.html", "com0", "com¹.html", "con .html", "CONIN$"} {
		if !Device(name) {
			t.Errorf("%s is no device", name)
		}
	}
	for _, name := range []string{"", "cone", "con1", "com", "com10", "comx.html", "lpt", "0.con", "console.html", "中.html", "中com1"} {
		if Device(name) {
			t.Errorf("%s is a device", name)
		}
	}
}

func TestBook(t *testing.T) {
	var b Book[string]
	if _, how := b.Find("a.html", nil); how != Free {
		t.Errorf("in an empty book: %d", how)
	}
	for _, path := range []string{"a.html", "b/c.html", "b/d/e.css", "README"} {
		b.Enter(path, path)
	}
	b.EnterFolder("docs/2017", "docs/2017/0003.html")
	also := func(folded string) (string, bool) { return folded, folded == "docs/2017/0003.html" }
	for path, want := range map[string]string{
		"a.html": "1 a.html", "A.HTML": "1 a.html", "b/C.html": "1 b/c.html", "docs/2017/0003.html": "1 docs/2017/0003.html", "Docs/2017/0003.html": "1 docs/2017/0003.html",
		"b": "2 b/c.html", "B/D": "2 b/d/e.css", "docs": "2 docs/2017/0003.html", "docs/2017": "2 docs/2017/0003.html",
		"a.html/x.html": "3 a.html", "A.html/x/y.html": "3 a.html", "readme/x": "3 README", "docs/2017/0003.html/x.html": "3 docs/2017/0003.html",
		"a": "0 ", "b/c": "0 ", "b/x.html": "0 ", "x/a.html": "0 ", "docs/2018": "0 ", "docs/2017/0004.html": "0 ",
	} {
		by, how := b.Find(path, also)
		if got := fmt.Sprintf("%d %s", how, by); got != want {
			t.Errorf("Find(%s) = %s, want %s", path, got, want)
		}
	}
}

// TestBookIsPlain compares a book with what two paths are to each other by
// definition.
func TestBookIsPlain(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	names := []string{"a", "A", "b.", "b", "é", "e\u0301"}
	path := func() string {
		var parts []string
		for range 1 + rng.IntN(3) {
			parts = append(parts, names[rng.IntN(len(names))])
		}
		return strings.Join(parts, "/")
	}
	for range 20000 {
		var b Book[int]
		var entered []string
		for range rng.IntN(4) {
			p := path()
			b.Enter(p, len(entered))
			entered = append(entered, p)
		}
		p := path()
		want := Free
		for _, e := range entered {
			one, other := Fold(p), Fold(e)
			switch {
			case one == other:
				want = Taken
			case want != Taken && strings.HasPrefix(other, one+"/"):
				want = Folder
			case want == Free && strings.HasPrefix(one, other+"/"):
				want = Inside
			}
		}
		if _, how := b.Find(p, nil); how != want {
			t.Fatalf("Find(%q) = %d, want %d after %q", p, how, want, entered)
		}
	}
}
