package ooxml

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongkai/generator/ooxml/ooxmltest"
)

// collect lists the texts of a file: "where: text", with a * where it is hidden.
func collect(t *testing.T, data []byte) []string {
	t.Helper()
	var all []string
	err := open(t, data).Texts(func(text Text) error {
		for _, c := range text.Cells {
			hidden := ""
			if c.Hidden {
				hidden = "*"
			}
			all = append(all, fmt.Sprintf("%s%s: %s", c.Place.Text().ZH, hidden, c.Text))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// wants reports what of a list is not among the texts.
func wants(t *testing.T, got []string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("no %q in\n%s", w, strings.Join(got, "\n"))
		}
	}
}

// TestTextsOfWord: every place in which something survives that was thought to be
// gone, or that nobody looks at.
func TestTextsOfWord(t *testing.T) {
	doc := ooxmltest.Docx{
		Header: ooxmltest.P("页眉文"), Footer: ooxmltest.P("页脚文"),
		Footnotes: `<w:footnote w:id="1">` + ooxmltest.P("脚注文") + `</w:footnote>`, Endnotes: `<w:endnote w:id="1">` + ooxmltest.P("尾注文") + `</w:endnote>`,
		Comments: `<w:comment w:id="1" w:author="张某">` + ooxmltest.P("批注文") + `</w:comment>`,
		Arrows: ooxmltest.Arrow("l1", "hyperlink", "https://a.cn/?phone=13800138000", true) + ooxmltest.Arrow("l2", "hyperlink", "mailto:gone@a.cn", true) +
			ooxmltest.Arrow("e1", "package", "embeddings/book.xlsx", false),
		Body: `<w:p><w:r><w:t>138</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>0013</w:t></w:r><w:r><w:t>8000</w:t></w:r></w:p>` +
			`<w:p><w:r><w:t>明</w:t></w:r><w:del w:id="1" w:author="李某"><w:r><w:delText>删去的</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>增</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r></w:p>` +
			`<w:p><w:hyperlink r:id="l1">` + ooxmltest.R("链") + `</w:hyperlink><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>MERGEFIELD 姓名</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>王某</w:t><w:fldChar w:fldCharType="end"/></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>` +
			ooxmltest.Table(ooxmltest.Cell("", "甲")+ooxmltest.Cell("", "乙")) +
			`<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="1" name="图" descr="替代文"/><wps:txbx><w:txbxContent>` + ooxmltest.P("框文") + `</w:txbxContent></wps:txbx></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>` + ooxmltest.P("旧框文") + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>` +
			`<w:p><w:pPr><w:rPr><w:del w:id="9"/></w:rPr></w:pPr>` + ooxmltest.R("上半") + `</w:p>` + ooxmltest.P("下半"),
		Parts: []ooxmltest.Part{
			{Name: "docProps/core.xml", Data: `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>赵某</dc:creator><cp:lastModifiedBy>钱某</cp:lastModifiedBy></cp:coreProperties>`},
			{Name: "docProps/custom.xml", Data: `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"><property name="经办"><x>孙某</x></property></Properties>`},
			{Name: "customXml/item1.xml", Data: `<a><b>内部数据文</b><c d="周某"/></a>`},
			{Name: "word/settings.xml", Data: `<w:settings ` + ooxmltest.Namespaces + `><w:docVars><w:docVar w:name="a" w:val="身份证110101199003070011"/></w:docVars></w:settings>`},
			{Name: "word/charts/chart1.xml", Data: `<c:chartSpace ` + ooxmltest.Namespaces + `><c:v>图表文</c:v></c:chartSpace>`},
			{Name: "word/embeddings/book.xlsx", Data: "PK"},
			{Name: "word/media/image1.png", Data: "x"},
		},
	}
	data := doc.Bytes()
	got := collect(t, data)
	wants(t, got,
		"第 1 段: 13800138000", "第 2 段: 明增", "第 2 段 修订中删除的文字*: 明删去的", "第 2 段 隐藏的文字*: 暗", "第 2 段 作者*: 李某",
		"第 3 段: 链王某", "第 3 段 链接的地址*: https://a.cn/?phone=13800138000", "第 3 段 域代码*: MERGEFIELD 姓名", "脚注 1: 脚注文",
		"表 1 第 1 行第 1 格: 甲", "表 1 第 1 行第 2 格: 乙", "第 4 段 文本框: 框文", "第 4 段 文本框 供旧版本显示的内容*: 旧框文",
		"页眉: 页眉文", "页脚: 页脚文", "批注 1: 批注文", "批注 1 作者*: 张某", "尾注 1: 尾注文",
		"文档属性 作者*: 赵某", "文档属性 最后一次保存者*: 钱某", "文档属性 x*: 孙某", "文档属性 经办 名称*: 经办",
		"内部数据 customXml/item1.xml*: 内部数据文", "内部数据 customXml/item1.xml 名称*: 周某",
		"内部数据 word/settings.xml 名称*: 身份证110101199003070011", "图表 1: 图表文",
		"内部数据 word/_rels/document.xml.rels 链接的地址*: mailto:gone@a.cn", "第 6 段: 上半下半",
	)
	if n := len(slices.DeleteFunc(got, func(s string) bool { return !strings.Contains(s, "https://a.cn/?phone") })); n != 1 {
		t.Errorf("a link is named %d times", n)
	}
	if parts := open(t, data).Parts(); !slices.Equal(parts, []string{"word/embeddings/book.xlsx", "word/media/image1.png"}) {
		t.Errorf("parts %v", parts)
	}
	stop := errors.New("enough")
	if err := open(t, data).Texts(func(Text) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("an error of visit is %v", err)
	}
}

// TestTextsOfWorkbook: hidden rows, columns and sheets, values as they are kept,
// and what is no cell.
func TestTextsOfWorkbook(t *testing.T) {
	const ns = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	data := ooxmltest.Zip(
		ooxmltest.Types("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
		ooxmltest.Arrows("_rels/.rels", ooxmltest.Arrow("r", "officeDocument", "xl/workbook.xml", false)),
		ooxmltest.Arrows("xl/_rels/workbook.xml.rels", ooxmltest.Arrow("r1", "worksheet", "worksheets/sheet1.xml", false), ooxmltest.Arrow("r2", "worksheet", "worksheets/sheet2.xml", false), ooxmltest.Arrow("r3", "sharedStrings", "sharedStrings.xml", false), ooxmltest.Arrow("r4", "styles", "styles.xml", false)),
		ooxmltest.Arrows("xl/worksheets/_rels/sheet1.xml.rels", ooxmltest.Arrow("c", "comments", "../comments1.xml", false), ooxmltest.Arrow("h", "hyperlink", "https://a.cn/", true), ooxmltest.Arrow("d", "drawing", "../drawings/drawing1.xml", false)),
		ooxmltest.Part{Name: "xl/workbook.xml", Data: `<workbook ` + ns + `><sheets><sheet name="名单" r:id="r1"/><sheet name="底稿" state="veryHidden" r:id="r2"/></sheets><definedNames><definedName name="经办人">"吴某"</definedName></definedNames></workbook>`},
		ooxmltest.Part{Name: "xl/sharedStrings.xml", Data: `<sst ` + ns + `><si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r><rPh><t>yi</t></rPh></si><si><t>删去的格</t></si></sst>`},
		ooxmltest.Part{Name: "xl/styles.xml", Data: `<styleSheet ` + ns + `><numFmts><numFmt numFmtId="200" formatCode="0&quot;元&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></styleSheet>`},
		ooxmltest.Part{Name: "xl/worksheets/sheet1.xml", Data: `<worksheet ` + ns + `><cols><col min="3" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>暗列</t></is></c></row><row r="2" hidden="1"><c r="A2" t="str"><f>A1&amp;"x"</f><v>暗行</v></c></row><row r="3"><c r="A3" s="1"><v>5</v></c><c r="B3"><v>110101199003070011</v></c></row></sheetData><hyperlinks><hyperlink ref="A1" r:id="h"/></hyperlinks><dataValidations><dataValidation prompt="请填郑某"/></dataValidations><headerFooter><oddHeader>打印页眉</oddHeader></headerFooter></worksheet>`},
		ooxmltest.Part{Name: "xl/worksheets/sheet2.xml", Data: `<worksheet ` + ns + `><sheetData><row><c t="inlineStr"><is><t>暗表</t></is></c></row></sheetData></worksheet>`},
		ooxmltest.Part{Name: "xl/comments1.xml", Data: `<comments ` + ns + `><authors><author>冯某</author></authors><commentList><comment ref="B3" authorId="0"><text><r><t>批注文</t></r></text></comment></commentList></comments>`},
		ooxmltest.Part{Name: "xl/drawings/drawing1.xml", Data: `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:sp><xdr:txBody><a:p><a:r><a:t>框</a:t></a:r><a:r><a:t>文</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>`},
		ooxmltest.Part{Name: "xl/pivotCache/pivotCacheRecords1.xml", Data: `<pivotCacheRecords ` + ns + `><r><s v="陈某"/></r></pivotCacheRecords>`},
	)
	wants(t, collect(t, data),
		"工作表 名单 名称: 名单", "工作表 名单!A1: 甲", "工作表 名单!B1: 乙丙", "工作表 名单!C1 隐藏的文字*: 暗列", "工作表 名单!A2 隐藏的文字*: 暗行", `工作表 名单!A2 公式*: A1&"x"`,
		"工作表 名单!A3: 5元", "工作表 名单!A3 未按格式显示的值*: 5", "工作表 名单!B3: 1.10101E+17", "工作表 名单!B3 未按格式显示的值*: 110101199003070011",
		"工作表 底稿 名称*: 底稿", "工作表 底稿!A1 隐藏的文字*: 暗表", "工作表 名单!A1 链接的地址*: https://a.cn/",
		"批注 名单!B3: 批注文", "批注 名单!B3 作者*: 冯某", "工作表 名单 名称*: 请填郑某", "工作表 名单*: 打印页眉",
		"内部数据 sharedStrings*: 删去的格", `内部数据 经办人*: "吴某"`, "图形 1: 框文", "内部数据 xl/pivotCache/pivotCacheRecords1.xml 名称*: 陈某",
	)
}

// rows lists the rows of tables in a file: the number of the table, and the cells
// with their columns.
func rows(t *testing.T, data []byte) []string {
	t.Helper()
	var all []string
	err := open(t, data).Texts(func(text Text) error {
		if text.Table == 0 && len(text.Cells) == 1 {
			return nil
		}
		row := strconv.Itoa(text.Table)
		for _, c := range text.Cells {
			row += fmt.Sprintf(" %d=%s", c.Column, c.Text)
			if c.Hidden {
				row += "*"
			}
		}
		all = append(all, row)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestRows: a row of a table is one text with its cells, whatever the format.
func TestRows(t *testing.T) {
	deleted := `<w:tr><w:trPr><w:del w:id="1" w:author="a"/></w:trPr>` + ooxmltest.Cell("", "删甲") + ooxmltest.Cell("", "删乙") + `</w:tr>`
	word := ooxmltest.Docx{Body: `<w:tbl><w:tr>` + ooxmltest.Cell("", "姓名") + ooxmltest.Cell("", "电话") + `</w:tr><w:tr>` + ooxmltest.Cell("", "张某") +
		`<w:tc>` + ooxmltest.P("138") + ooxmltest.P("00138000") + `</w:tc></w:tr>` + deleted + `</w:tbl>` + ooxmltest.P("间") + ooxmltest.Table(ooxmltest.Cell("", "另"))}
	const ns = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"`
	cell := func(s string) string {
		return `<a:tc><a:txBody><a:p><a:r><a:t>` + s + `</a:t></a:r></a:p></a:txBody></a:tc>`
	}
	slide := func(attr string) []byte {
		return ooxmltest.Zip(
			ooxmltest.Types("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"),
			ooxmltest.Arrows("_rels/.rels", ooxmltest.Arrow("r", "officeDocument", "ppt/presentation.xml", false)),
			ooxmltest.Part{Name: "ppt/presentation.xml", Data: `<p:presentation ` + ns + `/>`},
			ooxmltest.Part{Name: "ppt/slides/slide1.xml", Data: `<p:sld ` + ns + attr + `><a:tbl><a:tr>` + cell("姓名") + cell("") + cell("电话") + `</a:tr></a:tbl></p:sld>`},
		)
	}
	object := func(boundary, text string) string {
		return `<ofd:TextObject Boundary="` + boundary + `"><ofd:TextCode>` + text + `</ofd:TextCode></ofd:TextObject>`
	}
	fixed := ooxmltest.Zip(
		ooxmltest.Part{Name: "OFD.xml", Data: `<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`},
		ooxmltest.Part{Name: "D.xml", Data: `<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Pages><ofd:Page BaseLoc="P.xml"/></ofd:Pages></ofd:Document>`},
		ooxmltest.Part{Name: "P.xml", Data: `<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content>` + object("10 10 5 5", "1") + object("15 10 5 5", "2") + object("40 10 5 5", "138") + object("45 10 5 5", "0013") + `</ofd:Content></ofd:Page>`},
	)
	for _, c := range []struct {
		name string
		data []byte
		want []string
	}{
		{"docx", word.Bytes(), []string{"1 0=姓名 1=电话", "1 0=张某 1=138\n00138000", "1 0=删甲* 1=删乙*", "2 0=另"}},
		{"xlsx", workbook(`<cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="B1" t="inlineStr"><is><t>暗</t></is></c></row><row r="5"><c r="C5"><v>13800138000</v></c></row></sheetData>`), []string{"1 0=甲 1=暗*", "1 2=13800138000"}},
		{"pptx", slide(""), []string{"1 0=姓名 2=电话"}},
		{"a hidden slide", slide(` show="0"`), []string{"1 0=姓名* 2=电话*"}},
		{"ofd", fixed, []string{"0 0=12 1=1380013"}},
	} {
		if got := rows(t, c.data); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestOneBadPart: what cannot be read is said, and the rest is read.
func TestOneBadPart(t *testing.T) {
	data := ooxmltest.Docx{Body: ooxmltest.P("文"), Parts: []ooxmltest.Part{{Name: "customXml/a.xml", Data: `<a><b></a>`}, {Name: "customXml/b.xml", Data: `<a>后文</a>`}}}.Bytes()
	var all []string
	err := open(t, data).Texts(func(text Text) error { all = append(all, text.Cells[0].Text); return nil })
	var fault *Fault
	if !errors.As(err, &fault) || fault.Part != "customXml/a.xml" || !slices.Equal(all, []string{"文", "后文"}) {
		t.Errorf("%v, %q", err, all)
	}
}

// TestTextsOfPresentation: slides, their notes, comments.
func TestTextsOfPresentation(t *testing.T) {
	const ns = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"`
	data := ooxmltest.Zip(
		ooxmltest.Types("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"),
		ooxmltest.Arrows("_rels/.rels", ooxmltest.Arrow("r", "officeDocument", "ppt/presentation.xml", false)),
		ooxmltest.Part{Name: "ppt/presentation.xml", Data: `<p:presentation ` + ns + `/>`},
		ooxmltest.Part{Name: "ppt/slides/slide12.xml", Data: `<p:sld ` + ns + `><p:sp><p:nvSpPr><p:cNvPr name="标题" descr="替代文"/></p:nvSpPr><p:txBody><a:p><a:r><a:t>138</a:t></a:r><a:r><a:rPr b="1"/><a:t>00138000</a:t></a:r></a:p></p:txBody></p:sp></p:sld>`},
		ooxmltest.Part{Name: "ppt/notesSlides/notesSlide1.xml", Data: `<p:notes ` + ns + `><a:p><a:r><a:t>备注文</a:t></a:r></a:p></p:notes>`},
		ooxmltest.Part{Name: "ppt/comments/comment1.xml", Data: `<p:cmLst ` + ns + `><p:cm><p:text>批注文</p:text></p:cm></p:cmLst>`},
	)
	wants(t, collect(t, data), "幻灯片 12: 13800138000", "幻灯片 12 名称*: 替代文", "备注页 1*: 备注文", "批注 1*: 批注文")
	if kind := open(t, data).Kind(); kind != "pptx" {
		t.Errorf("it is %s", kind)
	}
}

// TestTextsOfOFD: pages in their order, lines that are drawn character by
// character, annotations, and who made it.
func TestTextsOfOFD(t *testing.T) {
	const ns = `xmlns:ofd="http://www.ofdspec.org/2016"`
	object := func(boundary, text string) string {
		return `<ofd:TextObject Boundary="` + boundary + `"><ofd:TextCode>` + text + `</ofd:TextCode></ofd:TextObject>`
	}
	data := ooxmltest.Zip(
		ooxmltest.Part{Name: "OFD.xml", Data: `<ofd:OFD ` + ns + `><ofd:DocBody><ofd:DocInfo><ofd:Author>褚某</ofd:Author></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`},
		ooxmltest.Part{Name: "Doc_0/Document.xml", Data: `<ofd:Document ` + ns + `><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_7/Content.xml"/><ofd:Page ID="2" BaseLoc="/Doc_0/Pages/Page_3/Content.xml"/></ofd:Pages></ofd:Document>`},
		ooxmltest.Part{Name: "Doc_0/Pages/Page_7/Content.xml", Data: `<ofd:Page ` + ns + `><ofd:Content><ofd:Layer>` + object("10 10 5 5", "138") + object("15 10.2 5 5", "0013") + object("20 10 5 5", "8000") + object("10 20 5 5", "次行") + `</ofd:Layer></ofd:Content></ofd:Page>`},
		ooxmltest.Part{Name: "Doc_0/Pages/Page_3/Content.xml", Data: `<ofd:Page ` + ns + `><ofd:Content><ofd:Layer><ofd:PageBlock>` + object("", "第二页") + `</ofd:PageBlock></ofd:Layer></ofd:Content></ofd:Page>`},
		ooxmltest.Part{Name: "Doc_0/Annots/Page_7/Annotation.xml", Data: `<ofd:PageAnnot ` + ns + `><ofd:Annot Creator="卫某"><ofd:Appearance>` + object("1 1 1 1", "注释文") + `</ofd:Appearance></ofd:Annot></ofd:PageAnnot>`},
		ooxmltest.Part{Name: "Doc_0/Res/image.png", Data: "x"},
	)
	got := collect(t, data)
	wants(t, got, "第 1 页: 13800138000", "第 1 页: 次行", "第 2 页: 第二页", "内部数据 OFD.xml*: 褚某", "内部数据 Doc_0/Annots/Page_7/Annotation.xml*: 注释文", "内部数据 Doc_0/Annots/Page_7/Annotation.xml 名称*: 卫某")
	if got[0] != "第 1 页: 13800138000" {
		t.Errorf("the first text is %s", got[0])
	}
}

// ofd is a file of one page with these objects.
func ofd(objects string) []byte {
	const ns = `xmlns:ofd="http://www.ofdspec.org/2016"`
	return ooxmltest.Zip(
		ooxmltest.Part{Name: "OFD.xml", Data: `<ofd:OFD ` + ns + `><ofd:DocBody><ofd:DocRoot>D/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`},
		ooxmltest.Part{Name: "D/Document.xml", Data: `<ofd:Document ` + ns + `><ofd:Pages><ofd:Page ID="1" BaseLoc="P/Content.xml"/></ofd:Pages></ofd:Document>`},
		ooxmltest.Part{Name: "D/P/Content.xml", Data: `<ofd:Page ` + ns + `><ofd:Content><ofd:Layer>` + objects + `</ofd:Layer></ofd:Content></ofd:Page>`},
	)
}

// TestStrewn: characters are put together as they stand, in whatever order they are drawn;
// what was drawn in order comes once. A table that is drawn column by column has no cell twice.
func TestStrewn(t *testing.T) {
	object := func(x, y int, text string) string {
		return fmt.Sprintf(`<ofd:TextObject Boundary="%d %d 5 5"><ofd:TextCode>%s</ofd:TextCode></ofd:TextObject>`, x, y, text)
	}
	var backwards, evens, odds string
	for i, c := range "13800138000" {
		backwards = object(10+4*i, 10, string(c)) + backwards
		if i%2 == 0 {
			evens += object(10+4*i, 20, string(c))
		} else {
			odds += object(10+4*i, 20, string(c))
		}
	}
	columns := object(10, 40, "张某") + object(10, 50, "李某") + object(60, 40, "13900139000") + object(60, 50, "13700137000")
	got := collect(t, ofd(backwards+evens+object(10, 30, "别的")+odds+columns))
	count := map[string]int{}
	for _, text := range got {
		count[text]++
	}
	for text, want := range map[string]int{"13800138000": 2, "别的": 1, "张某": 1, "13900139000": 1, "13700137000": 1} {
		if count["第 1 页: "+text] != want {
			t.Errorf("%s: %d times, want %d\n%q", text, count["第 1 页: "+text], want, got)
		}
	}
}

// TestShapes: text that is known by its shapes alone is said to be unread.
func TestShapes(t *testing.T) {
	for text, unread := range map[string]bool{strings.Repeat("□", 11): true, strings.Repeat("\ue001", 11): true, "有□无□": false} {
		err := open(t, ofd(`<ofd:TextObject Boundary="1 1 50 5"><ofd:TextCode>`+text+`</ofd:TextCode></ofd:TextObject>`)).Texts(func(Text) error { return nil })
		if errors.Is(err, ErrForeign) != unread {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestUnshown: comments and instructions of XML, reading aids, formats of numbers that no
// cell has: what no program shows, and anybody can read; each once. A letter that is marked as
// one of a font of pictures, in a font of letters, is itself.
func TestUnshown(t *testing.T) {
	wants(t, collect(t, ooxmltest.Docx{
		Body: ooxmltest.P("正文") + `<!-- 13800138001 --><?note 13800138002?><w:p><w:r><w:sym w:font="Arial" w:char="F031"/><w:sym w:font="Arial" w:char="F033"/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>`,
	}.Bytes()), "内部数据 word/document.xml*: 13800138001", "内部数据 word/document.xml*: note 13800138002", "第 2 段: 13✔")
	got := collect(t, ooxmltest.Zip(
		ooxmltest.Types("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
		ooxmltest.Arrows("_rels/.rels", ooxmltest.Arrow("r", "officeDocument", "xl/workbook.xml", false)),
		ooxmltest.Arrows("xl/_rels/workbook.xml.rels", ooxmltest.Arrow("r1", "worksheet", "worksheets/sheet1.xml", false), ooxmltest.Arrow("r3", "sharedStrings", "sharedStrings.xml", false), ooxmltest.Arrow("r4", "styles", "styles.xml", false)),
		ooxmltest.Part{Name: "xl/workbook.xml", Data: `<workbook ` + spreadsheetNS + `><sheets><sheet name="名单" r:id="r1"/></sheets></workbook>`},
		ooxmltest.Part{Name: "xl/sharedStrings.xml", Data: `<sst ` + spreadsheetNS + `><si><t>甲</t><rPh sb="0" eb="1"><t>13800138003</t></rPh></si></sst>`},
		ooxmltest.Part{Name: "xl/styles.xml", Data: `<styleSheet ` + spreadsheetNS + `><numFmts><numFmt numFmtId="200" formatCode="&quot;138&quot;\0\0&quot;138004&quot;;;"/></numFmts></styleSheet>`},
		ooxmltest.Part{Name: "xl/worksheets/sheet1.xml", Data: `<worksheet ` + spreadsheetNS + `><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>乙</t><rPh><t>13800138005</t></rPh></is></c></row></sheetData></worksheet>`},
	))
	wants(t, got, "内部数据 xl/sharedStrings.xml*: 13800138003", "内部数据 xl/styles.xml*: 13800138004;;", "内部数据 xl/worksheets/sheet1.xml*: 13800138005", "工作表 名单!A1: 甲")
	seen := map[string]bool{}
	for _, text := range got {
		if seen[text] {
			t.Errorf("twice: %s", text)
		}
		seen[text] = true
	}
}

const spreadsheetNS = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
