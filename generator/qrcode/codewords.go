package qrcode

// correction is how the codewords of a version are divided at level M (table 9 of the
// standard): blocks, and codewords for correction in each.
var correction = [...]struct{ blocks, each int }{
	1: {1, 10}, {1, 16}, {1, 26}, {2, 18}, {2, 24}, {4, 16}, {4, 18}, {4, 22}, {5, 22}, {5, 26},
	{5, 30}, {8, 22}, {9, 22}, {9, 24}, {10, 24}, {10, 28}, {11, 28}, {13, 26}, {14, 26}, {16, 26},
}

// countBits is how many bits tell the number of bytes.
func (f *frame) countBits() int {
	if f.version < 10 {
		return 8
	}
	return 16
}

// capacity is how many codewords of data there are.
func (f *frame) capacity() int {
	c := correction[f.version]
	return f.codewords() - c.blocks*c.each
}

// fits reports whether a number of bytes does.
func (f *frame) fits(bytes int) bool { return 4+f.countBits()+8*bytes <= 8*f.capacity() }

// words returns the codewords of a text in the order in which they are placed: the
// blocks interleaved, then their corrections.
func (f *frame) words(text string) []byte {
	data := f.encode(text)
	c := correction[f.version]
	short := len(data) / c.blocks // the last blocks have one more
	longer := len(data) % c.blocks
	out := make([]byte, f.codewords())
	divisor := generator(c.each)
	for b, at := 0, 0; b < c.blocks; b++ {
		n := short
		if b >= c.blocks-longer {
			n++
		}
		block := data[at : at+n]
		at += n
		for i, word := range block {
			place := i*c.blocks + b
			if i == short {
				place -= c.blocks - longer
			}
			out[place] = word
		}
		for i, word := range remainder(block, divisor) {
			out[len(data)+i*c.blocks+b] = word
		}
	}
	return out
}

// encode returns a text as codewords of data: mode, number of bytes, bytes, end, filling.
func (f *frame) encode(text string) []byte {
	const byteMode = 0b0100
	room := f.capacity()
	out := make([]byte, 0, room)
	acc, bits := uint32(0), 0
	put := func(value uint32, n int) {
		acc, bits = acc<<n|value, bits+n
		for bits >= 8 {
			bits -= 8
			out = append(out, byte(acc>>bits))
		}
	}
	put(byteMode, 4)
	put(uint32(len(text)), f.countBits())
	for i := range len(text) {
		put(uint32(text[i]), 8)
	}
	put(0, min(4, 8*room-8*len(out)-bits))
	if bits > 0 {
		put(0, 8-bits)
	}
	for fill := byte(0xec); len(out) < room; fill ^= 0xec ^ 0x11 {
		out = append(out, fill)
	}
	return out
}

// multiply multiplies in GF(2⁸) modulo x⁸+x⁴+x³+x²+1.
func multiply(a, b byte) byte {
	product := 0
	for bit := 7; bit >= 0; bit-- {
		product = product<<1 ^ product>>7*0x11d
		product ^= int(b>>bit&1) * int(a)
	}
	return byte(product)
}

// generator returns the generator polynomial of Reed–Solomon codes with n codewords of
// correction, without its leading 1: (x-1)(x-2)(x-4)…
func generator(n int) []byte {
	g := make([]byte, n)
	g[n-1] = 1
	root := byte(1)
	for range n {
		for i := range g {
			g[i] = multiply(g[i], root)
			if i+1 < n {
				g[i] ^= g[i+1]
			}
		}
		root = multiply(root, 2)
	}
	return g
}

// remainder returns the codewords of correction of a block.
func remainder(block, divisor []byte) []byte {
	rest := make([]byte, len(divisor))
	for _, word := range block {
		factor := word ^ rest[0]
		copy(rest, rest[1:])
		rest[len(rest)-1] = 0
		for i, d := range divisor {
			rest[i] ^= multiply(d, factor)
		}
	}
	return rest
}
