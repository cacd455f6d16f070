package ooxml

import (
	"slices"
	"sort"

	"strings"

	"gongkai/generator/diag"
)

// Workbook is what is in an xlsx.
type Workbook struct{ Sheets []Sheet }

// Sheet is one sheet: its cells that have a value, row by row, and what lies on
// it.
type Sheet struct {
	At     Place
	Name   string
	Hidden bool
	Cells  []SheetCell
	// Header is how many rows at the top are repeated in print or kept in sight,
	// 0 where nothing says so.
	Header   int
	Comments []Note
	Pictures []Picture
	Boxes    []string    // texts of shapes
	Objects  []diag.Text // what else lies on the sheet: charts

	rows, columns lines // that are hidden
}

// SheetCell is a cell that has a value, or the first of several that are merged.
// Row and Column count from 0.
type SheetCell struct {
	Row, Column, Down, Across int
	Text                      string // as it is shown
	Stored                    string // as it is kept, where that is something else
	Formula                   string
	Link                      string
	Number                    bool // it is a number, or a date
	Hidden                    bool // all its rows or all its columns are
}

// maxCells bounds the cells of a workbook: 20,000 rows of ten. They are kept in
// pieces while they are read, for a list that grows is copied time and again.
const (
	maxCells = 200_000
	piece    = 4096
)

// Workbook reads an xlsx.
func (f *File) Workbook() (*Workbook, error) {
	if f.kind != kindSpreadsheet {
		return nil, fault(ErrForeign, "%s，不是 xlsx", "%s, not xlsx", f.kind)
	}
	b, err := f.openBook()
	if err == nil {
		err = b.lost
	}
	if err != nil {
		return nil, err
	}
	w := &Workbook{}
	cells := 0
	for i := range b.sheets {
		s := &b.sheets[i]
		sheet := Sheet{At: s.place(), Name: s.name, Hidden: s.hidden, Header: s.header}
		var pieces [][]SheetCell
		err := b.read(s, func(c SheetCell) error {
			if cells++; cells > maxCells {
				return fault(ErrTooLarge, "格子超过 %d 个", "more than %d cells", maxCells)
			}
			if n := len(pieces); n == 0 || len(pieces[n-1]) == piece {
				pieces = append(pieces, make([]SheetCell, 0, piece))
			}
			last := &pieces[len(pieces)-1]
			*last = append(*last, c)
			return nil
		})
		if err != nil {
			return nil, err
		}
		sheet.Header = max(sheet.Header, s.frozen)
		if sheet.Cells, err = merge(slices.Concat(pieces...), s.merges); err != nil {
			return nil, in(s.part, err)
		}
		s.hide(sheet.Cells)
		sheet.rows, sheet.columns = s.hiddenRows, s.hiddenColumns
		link(sheet.Cells, s.links)
		if err := b.around(s, &sheet); err != nil {
			return nil, err
		}
		w.Sheets = append(w.Sheets, sheet)
	}
	return w, nil
}

// hide decides which merged cells are hidden: those of which no row or no column
// is seen. For others that was known when they were read.
func (s *sheetPart) hide(cells []SheetCell) {
	for i := range cells {
		if c := &cells[i]; c.Down > 1 || c.Across > 1 {
			c.Hidden = s.hiddenRows.all(c.Row, c.Row+c.Down) || s.hiddenColumns.all(c.Column, c.Column+c.Across)
		}
	}
}

// Begin returns the first row and column that a cell covers and that are seen.
func (s *Sheet) Begin(c *SheetCell) (row, column int) {
	return s.rows.next(c.Row), s.columns.next(c.Column)
}

// Concealed names what hides a cell, or the sheet where c is nil: its columns, or
// its rows.
func (s *Sheet) Concealed(c *SheetCell) diag.Text {
	zh, en := "工作表“"+s.Name+"”", "sheet "+s.Name
	switch {
	case c == nil:
	case s.columns.all(c.Column, c.Column+c.Across):
		column := strings.TrimRight(cellName(1, int32(c.Column+1)), "0123456789")
		zh, en = zh+" "+column+" 列", en+" column "+column
	default:
		row := number(int32(c.Row + 1))
		zh, en = zh+"第 "+row+" 行", en+" row "+row
	}
	return diag.Text{ZH: zh, EN: en}
}

// lines are numbers of rows or columns, from 0, in ascending ranges that neither
// overlap nor touch.
type lines []struct{ from, to int }

// add adds a range that does not begin before the last one.
func (l *lines) add(from, to int) {
	if n := len(*l); n > 0 && from <= (*l)[n-1].to {
		(*l)[n-1].to = max((*l)[n-1].to, to)
		return
	}
	*l = append(*l, struct{ from, to int }{from, to})
}

// all reports whether all numbers of a range are among the lines.
func (l lines) all(from, to int) bool {
	i := sort.Search(len(l), func(i int) bool { return l[i].to > from })
	return i < len(l) && l[i].from <= from && to <= l[i].to
}

// next returns a number, or the first behind it that is not among the lines.
func (l lines) next(n int) int {
	i := sort.Search(len(l), func(i int) bool { return l[i].to > n })
	if i < len(l) && l[i].from <= n {
		return l[i].to
	}
	return n
}

// sheetLink is a link of a range of cells.
type sheetLink struct {
	cellRange
	target string
}

// link sets the links of cells.
func link(cells []SheetCell, links []sheetLink) {
	at := map[[2]int]string{}
	for _, l := range links {
		at[[2]int{l.top, l.left}] = l.target
	}
	for i := range cells {
		cells[i].Link = at[[2]int{cells[i].Row, cells[i].Column}]
	}
}

// book is a workbook as it is read.
type book struct {
	file    *File
	sheets  []sheetPart
	shared  []string
	used    []bool // which of the shared strings a cell has
	formats []string
	show    *formatter
	date04  bool
	names   []definedName
	lost    error // of the first sheet that is not in the file
}

// sheetPart is one sheet, and what has been found in its part.
type sheetPart struct {
	part, name                string
	number                    int32
	hidden                    bool
	header                    int // rows repeated in print
	frozen                    int // rows kept in sight
	merges                    []cellRange
	links                     []sheetLink
	hiddenRows, hiddenColumns lines
}

type definedName struct{ name, value string }

func (s *sheetPart) place() Place { return Place{area: areaSheet, name: s.name, n: s.number} }

// openBook reads what the sheets refer to.
func (f *File) openBook() (*book, error) {
	b := &book{file: f}
	arrows, err := f.relationships(f.main)
	if err != nil {
		return nil, err
	}
	if err := f.parse(f.main, func(x *xmlReader) { b.readMain(x, arrows) }); err != nil {
		return nil, err
	}
	for _, p := range []struct {
		kind string
		read func(*xmlReader)
	}{{"sharedStrings", b.readShared}, {"styles", b.readFormats}} {
		parts, err := f.related(f.main, p.kind)
		if err != nil {
			return nil, err
		}
		for _, part := range parts {
			if err := f.parse(part, p.read); err != nil {
				return nil, err
			}
		}
	}
	b.used = make([]bool, len(b.shared))
	b.show = newFormatter(b.date04)
	return b, nil
}

// maxSheets bounds the sheets of a workbook.
const maxSheets = 1000

// readMain reads the part of the workbook.
func (b *book) readMain(x *xmlReader, arrows map[string]relationship) {
	printed := map[int]string{}
	x.each(func(string) {
		x.each(func(name string) {
			switch name {
			case "x:workbookPr":
				b.date04 = x.attr("date1904") != "" && x.on("date1904")
			case "x:sheets":
				x.each(func(string) {
					part := arrows[x.attr("r:id")].target
					if len(b.sheets) == maxSheets {
						return
					}
					if !b.file.has(part) {
						b.lose(x.attr("name"), part)
						return
					}
					state := x.attr("state")
					b.sheets = append(b.sheets, sheetPart{
						part: part, name: x.attr("name"), number: int32(len(b.sheets) + 1),
						hidden: state == "hidden" || state == "veryHidden",
					})
				})
			case "x:definedNames":
				x.each(func(string) {
					name, local := x.attr("name"), x.number("localSheetId")
					value := x.text()
					b.names = append(b.names, definedName{name, value})
					if name == "_xlnm.Print_Titles" {
						printed[local] = value
					}
				})
			}
		})
	})
	for i, value := range printed {
		if 0 <= i && i < len(b.sheets) {
			b.sheets[i].header = printedRows(value)
		}
	}
}

// lose notes that the part of a sheet is not in the file. Programs differ in what they show
// then: some an empty sheet, some none, some refuse the file.
func (b *book) lose(sheet, part string) {
	if b.lost == nil {
		b.lost = in(part, fault(ErrDamaged, "工作表“%s”的内容不在文件里，多半是没有存完", "the sheet %s is not in the file, which was probably not saved to its end", sheet))
	}
}

// printedRows reads the rows that are repeated on every page, if they are those
// at the top: 名单!$1:$2.
func printedRows(value string) int {
	for part := range strings.SplitSeq(value, ",") {
		_, rows, _ := strings.Cut(part, "!")
		first, last, ok := strings.Cut(strings.ReplaceAll(rows, "$", ""), ":")
		if n := smallNumber(last); ok && first == "1" && n > 0 {
			return n
		}
	}
	return 0
}

// maxStrings bounds the strings that cells refer to.
const maxStrings = 500_000

// readShared reads the strings that cells refer to.
func (b *book) readShared(x *xmlReader) {
	x.each(func(string) {
		x.each(func(name string) {
			if name != "x:si" {
				return
			}
			if len(b.shared) == maxStrings {
				x.stop(fault(ErrTooLarge, "字符串超过 %d 个", "more than %d strings", maxStrings))
				return
			}
			b.shared = append(b.shared, richText(x))
		})
	})
}

// richText returns the text of a string item or a comment: its runs. The reading aids of
// East Asian names are shown by few programs, and only noted.
func richText(x *xmlReader) string {
	s := ""
	x.each(func(name string) {
		switch name {
		case "x:t":
			s += unescapeString(x.text())
		case "x:r":
			x.each(func(name string) {
				if name == "x:t" {
					s += unescapeString(x.text())
				}
			})
		case "x:rPh":
			x.unshown.note([]byte(x.text()))
		}
	})
	return s
}

// unescapeString resolves _x000D_, by which Excel writes what XML cannot have.
func unescapeString(s string) string {
	const form = "_x0000_"
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		i := strings.Index(s, "_x")
		if i < 0 || len(s)-i < len(form) {
			break
		}
		code, ok := hexadecimal(s[i+2 : i+6])
		if !ok || s[i+6] != '_' {
			b.WriteString(s[:i+2])
			s = s[i+2:]
			continue
		}
		b.WriteString(s[:i])
		if code >= ' ' || code == '\n' || code == '\t' {
			b.WriteRune(code)
		}
		s = s[i+len(form):]
	}
	return b.String() + s
}

func hexadecimal(s string) (rune, bool) {
	var n rune
	for i := range len(s) {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			n = 16*n + rune(c-'0')
		case 'A' <= c && c <= 'F', 'a' <= c && c <= 'f':
			n = 16*n + rune(c|0x20-'a') + 10
		default:
			return 0, false
		}
	}
	return n, true
}
