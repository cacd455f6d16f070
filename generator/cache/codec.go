package cache

import (
	"encoding/binary"
	"fmt"
	"reflect"
	"sync"
	"unsafe"
)

// Codec turns values of one type into canonical bytes and back. A Codec is
// immutable and safe for concurrent use; make it once with [For] and keep it.
//
// The encoding of a value is that of its parts, in order, without names:
//
//	bool            one byte, 0 or 1
//	uint            base 128, low groups first, the high bit set on all but the last
//	int             zigzag (0, -1, 1, -2 …), then as uint
//	float           its IEEE 754 bits, 4 or 8 bytes, little-endian
//	string, []byte  length as uint, then the bytes
//	[N]byte         the bytes
//	[N]T            N values
//	[]T             length as uint, then the values
//	map[string]T    length as uint, then key, value …, in the order of the keys
//	*T              0 for nil; 1, then the value
//	struct          its fields
//
// A nil slice or map and an empty one are the same value here, and read back
// as nil: no layout can tell them apart.
//
// Fields must be exported, and types must not contain themselves: what cannot
// be encoded is refused when the codec is made, never while a site is built.
type Codec[T any] struct {
	root *node
}

// For returns the codec of T. It panics where T contains an unexported field,
// an interface, a function, a channel, a complex number, a map whose keys are
// not strings, or itself: that is a mistake in the program, not in its input.
func For[T any]() Codec[T] {
	return Codec[T]{compile(reflect.TypeFor[T]())}
}

// Append appends the encoding of *v to buf.
func (c Codec[T]) Append(buf []byte, v *T) []byte {
	return c.root.append(buf, unsafe.Pointer(v))
}

// AppendList appends the encoding of the []T of n values that at returns for 0
// to n-1. It spares whoever has them one by one the memory for all.
func (c Codec[T]) AppendList(buf []byte, n int, at func(i int) T) []byte {
	buf = binary.AppendUvarint(buf, uint64(n))
	var v T
	for i := range n {
		v = at(i)
		buf = c.Append(buf, &v)
	}
	return buf
}

// Sum returns the sum of the encoding of *v.
func (c Codec[T]) Sum(v *T) Sum {
	return c.root.sum(unsafe.Pointer(v))
}

// kind is how a value is laid out, in memory and in the encoding.
type kind uint8

const (
	kindBool kind = iota
	kindUint
	kindInt
	kindFloat
	kindString
	kindBytes   // []byte
	kindRaw     // [N]byte
	kindSlice   // []T
	kindArray   // [N]T
	kindMap     // map[string]T
	kindPointer // *T
	kindStruct  // fields, those of nested structs among them
)

// node is the plan by which values of one type are encoded. The key of every
// output of a site is computed in every build, and walking a plan with pointers
// into the value takes half the time that package reflect takes for the same
// walk, without allocating: 0.9 µs for a page of 150 fields.
type node struct {
	kind   kind
	typ    reflect.Type
	size   uintptr // of the value in memory, bytes
	min    int     // of the encoding, bytes: bounds what damaged data can claim
	count  int     // kindRaw, kindArray: elements
	elem   *node   // kindSlice, kindArray, kindMap, kindPointer
	fields []field // kindStruct, flat
	parts  []field // kindStruct, as declared, embedded structs apart: see AppendComponents

	buffers sync.Pool // *[]byte, for the bytes on their way into a sum
}

// field is a part of a struct, at an offset from its start.
type field struct {
	name   string
	offset uintptr
	kind   kind // of node
	node   *node
}

// compile makes the plan for t.
func compile(t reflect.Type) *node {
	n := compiler{}.node(t)
	if n.kind != kindStruct {
		n.parts = []field{{name: t.String(), kind: n.kind, node: n}}
	}
	return n
}

// compiler holds the types that are being compiled, outermost first, so that
// one that contains itself is found.
type compiler struct {
	open []reflect.Type
}

func (c compiler) node(t reflect.Type) *node {
	for _, outer := range c.open {
		if outer == t {
			refuse(t, "contains itself")
		}
	}
	// The slice may be shared with a sibling that is done: overwriting is fine.
	c.open = append(c.open, t)

	n := &node{typ: t, size: t.Size(), min: 1}
	switch t.Kind() {
	case reflect.Bool:
		n.kind = kindBool
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		n.kind = kindInt
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		n.kind = kindUint
	case reflect.Float32, reflect.Float64:
		n.kind, n.min = kindFloat, int(n.size)
	case reflect.String:
		n.kind = kindString
	case reflect.Slice:
		c.slice(n)
	case reflect.Array:
		c.array(n)
	case reflect.Map:
		if t.Key().Kind() != reflect.String {
			refuse(t, "is a map whose keys are not strings")
		}
		n.kind, n.elem = kindMap, c.node(t.Elem())
	case reflect.Pointer:
		n.kind, n.elem = kindPointer, c.node(t.Elem())
	case reflect.Struct:
		c.structure(n)
	default:
		refuse(t, "has no encoding")
	}
	return n
}

func (c compiler) slice(n *node) {
	elem := n.typ.Elem()
	switch {
	case elem.Kind() == reflect.Uint8:
		n.kind = kindBytes
	case elem.Size() == 0:
		// A length without content could claim any amount of work.
		refuse(n.typ, "is a list of values without content")
	default:
		n.kind, n.elem = kindSlice, c.node(elem)
	}
}

func (c compiler) array(n *node) {
	n.count = n.typ.Len()
	if n.typ.Elem().Kind() == reflect.Uint8 {
		n.kind, n.min = kindRaw, n.count
		return
	}
	n.kind, n.elem = kindArray, c.node(n.typ.Elem())
	n.min = n.count * n.elem.min
}

func (c compiler) structure(n *node) {
	n.kind, n.min = kindStruct, 0
	for i := range n.typ.NumField() {
		f := n.typ.Field(i)
		if !f.IsExported() {
			refuse(n.typ, "has the unexported field "+f.Name)
		}
		part := field{name: f.Name, offset: f.Offset, node: c.node(f.Type)}
		part.kind = part.node.kind
		n.min += part.node.min
		n.fields = append(n.fields, spread(part, part.node.fields)...)
		if f.Anonymous {
			n.parts = append(n.parts, spread(part, part.node.parts)...)
		} else {
			n.parts = append(n.parts, part)
		}
	}
}

// spread returns the inner fields of a struct as fields of the outer one, or
// the field itself where it is not a struct.
func spread(outer field, inner []field) []field {
	if outer.node.kind != kindStruct {
		return []field{outer}
	}
	moved := make([]field, len(inner))
	for i, f := range inner {
		f.offset += outer.offset
		moved[i] = f
	}
	return moved
}

func refuse(t reflect.Type, why string) {
	panic(fmt.Sprintf("cache: %s %s", t, why))
}
