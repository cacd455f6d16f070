// Package compose writes Markdown that shows a given text, whatever the text.
//
// A document that comes from elsewhere has asterisks that hide names, brackets,
// numbers at the beginning of lines and stray marks of all kinds, and Markdown
// takes each of them for something. [Text] escapes what would be taken for a
// mark where it stands, and leaves alone what would not, so that the result can
// still be read and edited:
//
//	compose.Text("张*华、李*明 1. 见 [附件]") = `张\*华、李\*明 1. 见 \[附件]`
//
// [Markdown] writes a whole body, and so does [ByLine], for sites in which a line is a
// paragraph and fewer marks are any. A body is made of blocks: [Paragraph], [Heading], [Item],
// [Table], [TableFile]. Every paragraph is one line with a blank line after it,
// so that it does not matter what a line break means.
//
// What is shown is the text, but for what no page can show: control characters
// are dropped, white space at the ends of a block and more than one blank in a
// row. A format that cannot be written where it stands (bold within a word that
// ends in a quotation mark) is left out rather than shown as asterisks. A fuzz
// target holds all of this to what package markdown makes of it.
//
// Package markdown takes 2,000 marks in a block. Where a line would have more,
// characters are written by their numbers (&#42; for an asterisk), and a line
// with more links, pictures and formats than that is written as several. A cell
// of a table is one line whatever it has: it loses formats and links.
//
// The package knows nothing of files and of where a text comes from.
package compose

import (
	"strconv"
	"strings"
)

// Span is a piece of text of one kind.
type Span struct {
	Text string
	Bold bool
	// Link is an address, or the path of a file beside the document.
	Link string
	// Image is the path of a picture that Text describes, Caption what stands below it.
	Image, Caption string
	// Note is the number of a footnote whose mark stands here, counted from 1;
	// the span has nothing else.
	Note int
}

// Block is a part of a body.
type Block interface{ write(w *writer) }

// Paragraph is a paragraph.
type Paragraph []Span

// Heading is a heading; Level is from 2 to 6.
type Heading struct {
	Level int
	Spans []Span
}

// Item is an item of a list. Number is its number, 0 in a list without numbers;
// Depth is how many lists it is in besides its own.
type Item struct {
	Number int
	Depth  int
	Spans  []Span
}

// Table is a table without merged cells. The first row is the header.
type Table struct {
	Rows  [][][]Span // rows of cells
	Right []bool     // columns that are set to the right
}

// TableFile shows the table in a file beside the document.
type TableFile struct {
	File    string // a name without blanks
	Header  int    // rows of the header; 0: not known
	Caption string
}

// Markdown writes a body: the blocks, then the footnotes. It shows the text whether a
// line is a paragraph or lines are joined.
func Markdown(blocks []Block, notes [][]Block) []byte { return write(&writer{}, blocks, notes) }

// ByLine writes a body for a site in which a line is a paragraph, as it is unless its
// config.toml says otherwise. There a single asterisk within a word is no mark, and
// names are as readable as they were: 张*华.
func ByLine(blocks []Block, notes [][]Block) []byte {
	return write(&writer{byLine: true}, blocks, notes)
}

func write(w *writer, blocks []Block, notes [][]Block) []byte {
	for _, b := range blocks {
		b.write(w)
	}
	for i, note := range notes {
		w.note(i+1, note)
	}
	return []byte(w.out.String())
}

// Text escapes a text that stands within a paragraph, after other text.
func Text(s string) string { return inline([]Span{{Text: s}}, place{}) }

// writer writes blocks one after the other.
type writer struct {
	out    strings.Builder
	indent string // of the lines of a footnote
	lists  []list // that are open, the outermost first
	begun  bool   // something stands before
	byLine bool   // see [ByLine]
}

// list is an open list.
type list struct {
	number int // of its last item; 0: without numbers
	width  int // of its last marker
}

// block writes a line with a blank line before it.
func (w *writer) block(line string) {
	w.lists = w.lists[:0]
	w.gap()
	w.out.WriteString(line + "\n")
}

// gap ends what stands before.
func (w *writer) gap() {
	if w.begun {
		w.out.WriteString("\n")
		w.out.WriteString(w.indent)
	}
	w.begun = true
}

func (p Paragraph) write(w *writer) {
	for _, line := range pieces(p, place{start: true, byLine: w.byLine}) {
		w.block(line)
	}
}

func (h Heading) write(w *writer) {
	for i, line := range pieces(h.Spans, place{heading: true, byLine: w.byLine}) {
		if i == 0 {
			line = strings.Repeat("#", min(max(h.Level, 2), 6)) + " " + line
		}
		w.block(line)
	}
}

// write writes an item. A number that does not follow the one before in its list
// would be shown as if it did where lines are joined, and one of four digits is taken
// for a figure; such an item is a paragraph.
func (i Item) write(w *writer) {
	depth := min(max(i.Depth, 0), len(w.lists), maxDepth)
	if depth < len(w.lists) {
		last := w.lists[depth].number
		if (last == 0) != (i.Number == 0) && depth > 0 || i.Number > 0 && last > 0 && i.Number != last+1 {
			Paragraph(append([]Span{{Text: i.marker()}}, i.Spans...)).write(w)
			return
		}
	}
	lines := pieces(i.Spans, place{start: true, byLine: w.byLine})
	if len(lines) == 0 || i.Number > 999 {
		Paragraph(append([]Span{{Text: i.marker()}}, i.Spans...)).write(w)
		return
	}
	indent := ""
	for _, l := range w.lists[:depth] {
		indent += strings.Repeat(" ", l.width)
	}
	if len(w.lists) == 0 || depth == 0 && (w.lists[0].number == 0) != (i.Number == 0) {
		w.gap()
	} else {
		w.out.WriteString(w.indent)
	}
	marker := i.marker()
	w.lists = append(w.lists[:depth], list{i.Number, len(marker)})
	w.out.WriteString(indent + marker + lines[0] + "\n")
	for _, line := range lines[1:] {
		w.block(line)
	}
}

// maxDepth is how many lists an item may be in besides its own: half of what
// package markdown takes, and more than can be read.
const maxDepth = 16

// marker is what stands before the text of an item.
func (i Item) marker() string {
	if i.Number == 0 {
		return "- "
	}
	return strconv.Itoa(i.Number) + ". "
}

func (t Table) write(w *writer) {
	columns := 0
	for _, row := range t.Rows {
		columns = max(columns, len(row))
	}
	if columns == 0 {
		return
	}
	w.lists = w.lists[:0]
	w.gap()
	for i, row := range t.Rows {
		if i > 0 {
			w.out.WriteString(w.indent)
		}
		w.out.WriteString("|")
		for c := range columns {
			var cell []Span
			if c < len(row) {
				cell = row[c]
			}
			w.out.WriteString(" " + inline(cell, place{cell: true, byLine: w.byLine}) + " |")
		}
		w.out.WriteString("\n")
		if i == 0 {
			w.out.WriteString(w.indent + t.delimiters(columns))
		}
	}
}

// delimiters is the line below the header.
func (t Table) delimiters(columns int) string {
	var b strings.Builder
	b.WriteString("|")
	for c := range columns {
		if c < len(t.Right) && t.Right[c] {
			b.WriteString("--:|")
		} else {
			b.WriteString(":--|")
		}
	}
	return b.String() + "\n"
}

func (t TableFile) write(w *writer) {
	line := "{{table " + t.File
	if t.Header > 0 {
		line += " header=" + strconv.Itoa(t.Header)
	}
	if caption := strings.NewReplacer(`"`, "”", "}}", "} }").Replace(clean(t.Caption)); caption != "" {
		line += ` caption="` + caption + `"`
	}
	w.block(line + "}}")
}

// note writes the text of a footnote.
func (w *writer) note(number int, blocks []Block) {
	w.lists = w.lists[:0]
	w.gap()
	w.out.WriteString("[^" + strconv.Itoa(number) + "]: ")
	w.begun, w.indent = false, "    "
	length := w.out.Len()
	for _, b := range blocks {
		b.write(w)
	}
	if w.out.Len() == length {
		w.out.WriteString("…\n") // a mark without its text would be an error
	}
	w.begun, w.indent = true, ""
}
