package page

import (
	"cmp"
	"fmt"
	"time"
)

// Zone is the time zone of every date on a site: UTC+8, without daylight
// saving, whatever the machine says.
var Zone = time.FixedZone("UTC+8", 8*60*60)

// Date is a calendar day, with or without a time of day, in UTC+8. The zero
// Date stands for "not given". Dates are comparable with ==.
type Date struct {
	Day    int32 // 1 is the first of January of the year 1; 0: not given
	Minute int16 // minutes after midnight, plus one; 0: no time of day
}

// DateOf returns the day of a time, seen in UTC+8, without its time of day.
func DateOf(t time.Time) Date {
	y, m, d := t.In(Zone).Date()
	return NewDate(y, m, d)
}

// NewDate returns a day, normalised as time.Date does.
func NewDate(year int, month time.Month, day int) Date {
	return Date{Day: int32(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/86400-epoch) + 1}
}

// epoch is the first of January of the year 1 in days since 1970.
const epoch = -719162

// ParseDate reads `2017-03-15` or `2017-03-15 10:30`. It accepts no other
// form, and no day that does not exist.
func ParseDate(s string) (Date, error) {
	const day, minute = "0000-00-00", "0000-00-00 00:00"
	if len(s) != len(day) && len(s) != len(minute) || !shaped(s, minute[:len(s)]) {
		return Date{}, fmt.Errorf("not a date: %q", s)
	}
	year, month, date := number(s[:4]), time.Month(number(s[5:7])), number(s[8:10])
	d := NewDate(year, month, date)
	if y, m, dd := time.Unix((int64(d.Day)-1+epoch)*86400, 0).UTC().Date(); year < 1 || y != year || m != month || dd != date {
		return Date{}, fmt.Errorf("no such day: %q", s)
	}
	if len(s) == len(minute) {
		h, m := number(s[11:13]), number(s[14:])
		if h > 23 || m > 59 {
			return Date{}, fmt.Errorf("no such time: %q", s)
		}
		d.Minute = int16(h*60+m) + 1
	}
	return d, nil
}

// shaped reports whether s has a digit wherever the pattern has 0, and
// elsewhere the same byte.
func shaped(s, pattern string) bool {
	for i := range len(s) {
		digit := '0' <= s[i] && s[i] <= '9'
		if pattern[i] == '0' && !digit || pattern[i] != '0' && s[i] != pattern[i] {
			return false
		}
	}
	return true
}

// number returns the value of a string of digits.
func number(digits string) int {
	n := 0
	for i := range len(digits) {
		n = 10*n + int(digits[i]-'0')
	}
	return n
}

// IsZero reports whether the date is not given.
func (d Date) IsZero() bool { return d == Date{} }

// Time returns the instant at which the date begins, in UTC+8.
func (d Date) Time() time.Time {
	seconds := (int64(d.Day)-1+epoch)*86400 - 8*3600
	if d.Minute > 0 {
		seconds += int64(d.Minute-1) * 60
	}
	return time.Unix(seconds, 0).In(Zone)
}

// Year returns the year, 0 where the date is not given.
func (d Date) Year() int {
	if d.IsZero() {
		return 0
	}
	year, _, _ := d.civil()
	return year
}

// civil returns the year, month and day in the Gregorian calendar, by counting
// from the first of March, so that the leap day is the last of its year. Dates
// stand in every list and are written a dozen times a document; package time
// takes five times as long.
func (d Date) civil() (year, month, day int) {
	const (
		era     = 146097 // days in 400 years
		century = 36524
		four    = 1461
	)
	z := int(d.Day) + 305 // days since the first of March of the year 0
	e := z / era
	doe := z % era
	yoe := (doe - doe/(four-1) + doe/century - doe/(era-1)) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = doy - (153*mp+2)/5 + 1
	year, month = yoe+e*400, mp+3
	if month > 12 {
		year, month = year+1, month-12
	}
	return year, month, day
}

// Compare orders dates; a day without a time of day comes before the same day
// with one, and a date that is not given before all others.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Day, e.Day), cmp.Compare(d.Minute, e.Minute))
}

// String returns the date as it is written in front matter: `2017-03-15`, with
// ` 10:30` where a time of day was given; "" where no date was given.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	if d.Minute == 0 {
		return d.DayString()
	}
	clock := int(d.Minute) - 1
	b := d.appendDay(make([]byte, 0, len("2017-03-15 10:30")))
	b = append(b, ' ', digit(clock/600), digit(clock/60), ':', digit(clock%60/10), digit(clock))
	return string(b)
}

// DayString returns the day alone, `2017-03-15`.
func (d Date) DayString() string {
	if d.IsZero() {
		return ""
	}
	return string(d.appendDay(make([]byte, 0, len("2017-03-15"))))
}

func (d Date) appendDay(b []byte) []byte {
	y, m, day := d.civil()
	return append(b,
		digit(y/1000), digit(y/100), digit(y/10), digit(y), '-',
		digit(m/10), digit(m), '-', digit(day/10), digit(day))
}

// digit returns the last digit of a number.
func digit(n int) byte { return '0' + byte(n%10) }
