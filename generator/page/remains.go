package page

import (
	"path"
	"strings"
)

// untitled is the title of a document of which only the notice is kept.
const untitled = "信息已撤下"

// Remains returns a document of which nothing is left but that it was withdrawn: what the
// notice in its place is made of, and the pages that lead there from its earlier addresses.
// Of its title and text it has no word, unless the notice shows the title. Its approvals
// stay: they tell by sums that it was approved once.
func Remains(m *Meta, w Withdrawal) []byte {
	title := untitled
	if w.KeepTitle {
		title = m.Title
	}
	left := Meta{Title: title, Category: m.Category, Date: m.Date, Aliases: m.Aliases, Withdrawn: w}
	var b strings.Builder
	b.WriteString(fence + "\n")
	for _, k := range documentKeys {
		if value := yamlValue(k.into(&left), path.Dir(m.Path)); value != "" {
			b.WriteString(k.name + ": " + value + "\n")
		}
	}
	if len(m.Review) > 0 {
		b.WriteString("review:\n")
	}
	for i := range m.Review {
		b.WriteString("  " + ReviewEntry(m.Review[i]) + "\n")
	}
	b.WriteString(fence + "\n\n只留下撤下说明，没有正文。\n") // without any, the file would be in error
	return []byte(b.String())
}
