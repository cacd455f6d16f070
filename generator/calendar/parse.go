package calendar

import (
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/tomllist"
)

// entry is a year as TOML has it.
type entry struct {
	Year   int      `toml:"year"`
	Title  string   `toml:"title"`
	Number string   `toml:"number"`
	Off    []string `toml:"off"`
	Work   []string `toml:"work"`
}

// parser carries what reading one file needs.
type parser struct {
	file  *tomllist.File
	found []diag.Diagnostic
}

// Parse reads years. One that is not sound is not among them.
func Parse(name string, data []byte) ([]Year, []diag.Diagnostic) {
	var list struct {
		Years []entry `toml:"year"`
	}
	file, found := tomllist.Decode(name, data, &list, tomllist.Rules{NotUTF8: ruleNotUTF8, TooMuch: ruleTooMuch, Syntax: ruleSyntax, Unknown: ruleUnknown})
	if file == nil {
		return nil, found
	}
	p := parser{file: file}
	var years []Year
	for i, e := range list.Years {
		if y, ok := p.year(i, e); ok {
			years = append(years, y)
		}
		if first := slices.IndexFunc(list.Years[:i], func(o entry) bool { return o.Year == e.Year }); first >= 0 {
			p.fail(ruleRepeated, i, "year", e.Year, p.file.At("year", first, "year").Line)
		}
	}
	return years, diag.Sort(p.found)
}

// fail records a finding about a key of the i-th year.
func (p *parser) fail(rule *diag.Rule, i int, key string, args ...any) {
	p.found = append(p.found, rule.At(p.file.At("year", i, key), args...))
}

// year reads the i-th year. One that has no days off is none that was announced.
func (p *parser) year(i int, e entry) (y Year, ok bool) {
	before := len(p.found)
	y = Year{Year: e.Year, Title: e.Title, Number: e.Number}
	for _, k := range [...]struct {
		key   string
		given bool
	}{{"year", e.Year >= 1949 && e.Year <= 2999}, {"title", strings.TrimSpace(e.Title) != ""}, {"off", len(e.Off) > 0}} {
		if !k.given {
			p.fail(ruleMissing, i, k.key, k.key)
		}
	}
	if len(p.found) > before {
		return y, false
	}
	y.Off, y.Work = p.days(i, "off", y.Year, e.Off), p.days(i, "work", y.Year, e.Work)
	for _, day := range y.Work {
		switch {
		case slices.Contains(y.Off, day):
			p.fail(ruleBoth, i, "work", day.DayString())
		case !weekend(day):
			p.fail(ruleWeekday, i, "work", day.DayString())
		}
	}
	return y, len(p.found) == before
}

// longest is more days than any holiday has had.
const longest = 31

// days reads days, and periods with their first and last days.
func (p *parser) days(i int, key string, year int, list []string) (days []page.Date) {
	for _, text := range list {
		first, last, ranged := strings.Cut(text, "..")
		from, err := page.ParseDate(strings.TrimSpace(first))
		to, failed := from, error(nil)
		if ranged {
			to, failed = page.ParseDate(strings.TrimSpace(last))
		}
		switch {
		case err != nil || failed != nil || from.Minute+to.Minute > 0 || to.Day < from.Day || to.Day-from.Day > longest:
			p.fail(ruleDay, i, key, text)
			continue
		case !belongs(from, year) || to.Year() != year && !belongs(to, year):
			p.fail(ruleOtherYear, i, key, text, year)
			continue
		}
		for day := from.Day; day <= to.Day; day++ {
			days = append(days, page.Date{Day: day})
		}
	}
	return days
}

// belongs reports whether the announcement of a year can be about a day: one of that
// year, or of the last days before it.
func belongs(day page.Date, year int) bool {
	return day.Year() == year || day.Day >= page.NewDate(year-1, 12, 20).Day && day.Year() == year-1
}
