package layout

import (
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"text/template/parse"
	"unsafe"
)

// Compiled layouts.
//
// html/template decides once, when a template is first used, how each value
// must be escaped where it stands, and writes that into the parse tree as calls
// of its escapers. What remains to be done for each page is simple, but the
// package does it by reflection: half of the time of a build went into calling
// its escapers one by one (about 1 µs each, some 200 a page).
//
// So the escaped tree is compiled, once, into closures over the type of the
// view: field paths become offsets, escapers plain functions. A closure that
// meets what it cannot prove to come out the same (an address with unusual
// characters, say) gives up, and the page is made by html/template; so is every
// page whose layout uses what the compiler does not know. There is therefore no
// second meaning of a template: html/template's holds, and a test compares the
// two over random views with hostile texts. Equal means equal to whoever reads
// the markup: html/template writes &#34; for a quote in text, where " does.

// program is a compiled template.
type program struct {
	// view is the type of the pointers that it can be executed with.
	view reflect.Type
	run  code
}

// code writes a part of a page. dot points to the value that the template
// calls by that name: fields lie at offsets that the compiler knows, so nothing
// is looked up and nothing allocated. A pointer never leaves the value that it
// was made for: it is moved only by the offset of a field, or from one element
// of a slice to the next.
type code func(m *machine, dot unsafe.Pointer)

// machine is one execution, and then the next one.
type machine struct {
	out []byte
	// root is what the template being executed was called with: $.
	root unsafe.Pointer
	// slow says that the execution gave up.
	slow bool
	// steps counts rounds and calls; most is how long out may become. See bound.go.
	steps, most int
	// document and list are the pages being made, where they are of the
	// kinds that most pages are of.
	document documentPage
	list     listPage
}

// execute appends to dst what p makes of a view. It reports false where
// html/template has to do it.
func (m *machine) execute(p *program, dst []byte, view any) bool {
	v := reflect.ValueOf(view)
	if v.Kind() != reflect.Pointer || v.Type() != p.view || v.IsNil() {
		return false
	}
	m.out, m.root, m.slow = dst, v.UnsafePointer(), false
	m.steps, m.most = 0, len(dst)+maxPage
	p.run(m, m.root)
	return !m.slow
}

// step counts a step and reports whether the execution may go on.
func (m *machine) step() bool {
	m.steps++
	if m.steps > maxSteps {
		m.slow = true
	}
	return !m.slow
}

// compiler compiles one layout for one type of view.
type compiler struct {
	set *Set
	// done maps a template and the type of its dot to its code.
	done map[callee]code
	root reflect.Type // of $ in the template being compiled
}

type callee struct {
	name string
	dot  reflect.Type
}

// unsupported is what the compiler panics with where it does not know a
// construct, and recovers from in compile.
type unsupported struct{}

// compile returns the program of a template for views of type t, nil where the
// template uses what the compiler does not know.
func (s *Set) compile(name string, t reflect.Type) (p *program) {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(unsupported); !ok {
				panic(r)
			}
			p = nil
		}
	}()
	if s.hasRawText(name) {
		return nil
	}
	compiler := &compiler{set: s, done: map[callee]code{}}
	return &program{view: reflect.PointerTo(t), run: compiler.template(name, t)}
}

// rawText begins what holds no markup, so that character references are text in
// it, and what html/template takes for markup all the same, or may: a script of
// a type that it does not know. There a quote and its reference differ.
var rawText = regexp.MustCompile(`(?i)<(?:iframe|noembed|noframes|noscript|plaintext|xmp|script[^ ]|script [^s])|<!\[CDATA\[`)

// hasRawText reports whether a template may write such text.
func (s *Set) hasRawText(name string) bool {
	found := false
	for _, reached := range s.reachable(name) {
		eachText(s.templates.Lookup(reached).Tree.Root, func(n *parse.TextNode) {
			found = found || rawText.Match(n.Text)
		})
	}
	return found
}

func (c *compiler) template(name string, dot reflect.Type) code {
	key := callee{name, dot}
	if known, ok := c.done[key]; ok {
		return known
	}
	t := c.set.templates.Lookup(name)
	if t == nil || t.Tree == nil {
		panic(unsupported{})
	}
	outer := c.root
	c.root = dot
	run := c.list(t.Tree.Root, dot)
	c.root = outer
	c.done[key] = run
	return run
}

// step is a part of a list: text of the template, and what comes after it.
type step struct {
	text string
	run  code // nil: nothing
}

// list compiles a list of nodes.
func (c *compiler) list(list *parse.ListNode, dot reflect.Type) code {
	if list == nil {
		return func(*machine, unsafe.Pointer) {}
	}
	steps := c.steps(list, dot)
	return func(m *machine, dot unsafe.Pointer) {
		for i := range steps {
			step := &steps[i]
			m.out = append(m.out, step.text...)
			if step.run != nil {
				step.run(m, dot)
			}
			if len(m.out) > m.most {
				m.slow = true
				return
			}
		}
	}
}

func (c *compiler) steps(list *parse.ListNode, dot reflect.Type) []step {
	var steps []step
	text := ""
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.CommentNode:
		case *parse.TextNode:
			text += string(n.Text)
		default:
			steps = append(steps, step{text, c.node(n, dot)})
			text = ""
		}
	}
	if text != "" {
		steps = append(steps, step{text: text})
	}
	return steps
}

// node compiles a node that is not text.
func (c *compiler) node(n parse.Node, dot reflect.Type) code {
	switch n := n.(type) {
	case *parse.ActionNode:
		return c.action(n, dot)
	case *parse.IfNode:
		return c.branch(&n.BranchNode, dot, false)
	case *parse.WithNode:
		return c.branch(&n.BranchNode, dot, true)
	case *parse.RangeNode:
		return c.loop(n, dot)
	case *parse.TemplateNode:
		return c.call(n, dot)
	}
	panic(unsupported{})
}

// branch compiles if and with.
func (c *compiler) branch(n *parse.BranchNode, dot reflect.Type, with bool) code {
	condition := c.pipeline(n.Pipe, dot)
	inner := dot
	if with {
		inner = condition.typ
	}
	then, otherwise := c.list(n.List, inner), c.list(n.ElseList, dot)
	truth := truthOf(condition.typ)
	return func(m *machine, dot unsafe.Pointer) {
		v := condition.at(m, dot)
		switch {
		case !truth.of(v):
			otherwise(m, dot)
		case with:
			then(m, v)
		default:
			then(m, dot)
		}
	}
}

// sliceHeader is how a slice lies in memory.
type sliceHeader struct {
	data     unsafe.Pointer
	len, cap int
}

// loop compiles range over a slice.
func (c *compiler) loop(n *parse.RangeNode, dot reflect.Type) code {
	over := c.pipeline(n.Pipe, dot)
	if over.typ.Kind() != reflect.Slice {
		panic(unsupported{})
	}
	element := over.typ.Elem()
	round, otherwise := c.list(n.List, element), c.list(n.ElseList, dot)
	size := element.Size()
	return func(m *machine, dot unsafe.Pointer) {
		s := (*sliceHeader)(over.at(m, dot))
		if s.len == 0 {
			otherwise(m, dot)
			return
		}
		for i := range s.len {
			if !m.step() {
				return
			}
			round(m, unsafe.Add(s.data, uintptr(i)*size))
		}
	}
}

// call compiles {{template "name" operand}}.
func (c *compiler) call(n *parse.TemplateNode, dot reflect.Type) code {
	if n.Pipe == nil {
		panic(unsupported{})
	}
	argument := c.pipeline(n.Pipe, dot)
	target := c.template(n.Name, argument.typ)
	return func(m *machine, dot unsafe.Pointer) {
		if !m.step() {
			return
		}
		outer := m.root
		m.root = argument.at(m, dot)
		target(m, m.root)
		m.root = outer
	}
}

// action compiles {{value}}, which html/template has made {{value | escaper}}.
func (c *compiler) action(n *parse.ActionNode, dot reflect.Type) code {
	cmds := n.Pipe.Cmds
	if len(n.Pipe.Decl) > 0 || len(cmds) < 2 {
		panic(unsupported{})
	}
	var names []string
	for _, cmd := range cmds[1:] {
		id, ok := cmd.Args[0].(*parse.IdentifierNode)
		if !ok || len(cmd.Args) != 1 {
			panic(unsupported{})
		}
		names = append(names, strings.TrimPrefix(id.Ident, "_html_template_"))
	}
	if holdsPhrases(cmds[0]) && len(names) == 1 && names[0] == "htmlescaper" {
		return show(c.operand(cmds[0].Args[1], dot), writePhrases)
	}
	shown := c.command(cmds[0], dot)
	write := escaper(strings.Join(names, "|"))
	switch {
	case shown.typ == reflect.TypeFor[HTML]() && len(names) == 1 && names[0] == "htmlescaper":
		return func(m *machine, dot unsafe.Pointer) {
			m.out = append(m.out, *(*HTML)(shown.at(m, dot))...)
		}
	case shown.typ == reflect.TypeFor[string]():
		return show(shown, write)
	case shown.typ == reflect.TypeFor[int]():
		return func(m *machine, dot unsafe.Pointer) { write(m, strconv.Itoa(*(*int)(shown.at(m, dot)))) }
	}
	panic(unsupported{})
}

// show compiles the writing of a string.
func show(text *operand, write writer) code {
	if text.typ != reflect.TypeFor[string]() {
		panic(unsupported{})
	}
	return func(m *machine, dot unsafe.Pointer) { write(m, *(*string)(text.at(m, dot))) }
}

// holdsPhrases reports whether a command is a call of phrases.
func holdsPhrases(n *parse.CommandNode) bool {
	name, ok := n.Args[0].(*parse.IdentifierNode)
	return ok && name.Ident == "phrases" && len(n.Args) == 2
}
