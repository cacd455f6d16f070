package markdown

import (
	"bytes"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Lines. To CommonMark a line break within a paragraph means nothing. To those who
// write Chinese it is the end of the paragraph, as in every other program they
// know: a notice that comes out of Word has no blank line in it. So, unless
// [Options.Join] says otherwise, a line ends its paragraph where it or the next
// one holds Chinese, or no letter at all, as the figures of a column do, or where
// the next one begins with a number, such as 3. Other lines of Latin text are joined,
// as they always were.
//
// A paragraph that has ended is closed at once, so that whatever follows begins
// anew: a list may start with any number, and nothing joins a quote or an item of
// a list from outside. What such a line is still part of is
//
//   - a table, or what looks like one: lines with bars, or with tabs;
//   - a comment that is open;
//   - a term, with the line that defines it;
//   - a hard line break; but one of two blanks, which nobody sees, only where the
//     next line does not begin with what opens a paragraph, such as 一、;
//   - a heading underlined by = or -, if it stands alone and is no sentence.
//
// A line of blanks of any kind, U+3000 among them, is blank, and blanks of any
// kind at the beginning of a paragraph are dropped: the style sheet indents it.

// byLine reports whether line breaks mean something.
func (o Options) byLine() bool { return !o.Join && !o.CommonMark }

// lineParser is goldmark's parser of paragraphs, with nodes that are used again,
// and paragraphs that end with a line.
type lineParser struct {
	parser.BlockParser
	transformers []parser.ParagraphTransformer // in the order in which goldmark asks them
	byLine       bool
}

// newLineParser makes the parser that goes with a list of transformers.
func newLineParser(p parser.BlockParser, list []util.PrioritizedValue, byLine bool) *lineParser {
	l := &lineParser{BlockParser: p, byLine: byLine}
	for _, t := range slices.SortedStableFunc(slices.Values(list), func(a, b util.PrioritizedValue) int { return a.Priority - b.Priority }) {
		l.transformers = append(l.transformers, t.Value.(parser.ParagraphTransformer))
	}
	return l
}

func (p *lineParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	if util.IsBlank(line) || p.byLine && len(bytes.TrimFunc(line, unicode.IsSpace)) == 0 {
		return nil, parser.NoChildren
	}
	c := pc.(*context)
	n := c.job.nodes.paragraphs.take()
	n.Lines().Append(segment)
	if p.byLine && (lineJudge{c.job}).ends(segment.Start, segment) {
		c.ended, c.reader = n, reader
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (p *lineParser) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	_, segment := reader.PeekLine()
	state := p.BlockParser.Continue(n, reader, pc)
	if c := pc.(*context); p.byLine && state&parser.Continue != 0 && (lineJudge{c.job}).ends(n.Lines().At(0).Start, segment) {
		c.ended, c.reader = n, reader
		c.SetOpenedBlocks(c.OpenedBlocks())
	}
	return state
}

// Close drops the blanks before the text, also those that are not ASCII.
func (p *lineParser) Close(n ast.Node, reader text.Reader, pc parser.Context) {
	p.BlockParser.Close(n, reader, pc)
	if lines := n.Lines(); p.byLine && n.Parent() != nil {
		for i := range lines.Len() {
			line := lines.At(i)
			line.Start += indentation(reader.Source()[line.Start:line.Stop])
			lines.Set(i, line)
		}
	}
}

// CanAcceptIndentedLine tells that a line may begin with four blanks and more: see
// [codeParser].
func (p *lineParser) CanAcceptIndentedLine() bool { return p.byLine }

// finish does what goldmark does with a paragraph that it closes.
func (p *lineParser) finish(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	for _, t := range p.transformers {
		if t.Transform(n, reader, pc); n.Parent() == nil {
			return
		}
	}
	p.Close(n, reader, pc)
}

// codeParser is goldmark's parser of code that four blanks before a line make. A
// line of Chinese that begins so is a paragraph that somebody has indented.
type codeParser struct{ parser.BlockParser }

func (p codeParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if line, _ := reader.PeekLine(); chinese(line) {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// indentation returns the length of the blanks that text begins with, where those
// of ASCII have been dropped already.
func indentation(text []byte) int {
	if len(text) == 0 || text[0] < utf8.RuneSelf {
		return 0
	}
	return len(text) - len(bytes.TrimLeftFunc(text, unicode.IsSpace))
}

// lineJudge says what the line breaks of a body mean.
type lineJudge struct{ *job }

// ends reports whether a line of a paragraph that begins at an offset is its last,
// though no blank line follows.
func (j lineJudge) ends(first int, line text.Segment) bool {
	body := j.src.Body
	if line.Stop >= len(body) || body[line.Stop-1] != '\n' {
		return false
	}
	if body[line.Stop] == '\n' { // as below nearly all
		return false
	}
	this, next := body[line.Start:line.Stop], lineOf(body[line.Stop:])
	if !divided(this, next) || util.IsBlank(next) {
		return false
	}
	switch {
	case j.inComment(line, line.Start == first):
		return false
	case hasBar(this) && hasBar(next), inTabs(this, next, line.Start == first), isDefinition(next):
		return false
	case endOfLine(this).hard:
		return !endOfLine(this).backslash && opensParagraph(next)
	case isUnderline(next) && line.Start == first && j.standsAlone(line):
		return false
	}
	j.noteSevered(line, next)
	j.noteCrossing(line, next)
	return true
}

// divides reports whether the first line break from an offset on divides lines that
// would be paragraphs, were it not for something else.
func (j lineJudge) divides(at int) bool {
	body := j.src.Body
	i := bytes.IndexByte(body[at:], '\n')
	if i < 0 {
		return false
	}
	at += i
	above, below := body[bytes.LastIndexByte(body[:at], '\n')+1:at], lineOf(body[at+1:])
	return divided(above, below)
}

// divided reports whether the break between two lines means something: one of them
// holds Chinese, or no word at all, or the second begins with a number.
func divided(this, next []byte) bool {
	if chinese(this) || chinese(next) || wordless(this) || wordless(next) {
		return true
	}
	begin := bytes.TrimLeft(next, " ")
	return enumerates(begin) && !isFigure(begin)
}

// lineOf returns the line that text begins with, without its end.
func lineOf(text []byte) []byte {
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	return text
}

// startOfLine returns where the line begins that an offset is in.
func startOfLine(text []byte, at int) int { return bytes.LastIndexByte(text[:at], '\n') + 1 }

// chinese reports whether text holds a Chinese character, punctuation among them.
func chinese(text []byte) bool {
	for i := 0; i+1 < len(text); i++ {
		switch c, second := text[i], text[i+1]; {
		case c < 0xE2:
		case 0xE3 <= c && c <= 0xE9: // U+3000 to U+9FFF
			return true
		case c == 0xE2 && 0x91 <= second && second <= 0x93: // ①
			return true
		case c == 0xEF && (0xA4 <= second && second <= 0xAB || second == 0xBC || second == 0xBD): // compatible and fullwidth ones
			return true
		case c == 0xF0 && second >= 0xA0: // U+20000 and more
			return true
		}
	}
	return false
}

// wordless reports whether a line holds something, but no letter: figures, marks, or
// what Word leaves in a line that shows nothing, blanks without width. A line of
// hyphens and the like belongs to the one above.
func wordless(line []byte) bool {
	found := false
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == 0xE2 && byteAt(line, i+1)|1 == 0x81: // U+2000 to U+207F: “ ” — …
			found = true
			i += len("“") - 1
		case c == 0xC2: // ·
			found = true
			i++
		case isLetter(c), c >= utf8.RuneSelf:
			return false
		case c > ' ' && bytes.IndexByte([]byte("-=:|>"), c) < 0:
			found = true
		}
	}
	return found
}

// hasBar reports whether a line could be one of a table.
func hasBar(line []byte) bool {
	return bytes.IndexByte(line, '|') >= 0 || bytes.Contains(line, []byte("｜"))
}

// isDefinition reports whether a line would define the term above it.
func isDefinition(line []byte) bool {
	line = bytes.TrimLeft(line, " >")
	return len(line) > 1 && line[0] == ':' && util.IsSpace(line[1])
}

// isUnderline reports whether a line would make a heading of the one above.
func isUnderline(line []byte) bool {
	line = bytes.TrimRight(bytes.TrimLeft(line, " "), " \t\r")
	return len(line) >= 3 && (len(bytes.Trim(line, "-")) == 0 || len(bytes.Trim(line, "=")) == 0)
}

// standsAlone reports whether a line at the margin may be a heading: it is no
// sentence, and nothing but a heading stands right above.
func (j lineJudge) standsAlone(line text.Segment) bool {
	body := j.src.Body
	start := startOfLine(body, line.Start)
	if len(bytes.Trim(body[start:line.Start], " ")) > 0 || endsSentence(body[line.Start:line.Stop]) {
		return false
	}
	above := lineOf(body[bytes.LastIndexByte(body[:max(start-1, 0)], '\n')+1 : start])
	return util.IsBlank(above) || above[0] == '#'
}

// endsSentence reports whether a line ends with a mark that ends a sentence or a
// part of one.
func endsSentence(line []byte) bool {
	r, _ := utf8.DecodeLastRune(bytes.TrimRightFunc(line, unicode.IsSpace))
	switch r {
	case '。', '！', '？', '；', '：', '，', '、', '…', '.', '!', '?', ';', ':', ',':
		return true
	}
	return false
}

// inComment reports whether a comment is open at the end of a line. It is one that
// begins within a paragraph, of which this may be the first line.
func (j lineJudge) inComment(line text.Segment, first bool) bool {
	this := j.src.Body[line.Start:line.Stop]
	if first {
		j.comment = false
	}
	if j.comment {
		end := bytes.Index(this, []byte("-->"))
		if end < 0 {
			return true
		}
		j.comment, this = false, this[end:]
	}
	if open := bytes.LastIndex(this, []byte("<!--")); open >= 0 && !bytes.Contains(this[open:], []byte("-->")) {
		if j.lastComment == 0 {
			j.lastComment = max(1, 1+bytes.LastIndex(j.src.Body, []byte("-->"))) // 1, where there is none
		}
		j.comment = line.Stop < j.lastComment
	}
	return j.comment
}

// opensParagraph reports whether a line begins with what stands at the beginning of
// paragraphs only: a blank of two columns, a number and what divides it from the
// text, the mark of a list or of a heading.
func opensParagraph(line []byte) bool {
	line = bytes.TrimLeft(line, " \t")
	if len(line) == 0 {
		return true
	}
	switch line[0] {
	case '#', '>', '|':
		return true
	case '-', '+', '*':
		return len(line) > 1 && line[1] == ' '
	}
	if bytes.HasPrefix(line, []byte("\u3000")) {
		return true
	}
	return enumerates(line)
}

// enumerates reports whether a line begins with a number as those of a text do:
// 一、（一）1. 1、(1) ① 第一条.
func enumerates(line []byte) bool {
	r, n := utf8.DecodeRune(line)
	switch {
	case 0x2460 <= r && r <= 0x24FF, 0x2776 <= r && r <= 0x2793, 0x3220 <= r && r <= 0x3229: // ① ❶ ㈠
		return true
	case r == '（', r == '(':
		inside := numeral(line[n:])
		after, _ := utf8.DecodeRune(line[n+inside:])
		return inside > 0 && (after == '）' || after == ')')
	case r == '第':
		inside := numeral(line[n:])
		after, _ := utf8.DecodeRune(line[n+inside:])
		return inside > 0 && bytes.ContainsRune([]byte("条章节款项部"), after)
	}
	n = numeral(line)
	after, size := utf8.DecodeRune(line[n:])
	switch after {
	case '、', '．', '）', ')':
		return n > 0
	case '.':
		following, _ := utf8.DecodeRune(line[n+size:])
		return n > 0 && !isDigit(following)
	}
	return false
}

// numeral returns the length of the number that text begins with, at most five
// characters; 0 where there is none.
func numeral(text []byte) int {
	at := 0
	for count := 0; ; count++ {
		r, n := utf8.DecodeRune(text[at:])
		if !isDigit(r) && !('０' <= r && r <= '９') && !bytes.ContainsRune([]byte("〇零一二三四五六七八九十百"), r) {
			return at
		}
		if at += n; count == 5 {
			return 0
		}
	}
}

// blankLines returns a body in which lines of blanks of any kind are blank to
// goldmark, too, if there are any; with that many bytes, so that all else stays where
// it is. Marks of quotes may stand before the blanks. The quick reader stops at such a
// line, so that a body which it reads as a whole is never asked about.
func blankLines(body []byte) (changed []byte, found bool) {
	for at := 0; at < len(body); {
		line := lineOf(body[at:])
		if len(line) > 0 && mayBeBlank[line[0]] {
			wide := bytes.TrimLeft(bytes.TrimRight(line, " \t\r"), " \t>")
			if len(wide) > 0 && len(bytes.TrimFunc(wide, unicode.IsSpace)) == 0 {
				if !found {
					body, found = bytes.Clone(body), true
				}
				from := at + bytes.Index(line, wide)
				for i := range wide {
					body[from+i] = ' '
				}
			}
		}
		at += len(line) + 1
	}
	return body, found
}

// mayBeBlank marks the bytes that a line of blanks may begin with.
var mayBeBlank = func() (t [256]bool) {
	for _, blank := range []string{" ", "\t", "\v", "\f", "\r", ">", "\u0085", "\u1680", "\u2000", "\u3000"} {
		t[blank[0]] = true
	}
	return t
}()
