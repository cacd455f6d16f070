package layout

import (
	"reflect"
	"text/template/parse"
	"unsafe"
)

// operand is what an action shows, tests, goes through or hands on: a field of
// the view nearly always.
type operand struct {
	typ reflect.Type
	// offset is that of the field from dot, or from $ where root is set.
	offset uintptr
	root   bool
	// choose, where it is not nil, returns the operand instead.
	choose func(m *machine, dot unsafe.Pointer) unsafe.Pointer
}

// at returns a pointer to the operand.
func (o *operand) at(m *machine, dot unsafe.Pointer) unsafe.Pointer {
	if o.choose != nil {
		return o.choose(m, dot)
	}
	if o.root {
		dot = m.root
	}
	return unsafe.Add(dot, o.offset)
}

// pipeline compiles a pipeline of one command that declares no variable.
func (c *compiler) pipeline(p *parse.PipeNode, dot reflect.Type) *operand {
	if len(p.Decl) > 0 || len(p.Cmds) != 1 {
		panic(unsupported{})
	}
	return c.command(p.Cmds[0], dot)
}

// command compiles an operand, or a call of or, and, not.
func (c *compiler) command(n *parse.CommandNode, dot reflect.Type) *operand {
	if len(n.Args) == 1 {
		return c.operand(n.Args[0], dot)
	}
	name, ok := n.Args[0].(*parse.IdentifierNode)
	if !ok {
		panic(unsupported{})
	}
	var args []*operand
	for _, a := range n.Args[1:] {
		args = append(args, c.operand(a, dot))
	}
	switch {
	case name.Ident == "or" || name.Ident == "and":
		return choice(args, name.Ident == "or")
	case name.Ident == "not" && len(args) == 1:
		return negation(args[0])
	}
	panic(unsupported{})
}

// choice compiles or (stop is true) and and. Where the types of the operands
// differ, the result can be tested, but not shown: it is a bool.
func choice(args []*operand, stop bool) *operand {
	typ := args[0].typ
	truths := make([]truth, len(args))
	for i, arg := range args {
		truths[i] = truthOf(arg.typ)
		if arg.typ != args[0].typ {
			typ = reflect.TypeFor[bool]()
		}
	}
	same := typ == args[0].typ && typ == args[len(args)-1].typ
	answers := &[2]bool{stop, !stop}
	return &operand{typ: typ, choose: func(m *machine, dot unsafe.Pointer) (p unsafe.Pointer) {
		for i, arg := range args {
			p = arg.at(m, dot)
			if truths[i].of(p) == stop {
				if !same {
					p = unsafe.Pointer(&answers[0])
				}
				return p
			}
		}
		if !same {
			p = unsafe.Pointer(&answers[1])
		}
		return p
	}}
}

// negation compiles not.
func negation(arg *operand) *operand {
	truth := truthOf(arg.typ)
	answers := &[2]bool{true, false}
	return &operand{typ: reflect.TypeFor[bool](), choose: func(m *machine, dot unsafe.Pointer) unsafe.Pointer {
		if truth.of(arg.at(m, dot)) {
			return unsafe.Pointer(&answers[1])
		}
		return unsafe.Pointer(&answers[0])
	}}
}

func (c *compiler) operand(n parse.Node, dot reflect.Type) *operand {
	switch n := n.(type) {
	case *parse.DotNode:
		return &operand{typ: dot}
	case *parse.FieldNode:
		return field(n.Ident, dot)
	case *parse.VariableNode:
		if n.Ident[0] != "$" {
			break
		}
		o := field(n.Ident[1:], c.root)
		o.root = true
		return o
	case *parse.StringNode:
		text := &n.Text
		return &operand{typ: reflect.TypeFor[string](), choose: func(*machine, unsafe.Pointer) unsafe.Pointer { return unsafe.Pointer(text) }}
	case *parse.PipeNode:
		return c.pipeline(n, dot)
	}
	panic(unsupported{})
}

// field resolves a path of field names.
func field(names []string, t reflect.Type) *operand {
	var offset uintptr
	for _, name := range names {
		if t.Kind() != reflect.Struct {
			panic(unsupported{})
		}
		f, ok := t.FieldByName(name)
		if !ok {
			panic(unsupported{})
		}
		for _, i := range f.Index { // through embedded structs
			if t.Kind() != reflect.Struct {
				panic(unsupported{})
			}
			offset, t = offset+t.Field(i).Offset, t.Field(i).Type
		}
	}
	return &operand{typ: t, offset: offset}
}

// truth is what text/template takes for true, for values of one type.
type truth uint8

const (
	truthAlways truth = iota // a struct
	truthBool
	truthInt
	truthString
	truthSlice
)

func truthOf(t reflect.Type) truth {
	switch t.Kind() {
	case reflect.Struct:
		return truthAlways
	case reflect.Bool:
		return truthBool
	case reflect.Int:
		return truthInt
	case reflect.String:
		return truthString
	case reflect.Slice:
		return truthSlice
	}
	panic(unsupported{})
}

// of reports whether the value at p is true.
func (t truth) of(p unsafe.Pointer) bool {
	switch t {
	case truthBool:
		return *(*bool)(p)
	case truthInt:
		return *(*int)(p) != 0
	case truthString:
		return *(*string)(p) != ""
	case truthSlice:
		return (*sliceHeader)(p).len > 0
	}
	return true
}
