package prose

import "bytes"

// Body is a text with what has been found out about its lines. The zero Body is an
// empty text; [Body.Reset] takes another one.
//
// To CommonMark a line break within a paragraph means nothing. To those who write
// Chinese it is the end of the paragraph, as in every other program they know: a
// notice that comes out of Word has no blank line in it. So a line ends its paragraph
// where it or the next one holds Chinese, or no letter at all, as the figures of a
// column do, or where the next one begins with a number, such as 3, or one of them with what Word
// writes for a number or a bullet of its own, with a tab behind it. Other lines of
// Latin text are joined, as they always were. What such a line is still part of is
//
//   - a table, or what looks like one: lines with bars, or with tabs, but not one
//     behind a number or a bullet alone;
//   - a comment that is open;
//   - a term, with the line that defines it;
//   - a hard line break; but one of two blanks, which nobody sees, only where the
//     next line does not begin with what opens a paragraph, such as 一、, and none
//     where the mark of code is open;
//   - a heading underlined by = or -, if it stands alone and is no sentence.
type Body struct {
	Text []byte
	// Seams are the lines that end their paragraphs though no blank line follows, in
	// order.
	Seams   []Seam
	comment bool // one is open in the paragraph that is read: see inComment
	// lastComment is behind the beginning of the last end of a comment; 0: not known.
	lastComment int
	defines     answer
}

// Seam is where a line's text begins, and where the next line does.
type Seam struct{ Start, Stop int }

// answer is what is known of a question.
type answer uint8

const (
	unknown answer = iota
	no
	yes
)

// Reset takes another text, and uses the memory of the last one again.
func (b *Body) Reset(text []byte) {
	const kept = 1000 // a text of 3 KB has 60 lines
	seams := b.Seams[:0]
	if cap(seams) > kept {
		seams = nil
	}
	*b = Body{Text: text, Seams: seams}
}

// MayDefine reports whether there may be definitions of references or footnotes.
func (b *Body) MayDefine() bool {
	if b.defines == unknown {
		b.defines = no
		if bytes.Contains(b.Text, []byte("]:")) {
			b.defines = yes
		}
	}
	return b.defines == yes
}

// Ends reports whether the line from one offset to another, its end included, is the
// last of the paragraph that begins at the first one, though no blank line follows. A
// line may be asked about twice.
func (b *Body) Ends(first, start, stop int) bool {
	if stop >= len(b.Text) || b.Text[stop-1] != '\n' {
		return false
	}
	if b.Text[stop] == '\n' { // as below nearly all
		return false
	}
	this, next := Line(b.Text[start:stop]), LineOf(b.Text[stop:])
	if !divided(this, next) || next.IsBlank() {
		return false
	}
	switch {
	case b.inComment(start, stop, start == first):
		return false
	case this.HasBar() && next.HasBar(), b.inTabs(first, start, this, next), next.isDefinition():
		return false
	case this.Ending().Hard && bytes.Count(this, []byte{'`'})%2 == 0: // code would swallow the line break
		return !this.Ending().Backslash && next.OpensParagraph()
	case next.isUnderline() && start == first && b.standsAlone(start, stop):
		return false
	}
	if n := len(b.Seams); n == 0 || b.Seams[n-1].Start < start {
		b.Seams = append(b.Seams, Seam{start, stop})
	}
	return true
}

// Divides reports whether the first line break from an offset on divides lines that
// would be paragraphs, were it not for something else.
func (b *Body) Divides(at int) bool {
	i := bytes.IndexByte(b.Text[at:], '\n')
	if i < 0 {
		return false
	}
	at += i
	return divided(b.Text[StartOfLine(b.Text, at):at], LineOf(b.Text[at+1:]))
}

// divided reports whether the break between two lines means something: one of them
// holds Chinese, or no word at all, or the second begins with a number.
func divided(this, next Line) bool {
	if this.Chinese() || next.Chinese() || this.wordless() || next.wordless() {
		return true
	}
	if next.IsNumbered() || this.IsNumbered() {
		return true
	}
	begin := Line(bytes.TrimLeft(next, " "))
	return begin.Enumerates() && (!begin.IsFigure() || begin[0] == '0' || begin.IsBracketed())
}

// inTabs reports whether a line and the next are rows of a table, in the paragraph that
// begins at the first offset. A number of Word's is none, unless the table has such
// numbers in its first column.
func (b *Body) inTabs(first, start int, this, next Line) bool {
	if bytes.IndexByte(next, '\t') < 0 || !this.HasTab() && (start == first || bytes.IndexByte(this, '\t') < 0) {
		return false
	}
	if this.IsTabbedSentence() || next.IsTabbedSentence() {
		return false
	}
	head := LineOf(b.Text[first:])
	return head.HeadsRow(this) && head.HeadsRow(next)
}

// standsAlone reports whether a line at the margin may be a heading: it is no
// sentence, and nothing but a heading stands right above.
func (b *Body) standsAlone(from, stop int) bool {
	start := StartOfLine(b.Text, from)
	if len(bytes.Trim(b.Text[start:from], " ")) > 0 || Line(b.Text[from:stop]).endsSentence() {
		return false
	}
	above := LineOf(b.Text[StartOfLine(b.Text, max(start-1, 0)):start])
	return above.IsBlank() || above[0] == '#'
}

// inComment reports whether a comment is open at the end of a line. It is one that
// begins within a paragraph, of which this may be the first line.
func (b *Body) inComment(start, stop int, first bool) bool {
	this := b.Text[start:stop]
	if first {
		b.comment = false
	}
	if b.comment {
		end := bytes.Index(this, []byte("-->"))
		if end < 0 {
			return true
		}
		b.comment, this = false, this[end:]
	}
	if open := bytes.LastIndex(this, []byte("<!--")); open >= 0 && !bytes.Contains(this[open:], []byte("-->")) {
		if b.lastComment == 0 {
			b.lastComment = max(1, 1+bytes.LastIndex(b.Text, []byte("-->"))) // 1, where there is none
		}
		b.comment = stop < b.lastComment
	}
	return b.comment
}
