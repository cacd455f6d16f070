package page

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"gongkai/generator/diag"

	"golang.org/x/text/width"
)

// The years that a date may have; anything else is a slip of the finger.
const (
	firstYear = 1900
	lastYear  = 2199
)

// date reads a day, with or without a time of day.
func (d *decoder) date(name string, n node) (Date, bool) {
	if !n.form.scalar() {
		d.failAt(ruleType, n, name, aDate, n.kind(), name+": 2017-03-15")
		return Date{}, false
	}
	date, err := ParseDate(n.text)
	if err != nil {
		d.failDate(name, n)
		return Date{}, false
	}
	if y := date.Year(); y < firstYear || y > lastYear {
		d.failAt(ruleDateRange, n, name, y, firstYear, lastYear)
		return Date{}, false
	}
	return date, true
}

// failDate says why a text is no date, and which was meant.
func (d *decoder) failDate(name string, n node) {
	meant, ok := readDate(n.text)
	switch {
	case !ok:
		d.failAt(ruleDateForm, n, name, n.text, diag.Text{ZH: "写成 2017-03-15 或 2017-03-15 10:30 的形式", EN: "write it as 2017-03-15 or 2017-03-15 10:30"})
	case meant.clock() != "" && !meant.hasTime():
		d.failAt(ruleNoSuchTime, n, name, meant.clock())
	case !meant.hasDay():
		hint := diag.Text{ZH: "月份是 01 到 12", EN: "months are 01 to 12"}
		if last := meant.lastDay(); meant.month >= 1 && meant.month <= 12 {
			hint.ZH = fmt.Sprintf("%d 年 %d 月有 %d 天", meant.year, meant.month, last)
			hint.EN = fmt.Sprintf("%d-%02d has %d days", meant.year, meant.month, last)
		}
		d.failAt(ruleNoSuchDay, n, name, n.text, hint)
	default:
		d.failAt(ruleDateForm, n, name, n.text, diag.Text{ZH: "改为 " + meant.String(), EN: "write " + meant.String()})
	}
}

// loose is a date as people write it; its parts may be out of range.
type loose struct {
	year, month, day int
	hour, minute     string
}

var (
	looseDate = regexp.MustCompile(`^(\d{4})(?:\s*[-/.年,_\\ ]\s*(\d{1,2})\s*[-/.月,_\\ ]\s*(\d{1,2})|(\d\d)(\d\d))\s*[日号]?(.*)$`)
	looseTime = regexp.MustCompile(`^[T\s]*(\d{1,2})\s*[:时点]\s*(\d{1,2})`)
)

// readDate reads the forms in which dates are commonly written in Chinese:
// 2017年3月15日, 2017/3/15, 2017.3.15, 20170315, 二〇一七年三月十五日, with
// full-width digits and with a time of day behind them.
func readDate(s string) (loose, bool) {
	s = width.Narrow.String(arabic(strings.TrimSpace(s)))
	m := looseDate.FindStringSubmatch(s)
	if m == nil {
		return loose{}, false
	}
	l := loose{year: number(m[1]), month: number(m[2] + m[4]), day: number(m[3] + m[5])}
	if t := looseTime.FindStringSubmatch(m[6]); t != nil {
		l.hour, l.minute = t[1], t[2]
	}
	return l, true
}

// arabic turns Chinese numerals up to 99, and years digit by digit, into
// Arabic ones.
func arabic(s string) string {
	digits := strings.NewReplacer("〇", "0", "○", "0", "零", "0", "一", "1", "二", "2", "三", "3", "四", "4",
		"五", "5", "六", "6", "七", "7", "八", "8", "九", "9").Replace(s)
	var b strings.Builder
	isDigit := func(i int) bool { return i >= 0 && i < len(digits) && '0' <= digits[i] && digits[i] <= '9' }
	for i, r := range digits {
		if r != '十' {
			b.WriteRune(r)
			continue
		}
		if !isDigit(i - 1) {
			b.WriteByte('1')
		}
		if !isDigit(i + len("十")) {
			b.WriteByte('0')
		}
	}
	return b.String()
}

func (l loose) hasDay() bool {
	return l.year >= 1 && l.month >= 1 && l.month <= 12 && l.day >= 1 && l.day <= l.lastDay()
}

// lastDay returns how many days the month has, 31 where there is no such month.
func (l loose) lastDay() int {
	if l.month < 1 || l.month > 12 {
		return 31
	}
	return time.Date(l.year, time.Month(l.month+1), 0, 0, 0, 0, 0, time.UTC).Day()
}

func (l loose) hasTime() bool { return number(l.hour) < 24 && number(l.minute) < 60 }

// clock returns the time of day, "" where there is none.
func (l loose) clock() string {
	if l.hour == "" {
		return ""
	}
	return fmt.Sprintf("%02d:%02d", number(l.hour), number(l.minute))
}

// String returns the date as front matter wants it.
func (l loose) String() string {
	return strings.TrimSpace(fmt.Sprintf("%04d-%02d-%02d %s", l.year, l.month, l.day, l.clock()))
}
