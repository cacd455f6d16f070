package site

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"gongkai/generator/corpus/lawtest"
	"gongkai/generator/diag"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/sitetest"
)

// law is one text of law as a document of a test site.
type law struct {
	name string // for messages
	path string // of the document
	text string
}

// documents gives each text its place in a site.
func documents(texts []lawtest.Text) []law {
	var laws []law
	for i, text := range texts {
		laws = append(laws, law{text.Name, fmt.Sprintf("content/policies/%d/%04d.md", 2010+i%12, i), text.Body})
	}
	return laws
}

// enactment is what the names of the files have behind the title.
var enactment = regexp.MustCompile(`\(\d{4}-\d{2}-\d{2}\)$`)

// document puts front matter before a legal text.
func (l *law) document(number int) []byte {
	title := enactment.ReplaceAllString(l.name, "")
	year := strings.Split(l.path, "/")[2]
	return fmt.Appendf(nil, "---\ntitle: %q\ncategory: policies\ndate: %s-%02d-%02d\n---\n%s", title, year, 1+number%12, 1+number%28, l.text)
}

// rightOfLaws are the codes of findings that are right: some texts begin their
// chapters at the third level, and some repeat their title.
var rightOfLaws = []string{"MD014", "FM110"}

// TestLaws publishes texts of law as documents of a site. Nothing of them is
// lost, no finding is wrong about them, and every link of the site leads
// somewhere.
func TestLaws(t *testing.T) {
	t.Run("own", func(t *testing.T) { testLaws(t, documents(lawtest.Own(t))) })
	t.Run("shared", func(t *testing.T) { testLaws(t, documents(lawtest.Shared(t))) })
}

func testLaws(t *testing.T, laws []law) {
	files := map[string][]byte{"config.toml": buildtest.Site()["config.toml"]}
	for i := range laws {
		files[laws[i].path] = laws[i].document(i)
	}
	opt := newSite(t, files)
	res, tree := mustBuild(t, opt)
	for i := range laws {
		l := &laws[i]
		page := strings.TrimSuffix(strings.TrimPrefix(l.path, "content/"), ".md") + ".html"
		got, want := bare(proseOf(t, tree[page])), bare(lawText(l.text))
		if got != want {
			at := commonPrefix(got, want)
			t.Errorf("%s: the text differs:\n page …%.120s\n file …%.120s", l.name, got[at:], want[at:])
		}
	}
	byPath := map[string]*law{}
	for i := range laws {
		byPath[laws[i].path] = &laws[i]
	}
	for _, d := range res.Diagnostics {
		if l := byPath[d.Pos.File]; l != nil && !slices.Contains(rightOfLaws, d.Code) {
			t.Errorf("%s:%d:%d: %s %s", l.name, d.Pos.Line, d.Pos.Column, d.Code, d.Message.EN)
		}
	}
	checkLinks(t, opt, len(laws))
}

// checkLinks follows every reference of a published site from a file address.
func checkLinks(t *testing.T, opt Options, pages int) {
	t.Helper()
	site, err := sitetest.Read(opt.Out, "https://town.example/")
	if err != nil {
		t.Fatal(err)
	}
	crawl := site.Crawl(site.FileRoot(), sitetest.Fetch)
	for _, f := range crawl.Findings {
		t.Error(f)
	}
	if len(crawl.Links) < pages {
		t.Errorf("%d pages were reached, there are %d documents", len(crawl.Links), pages)
	}
}

// proseOf returns the text of a document as its page shows it.
func proseOf(t *testing.T, page string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for n := range root.Descendants() {
		if n.Type == html.TextNode && insideProse(n) {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}

func insideProse(n *html.Node) bool {
	for n := range n.Ancestors() {
		if slices.Contains(n.Attr, html.Attribute{Key: "class", Val: "prose"}) {
			return true
		}
	}
	return false
}

var (
	comment   = regexp.MustCompile(`(?s)<!--.*?-->`)
	blockMark = regexp.MustCompile(`(?m)^\s*(#+|[-*+]|\d+[.)]|>)\s`)
	tableRule = regexp.MustCompile(`(?m)^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$`)
)

// lawText takes from a text what Markdown means by markup at the start of lines,
// and comments.
func lawText(text string) string {
	text = blockMark.ReplaceAllString(comment.ReplaceAllString(text, ""), "")
	return html.UnescapeString(tableRule.ReplaceAllString(text, ""))
}

// bare takes from a text white space, what cannot be seen, and the characters that may be
// markup.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.In(r, unicode.Cc, unicode.Cf) || strings.ContainsRune("*_~|\\`#", r) {
			return -1
		}
		return r
	}, text)
}

// commonPrefix returns the length in bytes of what two texts begin with, whole
// characters only.
func commonPrefix(a, b string) int {
	n := 0
	for i, r := range a {
		if !strings.HasPrefix(b[i:], string(r)) {
			break
		}
		n = i + len(string(r))
	}
	return n
}

// TestLawsDamaged cuts the texts short in the middle of their markup, and puts
// what people paste before and behind them. Whatever comes of it is a page or a
// finding, never a failure.
func TestLawsDamaged(t *testing.T) {
	t.Run("own", func(t *testing.T) { testLawsDamaged(t, documents(slices.Repeat(lawtest.Own(t), 4))) })
	t.Run("shared", func(t *testing.T) { testLawsDamaged(t, documents(lawtest.Shared(t))) })
}

func testLawsDamaged(t *testing.T, laws []law) {
	files := map[string][]byte{"config.toml": buildtest.Site()["config.toml"]}
	for i := range laws {
		data := laws[i].document(i)
		switch i % 8 {
		case 0:
			data = data[:len(data)/2]
		case 1:
			data = append([]byte("\ufeff"), bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))...)
		case 2:
			data = append(data, "\n\n| 甲 | 乙\n|---\n| 丙 "...)
		case 3:
			data = append(data, "\n\n<div onclick=\"x()\">丁</div>\n[戊](javascript:x())"...)
		case 4:
			data = bytes.ReplaceAll(data, []byte("\n\n"), []byte("\n    "))
		case 5:
			data = bytes.ReplaceAll(data, []byte("第"), []byte("* [第]("))
		case 6:
			data = bytes.Replace(data, []byte("---\n"), []byte("----\n"), 1)
		case 7:
			data = append(data, 0xb9, 0xab, 0x00)
		}
		files[laws[i].path] = data
	}
	opt := newSite(t, files)
	res, err := Build(opt)
	if err != nil {
		t.Fatal(err)
	}
	if !diag.HasErrors(res.Diagnostics) || len(readTree(t, opt.Out)) != 0 {
		t.Errorf("%d findings, no error among them", len(res.Diagnostics))
	}
	broken := map[string]bool{}
	for _, d := range res.Diagnostics {
		broken[d.Pos.File] = broken[d.Pos.File] || !slices.Contains(rightOfLaws, d.Code)
		if d.Pos.File == "" || d.Message.ZH == "" || d.Message.EN == "" {
			t.Errorf("a finding that says nothing: %+v", d)
		}
	}
	sound := maps.Clone(files)
	for path, is := range broken {
		if is && path != "config.toml" {
			delete(sound, path)
		}
	}
	if len(sound) < len(laws)/4 {
		t.Errorf("only %d of %d documents have no findings", len(sound)-1, len(laws))
	}
	mustBuild(t, newSite(t, sound))
}
