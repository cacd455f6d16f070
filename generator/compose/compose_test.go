package compose_test

import (
	"html"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/markdown"
	"gongkai/generator/unseen"
)

var renderer = markdown.New(markdown.Options{})

// shown returns the text of the page that a body becomes, and its findings.
func shown(body []byte) (string, []diag.Diagnostic, string) {
	r := renderer.Render(markdown.Result{}, markdown.Source{Path: "notices/2026/0001.md", Body: body, Line: 1}, nil)
	return string(markdown.Text(r.HTML)), r.Diagnostics, string(r.HTML)
}

// visible is what a page can show of a text: without control characters, white
// space as a browser has it.
func visible(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\u0085', r == '\u2028', r == '\u2029', '\t' <= r && r <= '\r':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	for strings.Contains(s, "  ") {
		s = strings.ReplaceAll(s, "  ", " ")
	}
	return strings.TrimFunc(s, unicode.IsSpace)
}

// inPlaces writes a text into every kind of place and compares what is shown.
func inPlaces(t *testing.T, s string) {
	t.Helper()
	want := visible(s)
	if strings.TrimFunc(want, unseen.ShowsNothing) == "" {
		return // a page has no paragraph in which nothing can be seen
	}
	text := []compose.Span{{Text: s}}
	for name, c := range map[string]struct {
		block compose.Block
		want  string
	}{
		"paragraph": {compose.Paragraph(text), want},
		"heading":   {compose.Heading{Level: 3, Spans: text}, want},
		"item":      {compose.Item{Spans: text}, want},
		"numbered":  {compose.Item{Number: 7, Spans: text}, want},
		"cell":      {compose.Table{Rows: [][][]compose.Span{{text, {{Text: "乙"}}}, {{{Text: "丙"}}, text}}}, want + "\n乙\n丙\n" + want},
		"bold":      {compose.Paragraph{{Text: "前"}, {Text: s, Bold: true}, {Text: "后"}}, ""},
		"strong":    {compose.Paragraph{{Text: s, Bold: true}}, want},
		"linked":    {compose.Paragraph{{Text: "见"}, {Text: s, Link: "https://www.example.cn/"}, {Text: "。"}}, ""},
		"pieces":    {compose.Paragraph{{Text: s}, {Text: s, Bold: true}, {Text: s}}, visible(strings.Repeat(strings.ToValidUTF8(s, "\uFFFD"), 3))},
	} {
		if c.want == "" {
			around := c.block.(compose.Paragraph)
			c.want = visible(around[0].Text + s + around[2].Text)
		}
		for _, body := range [][]byte{compose.Markdown([]compose.Block{c.block}, nil), compose.ByLine([]compose.Block{c.block}, nil)} {
			got, found, markup := shown(body)
			if got != c.want {
				t.Errorf("%s: %q\nMarkdown %s\nshows    %q\nwant     %q\nHTML %s", name, s, body, got, c.want, markup)
			}
			for _, d := range found {
				if d.Severity == diag.Error && d.Code != "MD040" { // that there is no such character
					t.Errorf("%s: %q\nMarkdown %s\n%s %s", name, s, body, d.Code, d.Message.EN)
				}
			}
		}
	}
}

// TestByLine: where a line is a paragraph, names and measures need no backslash.
func TestByLine(t *testing.T) {
	for in, want := range map[string]string{
		"张*华、李*明": "张*华、李*明", "3*4*5米": "3*4*5米", "a*b*c": "a*b*c", "张**、李*": `张\*\*、李\*`, "*注：甲": `\*注：甲`, "138****1234": "138****1234",
	} {
		body := compose.ByLine([]compose.Block{compose.Paragraph{{Text: in}}}, nil)
		if got := strings.TrimSpace(string(body)); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

// texts are those that Markdown takes for something.
var texts = []string{
	"张*华、李*明", "\uFE09", "\U000E0100甲", "张**、李**", "138****1234 和 139****5678", "*强调*", "**粗**", "***", "* 项", "*", "甲 * 乙", "_x_ a_b __c__ d_", "~~删~~ 5~10日 ~~~",
	"[联系人]: 张某", "[附件](a.pdf)", "![图](a.png)", "[^1]", "[^1]: 注", "x](a b)", "[]", "[[a]]", "1. 第一", "1.第一", "1、第一", "13728. 6083", "2017.", "12) x",
	"1234567890. x", "# 标题", "#标题", "＃ 标题", "标题 #", "标题 ##", "#", "##", "标题 {#id}", "{#id}", "- 项", "-", "--", "---", "- - -", "+ 项", "+1", "-1",
	"> 引", ">", "===", "=", ": 定义", "：定义", ":--", "|a|b|", "| a |", "a|b", `a\|b`, `\`, `\\`, `\*`, `a\`, "`code`", "```", "~~~", "``", "<b>", "<!-- x -->", "a<b", "1<2", "a < b",
	"<1@a.cn>", "<https://a.cn>", "&copy;", "&#20013;", "&amp;", "A&B", "AT&T;", "{{table x.xlsx}}", "{{training.people}}", "{{", "{", "}}", "{%", "$x$",
	"https://www.gov.cn/a_b*c?d=1&e=2", "网址：https://www.gov.cn/，", "https://a.cn/(x)", "https://a.cn/x&copy;后", "http://", "https://%zz", "http://a.cn/%zz", "HTTP://A.CN/x_", "www.gov.cn/a*b", "ftp://a.cn",
	"a_b@c.cn", "邮箱a_b_@c.cn。", "a*b@c.cn", "mailto:x@y.cn", "xhttps://a.cn", "https://a.cn**", "\u3000\u3000正文", "正文\u3000", "\t正文\t尾", "甲\n乙", "甲\r\n乙", "  甲  乙  ", "\u00a0甲",
	"“引”", "《办法》", "（一）", "①", "**《条例》**规定", "!", "![", "甲!", "(c)", "...", "a\x00b", "a\x1bb", "\ufeff", "\u200b", "\xff", "🐂*🐂", "a̲*b", "e\u0301*", "—*—", "·", "&", "甲&", "<", "甲<", "_", "甲_",
	"https://[::1", "https://a.cn/{x}", "a:b", "::", "://", "[a]: https://b.cn", "~", "~~", "~a~", "=甲", "-甲", "+甲", "<甲>", "https://a", "http://a_b/", "1)", "1.", "0. a",
}

// TestText: what is written shows, wherever it stands.
func TestText(t *testing.T) {
	for _, s := range texts {
		inPlaces(t, s)
	}
	for _, a := range texts {
		inPlaces(t, a+"甲"+a)
		inPlaces(t, "甲"+a+" "+a)
	}
}

// TestRandomText: texts of marks by chance.
func TestRandomText(t *testing.T) {
	tokens := strings.Split("* ** *** _ __ ~ ~~ ` `` [ ] ( ) ! # ## > - + = | \\ < > & ; : { } {{ }} 1. 2) 12 甲 乙 政府信息 a bc A1 《 》 “ ” （ ） 、 。 ， https://a.cn http:// www.b.cn c@d.cn [^1] </b> &amp; <b> . / ? \" ' $ % ^ @", " ")
	tokens = append(tokens, " ", " ", "\u3000", "\t", "\n", "\u00a0")
	rounds := 1000
	if os.Getenv("GONGKAI_SLOW") != "" {
		rounds = 30_000
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range rounds {
		var b strings.Builder
		for range 1 + random.IntN(12) {
			b.WriteString(tokens[random.IntN(len(tokens))])
		}
		inPlaces(t, b.String())
		if t.Failed() {
			return
		}
	}
}

// TestReadable: what would not be taken for a mark is left alone.
func TestReadable(t *testing.T) {
	for in, want := range map[string]string{
		"张*华、李*明":     `张\*华、李\*明`,
		"138****1234": "138****1234",
		"见 a_b.pdf 和 5~10日，2 < 3，AT & T":      "见 a_b.pdf 和 5~10日，2 < 3，AT & T",
		"网址：https://www.gov.cn/a-b?c=d&e=f#g": "网址：https://www.gov.cn/a-b?c=d&e=f#g",
		"https://www.gov.cn/a_b":              "<https://www.gov.cn/a_b>",
		"一、总则（二）1.5%":                         "一、总则（二）1.5%",
		"邮箱 a_b@c.cn":                         "邮箱 a_b@c.cn",
	} {
		if got := compose.Text(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

// TestMarkdown: a body of all kinds of blocks.
func TestMarkdown(t *testing.T) {
	text := func(s string) []compose.Span { return []compose.Span{{Text: s}} }
	got := compose.Markdown([]compose.Block{
		compose.Paragraph{{Text: "　　各村：见"}, {Text: "办法", Link: "https://a.cn/x (1)"}, {Text: "和"}, {Text: " 重点 ", Bold: true}, {Text: "。"}, {Note: 1}},
		compose.Heading{Level: 2, Spans: text("一、总则")},
		compose.Item{Number: 3, Spans: text("三")},
		compose.Item{Number: 4, Spans: text("四")},
		compose.Item{Depth: 1, Spans: text("子")},
		compose.Item{Depth: 2, Spans: text("孙")},
		compose.Item{Number: 5, Spans: text("五")},
		compose.Item{Number: 7, Spans: text("七")},
		compose.Item{Spans: text("点")},
		compose.Item{Spans: text("1. 点")},
		compose.Paragraph{{Text: "图：", Image: ""}, {Text: "会场 [1]", Image: "0001-图 1.png"}},
		compose.Table{Rows: [][][]compose.Span{{text("名|称"), text("数")}, {text("甲")}}, Right: []bool{false, true}},
		compose.TableFile{File: "0001-表1.xlsx", Header: 2, Caption: `"名单" }}`},
		compose.Paragraph(text("末")),
	}, [][]compose.Block{{compose.Paragraph(text("注一")), compose.Paragraph(text("- 注二"))}, {}})
	want := `各村：见[办法](https://a.cn/x%20%281%29)和 **重点** 。[^1]

## 一、总则

3. 三
4. 四
   - 子
     - 孙
5. 五

7\. 七

- 点
- 1\. 点

图：![会场 \[1\]](0001-图%201.png)

| 名\|称 | 数 |
|:--|--:|
| 甲 |  |

{{table 0001-表1.xlsx header=2 caption="”名单” } }"}}

末

[^1]: 注一

    \- 注二

[^2]: …
`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
	_, _, markup := shown(got)
	for _, part := range []string{`<ol start="3">`, "<strong>重点</strong>", `<img src="0001-%E5%9B%BE%201.png" alt="会场 [1]"`, `<td class="right">`} {
		if !strings.Contains(markup, part) && !strings.Contains(html.UnescapeString(markup), part) {
			t.Errorf("no %s in %s", part, markup)
		}
	}
}

// FuzzText: any text shows as it is, wherever it stands.
func FuzzText(f *testing.F) {
	for _, s := range texts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) <= 200 {
			inPlaces(t, s)
		}
	})
}
