package markdown

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// pair is a renderer with and one without what makes parsing faster.
type pair struct{ fast, plain *Renderer }

func pairs() []pair {
	var all []pair
	for _, opt := range []Options{{}, {CommonMark: true}} {
		all = append(all, pair{newRenderer(opt, true), newRenderer(opt, false)})
	}
	return all
}

// check compares all that the two say about a body.
func (p pair) check(t testing.TB, body string) {
	t.Helper()
	src := Source{Path: "policies/2017/0001.md", Body: []byte(body), Line: 6}
	fast, plain := p.fast.Render(src, testImages), p.plain.Render(src, testImages)
	if !reflect.DeepEqual(plain, fast) {
		t.Fatalf("body: %q\n(-plain +fast)\n%s", body, cmp.Diff(plain, fast))
	}
}

// escapes are texts in which backslashes, blanks and line ends meet.
func escapes() []string {
	parts := []string{"a", " ", "*", "**", "\\", "\\\\", "  ", "\n", "\r\n", "\t", ".", "[x]", "字", "\x01", "(b ](c d)"}
	var all []string
	for _, a := range parts {
		for _, b := range parts {
			for _, c := range parts {
				for _, d := range []string{"\\\n*e*", " \n**f** g.h", "\\\\\\\n*i* \\*j*", "  \r\nk.l"} {
					all = append(all, "m"+a+b+c+d, "> "+b+c+a+d, "| "+a+" | b |\n|-|-|\n| "+b+c+" | "+d+" |")
				}
			}
		}
	}
	return all
}

// tables are tables that are plain, and others that come close.
func tables() []string {
	lines := []string{"| a | b |", "|a|b", "a | b |", "a|", "|", "||", "| |", "|-|-|", "-|-", ":-|-:", "|:-:|", " |-|-|", "   a|b", "    a|b", "|-|-", "--", "| - | - |", "|-|-| ", "|\t-|-|", "|a||b|", "a|b|c|d", "`a|b`|c", "a\\|b|c", "[a]: b", "- |a|b", "> |a|b|", "文字"}
	var all []string
	for _, a := range lines {
		for _, b := range lines {
			all = append(all, a+"\n"+b, a+"\r\n"+b+"\r\n")
			for _, c := range lines {
				if strings.Contains(b, "-") {
					all = append(all, a+"\n"+b+"\n"+c+"\n")
				}
			}
		}
	}
	return all
}

// TestPlain: the fast ways give the same as goldmark's own, for the seeds whole
// and cut in two, for each of their lines, for escapes and for tables.
func TestPlain(t *testing.T) {
	for _, p := range pairs() {
		for _, body := range seeds(t) {
			p.check(t, body)
			for i := 5; i < len(body); i += 97 {
				p.check(t, body[i:])
				p.check(t, body[:i])
			}
			for line := range strings.Lines(body) {
				p.check(t, line)
			}
		}
		for _, body := range slices.Concat(escapes(), tables()) {
			p.check(t, body)
		}
	}
}

// TestPlainTexts compares the two over the site's own content and real legal
// texts.
func TestPlainTexts(t *testing.T) {
	files := laws(t)
	err := filepath.WalkDir("../../content", func(path string, _ fs.DirEntry, err error) error {
		if filepath.Ext(path) == ".md" {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pairs() {
		for _, file := range files {
			body, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			p.check(t, string(body))
		}
	}
	t.Logf("%d texts", len(files))
}

func FuzzPlain(f *testing.F) {
	for _, body := range seeds(f) {
		f.Add(body)
	}
	both := pairs()
	f.Fuzz(func(t *testing.T, body string) {
		for _, p := range both {
			p.check(t, body)
		}
	})
}

// TestASCII compares ascii with looking at one byte after the other.
func TestASCII(t *testing.T) {
	for n := range 25 {
		for at := range n + 1 {
			text := bytes.Repeat([]byte{0x80}, n)
			if at < n {
				text[at] = 0x7F
			}
			for from := range at + 1 {
				if got := ascii(text, from); got != at {
					t.Fatalf("%x from %d: %d, want %d", text, from, got, at)
				}
			}
		}
	}
}

// TestMarks: text without marks is copied, and there is nothing to say about it.
func TestMarks(t *testing.T) {
	for c := range 0x80 {
		for _, text := range [][]byte{{byte(c)}, append([]byte("文字文"), byte(c)), append([]byte{'a', byte(c)}, "](字"...)} {
			_, pairs := starPairs(append(text, '*'))
			w := writer{blank: -1}
			w.text(text)
			simple := pairs == 0 && !needsUnescape(text) && !bytes.Contains(text, []byte("](")) && bytes.Equal(w.out, text)
			if !simple && !hasMarks(text) {
				t.Errorf("%q: has marks", text)
			}
		}
	}
	if text := []byte("《条例》第26条。Ab,!"); hasMarks(text) {
		t.Errorf("%q: has none", text)
	}
}

// TestValid compares valid with utf8.Valid, for all sequences of three bytes
// that matter, alone and within text.
func TestValid(t *testing.T) {
	some := []byte{0, 'a', 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF}
	for c := 0xE0; c <= 0xFF; c++ {
		some = append(some, byte(c))
	}
	for _, a := range some {
		for _, b := range some {
			for _, c := range some {
				for _, text := range []string{string([]byte{a, b, c}), "字" + string([]byte{a, b, c}) + "\x80字", string([]byte{a, b, c, 0x80})} {
					if valid([]byte(text)) != utf8.ValidString(text) {
						t.Fatalf("%x: %t", text, valid([]byte(text)))
					}
				}
			}
		}
	}
}
