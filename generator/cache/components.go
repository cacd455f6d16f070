package cache

import (
	"reflect"
	"sync"
	"unsafe"
)

// AppendComponents appends to dst the sum of each component of v, or of what v
// points to, in the order of [Names]. Two values whose components differ differ
// in the part that has that name: that is what `explain PATH` shows.
//
// A sum is 64 bits of a fast hash. A change goes unseen with a probability of
// one in 2^64; whoever writes a site has no reason to look for one that does.
func AppendComponents(dst []uint64, v any) []uint64 {
	n, p := open(v)
	return n.appendComponents(dst, p)
}

// Names returns the names of the components of values of type t, or of what t
// points to: its fields in order, those of embedded structs in their place. A
// type that is not a struct has one component with the name of the type.
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
