package markdown

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// quickLines are lines of quick blocks, and others that come close to them or
// that go on with them.
var quickLines = []string{
	"", "文字", "\u3000", "> \u00a0", "字 ", "字  ", "a", "**字**", "[a](b)", "2017年", "&amp;< a", "a: www.a.cn",
	"## 题", "## 题 #", "# &amp; *a* {#a}", "### &amp; 字", "#题", "- 项", "- **项** a.b", "-  项", "- 2. 项", "* 项", "-", "---", "1. 项", "3. 项", "2) 项",
	"> 引", "> **引**", "  ", " 字", "    字", ": 定义", "===", "| a |", "|-|", "某某局", "2026年2月1日", "\u3000字", "- \u3000", "|a| b|&lt;", "| :-: | -:|", "[a]: b", "[^a]: b[^a]", "```", "<!--", "\v", "字\v", "- 项\f", "\f字", "\v: 定义", "| a\v|",
}

// quickBodies are bodies of up to n of these lines.
func quickBodies(n int) []string {
	all := []string{""}
	for from := 0; n > 0; n-- {
		last := len(all)
		for _, body := range all[from:last] {
			for _, line := range quickLines {
				all = append(all, body+line+"\n")
			}
		}
		from = last
	}
	return all
}

// TestQuick: quick blocks give the same as goldmark's own, beside all others.
// Three lines are put together where lines mean something, else two, and one in five
// of these bodies is compared, so that any two lines meet; with GONGKAI_SLOW=1 it is
// one line more, and one body in thirteen.
func TestQuick(t *testing.T) {
	longest, stride := 3, 5
	if slow() {
		longest, stride = 4, 13
	}
	ends := []string{"", "\n文字", "\r\n"}
	for _, p := range pairs() {
		n := longest
		if !p.fast.opt.byLine() {
			n--
		}
		all := quickBodies(n)
		for i := 0; i < len(all); i += stride {
			body, end := all[i], ends[i%len(ends)]
			if end == "\r\n" {
				body, end = strings.ReplaceAll(body, "\n", end), ""
			}
			p.check(t, body+end)
		}
	}
}

// TestQuickMixed compares bodies of a dozen of these lines, by chance.
func TestQuickMixed(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	both := pairs()
	rounds := 3000
	if slow() {
		rounds = 30_000
	}
	for range rounds {
		var body strings.Builder
		for range 12 {
			body.WriteString(quickLines[rng.IntN(len(quickLines))])
			body.WriteString([]string{"\n", "\n\n"}[rng.IntN(2)])
		}
		for _, p := range both {
			p.check(t, body.String())
		}
	}
}

// TestQuickTaken: what a document of a township has in it is taken as simple
// blocks, and only what these are.
func TestQuickTaken(t *testing.T) {
	for body, want := range map[string][]string{
		"## 题\n\n文字\n文字\n\n- 项\n- 项\n\n1. 项\n\n> 引\n":                {"Heading", "quick", "quick", "quick", "quick", "quick"},
		"第1.2条：见!\n\n```\na\n```\n\n文字":                              {"quick", "FencedCodeBlock", "quick"},
		"| a | b |\n|---|--:|\n| 1.2 | |\n\n| a |\n|-|\n| **b** |\n": {"quick", "Table"},
		"文字\n\n: 定义\n":                                               {"DefinitionList"},
		"文字\n- 项\n":                                                  {"quick", "quick"},
		"a\n- b\n":                                                   {"Paragraph", "List"},
		"- 项\n文字\n":                                                  {"quick", "quick"},
		"*项*\n文字\n":                                                  {"Paragraph", "quick"},
		"- 项\n\n- 项\n":                                               {"List"},
		"- 项\n\n  字\n":                                               {"List"},
		"**字**\n\n- **项**\n\n> **引**\n\n字\n":                         {"quick", "quick", "quick", "quick"},
		"*字*\n\n- *项*\n\n> *引*\n\n字\n":                               {"Paragraph", "List", "Blockquote", "quick"},
		"见[a](b)，**《条例》**。\n[c](d)[e](f)\n\n1. [a](b)\n2. **项：**字\n": {"quick", "quick", "quick"},
		"[a](b)\n\n[a]: b\n": {"Paragraph", "LinkReferenceDefinition"},
		"| [a](b) |\n|-|\n\n![a](b)\n\n[^a](b)\n\n[a](b \"c\")\n": {"Table", "Paragraph", "Paragraph", "Paragraph"},
		"a@b.cn\n\nhttp://a.cn\n\nwww.a.cn\n\n字~~字~~\n":           {"Paragraph", "Paragraph", "Paragraph", "Paragraph"},
		"字  \n字\n\n字\\\n字\n\n字\n字  \n":                            {"Paragraph", "Paragraph", "quick", "quick"},
	} {
		j := &job{}
		j.reset(New(Options{}), Source{Path: "a.md", Body: []byte(body)}, nil)
		doc := New(Options{}).parser.Parse(text.NewReader(j.src.Body), parser.WithContext(j.context))
		var got []string
		for c := doc.FirstChild(); c != nil; c = c.NextSibling() {
			name := c.Kind().String()
			if _, ok := c.(*quickBlock); ok {
				name = "quick"
			}
			got = append(got, name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", body, got, want)
		}
	}
}

// TestReadAll: goldmark is asked only where there is something for it, and goes
// on where quick blocks end.
func TestReadAll(t *testing.T) {
	r := New(Options{})
	for body, want := range map[string]bool{
		"": true, "\n \n\t\r\n": true, "\n文字\n\n## 题\n": true, "## 题\n\n- [字](a.md)\n\n**字**\n\n| a |\n|-|\n| b |\n": true,
		" 文字": false, "\v\n文字": false, "文字\n\n*字*\n": false, "## *字*\n": false, "- `a`\n\n字\n": false, "> a@b.cn\n": false, "字\n\n---\n\n字\n": false,
	} {
		j := &job{}
		j.reset(New(Options{}), Source{Path: "a.md", Body: []byte(body)}, nil)
		if got := r.quick.readAll(j); got != want {
			t.Errorf("%q: %t", body, got)
		}
	}
	for _, s := range corpusSources(64) {
		j := &job{}
		j.reset(New(Options{}), s, nil)
		if !r.quick.readAll(j) {
			t.Errorf("%s is not read at once:\n%s", s.Path, s.Body[j.quick.At:])
		}
	}
}
