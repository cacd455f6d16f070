package pdf

import (
	"bytes"

	"gongkai/generator/diag"
)

// entry is one object in the file: where it stands, or in which pack of objects.
type entry struct {
	number   int
	position int // in the file, of the object or of its pack: what comes later is current
	at       int // where its value begins, in the file or in the pack
	pack     int32
	from, to int // the bytes of its stream; to is 0 where it has none
}

// pack is an object stream: objects that are packed together.
type pack struct{ data []byte }

// index finds all objects in the file.
//
// They are not looked for in the bytes of streams, where there may be another PDF.
func (d *document) index() {
	d.current, d.packs = map[int]int32{}, map[int32]*pack{}
	at := 0
	for len(d.objects) < maxObjects {
		i := bytes.Index(d.data[at:], []byte("obj"))
		if i < 0 {
			break
		}
		i += at
		number, start := d.head(i)
		if number < 0 || start < at {
			at = i + len("obj")
			continue
		}
		d.trailers(at, start)
		at = d.object(number, i+len("obj"))
		if d.work < 0 {
			break
		}
	}
	if len(d.objects) == maxObjects {
		d.miss(TooLarge, 0, diag.Text{ZH: "对象太多", EN: "too many objects"})
	}
	d.trailers(at, len(d.data))
	d.checkEnd()
	if !d.encrypted() {
		d.unpackObjects()
	}
	for i, e := range d.objects {
		if old, ok := d.current[e.number]; !ok || d.objects[old].position <= e.position {
			d.current[e.number] = int32(i)
		}
	}
}

// head reads, backwards, the "12 0 " before obj. number is negative where that is not
// there.
func (d *document) head(at int) (number, start int) {
	generation, at := d.back(at)
	number, start = d.back(at)
	if generation < 0 {
		return -1, 0
	}
	return number, start
}

// back reads a number with the space behind it, backwards.
func (d *document) back(at int) (n, start int) {
	end := at
	for at > 0 && isSpace(d.data[at-1]) {
		at--
	}
	digits := at
	for at > 0 && '0' <= d.data[at-1] && d.data[at-1] <= '9' && digits-at < 9 {
		at--
	}
	if at == digits || digits == end && end < len(d.data) && d.data[end] != 'o' {
		return -1, 0
	}
	for _, c := range d.data[at:digits] {
		n = 10*n + int(c-'0')
	}
	return n, at
}

// object notes the object whose value begins at a place, and returns where it ends.
func (d *document) object(number, at int) int {
	l := &lexer{data: d.data, at: at, refs: true, words: d.words}
	v, ok := l.next()
	if !d.spend(l.at - at) {
		return l.at
	}
	if !ok || l.at == len(d.data) {
		d.miss(Damaged, 0, diag.Text{ZH: "有一处内容没有结尾", EN: "an object without its end"})
		const many = 16 // each was looked through to the end of the file
		if d.endless++; d.endless > many {
			return len(d.data)
		}
		return at
	}
	e := entry{number: number, position: at, at: at, pack: -1}
	end := l.at
	if dictionary, is := v.(dict); is {
		if k, _ := l.next(); k == keyword("stream") {
			e.from = d.afterStream(l.at)
			e.to, end = d.streamEnd(dictionary, e.from)
			if t, _ := dictionary["Type"].(name); t == "XRef" {
				d.addTrailer(dictionary)
			}
		}
	}
	d.objects = append(d.objects, e)
	return end
}

// afterStream returns where the bytes of a stream begin, behind the end of the line.
func (d *document) afterStream(at int) int {
	if at < len(d.data) && d.data[at] == '\r' {
		at++
	}
	if at < len(d.data) && d.data[at] == '\n' {
		at++
	}
	return at
}

// streamEnd returns where the bytes of a stream end, and where the object goes on.
func (d *document) streamEnd(of dict, from int) (to, end int) {
	mark := []byte("endstream")
	if n, ok := of["Length"].(float64); ok && n >= 0 && int64(n) <= int64(len(d.data)-from) {
		to = from + int(n)
		if rest := d.data[to:min(len(d.data), to+len(mark)+2)]; bytes.Contains(rest, mark) {
			return to, to + bytes.Index(rest, mark) + len(mark)
		}
	}
	i := bytes.Index(d.data[from:], mark)
	if i < 0 {
		d.miss(Damaged, 0, diag.Text{ZH: "文件的结尾不在了，多半没有传完", EN: "its end is missing"})
		return len(d.data), len(d.data)
	}
	to = from + i
	// The length is another object, most often right behind. If the stream has the mark
	// among its bytes, that object tells.
	if length, ok := of["Length"].(ref); ok {
		if e, ok := d.find(int(length)); ok {
			l := &lexer{data: d.data, at: e.at, words: d.words}
			if n, _ := l.next(); n != nil {
				if n, ok := n.(float64); ok && int(n) > i && int64(n) <= int64(len(d.data)-from) {
					rest := d.data[from+int(n) : min(len(d.data), from+int(n)+len(mark)+2)]
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
func (d *document) find(number int) (entry, bool) {
	const looked = 64
	for i := len(d.objects) - 1; i >= max(0, len(d.objects)-looked); i-- {
		if d.objects[i].number == number {
			return d.objects[i], true
		}
	}
	return entry{}, false
}

// trailers reads the trailers between two objects.
func (d *document) trailers(from, to int) {
	for from < to {
		i := bytes.Index(d.data[from:to], []byte("trailer"))
		if i < 0 {
			return
		}
		l := &lexer{data: d.data[:to], at: from + i + len("trailer"), refs: true, words: d.words}
		v, _ := l.next()
		if t, ok := v.(dict); ok {
			d.addTrailer(t)
		}
		from = max(l.at, from+i+len("trailer"))
	}
}

// addTrailer takes up a trailer. A later one says more, and replaces what an earlier
// one says.
func (d *document) addTrailer(t dict) {
	if d.trailer == nil {
		d.trailer = dict{}
	}
	for _, key := range []name{"Root", "Info", "Encrypt", "ID"} {
		if v, ok := t[key]; ok {
			d.trailer[key] = v
		}
	}
}

// checkEnd finds out whether the file ends where it says.
func (d *document) checkEnd() {
	i := bytes.LastIndex(d.data, []byte("%%EOF"))
	if i < 0 {
		d.miss(Damaged, 0, diag.Text{ZH: "文件的结尾不在了，多半没有传完", EN: "its end is missing"})
		return
	}
	const much = 1024
	if rest := bytes.Trim(d.data[i+len("%%EOF"):], "\x00\r\n\t "); len(rest) > much {
		d.miss(Foreign, 0, diag.Text{ZH: "文件结尾的后面还有别的数据", EN: "there is more data behind its end"})
	}
}

// unpackObjects finds the objects in object streams.
func (d *document) unpackObjects() {
	direct := len(d.objects)
	for i := range direct {
		if d.objects[i].to == 0 || d.err != nil {
			continue
		}
		s, ok := d.load(int32(i)).(*stream)
		if !ok || s.dict["Type"] != name("ObjStm") {
			continue
		}
		d.use(int32(i))
		data := d.decode(s)
		count, first := d.number(s.dict["N"]), d.number(s.dict["First"])
		if first < 0 || first > len(data) {
			d.miss(Damaged, 0, diag.Text{})
			continue
		}
		d.packs[int32(i)] = &pack{data: data}
		l := &lexer{data: data[:first], words: d.words}
		for range count {
			number, ok1 := l.next()
			at, ok2 := l.next()
			if !ok1 || !ok2 || len(d.objects) >= maxObjects {
				break
			}
			n, at2 := d.number(number), first+d.number(at)
			if n < 0 || at2 < first || at2 > len(data) {
				continue
			}
			d.objects = append(d.objects, entry{number: n, position: d.objects[i].position, at: at2, pack: int32(i)})
		}
	}
}

// load reads an object. The one whose stream it has is a *stream.
func (d *document) load(i int32) any {
	e := &d.objects[i]
	data := d.data
	if e.pack >= 0 {
		data = d.packs[e.pack].data
	}
	l := &lexer{data: data, at: e.at, refs: true, words: d.words}
	v, _ := l.next()
	if !d.spend(l.at - e.at) {
		return nil
	}
	if of, ok := v.(dict); ok && e.to > 0 {
		return &stream{dict: of, raw: data[e.from:e.to]}
	}
	return v
}

// get follows a reference to what it leads to.
func (d *document) get(v any) any {
	for range 8 {
		r, ok := v.(ref)
		if !ok {
			return v
		}
		i, ok := d.current[int(r)]
		if !ok {
			return nil
		}
		v = d.lookup(i)
	}
	return nil
}

// lookup returns an object that is referred to. The last ones are kept: of all pages
// the resources are the same.
func (d *document) lookup(i int32) any {
	const most, price = 4096, 64
	if v, ok := d.cache[i]; ok && d.spend(price) {
		return v
	}
	if d.cache == nil || len(d.cache) >= most {
		d.cache = map[int32]any{}
	}
	v := d.load(i)
	d.cache[i] = v
	return v
}

// dict returns a dictionary, that of a stream as well; nil where there is none.
func (d *document) dict(v any) dict {
	switch v := d.get(v).(type) {
	case dict:
		return v
	case *stream:
		return v.dict
	}
	return nil
}

func (d *document) array(v any) array {
	a, _ := d.get(v).(array)
	return a
}

// number returns a whole number, -1 where there is none.
func (d *document) number(v any) int {
	f, ok := d.get(v).(float64)
	if !ok || f < 0 || f > 1<<31 {
		return -1
	}
	return int(f)
}

func (d *document) name(v any) name {
	n, _ := d.get(v).(name)
	return n
}

// use notes that the stream of an entry has been read.
func (d *document) use(i int32) {
	if d.used == nil {
		d.used = map[int32]bool{}
	}
	d.used[i] = true
}

// useRef notes that the stream that a reference leads to has been read, or is no text.
func (d *document) useRef(v any) {
	if r, ok := v.(ref); ok {
		if i, ok := d.current[int(r)]; ok {
			d.use(i)
		}
	}
}
