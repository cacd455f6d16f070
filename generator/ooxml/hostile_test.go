package ooxml

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"testing"

	"gongkai/generator/ooxml/ooxmltest"
)

// readAll opens a file and reads all there is of it.
func readAll(data []byte) error {
	f, err := Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	switch f.Kind() {
	case kindWord:
		_, err = f.Document()
	case kindSpreadsheet:
		_, err = f.Workbook()
	}
	if err != nil {
		return err
	}
	return f.Texts(func(Text) error { return nil })
}

// workbook makes an xlsx of the XML of one sheet.
func workbook(sheet string, more ...ooxmltest.Part) []byte {
	const main = `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>`
	return ooxmltest.Zip(append([]ooxmltest.Part{
		ooxmltest.Types("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
		ooxmltest.Arrows("_rels/.rels", ooxmltest.Arrow("rId1", "officeDocument", "xl/workbook.xml", false)),
		ooxmltest.Arrows("xl/_rels/workbook.xml.rels", ooxmltest.Arrow("rId1", "worksheet", "worksheets/sheet1.xml", false), ooxmltest.Arrow("rId2", "sharedStrings", "sharedStrings.xml", false), ooxmltest.Arrow("rId3", "styles", "styles.xml", false)),
		{Name: "xl/workbook.xml", Data: main},
		{Name: "xl/worksheets/sheet1.xml", Data: `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` + sheet + `</worksheet>`},
	}, more...)...)
}

// compound is the envelope of an old or an encrypted file: its mark, and the
// name of a stream in it.
func compound(stream string) []byte {
	data := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 3000)...)
	for _, r := range stream {
		data = binary.LittleEndian.AppendUint16(data, uint16(r))
	}
	return append(data, make([]byte, 1000)...)
}

// lying makes an archive whose directory says that a part is small.
func lying(t *testing.T, data []byte, part string) []byte {
	t.Helper()
	const header, sizeAt, nameAt = "PK\x01\x02", 24, 46
	for i := 0; ; i++ {
		n := bytes.Index(data[i:], []byte(header))
		if n < 0 {
			t.Fatal("no such part")
		}
		if i += n; bytes.HasPrefix(data[i+nameAt:], []byte(part)) {
			data = bytes.Clone(data)
			binary.LittleEndian.PutUint32(data[i+sizeAt:], 100)
			return data
		}
	}
}

// bomb is an archive with parts of so many bytes, all of them blanks, packed as
// DEFLATE packs best.
func bomb(t *testing.T, name string, sizes ...int) []byte {
	t.Helper()
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(make([]byte, 1<<20)); err != nil { // the rest of a real one is as good
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i, size := range sizes {
		part, err := z.CreateRaw(&zip.FileHeader{Name: fmt.Sprintf("%d/%s", i, name), Method: zip.Deflate, UncompressedSize64: uint64(size), CompressedSize64: uint64(packed.Len())})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(packed.Bytes()); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// manyParts is an archive of so many empty files.
func manyParts(t *testing.T, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range n {
		if _, err := z.CreateHeader(&zip.FileHeader{Name: fmt.Sprint("a", i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestHostile: a file that is broken, encrypted or made to do harm is refused for
// what it is, and without taking memory: not a tenth of what a program may have
// is live at once, since less than 100 MB are taken in all.
func TestHostile(t *testing.T) {
	size := func(least, most int) int { // just beyond the bounds, or as far as a file may go
		if os.Getenv("GONGKAI_SLOW") != "" {
			return most
		}
		return least
	}
	body := func(body string) []byte { return ooxmltest.Docx{Body: body}.Bytes() }
	sheet := func(cells string) []byte { return workbook(`<sheetData>` + cells + `</sheetData>`) }
	whole := body(ooxmltest.P("文") + ooxmltest.Table(ooxmltest.Cell("", "甲")))
	for name, c := range map[string]struct {
		make func() []byte
		want error
	}{
		"nothing":              {func() []byte { return nil }, ErrForeign},
		"text":                 {func() []byte { return []byte("某某镇") }, ErrForeign},
		"a PDF":                {func() []byte { return []byte("%PDF-1.7 ...") }, ErrForeign},
		"another archive":      {func() []byte { return ooxmltest.Zip(ooxmltest.Part{Name: "a.txt", Data: "x"}) }, ErrForeign},
		"an old document":      {func() []byte { return compound("WordDocument") }, ErrLegacy},
		"an encrypted one":     {func() []byte { return compound("EncryptedPackage") }, ErrEncrypted},
		"half of it":           {func() []byte { return whole[:len(whole)/2] }, ErrDamaged},
		"without its end":      {func() []byte { return whole[:len(whole)-10] }, ErrDamaged},
		"half of a part":       {func() []byte { return body(`<w:p><w:r>`) }, ErrDamaged},
		"a document type":      {func() []byte { return withPart(ooxmltest.Docx{}, `<!DOCTYPE a [<!ENTITY b "c">]><a/>`) }, ErrDamaged},
		"an entity bomb":       {func() []byte { return withPart(ooxmltest.Docx{}, entityBomb) }, ErrDamaged},
		"an unknown entity":    {func() []byte { return body(ooxmltest.P("&x;")) }, ErrDamaged},
		"two parts of a name":  {func() []byte { return ooxmltest.Docx{Parts: []ooxmltest.Part{{Name: "word/Document.xml"}}}.Bytes() }, ErrDamaged},
		"10,000 deep":          {func() []byte { return body(strings.Repeat("<w:sdt>", 10_000)) }, ErrTooLarge},
		"10,000 deep in style": {func() []byte { return ooxmltest.Docx{Styles: strings.Repeat("<a>", 10_000)}.Bytes() }, ErrTooLarge},
		"fields 1,000 deep": {func() []byte {
			return body(`<w:p><w:r>` + strings.Repeat(`<w:fldChar w:fldCharType="begin"/>`, 1000) + `</w:r></w:p>`)
		}, ErrTooLarge},
		"a bomb":                 {func() []byte { return bomb(t, "word/document.xml", 500<<20) }, ErrTooLarge},
		"a bomb that lies":       {func() []byte { return lying(t, body(strings.Repeat(" ", size(1<<20, 30<<20))), "word/document.xml") }, ErrDamaged},
		"many parts":             {func() []byte { return manyParts(t, maxParts+1) }, ErrTooLarge},
		"a huge directory":       {func() []byte { return manyParts(t, size(maxDirectory/46, 500_000)) }, ErrTooLarge},
		"paragraphs without end": {func() []byte { return body(strings.Repeat("<w:p/>", size(maxNodes, 5_000_000))) }, ErrTooLarge},
		"runs without end": {func() []byte {
			return body("<w:p>" + strings.Repeat("<w:r><w:t>a</w:t></w:r><w:ins/><w:r><w:rPr><w:b/></w:rPr><w:t>b</w:t></w:r>", size(maxRuns, 300_000)) + "</w:p>")
		}, ErrTooLarge},
		"100,000 attributes": {func() []byte { return body("<w:p " + strings.Repeat(`a="" `, 100_000) + "/>") }, ErrDamaged},
		"a table of 1,000,000,000 columns": {func() []byte {
			return body(ooxmltest.Table(strings.Repeat(ooxmltest.Cell(`<w:gridSpan w:val="1000000000"/>`, ""), 2)))
		}, ErrTooLarge},
		"a sheet of 500 MB": {func() []byte { return bomb(t, "xl/worksheets/sheet1.xml", 500<<20) }, ErrTooLarge},
		"parts of 90 MB":    {func() []byte { return bomb(t, "a.xml", 30<<20, 30<<20, 30<<20) }, ErrTooLarge},
		"cells without end": {func() []byte {
			return sheet("<row>" + strings.Repeat("<c><v>1</v></c></row><row>", size(maxCells+1, 1_200_000)) + "</row>")
		}, ErrTooLarge},
		"a row beyond Excel": {func() []byte { return sheet(`<row r="99999999"><c><v>1</v></c></row>`) }, ErrDamaged},
		"cells that overlap": {func() []byte {
			return workbook(`<mergeCells><mergeCell ref="A1:C3"/><mergeCell ref="B2:D4"/></mergeCells>`)
		}, ErrDamaged},
		"merges without end": {func() []byte {
			return workbook(`<mergeCells>` + strings.Repeat(`<mergeCell ref="A1:C3"/>`, size(maxMerges+1, 1_000_000)) + `</mergeCells>`)
		}, ErrTooLarge},
		"a binary workbook": {func() []byte {
			return ooxmltest.Zip(ooxmltest.Types("xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroEnabled.main"), ooxmltest.Arrows("_rels/.rels", ooxmltest.Arrow("r", "officeDocument", "xl/workbook.bin", false)), ooxmltest.Part{Name: "xl/workbook.bin"})
		}, ErrForeign},
		"no main part": {func() []byte { return ooxmltest.Zip(ooxmltest.Types("x", "y")) }, ErrDamaged},
		"a loop of documents": {func() []byte {
			return ooxmltest.Docx{Arrows: ooxmltest.Arrow("x", "header", "document.xml", false)}.Bytes()
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			data := c.make()
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			err := readAll(data)
			runtime.ReadMemStats(&after)
			if !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if took := after.TotalAlloc - before.TotalAlloc; took > 100<<20 {
				t.Errorf("%d MB allocated for a file of %d KB", took>>20, len(data)>>10)
			}
		})
	}
}

const entityBomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><lolz>&c;</lolz>`

// withPart is a document with a part of XML that says anything.
func withPart(d ooxmltest.Docx, xml string) []byte {
	d.Parts = append(d.Parts, ooxmltest.Part{Name: "customXml/item1.xml", Data: xml})
	return d.Bytes()
}

// TestTruncated: a file that is cut off anywhere is refused.
func TestTruncated(t *testing.T) {
	whole := ooxmltest.Docx{Body: ooxmltest.P("文")}.Bytes()
	for n := range len(whole) {
		if readAll(whole[:n]) == nil {
			t.Fatalf("%d of %d bytes are read", n, len(whole))
		}
	}
}

// TestChanged: a file of which bytes were changed is read or refused.
func TestChanged(t *testing.T) {
	whole := ooxmltest.Docx{Body: ooxmltest.P("文") + ooxmltest.Table(ooxmltest.Cell("", "甲")), Styles: `<w:style w:styleId="a"/>`}.Bytes()
	random := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		data := bytes.Clone(whole)
		for range 1 + random.IntN(4) {
			data[random.IntN(len(data))] = byte(random.IntN(256))
		}
		_ = readAll(data) // it returns
	}
}

// FuzzOpen: no file makes the reader fail otherwise than with an error.
func FuzzOpen(f *testing.F) {
	f.Add(ooxmltest.Docx{Body: ooxmltest.P("文")}.Bytes())
	f.Add(workbook(`<sheetData><row><c t="inlineStr"><is><t>甲</t></is></c></row></sheetData>`))
	f.Fuzz(func(t *testing.T, data []byte) { _ = readAll(data) })
}

// FuzzDocument: no body of a document does.
func FuzzDocument(f *testing.F) {
	for _, s := range []string{
		ooxmltest.P("文"), ooxmltest.Table(ooxmltest.Cell(`<w:vMerge/>`, "甲")), `<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>EQ \o\ac(○,1)</w:instrText><w:fldChar w:fldCharType="end"/></w:r></w:p>`,
		`<w:p><w:pPr><w:numPr><w:ilvl w:val="9"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>`, `<w:tbl><w:tr><w:tc><w:tcPr><w:hMerge/></w:tcPr></w:tc></w:tr></w:tbl>`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) { _ = readAll(ooxmltest.Docx{Body: body}.Bytes()) })
}

// FuzzSheet: no sheet does.
func FuzzSheet(f *testing.F) {
	f.Add(`<sheetData><row r="1" hidden="1"><c r="A1" s="1"><f>1+1</f><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`, `#,##0.00`)
	f.Add(`<cols><col min="1" max="3" hidden="1"/></cols><sheetData><row><c t="s"><v>0</v></c><c s="1"><v>45000.5</v></c></row></sheetData>`, `yyyy"年"m"月"`)
	f.Fuzz(func(t *testing.T, sheet, format string) {
		styles := ooxmltest.Part{Name: "xl/styles.xml", Data: `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="200" formatCode="` + escape(format) + `"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></styleSheet>`}
		_ = readAll(workbook(sheet, styles))
	})
}

func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;").Replace(s)
}
