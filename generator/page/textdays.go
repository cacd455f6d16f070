package page

import (
	"bytes"
	"fmt"

	"gongkai/generator/diag"
)

// checkDays finds days in a text that no calendar has: 2026年2月30日, 11月31日. A slip
// of that kind in a deadline nobody can keep.
func (d typed) checkDays() {
	for at := 0; ; at += len(monthWord) {
		i := indexWord(d.Body[at:], monthWord)
		if i < 0 {
			return
		}
		at += i
		if day, ok := dayAround(d.Body, at); ok && !day.exists() {
			text := string(d.Body[day.start:day.end])
			d.failBody(ruleTextDay, d.Body, day.start, day.end, text, day.why())
		}
	}
}

const monthWord = "月"

// textDay is a day as a text has it. year is 0 where it has none.
type textDay struct {
	start, end       int
	year, month, day int
}

// dayAround returns the day that stands around a 月 of a text. Days of the traditional
// calendar are others, and so are the ends of stretches: 1-2月30日.
func dayAround(text []byte, at int) (d textDay, ok bool) {
	d.start, d.month = digitsBefore(text, at, 2)
	behind := at + len(monthWord)
	d.end = behind
	for d.end < len(text) && d.end < behind+3 && '0' <= text[d.end] && text[d.end] <= '9' {
		d.end++
	}
	if d.start == at || d.end == behind || d.end > behind+2 || !bytes.HasPrefix(text[d.end:], []byte("日")) {
		return d, false
	}
	d.day = number(string(text[behind:d.end]))
	d.end += len("日")
	if before, found := bytes.CutSuffix(text[:d.start], []byte("年")); found {
		if start, year := digitsBefore(text, len(before), 4); len(before)-start == 4 {
			d.start, d.year = start, year
		}
	}
	before := text[:d.start]
	endsInDigit := func(b []byte) bool { return len(b) > 0 && '0' <= b[len(b)-1] && b[len(b)-1] <= '9' }
	if endsInDigit(before) || bytes.HasSuffix(before, []byte("历")) || bytes.HasSuffix(before, []byte("曆")) {
		return d, false
	}
	for _, mark := range []string{"-", "~", "～", "—", "–", "、", "至", "到", ".", "/"} {
		if rest, found := bytes.CutSuffix(before, []byte(mark)); found && d.year == 0 && endsInDigit(rest) {
			return d, false
		}
	}
	return d, true
}

// digitsBefore returns the number that ends at an offset, of some digits at most, and
// where it begins.
func digitsBefore(text []byte, end, most int) (start, n int) {
	start = end
	for start > 0 && end-start < most && '0' <= text[start-1] && text[start-1] <= '9' {
		start--
	}
	return start, number(string(text[start:end]))
}

// exists reports whether there is such a day, in some year where the text names none. A
// month beyond the twelfth is a slip beside a year; alone it may be part of another count.
func (d textDay) exists() bool {
	if d.month < 1 || d.month > 12 {
		return d.year == 0
	}
	return 1 <= d.day && d.day <= d.last()
}

// last returns how many days the month has, of a February without a year the most.
func (d textDay) last() int {
	year := d.year
	if year == 0 {
		year = 2000
	}
	return loose{year: year, month: d.month}.lastDay()
}

// why says what is wrong with the day.
func (d textDay) why() diag.Text {
	if d.month < 1 || d.month > 12 {
		return diag.Text{ZH: "月份是 1 到 12", EN: "months are 1 to 12"}
	}
	if d.year == 0 {
		return diag.Text{ZH: fmt.Sprintf("%d 月最多 %d 天", d.month, d.last()), EN: fmt.Sprintf("month %d has %d days at most", d.month, d.last())}
	}
	return diag.Text{ZH: fmt.Sprintf("%d 年 %d 月有 %d 天", d.year, d.month, d.last()), EN: fmt.Sprintf("%d-%02d has %d days", d.year, d.month, d.last())}
}
