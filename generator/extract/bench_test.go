package extract

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"

	"gongkai/generator/ooxml/ooxmltest"
)

// attachments are what a township offers: a list of names of 300 rows in each format,
// a picture with metadata.
func attachments() map[string][]byte {
	const rows = 300
	table := func(begin, row, end string) string {
		var b strings.Builder
		b.WriteString(begin)
		for i := range rows {
			fmt.Fprintf(&b, row, i, i, 10000000000+i)
		}
		return b.String() + end
	}
	doc := ooxmltest.Docx{Body: table("<w:tbl>", `<w:tr><w:tc><w:p><w:r><w:t>%d</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="21"/></w:rPr><w:t>某村第%d户</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>%d</w:t></w:r></w:p></w:tc></w:tr>`, "</w:tbl>")}.Bytes()
	csv := []byte(table("序号,姓名,电话\n", "%d,某村第%d户,%d\n", ""))
	return map[string][]byte{
		"docx": doc,
		"xlsx": workbookOf(table(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`, `<row><c><v>%d</v></c><c t="inlineStr"><is><t>某村第%d户</t></is></c><c><v>%d</v></c></row>`, "</sheetData></worksheet>")),
		"csv":  csv,
		"html": []byte(table("<!DOCTYPE html><meta charset=utf-8><table>", "<tr><td class=a>%d</td><td>某村第%d户</td><td>%d</td></tr>\n", "</table>")),
		"rtf":  []byte(table(`{\rtf1\ansi `, `\trowd\intbl %d\cell \u26576?\u26449?%d\cell %d\cell\row `, "}")),
		"zip":  ooxmltest.Zip(ooxmltest.Part{Name: "a.docx", Data: string(doc)}, ooxmltest.Part{Name: "b.csv", Data: string(csv)}),
		"pdf":  printedList(rows),
		"jpg":  append([]byte(samples()["a.jpg"]), make([]byte, 200<<10)...),
	}
}

// printedList is a PDF of a list, 40 rows a page, in a font of China with its table.
func printedList(rows int) []byte {
	const perPage = 40
	objects := []string{"<</Pages 2 0 R>>", "", "<</Font<</F 4 0 R>>>>", "<</Subtype/Type0/Encoding/UniGB-UCS2-H/DescendantFonts[<</DW 1000>>]>>"}
	var kids strings.Builder
	for first := 0; first < rows; first += perPage {
		var b, packed bytes.Buffer
		for i := range perPage {
			y := 800 - 18*i
			fmt.Fprintf(&b, "q BT /F 10 Tf 50 %d Td <", y)
			for _, r := range fmt.Sprintf("某村第%d户", first+i) {
				fmt.Fprintf(&b, "%04X", r)
			}
			fmt.Fprintf(&b, "> Tj ET Q\nq BT /F 10 Tf 300 %d Td [", y)
			for _, r := range fmt.Sprint(10000000000 + first + i) {
				fmt.Fprintf(&b, "<%04X> -2 ", r)
			}
			fmt.Fprintf(&b, "] TJ ET Q\n150 %d m 150 %d l S\n", y, y+18)
		}
		z := zlib.NewWriter(&packed)
		z.Write(b.Bytes())
		z.Close()
		n := len(objects) + 1
		fmt.Fprintf(&kids, "%d 0 R ", n)
		objects = append(objects, fmt.Sprintf("<</Type/Page/Resources 3 0 R/Contents %d 0 R>>", n+1), fmt.Sprintf("<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream", packed.Len(), packed.String()))
	}
	objects[1] = "<</Kids[" + kids.String() + "]>>"
	var file strings.Builder
	file.WriteString("%PDF-1.7\n")
	for i, o := range objects {
		fmt.Fprintf(&file, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	return []byte(file.String() + "trailer<</Root 1 0 R>>\n%%EOF")
}

// BenchmarkAttachments looks into 200 attachments of each kind.
func BenchmarkAttachments(b *testing.B) {
	for kind, data := range attachments() {
		b.Run(kind, func(b *testing.B) {
			b.SetBytes(200 * int64(len(data)))
			for b.Loop() {
				for range 200 {
					if _, err := Read("a."+kind, bytes.NewReader(data), int64(len(data)), func(Text) error { return nil }); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

// TestAttachments: each of them gives the last row of its list.
func TestAttachments(t *testing.T) {
	for kind, data := range attachments() {
		texts, remarks := look(t, "a."+kind, data)
		if kind == "jpg" {
			continue
		}
		if last := texts[len(texts)-1]; !strings.Contains(last, "某村") || !strings.Contains(last, " | ") || len(remarks) > 0 {
			t.Errorf("%s: %s %q", kind, last, remarks)
		}
	}
}
