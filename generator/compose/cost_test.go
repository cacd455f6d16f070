package compose_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"gongkai/generator/compose"
	"gongkai/generator/corpus/costtest"
	"gongkai/generator/diag"
	"gongkai/generator/unseen"
)

// hard are pieces of text of which thousands in a row may be hard to write: the
// characters that Markdown knows, pairs of them, and what begins like an address.
func hard() []string {
	marks := strings.Split("* _ [ ] ( ) < > ! # | ~ ` \\ & { } : ; - + = . 1 甲 \u3000 \u200b \" ' ^ $ / @", " ")
	units := append([]string{" ", "\n", "\t", "\x00", "\xff"}, marks...)
	for _, a := range marks[:16] {
		units = append(units, a+" ", "甲"+a, a+"1", a+marks[0], "["+a, "http://"+a)
	}
	return append(units, "http://", "http://a", "http://a.cn/ ", "http://a.cn/_ ", "www.", "www.a*b", "https://a)", "1***1", "1****", "](", "![](", "[^1]", "&#42;", "**甲** ", "{{", "{#", "]:", "<a>", "<!--", "\\|", "1. ", "- ")
}

// inPlace writes a text as each kind of block.
func inPlace(text string) []compose.Block {
	spans := []compose.Span{{Text: text}}
	return []compose.Block{
		compose.Paragraph(spans), compose.Heading{Level: 2, Spans: spans}, compose.Item{Spans: spans},
		compose.Table{Rows: [][][]compose.Span{{spans}}}, compose.Paragraph{{Text: text, Link: "http://a.cn/_*~"}, {Text: text, Bold: true}},
	}
}

// TestCost: no character of which a text has very many makes it take longer than
// its length.
func TestCost(t *testing.T) {
	read := func(text []byte) {
		compose.Markdown([]compose.Block{compose.Paragraph{{Text: string(text)}}}, nil)
	}
	units := hard()
	if os.Getenv("GONGKAI_SLOW") != "1" { // all of them together, and those in which something is looked for
		units = append(strings.Split("* _ [ ~ ` < http:// http://a www. www.a*b 1*** {{ 1", " "), strings.Join(units, ""))
	}
	costtest.Check(t, costtest.Repeat(units...), read)
}

// TestCostSpans: a paragraph may be made of as many spans as it has words.
func TestCostSpans(t *testing.T) {
	for name, second := range map[string]compose.Span{
		"alike": {}, "bold": {Bold: true}, "linked": {Link: "http://a.cn/"}, "noted": {Note: 1}, "pictures": {Image: "a.png"},
	} {
		costtest.Check(t, costtest.Repeat("甲 "), func(text []byte) {
			var p compose.Paragraph
			for i, word := range bytes.Fields(text) {
				s := compose.Span{Text: string(word) + " "}
				if i%2 == 1 {
					s.Bold, s.Link, s.Note, s.Image = second.Bold, second.Link, second.Note, second.Image
				}
				p = append(p, s)
			}
			if body := compose.Markdown([]compose.Block{p}, nil); len(body) < len(text)/2 {
				t.Errorf("%s: %d bytes of %d", name, len(body), len(text))
			}
		})
	}
}

// TestManyMarks: more marks than a block may have show all the same, and are no
// error.
func TestManyMarks(t *testing.T) {
	const many = 2100
	units := []string{"*", "_ ", "[", "]", "~", "`", "<", "a_b ", "1***1 ", "[^1] ", "![](", "http://a.cn/_ ", "http://a_b", "*甲_[`~<"}
	if os.Getenv("GONGKAI_SLOW") == "1" {
		units = hard()
	}
	for _, unit := range units {
		text := strings.Repeat(unit, many)
		for _, block := range inPlace(text) {
			body := compose.Markdown([]compose.Block{block}, nil)
			got, found, _ := shown(body)
			want := visible(text)
			if p, ok := block.(compose.Paragraph); ok && len(p) > 1 {
				want = visible(strings.Repeat(strings.ToValidUTF8(text, "\uFFFD"), 2))
			}
			if strings.TrimFunc(want, unseen.ShowsNothing) != "" && strings.Join(strings.Fields(got), "") != strings.Join(strings.Fields(want), "") {
				t.Errorf("%q in %T shows %.80q, want %.80q", unit, block, got, want)
			}
			for _, d := range found {
				if d.Severity == diag.Error && d.Code != "MD040" {
					t.Errorf("%q in %T: %s %s", unit, block, d.Code, d.Message.EN)
				}
			}
		}
	}
}

// TestManySpans: a paragraph of more pictures, links and formats than a block may
// have becomes several, and keeps them all.
func TestManySpans(t *testing.T) {
	const many = 3000
	for name, c := range map[string]struct {
		span compose.Span
		mark string // that the page has for each
	}{
		"pictures": {compose.Span{Text: "图*", Image: "a_b.png"}, "<img"},
		"links":    {compose.Span{Text: "见*", Link: "https://a.cn/_*~"}, "<a "},
		"formats":  {compose.Span{Text: "甲", Bold: true}, "<strong>"},
		"notes":    {compose.Span{Note: 1}, "<sup"},
	} {
		var p compose.Paragraph
		for range many {
			p = append(p, c.span, compose.Span{Text: "，"})
		}
		var notes [][]compose.Block
		if c.span.Note > 0 {
			notes = [][]compose.Block{{compose.Paragraph{{Text: "注"}}}}
		}
		for _, block := range []compose.Block{p, compose.Item{Spans: p}, compose.Heading{Level: 2, Spans: p}} {
			_, found, markup := shown(compose.Markdown([]compose.Block{block}, notes))
			if n := strings.Count(markup, c.mark); n != many {
				t.Errorf("%s in %T: %d of %d", name, block, n, many)
			}
			for _, d := range found {
				if d.Severity == diag.Error {
					t.Errorf("%s in %T: %s %s", name, block, d.Code, d.Message.EN)
				}
			}
		}
	}
	// In a cell nothing can be divided: the text stays.
	var cell []compose.Span
	for range many {
		cell = append(cell, compose.Span{Text: "甲", Bold: true}, compose.Span{Text: "乙"})
	}
	got, found, _ := shown(compose.Markdown([]compose.Block{compose.Table{Rows: [][][]compose.Span{{cell}}}}, nil))
	if got != strings.Repeat("甲乙", many) || diag.HasErrors(found) {
		t.Errorf("a cell: %.40s %v", got, found)
	}
}

// TestDeepItems: items in very many lists are in as many as a page takes.
func TestDeepItems(t *testing.T) {
	var blocks []compose.Block
	for depth := range 200 {
		blocks = append(blocks, compose.Item{Depth: depth, Spans: []compose.Span{{Text: "项"}}})
	}
	got, found, _ := shown(compose.Markdown(blocks, nil))
	if strings.Count(got, "项") != 200 || diag.HasErrors(found) {
		t.Errorf("%.200s %v", got, found)
	}
}
