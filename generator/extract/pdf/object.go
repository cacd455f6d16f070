package pdf

import (
	"gongkai/generator/diag"
)

// entry is one object in the file: where it stands, or in which pack of objects.
type entry struct {
	number     int
	generation int
	position   int // in the file, of the object or of its pack: what comes later is current
	at         int // where its value begins, in the file or in the pack
	pack       int32
	from, to   int // the bytes of its stream; to is 0 where it has none
}

// pack is an object stream: objects that are packed together.
type pack struct{ data []byte }

// objects is a file as objects, and what may still be read of it.
type objects struct {
	data   []byte
	left   int64 // bytes that may still be unpacked
	work   int64 // bytes that may still be read
	unread map[Why]*Unread

	list     []entry       // in the order of the file
	current  map[int]int32 // the last entry of each number
	trailer  dict
	packs    map[int32]*pack
	cache    map[int32]any  // objects that were looked up
	used     map[int32]bool // entries whose streams were read, or are no text
	asides   []str          // lines between objects that have a number
	words    *words
	inflater inflater
	cipher   *cipherKey // nil: nothing is encrypted
}

// newObjects finds the objects in a file.
func newObjects(data []byte, limit int64) *objects {
	o := &objects{
		data: data, left: limit, work: min(maxWork, limit), unread: map[Why]*Unread{},
		current: map[int]int32{}, trailer: dict{}, packs: map[int32]*pack{}, used: map[int32]bool{}, words: newWords(),
	}
	(&scanner{objects: o}).scan()
	o.choose()
	if o.trailer["Encrypt"] != nil {
		if o.cipher = o.cipherKey(); o.cipher == nil {
			return o
		}
		o.cache = nil // of what was not decrypted
	}
	o.unpackObjects()
	o.choose()
	return o
}

// choose finds out which object of each number is the current one.
func (o *objects) choose() {
	for i, e := range o.list {
		if old, ok := o.current[e.number]; !ok || o.list[old].position <= e.position {
			o.current[e.number] = int32(i)
		}
	}
}

// locked reports whether the file takes a password.
func (o *objects) locked() bool { return o.trailer["Encrypt"] != nil && o.cipher == nil }

// miss notes what was not read.
func (o *objects) miss(why Why, page int, what diag.Text) {
	u := o.unread[why]
	if u == nil {
		u = &Unread{Why: why, What: what}
		o.unread[why] = u
	}
	if n := len(u.Pages); page > 0 && (n == 0 || u.Pages[n-1] < page) {
		u.Pages = append(u.Pages, page)
	}
}

// spend reports whether n bytes more may be read, and counts them.
func (o *objects) spend(n int) bool {
	if o.work -= int64(n); o.work >= 0 {
		return true
	}
	o.miss(TooLarge, 0, diag.Text{ZH: "内容太多，没有读完", EN: "there is too much in it, it was not read to its end"})
	return false
}

// addTrailer takes up a trailer. A later one says more, and replaces what an earlier
// one says.
func (o *objects) addTrailer(t dict) {
	for _, key := range []name{"Root", "Info", "Encrypt", "ID"} {
		if v, ok := t[key]; ok {
			o.trailer[key] = v
		}
	}
}

// unpackObjects finds the objects in object streams.
func (o *objects) unpackObjects() {
	direct := len(o.list)
	for i := range direct {
		if o.list[i].to == 0 {
			continue
		}
		s, ok := o.load(int32(i)).(*stream)
		if !ok || s.dict["Type"] != name("ObjStm") {
			continue
		}
		o.use(int32(i))
		data := o.decode(s)
		count, first := o.number(s.dict["N"]), o.number(s.dict["First"])
		if first < 0 || first > len(data) {
			o.miss(Damaged, 0, diag.Text{})
			continue
		}
		o.packs[int32(i)] = &pack{data: data}
		l := &lexer{data: data[:first], words: o.words}
		for range count {
			number, ok1 := l.next()
			at, ok2 := l.next()
			if !ok1 || !ok2 || len(o.list) >= maxObjects {
				break
			}
			n, at2 := o.number(number), first+o.number(at)
			if n < 0 || at2 < first || at2 > len(data) {
				continue
			}
			o.list = append(o.list, entry{number: n, position: o.list[i].position, at: at2, pack: int32(i)})
		}
	}
}

// load reads an object. The one whose stream it has is a *stream.
func (o *objects) load(i int32) any {
	e := &o.list[i]
	data := o.data
	if e.pack >= 0 {
		data = o.packs[e.pack].data
	}
	l := &lexer{data: data, at: e.at, refs: true, words: o.words}
	v, _ := l.next()
	if !o.spend(l.at - e.at) {
		return nil
	}
	encrypted := o.cipher != nil && e.pack < 0 && e.number != o.cipher.number
	if encrypted {
		v = o.cipher.value(v, e)
	}
	if of, ok := v.(dict); ok && e.to > 0 {
		s := &stream{dict: of, raw: data[e.from:e.to]}
		if encrypted && o.spend(len(s.raw)/8) {
			o.cipher.stream(s, e)
		}
		return s
	}
	return v
}

// get follows a reference to what it leads to.
func (o *objects) get(v any) any {
	for range 8 {
		r, ok := v.(ref)
		if !ok {
			return v
		}
		i, ok := o.current[int(r)]
		if !ok {
			return nil
		}
		v = o.lookup(i)
	}
	return nil
}

// lookup returns an object that is referred to. The last ones are kept: of all pages
// the resources are the same.
func (o *objects) lookup(i int32) any {
	const most, price = 4096, 64
	if v, ok := o.cache[i]; ok && o.spend(price) {
		return v
	}
	if o.cache == nil || len(o.cache) >= most {
		o.cache = map[int32]any{}
	}
	v := o.load(i)
	o.cache[i] = v
	return v
}

// dict returns a dictionary, that of a stream as well; nil where there is none.
func (o *objects) dict(v any) dict {
	switch v := o.get(v).(type) {
	case dict:
		return v
	case *stream:
		return v.dict
	}
	return nil
}

func (o *objects) array(v any) array {
	a, _ := o.get(v).(array)
	return a
}

// number returns a whole number, -1 where there is none.
func (o *objects) number(v any) int {
	f, ok := o.get(v).(float64)
	if !ok || f < 0 || f > 1<<31 {
		return -1
	}
	return int(f)
}

func (o *objects) name(v any) name {
	n, _ := o.get(v).(name)
	return n
}

// use notes that the stream of an entry has been read.
func (o *objects) use(i int32) {
	o.used[i] = true
}

// useRef notes that the stream that a reference leads to has been read, or is no text.
func (o *objects) useRef(v any) {
	if r, ok := v.(ref); ok {
		if i, ok := o.current[int(r)]; ok {
			o.use(i)
		}
	}
}

// matrix returns a matrix in the file.
func (o *objects) matrix(v any) (m matrix, ok bool) {
	a := o.array(v)
	if len(a) != len(m) {
		return m, false
	}
	for i := range m {
		m[i], _ = o.get(a[i]).(float64)
	}
	return m, true
}
