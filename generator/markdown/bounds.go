package markdown

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"gongkai/generator/diag"
	"gongkai/generator/markdown/pipetable"
)

// Bounds. goldmark reads what people write in one pass, and takes the square of
// the length, in time or in memory, for much that nobody writes: thousands of
// quotes in one another, brackets that no bracket closes, a table of a thousand
// columns. So there is a measure for each thing that it does more than once for
// one byte: how deep blocks nest, how many marks a block has, how many footnotes
// a body, how many cells a table, how much larger the output is than the source.
//
// What is beyond it is a finding and stays text, in goldmark's parser and in the
// short ways around it alike. Of 200 legal texts the largest has four marks in
// one block, no quote, and 4.9 KB between two blank lines; TestLaws fails where one
// is beyond a bound.
const (
	maxNested    = 32   // lists, quotes and the like in one another
	maxMarks     = 2000 // marks of markup in one block, link definitions in one paragraph
	maxRun       = 100  // characters in one mark of emphasis
	maxFootnotes = 1000
	// maxGrowth is how many times as large as its source the output may be. Four
	// bytes that refer to a footnote make 225, and nothing makes more.
	maxGrowth = 64
)

// bounds is what has been counted in one body.
type bounds struct {
	level     int      // of the container that was asked last whether it goes on
	answers   int      // of containers in unusually many others
	footnotes int      // definitions of them
	block     ast.Node // the last one whose marks were counted
	crowded   bool     // it has too many
	grown     bool     // the output has become too large, and it has been said
}

// container is goldmark's parser of one kind of blocks that hold other blocks.
// For each line goldmark asks every open block whether it goes on, and keeps a
// record of each answer until the outermost ends. The items of a list are left
// alone: goldmark cannot do with a list that has none.
type container struct{ parser.BlockParser }

func (p container) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	j := pc.(*context).job
	line, here := reader.Position()
	n, state := p.BlockParser.Open(parent, reader, pc)
	if n == nil || j.mayNest(n, parent, here.Start) {
		return n, state
	}
	reader.SetPosition(line, here)
	reader.Advance(0) // it forgets the line it has looked at
	return nil, parser.NoChildren
}

// Continue counts the answers of containers that stand deeper than they do in any
// document. With so many that the records would take several times the memory of
// the body (blank lines go on with every list around them), these end.
func (p container) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	const usual = 2
	j := pc.(*context).job
	if n.Parent().Kind() == ast.KindDocument {
		j.bounds.level = 0
	}
	if j.bounds.level++; j.bounds.level > usual {
		j.bounds.answers++
		if most := 1000 + len(j.src.Body)/2; j.bounds.answers > most {
			if j.bounds.answers == most+1 {
				_, here := reader.Position()
				j.report(ruleDepth, here.Start, 0, diag.Text{
					ZH: "嵌套超过两层的列表或引用里有大量空行",
					EN: "there are very many blank lines within lists or quotes more than two deep",
				})
			}
			return parser.Close
		}
	}
	return p.BlockParser.Continue(n, reader, pc)
}

// mayNest reports whether a container at an offset may be opened within parent.
func (j *job) mayNest(n, parent ast.Node, at int) bool {
	depth := 0
	for ; parent != nil; parent = parent.Parent() {
		switch parent.Kind() {
		case ast.KindList, ast.KindBlockquote, east.KindFootnote, east.KindDefinitionList:
			depth++
		}
	}
	if depth >= maxNested {
		j.report(ruleDepth, at, 0, tooDeep(maxNested))
		return false
	}
	if n.Kind() == east.KindFootnote {
		if j.bounds.footnotes++; j.bounds.footnotes > maxFootnotes {
			j.report(ruleFootnotes, at, 0, maxFootnotes)
			return false
		}
	}
	return true
}

// tooDeep says how deep.
func tooDeep(levels int) diag.Text {
	return diag.Text{
		ZH: fmt.Sprintf("超过 %d 层，更里层的没有按格式显示", levels),
		EN: fmt.Sprintf("what is more than %d deep is not shown as it should be", levels),
	}
}

// crowdedParser is asked before all other inline parsers, and takes each mark in a
// block with too many of them as text. For a mark that nothing answers to,
// goldmark searches the rest of the block, and at its end it holds the marks of
// emphasis against one another.
type crowdedParser struct{}

func (crowdedParser) Trigger() []byte { return []byte("[]!*_~`<") }

func (crowdedParser) Parse(block ast.Node, reader text.Reader, pc parser.Context) ast.Node {
	j := pc.(*context).job
	if j.bounds.block != block {
		j.bounds.block, j.bounds.crowded = block, isCrowded(j.src.Body, block.Lines())
		if j.bounds.crowded {
			j.report(ruleCrowded, block.Lines().At(0).Start, 0, maxMarks)
		}
	}
	if !j.bounds.crowded {
		return nil
	}
	_, here := reader.PeekLine()
	reader.Advance(1)
	return j.nodes.extend(block, here.WithStop(here.Start+1))
}

// isCrowded reports whether a block with these lines has too many marks.
func isCrowded(source []byte, lines *text.Segments) bool {
	if n := lines.Len(); n == 0 || lines.At(n-1).Stop-lines.At(0).Start <= maxMarks {
		return false
	}
	count := 0
	for i := range lines.Len() {
		line := lines.At(i)
		count += countMarks(source[line.Start:line.Stop])
	}
	return count > maxMarks
}

// countMarks counts the marks in a text that goldmark may search an answer to. A
// run of equal ones is one mark, unless they are brackets.
func countMarks(text []byte) int {
	count := 0
	var last byte
	for _, c := range text {
		switch c {
		case '[', '<':
			count++
		case '*', '_', '~', '`':
			if c != last {
				count++
			}
		}
		last = c
	}
	return count
}

// definitionBound is goldmark's parser of link reference definitions, kept from
// paragraphs with very many: each of them looks through all lines.
type definitionBound struct{ parser.ParagraphTransformer }

func (p definitionBound) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if lines := n.Lines(); lines.Len() > 0 {
		start, stop := lines.At(0).Start, lines.At(lines.Len()-1).Stop
		if bytes.Count(reader.Source()[start:stop], []byte("]:")) > maxMarks {
			pc.(*context).job.report(ruleCrowded, start, 0, maxMarks)
			return
		}
	}
	p.ParagraphTransformer.Transform(n, reader, pc)
}

// tableBound is goldmark's parser of tables, kept from those of which nearly all
// would be empty cells that nobody has written: a row has as many as the header,
// even if only one is given.
type tableBound struct{ parser.ParagraphTransformer }

func (p tableBound) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if columns, rows := hollow(reader.Source(), n.Lines()); columns > 0 {
		pc.(*context).job.report(ruleTableSize, n.Lines().At(0).Start, 0, columns, rows)
		return
	}
	p.ParagraphTransformer.Transform(n, reader, pc)
}

// hollow looks whether lines would be a table that has too many cells for its
// text, and returns its size; else zeros.
func hollow(source []byte, lines *text.Segments) (columns, rows int) {
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		columns = pipetable.Columns(source[line.Start:line.Stop])
		rows = lines.Len() - i
		if columns > 0 && !pipetable.MayFill(columns, rows, lines.At(lines.Len()-1).Start-lines.At(0).Start) {
			return columns, rows
		}
	}
	return 0, 0
}

// overgrown reports whether the output has become many times as large as its
// source, as that of references to a very long address would. Nothing is added
// to it then.
func (j *job) overgrown(n ast.Node) bool {
	if len(j.w.out) <= maxGrowth*len(j.src.Body) {
		return false
	}
	if !j.bounds.grown {
		j.bounds.grown = true
		j.report(ruleGrowth, max(n.Pos(), 0), 0, maxGrowth)
	}
	return true
}
