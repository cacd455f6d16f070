package cache

import (
	"encoding/binary"
	"errors"
	"reflect"
	"unsafe"
)

// ErrDamaged is returned for bytes that are not what was written.
var ErrDamaged = errors.New("cache: damaged data")

// Decode reads a value from the start of data into *v and returns the bytes
// behind it. What it returns shares no memory with data.
//
// Data that no Append can have written gives [ErrDamaged], and *v is then part
// old and part new. What is allocated on the way is at most a small multiple
// of len(data), whatever lengths the data claims.
func (c Codec[T]) Decode(data []byte, v *T) (rest []byte, err error) {
	return c.decode(decoder{data: data}, v)
}

// DecodeShared is Decode, except that the strings of *v lie in data, which must
// not be changed as long as one of them is used. That saves one allocation a
// string: reading the facts of 100,000 pages takes half the time.
func (c Codec[T]) DecodeShared(data []byte, v *T) (rest []byte, err error) {
	return c.decode(decoder{data: data, shared: true}, v)
}

func (c Codec[T]) decode(d decoder, v *T) ([]byte, error) {
	d.value(c.root, unsafe.Pointer(v))
	if d.damaged {
		return nil, ErrDamaged
	}
	return d.data, nil
}

// decoder takes values off the front of data. After the first damage it reads
// nothing more: data is empty, every length is 0.
type decoder struct {
	data    []byte
	shared  bool
	damaged bool
}

func (d *decoder) fail() {
	d.data, d.damaged = nil, true
}

// value reads a value of type n.typ into the memory at p.
func (d *decoder) value(n *node, p unsafe.Pointer) {
	switch n.kind {
	case kindString:
		*(*string)(p) = d.text()
	case kindStruct:
		for i := range n.fields {
			f := &n.fields[i]
			d.value(f.node, unsafe.Add(p, f.offset))
		}
	case kindSlice:
		d.slice(n, p)
	case kindArray:
		d.run(n.elem, p, n.count)
	case kindBool:
		*(*bool)(p) = d.flag()
	case kindUint:
		d.storeUint(p, n.size)
	case kindInt:
		d.storeInt(p, n.size)
	case kindFloat:
		d.storeFloat(p, n.size)
	case kindBytes:
		*(*[]byte)(p) = append([]byte(nil), d.take(d.length(1))...)
	case kindRaw:
		copy(unsafe.Slice((*byte)(p), n.count), d.take(n.count))
	case kindPointer:
		d.pointer(n, p)
	case kindMap:
		d.table(n, p)
	}
}

func (d *decoder) run(n *node, p unsafe.Pointer, count int) {
	for i := 0; i < count && !d.damaged; i++ {
		d.value(n, unsafe.Add(p, uintptr(i)*n.size))
	}
}

func (d *decoder) slice(n *node, p unsafe.Pointer) {
	target := reflect.NewAt(n.typ, p).Elem()
	count := d.length(n.elem.min)
	if count == 0 {
		target.SetZero()
		return
	}
	made := reflect.MakeSlice(n.typ, count, count)
	d.run(n.elem, made.UnsafePointer(), count)
	target.Set(made)
}

func (d *decoder) pointer(n *node, p unsafe.Pointer) {
	target := reflect.NewAt(n.typ, p).Elem()
	if !d.flag() {
		target.SetZero()
		return
	}
	made := reflect.New(n.elem.typ)
	d.value(n.elem, made.UnsafePointer())
	target.Set(made.Convert(n.typ))
}

// table reads a map. Keys out of order are damage: they would make two
// encodings of one value.
func (d *decoder) table(n *node, p unsafe.Pointer) {
	target := reflect.NewAt(n.typ, p).Elem()
	target.SetZero()
	count := d.length(1 + n.elem.min)
	if count == 0 {
		return
	}
	made := reflect.MakeMap(n.typ)
	last := ""
	for i := 0; i < count && !d.damaged; i++ {
		key := d.text()
		if i > 0 && key <= last {
			d.fail()
			return
		}
		last = key
		value := reflect.New(n.elem.typ)
		d.value(n.elem, value.UnsafePointer())
		made.SetMapIndex(reflect.ValueOf(key).Convert(n.typ.Key()), value.Elem())
	}
	target.Set(made)
}

// uint reads a number in its shortest form; a longer one is damage.
func (d *decoder) uint() uint64 {
	if len(d.data) > 0 && d.data[0] < 0x80 {
		x := d.data[0]
		d.data = d.data[1:]
		return uint64(x)
	}
	x, n := binary.Uvarint(d.data)
	if n <= 0 || d.data[n-1] == 0 {
		d.fail()
		return 0
	}
	d.data = d.data[n:]
	return x
}

// length reads the number of elements of which each takes at least min bytes.
func (d *decoder) length(min int) int {
	n := d.uint()
	if n > uint64(len(d.data)/max(min, 1)) {
		d.fail()
		return 0
	}
	return int(n)
}

// take returns the next n bytes, or none after damage.
func (d *decoder) take(n int) []byte {
	if n > len(d.data) {
		d.fail()
		return nil
	}
	b := d.data[:n]
	d.data = d.data[n:]
	return b
}

func (d *decoder) text() string {
	b := d.take(d.length(1))
	if d.shared {
		return unsafe.String(unsafe.SliceData(b), len(b))
	}
	return string(b)
}

func (d *decoder) flag() bool {
	x := d.uint()
	if x > 1 {
		d.fail()
	}
	return x == 1
}

func (d *decoder) storeUint(p unsafe.Pointer, size uintptr) {
	x := d.uint()
	if size < 8 && x>>(8*size) != 0 {
		d.fail()
		return
	}
	switch size {
	case 1:
		*(*uint8)(p) = uint8(x)
	case 2:
		*(*uint16)(p) = uint16(x)
	case 4:
		*(*uint32)(p) = uint32(x)
	default:
		*(*uint64)(p) = x
	}
}

func (d *decoder) storeInt(p unsafe.Pointer, size uintptr) {
	z := d.uint()
	if size < 8 && z>>(8*size) != 0 {
		d.fail()
		return
	}
	x := int64(z>>1) ^ -int64(z&1)
	switch size {
	case 1:
		*(*int8)(p) = int8(x)
	case 2:
		*(*int16)(p) = int16(x)
	case 4:
		*(*int32)(p) = int32(x)
	default:
		*(*int64)(p) = x
	}
}

// storeFloat reads the bits of a float as they are: not every NaN survives a
// conversion.
func (d *decoder) storeFloat(p unsafe.Pointer, size uintptr) {
	b := d.take(int(size))
	switch len(b) {
	case 4:
		*(*uint32)(p) = binary.LittleEndian.Uint32(b)
	case 8:
		*(*uint64)(p) = binary.LittleEndian.Uint64(b)
	}
}
