package layout

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"html/template"
	"path"
	"reflect"
	"strings"
	"sync/atomic"
	"text/template/parse"

	"gongkai/generator/diag"
)

// Bounds of one page. A layout is a program: it can count to two milliards, call two
// templates that each call two, and double a string thirty times. So an execution is
// measured, by its writer: text/template writes whatever it comes by, and before
// each node that may write nothing stands a text of no bytes (a mark), so that
// nothing is done without a call of the writer. A mark also tells where it stands,
// which an error of a writer does not. What compiled layouts do is counted in
// machine; they hand over to html/template, which finds the same and can say where.
const (
	maxPage  = 64 << 20  // bytes that one piece of a page has
	maxSteps = 1_000_000 // calls of the writer; the largest page of a town has 20,000
	maxMade  = 256 << 20 // bytes that the functions of templates make for one piece
	maxText  = 64 << 20  // bytes of one result of such a function
)

// enough is after how many executions without end no more are tried: each of ten
// thousand pages would take a second to find the same.
const enough = 4

// endlessError says that an execution was stopped, and where it was.
type endlessError struct {
	file         string // of the layouts; empty: not known
	pos          int    // the offset in it, or
	line, column int    // where line is not 0
	what         diag.Text
}

func (e *endlessError) Error() string { return "a page without end: " + e.what.EN }

// errLong is what a function of templates returns instead of a text beyond maxText.
var errLong = errors.New("the text is too long")

// bounds are what the executions of a set share.
type bounds struct {
	marks []mark
	made  atomic.Int64 // bytes that functions have made
	spent atomic.Int64 // executions that were stopped
	last  atomic.Pointer[endlessError]
}

// mark is a place in a layout. Behind its text, which has no bytes, is its number.
type mark struct {
	file string
	pos  int
	text []byte
}

const markSize = 4

// add returns a new mark as a node.
func (b *bounds) add(file string, pos parse.Pos) *parse.TextNode {
	number := make([]byte, markSize)
	binary.LittleEndian.PutUint32(number, uint32(len(b.marks)))
	b.marks = append(b.marks, mark{file, int(pos), number})
	return &parse.TextNode{NodeType: parse.NodeText, Pos: pos, Text: number[:0]}
}

// find returns the mark that an empty text is, nil if it is another.
func (b *bounds) find(text []byte) *mark {
	if cap(text) != markSize {
		return nil
	}
	number := text[:markSize]
	if n := binary.LittleEndian.Uint32(number); int(n) < len(b.marks) && &b.marks[n].text[0] == &number[0] {
		return &b.marks[n]
	}
	return nil
}

// markAll puts marks into all templates of a set.
func (b *bounds) markAll(s *Set) {
	for _, name := range s.templateNames() {
		tree := s.templates.Lookup(name).Tree
		b.markList(tree.ParseName, tree.Root)
	}
}

func (b *bounds) markList(file string, list *parse.ListNode) {
	if list == nil {
		return
	}
	branch := func(n *parse.BranchNode) {
		b.markList(file, n.List)
		b.markList(file, n.ElseList)
	}
	marked := make([]parse.Node, 0, 2*len(list.Nodes))
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.TextNode, *parse.CommentNode:
			marked = append(marked, n)
			continue
		case *parse.ActionNode:
			if len(n.Pipe.Decl) == 0 { // it writes what it shows
				marked = append(marked, n)
				continue
			}
		case *parse.IfNode:
			branch(&n.BranchNode)
		case *parse.WithNode:
			branch(&n.BranchNode)
		case *parse.RangeNode:
			branch(&n.BranchNode)
			n.List.Nodes = append([]parse.Node{b.add(file, n.Pos)}, n.List.Nodes...) // each round
		}
		marked = append(marked, b.add(file, n.Position()), n)
	}
	list.Nodes = marked
}

// gauge measures an execution. It is its writer.
type gauge struct {
	bounds *bounds
	out    *bytes.Buffer
	steps  int
	made   int64 // by functions, before the execution
	at     *mark // the last that was passed
}

// Write writes p unless a bound has been reached.
func (g *gauge) Write(p []byte) (int, error) {
	if len(p) == 0 {
		if m := g.bounds.find(p); m != nil {
			g.at = m
		}
	}
	g.steps++
	switch {
	case g.steps > maxSteps:
		return 0, g.stop(diag.Text{ZH: fmt.Sprintf("做了 %d 步还没有做完", maxSteps), EN: fmt.Sprintf("it is not at its end after %d steps", maxSteps)})
	case g.out.Len()+len(p) > maxPage:
		return 0, g.stop(diag.Text{ZH: fmt.Sprintf("一页超过了 %d MB", maxPage>>20), EN: fmt.Sprintf("a page has more than %d MB", maxPage>>20)})
	case g.bounds.made.Load()-g.made > maxMade:
		return 0, g.stop(tooMuchText())
	}
	return g.out.Write(p)
}

func (g *gauge) stop(what diag.Text) error {
	e := &endlessError{what: what}
	if g.at != nil {
		e.file, e.pos = g.at.file, g.at.pos
	}
	return e
}

func tooMuchText() diag.Text {
	return diag.Text{ZH: "变量里的文字越拼越长", EN: "the texts that it puts together grow and grow"}
}

// run executes a template, within the bounds.
func (b *bounds) run(t *template.Template, out *bytes.Buffer, name string, data any) error {
	err := t.ExecuteTemplate(&gauge{bounds: b, out: out, made: b.made.Load()}, name, data)
	if e := asEndless(err); e != nil {
		b.last.Store(e)
		b.spent.Add(1)
		return e
	}
	return err
}

// given returns the error of the executions that were stopped, nil as long as there
// were few.
func (b *bounds) given() error {
	if e := b.last.Load(); e != nil && b.spent.Load() >= enough {
		return e
	}
	return nil
}

// asEndless returns what an error says of an execution that was stopped, nil if it
// was not.
func asEndless(err error) *endlessError {
	var stopped *endlessError
	if errors.As(err, &stopped) || !errors.Is(err, errLong) {
		return stopped
	}
	file, line, column, _ := splitError(err)
	return &endlessError{file: file, line: line, column: column, what: tooMuchText()}
}

// offset returns where a line and a column, in bytes, are in a text.
func offset(text []byte, line, column int) int {
	at := 0
	for ; line > 1; line-- {
		end := bytes.IndexByte(text[at:], '\n')
		if end < 0 {
			return at
		}
		at += end + 1
	}
	return min(at+max(column-1, 0), len(text))
}

// finding is what there is to say of it. name is the layout, where nothing else is
// known.
func (e *endlessError) finding(dir, name string, sources map[string][]byte) diag.Diagnostic {
	if e.file == "" {
		return endless.At(diag.Pos{File: path.Join(dir, name)}, e.what)
	}
	at := e.pos
	if e.line > 0 {
		at = offset(sources[e.file], e.line, e.column)
	}
	return endless.At(diag.Locate(path.Join(dir, e.file), sources[e.file], at), e.what)
}

// functions takes the place of the builtin functions that make a text: theirs has
// no bound. The one that holds phrases together is ours: see phrase.go.
func (b *bounds) functions() template.FuncMap {
	bounded := func(most func(args []any) int, build func(args ...any) string) func(args ...any) (string, error) {
		return func(args ...any) (string, error) {
			if most(args) > maxText {
				return "", errLong
			}
			text := build(args...)
			b.made.Add(int64(len(text)))
			return text, nil
		}
	}
	// An escaper makes no more than six bytes of one: \u003C.
	escaped := func(args []any) int { return 6 * sizes(args) }
	// A phrase is two characters at least, a character three bytes.
	spanned := func(args []any) int { return 12 * sizes(args) }
	return template.FuncMap{
		"phrases": func(text string) (HTML, error) {
			html, err := bounded(spanned, func(args ...any) string {
				var m machine
				writePhrases(&m, text)
				return string(m.out)
			})(text)
			return HTML(html), err
		},
		"print": bounded(sizes, fmt.Sprint), "println": bounded(sizes, fmt.Sprintln),
		"html": bounded(escaped, template.HTMLEscaper), "js": bounded(escaped, template.JSEscaper), "urlquery": bounded(escaped, template.URLQueryEscaper),
		"printf": func(format string, args ...any) (string, error) {
			return bounded(func(args []any) int { return formatted(format, args) }, func(args ...any) string {
				return fmt.Sprintf(format, args...)
			})(args...)
		},
	}
}

// formatted returns the most bytes that a format makes of some values.
func formatted(format string, args []any) int {
	verbs := strings.Count(format, "%")
	longest, each := 0, 1
	for _, a := range args {
		longest = max(longest, size(a))
	}
	if strings.ContainsAny(format, "qxX#+ ") {
		each = 6 // U+0001 is "\x01"
	}
	if strings.ContainsAny(format, "123456789*") {
		longest += widest(format)
	}
	return len(format) + verbs*(each*longest+32)
}

// widest returns the largest width or precision that a format may ask for; fmt takes
// none beyond a million.
func widest(format string) int {
	const most = 1_000_000
	n, widest := 0, 0
	for _, c := range []byte(format) {
		switch {
		case c == '*':
			return 2 * most
		case '0' <= c && c <= '9':
			n = min(10*n+int(c-'0'), most)
			widest = max(widest, n)
		default:
			n = 0
		}
	}
	return 2 * widest // a width and a precision
}

// sizes returns about how many bytes some values have when they are printed.
func sizes(args []any) int {
	n := 0
	for _, a := range args {
		n += size(a) + 1
	}
	return n
}

// size returns about how many bytes a value has when it is printed.
func size(a any) int {
	switch v := reflect.ValueOf(a); v.Kind() {
	case reflect.String:
		return v.Len()
	case reflect.Struct, reflect.Slice, reflect.Array, reflect.Map, reflect.Pointer:
		return len(fmt.Sprint(a))
	}
	return 64
}
