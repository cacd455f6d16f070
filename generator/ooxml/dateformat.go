package ooxml

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// dateFormat is a format of days and times of the usual kind, divided into what
// is shown one after the other. excelize knows all kinds, and takes a tenth of a
// millisecond for each cell.
type dateFormat []datePart

// datePart is a letter that is repeated (yyyy), or text.
type datePart struct {
	letter byte // y, m for months, d, h, M for minutes, s; 0: text
	length int
	text   string
}

var (
	// locale matches what a format begins with to say in which country.
	locale = regexp.MustCompile(`^\[\$-[0-9A-Fa-f]+\]`)
	// datePieces matches the pieces of a format.
	datePieces = regexp.MustCompile(`"[^"]*"|\\.|y+|m+|d+|h+|s+|.`)
)

// parseDateFormat divides a format. It reports false for one that has anything
// unusual in it: names of months, the Japanese calendar, halves of days.
func parseDateFormat(format string) (dateFormat, bool) {
	format = strings.TrimSuffix(locale.ReplaceAllString(format, ""), ";@")
	var parts dateFormat
	for _, piece := range datePieces.FindAllString(format, -1) {
		p := datePart{letter: piece[0], length: len(piece)}
		switch {
		case piece[0] == '"':
			p = datePart{text: strings.Trim(piece, `"`)}
		case piece[0] == '\\':
			p = datePart{text: piece[1:]}
		case strings.Contains(" yyyy yy m mm d dd h hh s ss ", " "+piece+" "):
		case strings.Contains(" /-:.,年月日时分秒", piece):
			p = datePart{text: piece}
		default:
			return nil, false
		}
		parts = append(parts, p)
	}
	return parts, parts.minutes()
}

// minutes tells the minutes from the months, which have the same letter: they
// follow the hours or come before the seconds. It reports whether there is
// anything to show.
func (f dateFormat) minutes() bool {
	last, found := byte(0), false
	for i := range f {
		if f[i].letter == 0 {
			continue
		}
		found = true
		if f[i].letter == 'm' && (last == 'h' || f.next(i) == 's') {
			f[i].letter = 'M'
		}
		last = f[i].letter
	}
	return found
}

// next returns the letter of the next part that has one.
func (f dateFormat) next(i int) byte {
	for _, p := range f[i+1:] {
		if p.letter != 0 {
			return p.letter
		}
	}
	return 0
}

// show writes a day that is counted from the beginning of 1900. It reports false
// for one that Excel counts wrongly, or not at all.
func (f dateFormat) show(days float64) (string, bool) { return f.showIn(days, nil) }

// showIn is show with the numbers as a function writes them: it is given the letter of the
// part, too.
func (f dateFormat) showIn(days float64, write func(value int, letter byte) string) (string, bool) {
	const firstRight, last = 61, 2_958_466 // the first of March 1900, the end of 9999
	if days < firstRight || days >= last {
		return "", false
	}
	whole, part := math.Modf(days)
	seconds := int(math.Round(part * 86400))
	t := time.Date(1899, time.December, 30+int(whole), 0, 0, seconds, 0, time.UTC)
	var b strings.Builder
	for _, p := range f {
		value := 0
		switch p.letter {
		case 0:
			b.WriteString(p.text)
			continue
		case 'y':
			if value = t.Year(); p.length == 2 {
				value %= 100
			}
		case 'm':
			value = int(t.Month())
		case 'd':
			value = t.Day()
		case 'h':
			value = t.Hour()
		case 'M':
			value = t.Minute()
		case 's':
			value = t.Second()
		}
		if write != nil {
			b.WriteString(write(value, p.letter))
			continue
		}
		digits := strconv.Itoa(value)
		b.WriteString(strings.Repeat("0", max(0, p.length-len(digits))) + digits)
	}
	return b.String(), true
}
