package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// newParser assembles goldmark's parsers and ours. The numbers are goldmark's
// priorities: the smaller runs first. fast adds what only makes parsing faster
// (plain.go), and the parser that may do without goldmark, else nil.
func newParser(opt Options, fast bool) (parser.Parser, *quickParser) {
	blocks := parser.DefaultBlockParsers()
	inlines := []util.PrioritizedValue{
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(parser.NewLinkParser(), 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(emphasisParser{}, 500),
	}
	paragraphs := parser.DefaultParagraphTransformers()
	wrap(paragraphs, 100, func(p any) any { return definitionBound{p.(parser.ParagraphTransformer)} })
	var trees []util.PrioritizedValue
	if !opt.CommonMark {
		blocks = append(headingParsers(blocks),
			util.Prioritized(extension.NewDefinitionListParser(), 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(extension.NewFootnoteBlockParser(), 999),
		)
		inlines = append(inlines,
			util.Prioritized(extension.NewFootnoteParser(), 101),
			util.Prioritized(danglingFootnote{}, 102),
			util.Prioritized(strikeParser{}, 500),
			util.Prioritized(linkifier{}, 999),
		)
		paragraphs = append(paragraphs, util.Prioritized(extension.NewTableParagraphTransformer(), 200))
		trees = append(trees,
			util.Prioritized(unusedFootnotes{}, 900),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		)
	}
	if opt.byLine() {
		wrap(blocks, 800, func(p any) any { return quoteParser{p.(parser.BlockParser)} })
	}
	for _, priority := range []int{300, 800, 101, 999} { // lists, quotes, definition lists, footnotes
		wrap(blocks, priority, func(p any) any { return container{p.(parser.BlockParser)} })
	}
	inlines = append(inlines, util.Prioritized(crowdedParser{}, 0))
	var quick *quickParser
	if fast {
		wrap(paragraphs, 200, func(p any) any { return tableParser{p.(parser.ParagraphTransformer)} })
		wrap(paragraphs, 100, func(p any) any { return referenceParser{p.(parser.ParagraphTransformer)} })
		text := newTextParser(inlines)
		quick = newQuickParser(text, opt)
		inlines = append(inlines, util.Prioritized(linkParser{quick.Parser}, 199), util.Prioritized(text, 1000))
		blocks = append(blocks, util.Prioritized(quick, 50))
	}
	wrap(paragraphs, 200, func(p any) any { return tableBound{p.(parser.ParagraphTransformer)} })
	if opt.byLine() {
		paragraphs = append(paragraphs, util.Prioritized(tabTable{}, 150))
		wrap(blocks, 300, func(p any) any { return listParser{p.(parser.BlockParser)} })
		wrap(blocks, 500, func(p any) any { return codeParser{p.(parser.BlockParser)} })
	}
	wrap(blocks, 1000, func(p any) any { return newLineParser(p.(parser.BlockParser), paragraphs, opt.byLine()) })
	return parser.NewParser(
		parser.WithBlockParsers(blocks...),
		parser.WithInlineParsers(inlines...),
		parser.WithParagraphTransformers(paragraphs...),
		parser.WithASTTransformers(trees...),
	), quick
}

// wrap replaces those of a list of parsers that have a priority.
func wrap(list []util.PrioritizedValue, priority int, with func(any) any) {
	for i := range list {
		if list[i].Priority == priority {
			list[i].Value = with(list[i].Value)
		}
	}
}

// context is goldmark's parse context with the job it works for, so that our
// parsers can report what only they see.
type context struct {
	parser.Context
	job    *job
	option parser.ParseOption // to parse with this context
	opened []parser.Block     // memory for the list of open blocks
	ended  ast.Node           // a paragraph that no line can be added to: it is closed as soon as it is open
	reader text.Reader        // of the body, where one has ended
}

func newContext(j *job) *context {
	c := &context{Context: parser.NewContext(parser.WithIDs(noIDs{})), job: j}
	c.option = parser.WithContext(c)
	return c
}

// SetOpenedBlocks keeps the memory of the list, which goldmark begins anew with
// each body, and takes a paragraph out of it that has ended.
func (c *context) SetOpenedBlocks(blocks []parser.Block) {
	if cap(blocks) == 0 {
		blocks = c.opened[:0]
	}
	if last := len(blocks) - 1; c.ended != nil && last >= 0 && blocks[last].Node == c.ended {
		if p, ok := blocks[last].Parser.(*lineParser); ok {
			p.finish(c.ended.(*ast.Paragraph), c.reader, c)
		}
		blocks, c.ended = blocks[:last], nil
	}
	c.opened = blocks
	c.Context.SetOpenedBlocks(blocks)
}

// release forgets the body that has been parsed.
func (c *context) release() {
	clear(c.opened[:cap(c.opened)])
	c.reader = nil
	if c.LastDelimiter() != nil || len(c.References()) > 0 { // these cannot be taken out
		c.Context = parser.NewContext(parser.WithIDs(noIDs{}))
		return
	}
	for key := parser.ContextKey(0); key <= parser.ContextKeyMax; key++ {
		c.Set(key, nil)
	}
	c.SetOpenedBlocks(nil)
	c.SetBlockOffset(-1)
	c.SetBlockIndent(-1)
}

// noIDs stands in for goldmark's ids, which drop every Chinese character; ours
// are made while rendering, from the heading's text.
type noIDs struct{}

func (noIDs) Generate([]byte, ast.NodeKind) []byte { return nil }
func (noIDs) Put([]byte)                           {}

// danglingFootnote runs where goldmark's footnote parser has found no
// definition. It only reports; the reference stays text.
type danglingFootnote struct{}

func (danglingFootnote) Trigger() []byte { return []byte{'['} }

func (danglingFootnote) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 3 || line[1] != '^' {
		return nil
	}
	for i, c := range line[2:] {
		switch c {
		case '\n', '[', '^':
			return nil
		case ']':
			if i > 0 {
				pc.(*context).job.report(ruleFootnoteMissing, segment.Start, i+3, string(line[2:2+i]))
			}
			return nil
		}
	}
	return nil
}
