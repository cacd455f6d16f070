package markdown

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// lawsDir holds real legal texts. It lies outside the repository.
const lawsDir = "../../../shared/corpus/laws"

// laws returns the paths of the legal texts, or skips the test.
func laws(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(lawsDir, "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skipf("skipped: no legal texts in %s", lawsDir)
	}
	return files
}

var (
	commentText = regexp.MustCompile(`(?s)<!--.*?-->`)
	blockMark   = regexp.MustCompile(`(?m)^\s*(#+|[-*+]|\d+[.)]|>)\s`)
	tableRule   = regexp.MustCompile(`(?m)^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$`)
)

// bare is what a text says: no white space, and none of the characters that may
// be markup.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("*_~|\\`#", r) {
			return -1
		}
		return r
	}, s)
}

// TestLaws renders 200 real legal texts and compares what the page says with
// what the source says.
func TestLaws(t *testing.T) {
	r := New(Options{})
	for _, file := range laws(t) {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(file)
		result := r.Render(Result{}, Source{Path: "policies/2017/0001.md", Body: source, Line: 1}, nil)
		want := commentText.ReplaceAllString(string(source), "")
		want = tableRule.ReplaceAllString(blockMark.ReplaceAllString(want, ""), "")
		want = bare(html.UnescapeString(want))
		if got := bare(string(Text(result.HTML))); got != want {
			i := commonPrefix(got, want)
			t.Errorf("%s: text differs at\n got …%.120s\nwant …%.120s", name, got[i:], want[i:])
		}
		for _, d := range result.Diagnostics {
			if d.Code == ruleHeadingSkipped.Code { // one of them does
				continue
			}
			t.Errorf("%s:%d:%d: %s %s", name, d.Pos.Line, d.Pos.Column, d.Code, d.Message.EN)
		}
		if len(result.Outline) == 0 {
			t.Errorf("%s: no outline", name)
		}
		checkMinified(t, result.HTML)
	}
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && n < len(a) && a[n]&0xC0 == 0x80 {
		n--
	}
	return n
}
