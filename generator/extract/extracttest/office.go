package extracttest

import (
	"fmt"
	"html"
	"strconv"
	"strings"

	"gongkai/generator/ooxml/ooxmltest"
)

func itoa(n int) string { return strconv.Itoa(n) }

func hex(n, digits int) string { return fmt.Sprintf("%0*x", digits, n) }

// xml writes a text in XML, also as an attribute.
func xml(text string) string {
	return strings.NewReplacer("\r", "", "\n", "&#10;", "\t", "&#9;").Replace(html.EscapeString(text))
}

// wordRuns writes a text as Word does, in runs of different kinds.
func wordRuns(text, element, properties string) string {
	var b strings.Builder
	for i, piece := range runs(strings.ReplaceAll(text, "\r", "")) {
		more := ""
		if i%2 == 1 {
			more = "<w:b/>"
		}
		b.WriteString("<w:r><w:rPr>" + properties + more + "</w:rPr><" + element + ` xml:space="preserve">`)
		b.WriteString(strings.NewReplacer("\n", "</"+element+"><w:br/><"+element+">", "\t", "</"+element+"><w:tab/><"+element+">").Replace(html.EscapeString(piece)))
		b.WriteString("</" + element + "></w:r>")
	}
	return b.String()
}

// word is a paragraph.
func word(text string) string { return "<w:p>" + wordRuns(text, "w:t", "") + "</w:p>" }

// properties are those of a document, and its own ones.
func properties(c Content) []ooxmltest.Part {
	return []ooxmltest.Part{
		{Name: "docProps/core.xml", Data: `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>` + xml(c.At["title"]) + `</dc:title><dc:creator>` + xml(c.At["author"]) + `</dc:creator></cp:coreProperties>`},
		{Name: "docProps/custom.xml", Data: `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property name="经办"><vt:lpwstr>` + xml(c.At["property"]) + `</vt:lpwstr></property></Properties>`},
		{Name: "customXml/item1.xml", Data: `<a><b>` + xml(c.At["custom XML"]) + `</b></a>`},
	}
}

const chartOpen = `<c:chartSpace ` + ooxmltest.Namespaces + `><c:chart><c:plotArea><c:barChart><c:ser><c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>`

// docx is a document of Word.
func docx() Format {
	return Format{
		Ext: "docx",
		Places: []string{"header", "footer", "footnote", "endnote", "comment", "deleted", "inserted", "hidden", "field", "link", "alt", "text box", "old text box", "control", "variable", "chart", "embedded",
			"title", "author", "property", "custom XML", "comment's author", "bookmark", "moved"},
		Lines: []string{"header", "footer", "footnote", "comment", "deleted", "text box", "hidden"},
		File: func(c Content) []byte {
			var b strings.Builder
			blocks(c.Body, func(p string) { b.WriteString(word(p)) }, func(rows [][]string) {
				b.WriteString("<w:tbl>")
				for _, row := range rows {
					b.WriteString("<w:tr>")
					for _, cell := range row {
						b.WriteString("<w:tc>" + word(cell) + "</w:tc>")
					}
					b.WriteString("</w:tr>")
				}
				b.WriteString("</w:tbl>")
			})
			at := c.At
			b.WriteString(`<w:p><w:del w:id="1" w:author="a">` + wordRuns(at["deleted"], "w:delText", "") + `</w:del></w:p><w:p><w:ins w:id="2" w:author="a">` + wordRuns(at["inserted"], "w:t", "") + `</w:ins></w:p>`)
			b.WriteString(`<w:p><w:moveFrom w:id="3" w:author="a">` + wordRuns(at["moved"], "w:t", "") + `</w:moveFrom></w:p>`)
			b.WriteString(`<w:p>` + wordRuns(at["hidden"], "w:t", "<w:vanish/>") + `</w:p><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>` + xml(at["field"]) + `</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`)
			b.WriteString(`<w:p><w:hyperlink r:id="l1">` + ooxmltest.R("链接") + `</w:hyperlink><w:bookmarkStart w:id="7" w:name="` + xml(at["bookmark"]) + `"/></w:p>`)
			b.WriteString(`<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="1" name="图" descr="` + xml(at["alt"]) + `"/><wps:txbx><w:txbxContent>` + word(at["text box"]) +
				`</w:txbxContent></wps:txbx></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>` + word(at["old text box"]) + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`)
			b.WriteString(`<w:sdt><w:sdtPr><w:alias w:val="` + xml(at["control"]) + `"/></w:sdtPr><w:sdtContent>` + word("请填写") + `</w:sdtContent></w:sdt>`)
			return ooxmltest.Docx{
				Body: b.String(), Header: word(at["header"]), Footer: word(at["footer"]),
				Footnotes: `<w:footnote w:id="1">` + word(at["footnote"]) + `</w:footnote>`, Endnotes: `<w:endnote w:id="1">` + word(at["endnote"]) + `</w:endnote>`,
				Comments: `<w:comment w:id="1" w:author="` + xml(at["comment's author"]) + `">` + word(at["comment"]) + `</w:comment>`,
				Arrows:   ooxmltest.Arrow("l1", "hyperlink", "tel:"+xml(at["link"]), true) + ooxmltest.Arrow("e1", "package", "embeddings/book.xlsx", false),
				Parts: append(properties(c),
					ooxmltest.Part{Name: "word/settings.xml", Data: `<w:settings ` + ooxmltest.Namespaces + `><w:docVars><w:docVar w:name="a" w:val="` + xml(at["variable"]) + `"/></w:docVars></w:settings>`},
					ooxmltest.Part{Name: "word/charts/chart1.xml", Data: chartOpen + xml(at["chart"]) + `</c:v></c:pt></c:strCache></c:strRef></c:tx></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>`},
					ooxmltest.Part{Name: "word/embeddings/book.xlsx", Data: string(xlsx().File(Content{At: map[string]string{"hidden sheet": at["embedded"]}}))},
				),
			}.Bytes()
		},
	}
}

const sheetSpace = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

// inline is a cell with a text in runs.
func inline(column int, row int, text string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<c r="%c%d" t="inlineStr"><is>`, 'A'+column, row)
	for _, piece := range runs(text) {
		b.WriteString(`<r><t xml:space="preserve">` + xml(piece) + `</t></r>`)
	}
	return b.String() + `</is></c>`
}

// xlsx is a workbook.
func xlsx() Format {
	return Format{
		Ext: "xlsx",
		Places: []string{"hidden row", "hidden column", "hidden sheet", "name", "comment", "formula", "cached", "print header", "drawing", "prompt", "link", "orphan", "pivot", "column of a table", "shared", "threaded",
			"title", "author", "property", "custom XML"},
		Lines: []string{"hidden row", "hidden column", "hidden sheet", "comment", "drawing", "shared"},
		File: func(c Content) []byte {
			var b strings.Builder
			n := 0
			row := func(attributes string, cells ...string) {
				n++
				fmt.Fprintf(&b, `<row r="%d"%s>`, n, attributes)
				for i, cell := range cells {
					b.WriteString(inline(i, n, cell))
				}
				b.WriteString("</row>")
			}
			for _, p := range c.Body {
				row("", p.Cells...)
			}
			row("")
			row(` hidden="1"`, c.At["hidden row"])
			n++
			fmt.Fprintf(&b, `<row r="%d">%s<c r="B%d" t="s"><v>0</v></c><c r="C%d" t="str"><f>%s</f><v>%s</v></c></row>`, n, inline(25, n, c.At["hidden column"]), n, n, xml(`"`+c.At["formula"]+`"`), xml(c.At["cached"]))
			arrow := ooxmltest.Arrow
			parts := []ooxmltest.Part{
				ooxmltest.Types("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
				ooxmltest.Arrows("_rels/.rels", arrow("r", "officeDocument", "xl/workbook.xml", false)),
				ooxmltest.Arrows("xl/_rels/workbook.xml.rels", arrow("r1", "worksheet", "worksheets/sheet1.xml", false), arrow("r2", "worksheet", "worksheets/sheet2.xml", false), arrow("r3", "sharedStrings", "sharedStrings.xml", false)),
				ooxmltest.Arrows("xl/worksheets/_rels/sheet1.xml.rels", arrow("c", "comments", "../comments1.xml", false), arrow("h", "hyperlink", "tel:"+xml(c.At["link"]), true), arrow("d", "drawing", "../drawings/drawing1.xml", false)),
				{Name: "xl/workbook.xml", Data: `<workbook ` + sheetSpace + `><sheets><sheet name="名单" sheetId="1" r:id="r1"/><sheet name="底稿" sheetId="2" state="veryHidden" r:id="r2"/></sheets><definedNames><definedName name="经办人">"` + xml(c.At["name"]) + `"</definedName></definedNames></workbook>`},
				{Name: "xl/sharedStrings.xml", Data: `<sst ` + sheetSpace + `><si><t>` + xml(c.At["shared"]) + `</t></si><si><t>` + xml(c.At["orphan"]) + `</t></si></sst>`},
				{Name: "xl/worksheets/sheet1.xml", Data: `<worksheet ` + sheetSpace + `><cols><col min="26" max="26" hidden="1"/></cols><sheetData>` + b.String() + `</sheetData><hyperlinks><hyperlink ref="A1" r:id="h"/></hyperlinks><dataValidations><dataValidation prompt="` + xml(c.At["prompt"]) + `"/></dataValidations><headerFooter><oddHeader>` + xml(c.At["print header"]) + `</oddHeader></headerFooter></worksheet>`},
				{Name: "xl/worksheets/sheet2.xml", Data: `<worksheet ` + sheetSpace + `><sheetData><row r="1">` + inline(0, 1, c.At["hidden sheet"]) + `</row></sheetData></worksheet>`},
				{Name: "xl/comments1.xml", Data: `<comments ` + sheetSpace + `><authors><author>a</author></authors><commentList><comment ref="B3" authorId="0"><text><r><t>` + xml(c.At["comment"]) + `</t></r></text></comment></commentList></comments>`},
				{Name: "xl/threadedComments/threadedComment1.xml", Data: `<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="A1"><text>` + xml(c.At["threaded"]) + `</text></threadedComment></ThreadedComments>`},
				{Name: "xl/drawings/drawing1.xml", Data: `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:sp><xdr:txBody>` + drawn(c.At["drawing"]) + `</xdr:txBody></xdr:sp></xdr:wsDr>`},
				{Name: "xl/pivotCache/pivotCacheRecords1.xml", Data: `<pivotCacheRecords ` + sheetSpace + `><r><s v="` + xml(c.At["pivot"]) + `"/></r></pivotCacheRecords>`},
				{Name: "xl/tables/table1.xml", Data: `<table ` + sheetSpace + `><tableColumns><tableColumn id="1" name="` + xml(c.At["column of a table"]) + `"/></tableColumns></table>`},
			}
			return ooxmltest.Zip(append(parts, properties(c)...)...)
		},
	}
}

// drawn is a paragraph of DrawingML.
func drawn(text string) string {
	var b strings.Builder
	b.WriteString("<a:p>")
	for _, piece := range runs(strings.ReplaceAll(text, "\r", "")) {
		b.WriteString("<a:r><a:rPr/><a:t>" + strings.ReplaceAll(html.EscapeString(piece), "\n", "</a:t></a:r><a:br/><a:r><a:t>") + "</a:t></a:r>")
	}
	return b.String() + "</a:p>"
}

// pptx is a presentation.
func pptx() Format {
	const ns = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"`
	return Format{
		Ext:    "pptx",
		Places: []string{"notes", "comment", "hidden slide", "alt", "layout", "master", "link", "embedded", "chart", "title", "author", "property", "custom XML"},
		Lines:  []string{"notes", "hidden slide"},
		File: func(c Content) []byte {
			var b strings.Builder
			blocks(c.Body, func(p string) { b.WriteString("<p:sp><p:txBody>" + drawn(p) + "</p:txBody></p:sp>") }, func(rows [][]string) {
				b.WriteString("<p:graphicFrame><a:graphic><a:graphicData><a:tbl>")
				for _, row := range rows {
					b.WriteString("<a:tr>")
					for _, cell := range row {
						b.WriteString("<a:tc><a:txBody>" + drawn(cell) + "</a:txBody></a:tc>")
					}
					b.WriteString("</a:tr>")
				}
				b.WriteString("</a:tbl></a:graphicData></a:graphic></p:graphicFrame>")
			})
			b.WriteString(`<p:pic><p:nvPicPr><p:cNvPr id="9" name="图" descr="` + xml(c.At["alt"]) + `"/></p:nvPicPr></p:pic>`)
			part := func(name, element, inner string) ooxmltest.Part {
				return ooxmltest.Part{Name: "ppt/" + name + ".xml", Data: `<p:` + element + ` ` + ns + `>` + inner + `</p:` + strings.Fields(element)[0] + `>`}
			}
			box := func(place string) string { return "<p:sp><p:txBody>" + drawn(c.At[place]) + "</p:txBody></p:sp>" }
			parts := []ooxmltest.Part{
				ooxmltest.Types("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"),
				ooxmltest.Arrows("_rels/.rels", ooxmltest.Arrow("r", "officeDocument", "ppt/presentation.xml", false)),
				ooxmltest.Arrows("ppt/slides/_rels/slide1.xml.rels", ooxmltest.Arrow("h", "hyperlink", "tel:"+xml(c.At["link"]), true)),
				part("presentation", "presentation", ""), part("slides/slide1", "sld", b.String()), part("slides/slide2", `sld show="0"`, box("hidden slide")),
				part("notesSlides/notesSlide1", "notes", box("notes")), part("comments/comment1", "cmLst", `<p:cm><p:text>`+xml(c.At["comment"])+`</p:text></p:cm>`),
				part("slideLayouts/slideLayout1", "sldLayout", box("layout")), part("slideMasters/slideMaster1", "sldMaster", box("master")),
				{Name: "ppt/charts/chart1.xml", Data: chartOpen + xml(c.At["chart"]) + `</c:v></c:pt></c:strCache></c:strRef></c:tx></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>`},
				{Name: "ppt/embeddings/a.docx", Data: string(ooxmltest.Docx{Body: word(c.At["embedded"])}.Bytes())},
			}
			return ooxmltest.Zip(append(parts, properties(c)...)...)
		},
	}
}

// ofd is a document of GB/T 33190, in which each character may be an object.
func ofd() Format {
	const ns = `xmlns:ofd="http://www.ofdspec.org/2016"`
	return Format{
		Ext:    "ofd",
		Places: []string{"author", "title", "keyword", "own data", "annotation", "tag", "template page", "attachment"},
		File: func(c Content) []byte {
			page := func(body func(line func(x int, text string), next func())) string {
				var b strings.Builder
				y := 10
				body(func(x int, text string) {
					for _, piece := range runs(strings.Join(strings.Fields(text), " ")) {
						fmt.Fprintf(&b, `<ofd:TextObject Boundary="%d %d %d 5"><ofd:TextCode>%s</ofd:TextCode></ofd:TextObject>`, x, y, 5*len([]rune(piece)), html.EscapeString(piece))
						x += 5 * len([]rune(piece))
					}
				}, func() { y += 10 })
				return `<ofd:Page ` + ns + `><ofd:Content><ofd:Layer>` + b.String() + `</ofd:Layer></ofd:Content></ofd:Page>`
			}
			body := page(func(line func(int, string), next func()) {
				blocks(c.Body, func(p string) { line(10, p); next() }, func(rows [][]string) {
					for _, row := range rows {
						for i, cell := range row {
							line(10+200*i, cell)
						}
						next()
					}
				})
			})
			single := func(place string) string {
				return page(func(line func(int, string), _ func()) { line(10, c.At[place]) })
			}
			return ooxmltest.Zip(
				ooxmltest.Part{Name: "OFD.xml", Data: `<ofd:OFD ` + ns + `><ofd:DocBody><ofd:DocInfo><ofd:Author>` + xml(c.At["author"]) + `</ofd:Author><ofd:Title>` + xml(c.At["title"]) + `</ofd:Title><ofd:Keywords><ofd:Keyword>` + xml(c.At["keyword"]) + `</ofd:Keyword></ofd:Keywords><ofd:CustomDatas><ofd:CustomData Name="a">` + xml(c.At["own data"]) + `</ofd:CustomData></ofd:CustomDatas></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`},
				ooxmltest.Part{Name: "Doc_0/Document.xml", Data: `<ofd:Document ` + ns + `><ofd:CommonData><ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>`},
				ooxmltest.Part{Name: "Doc_0/Pages/Page_0/Content.xml", Data: body},
				ooxmltest.Part{Name: "Doc_0/Tpls/Tpl_0/Content.xml", Data: single("template page")},
				ooxmltest.Part{Name: "Doc_0/Annots/Page_0/Annotation.xml", Data: `<ofd:PageAnnot ` + ns + `><ofd:Annot Creator="a"><ofd:Remark>` + xml(c.At["annotation"]) + `</ofd:Remark></ofd:Annot></ofd:PageAnnot>`},
				ooxmltest.Part{Name: "Doc_0/Tags/CustomTag.xml", Data: `<a><b>` + xml(c.At["tag"]) + `</b></a>`},
				ooxmltest.Part{Name: "Doc_0/Attachs/a.txt", Data: "附件 " + c.At["attachment"]},
			)
		},
	}
}
