package importer

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/unseen"
)

// block is a paragraph, an item of a list, or a table.
type block struct {
	spans []compose.Span
	at    diag.Text // where in the file
	table *table    // spans is empty
	file  string    // of a table that is in a file of its own
	// download: the file is too large to be shown.
	download bool

	heading  int  // 1 to 9 by its style, then 2 to 6; 0: none
	title    bool // by its style
	contents bool // in a table of contents that Word has made
	centered bool
	right    bool
	size     int    // of the letters in half points; 0: not known
	label    string // before the text: 一、
	item     bool   // of a list
	number   int    // of the item; 0: in a list without numbers
	depth    int    // of the item
}

// text returns the text of a paragraph with its label, without what is no text.
func (b *block) text() string {
	var s strings.Builder
	s.WriteString(b.label)
	for i := range b.spans {
		if b.spans[i].Image == "" && b.spans[i].Note == 0 {
			s.WriteString(b.spans[i].Text)
		}
	}
	return strings.TrimFunc(s.String(), unicode.IsSpace)
}

// line returns the text of a paragraph that is nothing but text, "" for another.
func (b *block) line() string {
	if b.table != nil || b.file != "" || b.item || slices.ContainsFunc(b.spans, func(s compose.Span) bool { return s.Image != "" || s.Note > 0 }) {
		return ""
	}
	return b.text()
}

// compose returns the block as package compose takes it.
func (b *block) compose(prefix string) compose.Block {
	switch {
	case b.download:
		return compose.Paragraph{{Text: stem(b.file), Link: prefix + b.file}}
	case b.file != "":
		return compose.TableFile{File: prefix + b.file, Header: b.table.fileHeader()}
	case b.table != nil:
		return b.table.compose(prefix)
	}
	spans := slices.Clone(b.spans)
	for i := range spans {
		if spans[i].Image != "" {
			spans[i].Image = prefix + spans[i].Image
		}
	}
	switch {
	case b.item:
		return compose.Item{Number: b.number, Depth: b.depth, Spans: spans}
	case b.label != "":
		spans = append([]compose.Span{{Text: b.label}}, spans...)
	}
	if b.heading > 0 {
		for i := range spans {
			spans[i].Bold = false // it is a heading
		}
		return compose.Heading{Level: b.heading, Spans: spans}
	}
	return compose.Paragraph(spans)
}

// paragraph makes a paragraph of a text, one for each of its lines.
func paragraphs(text string, at diag.Text) []block {
	var blocks []block
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) != "" {
			blocks = append(blocks, block{spans: []compose.Span{{Text: line}}, at: at})
		}
	}
	return blocks
}

// lines divides spans at the line breaks in their texts.
func lines(spans []compose.Span) [][]compose.Span {
	out := [][]compose.Span{nil}
	for _, s := range spans {
		for i, part := range strings.Split(s.Text, "\n") {
			if i > 0 {
				out = append(out, nil)
			}
			s.Text = part
			if part != "" || s.Image != "" || s.Note > 0 {
				out[len(out)-1] = append(out[len(out)-1], s)
			}
			s.Image, s.Note = "", 0
		}
	}
	return out
}

// blank reports whether spans show nothing.
func blank(spans []compose.Span) bool {
	return !slices.ContainsFunc(spans, func(s compose.Span) bool {
		return s.Image != "" || s.Note > 0 || strings.TrimSpace(s.Text) != ""
	})
}

// legible drops the characters that nobody sees and that are no text: marks of
// a program about where a line may end or in which direction it runs, and others that
// change nothing (package unseen). What breaks a
// line in Word, or a page, is a line break.
func legible(s string) string {
	if strings.ContainsFunc(s, unseen.Is) {
		s = string(unseen.Without([]byte(s)))
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u00ad', r == '\ufeff', r == '\u2060', r == '\u200b', r == '\u200e', r == '\u200f', '\u202a' <= r && r <= '\u202e', '\u2066' <= r && r <= '\u2069':
			return -1
		case r == '\v', r == '\f', r == '\u0085', r == '\u2028', r == '\u2029':
			return '\n'
		case unicode.IsControl(r) && r != '\n' && r != '\t':
			return -1
		}
		return r
	}, s)
}

func decimal(n int) string { return strconv.Itoa(n) }

// fileName makes a name for a file beside a document of any text: without what
// Windows does not allow, and without blanks, which Markdown does not.
func fileName(base, ext string) string {
	const longest = 60
	name := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), strings.ContainsRune(`<>:"/\|?*#%&{}[]()'`+"`", r):
			return '-'
		case unicode.IsControl(r), !unicode.IsPrint(r):
			return -1
		}
		return r
	}, legible(base))
	if runes := []rune(name); len(runes) > longest {
		name = string(runes[:longest])
	}
	if name = strings.Trim(name, "-. "); name == "" {
		name = "文件"
	}
	return name + ext
}
