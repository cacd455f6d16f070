package page

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
)

// numbered is the name of a numbered document, or of a file that belongs to
// one: 0003.md, 0003-附件1.pdf. A longer number is a date or something else.
var numbered = regexp.MustCompile(`^(\d{4,6})(?:\D|$)`)

// Next returns the path below content/ for a new document of a category in a
// year: policies/2017/0004.md where 0003 is the highest number among names, the
// names of what is in the folder now. Numbers that were skipped stay free: one
// of them may have been the address of a document that is gone.
func Next(category string, year int, names []string) string {
	highest := 0
	for _, name := range names {
		if m := numbered.FindStringSubmatch(name); m != nil {
			n, _ := strconv.Atoi(m[1]) // six digits always fit
			highest = max(highest, n)
		}
	}
	return path.Join(category, strconv.Itoa(year), fmt.Sprintf("%04d.md", highest+1))
}
