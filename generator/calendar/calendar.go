// Package calendar knows which days are working days: weekends, and what the State
// Council announces for each year.
//
//	c := calendar.Announced()
//	working, known := c.Working(page.NewDate(2026, time.February, 14)) // true, true
//	due, err := c.After(day, 20)
//
// # What is known
//
// Every autumn the General Office of the State Council announces the holidays of the
// next year, and the days of weekends that are worked instead. What was announced for
// 2019 to 2026 is in announced.toml, each year with the title of the announcement.
// An office adds the years after those, or corrects one, in records/holidays.toml,
// which has the same form:
//
//	[[year]]
//	year = 2026
//	title = "国务院办公厅关于2026年部分节假日安排的通知"
//	number = ""
//	off = ["2026-01-01..2026-01-03", …]
//	work = ["2026-01-04", …]
//
// off are days on which nobody works, single or from the first to the last; weekends
// that belong to no holiday need not be written. work are days of weekends that are
// worked. A year of the office stands in the place of the one that is shipped.
//
// A year that is in neither is not known: on none of its days is it said whether it is
// worked, not even on Sundays, for some of these are. What is asked for beyond is
// answered with the years that are missing ([Missing]). Nothing is guessed.
//
// The first days of a year may bring days off or make-up days in the last December with
// them. These are written with the year of the announcement, and count only where the
// year before is known too.
package calendar

import (
	_ "embed"
	"fmt"
	"slices"
	"time"

	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// Path is where the years of the office are in the folder of a site.
const Path = "records/holidays.toml"

//go:embed announced.toml
var announced []byte

// Year is what was announced for one year.
type Year struct {
	Year   int
	Title  string // of the announcement
	Number string // 国办发明电〔2024〕12号; "" where it is not known for sure
	// Off and Work are days: see the package comment.
	Off, Work []page.Date
}

// Calendar is what is known of some years. It is never changed.
type Calendar struct {
	years map[int]bool
	// exceptions are the days that are not what their day of the week says: true are
	// those that are worked.
	exceptions map[int32]bool
}

// Announced returns the calendar of the years that come with the program.
func Announced() *Calendar { return new(Calendar).With(shipped()) }

// shipped returns these years.
func shipped() []Year {
	years, found := Parse("announced.toml", announced)
	if len(found) > 0 {
		panic(fmt.Sprint("the embedded calendar is wrong: ", found)) // TestAnnounced
	}
	return years
}

// With returns a calendar that has other years too, or in the place of those it had.
func (c *Calendar) With(years []Year) *Calendar {
	made := &Calendar{years: map[int]bool{}, exceptions: map[int32]bool{}}
	for y := range c.years {
		made.years[y] = true
	}
	replaced := func(day page.Date) bool {
		return slices.ContainsFunc(years, func(y Year) bool { return y.Year == day.Year() })
	}
	for day, works := range c.exceptions {
		if !replaced(page.Date{Day: day}) {
			made.exceptions[day] = works
		}
	}
	for _, y := range years {
		made.years[y.Year] = true
		for _, day := range y.Off {
			made.exceptions[day.Day] = false
		}
		for _, day := range y.Work {
			made.exceptions[day.Day] = true
		}
	}
	return made
}

// Working reports whether a day is worked; known is false where nothing is announced
// for its year.
func (c *Calendar) Working(day page.Date) (works, known bool) {
	if !c.years[day.Year()] {
		return false, false
	}
	if works, is := c.exceptions[day.Day]; is {
		return works, true
	}
	return !weekend(day), true
}

func weekend(day page.Date) bool {
	w := day.Time().Weekday()
	return w == time.Saturday || w == time.Sunday
}

// Missing is the error that a year is not known.
type Missing struct{ Year int }

func (m Missing) Error() string {
	return fmt.Sprintf("the holidays of %d are not known: add them to %s", m.Year, Path)
}

// Words says the same for people.
func (m Missing) Words() diag.Text {
	return diag.Text{
		ZH: fmt.Sprintf("%d年的节假日安排没有收录，请按国务院办公厅的通知写入 %s", m.Year, Path),
		EN: m.Error(),
	}
}

// After returns the n-th working day after a day, which is not counted itself. The
// error is a [Missing].
func (c *Calendar) After(day page.Date, n int) (page.Date, error) {
	day.Minute = 0
	for n > 0 {
		day.Day++
		works, known := c.Working(day)
		if !known {
			return page.Date{}, Missing{day.Year()}
		}
		if works {
			n--
		}
	}
	return day, nil
}

// Between returns how many working days there are after one day up to another; 0 where
// that is not later. The error is a [Missing].
func (c *Calendar) Between(from, to page.Date) (n int, err error) {
	for day := from.Day + 1; day <= to.Day; day++ {
		works, known := c.Working(page.Date{Day: day})
		if !known {
			return 0, Missing{page.Date{Day: day}.Year()}
		}
		if works {
			n++
		}
	}
	return n, nil
}
