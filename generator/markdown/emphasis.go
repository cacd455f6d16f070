package markdown

import (
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"gongkai/generator/markdown/prose"
)

// Emphasis. CommonMark decides by the characters on both sides whether a run
// of asterisks may open or close emphasis, and takes punctuation for the end of
// a word. Chinese has no blanks between words, so `**《条例》**规定` would show
// its asterisks. The amendment proposed in commonmark-spec issue 650 lets
// Chinese, Japanese and Korean characters through; text without them is parsed
// as before. Three things go beyond it:
//
//   - `_` opens before and closes after punctuation where its other side is a
//     CJK character: `依据__《条例》__规定`. Between two letters it stays text
//     as ever (附件_说明).
//   - where lines mean something, what hides a part of a name or stands for a times
//     sign is no mark either: a single character within a word (张*华, 3*4米), and
//     one between a word and what ends something does not begin emphasis (张**、李**),
//     nor does one end it between what divides names and a word (*华、*明).
//   - three or more asterisks between two digits are a mask, not emphasis:
//     138****1234. Two such numbers in a paragraph would make each other bold,
//     and the masks would vanish.

// emphasisParser handles * and _.
type emphasisParser struct{}

func (emphasisParser) Trigger() []byte { return []byte{'*', '_'} }

func (emphasisParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	j := pc.(*context).job
	run, nodes := scanRun(block), &j.nodes
	if run.masks() || run.length > maxRun || j.opt.byLine() && run.withinWord() {
		block.Advance(run.length)
		return nodes.text(run.segment)
	}
	d := run.push(block, pc, nodes, emphasisProcessor{nodes, j.opt.byLine()})
	if j.opt.byLine() {
		d.CanOpen = d.CanOpen && !run.endsWord()
		d.CanClose = d.CanClose && !run.beginsWord()
	}
	return d
}

// strikeParser handles ~~. GFM takes a single ~ as well, but in Chinese that is
// the sign of a range: 5~10日，6~8日.
type strikeParser struct{}

func (strikeParser) Trigger() []byte { return []byte{'~'} }

func (strikeParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	run := scanRun(block)
	nodes := &pc.(*context).job.nodes
	if run.length != 2 {
		block.Advance(run.length)
		return nodes.text(run.segment)
	}
	return run.push(block, pc, nodes, strikeProcessor{})
}

type emphasisProcessor struct {
	nodes  *nodes
	byLine bool
}

func (emphasisProcessor) IsDelimiter(b byte) bool { return b == '*' || b == '_' }

// CanOpenCloser keeps a single asterisk that hides something from closing strong
// text, as in `**张*、李*等**`, and the other way round.
func (p emphasisProcessor) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	lengths := opener.OriginalLength + closer.OriginalLength
	return opener.Char == closer.Char && !(p.byLine && lengths == 1+2)
}
func (p emphasisProcessor) OnMatch(consumes int) ast.Node {
	e := p.nodes.emphases.take()
	e.Level = consumes
	return e
}

type strikeProcessor struct{}

func (strikeProcessor) IsDelimiter(b byte) bool { return b == '~' }
func (strikeProcessor) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}
func (strikeProcessor) OnMatch(int) ast.Node { return east.NewStrikethrough() }

// run is a run of one delimiter character with what stands on its two sides.
type run struct {
	char          byte
	length        int
	segment       text.Segment
	before, after rune
}

// scanRun reads the run at the reader's position without advancing.
func scanRun(block text.Reader) run {
	line, segment := block.PeekLine()
	n := 1
	for n < len(line) && line[n] == line[0] {
		n++
	}
	r := run{char: line[0], length: n, segment: segment.WithStop(segment.Start + n), after: ' '}
	r.before = block.PrecendingCharacter()
	if r.before >= utf8.RuneSelf {
		r.before = beforeSelector(block.Source()[:segment.Start], r.before)
	}
	if n < len(line) {
		r.after = decodeWithSelector(line[n:])
	}
	return r
}

// masks reports whether the run hides digits of a number.
func (r run) masks() bool {
	return r.char == '*' && r.length >= 3 && prose.IsDigit(r.before) && prose.IsDigit(r.after)
}

// withinWord reports whether the run is a single character within a word.
func (r run) withinWord() bool {
	return r.length == 1 && prose.IsWordRune(r.before) && prose.IsWordRune(r.after)
}

// endsWord reports whether the run stands between a word and what ends something.
func (r run) endsWord() bool { return prose.IsWordRune(r.before) && prose.EndsPhrase(r.after) }

// beginsWord reports whether the run stands between a mark that divides names and a
// word. Strong text may end with a comma.
func (r run) beginsWord() bool {
	return prose.IsWordRune(r.after) && (r.before == '、' || r.length == 1 && (r.before == '，' || r.before == '；'))
}

// push makes the run a delimiter, to be matched when the block is done.
func (r run) push(block text.Reader, pc parser.Context, nodes *nodes, p parser.DelimiterProcessor) *parser.Delimiter {
	d := nodes.delimiters.take()
	d.CanOpen, d.CanClose = r.flanking()
	d.Length, d.OriginalLength = r.length, r.length
	d.Char, d.Segment, d.Processor = r.char, r.segment, p
	block.Advance(r.length)
	pc.PushDelimiter(d)
	return d
}

// flanking tells whether the run can open and close emphasis (CommonMark 0.31
// section 6.2, with the amendment above).
func (r run) flanking() (open, closes bool) {
	b, a := prose.Classify(r.before), prose.Classify(r.after)
	left := !a.Is(prose.Space) && (!hardPunctuation(a) || b&(prose.Space|prose.Punctuation|prose.CJK) != 0)
	right := !b.Is(prose.Space) && (!hardPunctuation(b) || a&(prose.Space|prose.Punctuation|prose.CJK) != 0)
	if r.char != '_' {
		return left, right
	}
	open = left && (!right || b.Is(prose.Punctuation) || b.Is(prose.CJK) && a.Is(prose.Punctuation))
	closes = right && (!left || a.Is(prose.Punctuation) || a.Is(prose.CJK) && b.Is(prose.Punctuation))
	return open, closes
}

// hardPunctuation is punctuation that ends a word: not the CJK kind.
func hardPunctuation(c prose.Class) bool { return c&(prose.Punctuation|prose.CJK) == prose.Punctuation }

// Variation selectors choose the shape of the character before them: they are
// looked through. U+FE01 after a quotation mark asks for its fullwidth shape,
// which counts as CJK punctuation.
const fullwidthSelector = '\uFE01'

func isSelector(r rune) bool {
	return 0xFE00 <= r && r <= 0xFE0E || 0xE0100 <= r && r <= 0xE01EF
}

// beforeSelector returns the rune that counts as standing before the end of
// text, whose last rune is r.
func beforeSelector(text []byte, r rune) rune {
	if !isSelector(r) {
		return r
	}
	base, _ := utf8.DecodeLastRune(text[:len(text)-utf8.RuneLen(r)])
	return withSelector(base, r)
}

func decodeWithSelector(text []byte) rune {
	base, n := utf8.DecodeRune(text)
	if base < utf8.RuneSelf || n >= len(text) || text[n] < 0xEF {
		return base
	}
	selector, _ := utf8.DecodeRune(text[n:])
	return withSelector(base, selector)
}

func withSelector(base, selector rune) rune {
	if selector == fullwidthSelector && prose.Classify(base).Is(prose.Ambiguous|prose.Punctuation) {
		return '《'
	}
	return base
}
