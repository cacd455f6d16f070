package extracttest

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"unicode/utf16"
)

// utf16Hex writes a text as PDF has it: UTF-16 in hexadecimal digits.
func utf16Hex(text string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

// pdfText is a string of PDF.
func pdfText(text string) string { return "<FEFF" + utf16Hex(text) + ">" }

func packed(of, data string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write([]byte(data)) // a bytes.Buffer does not fail
	w.Close()
	return fmt.Sprintf("<</Filter/FlateDecode/Length %d%s>>\nstream\n%s\nendstream", b.Len(), of, b.String())
}

// sheet is what draws the pages of a file.
type sheet struct {
	strings.Builder
	y int
}

// line draws a text in runs, with the distances that programs set between characters.
func (s *sheet) line(x int, text, mode string) {
	fmt.Fprintf(s, "BT /F 10 Tf %s 1 0 0 1 %d %d Tm [", mode, x, s.y)
	for _, piece := range runs(text) {
		fmt.Fprintf(s, "<%s> -3 ", utf16Hex(piece))
	}
	s.WriteString("] TJ ET\n")
}

// paragraph draws the lines of a text.
func (s *sheet) paragraph(text string) {
	for _, line := range strings.Split(once(text), "\n") {
		for letters := []rune(line); len(letters) > 0; {
			n := min(len(letters), 50)
			s.line(50, string(letters[:n]), "")
			letters = letters[n:]
			s.y -= 14
		}
	}
	s.y -= 14
}

// pdf is a printed document.
func pdf() Format {
	return Format{
		Ext:    "pdf",
		Places: []string{"title", "author", "annotation", "field", "outline", "actual text", "covered", "unseen", "attachment", "older", "metadata", "link", "packed object"},
		File: func(c Content) []byte {
			s := &sheet{y: 30000}
			blocks(c.Body, s.paragraph, func(rows [][]string) {
				for _, row := range rows {
					for i, cell := range row {
						s.line(50+250*i, strings.ReplaceAll(cell, "\n", ""), "")
						fmt.Fprintf(s, "%d %d 250 20 re S\n", 45+250*i, s.y-5)
					}
					s.y -= 20
				}
				s.y -= 20
			})
			s.paragraph(c.At["covered"])
			fmt.Fprintf(s, "0 0 0 rg 0 %d 1500 60 re f\n", s.y)
			s.line(50, c.At["unseen"], "3 Tr")
			s.y -= 30
			s.WriteString("/Span <</ActualText " + pdfText(c.At["actual text"]) + ">> BDC\n")
			s.line(50, "略", "0 Tr")
			s.WriteString("EMC\n")
			inner := "1 0 <</Type/OutputIntent/Info" + pdfText(c.At["packed object"]) + ">>"
			objects := []string{
				"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[7 0 R]>>/Outlines 8 0 R/Names<</EmbeddedFiles<</Names[(a)10 0 R]>>>>/Metadata 12 0 R>>",
				"<</Type/Pages/Kids[3 0 R]/Count 1>>",
				"<</Type/Page/Parent 2 0 R/MediaBox[0 0 2000 30100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>/Annots[6 0 R 13 0 R]>>",
				packed("", s.String()),
				"<</Type/Font/Subtype/Type0/BaseFont/STSong/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/DW 1000>>]>>",
				"<</Type/Annot/Subtype/Text/Contents" + pdfText(c.At["annotation"]) + ">>",
				"<</FT/Tx/T(a)/V" + pdfText(c.At["field"]) + ">>",
				"<</Type/Outlines/First 9 0 R>>", "<</Title" + pdfText(c.At["outline"]) + ">>",
				"<</Type/Filespec/F(a.txt)/EF<</F 11 0 R>>>>", packed("/Type/EmbeddedFile", "附件 "+c.At["attachment"]),
				packed("/Type/Metadata/Subtype/XML", `<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>`+xml(c.At["metadata"])+`</a></x:xmpmeta>`),
				"<</Type/Annot/Subtype/Link/A<</S/URI/URI(tel:" + strings.ReplaceAll(c.At["link"], " ", "%20") + ")>>>>",
				"<</Title" + pdfText(c.At["title"]) + "/Author" + pdfText(c.At["author"]) + ">>",
				packed("/Type/ObjStm/N 1/First 4", strings.Replace(inner, "1 0 ", "16 0", 1)),
			}
			var b bytes.Buffer
			b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
			if older := c.At["older"]; older != "" { // replaced by a later state
				fmt.Fprintf(&b, "14 0 obj\n<</Title%s>>\nendobj\n", pdfText(older))
			}
			for i, o := range objects {
				fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
			}
			b.WriteString("trailer\n<</Root 1 0 R/Info 14 0 R>>\n%%EOF\n")
			return b.Bytes()
		},
	}
}

// rtfText writes a text as WordPad does.
func rtfText(text string) string {
	var b strings.Builder
	for i, piece := range runs(strings.ReplaceAll(text, "\r", "")) {
		if i%2 == 1 {
			b.WriteString(`{\b `)
		}
		for _, u := range utf16.Encode([]rune(piece)) {
			switch {
			case u == '\n':
				b.WriteString(`\line `)
			case u == '\t':
				b.WriteString(`\tab `)
			case u < 0x80 && strings.IndexByte(`\{}`, byte(u)) < 0:
				b.WriteByte(byte(u))
			default:
				fmt.Fprintf(&b, `\u%d?`, int16(u))
			}
		}
		if i%2 == 1 {
			b.WriteString(`}`)
		}
	}
	return b.String()
}

// rtf is a document of WordPad.
func rtf() Format {
	return Format{
		Ext:    "rtf",
		Places: []string{"header", "footer", "footnote", "annotation", "hidden", "deleted", "field", "author", "property", "variable", "shape", "bookmark", "unknown"},
		Lines:  []string{"header", "footnote", "annotation", "hidden", "shape"},
		File: func(c Content) []byte {
			at := func(place string) string { return rtfText(c.At[place]) }
			var b strings.Builder
			b.WriteString(`{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 a;}}{\info{\author ` + at("author") + `}}{\*\userprops{\propname a}\proptype30{\staticval ` + at("property") + `}}{\*\docvar{a}{` + at("variable") + `}}`)
			b.WriteString(`{\header\pard ` + at("header") + `\par}{\footer ` + at("footer") + `}`)
			blocks(c.Body, func(p string) { b.WriteString(`\pard ` + rtfText(p) + "\\par\n") }, func(rows [][]string) {
				for _, row := range rows {
					b.WriteString(`\trowd`)
					for range row {
						b.WriteString(`\cellx1000`)
					}
					b.WriteString(`\pard\intbl `)
					for _, cell := range row {
						b.WriteString(rtfText(cell) + `\cell `)
					}
					b.WriteString("\\row\n")
				}
				b.WriteString(`\pard `)
			})
			b.WriteString(`x{\footnote ` + at("footnote") + `}{\*\annotation{\*\atnauthor a}` + at("annotation") + `}\par {\v ` + at("hidden") + `}\par {\deleted ` + at("deleted") + `}\par {\field{\*\fldinst ` + at("field") + `}{\fldrslt x}}{\*\bkmkstart ` + at("bookmark") + `}`)
			return []byte(b.String() + `{\shp{\*\shpinst{\shptxt ` + at("shape") + `\par}}}{\*\unknown ` + at("unknown") + `}\par}`)
		},
	}
}
