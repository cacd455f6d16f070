package search

import "math/bits"

// Numbers are written as bits, the most significant first. What goes into a file of the
// index are units of 13 bits, each of them two characters out of 91: a script is text,
// and of the printable characters of ASCII only blank, quotes and backslash are left out,
// so that no charset and no escape can change them. What a build keeps are bytes.

// base is how many characters a unit is written with.
const base = 91

// unitBits is how many bits two of these hold: 2^13 ≤ 91².
const unitBits = 13

// letter returns a character by its value below base.
func letter(v uint64) byte {
	c := byte(v) + '!'
	if c >= '"' {
		c++
	}
	if c >= '\'' {
		c++
	}
	if c >= '\\' {
		c++
	}
	return c
}

// valueOf is the inverse of letter.
func valueOf(c byte) uint64 {
	v := uint64(c) - '!'
	if c > '\\' {
		v--
	}
	if c > '\'' {
		v--
	}
	if c > '"' {
		v--
	}
	return v
}

// bitWriter writes bits: into characters, or into bytes.
type bitWriter struct {
	out   []byte
	acc   uint64
	n     uint // bits in acc, always fewer than unitBits after a write
	bytes bool
}

// reset begins anew, in the same memory.
func (w *bitWriter) reset() { w.out, w.acc, w.n = w.out[:0], 0, 0 }

// put writes the low n bits of v, n ≤ 48.
func (w *bitWriter) put(v uint64, n uint) {
	w.acc = w.acc<<n | v
	w.n += n
	if w.bytes {
		for w.n >= 8 {
			w.n -= 8
			w.out = append(w.out, byte(w.acc>>w.n))
		}
		return
	}
	for w.n >= unitBits {
		w.n -= unitBits
		unit := w.acc >> w.n & (1<<unitBits - 1)
		w.out = append(w.out, letter(unit/base), letter(unit%base))
	}
}

// unary writes q zeros and a one.
func (w *bitWriter) unary(q uint64) {
	for ; q >= 32; q -= 32 {
		w.put(0, 32)
	}
	w.put(1, uint(q)+1)
}

// gamma writes v ≥ 1 in Elias' gamma code.
func (w *bitWriter) gamma(v uint64) {
	n := uint(bits.Len64(v))
	w.put(0, n-1)
	w.put(v, n)
}

// rice writes v in Rice's code with k bits of remainder.
func (w *bitWriter) rice(v uint64, k uint) {
	w.unary(v >> k)
	if k > 0 {
		w.put(v&(1<<k-1), k)
	}
}

// flush fills the last unit with zeros and returns what was written. In bytes, pad is
// how many bits that were.
func (w *bitWriter) flush() (out []byte, pad uint) {
	unit := uint(unitBits)
	if w.bytes {
		unit = 8
	}
	if w.n > 0 {
		pad = unit - w.n
		w.put(0, pad)
	}
	return w.out, pad
}

// copy writes the bits of some bytes but for the last few.
func (w *bitWriter) copy(data []byte, pad uint) {
	for len(data) > 4 {
		w.put(uint64(data[0])<<24|uint64(data[1])<<16|uint64(data[2])<<8|uint64(data[3]), 32)
		data = data[4:]
	}
	for i, c := range data {
		if i == len(data)-1 {
			w.put(uint64(c>>pad), 8-pad)
		} else {
			w.put(uint64(c), 8)
		}
	}
}

// list writes f ascending numbers below u, of which the reader knows both: the gaps
// between them, or where they are more than half, those between the others. With one
// bit for each number that is a bitmap; so no other container is needed.
func list[T uint16 | uint32](w *bitWriter, l []T, u int) {
	f := len(l)
	if f == 0 || f == u {
		return
	}
	if 2*f <= u {
		k, next := riceParameter(uint64(u), f), 0
		for _, v := range l {
			w.rice(uint64(int(v)-next), k)
			next = int(v) + 1
		}
		return
	}
	k, next, i := riceParameter(uint64(u), u-f), 0, 0
	for v := range u {
		if i < f && int(l[i]) == v {
			i++
			continue
		}
		w.rice(uint64(v-next), k)
		next = v + 1
	}
}

// riceParameter is the best parameter for the gaps between f numbers below u.
func riceParameter(u uint64, f int) uint {
	mean := u * 11 / (uint64(max(f, 1)) * 12)
	if mean < 1 {
		return 0
	}
	return uint(bits.Len64(mean)) - 1
}

// bitReader reads what a bitWriter has written into bytes. Behind the end it reads zeros,
// and says so.
type bitReader struct {
	data []byte
	acc  uint64
	n    uint
	past uint // bits of zeros that were added behind the end
}

// unpack returns the bits of characters as bytes.
func unpack(text []byte) []byte {
	w := bitWriter{bytes: true, out: make([]byte, 0, len(text)*unitBits/16+1)}
	for i := 0; i+1 < len(text); i += 2 {
		w.put(valueOf(text[i])*base+valueOf(text[i+1]), unitBits)
	}
	out, _ := w.flush()
	return out
}

// peek returns the n ≤ 48 bits that come next. Whoever has read them takes them off r.n.
func (r *bitReader) peek(n uint) uint64 {
	for r.n < n {
		var next byte
		if len(r.data) > 0 {
			next, r.data = r.data[0], r.data[1:]
		} else {
			r.past += 8
		}
		r.acc = r.acc<<8 | uint64(next)
		r.n += 8
	}
	return r.acc >> (r.n - n) & (1<<n - 1)
}

// read reads n ≤ 48 bits.
func (r *bitReader) read(n uint) uint64 {
	v := r.peek(n)
	r.n -= n
	return v
}

// over reports whether more was read than there is.
func (r *bitReader) over() bool { return r.past > r.n }

func (r *bitReader) unary() (q uint64) {
	for r.read(1) == 0 && !r.over() {
		q++
	}
	return q
}

func (r *bitReader) gamma() uint64 {
	n := uint(min(r.unary(), 47))
	return 1<<n | r.read(n)
}

func (r *bitReader) rice(k uint) uint64 { return r.unary()<<k | r.read(k) }

// list reads f numbers below u.
func (r *bitReader) list(f, u int) []int {
	out := make([]int, 0, f)
	if 2*f <= u {
		if f == 0 {
			return out
		}
		k, next := riceParameter(uint64(u), f), 0
		for range f {
			next += int(r.rice(k)) + 1
			out = append(out, next-1)
		}
		return out
	}
	next := 0
	if f < u {
		k := riceParameter(uint64(u), u-f)
		for range u - f {
			gap := int(r.rice(k))
			for range gap {
				out = append(out, next)
				next++
			}
			next++
		}
	}
	for ; next < u; next++ {
		out = append(out, next)
	}
	return out
}

// mix is a bijection of 32 bits that spreads neighbours.
func mix(x uint32) uint32 {
	x *= 0x9E3779B1
	x ^= x >> 15
	x *= 0x85EBCA77
	x ^= x >> 13
	return x
}
