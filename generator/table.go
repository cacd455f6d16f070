package main

import (
	"strings"

	"gongkai/generator/diag"
)

// printRows prints rows whose columns stand under each other. A Chinese
// character takes two cells of a terminal. A nil row is an empty line.
func (c *call) printRows(rows [][]string) {
	var widths []int
	for _, row := range rows {
		for i, s := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			row[i] = diag.Visible(s)
			widths[i] = max(widths[i], diag.Cells(row[i]))
		}
	}
	var table strings.Builder
	for _, row := range rows {
		var line strings.Builder
		for i, s := range row {
			line.WriteString(s + strings.Repeat(" ", widths[i]-diag.Cells(s)+2))
		}
		table.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	c.print(c.stdout, table.String())
}
