package markdown

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/generator/corpus/costtest"
)

// hard are constructs that goldmark, or this package before it had bounds, took
// the square of their length for, or made output of many times that length from.
func hard() []costtest.Case {
	cases := costtest.Repeat(
		"> ", ">", "- ", "1. ", "[^a]: ", "![a](", "[a](", "[a](<b", "[x](\"", "*a_ ", "*a **b", "**a\n_b", "![a\n](", "[a]\n", "[a]: b\n", "</pre>\n", "`a",
		"甲|乙\n", "甲\t乙\n", "\t", "甲<!--\n", "##甲\n\n", "\u200b", "\u200b##甲\n", "](a.b)", "[甲]（a.b）", "[表] (a.pdf)", "请在**三月\n以前**报送\n", "[甲](a@b.cn)", "甲 ](", "某局\n2026年1月1日\n", "　\n", "[甲]: 乙\n", "1. 甲\n3. 乙\n",
		"为进一步规范政府信息公开工作，提高政府工作的透\n", "张*、", "张**、",
	)
	return append(cases, []costtest.Case{
		costtest.Of("table of n columns and n rows", func(n int) string {
			columns := n / 12
			return "|" + strings.Repeat("a|", columns) + "\n|" + strings.Repeat("-|", columns) + "\n" + strings.Repeat("|b|\n", columns)
		}),
		costtest.Of("references to a long address", func(n int) string {
			return "[a]: /" + strings.Repeat("b", n/2) + "\n\n" + strings.Repeat("[a] ", n/8)
		}),
		costtest.Of("blank lines in a deep list", func(n int) string { return strings.Repeat("- ", 100) + "a" + strings.Repeat("\n", n) }),
		costtest.Numbered("code in marks of all lengths", func(i int) string { return strings.Repeat("`", i) + "a" }),
		costtest.Numbered("list deeper with each line", func(i int) string { return strings.Repeat("  ", i) + "- a\n" }),
		costtest.Of("address and ????", func(n int) string { return "http://a.b/" + strings.Repeat("?", n) }),
		costtest.Of("address and ;;;;", func(n int) string { return "http://a.b/&" + strings.Repeat(";", n) }),
		costtest.Of("address and ))))", func(n int) string { return "http://a.b/" + strings.Repeat(")", n) }),
		costtest.Of("openers that no closer fits", func(n int) string {
			return strings.Repeat("*a ", n/10) + strings.Repeat("b**b ", n/7)
		}),
		costtest.Of("footnotes in reverse", func(n int) string {
			marks, notes := "", ""
			for i := range n / 20 {
				marks = fmt.Sprintf("[^%d] %s", i, marks)
				notes += fmt.Sprintf("[^%d]: a\n", i)
			}
			return marks + "\n\n" + notes
		}),
		costtest.Of("code with bars in a table", func(n int) string { return "|a|\n|-|\n" + strings.Repeat("|`a\\|b`|\n", n/9) }),
		costtest.Of("characters that nobody sees", func(n int) string { return "字" + strings.Repeat("\u200b", n/3) + "字" }),
	}...)
}

// all are constructs of every kind, alone and against one another.
func all() []costtest.Case {
	cases := costtest.Repeat(
		"[", "![", "](", "[a](b)", "*a", "*a ", "*a\n", "_a\n*", "a**", "~~a\n", "`", "``a`", "<", "<!--", "<a ", "<a b=", "\\", "&", "&a;", "&#1;",
		"* a\n ", "#", "# a\n", "|", "|-", "a|b\n-|-\n", "[^a]", ": a\n", "a\n: b\n", "https://a.b/", "www.a.", "a@b.c", "a@", "_@", "://",
		"a\n", "字\n", "*字*\n", "[a]: b\n[a]\n", "[a] ", "![](b)", "<b>", "**", "** ", "***a", "\t", "    a\n", "---\n", "{#a}", "# {#a}\n", "\x01",
		"\"'", "](a b)", "a*b**c", "[a](b \"", "[a][", "[a][b", "[[a]]", "[a]: b 'c\n", "|`a\\|b`|\n", "a\n<!---->\n", "<!---->\n", "- a\n\n", "-\n",
		"> a\n\n", "a|\n-|\n\n", "|a|\n", "1) a\n2. b\n", "a  \n", "a\\\n", "~~a~~ ", "~~a ", "&amp;", "<a>", "</a>", "<?", "<!A", "<![CDATA[",
		"<a b='", "<a b=\"", "<http://a.b>", "<a@b.c>", "http://a.b/?", "http://a.b/;", "http://a.b/)", "```\n", "~~~\n", "```\n\n", "\n", " \n", "\t\n",
		"[^1]: a\n\n[^1]\n\n", "#\n", "a\n===\n", "===\n", "[a]: b\n===\n", "*", "_", "~", "!", "[](b)", "**a** ", "- a\n  - b\n", "> > a\n",
		"a:\n\n: b\n\n", "<div>\n", "<div>\n\n", "<pre>", "<!-- a -->\n\n", "![a](b.png \"c\")\n\n", "[\u00a0]", "[a][a]", "***a***", "__a__ ", "字**", "张**、", "1****1 ",
	)
	return append(append(cases, hard()...), []costtest.Case{
		costtest.Of("emphasis in emphasis", func(n int) string { return strings.Repeat("*a ", n/5) + strings.Repeat("b*", n/5) }),
		costtest.Of("one mark on both sides", func(n int) string { return strings.Repeat("*", n/2) + "a" + strings.Repeat("*", n/2) }),
		costtest.Of("images in images", func(n int) string { return strings.Repeat("![", n/6) + strings.Repeat("](b)", n/6) }),
		costtest.Of("brackets in brackets", func(n int) string {
			return strings.Repeat(strings.Repeat("[", 400)+strings.Repeat("]", 400), n/800)
		}),
		costtest.Of("links between brackets", func(n int) string {
			return strings.Repeat("[", 400) + strings.Repeat("![a](b)", n/7) + strings.Repeat("]", 400)
		}),
		costtest.Of("heading of many lines", func(n int) string { return strings.Repeat("a\n", n/2) + "===\n" }),
		costtest.Numbered("ids that are taken", func(i int) string { return fmt.Sprintf("# a {#a-%d}\n\n# a\n\n", i) }),
		costtest.Of("definitions in reverse", func(n int) string {
			links, addresses := "", ""
			for i := range n / 20 {
				links = fmt.Sprintf("[%d] %s", i, links)
				addresses += fmt.Sprintf("[%d]: b\n\n", i)
			}
			return links + "\n\n" + addresses
		}),
		costtest.Of("terms of one description", func(n int) string { return strings.Repeat("a\n", n/2) + ": b\n" }),
		costtest.Of("blanks in quotes", func(n int) string { return strings.Repeat("> ", 30) + strings.Repeat(" ", n) + "a" }),
		costtest.Of("tabs in lists", func(n int) string { return strings.Repeat("-\t", n/2) }),
	}...)
}

// TestCost: whatever a body is made of, time and memory grow with its length, and
// its output is no larger than stated. Those cases are tried that are known to be
// hard; with GONGKAI_SLOW=1 all.
func TestCost(t *testing.T) {
	cases := hard()
	if slow() {
		cases = all()
	}
	r := New(Options{})
	costtest.Check(t, cases, func(body []byte) {
		html := r.Render(Result{}, Source{Path: "policies/2017/0001.md", Body: body, Line: 1}, nil).HTML
		if most := maxGrowth*len(body) + len(body); len(html) > most {
			t.Errorf("%.20q…: %d bytes made of %d, more than %d", body, len(html), len(body), most)
		}
	})
}
