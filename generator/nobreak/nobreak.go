// Package nobreak holds together in HTML what a browser would break across lines, and
// people would not: short names of which asterisks hide a part, as 李*明 and 张**. A
// browser may end a line on either side of such an asterisk.
package nobreak

import (
	"bytes"
	"unicode/utf8"
)

const (
	open  = `<span class="w">`
	close = `</span>`

	most   = 8 // characters that are held together
	family = 3 // characters before the first asterisk, where the name begins
	given  = 2 // characters behind one, where it ends
)

// Names puts each name with asterisks in a piece of HTML into an element that is not
// broken. What it makes is appended to dst; a piece without asterisks, as nearly all are,
// is returned as it is.
func Names(dst, html []byte) []byte {
	if bytes.IndexByte(html, '*') < 0 {
		return html
	}
	tag := false // the last of < and > that was met is <
	copied := 0
	for at := 0; ; {
		i := bytes.IndexByte(html[at:], '*')
		if i < 0 {
			return append(dst, html[copied:]...)
		}
		between := html[at : at+i]
		if begun, ended := bytes.LastIndexByte(between, '<'), bytes.LastIndexByte(between, '>'); begun >= 0 || ended >= 0 {
			tag = begun > ended
		}
		at += i
		from, to := name(html, copied, at)
		if !tag && from < to {
			dst = append(dst, html[copied:from]...)
			dst = append(append(append(dst, open...), html[from:to]...), close...)
			copied = to
		}
		for at = max(at+1, to); at < len(html) && html[at] == '*'; {
			at++
		}
	}
}

// name returns where the name begins and ends that has its first asterisk at an offset.
// Nothing before least is of it. Of no name, or a longer one, both are the same.
func name(html []byte, least, at int) (from, to int) {
	from, count := before(html[least:at])
	from += least
	to = at
	letters := count
	for to < len(html) && html[to] == '*' {
		for to < len(html) && html[to] == '*' {
			to++
			if count++; count > most {
				return at, at
			}
		}
		n, size := after(html[to:])
		to, count, letters = to+size, count+n, letters+n
	}
	if letters == 0 || count > most {
		return at, at
	}
	return from, to
}

// before returns where the letters begin at the end of a text that may be the beginning of
// a name, and how many they are: the last one where there are more than a name has.
func before(text []byte) (from, count int) {
	from = len(text)
	last := from
	for ; ; count++ {
		r, n := utf8.DecodeLastRune(text[:from])
		switch {
		case !isHan(r):
			return from, count
		case count == 0:
			last = from - n
		case count == family:
			return last, 1
		}
		from -= n
	}
}

// after returns how many letters at the beginning of a text may be the end of a name, and
// their length: the first where there are more.
func after(text []byte) (count, size int) {
	first := 0
	for ; ; count++ {
		r, n := utf8.DecodeRune(text[size:])
		switch {
		case !isHan(r):
			return count, size
		case count == 0:
			first = n
		case count == given:
			return 1, first
		}
		size += n
	}
}

// isHan reports the characters that names are written in.
func isHan(r rune) bool {
	return 0x4E00 <= r && r <= 0x9FFF || 0x3400 <= r && r <= 0x4DBF || 0x20000 <= r && r <= 0x323AF || r == '〇'
}
