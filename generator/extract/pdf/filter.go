package pdf

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"encoding/ascii85"
	"errors"
	"io"

	"gongkai/generator/diag"
)

// maxStream bounds one stream, unpacked.
const maxStream = 16 << 20

// decode unpacks a stream that may have text. What is packed as pictures are, or in a way
// that is not known, is nil; of what is damaged, what could be unpacked is returned. Both
// are noted: nobody has read it.
func (o *objects) decode(s *stream) []byte {
	data := s.raw
	filters, params := o.filters(s.dict)
	for i, f := range filters {
		if o.left <= 0 {
			o.miss(TooLarge, 0, diag.Text{ZH: "解开以后太大", EN: "too large when unpacked"})
			return nil
		}
		limit := min(maxStream, o.left)
		out, ok := o.unpack(f, data, limit)
		if !ok {
			o.miss(Foreign, 0, diag.Text{ZH: "有的内部数据解不开", EN: "some internal data cannot be unpacked"})
			return nil
		}
		if o.left -= int64(len(out)); int64(len(out)) >= limit {
			o.miss(TooLarge, 0, diag.Text{ZH: "解开以后太大", EN: "too large when unpacked"})
		}
		data = o.predict(out, params[i])
	}
	return data
}

// filters lists the filters of a stream with their parameters.
func (o *objects) filters(of dict) (filters []name, params []dict) {
	get := func(long, short name) any {
		if v, ok := of[long]; ok {
			return o.get(v)
		}
		return o.get(of[short])
	}
	var with array
	switch p := get("DecodeParms", "DP").(type) {
	case dict:
		with = array{p}
	case array:
		with = p
	}
	switch f := get("Filter", "F").(type) {
	case name:
		filters = []name{f}
	case array:
		const many = 8
		for _, v := range f[:min(len(f), many)] {
			filters = append(filters, o.name(v))
		}
	}
	params = make([]dict, len(filters))
	for i := range min(len(with), len(params)) {
		params[i] = o.dict(with[i])
	}
	return filters, params
}

// unpack undoes one filter. ok is false for one that packs pictures, or is not known.
func (o *objects) unpack(filter name, data []byte, limit int64) (out []byte, ok bool) {
	switch filter {
	case "FlateDecode", "Fl":
		out, whole := o.inflater.unpack(data, limit)
		if !whole {
			o.miss(Damaged, 0, diag.Text{ZH: "有的内部数据坏了，没有读完", EN: "some internal data is damaged and was not read to its end"})
		}
		return out, true
	case "LZWDecode", "LZW":
		return unLZW(data, limit), true
	case "ASCIIHexDecode", "AHx":
		if i := bytes.IndexByte(data, '>'); i >= 0 {
			data = data[:i]
		}
		return unhex(data), true
	case "ASCII85Decode", "A85":
		return un85(data), true
	case "RunLengthDecode", "RL":
		return unrun(data, limit), true
	case "Crypt":
		return bytes.Clone(data), true // it is changed in place
	}
	return nil, false
}

// inflater unpacks zlib. Its reader is used for all streams: it is large.
type inflater struct{ zlib io.Reader }

// unpack unpacks data as far as that goes: checksums are often wrong, and the end may
// be missing. whole is false where they are damaged before that.
func (f *inflater) unpack(data []byte, limit int64) (out []byte, whole bool) {
	var b bytes.Buffer
	b.Grow(int(min(limit, int64(len(data))*4)))
	_, err := b.ReadFrom(io.LimitReader(f.reader(data), limit)) // what came before an error counts
	var corrupt flate.CorruptInputError
	return b.Bytes(), len(data) == 0 || !errors.As(err, &corrupt)
}

func (f *inflater) reader(data []byte) io.Reader {
	from := bytes.NewReader(data)
	if f.zlib == nil {
		if z, err := zlib.NewReader(from); err == nil {
			f.zlib = z
			return z
		}
	} else if f.zlib.(zlib.Resetter).Reset(from, nil) == nil {
		return f.zlib
	}
	return flate.NewReader(bytes.NewReader(data)) // without the head of zlib
}

// un85 decodes base 85.
func un85(data []byte) []byte {
	data = bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~"))
	if i := bytes.IndexByte(data, '~'); i >= 0 {
		data = data[:i]
	}
	out := make([]byte, 4*len(data)+4)
	n, _, err := ascii85.Decode(out[:cap(out)], data, true)
	if err != nil && n == 0 {
		return nil
	}
	return out[:n]
}

// unrun decodes runs of equal bytes.
func unrun(data []byte, limit int64) []byte {
	var out []byte
	for i := 0; i < len(data) && int64(len(out)) < limit; {
		n := int(data[i])
		i++
		switch {
		case n == 128:
			return out
		case n < 128:
			end := min(len(data), i+n+1)
			out = append(out, data[i:end]...)
			i = end
		case i < len(data):
			out = append(out, bytes.Repeat(data[i:i+1], 257-n)...)
			i++
		}
	}
	return out
}

// unLZW decodes LZW as PDF has it (ISO 32000-1, 7.4.4): codes of 9 to 12 bits, the
// highest bit first, which grow one code early.
func unLZW(data []byte, limit int64) []byte {
	const clear, end, first = 256, 257, 258
	var out []byte
	// A code stands for a piece of what was written before: where, and how long.
	var from, length [4096]int
	next, width, previous := first, uint(9), -1
	var bits uint32
	var have uint
	for _, b := range data {
		bits = bits<<8 | uint32(b)
		if have += 8; have < width {
			continue
		}
		code := int(bits>>(have-width)) & (1<<width - 1)
		have -= width
		if code == end || int64(len(out)) >= limit {
			return out
		}
		if code == clear {
			next, width, previous = first, 9, -1
			continue
		}
		start := len(out)
		switch {
		case code < clear:
			out = append(out, byte(code))
		case code < next && code >= first:
			out = append(out, out[from[code]:from[code]+length[code]]...)
		case code == next && previous >= 0: // the piece before and its own first byte
			out = append(append(out, out[previous:start]...), out[previous])
		default:
			return out // damaged
		}
		if previous >= 0 && next < len(from) {
			from[next], length[next] = previous, start-previous+1
			next++
		}
		previous = start
		if next+1 >= 1<<width && width < 12 {
			width++
		}
	}
	return out
}

// predict undoes a predictor: each byte was written as the difference to one before.
func (o *objects) predict(data []byte, with dict) []byte {
	kind := o.number(with["Predictor"])
	if kind < 2 {
		return data
	}
	number := func(key name, usual int) int {
		if n := o.number(with[key]); n > 0 {
			return n
		}
		return usual
	}
	columns, colors, bits := number("Columns", 1), number("Colors", 1), number("BitsPerComponent", 8)
	if colors > 32 || bits > 16 || columns > maxStream {
		return data
	}
	size, row := max(1, colors*bits/8), (columns*colors*bits+7)/8
	if kind == 2 {
		if bits == 8 {
			for at := 0; at+row <= len(data); at += row {
				for i := at + size; i < at+row; i++ {
					data[i] += data[i-size]
				}
			}
		}
		return data
	}
	out := data[:0] // one byte a row is less than what has been read
	var above []byte
	for len(data) > 1 {
		filter := data[0]
		line := data[1:min(len(data), row+1)]
		data = data[1+len(line):]
		start := len(out)
		out = append(out, line...)
		unfilter(filter, out[start:], above, size)
		above = out[start:]
	}
	return out
}

// unfilter undoes one of the filters of PNG on a row.
func unfilter(filter byte, line, above []byte, size int) {
	for i := range line {
		var left, up, corner int
		if i >= size {
			left = int(line[i-size])
		}
		if i < len(above) {
			up = int(above[i])
			if i >= size {
				corner = int(above[i-size])
			}
		}
		switch filter {
		case 1:
			line[i] += byte(left)
		case 2:
			line[i] += byte(up)
		case 3:
			line[i] += byte((left + up) / 2)
		case 4:
			line[i] += byte(paeth(left, up, corner))
		}
	}
}

// paeth returns which of three neighbours is nearest to what they let expect.
func paeth(left, up, corner int) int {
	distance := func(n int) int { return max(n, -n) }
	p := left + up - corner
	a, b, c := distance(p-left), distance(p-up), distance(p-corner)
	switch {
	case a <= b && a <= c:
		return left
	case b <= c:
		return up
	}
	return corner
}
