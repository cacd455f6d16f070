package page

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"strconv"
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
		if name != "publish_until" || !d.failPeriod(name, n) {
			d.failDate(name, n)
		}
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
		hint := diag.Text{ZH: "写成 2017-03-15 或 2017-03-15 10:30 的形式", EN: "write it as 2017-03-15 or 2017-03-15 10:30"}
		if name != "date" && !strings.ContainsAny(arabic(n.text), "0123456789") {
			hint.ZH += "；长期有效、没有定下日期的，删去这一行"
			hint.EN += "; where there is no end, or no day yet, delete the line"
		}
		d.failAt(ruleDateForm, n, name, n.text, hint)
	case meant.clock() != "" && !meant.hasTime():
		d.failAt(ruleNoSuchTime, n, name, meant.clock())
	case !meant.hasDay():
		hint := diag.Text{ZH: "月份是 01 到 12", EN: "months are 01 to 12"}
		if last := meant.lastDay(); meant.month >= 1 && meant.month <= 12 {
			hint.ZH = fmt.Sprintf("%d 年 %d 月有 %d 天", meant.year, meant.month, last)
			hint.EN = fmt.Sprintf("%d-%02d has %d days", meant.year, meant.month, last)
		}
		d.failAt(ruleNoSuchDay, n, name, n.text, hint)
	case meant.unsure != (diag.Text{}):
		d.failAt(ruleDateForm, n, name, n.text, meant.unsure)
	case meant.more:
		d.failAt(ruleDateForm, n, name, n.text, diag.Text{ZH: "改为 " + meant.String(), EN: "write " + meant.String()})
	default:
		d.mend(ruleDateForm, n, meant.String(), name, n.text, diag.Text{ZH: "改为 " + meant.String(), EN: "write " + meant.String()})
	}
}

// loose is a date as people write it; its parts may be out of range.
type loose struct {
	year, month, day int
	hour, minute     string
	more             bool // there is something behind it that is no time
	// unsure says what is to be done where another day or time may be meant.
	unsure diag.Text
}

var (
	looseDate = regexp.MustCompile(`^(\d{4})(?:\s*[-/.年,_\\ ]\s*(\d{1,2})\s*[-/.月,_\\ ]\s*(\d{1,2})|(\d\d)(\d\d))(\s*[日号]?.*)$`)
	looseTime = regexp.MustCompile(`(?i)^\s*[日号]?[T\s]*(?:(?:星期|周)(.))?\s*(上午|下午|中午|晚上?|早上|凌晨|[ap]m)?\s*(\d{1,2})\s*(?:[:时点]\s*(\d{1,2})?)?\s*分?(?:[:]?(\d{1,2})(?:\.\d+)?)?秒?\s*([ap]m)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$`)
	// plainTime is a time of day that ends where the day does not run into it, and that
	// says which of its figures are the hours: what looseTime reads of 201703151030 is none.
	plainTime = regexp.MustCompile(`(?i)^(?:[日号]|[T\s]|星期|周|[上下中]午|晚|早|凌晨)\D*\d{1,2}\s*[:时点](?:\s*\d{1,2}\s*分?(?:[:分]?\d{1,2}(?:\.\d+)?秒?)?)?\s*(?:[ap]m)?\s*(?:z|utc|gmt|[+-]\d{2}:?\d{2})?$`)
	// serial is a day as Excel keeps it, from 1900 on, with the part of the day that is past.
	serial = regexp.MustCompile(`^(\d{5})(?:\.(\d+))?$`)
)

// readDate reads the forms in which dates are commonly written in Chinese:
// 2017年3月15日, 2017/3/15, 2017.3.15, 20170315, 二〇一七年三月十五日, with
// full-width digits and with a time of day behind them, in another time zone
// perhaps; and the number that Excel keeps for a day.
func readDate(s string) (loose, bool) {
	s = width.Narrow.String(arabic(strings.Trim(s, "“”‘’「」\"' \t\u3000")))
	s = strings.Map(func(r rune) rune {
		if 0x2010 <= r && r <= 0x2015 || r == '−' { // the dashes into which Word makes a hyphen
			return '-'
		}
		return r
	}, s)
	if m := serial.FindStringSubmatch(s); m != nil {
		l := fromSerial(m[1], m[2])
		if !isSerial(m[1]) || m[2] != "" {
			l.unsure = diag.Text{
				ZH: "写成 2017-03-15 的形式；如果是 Excel 的日期数字，这一天是 " + l.String(),
				EN: "write it as 2017-03-15; as one of Excel's numbers it is " + l.String(),
			}
		}
		return l, true
	}
	m := looseDate.FindStringSubmatch(s)
	if m == nil {
		return loose{}, false
	}
	l := loose{year: number(m[1]), month: number(m[2] + m[4]), day: number(m[3] + m[5])}
	rest := strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(m[6]), "日号"))
	t := looseTime.FindStringSubmatch(m[6])
	if t == nil {
		l.more = rest != "" && !l.isWeekday(rest)
		return l, true
	}
	half := strings.ToLower(t[2] + t[6])
	if !plainTime.MatchString(m[6]) || !saysHour(half, number(t[3])) || t[1] != "" && !l.isWeekday("周"+t[1]) {
		l.unsure = diag.Text{
			ZH: "核对后写成 " + l.String() + " 10:30 的形式，时间用 24 小时制",
			EN: "look it up, and write it as " + l.String() + " 10:30, with the hours from 0 to 23",
		}
	}
	l.setTime(half, t[3], t[4])
	l.toZone(t[7])
	return l, true
}

// MeantDay returns the day that a text means, as front matter has it: of 2026年11月3日,
// 2026/11/3. isDay says that the text has the form of a day; meant is "" where there is
// none of that date, or where another one may be meant.
func MeantDay(text string) (meant string, isDay bool) {
	l, ok := readDate(text)
	if !ok || l.more || l.clock() != "" || l.unsure != (diag.Text{}) {
		return "", false
	}
	if !l.hasDay() || l.year < firstYear || l.year > lastYear {
		return "", true
	}
	return l.String(), true
}

// isWeekday reports whether a text is the day of the week that the date is.
func (l loose) isWeekday(s string) bool {
	name, ok := strings.CutPrefix(strings.Replace(s, "星期", "周", 1), "周")
	day := time.Date(l.year, time.Month(l.month), l.day, 0, 0, 0, 0, time.UTC).Weekday()
	return ok && l.hasDay() && (name == strconv.Itoa(int(day)) || day == time.Sunday && (name == "日" || name == "天"))
}

// saysHour reports whether an hour can be only one, with the word that says in which
// part of the day it is. 晚上12点 is the end of the day or a slip for noon, 晚上1点
// may belong to the next day, and 12 am is read in both ways.
func saysHour(half string, hour int) bool {
	between := func(first, last int) bool { return first <= hour && hour <= last }
	switch half {
	case "":
		return between(0, 23)
	case "凌晨":
		return between(0, 6)
	case "早上":
		return between(4, 11)
	case "上午":
		return between(6, 11)
	case "中午":
		return between(11, 14) || between(1, 2)
	case "下午":
		return between(1, 7) || between(12+1, 12+7)
	case "晚", "晚上":
		return between(5, 11) || between(12+5, 12+11)
	case "am", "pm":
		return between(1, 11)
	}
	return false
}

// setTime takes a time of day, with the half of the day that it is in. Midnight is
// what programs write that know no day without a time.
func (l *loose) setTime(half, hour, minute string) {
	h := number(hour)
	switch half {
	case "下午", "晚", "晚上", "pm":
		if h < 12 {
			h += 12
		}
	case "中午":
		if h < 3 {
			h += 12
		}
	case "上午", "凌晨", "am":
		if h == 12 {
			h = 0
		}
	}
	if h+number(minute) > 0 {
		l.hour, l.minute = strconv.Itoa(h), cmp.Or(minute, "00")
	}
}

// toZone takes the time for that of a zone, and makes it that of UTC+8.
func (l *loose) toZone(zone string) {
	if zone == "" || !l.hasDay() || !l.hasTime() {
		return
	}
	offset := 0 // in minutes
	if digits := strings.ReplaceAll(zone[1:], ":", ""); len(digits) == 4 {
		if offset = number(digits[:2])*60 + number(digits[2:]); zone[0] == '-' {
			offset = -offset
		}
	}
	if offset == 8*60 {
		return
	}
	at := time.Date(l.year, time.Month(l.month), l.day, number(l.hour), number(l.minute)-offset, 0, 0, time.UTC).In(Zone)
	*l = loose{year: at.Year(), month: int(at.Month()), day: at.Day(), hour: strconv.Itoa(at.Hour()), minute: strconv.Itoa(at.Minute())}
}

// isSerial reports whether five digits can only be a day as Excel keeps it: one of
// the years in which documents are published on the web, and not what remains of a
// date that lost some digits, as 40315 does of 2014-03-15.
func isSerial(days string) bool {
	const first, last = 36526, 47848 // 2000-01-01, 2030-12-31
	n := number(days)
	shortened := loose{year: 2000, month: number(days[1:3]), day: number(days[3:])}
	return first <= n && n <= last && !shortened.hasDay()
}

// fromSerial returns the day of one of Excel's numbers. Number 60 is a 29th of
// February that 1900 did not have, so that the count begins two days early.
func fromSerial(days, fraction string) loose {
	day := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, number(days))
	if part, err := strconv.ParseFloat("0."+fraction, 64); err == nil {
		day = day.Add(time.Duration(math.Round(part*24*60)) * time.Minute)
	}
	l := loose{year: day.Year(), month: int(day.Month()), day: day.Day()}
	l.setTime("", strconv.Itoa(day.Hour()), strconv.Itoa(day.Minute()))
	return l
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
