package importer_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/diag"
	"gongkai/generator/diag/diagtest"
	"gongkai/generator/importer"
	"gongkai/generator/markdown"
	"gongkai/generator/ooxml"
	"gongkai/generator/toolstest"
)

func TestRules(t *testing.T) {
	if err := diagtest.Check(importer.Rules()); err != nil {
		t.Error(err)
	}
}

// result is what became of a file.
type result struct {
	doc   *importer.Document
	found []diag.Diagnostic
	body  string
	files []importer.Attachment
}

// read imports a file that must be accepted.
func read(t *testing.T, f importer.File) result {
	t.Helper()
	doc, found := importer.Read(f, false)
	if doc == nil {
		t.Fatalf("%s is refused: %v", f.Name, found)
	}
	body, files := doc.Compose("0001")
	return result{doc, found, string(body), files}
}

// codes lists the codes of what was found.
func (r result) codes() string {
	var all []string
	for _, d := range r.found {
		all = append(all, d.Code)
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

// facts writes what was taken from the text.
func (r result) facts() string {
	m := r.doc.Meta
	return strings.Join([]string{m.Title, m.DocNumber, m.Issuer, m.Written.String()}, "|")
}

// file returns a file beside the document.
func (r result) file(t *testing.T, name string) []byte {
	t.Helper()
	for _, f := range r.files {
		if f.Name == name {
			return f.Data
		}
	}
	t.Fatalf("no file %s", name)
	return nil
}

var renderer = markdown.New(markdown.Options{})

// page returns the text of the page as a reader sees it, the tables in files at
// their places, without the numbers of footnotes.
func (r result) page(t *testing.T) string {
	t.Helper()
	rendered := renderer.Render(markdown.Result{}, markdown.Source{Path: "notices/2026/0001.md", Body: []byte(r.body), Line: 1}, nil)
	for _, d := range rendered.Diagnostics {
		if d.Severity == diag.Error {
			t.Errorf("%s %s in\n%s", d.Code, d.Message.EN, r.body)
		}
	}
	markup := noteMarks.ReplaceAll(rendered.HTML, nil)
	text := string(markdown.Text(markup))
	return tableMark.ReplaceAllStringFunc(text, func(mark string) string {
		name := tableMark.FindStringSubmatch(mark)[1]
		if !strings.HasPrefix(name, "0001-") {
			return mark // a text that looks like one
		}
		return r.tableText(t, name)
	})
}

var (
	noteMarks = regexp.MustCompile(`<sup id="fnref.*?</sup>|<a class="footnote-back".*?</a>`)
	tableMark = regexp.MustCompile(`\{\{table (\S+?)(?: header=\d+)?\}\}`)
)

// tableText returns the text of the cells in a workbook beside the document.
func (r result) tableText(t *testing.T, name string) string {
	t.Helper()
	data := r.file(t, name)
	file, err := ooxml.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	book, err := file.Workbook()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, c := range book.Sheets[0].Cells {
		all = append(all, c.Text)
	}
	return strings.Join(all, "\n")
}

// merges lists the merged cells of a workbook: row.column:down x across.
func (r result) merges(t *testing.T, name string) string {
	t.Helper()
	data := r.file(t, name)
	file, err := ooxml.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	book, err := file.Workbook()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, c := range book.Sheets[0].Cells {
		if c.Down > 1 || c.Across > 1 {
			all = append(all, fmt.Sprintf("%d.%d:%dx%d", c.Row, c.Column, c.Down, c.Across))
		}
	}
	return strings.Join(all, " ")
}

// letters returns a text without white space. A raised number is one whether it
// is raised by a format or by its characters.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if i := strings.IndexRune("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", r); i >= 0 {
			return '0' + rune(utf8.RuneCountInString("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"[:i])%10)
		}
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// wordText matches the text of a docx, in the crudest way.
var wordText = regexp.MustCompile(`<w:t(?: [^>]*)?>([^<]*)</w:t>`)

// wordsOf returns the text in parts of a docx, read with a pattern.
func wordsOf(t *testing.T, data []byte, parts ...string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, part := range parts {
		f, err := z.Open(part)
		if err != nil {
			continue
		}
		text, err := io.ReadAll(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range wordText.FindAllSubmatch(text, -1) {
			all.WriteString(html.UnescapeString(string(m[1])))
		}
	}
	return all.String()
}

// sameWords compares the words of a docx with those of the page: what was taken
// from the text, then the body, in their order. added are words that the page
// has besides: numbers that Word counts.
func (r result) sameWords(t *testing.T, data []byte, added string) {
	t.Helper()
	rest := letters(wordsOf(t, data, "word/document.xml", "word/footnotes.xml", "word/endnotes.xml"))
	for _, taken := range []string{r.doc.Meta.Title, r.doc.Meta.DocNumber} {
		before, after, ok := strings.Cut(rest, letters(taken))
		if taken != "" && !ok {
			t.Errorf("%q is not in the file", taken)
		}
		rest = before + after
	}
	page := letters(r.page(t))
	for _, number := range strings.Fields(added) {
		page = strings.Replace(page, number, "", 1)
	}
	if diff := cmp.Diff(rest, page); diff != "" {
		t.Errorf("the words differ (-file +page):\n%s\n%s", diff, r.body)
	}
}

// slow skips what takes seconds, unless it is asked for.
func slow(t *testing.T) {
	t.Helper()
	toolstest.Slow(t, "imports what takes seconds")
}
