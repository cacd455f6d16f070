package records

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxAddress is the longest address in bytes. The program itself makes none of more
// than 605.
const maxAddress = 1024

// isAddress reports whether a text is the path of a file of a site: relative to its
// root, in one spelling only, and possible on every file system. It is true of all
// paths that the program writes files to.
func isAddress[T string | []byte](address T) bool {
	if len(address) == 0 || len(address) > maxAddress || address[0] == '#' { // # begins a header
		return false
	}
	start := 0 // of the name
	for i := 0; i <= len(address); i++ {
		if i < len(address) && address[i] != '/' {
			if !plain(address[i]) {
				return isOddAddress(string(address))
			}
			continue
		}
		if i == start || address[i-1] == '.' { // names that end in dots: . and .. among them
			return false
		}
		start = i + 1
	}
	return true
}

// plain reports whether a byte of a name needs no second look, wherever it stands.
func plain(c byte) bool {
	return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '.' || c == '-' || c == '_' || 'A' <= c && c <= 'Z'
}

// isOddAddress is isAddress for one with characters that are not plain.
func isOddAddress(address string) bool {
	if !utf8.ValidString(address) || strings.ContainsAny(address, notInNames) || strings.IndexFunc(address, invisible) >= 0 {
		return false
	}
	for name := range strings.SplitSeq(address, "/") {
		if name == "" || strings.HasSuffix(name, ".") || strings.TrimSpace(name) != name {
			return false
		}
	}
	return true
}

// notInNames are the characters that no name of a file can have on Windows.
const notInNames = `\:*?"<>|`

// invisible reports whether a character cannot be seen in an address, and so cannot
// be in one: those that content/ allows in no name of a file.
func invisible(r rune) bool {
	if r == '\u200c' || r == '\u200d' || r == '\u180e' {
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Noncharacter_Code_Point) || r == unicode.ReplacementChar
}

// isSum reports whether a text is 64 hexadecimal digits, in small letters.
func isSum[T string | []byte](s T) bool {
	if len(s) != 64 {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// The years that a day may have; anything else is a slip of the finger.
const (
	firstYear = 1900
	lastYear  = 2199
)

// isDay reports whether a text is a day that there is, YYYY-MM-DD.
func isDay[T string | []byte](s T) bool {
	if len(s) != len("2017-03-15") || s[4] != '-' || s[7] != '-' {
		return false
	}
	number := func(from, to int) int {
		n := 0
		for i := from; i < to; i++ {
			if s[i] < '0' || s[i] > '9' {
				return -1
			}
			n = 10*n + int(s[i]-'0')
		}
		return n
	}
	return exists(number(0, 4), number(5, 7), number(8, 10))
}

// exists reports whether there is such a day.
func exists(year, month, day int) bool {
	return firstYear <= year && year <= lastYear && 1 <= month && month <= 12 && 1 <= day && day <= lastDay(year, month)
}

// lastDay returns how many days a month has.
func lastDay(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// isLine reports whether a line is well formed, without its end.
func isLine(line []byte) bool {
	const firstLen, sumLen = len("2017-03-15"), 64
	at := 0
	for at < len(line) && line[at] != '\t' {
		at++
	}
	rest := line[at:]
	if len(rest) < 1+firstLen+len("\t-\t") || rest[1+firstLen] != '\t' {
		return false
	}
	first, rest := rest[1:1+firstLen], rest[2+firstLen:]
	state := rest[1:]
	if rest[0] != noSum[0] || rest[1] != '\t' {
		if len(rest) <= sumLen || !isSum(rest[:sumLen]) {
			return false
		}
		state = rest[sumLen:]
	}
	return state[0] == '\t' && parseState(string(state[1:])) != 0 && isDay(first) && isAddress(line[:at])
}
