package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"gongkai/generator/markdown/pipetable"
	"gongkai/generator/markdown/prose"
)

// tabTable makes a table of lines with tabs in them, two or more: that is what is
// pasted from a spreadsheet. The first line is the header. Where that is a paragraph
// with a number of Word's, and a tab behind it, there is no table.
type tabTable struct{}

func (tabTable) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, source := n.Lines(), reader.Source()
	columns := 0
	for i := range lines.Len() {
		line := lines.At(i)
		value := source[line.Start:line.Stop]
		if bytes.IndexByte(value, '\t') < 0 || i == 0 && (!prose.Line(value).HasTab() || prose.Line(value).IsNumbered()) {
			return
		}
		columns = max(columns, 1+bytes.Count(bytes.TrimRight(value, "\t \r\n"), []byte{'\t'}))
	}
	if head := lines.At(0); prose.IsForm(source[head.Start:head.Stop]) {
		columns = max(columns, 1+bytes.Count(source[head.Start:head.Stop], []byte{'\t'}))
	}
	first, last := lines.At(0).Start, lines.At(lines.Len()-1).Start
	if lines.Len() < 2 {
		return
	}
	j := pc.(*context).job
	if !pipetable.MayFill(columns, lines.Len(), last-first) {
		j.report(ruleTableSize, first, 0, columns, lines.Len())
		return
	}
	for i := range lines.Len() - 1 {
		this, next := lines.At(i), lines.At(i+1)
		if dividesRow(source[this.Start:this.Stop], source[next.Start:next.Stop]) {
			j.divided = append(j.divided, prose.StartOfLine(source, this.Start))
		}
	}
	if dividesCell(source[last:lines.At(lines.Len()-1).Stop], nil) { // perhaps by a blank line
		j.divided = append(j.divided, prose.StartOfLine(source, last))
	}
	b := tableBuilder{source: source, nodes: &j.nodes, columns: make([]pipetable.Alignment, columns)}
	table := east.NewTable()
	table.SetPos(first)
	for i := range lines.Len() {
		var row ast.Node = &east.TableHeader{}
		if i > 0 {
			row = b.nodes.rows.take()
		}
		b.tabRow(row, lines.At(i))
		table.AppendChild(table, row)
	}
	n.Parent().InsertAfter(n.Parent(), n, table)
	n.Parent().RemoveChild(n.Parent(), n)
}

// tabRow fills a row with the cells of a line that tabs divide.
func (b *tableBuilder) tabRow(row ast.Node, line text.Segment) {
	line = line.TrimRightSpace(b.source)
	row.SetPos(line.Start)
	at := line.Start
	for range b.columns {
		cell := b.cell(row, pipetable.None)
		if at > line.Stop {
			continue
		}
		stop := line.Stop
		if i := bytes.IndexByte(b.source[at:line.Stop], '\t'); i >= 0 {
			stop = at + i
		}
		cell.SetPos(at)
		piece := text.NewSegment(at, stop)
		piece = piece.TrimLeftSpace(b.source)
		cell.Lines().Append(piece.TrimRightSpace(b.source))
		at = stop + 1
	}
}
