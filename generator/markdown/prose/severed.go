package prose

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	severedRunes  = 18 // a line that may have been cut has as many characters
	numberedRunes = 26 // or as many if it begins with a number: a section's name may be long
)

// Severed reports whether a line was plainly cut from the next one, as text is that was
// copied out of a PDF: a long line with a comma in it that ends in the middle of a
// sentence, above one that goes on. A title, a signature, the name of a section is none
// of that, nor are two lines that begin with labels of their own, as 时间：and 地点：do.
func (l Line) Severed(next Line) bool {
	if len(l) < severedRunes*len("字") || len(next) == 0 {
		return false
	}
	l = bytes.TrimFunc(l, unicode.IsSpace)
	if next.OpensParagraph() || next[0] == ' ' || next[0] == '\t' || l.HasBar() {
		return false
	}
	last, _ := utf8.DecodeLastRune(l)
	if !IsWordRune(last) && !strings.ContainsRune("，、（《“", last) || !bytes.ContainsAny(l, "，；。") {
		return false
	}
	if n := utf8.RuneCount(l); n < severedRunes || n < numberedRunes && l.Enumerates() {
		return false
	}
	first, _ := utf8.DecodeRune(next)
	return IsWordRune(first) && !bytes.HasPrefix(next, []byte("附件")) && !(next.labelled() && l.labelled()) &&
		(bytes.ContainsAny(next, "，；。、：！？") || utf8.RuneCount(next) >= severedRunes)
}

// labelled reports whether a line begins with a word that says what the rest of it is:
// 参会人员：… What ends with its colon says what the lines below are.
func (l Line) labelled() bool {
	const longest = 12
	for at, count := 0, 0; at < len(l) && count <= longest; count++ {
		r, n := utf8.DecodeRune(l[at:])
		at += n
		switch {
		case r == '：' || r == ':':
			return count > 1 && !l[at:].IsBlank()
		case !IsWordRune(r) && r != '（' && r != '）' && r != '、':
			return false
		}
	}
	return false
}
