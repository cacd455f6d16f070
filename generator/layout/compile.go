package layout

import (
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"

	"gongkai/generator/asset"
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
// view: field paths are resolved, escapers are plain functions. A closure that
// meets what it cannot prove to come out the same (an address with unusual
// characters, say) gives up, and the page is made by html/template; so is every
// page whose layout uses what the compiler does not know. There is therefore no
// second meaning of a template: html/template's holds, and a test compares the
// two over random views with hostile texts. Equal means equal after minifying:
// a quote that html/template writes as &#34; and the minifier turns back into "
// is written as " at once.

// code writes a part of a page.
type code func(m *machine, dot reflect.Value)

// machine is one execution.
type machine struct {
	out []byte
	// root is what the template being executed was called with: $.
	root reflect.Value
	// slow says that the execution gave up.
	slow bool
	// from and to are where the body of a document stands in out, if the page
	// has exactly one.
	from, to int
	bodies   int
}

// aroundMinified reports whether what stands around the body of a document is
// as small as the minifier would make it. The body itself, more than half of a
// page, package markdown writes that way, block elements from end to end; so
// where tags stand around it, the whole is minimal.
func (m *machine) aroundMinified() bool {
	return m.bodies == 1 && m.from > 0 && m.to < len(m.out) && m.out[m.from-1] == '>' && m.out[m.to] == '<' &&
		asset.Minified(m.out[:m.from]) && asset.Minified(m.out[m.to:])
}

// value computes an operand. Operands are fields of the view, so nothing is
// allocated.
type value func(m *machine, dot reflect.Value) reflect.Value

// compiler compiles one layout for one type of view.
type compiler struct {
	set *Set
	// done maps a template and the type of its dot to its code; a template
	// that calls itself finds the entry before the code is there.
	done map[callee]*code
	root reflect.Type // of $ in the template being compiled
}

type callee struct {
	name string
	dot  reflect.Type
}

// unsupported is what the compiler panics with, and recovers from, where it
// does not know a construct. It never leaves this file.
type unsupported struct{}

// compile returns the code of a template for views of type t, nil where the
// template uses what the compiler does not know.
func (s *Set) compile(name string, t reflect.Type) (c code) {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(unsupported); !ok {
				panic(r)
			}
			c = nil
		}
	}()
	compiler := &compiler{set: s, done: map[callee]*code{}}
	return *compiler.template(name, t)
}

func (c *compiler) template(name string, dot reflect.Type) *code {
	key := callee{name, dot}
	if known, ok := c.done[key]; ok {
		return known
	}
	t := c.set.templates.Lookup(name)
	if t == nil || t.Tree == nil {
		panic(unsupported{})
	}
	entry := new(code)
	c.done[key] = entry
	outer := c.root
	c.root = dot
	*entry = c.list(t.Tree.Root, dot)
	c.root = outer
	return entry
}

// list compiles a list of nodes.
func (c *compiler) list(list *parse.ListNode, dot reflect.Type) code {
	if list == nil {
		return func(*machine, reflect.Value) {}
	}
	var parts []code
	for _, n := range list.Nodes {
		parts = append(parts, c.node(n, dot))
	}
	return func(m *machine, dot reflect.Value) {
		for _, part := range parts {
			part(m, dot)
		}
	}
}

func (c *compiler) node(n parse.Node, dot reflect.Type) code {
	switch n := n.(type) {
	case *parse.TextNode:
		text := string(n.Text)
		return func(m *machine, _ reflect.Value) { m.out = append(m.out, text...) }
	case *parse.CommentNode:
		return func(*machine, reflect.Value) {}
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
	condition, t := c.pipeline(n.Pipe, dot)
	inner := dot
	if with {
		inner = t
	}
	then, otherwise := c.list(n.List, inner), c.list(n.ElseList, dot)
	return func(m *machine, dot reflect.Value) {
		v := condition(m, dot)
		switch {
		case !truth(v):
			otherwise(m, dot)
		case with:
			then(m, v)
		default:
			then(m, dot)
		}
	}
}

// loop compiles range over a slice.
func (c *compiler) loop(n *parse.RangeNode, dot reflect.Type) code {
	over, t := c.pipeline(n.Pipe, dot)
	if t.Kind() != reflect.Slice {
		panic(unsupported{})
	}
	body, otherwise := c.list(n.List, t.Elem()), c.list(n.ElseList, dot)
	return func(m *machine, dot reflect.Value) {
		v := over(m, dot)
		if v.Len() == 0 {
			otherwise(m, dot)
		}
		for i := range v.Len() {
			body(m, v.Index(i))
		}
	}
}

// call compiles {{template "name" operand}}.
func (c *compiler) call(n *parse.TemplateNode, dot reflect.Type) code {
	if n.Pipe == nil {
		panic(unsupported{})
	}
	argument, t := c.pipeline(n.Pipe, dot)
	target := c.template(n.Name, t)
	return func(m *machine, dot reflect.Value) {
		outer := m.root
		m.root = argument(m, dot)
		(*target)(m, m.root)
		m.root = outer
	}
}

// pipeline compiles a pipeline of one command that declares no variable.
func (c *compiler) pipeline(p *parse.PipeNode, dot reflect.Type) (value, reflect.Type) {
	if len(p.Decl) > 0 || len(p.Cmds) != 1 {
		panic(unsupported{})
	}
	return c.command(p.Cmds[0], dot)
}

// command compiles an operand, or a call of or, and, not.
func (c *compiler) command(n *parse.CommandNode, dot reflect.Type) (value, reflect.Type) {
	if len(n.Args) == 1 {
		return c.operand(n.Args[0], dot)
	}
	name, ok := n.Args[0].(*parse.IdentifierNode)
	if !ok {
		panic(unsupported{})
	}
	var args []value
	var types []reflect.Type
	for _, a := range n.Args[1:] {
		v, t := c.operand(a, dot)
		args, types = append(args, v), append(types, t)
	}
	switch name.Ident {
	case "or", "and":
		stop := name.Ident == "or"
		return func(m *machine, dot reflect.Value) (v reflect.Value) {
			for _, arg := range args {
				if v = arg(m, dot); truth(v) == stop {
					break
				}
			}
			return v
		}, same(types)
	case "not":
		if len(args) == 1 {
			return func(m *machine, dot reflect.Value) reflect.Value { return reflect.ValueOf(!truth(args[0](m, dot))) }, reflect.TypeFor[bool]()
		}
	}
	panic(unsupported{})
}

// same returns the one type of all operands; where they differ the value can
// be tested, but not shown.
func same(types []reflect.Type) reflect.Type {
	for _, t := range types {
		if t != types[0] {
			return reflect.TypeFor[any]()
		}
	}
	return types[0]
}

func (c *compiler) operand(n parse.Node, dot reflect.Type) (value, reflect.Type) {
	switch n := n.(type) {
	case *parse.DotNode:
		return func(_ *machine, dot reflect.Value) reflect.Value { return dot }, dot
	case *parse.FieldNode:
		return field(n.Ident, dot)
	case *parse.VariableNode:
		if n.Ident[0] != "$" {
			break
		}
		inner, t := field(n.Ident[1:], c.root)
		return func(m *machine, _ reflect.Value) reflect.Value { return inner(m, m.root) }, t
	case *parse.StringNode:
		v := reflect.ValueOf(n.Text)
		return func(*machine, reflect.Value) reflect.Value { return v }, v.Type()
	case *parse.PipeNode:
		return c.pipeline(n, dot)
	}
	panic(unsupported{})
}

// field resolves a path of field names.
func field(names []string, t reflect.Type) (value, reflect.Type) {
	var index []int
	for _, name := range names {
		if t.Kind() != reflect.Struct {
			panic(unsupported{})
		}
		f, ok := t.FieldByName(name)
		if !ok {
			panic(unsupported{})
		}
		index, t = append(index, f.Index...), f.Type
	}
	return func(_ *machine, dot reflect.Value) reflect.Value {
		for _, i := range index {
			dot = dot.Field(i)
		}
		return dot
	}, t
}

// truth is what text/template takes for true.
func truth(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Bool:
		return v.Bool()
	case reflect.String, reflect.Slice:
		return v.Len() > 0
	case reflect.Int:
		return v.Int() != 0
	}
	return true // a struct
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
	operand, t := c.command(cmds[0], dot)
	write := escaper(strings.Join(names, "|"))
	switch {
	case t == reflect.TypeFor[HTML]() && len(names) == 1 && names[0] == "htmlescaper":
		return func(m *machine, dot reflect.Value) {
			m.from, m.bodies = len(m.out), m.bodies+1
			m.out = append(m.out, operand(m, dot).String()...)
			m.to = len(m.out)
		}
	case t == reflect.TypeFor[string]():
		return func(m *machine, dot reflect.Value) { write(m, operand(m, dot).String()) }
	case t == reflect.TypeFor[int]():
		return func(m *machine, dot reflect.Value) { write(m, strconv.Itoa(int(operand(m, dot).Int()))) }
	}
	panic(unsupported{})
}
