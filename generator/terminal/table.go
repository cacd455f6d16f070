package terminal

import (
	"strings"

	"golang.org/x/text/width"
)

// Table lays out rows whose columns stand under each other. What comes from
// outside is made [Visible]. A nil row is an empty line.
func Table(rows [][]string) string {
	var widths []int
	for _, row := range rows {
		for i, s := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			row[i] = Visible(s)
			widths[i] = max(widths[i], cells(row[i]))
		}
	}
	var table strings.Builder
	for _, row := range rows {
		var line strings.Builder
		for i, s := range row {
			line.WriteString(s + strings.Repeat(" ", widths[i]-cells(s)+2))
		}
		table.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return table.String()
}

// cells returns how many cells of a terminal a text takes: a Chinese character
// takes two.
func cells(s string) int {
	n := 0
	for _, r := range s {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n++
		}
		n++
	}
	return n
}
