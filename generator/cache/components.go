package cache

import (
	"reflect"
	"sync"
	"unsafe"
)

// Component is one part of a value and the sum of its encoding. Two values
// whose components differ differ in the part that Name names: that is what
// `explain PATH` shows.
type Component struct {
	Name string
	// Sum is 64 bits of a fast hash. A change goes unseen with a probability of
	// one in 2^64; whoever writes a site has no reason to look for one that does.
	Sum uint64
}

// AppendComponents appends the sum of each field of the struct *v to dst, in
// the order of Names.
func (c Codec[T]) AppendComponents(dst []uint64, v *T) []uint64 {
	return c.root.appendComponents(dst, unsafe.Pointer(v))
}

// Names returns the names of the components of a T: its fields in order, those
// of embedded structs in their place. A type that is not a struct has one
// component with the name of the type.
func (c Codec[T]) Names() []string { return c.root.names() }

// SumOf returns the sum of the encoding of v. A pointer stands for what it
// points to, and spares a copy.
func SumOf(v any) Sum {
	n, p := open(v)
	return n.sum(p)
}

// Components returns the components of v, or of what v points to.
func Components(v any) []Component {
	n, p := open(v)
	names := n.names()
	list := make([]Component, len(names))
	for i, sum := range n.appendComponents(nil, p) {
		list[i] = Component{names[i], sum}
	}
	return list
}

// AppendComponents appends the sums of the components of v, or of what v
// points to, to dst, in the order of [Names].
func AppendComponents(dst []uint64, v any) []uint64 {
	n, p := open(v)
	return n.appendComponents(dst, p)
}

// Names returns the names of the components of values of type t, or of what t
// points to.
func Names(t reflect.Type) []string {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return plan(t).names()
}

// plans remembers the plan of each type: a memo of a pure function, the same
// whoever asks first, so that views of different types can be summed as any.
var plans sync.Map // reflect.Type → *node

func plan(t reflect.Type) *node {
	if n, ok := plans.Load(t); ok {
		return n.(*node)
	}
	n, _ := plans.LoadOrStore(t, compile(t))
	return n.(*node)
}

// open returns the plan of a value and its address.
func open(v any) (*node, unsafe.Pointer) {
	r := reflect.ValueOf(v)
	if r.Kind() == reflect.Pointer && !r.IsNil() {
		return plan(r.Type().Elem()), r.UnsafePointer()
	}
	c := reflect.New(r.Type())
	c.Elem().Set(r)
	return plan(r.Type()), c.UnsafePointer()
}

func (n *node) sum(p unsafe.Pointer) Sum {
	buf := n.buffer()
	defer n.buffers.Put(buf)
	*buf = n.append((*buf)[:0], p)
	return SumBytes(*buf)
}

// buffer lends a buffer for encoding values of this type.
func (n *node) buffer() *[]byte {
	if b, ok := n.buffers.Get().(*[]byte); ok {
		return b
	}
	return new([]byte)
}

func (n *node) names() []string {
	names := make([]string, len(n.parts))
	for i, f := range n.parts {
		names[i] = f.name
	}
	return names
}

func (n *node) appendComponents(dst []uint64, p unsafe.Pointer) []uint64 {
	buf := n.buffer()
	defer n.buffers.Put(buf)
	for i := range n.parts {
		f := &n.parts[i]
		*buf = f.node.append((*buf)[:0], unsafe.Add(p, f.offset))
		dst = append(dst, hash64(*buf))
	}
	return dst
}
