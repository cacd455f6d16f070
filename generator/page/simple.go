package page

import (
	"slices"
	"strings"
)

// Nearly every front matter is written in the plainest YAML there is: one
// `key: value` a line, values without quotes or in quotes without escapes,
// lists and mappings in brackets on one line, lists of such values below their
// key. This file reads that much of YAML and declines everything else, upon
// which the strict reader decides. It never reads a value differently from it
// (FuzzSimpleEqualsStrict); it is there because it takes 1 µs where the YAML
// library takes 45.

// readSimple reads a whole front matter, or declines.
func readSimple(front string, into *memory) ([]pair, bool) {
	into.entries, into.items, into.lines, into.pairs = into.entries[:0], into.items[:0], into.lines[:0], into.pairs[:0]
	blank := false
	for at := 0; at < len(front); {
		end := lineEnd(front, at)
		switch c := front[at]; {
		case strings.Trim(front[at:end], " ") == "":
			blank = true
			at = end + 1
			continue
		case c == '#' && !blank:
			at = end + 1
		case 'a' <= c && c <= 'z':
			p, next, ok := simpleEntry(front, at, into)
			if !ok {
				return nil, false
			}
			into.entries = append(into.entries, p)
			at = next
		default:
			return nil, false
		}
		blank = false
	}
	return into.entries, true
}

// simpleEntry reads the entry whose key begins at offset at, and returns the
// offset of the line after it.
func simpleEntry(s string, at int, into *memory) (p pair, next int, ok bool) {
	r := simpleReader{s: s, at: at, end: lineEnd(s, at), memory: into}
	if p.key, ok = r.key(); !ok {
		return p, 0, false
	}
	if r.at == r.end {
		p.value, ok = r.lines(p.key.end + 1)
		return p, min(r.end+1, len(s)), ok
	}
	if p.value, ok = r.value(); !ok || !r.rest() {
		return p, 0, false
	}
	return p, min(r.end+1, len(s)), true
}

// simpleReader reads values within one line, s[at:end].
type simpleReader struct {
	s       string
	at, end int
	memory  *memory
}

// key reads a bare key, its colon and the blanks after it.
func (r *simpleReader) key() (node, bool) {
	i := r.at
	for i < r.end && (r.s[i] == '_' || 'a' <= r.s[i] && r.s[i] <= 'z') {
		i++
	}
	if i == r.at || i == r.end || r.s[i] != ':' || i+1 < r.end && r.s[i+1] != ' ' {
		return node{}, false
	}
	n := node{form: plain, text: r.s[r.at:i], start: r.at, end: i}
	r.at = i + 1
	r.blanks()
	return n, true
}

func (r *simpleReader) blanks() {
	for r.at < r.end && r.s[r.at] == ' ' {
		r.at++
	}
}

// rest reports whether nothing but blanks or a comment is left on the line.
func (r *simpleReader) rest() bool {
	from := r.at
	r.blanks()
	if r.at == r.end {
		return true
	}
	comment := r.s[r.at] == '#' && r.at > from
	return comment && (r.at+1 == r.end || r.s[r.at+1] == ' ')
}

// value reads what stands after a key or a dash.
func (r *simpleReader) value() (node, bool) {
	if r.at == r.end {
		return node{}, false
	}
	switch r.s[r.at] {
	case '[':
		return r.flowList()
	case '{':
		return r.flowMapping()
	case '"', '\'':
		return r.quoted()
	}
	return r.plain("")
}

// plain reads text without quotes. Within brackets it ends before a byte of
// stop, else at a comment or at the end of the line.
func (r *simpleReader) plain(stop string) (node, bool) {
	if r.at == r.end || strings.IndexByte("-?:,[]{}#&*!|>'\"%@`\t ", r.s[r.at]) >= 0 {
		return node{}, false
	}
	i := r.at
scan:
	for ; i < r.end; i++ {
		c := r.s[i]
		if c >= '0' && c != ':' && c|' ' != '{' && c|' ' != '}' { // nearly all bytes of nearly all values
			continue
		}
		switch c {
		case '\t':
			return node{}, false
		case ':':
			// `a: b`, and in brackets `a:,`, would be a key.
			if i+1 == r.end || strings.IndexByte(" \t,[]{}", r.s[i+1]) >= 0 {
				return node{}, false
			}
		case '#':
			if r.s[i-1] == ' ' {
				break scan
			}
		case ',', ']', '}', '[', '{':
			if stop == "" {
				continue
			}
			if strings.IndexByte(stop, c) < 0 {
				return node{}, false
			}
			break scan
		}
	}
	text := strings.TrimRight(r.s[r.at:i], " ")
	n := node{form: plain, text: text, start: r.at, end: r.at + len(text)}
	if r.at = n.end; isNull(text) {
		n.form, n.text = null, ""
	}
	return n, true
}

// isNull reports whether a plain scalar stands for "nothing" in YAML.
func isNull(text string) bool {
	return text == "~" || text == "null" || text == "Null" || text == "NULL"
}

// quoted reads text in quotes that holds neither an escape nor its own quote.
func (r *simpleReader) quoted() (node, bool) {
	quote := r.s[r.at]
	length := strings.IndexByte(r.s[r.at+1:r.end], quote)
	if length < 0 {
		return node{}, false
	}
	n := node{form: quoted, text: r.s[r.at+1 : r.at+1+length], start: r.at, end: r.at + length + 2}
	if quote == '"' && strings.IndexByte(n.text, '\\') >= 0 {
		return node{}, false
	}
	if n.end < r.end && r.s[n.end] == quote { // '' is an escaped quote
		return node{}, false
	}
	r.at = n.end
	return n, true
}

// flowList reads [a, b].
func (r *simpleReader) flowList() (node, bool) {
	n := node{form: list, start: r.at}
	items := r.memory.items
	first := len(items)
	for r.open(len(items) == first, ']') {
		item, ok := r.flowValue(",]")
		if !ok {
			return n, false
		}
		items = append(items, item)
		r.blanks()
	}
	if r.memory.items = items; len(items) > first {
		n.items = items[first:len(items):len(items)]
	}
	n.end = r.at
	return n, r.closed(n.start, ']')
}

// flowMapping reads {a: b, c: d}.
func (r *simpleReader) flowMapping() (node, bool) {
	n := node{form: mapping, start: r.at}
	pairs := r.memory.pairs
	first := len(pairs)
	for r.open(len(pairs) == first, '}') {
		key, ok := r.key()
		if !ok {
			return n, false
		}
		value, ok := r.flowValue(",}")
		if !ok {
			return n, false
		}
		pairs = append(pairs, pair{key, value})
		r.blanks()
	}
	if r.memory.pairs = pairs; len(pairs) > first {
		n.pairs = pairs[first:len(pairs):len(pairs)]
	}
	n.end = r.at
	return n, r.closed(n.start, '}')
}

// open steps over the opening bracket or a comma to the next member, or over
// the closing bracket, and reports whether there is a next member.
func (r *simpleReader) open(first bool, closing byte) bool {
	if r.at == r.end || !first && r.s[r.at] != ',' && r.s[r.at] != closing {
		return false
	}
	if first || r.s[r.at] == ',' {
		r.at++
		r.blanks()
		if r.at == r.end || !first || r.s[r.at] != closing {
			return true
		}
	}
	r.at++
	return false
}

// closed reports whether the last byte read was the closing bracket of what
// began at start.
func (r *simpleReader) closed(start int, closing byte) bool {
	return r.at > start+1 && r.s[r.at-1] == closing
}

func (r *simpleReader) flowValue(stop string) (node, bool) {
	if r.at < r.end && (r.s[r.at] == '"' || r.s[r.at] == '\'') {
		return r.quoted()
	}
	return r.plain(stop)
}

// lines reads the list below a key that has nothing on its own line; where
// there is none, the value is empty and stands at offset empty. It leaves end
// at the end of the last line.
func (r *simpleReader) lines(empty int) (node, bool) {
	n := node{start: empty, end: empty}
	first := len(r.memory.lines)
	indent := -1
	for r.end < len(r.s) {
		line := r.end + 1
		dash := line
		for dash < len(r.s) && r.s[dash] == ' ' {
			dash++
		}
		if !strings.HasPrefix(r.s[dash:], "- ") || indent >= 0 && dash-line != indent {
			break
		}
		if indent < 0 {
			indent, n.form, n.start = dash-line, list, dash
		}
		r.at, r.end = dash+2, lineEnd(r.s, dash)
		r.blanks()
		item, ok := r.value()
		if !ok || !r.rest() {
			return n, false
		}
		r.memory.lines = append(r.memory.lines, item)
		n.end = item.end
	}
	if items := r.memory.lines[first:]; len(items) > 0 {
		n.items = slices.Clip(items)
	}
	return n, true
}
