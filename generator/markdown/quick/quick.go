// Package quick reads the blocks that most documents are made of: headings,
// paragraphs, lists with one line an item, quotes of one line, and tables, all of
// them at the margin, with no other block in them and none that could go on with them
// below.
//
//	parser := quick.New(dialect) // goroutines may share it
//	var r quick.Reader           // of one goroutine, for one body after the other
//	for parser.Begin(&r, body, 0); r.Next(); {
//		… r.Block
//	}
//	// r.At is where the first block begins that is anything else
//
// A parser of Markdown asks up to ten others what a line is, and what the next one is
// to it; then it looks for markup in each piece of text. Here the first characters of
// a line decide, and text without any mark but those of simple links and strong text
// (span.go) needs no other look. Whatever does not look like these few things is left
// alone: that is for the parser whose Markdown this is, and which this package knows
// nothing of. What it makes of the same lines, tests of package markdown compare.
// Without this reader a build of 10,000 documents takes 35 % more processor time.
package quick

import "gongkai/generator/markdown/pipetable"

// Dialect says which Markdown is read.
type Dialect struct {
	Marks   [256]bool // the bytes that may begin markup within a line, and the line feed
	Special [256]bool // those that text cannot simply copy
	Tables  bool      // there are tables
	ByLine  bool      // line breaks mean something: see package prose
	// Longest is the length of a block from which on its marks may be too many: one
	// that is longer and has spans is Marked.
	Longest int
}

// Parser reads blocks in one dialect.
type Parser struct {
	class [256]byteClass
	Dialect
}

// byteClass is what a byte may be within text.
type byteClass uint8

const (
	copied  byteClass = iota // nothing but itself
	escaped                  // written in another way
	mark                     // markup may begin with it
	newline
)

// New makes a parser.
func New(d Dialect) *Parser {
	p := &Parser{Dialect: d}
	for c := range p.class {
		switch {
		case c == '\n':
			p.class[c] = newline
		case d.Marks[c]:
			p.class[c] = mark
		case d.Special[c]:
			p.class[c] = escaped
		}
	}
	return p
}

// Kind says what a block is.
type Kind uint8

const (
	Paragraph Kind = iota
	Quote
	Bullets
	Numbers // a list with numbers
	Table
	Heading
)

// Block is one block. The next one uses its memory again.
type Block struct {
	Kind   Kind
	Number int  // of the first item of a list; the level of a heading
	Sign   byte // that the items of a list have
	At     int  // where it begins
	End    int  // where its last line ends
	// Lines are those of a paragraph, the items of a list, the rows of a table; of a
	// quote and a heading there is one.
	Lines   []Line
	Columns []pipetable.Alignment // of a table
	Marked  bool                  // there may be markup that is no span
	Spans   bool                  // there are spans: see [NextSpan]
	Escaped bool                  // some of the text cannot simply be copied
}

// Line is a line with the text in it: from Start, where the mark of a list or of a
// quote ends, to Stop, where the blanks at the end of the line begin.
type Line struct {
	Start, Stop int
	End         int // the beginning of the next line
	marked      bool
	escaped     bool
	spans       bool
}
