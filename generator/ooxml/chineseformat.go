package ooxml

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// Formats that write numbers in Chinese: [DBNum1] 一千二百, [DBNum2] 壹仟贰佰 for amounts of
// money. excelize writes the digits of days one by one, and other numbers not at all.

var (
	// chineseForm matches what such a format begins with: it may say in which country.
	chineseForm = regexp.MustCompile(`^(?:\[\$-[0-9A-Fa-f]+\])?\[DBNum([12])\](?:\[\$[^\]]*\])?`)
	// countForm matches the rest of one of a plain number, with text around it.
	countForm = regexp.MustCompile(`^((?:"[^"]*"|\\.)*)(General|G/通用格式|0)?((?:"[^"]*"|\\.|[元整角分年月日号])*)$`)
)

// numerals are the characters that a format has for digits and places.
type numerals struct {
	digits, places string
	formal         bool // the tens have a digit in any case: 壹拾
}

func numeralsOf(kind string) numerals {
	if kind == "2" {
		return numerals{"零壹贰叁肆伍陆柒捌玖", "拾佰仟", true}
	}
	return numerals{"〇一二三四五六七八九", "十百千", false}
}

// inChinese shows a number by a format for Chinese numerals. It reports false for another
// format, or one with more to it.
func inChinese(n float64, format string) (string, bool) {
	m := chineseForm.FindStringSubmatch(format)
	if m == nil {
		return "", false
	}
	signs := numeralsOf(m[1])
	rest, _, _ := strings.Cut(format[len(m[0]):], ";")
	if isDate(rest) {
		parts, usual := parseDateFormat(rest)
		if !usual {
			return "", false
		}
		return parts.showIn(n, signs.day)
	}
	c := countForm.FindStringSubmatch(rest)
	if c == nil || math.Abs(n) >= 1e12 {
		return "", false
	}
	if c[2] == "0" {
		n = math.Round(n)
	}
	return unquoted(c[1]) + signs.count(n) + unquoted(c[3]), true
}

// unquoted returns the text that a format shows as it is.
func unquoted(s string) string { return strings.NewReplacer(`"`, "", `\`, "").Replace(s) }

// day writes a part of a date: the digits of a year, the number of a month.
func (s numerals) day(value int, letter byte) string {
	if letter == 'y' {
		return digits(value, s.digits)
	}
	return s.short(value)
}

// short writes a number of a list or a day, below ten thousand: 十二, where whole has 一十二.
func (s numerals) short(n int) string {
	if n < 0 || n >= 10_000 {
		return strconv.Itoa(n)
	}
	text := s.whole(int64(n))
	if 10 <= n && n < 20 && !s.formal {
		text = strings.TrimPrefix(text, string([]rune(s.digits)[1]))
	}
	return text
}

// count writes a number: 壹拾贰万叁仟肆佰, and behind a point its digits.
func (s numerals) count(n float64) string {
	text := strconv.FormatFloat(math.Abs(n), 'f', -1, 64)
	if shown := general(math.Abs(n)); !strings.Contains(shown, "E") {
		text = shown
	}
	before, behind, point := strings.Cut(text, ".")
	whole, _ := strconv.ParseInt(before, 10, 64)
	out := s.whole(whole)
	if point {
		out += "." + s.each(behind)
	}
	if n < 0 {
		out = "-" + out
	}
	return out
}

// each writes digits one by one.
func (s numerals) each(text string) string {
	signs := []rune(s.digits)
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return signs[r-'0']
		}
		return r
	}, text)
}

// whole writes a number below a billion thousands, in groups of four digits.
func (s numerals) whole(n int64) string {
	signs, places := []rune(s.digits), []rune(s.places)
	if n == 0 {
		return string(signs[0])
	}
	var b strings.Builder
	gap := false
	for _, group := range []struct {
		size int64
		name string
	}{{1e8, "亿"}, {1e4, "万"}, {1, ""}} {
		part := n / group.size % 1e4
		if part == 0 {
			gap = b.Len() > 0
			continue
		}
		for place, size := 3, int64(1000); size > 0; place, size = place-1, size/10 {
			digit := part / size % 10
			if digit == 0 {
				gap = b.Len() > 0
				continue
			}
			if gap {
				b.WriteRune(signs[0])
				gap = false
			}
			b.WriteRune(signs[digit])
			if place > 0 {
				b.WriteRune(places[place-1])
			}
		}
		b.WriteString(group.name)
		gap = false
	}
	return b.String()
}
