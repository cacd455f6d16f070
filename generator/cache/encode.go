package cache

import (
	"encoding/binary"
	"reflect"
	"slices"
	"strings"
	"unsafe"
)

// sliceHeader is how a slice lies in memory.
type sliceHeader struct {
	data     unsafe.Pointer
	len, cap int
}

// append appends the encoding of the value at p, which is of type n.typ.
func (n *node) append(buf []byte, p unsafe.Pointer) []byte {
	switch n.kind {
	case kindString:
		return appendText(buf, *(*string)(p))
	case kindStruct:
		return n.appendFields(buf, p)
	case kindSlice:
		s := (*sliceHeader)(p)
		buf = binary.AppendUvarint(buf, uint64(s.len))
		return n.elem.appendRun(buf, s.data, s.len)
	case kindArray:
		return n.elem.appendRun(buf, p, n.count)
	case kindBool:
		return append(buf, *(*uint8)(p))
	case kindUint:
		return binary.AppendUvarint(buf, loadUint(p, n.size))
	case kindInt:
		i := loadInt(p, n.size)
		return binary.AppendUvarint(buf, uint64(i)<<1^uint64(i>>63))
	case kindFloat:
		if n.size == 4 {
			return binary.LittleEndian.AppendUint32(buf, *(*uint32)(p))
		}
		return binary.LittleEndian.AppendUint64(buf, *(*uint64)(p))
	case kindBytes:
		s := *(*[]byte)(p)
		return append(binary.AppendUvarint(buf, uint64(len(s))), s...)
	case kindRaw:
		return append(buf, unsafe.Slice((*byte)(p), n.count)...)
	case kindPointer:
		target := *(*unsafe.Pointer)(p)
		if target == nil {
			return append(buf, 0)
		}
		return n.elem.append(append(buf, 1), target)
	case kindMap:
		return n.appendMap(buf, p)
	}
	panic("cache: unknown kind")
}

// appendFields appends the fields of a struct. Most are short strings, flags
// and small numbers; those take no further call.
func (n *node) appendFields(buf []byte, p unsafe.Pointer) []byte {
	for i := range n.fields {
		f := &n.fields[i]
		at := unsafe.Add(p, f.offset)
		switch f.kind {
		case kindString:
			buf = appendText(buf, *(*string)(at))
		case kindBool:
			buf = append(buf, *(*uint8)(at)) // Go keeps a bool as 0 or 1
		default:
			buf = f.node.append(buf, at)
		}
	}
	return buf
}

func appendText(buf []byte, s string) []byte {
	if len(s) < 0x80 {
		buf = append(buf, byte(len(s)))
	} else {
		buf = binary.AppendUvarint(buf, uint64(len(s)))
	}
	return append(buf, s...)
}

// appendRun appends the encodings of count values that lie one behind another.
func (n *node) appendRun(buf []byte, p unsafe.Pointer, count int) []byte {
	for i := range count {
		buf = n.append(buf, unsafe.Add(p, uintptr(i)*n.size))
	}
	return buf
}

// appendMap goes through package reflect: maps are rare in views and facts.
func (n *node) appendMap(buf []byte, p unsafe.Pointer) []byte {
	m := reflect.NewAt(n.typ, p).Elem()
	keys := m.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	buf = binary.AppendUvarint(buf, uint64(len(keys)))
	value := reflect.New(n.elem.typ)
	for _, k := range keys {
		buf = appendText(buf, k.String())
		value.Elem().Set(m.MapIndex(k))
		buf = n.elem.append(buf, value.UnsafePointer())
	}
	return buf
}

func loadUint(p unsafe.Pointer, size uintptr) uint64 {
	switch size {
	case 1:
		return uint64(*(*uint8)(p))
	case 2:
		return uint64(*(*uint16)(p))
	case 4:
		return uint64(*(*uint32)(p))
	}
	return *(*uint64)(p)
}

func loadInt(p unsafe.Pointer, size uintptr) int64 {
	switch size {
	case 1:
		return int64(*(*int8)(p))
	case 2:
		return int64(*(*int16)(p))
	case 4:
		return int64(*(*int32)(p))
	}
	return *(*int64)(p)
}
