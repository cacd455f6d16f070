package page

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/generator/corpus/costtest"
	"gongkai/generator/diag"
)

// large are files that are too large in one way each, by the code of what is
// found.
func large() map[string]string {
	return map[string]string{
		"FM012": "---\ntitle: 通知\nkeywords: [" + strings.Repeat("关键词, ", 9000) + "甲]\n---\n正文\n",
		"FM037": "---\ntitle: 通知\nkeywords: [\"\\u4e2d\"" + strings.Repeat(",甲", maxWeight) + "]\n---\n正文\n",
		"FM038": "---\n" + strings.Repeat("title: \"\\u4e2d\"\n", maxChunks+1) + "---\n正文\n",
	}
}

// TestLarge: a front matter that is too large is said to be so, at its line, and
// not to be anything else.
func TestLarge(t *testing.T) {
	lines := map[string]int{"FM012": 1, "FM037": 3, "FM038": maxChunks + 2}
	for code, data := range large() {
		_, found := Parse("policies/2017/0003.md", []byte(data))
		n := 0
		for _, d := range found {
			switch {
			case d.Code == code && d.Pos.Line == lines[code]:
				n++
			case d.Code != ruleDuplicateKey.Code: // title is given twice
				t.Errorf("%s: %s", code, printed([]diag.Diagnostic{d}))
			}
		}
		if n != 1 {
			t.Errorf("%s is found %d times at line %d:\n%s", code, n, lines[code], printed(found))
		}
	}
}

// TestLargeFence: what ends far away is called too long, with its last line, and
// what does not end at all is called that; a fence that is nearly one is named.
func TestLargeFence(t *testing.T) {
	keys := strings.Repeat("title: 通知\n", 6000)
	for data, want := range map[string]string{
		"---\n" + keys + "---\n正文\n": "ends with the --- of line 6002 and has 82 KB; 64 are the most",
		"---\n" + keys:               "there is no second line ---",
		"---\n" + keys[:1400] + "----\n" + keys + "---\n正文\n": "FM005",
	} {
		_, found := Parse("policies/2017/0003.md", []byte(data))
		if text := printed(found); len(found) != 1 || !strings.Contains(text, want) {
			t.Errorf("%.40q…: want %q, found\n%s", data, want, text)
		}
	}
}

// TestManyFindings: each of thousands of the same mistake is found.
func TestManyFindings(t *testing.T) {
	for name, front := range map[string]string{
		ruleUnknownKey.Code:   strings.Repeat("titel: 甲\n", 3000),
		ruleDuplicateKey.Code: strings.Repeat("title: 甲\n", 3001),
	} {
		_, found := Parse("policies/2017/0003.md", []byte("---\n"+front+"---\n正文\n"))
		n := 0
		for _, d := range found {
			if d.Code == name {
				n++
			}
		}
		if n != 3000 {
			t.Errorf("%s is found %d times", name, n)
		}
	}
}

// TestCost: whatever a front matter is made of, time and memory grow with its
// length, up to the greatest there may be. With GONGKAI_SLOW=1 the texts are
// longer.
func TestCost(t *testing.T) {
	list := func(key, item string) costtest.Case {
		return costtest.Of(key+" "+item, func(n int) string {
			var b strings.Builder
			for i := 0; b.Len() < n; i++ {
				fmt.Fprintf(&b, item+", ", i)
			}
			return key + ": [" + b.String() + "甲]\n"
		})
	}
	within := func(before, unit, after string) costtest.Case {
		return costtest.Of(before+unit+after, func(n int) string {
			return before + strings.Repeat(unit, n/len(unit)) + after + "\n"
		})
	}
	cases := costtest.Repeat("title: 甲\n", "abc\n", "a:b\n", "title：甲\n", " a\n", "- a\n", "# a\n", "\n", "...\n", "<<: *a\n", "%YAML 1.2\n", "k: &a a\n", "k: \"\\u4e2d\" #b\n")
	cases = append(cases,
		costtest.Numbered("unknown keys", func(i int) string { return fmt.Sprintf("k%d: a\n", i) }),
		costtest.Numbered("unknown keys in quotes", func(i int) string { return fmt.Sprintf("k%d: \"\\u4e2d\"\n", i) }),
		costtest.Numbered("misspelt keys", func(i int) string { return fmt.Sprintf("titl%d: a\n", i) }),
		costtest.Numbered("references", func(i int) string { return fmt.Sprintf("k%d: [*a, *a]\n", i) }),
		costtest.Numbered("items in lines", func(i int) string { return map[bool]string{true: "keywords:\n"}[i == 1] + fmt.Sprintf("  - k%d\n", i) }),
		costtest.Numbered("mappings in lines", func(i int) string {
			return map[bool]string{true: "attachments:\n"}[i == 1] + fmt.Sprintf("  - file: %d.pdf\n    title: a\n", i)
		}),
		costtest.Numbered("mappings in one another", func(i int) string {
			return map[bool]string{true: "keywords:\n"}[i == 1] + strings.Repeat(" ", i) + "a:\n"
		}),
		list("keywords", "k%d"), list("keywords", `"k%d"`), list("keywords", `"\u4e2d%d"`), list("keywords", "a，b%d"), list("keywords", `"\u001b%d"`),
		list("keywords", "\ue000%d"), list("keywords", "''%.0d"), list("keywords", "[[[%d]]]"), list("keywords", "&a a%d"), list("keywords", "*a%.0d"), list("keywords", "!t a%d"),
		list("aliases", "a/%d.html"), list("aliases", "../%d"), list("replaces", "a/%d.md"), list("replaces", "%d"), list("date", "2017-03-%d"),
		list("attachments", "{file: %d.pdf}"), list("attachments", "{fil: %d.pdf}"), list("attachments", "{file: a.pdf}%.0d"), list("review", "{stage: %d}"),
		within("keywords: ", "[", ""), within("keywords: ", "{a: ", ""), within("keywords: [", ",", "]"), within("keywords: [", ":", "]"), within("keywords: [", "? ", "]"),
		within("keywords: ", "! ", ""), within("keywords: ", "a: ", ""), within("keywords:\n ", "- ", ""), within("keywords:\n ", "? ", ""),
		within("attachments: [{", "title: a, ", "}]"), within("title: ", "a", ""), within("title: \"", "a", "\""), within("title: \"", "\\u4e2d", "\""),
		within("title: '", "''", "'"), within("title: ", "\"", ""), within("title: \"", "\\", ""), within("title: ", "|", ""), within("title: a", " ", ""), within("title:\n", "\t", "a"),
		within("summary: |\n", "  a\n", ""), within("summary: >\n", "  a\n", ""), within("summary: |\n  a\n", "\n", ""), within("summary: a\n", "  a\n", ""), within("summary: \"a\n", "  a\n", "  \""),
		within("", "k", ": a"), within("subject: ", "a/", ""), within("doc_number: ", "〔", ""), within("index_number: ", "1", ""), within("genre: ", "甲", ""), within("category: ", "a", ""),
	)
	costtest.Check(t, cases, func(front []byte) {
		Parse("policies/2017/0003.md", []byte("---\n"+string(front)+"---\n正文\n"))
	})
}

// TestForbidden: characters that no XML and no page may have are found in every
// text, whether they stand there or are written as an escape.
func TestForbidden(t *testing.T) {
	values := map[string]string{
		"title": `"甲%s乙"`, "category": `"甲%s乙"`, "doc_number": `"甲%s乙"`, "issuer": `"甲%s乙"`, "source": `"甲%s乙"`, "author": `"甲%s乙"`, "subject": `"甲%s乙"`,
		"genre": `"甲%s乙"`, "summary": `"甲%s乙"`, "keywords": `["甲%s乙"]`, "replaces": `["甲%s乙.md"]`, "aliases": `["甲%s乙.html"]`,
		"attachments": `[{file: "甲%s乙.pdf"}]`, "review": `[{stage: "甲%s乙", by: 甲, date: 2017-03-11, sum: 甲}]`,
	}
	for _, char := range []string{
		"\ufffe", "\uffff", "\U0001fffe", "\ufdd0", "\x1b", "\x01", "\x7f", "\u009b", "\u202e", `\u001b`, `\e`, `\x07`, `\0`, `\uffff`, `\U0001ffff`, `\x9b`,
	} {
		for key, value := range values {
			line := key + ": " + strings.ReplaceAll(value, "%s", char)
			data := "---\n" + line + "\n---\n正文\n"
			_, found := Parse("policies/2017/0003.md", []byte(data))
			named := false
			for _, d := range found {
				named = named || (d.Code == ruleInvisible.Code || d.Code == ruleIllegal.Code) && d.Pos.Line == 2 && d.Severity == diag.Error
			}
			if !named {
				t.Errorf("%q: found\n%s", line, printed(found))
			}
		}
	}
}
