// Package ooxmltest makes Office files by hand for the tests of several
// packages: XML as Word writes it, which no library would make.
package ooxmltest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
)

// Part is a file in an archive.
type Part struct {
	Name string
	Data string
}

// Zip makes an archive of parts.
func Zip(parts ...Part) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.Create(p.Name)
		if err != nil {
			panic(err) // a bytes.Buffer does not fail
		}
		if _, err := w.Write([]byte(p.Data)); err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// Docx is a Word document as text. What is empty is left out of the file.
type Docx struct {
	Body      string // what stands within w:body
	Styles    string // w:style elements
	Numbering string // w:abstractNum and w:num elements
	Footnotes string // w:footnote elements
	Endnotes  string
	Comments  string
	Header    string // what stands within w:hdr
	Footer    string
	// Arrows are Relationship elements of the body beside those that the other
	// fields need, Parts what they lead to.
	Arrows string
	Parts  []Part
}

// Namespaces declares the prefixes that the text of documents may use.
const Namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
	` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
	` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
	` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
	` xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"` +
	` xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"` +
	` xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"` +
	` xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"` +
	` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
	` xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"` +
	` xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"` +
	` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"` +
	` xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"`

const (
	declaration  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	arrowType    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	arrowsOpen   = declaration + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	arrowsClose  = `</Relationships>`
	wordMainType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)

// Arrow is a Relationship element to a part, or with external out of the file.
func Arrow(id, kind, target string, external bool) string {
	mode := ""
	if external {
		mode = ` TargetMode="External"`
	}
	return fmt.Sprintf(`<Relationship Id="%s" Type="%s%s" Target="%s"%s/>`, id, arrowType, kind, target, mode)
}

// Types is [Content_Types].xml for a main part of a media type.
func Types(main, mediaType string) Part {
	return Part{"[Content_Types].xml", declaration + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/` + main + `" ContentType="` + mediaType + `"/></Types>`}
}

// Arrows is a part of relationships.
func Arrows(name string, arrows ...string) Part {
	return Part{name, arrowsOpen + strings.Join(arrows, "") + arrowsClose}
}

// Bytes makes the file.
func (d Docx) Bytes() []byte {
	parts := []Part{
		Types("word/document.xml", wordMainType),
		Arrows("_rels/.rels", Arrow("rId1", "officeDocument", "word/document.xml", false)),
		{"word/document.xml", root("w:document", `<w:body>`+d.Body+`</w:body>`)},
	}
	arrows := d.Arrows
	for _, p := range []struct{ kind, element, text string }{
		{"styles", "w:styles", d.Styles}, {"numbering", "w:numbering", d.Numbering},
		{"footnotes", "w:footnotes", d.Footnotes}, {"endnotes", "w:endnotes", d.Endnotes}, {"comments", "w:comments", d.Comments},
		{"header", "w:hdr", d.Header}, {"footer", "w:ftr", d.Footer},
	} {
		if p.text == "" {
			continue
		}
		arrows += Arrow("own"+p.kind, p.kind, p.kind+".xml", false)
		parts = append(parts, Part{"word/" + p.kind + ".xml", root(p.element, p.text)})
	}
	parts = append(parts, Arrows("word/_rels/document.xml.rels", arrows))
	return Zip(append(parts, d.Parts...)...)
}

func root(element, inner string) string {
	return declaration + "<" + element + " " + Namespaces + ">" + inner + "</" + element + ">"
}

// P is a paragraph of one run. The text is XML.
func P(text string) string { return `<w:p>` + R(text) + `</w:p>` }

// R is a run of text.
func R(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

// Styled is a paragraph of a style.
func Styled(style, text string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` + R(text) + `</w:p>`
}

// Cell is a cell of a table with the properties given.
func Cell(properties, text string) string {
	return `<w:tc><w:tcPr>` + properties + `</w:tcPr>` + P(text) + `</w:tc>`
}

// Table is a table of rows, each the XML of its cells.
func Table(rows ...string) string {
	return `<w:tbl><w:tr>` + strings.Join(rows, `</w:tr><w:tr>`) + `</w:tr></w:tbl>`
}
