package calendar

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"gongkai/generator/page"
)

func day(t *testing.T, text string) page.Date {
	t.Helper()
	d, err := page.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// What comes with the program is sound, and without a gap.
func TestAnnounced(t *testing.T) {
	years := shipped()
	for i, y := range years {
		if y.Year != 2019+i {
			t.Errorf("year %d comes in place %d", y.Year, i)
		}
	}
	if last := years[len(years)-1].Year; last != 2026 {
		t.Errorf("the last year is %d", last)
	}
}

// A holiday that a law gives takes one working day out of the year, whatever the days
// around it: days off beside it are worked on a weekend. There were 11 such days, and
// since 2025 there are 13. So the working days of a year can be counted without knowing
// any single one of them, and a slip in announced.toml shows.
func TestWorkingDaysOfYears(t *testing.T) {
	c := Announced()
	for year, legal := range map[int]int{
		2019: 11,
		2020: 11 + 2, // 31 January, a Friday, became a day off, and 1 February, to be worked, did too
		2021: 11, 2022: 11, 2023: 11, 2024: 11, 2025: 13, 2026: 13,
	} {
		weekdays, works := 0, 0
		for d := page.NewDate(year, time.January, 1); d.Year() == year; d.Day++ {
			if !weekend(d) {
				weekdays++
			}
			if w, known := c.Working(d); !known {
				t.Fatalf("%v is not known", d)
			} else if w {
				works++
			}
		}
		if works != weekdays-legal {
			t.Errorf("%d has %d working days, want %d of %d", year, works, weekdays-legal, weekdays)
		}
	}
}

func TestWorking(t *testing.T) {
	c := Announced()
	for text, want := range map[string]bool{
		"2019-05-02": false, "2019-05-05": true, // as changed in March 2019
		"2020-01-31": false, "2020-02-01": false, "2020-02-03": true, // as extended
		"2023-06-25": true, "2024-02-09": true, "2024-02-18": true, "2025-10-08": false, "2025-10-11": true,
		"2026-01-03": false, "2026-01-04": true, "2026-02-14": true, "2026-02-23": false, "2026-02-24": true, "2026-09-20": true,
		"2026-11-26": true, "2026-11-28": false,
	} {
		if got, known := c.Working(day(t, text)); got != want || !known {
			t.Errorf("%s: working %v, known %v", text, got, known)
		}
	}
	for _, text := range []string{"2018-12-29", "2018-12-31", "2027-01-03"} {
		if works, known := c.Working(day(t, text)); works || known {
			t.Errorf("%s is known", text)
		}
	}
}

func TestAfter(t *testing.T) {
	c := Announced()
	for _, x := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-09-18", 1, "2026-09-20"}, // a Sunday that is worked
		{"2026-09-24", 1, "2026-09-28"},
		{"2026-09-30", 20, "2026-11-03"}, // 3 from 8 to 10 October, 15 in the three weeks after, 2 in November
		{"2025-12-31", 0, "2025-12-31"},
		{"2026-12-30", 1, "2026-12-31"},
	} {
		due, err := c.After(day(t, x.from), x.n)
		if err != nil || due != day(t, x.want) {
			t.Errorf("%d after %s is %v, %v; want %s", x.n, x.from, due, err, x.want)
		}
		if n, err := c.Between(day(t, x.from), day(t, x.want)); n != x.n || err != nil {
			t.Errorf("from %s to %s are %d, %v", x.from, x.want, n, err)
		}
	}
}

// What is not announced is said, never guessed.
func TestMissing(t *testing.T) {
	c := Announced()
	var missing Missing
	if _, err := c.After(day(t, "2026-12-31"), 1); !errors.As(err, &missing) || missing.Year != 2027 || !strings.Contains(missing.Words().ZH, "2027") {
		t.Errorf("after the last year: %v", err)
	}
	if _, err := c.Between(day(t, "2018-12-30"), day(t, "2019-01-02")); !errors.As(err, &missing) || missing.Year != 2018 {
		t.Errorf("before the first year: %v", err)
	}
	years, found := Parse(Path, []byte("[[year]]\nyear = 2027\ntitle = \"通知\"\noff = [\"2027-01-01..2027-01-03\"]\n"))
	if len(found) > 0 {
		t.Fatal(found)
	}
	if due, err := c.With(years).After(day(t, "2026-12-31"), 1); err != nil || due != day(t, "2027-01-04") {
		t.Errorf("with 2027: %v, %v", due, err)
	}
}

// A year of the office stands in the place of the one that is shipped, and of no other.
func TestCorrected(t *testing.T) {
	years, found := Parse(Path, []byte("[[year]]\nyear = 2025\ntitle = \"通知\"\noff = [\"2025-01-02\"]\n"))
	if len(found) > 0 {
		t.Fatal(found)
	}
	before := Announced()
	c := before.With(years)
	for text, want := range map[string]bool{"2025-01-01": true, "2025-01-02": false, "2025-10-02": true, "2026-10-02": false} {
		if got, _ := c.Working(day(t, text)); got != want {
			t.Errorf("%s: working %v", text, got)
		}
	}
	if works, _ := before.Working(day(t, "2025-01-01")); works {
		t.Error("the calendar before was changed")
	}
}

func TestFaults(t *testing.T) {
	const sound = "# 说明\n[[year]]\nyear = 2027\ntitle = \"通知\"\noff = [\"2027-01-01..2027-01-03\"]\nwork = [\"2027-01-09\"]\n"
	for _, x := range []struct{ name, from, to, want string }{
		{"sound", "", "", ""},
		{"not TOML", "year = 2027", "year = 2027年", "CL003:3"},
		{"a wrong type", "year = 2027", "year = \"2027\"", "CL003:3"},
		{"misspelt", "work =", "works =", "CL004:6"},
		{"no title", "title = \"通知\"\n", "", "CL005:2"},
		{"blank title", "通知", " ", "CL005:4"},
		{"no year", "year = 2027\n", "", "CL005:2"},
		{"no days", "\"2027-01-01..2027-01-03\"", "", "CL005:5"},
		{"no such day", "2027-01-03", "2027-02-30", "CL006:5"},
		{"backwards", "2027-01-01..2027-01-03", "2027-01-03..2027-01-01", "CL006:5"},
		{"too long", "2027-01-03", "2027-03-03", "CL006:5"},
		{"with a time", "2027-01-09", "2027-01-09 08:00", "CL006:6"},
		{"another year", "2027-01-01..2027-01-03", "2026-10-01..2026-10-03", "CL007:5"},
		{"the next year", "2027-01-01..2027-01-03", "2028-01-01", "CL007:5"},
		{"the last December", "2027-01-01..", "2026-12-31..", ""},
		{"off and worked", "work = [\"2027-01-09", "work = [\"2027-01-02", "CL008:6"},
		{"worked anyway", "work = [\"2027-01-09", "work = [\"2027-01-08", "CL009:6"},
		{"twice", "# 说明\n", "[[year]]\nyear = 2027\ntitle = \"通知\"\noff = [\"2027-01-01\"]\n", "CL010:6"},
	} {
		text := strings.Replace(sound, x.from, x.to, 1)
		_, found := Parse(Path, []byte(text))
		var got []string
		for _, d := range found {
			got = append(got, fmt.Sprintf("%s:%d", d.Code, d.Pos.Line))
		}
		if strings.Join(got, " ") != x.want {
			t.Errorf("%s: found %v, want %s", x.name, got, x.want)
		}
	}
	if _, found := Parse(Path, []byte("# \xd4\xaa\xb5\xa9\xb7\xc5\xbc\xd9\n")); len(found) != 1 || found[0].Code != "CL001" {
		t.Errorf("GBK: %v", found)
	}
	if _, found := Parse(Path, []byte(strings.Repeat("[[year]]\n", 10_001))); len(found) != 1 || found[0].Code != "CL002" {
		t.Errorf("10,001 years: %v", found)
	}
}

// A year with a fault is not used.
func TestFaultyYear(t *testing.T) {
	years, _ := Parse(Path, []byte("[[year]]\nyear = 2027\ntitle = \"通知\"\noff = [\"2026-01-01\"]\n[[year]]\nyear = 2028\ntitle = \"通知\"\noff = [\"2028-01-01\"]\n"))
	if len(years) != 1 || years[0].Year != 2028 {
		t.Errorf("read %v", years)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(announced)
	f.Fuzz(func(t *testing.T, data []byte) {
		years, _ := Parse(Path, data)
		Announced().With(years)
	})
}
