package quick

import (
	"bytes"
	"unicode/utf8"

	"gongkai/generator/markdown/pipetable"
	"gongkai/generator/markdown/prose"
	"gongkai/generator/unseen"
)

// Reader reads the blocks of one body, one after the other.
type Reader struct {
	*Parser
	Block Block // that Next has read
	At    int   // the line that is read next: the first one that is not blank
	body  *prose.Body
	text  []byte
}

// Begin makes a reader begin with the line at an offset of a body.
func (p *Parser) Begin(r *Reader, body *prose.Body, at int) {
	r.Parser, r.body, r.text = p, body, body.Text
	r.At = r.below(at)
}

// Release lets go of the body, and of memory for more lines than most blocks have.
func (r *Reader) Release(most int) {
	lines, columns := r.Block.Lines[:0], r.Block.Columns[:0]
	if cap(lines) > most || cap(columns) > most {
		lines, columns = nil, nil
	}
	*r = Reader{Block: Block{Lines: lines, Columns: columns}}
}

// Next reads the next block into r.Block. It reports false at the end of the body, and
// where a block begins that is none of those that this package reads; r.At is there.
func (r *Reader) Next() bool {
	if r.At >= len(r.text) {
		return false
	}
	b := &r.Block
	b.reset(r.At)
	ok := false
	switch at := r.At; {
	case r.text[at] == '#':
		ok = r.heading(at)
	case r.text[at] == '>':
		ok = r.quote(at)
	case r.text[at] == '|':
		ok = r.table(at)
	case r.begins(at):
		ok = r.paragraph(at)
	default:
		ok = r.list(at)
	}
	if !ok {
		return false
	}
	for _, l := range b.Lines {
		b.Escaped, b.Spans = b.Escaped || l.escaped, b.Spans || l.spans
	}
	b.End = b.Lines[len(b.Lines)-1].End
	r.At = r.below(b.End)
	return true
}

// reset makes a block one that begins at an offset, and of which nothing else is known.
func (b *Block) reset(at int) {
	b.Kind, b.Number, b.Sign, b.At = Paragraph, 0, 0, at
	b.Lines, b.Columns = b.Lines[:0], b.Columns[:0]
	b.Marked, b.Spans, b.Escaped = false, false, false
}

// add adds a line to the block.
func (r *Reader) add(l Line) { r.Block.Lines = append(r.Block.Lines, l) }

// read reads the line whose text begins at an offset.
func (r *Reader) read(at int) Line {
	text := r.text
	l := Line{Start: at, Stop: len(text), End: len(text)}
scan:
	for i := at; i < len(text); i++ {
		c := text[i]
		if c >= utf8.RuneSelf {
			i = prose.NextASCII(text, i+1) - 1
			continue
		}
		switch r.class[c] {
		case escaped:
			l.escaped = true
		case mark:
			if !r.isMark(i) {
				continue
			}
			if n := r.span(i); n > 0 {
				l.spans = true
				i += n - 1
				continue
			}
			l.marked = true
			if n := bytes.IndexByte(text[i:], '\n'); n >= 0 {
				l.Stop, l.End = i+n, i+n+1
			}
			break scan
		case newline:
			l.Stop, l.End = i, i+1
			break scan
		}
	}
	for l.Stop > at && prose.IsSpace(text[l.Stop-1]) {
		l.Stop--
	}
	return l
}

// isMark reports whether the byte at an offset may be markup. Most full stops
// and colons are in no address.
func (r *Reader) isMark(i int) bool {
	switch rest := r.text[i:]; rest[0] {
	case '.':
		return i >= len("www") && bytes.EqualFold(r.text[i-len("www"):i], []byte("www"))
	case ':':
		return bytes.HasPrefix(rest, []byte("://"))
	case '!':
		return false // the bracket after it would be
	}
	return true
}

// below returns the first line from an offset on that is not blank.
func (r *Reader) below(at int) int {
	for i := at; i < len(r.text); i++ {
		if c := r.text[i]; c == '\n' {
			at = i + 1
		} else if !prose.IsSpace(c) {
			return at
		}
	}
	return len(r.text)
}

// blank reports whether no text stands in the line at an offset.
func (r *Reader) blank(at int) bool {
	for ; at < len(r.text) && r.text[at] != '\n'; at++ {
		if !prose.IsSpace(r.text[at]) {
			return false
		}
	}
	return true
}

// white reports whether a line shows nothing: it is of blanks that are not those of
// ASCII, or of what cannot be seen. To a parser of Markdown it may be no paragraph.
func (r *Reader) white(l Line) bool {
	value := r.text[l.Start:l.Stop]
	first, _ := utf8.DecodeRune(value)
	return unseen.ShowsNothing(first) && len(bytes.TrimFunc(value, unseen.ShowsNothing)) == 0
}

// begins reports whether text begins at an offset, and nothing else can: no
// list, no rule, no definition of a reference or a footnote.
func (r *Reader) begins(at int) bool {
	rest := prose.Line(r.text[at:])
	switch c := prose.ByteAt(rest, 0); {
	case c >= utf8.RuneSelf, prose.IsLetter(c):
		return true
	case c == '*': // **第一条**
		return prose.ByteAt(rest, 1) == '*' && prose.ByteAt(rest, 2) >= utf8.RuneSelf
	case c == '[':
		return !r.body.MayDefine()
	}
	n := rest.Digits()
	return n > 0 && prose.ByteAt(rest, n) != '.' && (prose.ByteAt(rest, n) != ')' || r.ByLine)
}

// heading reads `## text`. It leaves alone what ends with #, and {#id}.
func (r *Reader) heading(at int) bool {
	rest := r.text[at:]
	level := 0
	for level <= 6 && prose.ByteAt(rest, level) == '#' {
		level++
	}
	if level > 6 || prose.ByteAt(rest, level) != ' ' || prose.IsSpace(prose.ByteAt(rest, level+1)) {
		return false
	}
	l := r.read(at + level + 1)
	if last := r.text[l.Stop-1]; last == '#' || last == '}' {
		return false
	}
	r.add(l)
	r.Block.Kind, r.Block.Number = Heading, level
	r.Block.Marked = l.marked || l.spans || bytes.IndexByte(r.text[l.Start:l.Stop], '&') >= 0
	return true
}

// paragraph reads a paragraph up to a blank line.
func (r *Reader) paragraph(at int) bool {
	l := r.readText(at)
	if l.Start >= l.Stop || r.white(l) {
		return false
	}
	r.add(l)
	ended := r.ends(at, at, l.End)
	for !ended && !r.blank(l.End) {
		if !r.begins(l.End) || !r.endsWithText(l) {
			return false
		}
		from := l.End
		if l = r.readText(from); l.Start >= l.Stop {
			return false
		}
		r.add(l)
		ended = r.ends(at, from, l.End)
	}
	if r.ByLine && len(r.Block.Lines) > 1 && bytes.IndexByte(r.text[at:l.Stop], '\t') >= 0 {
		return false // it could be a table
	}
	if bytes.HasPrefix(bytes.TrimLeft(r.text[r.below(l.End):], " \t\n\v\f\r"), []byte(":")) {
		return false // it could be a term that is defined there
	}
	r.Block.Marked = r.marked()
	return true
}

// readText reads a line whose text begins at an offset, without the blanks that
// are not those of ASCII before it.
func (r *Reader) readText(at int) Line {
	if c := r.text[at]; r.ByLine && c >= utf8.RuneSelf && c < 0xE4 { // U+4000, behind all blanks
		at += prose.LineOf(r.text[at:]).Indentation()
	}
	return r.read(at)
}

// ends reports whether a line ends the paragraph that begins at an offset, though
// no blank line follows.
func (r *Reader) ends(first, start, stop int) bool {
	return r.ByLine && r.body.Ends(first, start, stop)
}

// endsWithText reports whether a line ends without blanks: two of them would be
// a line break.
func (r *Reader) endsWithText(l Line) bool {
	ending := r.text[l.Stop:l.End]
	return len(ending) == 1 || string(ending) == "\r\n"
}

// quote reads `> text`.
func (r *Reader) quote(at int) bool {
	if prose.ByteAt(r.text, at+1) != ' ' || !r.begins(at+2) {
		return false
	}
	l := r.readText(at + 2)
	if l.Start >= l.Stop || r.white(l) || !r.blank(l.End) {
		return false
	}
	r.add(l)
	r.Block.Kind, r.Block.Marked = Quote, r.marked()
	return true
}

// list reads `- text` or `1. text`, up to a blank line below which the list
// cannot go on.
func (r *Reader) list(at int) bool {
	sign, start, from := r.item(at)
	if from == 0 {
		return false
	}
	b := &r.Block
	b.Kind, b.Sign, b.Number = Bullets, sign, start
	if sign == '.' || sign == ')' {
		b.Kind = Numbers
	}
	for {
		l := r.readText(from)
		if l.Start >= l.Stop {
			return false
		}
		r.add(l)
		if r.blank(l.End) {
			break
		}
		next, _, text := r.item(l.End)
		if next != sign || text == 0 {
			if !r.begins(l.End) || !r.ends(from, from, l.End) {
				return false
			}
			break
		}
		from = text
	}
	b.Marked = r.marked()
	return !r.goesOn(r.below(b.Lines[len(b.Lines)-1].End))
}

// goesOn reports whether the text at an offset may be part of the list above it.
func (r *Reader) goesOn(at int) bool {
	if at == len(r.text) {
		return false
	}
	c := r.text[at]
	return c == r.Block.Sign || r.Block.Kind == Numbers && prose.IsDigit(rune(c)) || prose.IsSpace(c)
}

// table reads a table, all lines of which begin with a bar.
func (r *Reader) table(at int) bool {
	if !r.Tables {
		return false
	}
	b := &r.Block
	b.Kind = Table
	for {
		l := r.read(at)
		r.add(l)
		if at = l.End; r.blank(at) {
			break
		}
		if l.marked || l.spans || r.text[at] != '|' {
			return false
		}
	}
	n := len(b.Lines)
	if n < 2 || b.Lines[n-1].marked || b.Lines[n-1].spans {
		return false
	}
	found := false
	header, second := b.Lines[0], b.Lines[1]
	b.Columns, found = pipetable.Delimiters(b.Columns, r.text[second.Start:second.Stop])
	return found && pipetable.LineOf(r.text, header.Start, header.Stop).Count() == len(b.Columns) && !r.hollow()
}

// hollow reports whether a table has too many cells for its text.
func (r *Reader) hollow() bool {
	lines := r.Block.Lines
	for i, l := range lines[1:] {
		columns := pipetable.Columns(r.text[l.Start:l.Stop])
		if columns > 0 && !pipetable.MayFill(columns, len(lines)-1-i, lines[len(lines)-1].Start-lines[0].Start) {
			return true
		}
	}
	return false
}

// item reads the mark of a list's item at an offset: the sign, the number before
// it, and where the text begins; 0 if there is none.
func (r *Reader) item(at int) (sign byte, number, from int) {
	const longest = 9
	rest := prose.Line(r.text[at:])
	n := rest[:min(len(rest), longest+1)].Digits()
	for _, c := range rest[:n] {
		number = 10*number + int(c-'0')
	}
	sign = prose.ByteAt(rest, n)
	switch sign {
	case '-', '+', '*':
		if n > 0 {
			return 0, 0, 0
		}
	case '.', ')':
		if n == 0 || n > longest {
			return 0, 0, 0
		}
	default:
		return 0, 0, 0
	}
	if r.ByLine && n > 0 && prose.LineOf(rest).IsFigure() {
		return 0, 0, 0
	}
	from = at + n + len("- ")
	if prose.ByteAt(rest, n+1) != ' ' || from >= len(r.text) || !r.begins(from) {
		return 0, 0, 0
	}
	return sign, number, from
}

// marked reports whether there may be markup in the lines that have been read, or so
// many marks of spans that they are text.
func (r *Reader) marked() bool {
	lines := r.Block.Lines
	long := lines[len(lines)-1].Stop-lines[0].Start > r.Longest
	for _, l := range lines {
		if l.marked || l.spans && long {
			return true
		}
	}
	return false
}
