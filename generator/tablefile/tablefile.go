// Package tablefile reads the table that a csv or xlsx file shows, and writes it
// as HTML: what the line
//
//	{{table 0003-名单.xlsx sheet=名单 range=A1:F40 header=2 caption=某某名单}}
//
// in a document stands for. Cells say what they show in Excel. Merged cells stay
// merged; rows and columns that are hidden are left out. A title over the table, a cell
// as wide as all or alone above a full row, becomes its caption.
//
// The package knows nothing of documents: whoever calls it says where the line
// stands (see [Fault.At]).
package tablefile

import (
	"bytes"
	"path"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/ooxml"
	"gongkai/generator/plaintext"
)

// Options say what of a file is shown. The zero value is all of its first sheet
// that is not hidden.
type Options struct {
	Sheet   string // its name
	Range   string // of cells, as Excel writes it: A3:F40
	Header  int    // rows at the top that head the columns; 0: as found
	Caption string // "": as found
}

// Table is what is shown.
type Table struct {
	Caption string
	Header  int // of Rows, at the top
	Columns int
	Rows    []Row

	spoiled []string // cells that show an error or a shortened number: G2 1.10101E+17
}

// Row lists the cells that begin in a row, from left to right, without those that
// are covered by others.
type Row []Cell

// Cell is a cell of the table.
type Cell struct {
	Column       int // from 0
	Down, Across int // rows and columns that it covers
	Text         string
	Number       bool
}

// maxCells bounds a table on a page. A list of 5,000 people with ten columns is
// something to download.
const maxCells = 50_000

// readable reports whether the table of a file can be shown, by its name.
func readable(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".csv", ".xlsx":
		return true
	}
	return false
}

// Read reads the table of a file with the given content.
func Read(name string, data []byte, opt Options) (*Table, *Fault) {
	if !readable(name) {
		return nil, &Fault{unreadable, []any{name, diag.Text{ZH: "能显示的只有 xlsx 和 csv", EN: "only xlsx and csv can be shown"}}}
	}
	g, fault := readGrid(name, data, opt)
	if fault != nil {
		return nil, fault
	}
	if fault := g.cut(name, opt.Range); fault != nil {
		return nil, fault
	}
	spoiled := g.spoiled()
	g.compact()
	if len(g.cells) == 0 {
		return nil, &Fault{empty, []any{name}}
	}
	if g.rows*g.columns > maxCells {
		return nil, &Fault{tooLarge, []any{name, g.rows, g.columns, maxCells}}
	}
	t := g.table(opt)
	t.spoiled = spoiled
	return t, nil
}

// Doubt returns what is to be said of a table although it can be shown, nil where there
// is nothing; name is that of its file.
func (t *Table) Doubt(name string) *Fault {
	if t.spoiled == nil {
		return nil
	}
	const most = 8
	places := strings.Join(t.spoiled[:min(len(t.spoiled), most)], "、")
	more := diag.Text{}
	if len(t.spoiled) > most {
		more = diag.Text{ZH: " 等", EN: " and more"}
	}
	return &Fault{spoiledCells, []any{name, len(t.spoiled), places, more}}
}

// readGrid reads all cells of the sheet that is shown.
func readGrid(name string, data []byte, opt Options) (*grid, *Fault) {
	if strings.EqualFold(path.Ext(name), ".csv") {
		if opt.Sheet != "" {
			return nil, &Fault{noSheet, []any{name, opt.Sheet, diag.Text{ZH: "csv 没有工作表", EN: "a csv has none"}}}
		}
		return readCSV(name, data)
	}
	file, err := ooxml.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, &Fault{unreadable, []any{name, ooxml.Reason(err)}}
	}
	book, err := file.Workbook()
	if err != nil {
		return nil, &Fault{unreadable, []any{name, ooxml.Reason(err)}}
	}
	sheet, fault := choose(name, book, opt.Sheet)
	if fault != nil {
		return nil, fault
	}
	g := &grid{header: sheet.Header}
	for i := range sheet.Cells {
		c := &sheet.Cells[i]
		if !c.Hidden {
			row, column := sheet.Begin(c)
			g.cells = append(g.cells, gridCell{row, Cell{column, c.Row + c.Down - row, c.Column + c.Across - column, strings.TrimSpace(c.Text), c.Number || isAmount(c.Text)}})
		}
	}
	return g, nil
}

// choose returns the sheet of a name, or the first that is shown and has cells.
func choose(name string, book *ooxml.Workbook, wanted string) (*ooxml.Sheet, *Fault) {
	var names []string
	for i := range book.Sheets {
		s := &book.Sheets[i]
		if s.Hidden {
			continue
		}
		names = append(names, s.Name)
		if s.Name == wanted || wanted == "" && len(s.Cells) > 0 {
			return s, nil
		}
	}
	if wanted == "" {
		return nil, &Fault{empty, []any{name}}
	}
	return nil, &Fault{noSheet, []any{name, wanted, diag.Text{ZH: strings.Join(names, "、"), EN: strings.Join(names, ", ")}}}
}

// readCSV reads a table that is written as text.
func readCSV(name string, data []byte) (*grid, *Fault) {
	text, err := plaintext.Decode(data, "")
	if err != nil {
		return nil, &Fault{unreadable, []any{name, diag.Text{ZH: "不是文本文件", EN: "it is no text file"}}}
	}
	rows, err := plaintext.Rows(text, false)
	if err != nil {
		return nil, &Fault{unreadable, []any{name, diag.Text{ZH: "引号没有成对", EN: err.Error()}}}
	}
	g := &grid{}
	for i, row := range rows {
		for column, text := range row {
			text = strings.TrimSpace(text)
			if text != "" {
				g.cells = append(g.cells, gridCell{i, Cell{column, 1, 1, text, isNumber(text)}})
			}
		}
	}
	return g, nil
}

// isAmount reports whether a cell of text is an amount all the same, as a program that
// writes workbooks leaves it: one with a mark in it, for without that it is as well a
// code or a number of a telephone.
func isAmount(text string) bool {
	text = strings.TrimSpace(text)
	return strings.ContainsAny(text, ".,%") && strings.Count(text, ".") < 2 && isNumber(text)
}

// isNumber reports whether a text is a number as tables have it: 1,234.50, 12%.
func isNumber(text string) bool {
	digits := false
	for i, r := range strings.TrimSuffix(text, "%") {
		switch {
		case '0' <= r && r <= '9':
			digits = true
		case (r == '-' || r == '+') && i == 0, r == '.', r == ',':
		default:
			return false
		}
	}
	return digits
}
