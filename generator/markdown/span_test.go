package markdown

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/yuin/goldmark/util"

	"gongkai/generator/markdown/prose"
	"gongkai/generator/markdown/quick"
)

// spanParts are what spans are made of, and what makes them others.
var spanParts = []string{
	"**", "**", "[", "](b)", "](0003.md#a)", "字", "**字**", "[字](b)", "a", " ", "*", "]", ")", "!", "^", "《", "，", "（", "“", "—", "\u3000", "\u00a0", "\ufe00", "\ufe01", "é",
	"&", "&amp;", "&nbsp;", "#x;", "<", "\\", "`", "_", "~~", "www", ".", "a.cn", "@", "://", "(", "()", "javascript:", "\x01", "\n", "\r\n", "  \n", "\n- ", "\n\n> ", "|", "\t",
}

// TestSpans: spans give the same as goldmark's own markup, three parts of the list
// between others, and longer texts by chance, at every place that has them. Of the
// threes it takes some, in which any two parts meet; with GONGKAI_SLOW=1 all.
func TestSpans(t *testing.T) {
	stride, chances := 5, 10_000
	if slow() {
		stride, chances = 1, 100_000
	}
	before := []string{"", "文字", "- ", "1. 第", "> ", "## ", "文字\n", "文\n[字](b)\n", "| a |\n|-|\n| 字", "![", "a"}
	both := pairs()
	i := 0
	check := func(text string) {
		i++
		for _, p := range both {
			if p.fast.opt.byLine() || i%3 == 0 {
				p.check(t, before[i%len(before)]+text)
			}
		}
	}
	for n, a := range spanParts {
		for m, b := range spanParts {
			check("**" + a + "字" + b + "**字")
			check("[" + a + "字" + b + "](c)字")
			check("**字" + a + "字" + b + "字**")
			for k := (n + m) % stride; k < len(spanParts); k += stride {
				check(a + b + spanParts[k])
			}
		}
	}
	rng := rand.New(rand.NewPCG(3, 4))
	for range chances {
		var text strings.Builder
		for range 4 + rng.IntN(8) {
			text.WriteString(spanParts[rng.IntN(len(spanParts))])
		}
		check(text.String())
	}
}

// TestSolid: beside what is solid, two asterisks can open and close emphasis
// whatever stands on their other side, and it is neither a blank nor an escape.
func TestSolid(t *testing.T) {
	for r := rune(0); r < 0x30000; r++ {
		if !isSpan("**" + string(r) + "字" + string(r) + "**") {
			continue
		}
		for _, other := range []rune{' ', 'a', '.', '字', '，', '“', '\n'} {
			open, _ := run{char: '*', length: 2, before: other, after: r}.flanking()
			_, closes := run{char: '*', length: 2, before: r, after: other}.flanking()
			if !open || !closes {
				t.Fatalf("%U beside %U: opens %t, closes %t", r, other, open, closes)
			}
		}
		if prose.Classify(r).Is(prose.Space) || isSelector(r) || strings.ContainsRune("&^\\", r) {
			t.Fatalf("%U is solid", r)
		}
	}
	for text, want := range map[string]bool{"**字**": true, "**《字》**": true, "**2**": true, "** **": false, "****": false, "**字 **": false} {
		if isSpan(text) != want {
			t.Errorf("%s: a span is %t", text, want)
		}
	}
}

// isSpan reports whether the quick reader takes a text behind another for a span.
func isSpan(text string) bool {
	var body prose.Body
	var r quick.Reader
	body.Reset([]byte("文字" + text))
	newQuickParser(newTextParser([]util.PrioritizedValue{util.Prioritized(emphasisParser{}, 1)}), Options{}).Begin(&r, &body, 0)
	return r.Next() && r.Block.Spans && !r.Block.Marked
}
