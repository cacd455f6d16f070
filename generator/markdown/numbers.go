package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"gongkai/generator/markdown/prose"
)

// Numbers. In CommonMark the first number of a list counts, and the others are what
// follows; a list may begin with any number of nine digits, and have nothing in it.
// Where lines mean something, the numbers shown are those that are typed, and what
// only looks like a list is text: coordinates (13728. 6083), a year, 01., a lone hyphen, and
// 1), for which a browser would show 1. instead.

// listParser is goldmark's parser of lists, kept from those.
type listParser struct{ parser.BlockParser }

func (p listParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	n, state := p.BlockParser.Open(parent, reader, pc) // it also forgets what an item has told it
	if line, _ := reader.PeekLine(); prose.Line(util.TrimLeftSpace(line)).IsFigure() || isEmptyItem(line) {
		return nil, parser.NoChildren
	}
	return n, state
}

func (p listParser) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if item, ok := n.LastChild().(*ast.ListItem); ok {
		indent, pos := util.IndentWidth(line, reader.LineOffset())
		if indent < item.Offset && pos < len(line) && prose.Line(line[pos:]).IsFigure() {
			return parser.Close
		}
	}
	return p.BlockParser.Continue(n, reader, pc)
}

// quoteParser is goldmark's parser of quotes, kept from a sign that is meant: >60岁,
// >=5万元. Within a quote, a line that begins so goes on with it.
type quoteParser struct{ parser.BlockParser }

func (p quoteParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	rest := bytes.TrimPrefix(util.TrimLeftSpace(line), []byte(">"))
	if next := prose.ByteAt(rest, 0); next == '=' || prose.IsDigit(rune(next)) {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// isEmptyItem reports whether there is nothing in a line but the mark of an item.
func isEmptyItem(line []byte) bool {
	line = util.TrimLeftSpace(line)
	n := prose.Line(line).Digits()
	return n < len(line) && util.IsBlank(line[n+1:])
}

// typedNumber returns the number that is typed before an item that begins at an
// offset.
func (j *job) typedNumber(at int) int {
	number := 0
	for _, c := range j.src.Body[at : at+prose.Line(j.src.Body[at:]).Digits()] {
		number = 10*number + int(c-'0')
	}
	return number
}

// item renders an item of a list, with its number where that does not follow.
func (j blockWriter) item(n *ast.ListItem) {
	j.w.block("<li")
	before := n.PreviousSibling()
	if list, ok := n.Parent().(*ast.List); ok && j.opt.byLine() && list.IsOrdered() && before != nil {
		j.value(j.typedNumber(before.Pos()), j.typedNumber(n.Pos()))
	}
	j.w.raw(">")
	j.children(n)
	j.w.block("</li>")
}

// value writes the number of an item behind another where it does not follow.
func (j blockWriter) value(before, number int) {
	if number != before+1 {
		j.w.number("value", number)
	}
}
