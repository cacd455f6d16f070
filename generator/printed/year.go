package printed

import (
	"regexp"
	"strconv"

	"golang.org/x/text/unicode/norm"
)

// Stated is a year of which a workbook says that it is.
type Stated struct {
	Year int
	Cell string // where, as a spreadsheet calls it; the name of the sheet where it is in that
}

// statedYear matches a year in a title: 2025年, 2025年度, 年度：2025. A day (填报日期：2025年1月20日)
// is another matter.
var statedYear = regexp.MustCompile(`(20\d\d)\s*年(\s*\d{1,2}\s*月)?|年[度份]\s*[:：]?\s*(20\d\d)\s*(年?)`)

// yearIn returns the year that a text states, 0 for none.
func yearIn(text string) int {
	for _, m := range statedYear.FindAllStringSubmatch(norm.NFKC.String(text), -1) {
		if m[2] == "" {
			year, _ := strconv.Atoi(m[1] + m[3]) // one of the two, four digits
			return year
		}
	}
	return 0
}

// years notes which years stand above a table, and in the name of its sheet.
func (r *reader) years(s *sheet, header int) {
	if year := yearIn(s.name); year != 0 {
		r.Years = append(r.Years, Stated{year, s.name})
	}
	for row := range header {
		before := ""
		for column := range s.cells[row] {
			text := s.at(row, column)
			if year := yearIn(text); year != 0 {
				r.Years = append(r.Years, Stated{year, s.cellName(row, column)})
			} else if year := yearIn(before + " " + text); year != 0 { // 年度 | 2025
				r.Years = append(r.Years, Stated{year, s.cellName(row, column)})
			}
			before = text
		}
	}
}
