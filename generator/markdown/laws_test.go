package markdown

import (
	"html"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"gongkai/generator/corpus/lawtest"
	"gongkai/generator/unseen"
)

var (
	commentText = regexp.MustCompile(`(?s)<!--.*?-->`)
	blockMark   = regexp.MustCompile(`(?m)^\s*(#+|[-*+]|\d+[.)]|>)\s`)
	tableRule   = regexp.MustCompile(`(?m)^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$`)
)

// bare is what a text says: nothing that cannot be seen, and none of the characters that
// may be markup.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unseen.ShowsNothing(r) || unicode.IsControl(r) || strings.ContainsRune("*_~|\\`#", r) {
			return -1
		}
		return r
	}, s)
}

// TestLaws renders texts of law and compares what the page says with what the
// source says.
func TestLaws(t *testing.T) {
	t.Run("own", func(t *testing.T) { testLaws(t, lawtest.Own(t)) })
	t.Run("shared", func(t *testing.T) { testLaws(t, lawtest.Shared(t)) })
}

func testLaws(t *testing.T, laws []lawtest.Text) {
	r := New(Options{})
	for _, law := range laws {
		result := r.Render(Result{}, Source{Path: "policies/2017/0001.md", Body: []byte(law.Body), Line: 1}, nil)
		want := commentText.ReplaceAllString(law.Body, "")
		want = tableRule.ReplaceAllString(blockMark.ReplaceAllString(want, ""), "")
		want = bare(html.UnescapeString(want))
		if got := bare(string(Text(result.HTML))); got != want {
			i := commonPrefix(got, want)
			t.Errorf("%s: text differs at\n got …%.120s\nwant …%.120s", law.Name, got[i:], want[i:])
		}
		for _, d := range result.Diagnostics {
			if d.Code == ruleHeadingSkipped.Code { // two of them begin so
				continue
			}
			t.Errorf("%s:%d:%d: %s %s", law.Name, d.Pos.Line, d.Pos.Column, d.Code, d.Message.EN)
		}
		if len(result.Outline) == 0 && strings.Contains(law.Body, "\n## ") {
			t.Errorf("%s: no outline", law.Name)
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
