package ooxml

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// readFormats reads the formats of numbers that the styles of cells name.
func (b *book) readFormats(x *xmlReader) {
	own := map[string]string{}
	x.each(func(string) {
		x.each(func(name string) {
			switch name {
			case "x:numFmts":
				x.each(func(string) {
					code := x.attr("formatCode")
					own[x.attr("numFmtId")] = code
					x.unshown.note([]byte(strings.NewReplacer(`"`, "", `\`, "").Replace(code))) // be it that of no cell
				})
			case "x:cellXfs":
				x.each(func(string) {
					id := x.attr("numFmtId")
					format, ok := own[id]
					if !ok {
						format = builtIn + id
					}
					b.formats = append(b.formats, format)
				})
			}
		})
	})
}

// builtIn begins the name of a format that is known by its number alone.
const builtIn = "#"

// formatter shows numbers as Excel does. It has excelize do so, in a workbook of
// one cell, but for the usual days and times: excelize's reading of whole files
// knows no bounds, but its formats are tried.
type formatter struct {
	scratch *excelize.File // nil until a number needs it
	date04  bool           // days are counted from 1904
	styles  map[string]int
	dates   map[string]dateFormat // nil for a format that is another
	asked   int                   // how often excelize has been asked for a day
}

// maxAsked bounds how often excelize is asked for a day, which takes it long.
const maxAsked = 10_000

func newFormatter(date1904 bool) *formatter {
	return &formatter{date04: date1904, styles: map[string]int{}, dates: map[string]dateFormat{}}
}

// begin makes the workbook.
func (f *formatter) begin() {
	f.scratch = excelize.NewFile(excelize.Options{
		CultureInfo: excelize.CultureNameZhCN, ShortDatePattern: "yyyy/m/d", LongDatePattern: `yyyy"年"m"月"d"日"`, LongTimePattern: "h:mm:ss",
	})
}

// number returns what a cell shows that has a number and a format.
func (f *formatter) number(value, format string) string {
	n, err := strconv.ParseFloat(value, 64)
	switch {
	case err != nil:
		return value
	case format == "" || format == builtIn+"0" || format == builtIn+"49" || strings.EqualFold(format, "General") || format == "@":
		return general(n)
	}
	day := isDate(format)
	if day && f.date04 {
		n += 1462 // the days from the first of January 1900 to that of 1904
		value = strconv.FormatFloat(n, 'f', -1, 64)
	}
	if strings.Contains(format, "[DBNum") {
		if shown, ok := inChinese(n, format); ok {
			return shown
		}
	}
	if day {
		if parts := f.date(format); parts != nil {
			if shown, ok := parts.show(n); ok {
				return shown
			}
		}
		if f.asked++; f.asked > maxAsked {
			return general(n)
		}
	}
	style, ok := f.style(format)
	if !ok {
		return general(n)
	}
	const sheet, cell = "Sheet1", "A1"
	if f.scratch.SetCellDefault(sheet, cell, value) != nil || f.scratch.SetCellStyle(sheet, cell, cell, style) != nil {
		return general(n)
	}
	shown, err := f.scratch.GetCellValue(sheet, cell)
	if err != nil {
		return general(n)
	}
	return shown
}

// date returns a format as one of days, nil where it is an unusual one.
func (f *formatter) date(format string) dateFormat {
	parts, ok := f.dates[format]
	if !ok && len(f.dates) < maxFormats {
		switch format {
		case builtIn + "14":
			parts, _ = parseDateFormat("yyyy/m/d")
		case builtIn + "22":
			parts, _ = parseDateFormat("yyyy/m/d h:mm")
		case builtIn + "31":
			parts, _ = parseDateFormat("yyyy年m月d日")
		case builtIn + "57":
			parts, _ = parseDateFormat("yyyy年m月")
		case builtIn + "58":
			parts, _ = parseDateFormat("m月d日")
		default:
			if parsed, usual := parseDateFormat(format); usual && len(format) <= longestFormat {
				parts = parsed
			}
		}
		f.dates[format] = parts
	}
	return parts
}

// literal matches what in a format is shown as it is, or says something else.
var literal = regexp.MustCompile(`"[^"]*"|\\.|\[[^\]]*\]`)

// The longest format, as in Excel, and how many there may be.
const (
	longestFormat = 255
	maxFormats    = 4096
)

// isDate reports whether a format shows a day or a time.
func isDate(format string) bool {
	if id, ok := strings.CutPrefix(format, builtIn); ok {
		n, err := strconv.Atoi(id)
		return err == nil && (14 <= n && n <= 22 || 27 <= n && n <= 36 || 45 <= n && n <= 47 || 50 <= n && n <= 58)
	}
	return strings.ContainsAny(literal.ReplaceAllString(format, ""), "yYmMdDhHsS")
}

// style returns the number of a style that has a format.
func (f *formatter) style(format string) (int, bool) {
	if style, ok := f.styles[format]; ok {
		return style, style >= 0
	}
	if len(format) > longestFormat || len(f.styles) == maxFormats {
		return 0, false
	}
	if f.scratch == nil {
		f.begin()
	}
	s := &excelize.Style{CustomNumFmt: &format}
	if id, ok := strings.CutPrefix(format, builtIn); ok {
		if n, err := strconv.Atoi(id); err == nil {
			s = &excelize.Style{NumFmt: n}
		}
	}
	style, err := f.scratch.NewStyle(s)
	if err != nil {
		style = -1
	}
	f.styles[format] = style
	return style, style >= 0
}

// general shows a number in a cell that has no format: eleven digits at most, as
// a cell is wide enough for. Longer ones Excel rounds, or writes with an
// exponent.
func general(n float64) string {
	const digits = 11
	size := n
	if size < 0 {
		size = -size
	}
	if size >= 1e11 || size != 0 && size < 1e-9 {
		s := strconv.FormatFloat(n, 'E', 5, 64)
		mantissa, exponent, _ := strings.Cut(s, "E")
		if strings.Contains(mantissa, ".") {
			mantissa = strings.TrimRight(strings.TrimRight(mantissa, "0"), ".")
		}
		return mantissa + "E" + exponent
	}
	whole := len(strconv.FormatFloat(size, 'f', 0, 64))
	s := strconv.FormatFloat(n, 'f', max(0, digits-1-whole), 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}
