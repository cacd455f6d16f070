package tablefile

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/ooxml"
)

// Hidden says what of a workbook is hidden and has something in it: a table does not show
// it, and whoever downloads the file sees it with two clicks. nil where nothing is, and for
// a file that is no workbook or cannot be read, of which others have more to say. pos is the
// place of the file.
func Hidden(pos diag.Pos, data []byte) []diag.Diagnostic {
	if !strings.EqualFold(path.Ext(pos.File), ".xlsx") {
		return nil
	}
	file, err := ooxml.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil
	}
	book, err := file.Workbook()
	if err != nil {
		return nil
	}
	var zh, en []string
	for i := range book.Sheets {
		if places := hiddenOf(&book.Sheets[i]); places.ZH != "" {
			zh, en = append(zh, places.ZH), append(en, places.EN)
		}
	}
	if zh == nil {
		return nil
	}
	return []diag.Diagnostic{hidden.At(pos, diag.Text{ZH: strings.Join(zh, "；"), EN: strings.Join(en, "; ")})}
}

// hiddenOf names what is hidden of a sheet, zero where nothing with a text is.
func hiddenOf(s *ooxml.Sheet) diag.Text {
	if s.Hidden {
		if len(s.Cells) == 0 {
			return diag.Text{}
		}
		return diag.Text{ZH: "工作表“" + s.Name + "”", EN: fmt.Sprintf("the sheet %q", s.Name)}
	}
	var rows, columns places // a cell in a hidden column is named by that
	for i := range s.Cells {
		c := &s.Cells[i]
		if !c.Hidden || strings.TrimSpace(c.Text) == "" {
			continue
		}
		if row, column := s.Begin(c); column >= c.Column+c.Across {
			columns.add(c.Column)
		} else if row >= c.Row+c.Down {
			rows.add(c.Row)
		}
	}
	var zh, en []string
	if names := columns.names(columnName); names != nil {
		zh, en = append(zh, " "+strings.Join(names, "、")+" 列"), append(en, "columns "+strings.Join(names, ", "))
	}
	if names := rows.names(func(n int) string { return fmt.Sprint(n + 1) }); names != nil {
		zh, en = append(zh, "第 "+strings.Join(names, "、")+" 行"), append(en, "rows "+strings.Join(names, ", "))
	}
	if zh == nil {
		return diag.Text{}
	}
	return diag.Text{
		ZH: "工作表“" + s.Name + "”的" + strings.Join(zh, "和"),
		EN: strings.Join(en, " and ") + fmt.Sprintf(" of the sheet %q", s.Name),
	}
}

// places are numbers of rows or columns, each once; the order is that in which they are
// named.
type places struct {
	all  []int
	seen map[int]bool
}

func (p *places) add(n int) {
	if p.seen == nil {
		p.seen = map[int]bool{}
	}
	if !p.seen[n] {
		p.seen[n] = true
		p.all = append(p.all, n)
	}
}

// names writes the numbers, of many the first few and the last.
func (p *places) names(of func(int) string) (names []string) {
	const most = 10
	for i, n := range p.all {
		switch {
		case len(p.all) <= most || i < most-2 || i == len(p.all)-1:
			names = append(names, of(n))
		case i == most-2:
			names = append(names, "…")
		}
	}
	return names
}

// columnName is the name of a column, from 0, as Excel writes it.
func columnName(n int) string {
	name := ""
	for n++; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}
