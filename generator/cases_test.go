package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"gongkai/generator/site/buildtest"
)

// What people write, and what comes of it. The files of testdata/cases have a case
// after the other, each for a kind of text that went wrong somewhere:
//
//	@@ its name
//	the text of a document
//	@ page
//	what the page shows, line by line
//	@ found
//	WARNING LINE the hint
//	@ tidied
//	the text as `gongkai tidy` leaves it
//	@ left
//	what is still found in it
//	@ shown
//	the page of that
//
// Parts that would be empty are left out: a case without `found` is one about which
// there is nothing to say, one with an error has no page. What `tidy` does not mend is
// mended by hand, as the hint says, in a part `written`: what each hint says to write
// must stand in it.
//
// `front` has lines of front matter, `file NAME` is a file beside the document.
// ⟨3000⟩ stands for a character by its code point, at the end of a line ⟨d⟩ for CR.
//
// GONGKAI_UPDATE=1 writes anew what is found and shown; read it before it is kept.
type textCase struct {
	name  string
	parts []casePart
	path  string // of its document
}

type casePart struct{ name, text string }

func (c *textCase) part(name string) string {
	for _, p := range c.parts {
		if p.name == name {
			return p.text
		}
	}
	return ""
}

// set sets a part, or drops it where it is empty.
func (c *textCase) set(name, text string) {
	c.parts = slices.DeleteFunc(c.parts, func(p casePart) bool { return p.name == name })
	if text != "" {
		c.parts = append(c.parts, casePart{name, text})
	}
}

// caseFile is one file of cases.
type caseFile struct {
	name, head string
	cases      []*textCase
}

// readCases reads all files of cases.
func readCases(t *testing.T) []*caseFile {
	var all []*caseFile
	number := 0
	for _, name := range glob(t, "testdata/cases/*.txt") {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f := &caseFile{name: name}
		blocks := strings.Split("\n"+string(data), "\n@@ ")
		f.head = strings.TrimPrefix(blocks[0], "\n")
		for _, block := range blocks[1:] {
			title, rest, _ := strings.Cut(block, "\n")
			number++
			c := &textCase{name: title, path: fmt.Sprintf("content/notices/2026/%04d.md", number)}
			for i, part := range strings.Split("\n"+rest, "\n@ ") {
				name, text := "text", strings.TrimPrefix(part, "\n")
				if i > 0 {
					name, text, _ = strings.Cut(part, "\n")
				}
				c.parts = append(c.parts, casePart{name, strings.TrimSuffix(text, "\n")})
			}
			f.cases = append(f.cases, c)
		}
		all = append(all, f)
	}
	return all
}

// write writes the file anew.
func (f *caseFile) write() error {
	var b strings.Builder
	b.WriteString(f.head)
	for _, c := range f.cases {
		fmt.Fprintf(&b, "\n@@ %s\n%s\n", c.name, c.part("text"))
		for _, p := range c.parts {
			if p.name == "front" || p.name == "written" || strings.HasPrefix(p.name, "file ") {
				fmt.Fprintf(&b, "@ %s\n%s\n", p.name, p.text)
			}
		}
		for _, name := range []string{"page", "found", "tidied", "left", "shown"} {
			if text := c.part(name); text != "" {
				fmt.Fprintf(&b, "@ %s\n%s\n", name, text)
			}
		}
	}
	return os.WriteFile(f.name, []byte(b.String()), 0o644)
}

var codePoint = regexp.MustCompile(`⟨([0-9a-f]+)⟩`)

// resolved is a text with the characters that are given by their code points.
func resolved(s string) string {
	return codePoint.ReplaceAllStringFunc(s, func(m string) string {
		n, _ := strconv.ParseUint(strings.Trim(m, "⟨⟩"), 16, 32)
		return string(rune(n))
	})
}

// plainly writes characters that cannot be seen by their code points.
func plainly(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r == '\n' || r == ' ' || unicode.IsGraphic(r) && !unicode.IsSpace(r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "⟨%x⟩", r)
		}
	}
	return b.String()
}

// document is the file of a case with a text.
func (c *textCase) document(text string) []byte {
	front := c.part("front")
	if !strings.Contains(front, "date:") {
		front = strings.TrimPrefix(front+"\ndate: 2026-02-10", "\n")
	}
	return fmt.Appendf(nil, "---\ntitle: 关于%s的公告\ncategory: notices\n%s\n---\n%s\n", c.name, front, resolved(text))
}

// caseSite is a site of cases.
type caseSite struct{ dir string }

// newCaseSite makes a site of those cases for which text returns one.
func newCaseSite(t *testing.T, files []*caseFile, text func(*textCase) (string, bool)) caseSite {
	t.Helper()
	s := caseSite{filepath.Join(buildtest.TempDir(t), "site")}
	all := map[string][]byte{"config.toml": buildtest.Site()["config.toml"]}
	for _, f := range files {
		for _, c := range f.cases {
			body, ok := text(c)
			if !ok {
				continue
			}
			all[c.path] = c.document(body)
			for _, p := range c.parts {
				if name, ok := strings.CutPrefix(p.name, "file "); ok {
					data := []byte(resolved(p.text) + "\n")
					if strings.HasSuffix(name, ".png") {
						data = buildtest.PNG(40, 30)
					}
					all["content/notices/2026/"+name] = data
				}
			}
		}
	}
	if err := buildtest.Write(s.dir, all); err != nil {
		t.Fatal(err)
	}
	return s
}

// publishedCases publishes the cases that have a text, and no error in it.
func publishedCases(t *testing.T, files []*caseFile, found map[string][]caseFinding, text func(*textCase) (string, bool)) caseSite {
	t.Helper()
	s := newCaseSite(t, files, func(c *textCase) (string, bool) {
		if slices.ContainsFunc(found[c.path], func(f caseFinding) bool { return f.Severity == "error" }) {
			return "", false
		}
		return text(c)
	})
	if left, status := s.run(t, "build", "--json"); status != exitWell {
		t.Fatalf("check finds no error in these, build does: %v", left)
	}
	return s
}

// caseFinding is a line of --json.
type caseFinding struct {
	Code, Severity, File, Message, Hint string
	Line                                int
}

// run runs a command for the site and returns what it finds, by file.
func (s caseSite) run(t *testing.T, args ...string) (found map[string][]caseFinding, status int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	status = run(append(args, "--as-of", "2026-03-01", "--source", s.dir), &stdout, &stderr)
	found = map[string][]caseFinding{}
	if slices.Contains(args, "--json") {
		for dec := json.NewDecoder(&stdout); dec.More(); {
			var f caseFinding
			if err := dec.Decode(&f); err != nil {
				t.Fatal(err)
			}
			found[f.File] = append(found[f.File], f)
		}
	}
	if stderr.Len() > 0 {
		t.Fatalf("%v: %s", args, stderr.String())
	}
	return found, status
}

// text returns the text of a case as it is in the site.
func (s caseSite) text(t *testing.T, c *textCase) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(s.dir, c.path))
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(string(data[4:]), "---\n")
	return plainly(strings.TrimSuffix(body, "\n"))
}

// page returns what the page of a case shows, "" where there is none.
func (s caseSite) page(t *testing.T, c *textCase) string {
	t.Helper()
	name := strings.TrimSuffix(strings.TrimPrefix(c.path, "content/"), ".md") + ".html"
	data, err := os.ReadFile(filepath.Join(s.dir, "public", name))
	if os.IsNotExist(err) {
		return ""
	}
	if err != nil {
		t.Fatal(err)
	}
	return plainly(shownIn(string(data)))
}

// listed writes findings as cases do.
func listed(found []caseFinding, above int) string {
	var lines []string
	for _, f := range found {
		line := fmt.Sprintf("%s %d %s", f.Code, f.Line-above, f.Hint)
		lines = append(lines, strings.ReplaceAll(line, "\n", "\n  "))
	}
	return strings.Join(lines, "\n")
}

// TestCases holds every case to what it says.
func TestCases(t *testing.T) {
	files := readCases(t)
	update := os.Getenv("GONGKAI_UPDATE") == "1"
	source := newCaseSite(t, files, func(c *textCase) (string, bool) { return c.part("text"), true })
	found, _ := source.run(t, "check", "--json", "--all")
	published := publishedCases(t, files, found, func(c *textCase) (string, bool) { return c.part("text"), true })
	source.run(t, "tidy", "--quiet")
	mended := func(c *textCase) (text string, ok bool) {
		if text = c.part("written"); text == "" {
			text = source.text(t, c)
		}
		return text, text != plainly(resolved(c.part("text")))
	}
	left, _ := newCaseSite(t, files, mended).run(t, "check", "--json", "--all")
	again := publishedCases(t, files, left, mended)
	for _, f := range files {
		for _, c := range f.cases {
			got := &textCase{name: c.name, path: c.path, parts: slices.Clone(c.parts)}
			above := strings.Count(string(c.document("")), "\n") - 1
			got.set("found", plainly(listed(found[c.path], above)))
			got.set("page", published.page(t, c))
			for _, name := range []string{"tidied", "left", "shown"} {
				got.set(name, "")
			}
			if text, ok := mended(c); ok {
				if c.part("written") == "" {
					got.set("tidied", strings.TrimRight(text, "\n"))
				}
				got.set("left", plainly(listed(left[c.path], above)))
				got.set("shown", again.page(t, c))
			}
			c.checkWritten(t, found[c.path])
			if update {
				c.parts = got.parts
				continue
			}
			for _, part := range []string{"page", "found", "tidied", "left", "shown"} {
				if diff := cmp.Diff(c.part(part), got.part(part)); diff != "" {
					t.Errorf("%s, %s: %s (-want +got)\n%s", f.name, c.name, part, diff)
				}
			}
		}
		if update {
			if err := f.write(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// toWrite is what a hint says to write.
var toWrite = regexp.MustCompile(`(?:改为 |写成 (?:\\\*：)?|接成一行：)(.+?)(?:；|，或|$)`)

// checkWritten demands that hints say what is written by hand.
func (c *textCase) checkWritten(t *testing.T, found []caseFinding) {
	written := c.part("written")
	if written == "" {
		return
	}
	for _, f := range found {
		m := toWrite.FindStringSubmatch(f.Hint)
		if m == nil || !strings.Contains(resolved(written), m[1]) {
			t.Errorf("%s: not what is written: %s", c.name, f.Hint)
		}
	}
	if len(found) == 0 {
		t.Errorf("%s: nothing says what is to be written", c.name)
	}
}

// shownIn returns what the text of a page shows, a line for each line of it. What is
// more than text is written with marks of its own: # before headings, ‹strong: …›,
// the addresses of links, the classes of parts of an official document.
func shownIn(page string) string {
	_, page, _ = strings.Cut(page, `<div class="prose">`)
	doc, err := html.Parse(strings.NewReader(`<div class="prose">` + page))
	if err != nil {
		return err.Error()
	}
	var text *html.Node
	for n := range doc.Descendants() {
		if text == nil && n.Type == html.ElementNode && n.Data == "div" {
			text = n
		}
	}
	var w shownWriter
	w.children(text)
	var lines []string
	for _, line := range strings.Split(w.b.String(), "\n") {
		if line = strings.Trim(line, " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// shownWriter writes what a page shows.
type shownWriter struct{ b strings.Builder }

func (w *shownWriter) children(n *html.Node) {
	for c := range n.ChildNodes() {
		w.node(c)
	}
}

// line writes an element on lines of its own.
func (w *shownWriter) line(n *html.Node, before, after string) {
	w.b.WriteString("\n" + before)
	w.children(n)
	w.b.WriteString(after + "\n")
}

// within writes an element within a line.
func (w *shownWriter) within(n *html.Node, name, after string) {
	w.b.WriteString("‹" + name + "：")
	w.children(n)
	w.b.WriteString(after + "›")
}

func (w *shownWriter) node(n *html.Node) {
	if n.Type == html.TextNode {
		w.b.WriteString(n.Data)
		return
	}
	switch n.Data {
	case "h2", "h3", "h4", "h5", "h6":
		w.line(n, strings.Repeat("#", int(n.Data[1]-'1'))+" ", "")
	case "p":
		after := ""
		if class := attribute(n, "class"); class != "" {
			after = " ‹" + class + "›"
		}
		w.line(n, "", after)
	case "br":
		w.b.WriteString(" ‹br› ")
	case "hr":
		w.b.WriteString("\n‹hr›\n")
	case "ol":
		w.list(n)
	case "li":
		w.line(n, "• ", "")
	case "tr":
		w.line(n, "", "|")
	case "td", "th":
		w.b.WriteString("|")
		w.children(n)
	case "blockquote", "pre", "dt", "dd", "figure", "figcaption":
		w.line(n, "‹"+n.Data+"› ", "")
	case "strong", "em", "del", "code", "sup":
		w.within(n, n.Data, "")
	case "a":
		w.within(n, "a", "→"+attribute(n, "href"))
	case "img":
		w.b.WriteString("‹img：" + attribute(n, "alt") + "→" + attribute(n, "src") + "›")
	default:
		w.children(n)
	}
}

// list writes a list with its numbers.
func (w *shownWriter) list(n *html.Node) {
	number := 1
	if start, err := strconv.Atoi(attribute(n, "start")); err == nil {
		number = start
	}
	for c := range n.ChildNodes() {
		if value, err := strconv.Atoi(attribute(c, "value")); err == nil {
			number = value
		}
		w.line(c, fmt.Sprintf("%d. ", number), "")
		number++
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
