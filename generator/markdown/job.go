package markdown

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"gongkai/generator/columns"
	"gongkai/generator/diag"
	"gongkai/generator/markdown/prose"
	"gongkai/generator/markdown/quick"
)

// job is the rendering of one body: what it has written and found so far. Jobs
// are reused, so that their buffers and the nodes of their trees are.
type job struct {
	resolver
	reserved  *reserved
	w         writer
	ids       map[string]int // ids in use, with the last number given to each
	headings  []Heading
	places    []int
	titles    []title        // the headings of the tree
	labels    []byte         // their texts
	nested    bool           // there are headings in other blocks
	titled    int            // how many of them have been rendered or passed over
	tables    int            // tables so far, for their labels
	tableAt   int            // where the header of the last one stands, -1: not known
	widths    columns.Widths // of the columns of the table being rendered
	wide      wideRows       // of the table being rendered: see [tableWriter.reportWide]
	depth     int            // nesting of the node being rendered
	linked    bool           // in the text of a link
	cell      bool           // in a cell of a table
	rawHTML   bool           // an opening tag has been reported: its end needs no report
	starred   ast.Node       // the last block reported for asterisks that show
	escaping  ast.Node       // the block being parsed, where a backslash stands at the end of the last line
	context   *context
	nodes     nodes
	doc       ast.Document // see [quickParser.readAll]
	parsed    bool         // goldmark was asked
	scratch   []byte
	body      prose.Body // the body, and what its lines mean
	quick     quick.Reader
	lastQuick extent // of the last quick block
	bounds    bounds
	used      map[string]bool // names that links refer to: see definition.go
	parts     []part          // of an official document: see official.go
	article   article         // the last that began: see article.go
	articles  []string        // ids of those so far
	severed   []int           // where lines begin that seem to be cut: see seam.go
	crossing  []int           // where lines begin that end within marks: see crossing.go
	divided   []int           // where lines begin that end within a cell: see dividedcell.go
	pathsTo   int             // up to where paths have been looked for: see eaten.go
}

func (j *job) reset(r *Renderer, src Source, images Images) {
	clear(j.ids)
	*j = job{
		resolver: resolver{
			notes:  notes{opt: r.opt, src: src, lines: lineIndex{body: src.Body}, quoter: diag.Quoter{Data: src.Body}},
			images: images, href: j.href, owned: j.owned[:0], cuts: j.cuts[:0],
		},
		reserved: &r.reserved, w: newWriter(nil), ids: j.ids, scratch: j.scratch[:0],
		context: j.context, nodes: j.nodes, titles: j.titles[:0], labels: j.labels, widths: j.widths, wide: wideRows{rows: j.wide.rows[:0]},
		body: j.body, quick: j.quick, parts: j.parts[:0],
	}
	j.body.Reset(src.Body)
	if j.context == nil {
		j.context = newContext(j)
	}
	if j.ids == nil {
		j.ids = map[string]int{}
	}
}

// restart takes another body, of which nothing has been rendered yet, with that many
// bytes in each line. Places are those of the text as it was typed.
func (j *job) restart(body []byte) {
	j.src.Body = body
	j.doc, j.lastQuick = ast.Document{}, extent{}
	j.nodes.release()
	j.body.Reset(body)
}

// release lets go of the body and its tree, so that the job is ready for another.
func (j *job) release() {
	j.src, j.starred, j.escaping, j.lines, j.quoter, j.bounds = Source{}, nil, nil, lineIndex{}, diag.Quoter{}, bounds{}
	j.take(Result{})
	if j.parsed {
		j.context.release()
	}
	j.doc = ast.Document{}
	j.nodes.release()
	clear(j.titles)
	clear(j.parts)
	j.body.Reset(nil)
	j.quick.Release(chunkSize * chunksKept)
	if cap(j.cuts) > chunkSize*chunksKept || cap(j.owned)+cap(j.href) > bytesKept {
		j.cuts, j.owned, j.href = nil, nil, nil
	}
}

// document renders the whole tree.
func (j *job) document(doc ast.Node) {
	if !j.opt.CommonMark {
		outliner{j}.outline(doc)
		if len(j.titles) == 0 {
			untitled{j}.check(doc)
		}
	}
	if j.opt.Official {
		official{j}.find(doc)
	}
	seams{j}.judge()
	j.children(doc)
	seams{j}.reportAll()
	if !j.opt.CommonMark {
		j.characters()
	}
	for i, at := range j.places {
		if at < 0 {
			j.report(rulePlace, j.src.Places[i], 0)
		}
	}
	if j.w.broken {
		j.lineBreaks()
	}
	if j.w.dropped {
		at := bytes.IndexFunc(j.src.Body, invisible)
		if at < 0 {
			at = invisibleReference(j.src.Body)
		}
		j.report(ruleControl, at, 1)
	}
}

func invisible(r rune) bool {
	return r < ' ' && r != 0 && !whiteSpace(byte(r)) && !breaksLine(byte(r)) || r == 0x7F
}

// invisibleReference returns the offset of the first character reference that
// stands for what is invisible, as &#7; does; 0 where there is none.
func invisibleReference(body []byte) int {
	for at := 0; ; at++ {
		i := bytes.Index(body[at:], []byte("&#"))
		if i < 0 {
			return 0
		}
		at += i
		value, _ := reference(body[at:])
		if r, _ := utf8.DecodeRune(value); len(value) > 0 && invisible(r) {
			return at
		}
	}
}

// atPlace reports whether a paragraph with these lines is a place, and records it.
func (j *job) atPlace(lines *text.Segments) bool {
	if len(j.places) == 0 || lines.Len() != 1 {
		return false
	}
	i, found := slices.BinarySearch(j.src.Places, lines.At(0).Start)
	if !found {
		return false
	}
	j.w.block("")
	j.places[i] = len(j.w.out)
	return true
}

// take makes the memory of a result that of the next.
func (j *job) take(old Result) {
	j.w = newWriter(old.HTML)
	j.headings, j.refs = old.Outline[:0], old.Refs[:0]
	j.places, j.articles = old.Places[:0], old.Articles[:0]
	for range j.src.Places {
		j.places = append(j.places, -1)
	}
}

// result returns what was made. The end of the body ends the last block.
func (j *job) result() Result {
	j.w.block("")
	j.cutRefs()
	return Result{HTML: j.w.out, Places: j.places, Outline: j.headings, Articles: j.articles, Refs: j.refs, Diagnostics: j.tally.Close(diag.Sort(j.found))}
}
