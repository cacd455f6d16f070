package catalog

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/page"
)

// years divides documents, oldest first, into years, newest first. A year is a
// part of the list it is made from, found by halving: few documents are looked
// at.
func (c *Catalog) years(docs []ID) []Group {
	var years []Group
	for len(docs) > 0 {
		year := c.Meta(docs[0]).Date.Year()
		end, _ := slices.BinarySearchFunc(docs, page.NewDate(year+1, 1, 1).Day, func(id ID, day int32) int {
			return cmp.Compare(c.Meta(id).Date.Day, day)
		})
		key := strconv.Itoa(year)
		years = append(years, Group{Key: key, Name: key + "年", Docs: docs[:end:end]})
		docs = docs[end:]
	}
	slices.Reverse(years)
	return years
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
