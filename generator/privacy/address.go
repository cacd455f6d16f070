package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// numbersPlace reports whether what stands behind a number says that it is that of a house, a
// group of houses, a room. c is the first character of that.
func numbersPlace(c rune, following string) bool {
	switch c {
	case '组', '号', '室', '栋', '幢', '楼', '弄', '队', '户':
		return true
	case '单':
		return strings.HasPrefix(following, "单元")
	}
	return false
}

// placeAway is how far an address can go on before and behind its number, in bytes.
const placeAway = 120

// noteAddress finds the address of somebody's home, at the number in it: a place in a
// village or a street, called a home, beside a name. The address of an office beside the
// name of who works there is public, so 地址 alone says nothing.
func noteAddress(s span) {
	if s.length() > 5 || s.run[s.from].cell != s.run[s.to-1].cell {
		return
	}
	first, last := s.run[s.from], s.run[s.to-1]
	text := s.textOf(last)
	start := max(0, int(first.start)-placeAway)
	for start < int(first.start) && !utf8.RuneStart(text[start]) {
		start++
	}
	if i := strings.LastIndexFunc(text[start:first.start], isDelimiter); i >= 0 {
		_, size := utf8.DecodeRuneInString(text[start+i:])
		start += i + size
	}
	label := homeLabel(text[start:first.start])
	start += len(label)
	end := int(last.end)
	for end < len(text) && end < int(last.end)+placeAway {
		c, size := utf8.DecodeRuneInString(text[end:])
		if isDelimiter(c) {
			break
		}
		end += size
	}
	address := text[start:end]
	if r := s.Reader; len(r.hits) > 0 && r.hits[len(r.hits)-1].Rule == ruleAddress && (Place{0, int(first.cell), start}).compare(r.hits[len(r.hits)-1].To) < 0 {
		return // a second number of the same address
	}
	if !containsAny(address[:int(first.start)-start], wordsOfPlace) || label == "" && !s.beside(wordsOfHome) || !s.nameBeside() {
		return
	}
	from, to := s.place()
	from.Offset, to.Offset = start, end
	s.hits = append(s.hits, Hit{Rule: ruleAddress, From: from, To: to, Masked: toTownship(address), Maskable: true, value: compact(address)})
}

// isDelimiter reports whether a character ends what is said of a place.
func isDelimiter(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("，。；：、,;:（）()|《》“”\"", r)
}

// homeLabel returns the beginning of a text up to the word that calls it a home; "" if
// none does. 住房 and the like do not.
func homeLabel(text string) string {
	end := 0
	for _, w := range wordsOfHome {
		if i := strings.LastIndex(text, w); i >= 0 {
			end = max(end, i+len(w))
		}
	}
	if i := strings.LastIndex(text, "住"); i >= end && !startsAny(text[i:], []string{"住房", "住宅", "住建", "住院", "住户", "住保"}) {
		end = i + len("住")
	}
	if end > 0 && startsAny(text[end:], []string{"地", "在", "于", "址", "所", "为"}) {
		end += len("地")
	}
	return text[:end]
}

// toTownship returns an address without what is finer than the township.
func toTownship(address string) string {
	for _, words := range [][]string{{"街道", "镇", "乡", "苏木"}, {"区", "县", "市"}} {
		for _, w := range words {
			if i := strings.Index(address, w); i > 0 {
				return address[:i+len(w)] + "***"
			}
		}
	}
	return "***"
}

// compact returns a text in the one form in which it is compared: digits folded, without
// blanks and what has no width.
func compact(text string) string {
	return strings.Map(func(r rune) rune {
		switch v := digitOf(r); {
		case v >= 0:
			return rune('0' + v)
		case unicode.IsSpace(r) || isIgnorable(r):
			return -1
		}
		return r
	}, text)
}
