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
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"gongkai/generator/corpus/lawtest"
)

// pair is a renderer with and one without what makes parsing faster.
type pair struct{ fast, plain *Renderer }

func pairs() []pair {
	var all []pair
	for _, opt := range []Options{{}, {Join: true, Official: true}, {CommonMark: true}} {
		all = append(all, pair{newRenderer(opt, true), newRenderer(opt, false)})
	}
	return all
}

// check compares all that the two say about a body.
func (p pair) check(t testing.TB, body string) {
	t.Helper()
	src := Source{Path: "policies/2017/0001.md", Body: []byte(body), Line: 6}
	plain := p.plain.Render(Result{}, src, testImages)
	src.UTF8 = utf8.ValidString(body)
	fast := p.fast.Render(Result{}, src, testImages)
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

// bracketed are texts in which brackets, links and marks meet.
func bracketed() []string {
	parts := []string{"[a](b)", "[", "]", "(", ")", "](", "![", "\\", "<", " ", "*", "字", " 't'", "www.a.b", "\n"}
	all := []string{""}
	for range 4 {
		for _, body := range all {
			for _, part := range parts {
				all = append(all, body+part)
			}
		}
		all = slices.Compact(slices.Sorted(slices.Values(all)))
	}
	for i, body := range all {
		if i%3 == 0 {
			all[i] = "> [a " + body + "](c)"
		}
	}
	return all
}

// TestPlain: the fast ways give the same as goldmark's own, for the seeds whole
// and cut in two, for each of their lines, for escapes, tables and links: for one in
// five of those, with GONGKAI_SLOW=1 for all.
func TestPlain(t *testing.T) {
	stride := 5
	if slow() {
		stride = 1
	}
	combined := slices.Concat(escapes(), tables(), bracketed())
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
		for i := 0; i < len(combined); i += stride {
			if p.fast.opt.byLine() || i%3 == 0 {
				p.check(t, combined[i])
			}
		}
	}
}

// TestPlainTexts compares the two over the site's own content and texts of law.
func TestPlainTexts(t *testing.T) {
	t.Run("content", func(t *testing.T) { testPlainTexts(t, content(t)) })
	t.Run("own laws", func(t *testing.T) { testPlainTexts(t, lawtest.Own(t)) })
	t.Run("shared laws", func(t *testing.T) { testPlainTexts(t, lawtest.Shared(t)) })
}

// content returns the documents of this repository's site.
func content(t *testing.T) []lawtest.Text {
	var texts []lawtest.Text
	err := filepath.WalkDir("../../content", func(path string, _ fs.DirEntry, err error) error {
		if filepath.Ext(path) == ".md" {
			var body []byte
			body, err = os.ReadFile(path)
			texts = append(texts, lawtest.Text{Name: path, Body: string(body)})
		}
		return err
	})
	if err != nil || len(texts) == 0 {
		t.Fatalf("%d documents, %v", len(texts), err)
	}
	return texts
}

func testPlainTexts(t *testing.T, texts []lawtest.Text) {
	for _, p := range pairs() {
		for _, text := range texts {
			p.check(t, text.Body)
		}
	}
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

// TestPlainValue: the value of an attribute that is plain is one that needs no
// escaping.
func TestPlainValue(t *testing.T) {
	for c := range rune(0x100) {
		for _, value := range []string{string(c), "字" + string(c) + "a", string(c) + ";", "a " + string(c)} {
			w := writer{}
			w.quote(value)
			if isPlainValue(value) && string(w.out) != `="`+value+`"` {
				t.Errorf("%q: plain, but written %s", value, w.out)
			}
		}
	}
	if !isPlainValue("../0003.html#附则") || isPlainValue("") {
		t.Error("an address is plain, nothing is not")
	}
}

// TestCollect: the headings found are those of the whole tree.
func TestCollect(t *testing.T) {
	r := New(Options{})
	nested := 0
	for _, body := range append(seeds(t), "# a\n\n- # b\n\n> c\n> =\n\n# d\n", "[^a]\n\n[^a]: # b\n\n# c") {
		j := &job{}
		j.reset(r, Source{Path: "a.md", Body: []byte(body)}, nil)
		doc := r.parser.Parse(text.NewReader(j.src.Body), parser.WithContext(j.context))
		var want, got []*ast.Heading
		_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if h, ok := n.(*ast.Heading); ok && entering {
				want = append(want, h)
			}
			return ast.WalkContinue, nil
		})
		outliner{j}.collect(doc)
		for _, title := range j.titles {
			got = append(got, title.Heading)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %d headings, want %d", body, len(got), len(want))
		}
		if j.nested {
			nested++
		}
	}
	if nested == 0 {
		t.Error("none is nested")
	}
}

// TestAlphanumeric compares with package unicode, and what a plain label may have
// in it.
func TestAlphanumeric(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if got := isAlphanumeric(r); got != (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			t.Errorf("%U: %t", r, got)
		}
		if isPlainLabel([]byte("字"+string(r)+"a")) && (unicode.IsSpace(r) || unicode.IsControl(r)) {
			t.Errorf("%U is in a plain label", r)
		}
	}
	if !isPlainLabel([]byte("（一）总体情况2017")) {
		t.Error("not plain")
	}
}

// TestLabel: what is not plain about the text of a heading is seen.
func TestLabel(t *testing.T) {
	r := New(Options{})
	for body, want := range map[string]Heading{
		"## 一、总体情况":         {2, "一-总体情况", "一、总体情况"},
		"## （一）A字":          {2, "一-a字", "（一）A字"},
		"## a&amp;b":        {2, "a-b", "a&b"},
		"## a\\*b":          {2, "a-b", "a*b"},
		"## **字**a":         {2, "字a", "字a"},
		"## 字\u3000\u00a0a": {2, "字-a", "字 a"},
		"## 字　　文":           {2, "字-文", "字 文"},
		"## ，":              {2, "section", "，"},
	} {
		for _, more := range []string{"", "  ", "\n\n文字\n"} {
			got := r.Render(Result{}, Source{Path: "a.md", Body: []byte(body + more)}, nil)
			if len(got.Outline) != 1 || got.Outline[0] != want {
				t.Errorf("%q: %v, want %v", body, got.Outline, want)
			}
		}
	}
}
