package markdown

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"gongkai/generator/diag"
)

// job is the rendering of one body: what it has written and found so far. Jobs
// are reused, so that their buffers and the nodes of their trees are.
type job struct {
	opt      Options
	src      Source
	images   Images
	w        writer
	ids      map[string]int // ids in use, with the last number given to each
	headings []Heading
	refs     []Ref
	titles   []title // the headings of the tree
	labels   []byte  // their texts
	nested   bool    // there are headings in other blocks
	titled   int     // how many of them have been rendered or passed over
	found    []diag.Diagnostic
	tally    diag.Tally
	lines    lineIndex
	tables   int      // tables so far, for their labels
	depth    int      // nesting of the node being rendered
	linked   bool     // in the text of a link
	cell     bool     // in a cell of a table
	rawHTML  bool     // an opening tag has been reported: its end needs no report
	starred  ast.Node // the last block reported for asterisks that show
	escaping ast.Node // the block being parsed, where a backslash stands at the end of the last line
	context  *context
	nodes    nodes
	doc      ast.Document // see [simpleParser.readAll]
	ahead    ahead
	parsed   bool // goldmark was asked
	scratch  []byte
	href     []byte // see target
	owned    []byte // the texts of references that are cut out of one string
	cuts     []cut
	pieces   []line // for simpleReader
	simpleAt int    // where the last simple block begins
	bounds   bounds
	defines  answer // whether there may be definitions: see hasDefinitions
}

func (j *job) reset(opt Options, src Source, images Images) {
	clear(j.ids)
	*j = job{
		opt: opt, src: src, images: images,
		w: newWriter(nil), ids: j.ids, scratch: j.scratch[:0], lines: lineIndex{body: src.Body},
		context: j.context, nodes: j.nodes, titles: j.titles[:0], labels: j.labels, pieces: j.pieces,
		href: j.href, owned: j.owned[:0], cuts: j.cuts[:0],
	}
	if j.context == nil {
		j.context = newContext(j)
	}
	if j.ids == nil {
		j.ids = map[string]int{}
	}
	for _, id := range opt.Reserved {
		j.ids[id] = 1
	}
}

// release lets go of the body and its tree, so that the job is ready for another.
func (j *job) release() {
	j.src, j.starred, j.escaping, j.lines, j.bounds = Source{}, nil, nil, lineIndex{}, bounds{}
	j.take(Result{})
	if j.parsed {
		j.context.release()
	}
	j.doc = ast.Document{}
	j.nodes.release()
	clear(j.titles)
	if cap(j.pieces) > chunkSize*chunksKept {
		j.pieces = nil
	}
	if cap(j.cuts) > chunkSize*chunksKept || cap(j.owned)+cap(j.href) > bytesKept {
		j.cuts, j.owned, j.href = nil, nil, nil
	}
}

// answer is what is known of a question.
type answer uint8

const (
	unknown answer = iota
	no
	yes
)

// hasDefinitions reports whether the body may define references or footnotes.
func (j *job) hasDefinitions() bool {
	if j.defines == unknown {
		j.defines = no
		if bytes.Contains(j.src.Body, []byte("]:")) {
			j.defines = yes
		}
	}
	return j.defines == yes
}

// document renders the whole tree.
func (j *job) document(doc ast.Node) {
	if !j.opt.CommonMark {
		j.outline(doc)
	}
	j.children(doc)
	if j.w.dropped {
		at := max(bytes.IndexFunc(j.src.Body, invisible), 0)
		j.report(ruleControl, at, 1)
	}
}

func invisible(r rune) bool {
	return r < ' ' && r != 0 && !whiteSpace(byte(r)) || r == 0x7F
}

// take makes the memory of a result that of the next.
func (j *job) take(old Result) {
	j.w = newWriter(old.HTML)
	j.headings, j.refs = old.Outline[:0], old.Refs[:0]
}

// result returns what was made. The end of the body ends the last block.
func (j *job) result() Result {
	j.w.block("")
	j.cutRefs()
	return Result{HTML: j.w.out, Outline: j.headings, Refs: j.refs, Diagnostics: j.tally.Close(diag.Sort(j.found))}
}

// report records a finding at a byte of the body, that many characters wide.
func (j *job) report(rule *diag.Rule, offset, width int, args ...any) {
	if j.opt.CommonMark || !j.tally.Take(rule) {
		return
	}
	pos := diag.Locate("content/"+j.src.Path, j.src.Body, offset)
	pos.Line += max(j.src.Line, 1) - 1
	pos.Width = width
	j.found = append(j.found, rule.At(pos, args...))
}

// refer records a reference whose destination is written at a byte of the body.
func (j *job) refer(ref Ref, offset int) {
	line, column := j.lines.place(offset)
	ref.Line, ref.Column = line+max(j.src.Line, 1)-1, column
	j.refs = append(j.refs, ref)
}

// offsetOf returns where in the body part stands, a slice that the parser cut
// out of it; otherwise is returned for a slice that it copied. Both reach to the
// end of the same array, so their capacities differ by the offset.
func (j *job) offsetOf(part []byte, otherwise int) int {
	body := j.src.Body
	at := cap(body) - cap(part)
	if len(part) == 0 || at < 0 || at+len(part) > len(body) || &body[at] != &part[0] {
		return min(max(otherwise, 0), len(body))
	}
	return at
}

// lineIndex finds the lines of offsets that mostly grow: it goes on from the
// last one.
type lineIndex struct {
	body         []byte
	offset       int   // the last offset, and
	line, column int   // its place, from 0
	starts       []int // of lines; made when an offset is smaller than the last
}

// place returns line and column (characters) of an offset, both from 1.
func (x *lineIndex) place(offset int) (line, column int) {
	if offset < x.offset {
		x.goBack(offset)
	}
	between := x.body[x.offset:offset]
	if n := bytes.Count(between, []byte("\n")); n > 0 {
		x.line += n
		x.column = 0
		between = between[bytes.LastIndexByte(between, '\n')+1:]
	}
	x.column += characters(between)
	x.offset = offset
	return x.line + 1, x.column + 1
}

// goBack goes to the beginning of the line of an offset. References to addresses
// that are defined elsewhere go to and fro.
func (x *lineIndex) goBack(offset int) {
	if x.starts == nil {
		x.starts = []int{0}
		for i, c := range x.body {
			if c == '\n' {
				x.starts = append(x.starts, i+1)
			}
		}
	}
	x.line, _ = slices.BinarySearch(x.starts, offset+1)
	x.line--
	x.offset, x.column = x.starts[x.line], 0
}

// characters counts the characters of text, which is UTF-8. utf8.RuneCount would
// copy it first.
func characters(text []byte) int {
	n := 0
	for _, c := range text {
		if utf8.RuneStart(c) {
			n++
		}
	}
	return n
}
