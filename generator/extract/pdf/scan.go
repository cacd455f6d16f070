package pdf

import (
	"bytes"

	"gongkai/generator/diag"
)

// scanner finds the objects in a file.
//
// They are not looked for in the bytes of streams, where there may be another PDF.
type scanner struct {
	*objects
	endless int // objects without an end
}

// scan looks through the file from start to end.
func (c *scanner) scan() {
	at := 0
	for len(c.list) < maxObjects && c.work >= 0 {
		i := bytes.Index(c.data[at:], []byte("obj"))
		if i < 0 {
			break
		}
		i += at
		number, generation, start := c.head(i)
		if number < 0 || start < at {
			at = i + len("obj")
			continue
		}
		c.between(at, start)
		at = c.object(number, generation, i+len("obj"))
	}
	if len(c.list) == maxObjects {
		c.miss(TooLarge, 0, diag.Text{ZH: "对象太多", EN: "too many objects"})
	}
	c.between(at, len(c.data))
	c.checkEnd()
}

// between reads what stands between two objects: trailers and comments.
func (c *scanner) between(from, to int) {
	c.trailers(from, to)
	for gap := c.data[from:to]; ; {
		i := bytes.IndexByte(gap, '%')
		if i < 0 {
			return
		}
		line := gap[i:]
		if end := bytes.IndexAny(line, "\r\n"); end >= 0 {
			line = line[:end]
		}
		c.aside(line)
		gap = gap[i+len(line):]
	}
}

// aside keeps a line that has a number in it.
func (c *scanner) aside(line []byte) {
	const most = 1000
	if len(c.asides) < most && digits(line) {
		c.asides = append(c.asides, str(line))
	}
}

// head reads, backwards, the "12 0 " before obj. number is negative where that is not
// there.
func (c *scanner) head(at int) (number, generation, start int) {
	generation, at = c.back(at)
	number, start = c.back(at)
	if generation < 0 {
		return -1, 0, 0
	}
	return number, generation, start
}

// back reads a number with the space behind it, backwards.
func (c *scanner) back(at int) (n, start int) {
	end := at
	for at > 0 && isSpace(c.data[at-1]) {
		at--
	}
	digits := at
	for at > 0 && '0' <= c.data[at-1] && c.data[at-1] <= '9' && digits-at < 9 {
		at--
	}
	if at == digits || digits == end && end < len(c.data) && c.data[end] != 'o' {
		return -1, 0
	}
	for _, c := range c.data[at:digits] {
		n = 10*n + int(c-'0')
	}
	return n, at
}

// object notes the object whose value begins at a place, and returns where it ends.
func (c *scanner) object(number, generation, at int) int {
	l := &lexer{data: c.data, at: at, refs: true, words: c.words}
	v, ok := l.next()
	if !c.spend(l.at - at) {
		return l.at
	}
	if !ok || l.at == len(c.data) {
		c.miss(Damaged, 0, diag.Text{ZH: "有一处内容没有结尾", EN: "an object without its end"})
		const many = 16 // each was looked through to the end of the file
		if c.endless++; c.endless > many {
			return len(c.data)
		}
		return at
	}
	e := entry{number: number, generation: generation, position: at, at: at, pack: -1}
	end := l.at
	if dictionary, is := v.(dict); is {
		if k, _ := l.next(); k == keyword("stream") {
			e.from = afterStream(c.data, l.at)
			e.to, end = c.streamEnd(dictionary, e.from)
			if t, _ := dictionary["Type"].(name); t == "XRef" {
				c.addTrailer(dictionary)
			}
		}
	}
	c.list = append(c.list, e)
	return end
}

// afterStream returns where the bytes of a stream begin, behind the end of the line.
func afterStream(data []byte, at int) int {
	if at < len(data) && data[at] == '\r' {
		at++
	}
	if at < len(data) && data[at] == '\n' {
		at++
	}
	return at
}

// streamEnd returns where the bytes of a stream end, and where the object goes on.
func (c *scanner) streamEnd(of dict, from int) (to, end int) {
	mark := []byte("endstream")
	if n, ok := of["Length"].(float64); ok && n >= 0 && int64(n) <= int64(len(c.data)-from) {
		to = from + int(n)
		if rest := c.data[to:min(len(c.data), to+len(mark)+2)]; bytes.Contains(rest, mark) {
			return to, to + bytes.Index(rest, mark) + len(mark)
		}
	}
	i := bytes.Index(c.data[from:], mark)
	if i < 0 {
		c.miss(Damaged, 0, diag.Text{ZH: "文件的结尾不在了，多半没有传完", EN: "its end is missing"})
		return len(c.data), len(c.data)
	}
	to = from + i
	// The length is another object, most often right behind. If the stream has the mark
	// among its bytes, that object tells.
	if length, ok := of["Length"].(ref); ok {
		if e, ok := c.find(int(length)); ok {
			l := &lexer{data: c.data, at: e.at, words: c.words}
			if n, _ := l.next(); n != nil {
				if n, ok := n.(float64); ok && int(n) > i && int64(n) <= int64(len(c.data)-from) {
					rest := c.data[from+int(n) : min(len(c.data), from+int(n)+len(mark)+2)]
					if j := bytes.Index(rest, mark); j >= 0 {
						return from + int(n), from + int(n) + j + len(mark)
					}
				}
			}
		}
	}
	return to, to + len(mark)
}

// find returns an object that has been met before, while the file is still read.
func (c *scanner) find(number int) (entry, bool) {
	const looked = 64
	for i := len(c.list) - 1; i >= max(0, len(c.list)-looked); i-- {
		if c.list[i].number == number {
			return c.list[i], true
		}
	}
	return entry{}, false
}

// trailers reads the trailers between two objects.
func (c *scanner) trailers(from, to int) {
	for from < to {
		i := bytes.Index(c.data[from:to], []byte("trailer"))
		if i < 0 {
			return
		}
		l := &lexer{data: c.data[:to], at: from + i + len("trailer"), refs: true, words: c.words}
		v, _ := l.next()
		if t, ok := v.(dict); ok {
			c.addTrailer(t)
		}
		from = max(l.at, from+i+len("trailer"))
	}
}

// checkEnd finds out whether the file ends where it says.
func (c *scanner) checkEnd() {
	i := bytes.LastIndex(c.data, []byte("%%EOF"))
	if i < 0 {
		c.miss(Damaged, 0, diag.Text{ZH: "文件的结尾不在了，多半没有传完", EN: "its end is missing"})
		return
	}
	const much = 1024
	rest := bytes.Trim(c.data[i+len("%%EOF"):], "\x00\r\n\t ")
	if len(rest) > much {
		c.miss(Foreign, 0, diag.Text{ZH: "文件结尾的后面还有别的数据", EN: "there is more data behind its end"})
		return
	}
	for line := range bytes.Lines(rest) {
		if line = bytes.TrimSpace(line); !bytes.HasPrefix(line, []byte("%")) { // which is a comment
			c.aside(line)
		}
	}
}
