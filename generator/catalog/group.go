package catalog

import (
	"strconv"
	"strings"

	"gongkai/generator/page"
)

// addToYear adds a document to its year; at maps years to places in s.Years.
func addToYear(s *Section, at map[int]int, year int, id ID) {
	i, ok := at[year]
	if !ok {
		i = len(s.Years)
		at[year] = i
		key := strconv.Itoa(year)
		s.Years = append(s.Years, Group{Key: key, Name: key + "年"})
	}
	s.Years[i].Docs = append(s.Years[i].Docs, id)
}

// addToSubject adds a document to its subject, if it has one.
func (c *Catalog) addToSubject(at map[string]int, subject string, id ID) {
	if subject == "" {
		return
	}
	i, ok := at[subject]
	if !ok {
		code, known := page.SubjectCode(subject)
		if !known {
			return // reported when the file was parsed
		}
		i = len(c.Subjects)
		at[subject] = i
		c.Subjects = append(c.Subjects, Group{Key: code, Name: subject})
	}
	c.Subjects[i].Docs = append(c.Subjects[i].Docs, id)
}

// reportYear returns the year of reports/YEAR/index.md.
func reportYear(path string) int {
	_, rest, _ := strings.Cut(path, "/")
	folder, _, _ := strings.Cut(rest, "/")
	year, err := strconv.Atoi(folder)
	if err != nil {
		return 0
	}
	return year
}
