package tablefile

import (
	"html"
	"strconv"
	"strings"

	"gongkai/generator/columns"
)

// AppendHTML appends the table. It is in a region that scrolls by itself where the
// table is wider than the page; label names the region where there is no caption.
func (t *Table) AppendHTML(b []byte, label string) []byte {
	w := t.widths()
	class := "table-scroll"
	if more := w.Class(); more != "" {
		class += " " + more
	}
	name, _, _ := strings.Cut(t.Caption, "\n")
	if name == "" {
		name = label
	}
	b = append(b, `<div class="`+class+`" tabindex="0" role="region" aria-label="`...)
	b = append(b, html.EscapeString(name)...)
	b = append(b, `"><table>`...)
	if t.Caption != "" {
		b = append(b, "<caption>"...)
		b = appendLines(b, t.Caption)
		b = append(b, "</caption>"...)
	}
	b = w.AppendHTML(b)
	if t.Header > 0 {
		b = append(b, "<thead>"...)
		b = t.appendRows(b, 0, t.Header)
		b = append(b, "</thead>"...)
	}
	b = append(b, "<tbody>"...)
	b = t.appendRows(b, t.Header, len(t.Rows))
	return append(b, "</tbody></table></div>"...)
}

// widths measures the columns by the cells that are in one alone.
func (t *Table) widths() columns.Widths {
	w := make(columns.Widths, t.Columns)
	for _, row := range t.Rows {
		for _, c := range row {
			if c.Across == 1 {
				w.Add(c.Column, []byte(c.Text))
			}
		}
	}
	return w
}

func (t *Table) appendRows(b []byte, from, to int) []byte {
	for i := from; i < to; i++ {
		b = append(b, "<tr>"...)
		for _, c := range t.Rows[i] {
			b = c.appendHTML(b, i < t.Header)
		}
		b = append(b, "</tr>"...)
	}
	return b
}

// appendHTML appends a cell. A header cell must not be empty.
func (c *Cell) appendHTML(b []byte, head bool) []byte {
	tag := "td"
	if head && c.Text != "" {
		tag = "th"
	}
	b = append(append(b, '<'), tag...)
	switch {
	case tag == "th" && c.Across > 1:
		b = append(b, ` scope="colgroup"`...)
	case tag == "th":
		b = append(b, ` scope="col"`...)
	case c.Number:
		b = append(b, ` class="right"`...)
	}
	b = appendSpan(b, "colspan", c.Across)
	b = appendSpan(b, "rowspan", c.Down)
	b = appendLines(append(b, '>'), c.Text)
	return append(append(append(b, "</"...), tag...), '>')
}

func appendSpan(b []byte, name string, n int) []byte {
	if n < 2 {
		return b
	}
	b = append(append(append(b, ' '), name...), `="`...)
	return append(strconv.AppendInt(b, int64(n), 10), '"')
}

// appendLines appends a text with its line breaks, those of Word among them.
func appendLines(b []byte, text string) []byte {
	text = html.EscapeString(text)
	for _, ends := range [...]string{"\n", "\v", "\f", "\u0085", "\u2028", "\u2029"} {
		text = strings.ReplaceAll(text, ends, "<br>")
	}
	return append(b, text...)
}
