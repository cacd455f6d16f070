package extract

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/ooxml/ooxmltest"
)

// walk looks into a file, asks for everything that may be asked for, and returns the
// report with the number of texts.
func walk(t testing.TB, name string, r io.ReaderAt, size int64) (report Report, texts int) {
	t.Helper()
	report, err := Read(name, r, size, func(text Text) error {
		texts++
		if text.Heads != nil && len(text.Heads) != len(text.Cells) {
			t.Fatalf("%d heads for %d cells", len(text.Heads), len(text.Cells))
		}
		for i := range text.Cells {
			if place := text.Place(i); place.ZH == "" || place.EN == "" {
				t.Fatalf("%q stands nowhere", text.Cells[i])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range report.Remarks {
		if englishProse.MatchString(r.Detail.ZH) || (r.Detail.ZH == "") != (r.Detail.EN == "") {
			t.Fatalf("%s: said in Chinese: %q, in English: %q", name, r.Detail.ZH, r.Detail.EN)
		}
	}
	return report, texts
}

// englishProse matches words of English in a row, which nothing that is said in Chinese has,
// of a library or of ours.
var englishProse = regexp.MustCompile(`[A-Za-z]{2,}[,:]? [a-z]{2,}|\b(?:not|invalid|unexpected|error|missing|failed)\b`)

// raw is an archive whose entries are packed bytes, of sizes that the directory says.
func raw(t testing.TB, packed []byte, names []string, size uint64) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		w, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, UncompressedSize64: size, CompressedSize64: uint64(len(packed))})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(packed); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// blanks packs so many blanks.
func blanks(t testing.TB, n int) []byte {
	t.Helper()
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	line := bytes.Repeat([]byte(" "), 1<<20)
	for ; n > 0; n -= len(line) {
		if _, err := w.Write(line); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

func numbered(n int, form string) (names []string) {
	for i := range n {
		names = append(names, fmt.Sprintf(form, i))
	}
	return names
}

// endless is a file of any size that nobody should read.
type endless struct{ t *testing.T }

func (e endless) ReadAt(p []byte, at int64) (int, error) {
	if at > sniffed {
		e.t.Error("it is read")
	}
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><lolz>&c;</lolz>`

// TestHostile: files that are made to take time or memory, or that cannot be read, are
// left within bounds, and the report says why.
func TestHostile(t *testing.T) {
	mega := blanks(t, 1<<20)
	nestedZip := func(depth int) []byte {
		data := []byte("innermost")
		name := "a.txt"
		for range depth {
			data = ooxmltest.Zip(ooxmltest.Part{Name: name, Data: string(data)})
			name = "a.zip"
		}
		return data
	}
	encrypted := ooxmltest.Zip(ooxmltest.Part{Name: "a.txt", Data: "text"})
	binary.LittleEndian.PutUint16(encrypted[bytes.Index(encrypted, []byte("PK\x01\x02"))+8:], 1)
	const sheetNS = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`
	for _, c := range []struct {
		name, file string
		data       []byte
		want       Reason // 0: it is read to its end
	}{
		{"a zip bomb", "a.zip", raw(t, mega, numbered(150, "%d.txt"), 1<<20), TooLarge},
		{"an entry that is too large", "a.zip", raw(t, mega, []string{"a.txt"}, maxEntry+1), TooLarge},
		{"an entry that lies", "a.zip", raw(t, mega, []string{"a.txt"}, 100), Damaged},
		{"too many entries", "a.zip", raw(t, nil, numbered(70_000, "%d"), 0), TooLarge},
		{"a sheet of 500 MB", "a.xlsx", raw(t, mega, []string{"[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"}, 500<<20), TooLarge},
		{"archives in archives", "a.zip", nestedZip(maxNested + 2), TooDeep},
		{"an encrypted entry", "a.zip", encrypted, Encrypted},
		{"an entity bomb in a document", "a.docx", ooxmltest.Docx{Body: ooxmltest.P("文"), Parts: []ooxmltest.Part{{Name: "customXml/item1.xml", Data: laughs}}}.Bytes(), Damaged},
		{"an entity bomb", "a.xml", []byte(laughs), 0},
		{"elements in elements", "a.html", []byte(strings.Repeat("<div><table><tr><td hidden>", 50_000)), 0},
		{"elements in elements of a document", "a.docx", ooxmltest.Docx{Body: strings.Repeat("<w:sdt><w:sdtContent>", 10_000)}.Bytes(), TooLarge},
		{"cells that cover everything", "a.html", []byte("<table>" + strings.Repeat("<tr><td colspan=1000 rowspan=1000>x", 20_000)), 0},
		{"end tags of nothing", "a.html", []byte("<p hidden>" + strings.Repeat("<i></b>", 200_000)), 0},
		{"one line of attributes", "a.html", []byte("<p " + strings.Repeat("a='13800138000' ", 100_000) + ">"), 0},
		{"a table of one column of text", "a.csv", []byte(strings.Repeat("\"", 1<<20)), 0},
		{"a wide table", "a.csv", []byte(strings.Repeat("字,", 1<<16)), 0},
		{"groups in groups", "a.rtf", []byte(`{\rtf1` + strings.Repeat(`{\v\footnote `, 100_000)), Damaged},
		{"a picture of a few bytes", "a.png", []byte("\x89PNG\r\n\x1a\n"), Picture},
		{"directories in a loop", "a.jpg", []byte("\xff\xd8" + jpegSegment(0xe1, "Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x69\x87\x04\x00\x01\x00\x00\x00\x08\x00\x00\x00\x08\x00\x00\x00")), Picture},
		{"an old file", "a.doc", append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 4096)...), Legacy},
		{"half a document", "a.docx", ooxmltest.Docx{Body: ooxmltest.P("文")}.Bytes()[:500], Damaged},
		{"half a PDF", "a.pdf", []byte("%PDF-1.7\n1 0 obj <</Type"), Damaged},
		{"a sheet of many rows", "a.xlsx", workbookOf(sheetNS + "<sheetData>" + strings.Repeat(`<row><c><v>13800138000</v></c></row>`, 100_000) + "</sheetData></worksheet>"), 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			report, _ := walk(t, c.file, bytes.NewReader(c.data), int64(len(c.data)))
			runtime.ReadMemStats(&after)
			if took := (after.TotalAlloc - before.TotalAlloc) >> 20; took > 450 {
				t.Errorf("%d MB allocated for a file of %d KB", took, len(c.data)>>10)
			}
			said := slices.ContainsFunc(report.Remarks, func(r Remark) bool { return r.Reason == c.want })
			if c.want != 0 && !said || c.want == 0 && len(report.Remarks) > 0 {
				t.Errorf("remarks %+v, want reason %d", report.Remarks, c.want)
			}
		})
	}
	report, _ := walk(t, "a.txt", endless{t}, 500<<20)
	if len(report.Remarks) != 1 || report.Remarks[0].Reason != TooLarge {
		t.Errorf("a text of 500 MB: %+v", report.Remarks)
	}
}

// workbookOf is a workbook of one sheet.
func workbookOf(sheet string) []byte {
	const ns = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	return ooxmltest.Zip(
		ooxmltest.Types("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
		ooxmltest.Arrows("_rels/.rels", ooxmltest.Arrow("r", "officeDocument", "xl/workbook.xml", false)),
		ooxmltest.Arrows("xl/_rels/workbook.xml.rels", ooxmltest.Arrow("r1", "worksheet", "worksheets/sheet1.xml", false)),
		ooxmltest.Part{Name: "xl/workbook.xml", Data: `<workbook ` + ns + `><sheets><sheet name="名单" r:id="r1"/></sheets></workbook>`},
		ooxmltest.Part{Name: "xl/worksheets/sheet1.xml", Data: sheet},
	)
}

// samples is a small file of each kind.
func samples() map[string][]byte {
	return map[string][]byte{
		"a.docx": ooxmltest.Docx{Body: ooxmltest.P("文") + ooxmltest.Table(ooxmltest.Cell("", "甲")), Comments: `<w:comment w:id="1">` + ooxmltest.P("批") + `</w:comment>`}.Bytes(),
		"a.xlsx": workbookOf(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c t="inlineStr"><is><t>甲</t></is></c></row></sheetData></worksheet>`),
		"a.zip":  ooxmltest.Zip(ooxmltest.Part{Name: "a.txt", Data: "甲"}, ooxmltest.Part{Name: "b/c.csv", Data: "a,b\n1,2"}),
		"a.html": []byte(page),
		"a.svg":  []byte(`<svg><text x="1">甲<tspan>乙</tspan></text><image href="data:image/png;base64,iVBORw0KGgo="/></svg>`),
		"a.csv":  []byte(list),
		"a.txt":  []byte("姓名\t电话\n张某\t13800138000\n段落"),
		"a.rtf":  []byte(`{\rtf1\ansi{\info{\author a}}\u24352?\'d5\'c5\trowd a\cell b\cell\row{\pict\jpegblip ffd8ffd9}{\v x}{\deleted y}\bin3 abc}`),
		"a.pdf":  []byte("%PDF-1.7\n1 0 obj<</Pages 2 0 R>>endobj 2 0 obj<</Kids[3 0 R]>>endobj 3 0 obj<</Contents 4 0 R>>endobj 4 0 obj<</Length 20>>stream\nBT (13800138000)Tj ET\nendstream endobj trailer<</Root 1 0 R/Info<</Author(a)>>>>\n%%EOF"),
		"a.jpg":  []byte("\xff\xd8" + jpegSegment(0xe1, "Exif\x00\x00"+string(exifBlock(binary.LittleEndian, "II"))) + jpegSegment(0xfe, "注释") + "\xff\xda\x00\x02\xff\xd9"),
		"a.png":  []byte("\x89PNG\r\n\x1a\n" + pngChunk("tEXt", "a\x00b") + pngChunk("iTXt", "a\x00\x00\x00\x00\x00b") + pngChunk("IEND", "")),
		"a.gif":  []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00\x21\xfe\x01a\x00\x3b"),
		"a.webp": []byte("RIFF\x10\x00\x00\x00WEBPEXIF\x04\x00\x00\x00II*\x00"),
	}
}

// TestCutAndChanged: a file of each kind, cut off anywhere and with bytes changed, is
// read or said not to be.
func TestCutAndChanged(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for name, whole := range samples() {
		if _, texts := walk(t, name, bytes.NewReader(whole), int64(len(whole))); texts < 2 && name != "a.webp" {
			t.Errorf("%s: nothing is found", name)
		}
		for n := 0; n < len(whole); n += 1 + len(whole)/200 {
			walk(t, name, bytes.NewReader(whole[:n]), int64(n))
		}
		for range 200 {
			data := bytes.Clone(whole)
			for range 1 + random.IntN(4) {
				data[random.IntN(len(data))] = byte(random.IntN(256))
			}
			walk(t, name, bytes.NewReader(data), int64(len(data)))
		}
	}
}

// fuzz is a target that begins with the samples of some kinds.
func fuzz(f *testing.F, names ...string) {
	for _, name := range names {
		f.Add(samples()[name])
	}
	f.Fuzz(func(t *testing.T, data []byte) { walk(t, names[0], bytes.NewReader(data), int64(len(data))) })
}

func FuzzArchive(f *testing.F) { fuzz(f, "a.zip", "a.docx", "a.xlsx") }
func FuzzMarkup(f *testing.F)  { fuzz(f, "a.html", "a.svg") }
func FuzzText(f *testing.F)    { fuzz(f, "a.csv", "a.txt") }
func FuzzRTF(f *testing.F)     { fuzz(f, "a.rtf") }
func FuzzPDF(f *testing.F)     { fuzz(f, "a.pdf") }
func FuzzPicture(f *testing.F) { fuzz(f, "a.jpg", "a.png", "a.gif", "a.webp") }
