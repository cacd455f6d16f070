package ooxml

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"gongkai/generator/ooxml/ooxmltest"
)

// sheetOf reads the first sheet of a workbook of one: its cells as
// row.column:down x across text.
func sheetOf(t *testing.T, sheet string, more ...ooxmltest.Part) string {
	t.Helper()
	book, err := open(t, workbook(sheet, more...)).Workbook()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, c := range book.Sheets[0].Cells {
		size := ""
		if c.Down > 1 || c.Across > 1 {
			size = fmt.Sprintf(":%dx%d", c.Down, c.Across)
		}
		all = append(all, fmt.Sprintf("%d.%d%s %s%s", c.Row, c.Column, size, c.Text, flags(c.Hidden, "hidden", c.Number, "number", c.Formula != "", "formula")))
	}
	return strings.Join(all, " | ")
}

// TestLostSheet: a sheet that the file has the name of, and nothing else, is named by whoever
// reads the workbook; the texts of the others are visited nevertheless.
func TestLostSheet(t *testing.T) {
	const book = `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="说明" sheetId="1" r:id="rId1"/><sheet name="名单" sheetId="2" r:id="%s"/></sheets></workbook>`
	for _, arrow := range []string{"rId2", "rId9"} { // to a part that is not there, and to nothing
		f := open(t, ooxmltest.Zip(
			ooxmltest.Types("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
			ooxmltest.Arrows("_rels/.rels", ooxmltest.Arrow("rId1", "officeDocument", "xl/workbook.xml", false)),
			ooxmltest.Arrows("xl/_rels/workbook.xml.rels", ooxmltest.Arrow("rId1", "worksheet", "worksheets/sheet1.xml", false), ooxmltest.Arrow("rId2", "worksheet", "worksheets/sheet2.xml", false)),
			ooxmltest.Part{Name: "xl/workbook.xml", Data: fmt.Sprintf(book, arrow)},
			ooxmltest.Part{Name: "xl/worksheets/sheet1.xml", Data: `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c t="inlineStr"><is><t>甲</t></is></c></row></sheetData></worksheet>`},
		))
		_, err := f.Workbook()
		var fault *Fault
		if !errors.As(err, &fault) || fault.Kind != ErrDamaged || !strings.Contains(fault.What.ZH, "工作表“名单”") {
			t.Errorf("%s: %v", arrow, err)
		}
		seen := false
		err = f.Texts(func(text Text) error {
			seen = seen || text.Cells[0].Text == "甲"
			return nil
		})
		if !seen || !errors.As(err, &fault) || !strings.Contains(fault.What.ZH, "工作表“名单”") {
			t.Errorf("%s: the texts: %v, %v", arrow, seen, err)
		}
	}
}

func TestSheet(t *testing.T) {
	text := func(ref, s string) string { return `<c r="` + ref + `" t="inlineStr"><is><t>` + s + `</t></is></c>` }
	for name, c := range map[string]struct{ sheet, want string }{
		"rows and cells without numbers": {`<sheetData><row>` + text("", "甲") + `<c/>` + text("", "乙") + `</row><row>` + text("", "丙") + `</row></sheetData>`, "0.0 甲 | 0.2 乙 | 1.0 丙"},
		"gaps":                           {`<sheetData><row r="2">` + text("B2", "甲") + text("D2", "乙") + `</row><row r="5">` + text("AA5", "丙") + `</row></sheetData>`, "1.1 甲 | 1.3 乙 | 4.26 丙"},
		"merged cells":                   {`<sheetData><row>` + text("A1", "甲") + text("B1", "盖住") + text("C1", "乙") + `</row><row>` + text("A2", "也盖住") + text("C2", "丙") + `</row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`, "0.0:2x2 甲 | 0.2 乙 | 1.2 丙"},
		"merged, empty":                  {`<sheetData><row>` + text("A1", "甲") + `</row></sheetData><mergeCells><mergeCell ref="C1:C2"/><mergeCell ref="A3:B3"/></mergeCells>`, "0.0 甲 | 0.2:2x1  | 2.0:1x2 "},
		"out of order":                   {`<sheetData><row r="3">` + text("B3", "丙") + text("A3", "乙") + `</row><row r="1">` + text("A1", "甲") + `</row></sheetData>`, "0.0 甲 | 2.0 乙 | 2.1 丙"},
		"hidden rows":                    {`<sheetFormatPr zeroHeight="1"/><sheetData><row hidden="0">` + text("", "甲") + `</row><row>` + text("", "乙") + `</row></sheetData>`, "0.0 甲 | 1.0 乙{hidden}"},
		"hidden columns":                 {`<cols><col min="2" max="3" hidden="1"/></cols><sheetData><row>` + text("", "甲") + text("", "乙") + text("", "丙") + text("", "丁") + `</row></sheetData>`, "0.0 甲 | 0.1 乙{hidden} | 0.2 丙{hidden} | 0.3 丁"},
		"kinds of values": {`<sheetData><row><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><f>A1</f><v>算</v></c><c><f>A2</f></c><c t="d"><v>2026-03-01</v></c><c><v>1.50</v></c><c t="s"><v>99</v></c></row></sheetData>`,
			"0.0 TRUE | 0.1 #N/A | 0.2 算{formula} | 0.3 {formula} | 0.4 2026-03-01{number} | 0.5 1.5{number}"},
		"line breaks and control characters": {`<sheetData><row>` + text("", "甲_x000D_\n乙_x0007_丙_x_") + `</row></sheetData>`, "0.0 甲\n乙丙_x_"},
	} {
		if got := sheetOf(t, c.sheet); got != c.want {
			t.Errorf("%s:\ngot  %q\nwant %q", name, got, c.want)
		}
	}
}

// TestNumbersShown: a number looks as its format says.
func TestNumbersShown(t *testing.T) {
	for _, c := range []struct{ value, format, want string }{
		{"0.1", "", "0.1"}, {"0.30000000000000004", "", "0.3"}, {"12345678901", "", "12345678901"}, {"123456789012", "", "1.23457E+11"}, {"-5", "", "-5"},
		{"1234567.891", "", "1234567.891"}, {"0", "", "0"}, {"1e-10", "", "1E-10"}, {"x", "", "x"}, {"110101199003070011", "0", "110101199003070000"},
		{"1234.5", "#,##0.00", "1,234.50"}, {"-1234.5", "#,##0.00;[Red]-#,##0.00", "-1,234.50"}, {"0.125", "0.0%", "12.5%"}, {"5", `0"元"`, "5元"}, {"7", "000", "007"},
		{"46082", "yyyy-mm-dd", "2026-03-01"}, {"46082", `yyyy"年"m"月"d"日"`, "2026年3月1日"}, {"46082", "[$-804]yyyy\"年\"m\"月\"", "2026年3月"}, {"0.5", "h:mm", "12:00"},
		{"46082", "#14", "2026/3/1"}, {"46082", "#31", "2026年3月1日"}, {"1234.5", "#4", "1,234.50"}, {"0.1", "#9", "10%"}, {"5", "#0", "5"}, {"5", "#49", "5"}, {"5", "#9999", "5"},
		{"5", "General", "5"}, {"5", strings.Repeat("0", 300), "5"},
	} {
		if got := newFormatter(false).number(c.value, c.format); got != c.want {
			t.Errorf("%s as %s: %s, want %s", c.value, c.format, got, c.want)
		}
	}
	if got := newFormatter(true).number("1", "yyyy-mm-dd"); got != "1904-01-02" {
		t.Errorf("day 1 of 1904 is %s", got)
	}
}

// TestMergeCost: ranges that many rows cross cost no more for each row.
func TestMergeCost(t *testing.T) {
	var ranges []cellRange
	for column := 0; column < 4000; column += 2 {
		ranges = append(ranges, cellRange{0, column, 100_000, column})
	}
	cells := make([]SheetCell, 50_000)
	for i := range cells {
		cells[i] = SheetCell{Row: i + 1, Column: 4001, Down: 1, Across: 1}
	}
	merged, err := merge(cells, ranges)
	if err != nil || len(merged) != len(cells)+len(ranges) {
		t.Fatalf("%d cells, %v", len(merged), err)
	}
}

// TestDatesEqual: the days that are shown without excelize are those that it
// shows.
func TestDatesEqual(t *testing.T) {
	formats := []string{"yyyy-mm-dd", "yyyy/m/d", `yyyy"年"m"月"d"日"`, "yy.mm.dd", "yyyy/m/d h:mm", "yyyy-mm-dd hh:mm:ss", "h:mm:ss", "mm:ss", "m/d", `[$-804]yyyy\-mm`, "d"}
	random := rand.New(rand.NewPCG(7, 8))
	plain := newFormatter(false)
	for range 2000 {
		format := formats[random.IntN(len(formats))]
		days := 61 + float64(random.IntN(80_000)) + float64(random.IntN(86400))/86400
		parts, ok := parseDateFormat(format)
		if !ok {
			t.Fatalf("%s is unusual", format)
		}
		got, ok := parts.show(days)
		value := strconv.FormatFloat(days, 'f', -1, 64)
		plain.dates[format] = nil // so that excelize is asked
		if want := plain.number(value, format); !ok || got != want {
			t.Fatalf("%s as %s: %s, want %s", value, format, got, want)
		}
	}
	for _, format := range []string{"mmm", "aaaa", "h:mm AM/PM", "[h]:mm", "ggge", "0.00", "", "yyy", "上午"} {
		if _, ok := parseDateFormat(format); ok {
			t.Errorf("%q is a usual format", format)
		}
	}
}
