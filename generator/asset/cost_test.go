package asset

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"gongkai/generator/corpus/costtest"
)

// svgCases are constructs of SVG, each in a root element.
func svgCases() []costtest.Case {
	cases := costtest.Repeat(
		"<g/>", "<g></g>", "<g>\n</g>", "<b/>", "<g id='a'/>", "<g style='a:b'/>", "<g style='a:url(#b)'/>", "<g fill='url(#a)'/>", "<use href='#a'/>",
		"<use xlink:href='#a'/>", "<g a='b'/>", "<g x:a='b'/>", "<x:g/>", "<g xmlns:a='b'/>", "<g onload='x'/>", "<use href='x'/>", "<rect fill='x(1)'/>",
		"<image href='data:image/png;base64,AAAA'/>", "<text>a</text>", "<text> a </text>", "<text>a<tspan>b</tspan></text>", "<title>a</title>", "<desc>&amp;</desc>",
		"<style>a{b:c}</style>", "<style/>", "<metadata/>", "<metadata><a/></metadata>", "<!-- -->", "<?a b?>", "a", "&amp;", "&#1234;", " \n", "<![CDATA[a]]>", "]",
		"<path d='M0 0L1 1'/>", "<set attributeName='x' to='1'/>", "<g ID='a' id='b' Id='c'/>", "<g aria-label='甲'/>", "<g>\n<rect/>\n</g>\n", "<x:g xmlns:x='a'/>", "<",
	)
	within := func(before, unit, after string) {
		cases = append(cases, costtest.Of(before+unit+after, func(n int) string { return before + strings.Repeat(unit, n/len(unit)) + after }))
	}
	for _, unit := range []string{"<g>", "<x:g>", "<metadata>", "<text>", "<a href='#b'>", "<defs>", "<g xmlns='a'>", "<g xmlns:a='b'>"} {
		within("", unit, "")
	}
	for _, unit := range []string{"a", "字", "a ", "&amp;", "&#x5b57;", "'", "\n", "]]&gt;", "&lt;"} {
		within("<text>", unit, "</text>")
		within("<text id=\"", unit, "\"/>")
		within("<g aria-label=\"", unit, "\"/>")
	}
	for _, unit := range []string{"M0 0", "L1,1", "1 ", "-1", ".5", "1e5", "c1 1 1 1 1 1", "a1 1 0 0 0 1 1", "z", "0", "h1v1", "q1 1 1 1", "t1 1", "s1 1 1 1", "A"} {
		within("<path d='", unit, "'/>")
		within("<path d='M0 0", unit, "'/>")
	}
	for _, unit := range []string{"1 ", "1,2 ", "0.50 ", "1e9"} {
		within("<polygon points='", unit, "'/>")
		within("<svg viewBox='", unit, "'/>")
	}
	for _, unit := range styleUnits() {
		within("<style>", unit, "</style>")
		within("<style>a{", unit, "}</style>")
		within("<g style=\"", strings.ReplaceAll(unit, `"`, "'"), "\"/>")
		within("<g fill=\"", strings.ReplaceAll(unit, `"`, "'"), "\"/>")
	}
	within("<image href='data:image/png;base64,", "AAAA", "'/>")
	within("<image href='data:image/png;base64,", "AA\n", "'/>")
	within("<use href='#", "a", "'/>")
	within("<use href='", "a", "'/>")
	within("<", "a", "/>")
	within("<g ", "a", "='b'/>")
	within("<!--", "a-", "-->")
	return append(cases,
		costtest.Numbered("attributes", func(i int) string { return map[bool]string{true: "<g "}[i == 1] + fmt.Sprintf("a%d='b' ", i) }),
		costtest.Numbered("handlers", func(i int) string { return map[bool]string{true: "<g "}[i == 1] + fmt.Sprintf("on%d='b' ", i) }),
		costtest.Of("attributes of a tag", func(n int) string { return "<g " + distinct(n/9, "a%d='b' ") + "/>" }),
		costtest.Of("handlers of a tag", func(n int) string { return "<g " + distinct(n/10, "on%d='b' ") + "/>" }),
		costtest.Of("labels of a tag", func(n int) string { return "<g " + distinct(n/16, "aria-a%d='b' ") + "/>" }),
		costtest.Of("prefixes of a tag", func(n int) string { return "<g " + distinct(n/15, "xmlns:a%d='b' ") + "/>" }),
		costtest.Of("prefixes declared and used", func(n int) string {
			return "<g " + distinct(n/30, "xmlns:a%d='b' ") + ">" + distinct(n/16, "<a%d:b/>") + "</g>"
		}),
		costtest.Numbered("ids", func(i int) string { return fmt.Sprintf("<g id='a%d'/>", i) }),
	)
}

// styleUnits are constructs of CSS.
func styleUnits() []string {
	return []string{
		"a{b:c}", "a{b:c;}", "a{color:#aabbcc}", "a{margin:0 0 0 0}", "a,", "a>b ", "a:not(b)", ":not(", ":is(a,", "[a='b']", "[a=\"b\"]", "@media a{", "@media a{b{c:d}}",
		"@media (a) and (b){}", "@import 'a';", "@import url(a);", "@font-face{a:b}", "@charset 'a';", "@supports (a:b){c{d:e}}", "@keyframes a{from{b:c}}", "@a{", "/* */", "/*", "*/", "'a'", "\"a\"", "'", "\"",
		"b:c;", "color:red;", "background:url(#a);", "background:url(a.png);", "background:url(\"a b\");", "background:a,b;", "font:a;", "font-family:a,'b c';", "font-weight:bold;", "margin:1px 2px;", "--a:b;",
		"--a:{b:c};", "a:calc(1px + 2px);", "a:calc(", "a:(", "(", ")", "[", "]", "{", "}", ";", ":", ",", "#", "#a", ".a", "@", "!important", "\\", "\\41 ", "1px ", "0.50px ", "1e3 ", "-", "--", "+1",
		"rgb(1,2,3) ", "rgba(1,2,3,.5) ", "hsl(1,2%,3%) ", "url(", "url(#a) ", "u", "U+26,", "a ", "字", "<!--", "-->", "||", "~=", "progid:a(b=1)", "filter:alpha(opacity=50);", "transform:rotate(1deg);", "grid:a;", " ", "\n",
		"unicode-range:U+0-7F;", "box-shadow:0 0 1px red,", "flex:1 1 0;", "border:1px solid #ff0000;", "transition:all 0s;", "var(--a) ", "var(", "linear-gradient(red,blue),",
	}
}

// sample takes one case of eight: all of them take half a minute, and are left to
// GONGKAI_SLOW=1.
func sample(cases []costtest.Case) []costtest.Case {
	if os.Getenv("GONGKAI_SLOW") != "" {
		return cases
	}
	var some []costtest.Case
	for i := 0; i < len(cases); i += 8 {
		some = append(some, cases[i])
	}
	return some
}

// TestCost: whatever an SVG or a style sheet is made of, time and memory grow with
// its length. With GONGKAI_SLOW=1 the files are longer, and there are more of them.
func TestCost(t *testing.T) {
	m := New()
	t.Run("svg", func(t *testing.T) {
		costtest.Check(t, sample(svgCases()), func(text []byte) {
			m.Minify("a.svg", []byte(svgOpen+string(text)+"</svg>"))
		})
	})
	t.Run("css", func(t *testing.T) {
		var cases []costtest.Case
		for _, unit := range styleUnits() {
			for _, around := range [][2]string{{"", ""}, {"a{", "}"}, {"a{b:", "}"}, {"a{b:c(", ")}"}, {"a{--b:", "}"}, {"@media ", "{a{b:c}}"}} {
				cases = append(cases, costtest.Of(around[0]+unit+around[1], func(n int) string {
					return around[0] + strings.Repeat(unit, n/len(unit)) + around[1]
				}))
			}
		}
		cases = append(cases,
			costtest.Numbered("rules", func(i int) string { return fmt.Sprintf(".a%d{b:c}", i) }),
			costtest.Numbered("properties", func(i int) string { return map[bool]string{true: "a{"}[i == 1] + fmt.Sprintf("b%d:c;", i) }),
			costtest.Numbered("families", func(i int) string { return map[bool]string{true: "a{font-family:"}[i == 1] + fmt.Sprintf("'b%d',", i) }),
		)
		costtest.Check(t, sample(cases), func(text []byte) { m.Minify("a.css", text) })
	})
}
