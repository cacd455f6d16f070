package pdf

import (
	"bytes"
	"math"
)

// What a PDF file is made of (ISO 32000-1, 7.3), as Go values: nil, bool, float64 for
// all numbers, name, str, array, dict, ref, *stream; and keyword, for what stands
// between objects: obj, endobj, the operators of a page.
type (
	name    string
	str     []byte
	array   []any
	dict    map[name]any
	ref     int // the number of an object; its generation tells nothing more
	keyword string
)

// stream is bytes with a dictionary that says how they are packed.
type stream struct {
	dict dict
	raw  []byte
}

// lexer reads objects one after the other. It stops at nothing: what makes no sense is
// skipped, as programs that show such files do.
type lexer struct {
	data  []byte
	at    int
	refs  bool // 12 0 R is a reference; it is none on a page
	depth int
	words *words
}

// words are the names, keywords and small numbers that were met. Each is one value, so
// that a page of a million operators makes no garbage of them.
type words struct {
	names, keywords map[string]any
	numbers         [1024]any
}

// maxWords bounds each of the two.
const maxWords = 4096

func newWords() *words {
	w := &words{names: map[string]any{}, keywords: map[string]any{}}
	for i := range w.numbers {
		w.numbers[i] = float64(i)
	}
	return w
}

func (w *words) keyword(s []byte) any {
	if v, ok := w.keywords[string(s)]; ok {
		return v
	}
	var v any = keyword(s)
	if len(w.keywords) < maxWords {
		w.keywords[string(s)] = v
	}
	return v
}

func (w *words) name(s []byte) any {
	if v, ok := w.names[string(s)]; ok {
		return v
	}
	var v any = name(unescapeName(s))
	if len(w.names) < maxWords {
		w.names[string(s)] = v
	}
	return v
}

func (w *words) number(f float64) any {
	if f >= 0 && f < float64(len(w.numbers)) && f == math.Trunc(f) {
		return w.numbers[int(f)]
	}
	return f
}

// unescapeName resolves #20.
func unescapeName(s []byte) []byte {
	if bytes.IndexByte(s, '#') < 0 {
		return s
	}
	var out []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '#' && i+2 < len(s) && digit(s[i+1]) >= 0 && digit(s[i+2]) >= 0 {
			out = append(out, byte(digit(s[i+1])<<4|digit(s[i+2])))
			i += 2
			continue
		}
		out = append(out, s[i])
	}
	return out
}

// digit returns the value of a hexadecimal digit, -1 for anything else.
func digit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

// skip moves behind white space and comments.
func (l *lexer) skip() {
	for l.at < len(l.data) {
		switch c := l.data[l.at]; {
		case isSpace(c):
			l.at++
		case c == '%':
			for l.at < len(l.data) && l.data[l.at] != '\n' && l.data[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

// next returns the next object or keyword; ok is false at the end.
func (l *lexer) next() (v any, ok bool) {
	l.skip()
	if l.at >= len(l.data) {
		return nil, false
	}
	switch c := l.data[l.at]; c {
	case '/':
		l.at++
		return l.words.name(l.regular()), true
	case '(':
		return l.literal(), true
	case '<':
		if l.at+1 < len(l.data) && l.data[l.at+1] == '<' {
			l.at += 2
			return l.dictionary(), true
		}
		return l.hex(), true
	case '[':
		l.at++
		return l.list(), true
	case '>':
		if l.at+1 < len(l.data) && l.data[l.at+1] == '>' {
			l.at++
		}
		l.at++
		return keyword(">>"), true
	case ')', ']', '{', '}':
		l.at++
		return l.words.keyword(l.data[l.at-1 : l.at]), true
	}
	return l.word(), true
}

// regular reads up to the next space or delimiter.
func (l *lexer) regular() []byte {
	start := l.at
	for l.at < len(l.data) && !isSpace(l.data[l.at]) && !isDelimiter(l.data[l.at]) {
		l.at++
	}
	return l.data[start:l.at]
}

// word reads a number, a reference, or a keyword.
func (l *lexer) word() any {
	w := l.regular()
	f, ok := number(w)
	if !ok {
		switch string(w) {
		case "true":
			return true
		case "false":
			return false
		case "null":
			return nil
		}
		return l.words.keyword(w)
	}
	if l.refs && f >= 0 && f == math.Trunc(f) && f < 1<<31 {
		if l.reference() {
			return ref(f)
		}
	}
	return l.words.number(f)
}

// reference reads the rest of 12 0 R, if that is there.
func (l *lexer) reference() bool {
	at := l.at
	digits := 0
	for at < len(l.data) && isSpace(l.data[at]) {
		at++
	}
	for at < len(l.data) && '0' <= l.data[at] && l.data[at] <= '9' && digits < 6 {
		at++
		digits++
	}
	space := at
	for at < len(l.data) && isSpace(l.data[at]) {
		at++
	}
	if digits == 0 || at == space || at >= len(l.data) || l.data[at] != 'R' {
		return false
	}
	if at+1 < len(l.data) && !isSpace(l.data[at+1]) && !isDelimiter(l.data[at+1]) {
		return false
	}
	l.at = at + 1
	return true
}

// number reads a number as PDF writes it: without exponents, and leniently.
func number(s []byte) (float64, bool) {
	if len(s) == 0 || len(s) > 64 {
		return 0, false
	}
	i, negative := 0, false
	for i < len(s) && (s[i] == '-' || s[i] == '+') {
		negative = negative || s[i] == '-'
		i++
	}
	var f float64
	digits, scale := 0, 0.0
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			digits++
			f = f*10 + float64(c-'0')
			scale *= 10
		case c == '.' && scale == 0:
			scale = 1
		case c == '-' && digits > 0: // 12.-34, as some programs write
			i = len(s)
		default:
			return 0, false
		}
	}
	if digits == 0 {
		return 0, false
	}
	if scale > 1 {
		f /= scale
	}
	if negative {
		f = -f
	}
	return f, true
}

// literal reads (a string).
func (l *lexer) literal() str {
	l.at++
	if i := bytes.IndexAny(l.data[l.at:min(len(l.data), l.at+256)], "()\\\r"); i >= 0 && l.data[l.at+i] == ')' {
		s := l.data[l.at : l.at+i : l.at+i] // as it stands, most often
		l.at += i + 1
		return s
	}
	out := str{}
	for depth := 1; l.at < len(l.data); l.at++ {
		c := l.data[l.at]
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.at++
				return out
			}
		case '\\':
			out = l.escape(out)
			continue
		case '\r':
			if l.at+1 < len(l.data) && l.data[l.at+1] == '\n' {
				l.at++
			}
			c = '\n'
		}
		out = append(out, c)
	}
	return out
}

// escape reads what follows a backslash, up to its last byte.
func (l *lexer) escape(out str) str {
	l.at++
	if l.at >= len(l.data) {
		return out
	}
	switch c := l.data[l.at]; c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\r':
		if l.at+1 < len(l.data) && l.data[l.at+1] == '\n' {
			l.at++
		}
		return out
	case '\n':
		return out
	case '0', '1', '2', '3', '4', '5', '6', '7':
		n := 0
		for i := 0; i < 3 && l.at < len(l.data) && '0' <= l.data[l.at] && l.data[l.at] <= '7'; i++ {
			n = n<<3 | int(l.data[l.at]-'0')
			l.at++
		}
		l.at--
		return append(out, byte(n))
	default:
		return append(out, c)
	}
}

// hex reads <a string>.
func (l *lexer) hex() str {
	l.at++
	end := bytes.IndexByte(l.data[l.at:], '>')
	if end < 0 {
		l.at = len(l.data)
		return nil
	}
	s := unhex(l.data[l.at : l.at+end])
	l.at += end + 1
	return s
}

// unhex decodes pairs of digits, and skips all else.
func unhex(s []byte) []byte {
	out := make([]byte, 0, len(s)/2+1)
	high := -1
	for _, c := range s {
		d := digit(c)
		switch {
		case d < 0:
		case high < 0:
			high = d
		default:
			out = append(out, byte(high<<4|d))
			high = -1
		}
	}
	if high >= 0 {
		out = append(out, byte(high<<4))
	}
	return out
}

// list reads an array behind its bracket. What is nested too deep is left out.
func (l *lexer) list() array {
	var out array
	l.depth++
	defer func() { l.depth-- }()
	if l.depth > maxDepth {
		l.at = len(l.data)
		return nil
	}
	for {
		v, ok := l.next()
		if !ok {
			return out
		}
		if k, is := v.(keyword); is {
			if k == "]" {
				return out
			}
			if k == "endobj" || k == "endstream" {
				return out
			}
			continue
		}
		out = append(out, v)
	}
}

// dictionary reads a dictionary behind its brackets.
func (l *lexer) dictionary() dict {
	out := dict{}
	l.depth++
	defer func() { l.depth-- }()
	if l.depth > maxDepth {
		l.at = len(l.data)
		return nil
	}
	for {
		key, ok := l.next()
		if !ok {
			return out
		}
		k, is := key.(name)
		if !is {
			if w, is := key.(keyword); is && (w == ">>" || w == "endobj" || w == "stream") {
				return out
			}
			continue
		}
		value, ok := l.next()
		if !ok {
			return out
		}
		if w, is := value.(keyword); is {
			if w == ">>" || w == "endobj" {
				return out
			}
			continue
		}
		out[k] = value
	}
}
