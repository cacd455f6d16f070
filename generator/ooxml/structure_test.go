package ooxml

import (
	"testing"

	"gongkai/generator/ooxml/ooxmltest"
)

// TestTables: merged cells, odd grids, rows that changed.
func TestTables(t *testing.T) {
	cell := ooxmltest.Cell
	const start, on = `<w:vMerge w:val="restart"/>`, `<w:vMerge/>`
	for name, c := range map[string]struct{ body, want string }{
		"across and down": {
			ooxmltest.Table(cell(start, "甲")+cell(`<w:gridSpan w:val="2"/>`, "乙"), cell(on, "")+cell("", "丙")+cell("", "丁"), cell(on, "")+cell("", "戊")+cell("", "己")),
			"table 3x3 [0.0:3x1 甲] [0.1:1x2 乙] [1.1 丙] [1.2 丁] [2.1 戊] [2.2 己]",
		},
		"two blocks one above the other": {
			ooxmltest.Table(cell(start, "甲"), cell(on, ""), cell(start, "乙"), cell(on, "")),
			"table 4x1 [0.0:2x1 甲] [2.0:2x1 乙]",
		},
		"what goes on with nothing": {
			ooxmltest.Table(cell("", "甲"), cell(on, "乙")),
			"table 2x1 [0.0 甲] [1.0 乙]",
		},
		"what goes on with a wider one": {
			ooxmltest.Table(cell(start+`<w:gridSpan w:val="2"/>`, "甲"), cell(on, "乙")+cell("", "丙")),
			"table 2x2 [0.0:1x2 甲] [1.0 乙] [1.1 丙]",
		},
		"merged across as Word 97 did": {
			ooxmltest.Table(cell(`<w:hMerge w:val="restart"/>`, "甲") + cell(`<w:hMerge w:val="continue"/>`, "") + cell("", "乙")),
			"table 1x3 [0.0:1x2 甲] [0.2 乙]",
		},
		"a row that begins later": {
			`<w:tbl><w:tr>` + cell("", "甲") + cell("", "乙") + `</w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>` + cell("", "丙") + `</w:tr></w:tbl>`,
			"table 2x2 [0.0 甲] [0.1 乙] [1.1 丙]",
		},
		"deleted, inserted and hidden rows": {
			`<w:tbl><w:tr><w:trPr><w:del w:id="1"/></w:trPr>` + cell("", "甲") + `</w:tr><w:tr><w:trPr><w:ins w:id="2"/></w:trPr>` + cell("", "乙") + `</w:tr><w:tr><w:trPr><w:hidden/></w:trPr>` + cell("", "丙") + `</w:tr></w:tbl>`,
			"table 3x1 [0.0{deleted} 甲{deleted}{mark deleted}] [1.0{inserted} 乙{inserted}] [2.0{hidden} 丙]",
		},
		"a table in a table": {
			ooxmltest.Table(`<w:tc>` + ooxmltest.P("外") + ooxmltest.Table(cell("", "内")) + `</w:tc>`),
			"table 1x1 [0.0 外 | table 1x1 [0.0 内]]",
		},
	} {
		if got := sketch(readDocument(t, ooxmltest.Docx{Body: c.body}).Body); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, c.want)
		}
	}
	doc := readDocument(t, ooxmltest.Docx{Body: `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>` + cell("", "甲") + `</w:tr><w:tr>` + cell("", "乙") + `</w:tr></w:tbl>`})
	if got := doc.Body[0].Table.Header; got != 1 {
		t.Errorf("%d header rows", got)
	}
}

func numberedParagraph(list, level string) string {
	return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + list + `"/></w:numPr></w:pPr></w:p>`
}

// TestNumbers: lists count as Word counts.
func TestNumbers(t *testing.T) {
	levels := func(levels ...string) string {
		s := ""
		for i, l := range levels {
			s += `<w:lvl w:ilvl="` + string(rune('0'+i)) + `"><w:start w:val="1"/>` + l + `</w:lvl>`
		}
		return s
	}
	decimal := `<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>`
	outline := levels(decimal, `<w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/>`, `<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/>`)
	for name, c := range map[string]struct{ numbering, body, want string }{
		"levels begin anew below a higher one": {
			`<w:abstractNum w:abstractNumId="0">` + outline + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
			numberedParagraph("1", "0") + numberedParagraph("1", "1") + numberedParagraph("1", "1") + numberedParagraph("1", "2") + numberedParagraph("1", "0") + numberedParagraph("1", "1"),
			"<0 1.>  | <1 1.1>  | <1 1.2>  | <2 a)>  | <0 2.>  | <1 2.1> ",
		},
		"a deeper level first": {
			`<w:abstractNum w:abstractNumId="0">` + outline + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
			numberedParagraph("1", "1") + numberedParagraph("1", "0"),
			"<1 1.1>  | <0 2.> ",
		},
		"two lists of one definition count on": {
			`<w:abstractNum w:abstractNumId="0">` + outline + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>`,
			numberedParagraph("1", "0") + numberedParagraph("2", "0") + numberedParagraph("1", "0"),
			"<0 1.>  | <0 2.>  | <0 3.> ",
		},
		"one begins anew, another elsewhere": {
			`<w:abstractNum w:abstractNumId="0">` + outline + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>`,
			numberedParagraph("1", "0") + numberedParagraph("1", "0") + numberedParagraph("2", "0") + numberedParagraph("3", "0") + numberedParagraph("3", "0"),
			"<0 1.>  | <0 2.>  | <0 1.>  | <0 7.>  | <0 8.> ",
		},
		"a list in place of another's level": {
			`<w:abstractNum w:abstractNumId="0">` + outline + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条"/></w:lvl></w:lvlOverride></w:num>`,
			numberedParagraph("1", "0") + numberedParagraph("1", "0"),
			"<0 第三条>  | <0 第四条> ",
		},
		"all numbers Arabic, no number, no list": {
			`<w:abstractNum w:abstractNumId="0">` + levels(`<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/>`, `<w:isLgl/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/>`, `<w:numFmt w:val="none"/><w:lvlText w:val=""/>`) + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
			numberedParagraph("1", "0") + numberedParagraph("1", "1") + numberedParagraph("1", "2") + numberedParagraph("0", "0") + numberedParagraph("9", "0"),
			"<0 I>  | <1 1.1>  |  |  | ",
		},
		"what was deleted is not counted": {
			`<w:abstractNum w:abstractNumId="0">` + outline + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
			numberedParagraph("1", "0") + `<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2"><w:r><w:delText>删</w:delText></w:r></w:del></w:p>` + numberedParagraph("1", "0"),
			"<0 1.>  | 删{deleted}{mark deleted} | <0 2.> ",
		},
	} {
		if got := sketch(readDocument(t, ooxmltest.Docx{Numbering: c.numbering, Body: c.body}).Body); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, c.want)
		}
	}
	// By style: the paragraph names neither list nor level.
	doc := readDocument(t, ooxmltest.Docx{
		Styles:    `<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`,
		Numbering: `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="h2"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
		Body:      ooxmltest.Styled("h2", "甲") + ooxmltest.Styled("h2", "乙"),
	})
	if got := sketch(doc.Body); got != "h2 <1 （一）> 甲 | h2 <1 （二）> 乙" {
		t.Errorf("by style: %s", got)
	}
}

func TestCounted(t *testing.T) {
	for format, want := range map[string]string{
		"decimal": "1 10 21 105", "decimalZero": "01 10 21 105", "upperLetter": "A J U AAAAA", "lowerRoman": "i x xxi cv",
		"chineseCounting": "一 十 二十一 一百零五", "chineseCountingThousand": "一 十 二十一 一百零五", "chineseLegalSimplified": "壹 拾 贰拾壹 壹佰零伍",
		"ideographDigital": "一 一〇 二一 一〇五", "ideographTraditional": "甲 癸 21 105", "ideographZodiac": "子 酉 21 105",
		"decimalEnclosedCircle": "① ⑩ 21 105", "decimalEnclosedParen": "⑴ ⑽ 21 105", "decimalEnclosedFullstop": "⒈ ⒑ 21 105",
		"decimalFullWidth": "１ １０ ２１ １０５", "numberInDash": "- 1 - - 10 - - 21 - - 105 -", "whatever": "1 10 21 105",
	} {
		got := counted(1, format) + " " + counted(10, format) + " " + counted(21, format) + " " + counted(105, format)
		if got != want {
			t.Errorf("%s: %s, want %s", format, got, want)
		}
	}
}

// TestDrawings: pictures, text boxes, charts and what else lies on a page.
func TestDrawings(t *testing.T) {
	arrows := ooxmltest.Arrow("p1", "image", "media/image1.png", false) + ooxmltest.Arrow("p2", "image", "file:///C:/x.png", true) + ooxmltest.Arrow("p3", "image", "media/image2.emf", false) +
		ooxmltest.Arrow("d1", "diagramData", "diagrams/data1.xml", false)
	inline := func(inner string) string {
		return `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="图 1" descr=" 会场 " title="题"/><a:graphic><a:graphicData>` + inner + `</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
	}
	diagram := ooxmltest.Part{Name: "word/diagrams/data1.xml", Data: `<dgm:dataModel ` + ooxmltest.Namespaces + `><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>初审</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt><dgm:t><a:p/></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>`}
	box := func(text string) string { return `<w:txbxContent>` + ooxmltest.P(text) + `</w:txbxContent>` }
	for name, c := range map[string]struct{ body, want string }{
		"a picture, cropped":           {inline(`<pic:pic><pic:blipFill><a:blip r:embed="p1"/><a:srcRect l="100" b="2000"/></pic:blipFill></pic:pic>`), "{picture word/media/image1.png 会场 [100 0 0 2000]}"},
		"one that is elsewhere":        {inline(`<pic:pic><pic:blipFill><a:blip r:link="p2"/></pic:blipFill></pic:pic>`), "{picture file:///C:/x.png 会场 [0 0 0 0]}"},
		"as Word 2003 wrote it":        {`<w:p><w:r><w:pict><v:shape alt="旧图"><v:imagedata r:id="p1" o:title="x"/></v:shape></w:pict></w:r></w:p>`, "{picture word/media/image1.png 旧图 [0 0 0 0]}"},
		"a group":                      {inline(`<wpg:wgp><pic:pic><pic:nvPicPr><pic:cNvPr id="2" name="n" descr="甲"/></pic:nvPicPr><pic:blipFill><a:blip r:embed="p1"/></pic:blipFill></pic:pic><wps:wsp><wps:txbx>` + box("框") + `</wps:txbx></wps:wsp></wpg:wgp>`), "{picture word/media/image1.png 甲 [0 0 0 0]}{box 框}"},
		"a text box, twice":            {`<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>` + box("新") + `</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>` + box("新") + `</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`, "{box 新}"},
		"a choice that we do not know": {`<w:p><w:r><mc:AlternateContent><mc:Choice xmlns:x="urn:x" Requires="x"><w:drawing>` + box("新") + `</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>` + box("旧") + `</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`, "{box 旧}"},
		"a choice with nothing in it":  {`<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing/></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>` + box("旧") + `</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`, "{box 旧}"},
		"lettering":                    {`<w:p><w:r><w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict></w:r></w:p>`, "{box 艺术字}"},
		"a chart":                      {inline(`<c:chart r:id="x"/>`), "{a chart}"},
		"SmartArt":                     {inline(`<dgm:relIds r:dm="d1"/>`), "{SmartArt}{box 初审}"},
		"an embedded table":            {`<w:p><w:r><w:object><v:shape><v:imagedata r:id="p3"/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>`, "{an embedded spreadsheet (Excel.Sheet.12)}"},
		"an embedded formula":          {`<w:p><w:r><w:object><o:OLEObject ProgID="Equation.3"/></w:object></w:r></w:p>`, "{a formula (Equation.3)}"},
		"a hidden one":                 {`<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="n" hidden="1"/><a:blip r:embed="p1"/></wp:inline></w:drawing></w:r></w:p>`, "{hidden}{picture word/media/image1.png  [0 0 0 0]}"},
	} {
		got := sketch(readDocument(t, ooxmltest.Docx{Body: c.body, Arrows: arrows, Parts: []ooxmltest.Part{diagram}}).Body)
		if got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, c.want)
		}
	}
}
