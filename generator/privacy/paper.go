package privacy

import (
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// How many digits the number of a paper has, and the serial number of a plate.
const (
	leastPaper = 7
	mostPaper  = 10
	mostSerial = 6
)

// notePaper finds the number of a passport or a travel permit: one or two letters and
// digits, with a word beside it.
//
//	E, G, D, S, P and 8 digits        passports
//	E and a letter, DE, SE, PE and 7  passports since 2017; no letter is I or O
//	C and 8 digits, or a letter and 7 permits for Hong Kong and Macao
//	H, M and 8 or 10 digits           permits of those who live there
//	L and 8 digits, 8 or 10 digits    permits for Taiwan, and of those who live there
func notePaper(s span) {
	n := s.length()
	if n == 9 || s.letterBehind() {
		return
	}
	letters, size := lettersBefore(s.preceding())
	rule := paperRule(letters, n)
	words := wordsOfPassport
	if rule == ruleTaiwan {
		words = wordsOfTaiwan
	}
	if rule == nil || !s.beside(words) {
		return
	}
	from, to := s.place()
	from.Offset -= size
	value := letters + s.value()
	s.hits = append(s.hits, Hit{Rule: rule, From: from, To: to, Masked: masked(value, 1, 2), Maskable: true, value: value})
}

// paperRule returns the rule for some letters and as many digits; nil where no paper has
// such a number.
func paperRule(letters string, digits int) *diag.Rule {
	switch {
	case letters == "":
		if digits == 8 || digits == 10 {
			return ruleTaiwan
		}
		return nil
	case len(letters) == 1 && digits == 8 && letters == "L":
		return ruleTaiwan
	case len(letters) == 1 && digits == 8 && strings.Contains("EGDSPCHM", letters),
		len(letters) == 1 && digits == 10 && strings.Contains("HM", letters),
		len(letters) == 2 && digits == 7 && strings.Contains("EC", letters[:1]) && !strings.Contains("IO", letters[1:]),
		len(letters) == 2 && digits == 7 && strings.Contains("DE SE PE", letters):
		return rulePassport
	}
	return nil
}

// lettersBefore returns the Latin letters at the end of a text, and their size with the
// blank behind them; none if there are more than two, or a digit before them.
func lettersBefore(text string) (letters string, size int) {
	rest := strings.TrimRight(text, " \u3000")
	if len(text)-len(rest) > 3 {
		return "", 0
	}
	for {
		c, n := utf8.DecodeLastRuneInString(rest)
		letter := letterOf(c)
		if letter == 0 {
			if isDigit(c) {
				return "-", 0
			}
			break
		}
		letters, rest = string(letter)+letters, rest[:len(rest)-n]
		if len(letters) > 2 {
			return "-", 0
		}
	}
	if letters == "" {
		return "", 0
	}
	return letters, len(text) - len(rest)
}

const provinces = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"

// notePlate finds the plate of a car: a province, a letter, and five or six letters and
// digits. It is found at its first digit, and only beside a name: cars of an office are
// no secret.
func notePlate(s span) {
	first, last := s.run[s.from], s.run[s.to-1]
	text := s.textOf(last)
	start, begun := plateStart(text[:first.start])
	if first.cell != last.cell || start < 0 {
		return
	}
	serial, end := begun+s.value(), int(last.end)
	for end < len(text) {
		c, size := utf8.DecodeRuneInString(text[end:])
		switch letter := letterOf(c); {
		case letter != 0:
			serial += string(letter)
		case digitOf(c) >= 0:
			serial += string(rune('0' + digitOf(c)))
		default:
			size = 0
		}
		if size == 0 {
			break
		}
		end += size
	}
	// The first letter of the serial is that of the place.
	if n := utf8.RuneCountInString(serial); n != 7 && n != 8 || !s.nameBeside() {
		return
	}
	from, to := s.place()
	from.Offset, to.Offset = start, end
	head := strings.IndexByte(serial, serial[len("京")]) + 1
	s.hits = append(s.hits, Hit{
		Rule: rulePlate, From: from, To: to, Maskable: true, value: serial,
		Masked: serial[:head] + strings.Repeat("*", len(serial)-head-1) + serial[len(serial)-1:],
	})
}

// plateStart returns where a plate begins of which the text before its first digit is
// given, and what stands there; -1 if that is no plate.
func plateStart(text string) (start int, begun string) {
	rest := text
	for len(begun) < 6 {
		c, size := utf8.DecodeLastRuneInString(rest)
		rest = rest[:len(rest)-size]
		switch letter := letterOf(c); {
		case letter != 0:
			begun = string(letter) + begun
		case begun != "" && size > 1 && strings.ContainsRune(provinces, c):
			return len(rest), string(c) + begun
		case joinOf(c)&(dot|blank|hyphen) == 0:
			return -1, ""
		}
		if size == 0 {
			break
		}
	}
	return -1, ""
}
