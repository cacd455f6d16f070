package importer_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/importer"
	"gongkai/generator/ooxml/ooxmltest"
)

// wordCase is a docx as Word writes it, and what must come of it.
type wordCase struct {
	name  string
	doc   ooxmltest.Docx
	facts string // title|number|issuer|day; "" where they are not of interest
	codes string // of the findings
	added string // words that Word counts
	want  string // the body
}

// centered is a paragraph in the middle of the line, in letters of a size.
func centered(size, text string) string {
	return `<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="` + size + `"/></w:rPr><w:t>` + text + `</w:t></w:r></w:p>`
}

const title = `<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>通知</w:t></w:r></w:p>`

// field is a field with a code and a result.
func field(code, result string) string {
	return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ` + code + ` </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` +
		result + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
}

// lists are the lists that the documents below use: 1 is 一、 over （一） over 1.,
// 2 is 1., 3 is a bullet, 4 goes on with 2 from 5.
const lists = `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/></w:lvl></w:abstractNum>` +
	`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>` +
	`<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>`

// listed is a paragraph of a list.
func listed(list, level, text string) string {
	return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + list + `"/></w:numPr></w:pPr>` + ooxmltest.R(text) + `</w:p>`
}

// textBox is a text box as Word writes it: for itself, and for older programs.
func textBox(text string) string {
	content := `<w:txbxContent>` + text + `</w:txbxContent>`
	return `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="1" name="文本框 1"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>` + content +
		`</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>` + content + `</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>`
}

var wordCases = []wordCase{
	{
		name: "a document after GB/T 9704",
		doc: ooxmltest.Docx{Body: ooxmltest.P("000001") + centered("96", "某某镇人民政府文件") + centered("32", "某政发〔2026〕3号") +
			centered("44", "某某镇人民政府") + centered("44", "关于做好春季森林防火工作的通知") + ooxmltest.P("") +
			ooxmltest.P("各村民委员会，镇属各单位：") + ooxmltest.P("　　为做好防火工作，现将有关事项通知如下。") + ooxmltest.P("一、提高认识") + ooxmltest.P("　　各村要高度重视。") +
			ooxmltest.P("二、落实责任") + ooxmltest.P("（一）明确分工") + ooxmltest.P("包村干部负责。") + ooxmltest.P("（二）加强巡查。每天不少于两次。") +
			ooxmltest.P("附件：1.值班表") + `<w:p><w:pPr><w:jc w:val="right"/></w:pPr>` + ooxmltest.R("某某镇人民政府") + `</w:p><w:p><w:pPr><w:jc w:val="right"/></w:pPr>` + ooxmltest.R("2026年3月1日") + `</w:p>` +
			ooxmltest.P("（此件公开发布）")},
		facts: "某某镇人民政府关于做好春季森林防火工作的通知|某政发〔2026〕3号|某某镇人民政府|2026-03-01",
		codes: "IM026",
		want: `000001

各村民委员会，镇属各单位：

为做好防火工作，现将有关事项通知如下。

## 一、提高认识

各村要高度重视。

## 二、落实责任

### （一）明确分工

包村干部负责。

（二）加强巡查。每天不少于两次。

附件：1.值班表

某某镇人民政府

2026年3月1日

（此件公开发布）
`,
	},
	{
		name: "words that runs split, formats, links",
		doc: ooxmltest.Docx{Arrows: ooxmltest.Arrow("rId9", "hyperlink", "https://www.gov.cn/", true), Body: title +
			`<w:p><w:r><w:t>政府信</w:t></w:r><w:proofErr w:type="gramStart"/><w:r w:rsidR="1"><w:t>息公</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>开办</w:t></w:r><w:r><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr><w:t>法</w:t></w:r><w:r><w:t>，见</w:t></w:r><w:hyperlink r:id="rId9"><w:r><w:t>中国政</w:t></w:r><w:r><w:t>府网</w:t></w:r></w:hyperlink><w:r><w:t>，10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>4</w:t></w:r><w:r><w:t>亩，</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>废</w:t></w:r></w:p>`},
		facts: "通知|||",
		codes: "IM039",
		want:  "政府信息公**开办法**，见[中国政府网](https://www.gov.cn/)，10⁴亩，废\n",
	},
	{
		name: "marks of Markdown are text",
		doc: ooxmltest.Docx{Body: title + ooxmltest.P("张*华、李*明，电话138****1234") + ooxmltest.P("[联系人]: 张某") + ooxmltest.P("1. 第一") + ooxmltest.P("4. 第四") +
			ooxmltest.P("# 不是标题") + ooxmltest.P("- 不是列表") + ooxmltest.P("|a|b|") + ooxmltest.P("{{training.people}} &lt;b&gt; &amp;amp; `x` a_b") + ooxmltest.P("2017.")},
		want: "张*华、李*明，电话138****1234\n\n\\[联系人]\\: 张某\n\n1\\. 第一\n\n4\\. 第四\n\n\\# 不是标题\n\n\\- 不是列表\n\n\\|a\\|b\\|\n\n\\{\\{training.people}} \\<b> \\&amp; \\`x\\` a_b\n\n2017\\.\n",
	},
	{
		name:  "numbers that Word counts",
		doc:   ooxmltest.Docx{Numbering: lists, Body: title + listed("1", "0", "总则") + ooxmltest.P("文") + listed("1", "1", "目的") + ooxmltest.P("文") + listed("1", "1", "依据") + ooxmltest.P("文") + listed("1", "0", "附则") + ooxmltest.P("文") + listed("1", "1", "施行") + ooxmltest.P("文")},
		added: "一、 （一） （二） 二、 （一）",
		want:  "## 一、总则\n\n文\n\n### （一）目的\n\n文\n\n### （二）依据\n\n文\n\n## 二、附则\n\n文\n\n### （一）施行\n\n文\n",
	},
	{
		name: "articles and chapters that Word counts",
		doc: ooxmltest.Docx{Numbering: `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1章"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%2条"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
			Body: title + listed("1", "0", "总则") + listed("1", "1", "为了规范。") + listed("1", "1", "　适用于本镇。")},
		added: "第一章 第一条 第二条",
		want:  "## 第一章　总则\n\n第一条　为了规范。\n\n第二条　适用于本镇。\n",
	},
	{
		name: "lists",
		doc: ooxmltest.Docx{Numbering: lists, Body: title + listed("2", "0", "第一项；") + listed("2", "0", "第二项；") + listed("2", "1", "甲；") + listed("2", "0", "第三项。") + ooxmltest.P("其间。") +
			listed("2", "0", "第四项。") + listed("4", "0", "另起。") + ooxmltest.P("又：") + listed("3", "0", "点一") + listed("3", "1", "点二") + listed("3", "0", "点三")},
		added: "a)",
		want:  "1. 第一项；\n2. 第二项；\n\na) 甲；\n\n3. 第三项。\n\n其间。\n\n4. 第四项。\n5. 另起。\n\n又：\n\n- 点一\n  - 点二\n- 点三\n",
	},
	{
		name: "headings by style, without gaps",
		doc: ooxmltest.Docx{
			Styles: `<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="3"><w:name w:val="heading 3"/></w:style>`,
			Body:   ooxmltest.Styled("T", "某镇") + ooxmltest.Styled("T", "年度计划") + ooxmltest.Styled("1", "一、总体") + ooxmltest.P("文") + ooxmltest.Styled("3", "细目") + ooxmltest.P("一、不是标题") + ooxmltest.P("文") + ooxmltest.Styled("1", "二、其他")},
		facts: "某镇年度计划|||",
		want:  "## 一、总体\n\n文\n\n### 细目\n\n一、不是标题\n\n文\n\n## 二、其他\n",
	},
	{
		name: "a simple table",
		doc:  ooxmltest.Docx{Body: title + ooxmltest.Table(ooxmltest.Cell("", "名称")+ooxmltest.Cell("", "金额"), ooxmltest.Cell("", "甲|乙")+ooxmltest.Cell("", "1,234.50"), ooxmltest.Cell("", "")+ooxmltest.Cell("", "7")) + ooxmltest.P("文")},
		want: "| 名称 | 金额 |\n|:--|--:|\n| 甲\\|乙 | 1,234.50 |\n|  | 7 |\n\n文\n",
	},
	{
		name: "merged cells",
		doc: ooxmltest.Docx{Body: title + ooxmltest.Table(
			ooxmltest.Cell(`<w:vMerge w:val="restart"/>`, "序号")+ooxmltest.Cell(`<w:gridSpan w:val="2"/>`, "联系人"),
			ooxmltest.Cell(`<w:vMerge/>`, "")+ooxmltest.Cell("", "姓名")+ooxmltest.Cell("", "电话"),
			ooxmltest.Cell("", "1")+ooxmltest.Cell("", "张*华")+ooxmltest.Cell("", "01012345678"))},
		codes: "IM021",
		want:  "{{table 0001-表1.xlsx header=2}}\n",
	},
	{
		name: "a cell of several paragraphs, and a frame around text",
		doc: ooxmltest.Docx{Body: title + ooxmltest.Table(`<w:tc>`+ooxmltest.P("框里一")+ooxmltest.P("框里二")+`</w:tc>`) + ooxmltest.P("间") +
			ooxmltest.Table(ooxmltest.Cell("", "甲")+ooxmltest.Cell("", "乙"), `<w:tc>`+ooxmltest.P("一")+ooxmltest.P("二")+`</w:tc>`+ooxmltest.Cell("", "三"))},
		codes: "IM021",
		want:  "框里一\n\n框里二\n\n间\n\n{{table 0001-表1.xlsx}}\n",
	},
	{
		name:  "a table in a table",
		doc:   ooxmltest.Docx{Body: title + ooxmltest.Table(ooxmltest.Cell("", "外一")+`<w:tc>`+ooxmltest.P("外二")+ooxmltest.Table(ooxmltest.Cell("", "内一")+ooxmltest.Cell("", "内二"), ooxmltest.Cell("", "内三")+ooxmltest.Cell("", "内四"))+ooxmltest.P("")+`</w:tc>`)},
		codes: "IM022",
		want:  "| 外一 | 外二 |\n|:--|:--|\n\n| 内一 | 内二 |\n|:--|:--|\n| 内三 | 内四 |\n",
	},
	{
		name:  "a text box that is written twice",
		doc:   ooxmltest.Docx{Body: title + `<w:p><w:r><w:t>正文</w:t></w:r><w:r>` + textBox(ooxmltest.P("框中文字")) + `</w:r><w:r><w:t>继续。</w:t></w:r></w:p>` + ooxmltest.P("下一段")},
		codes: "IM013",
		added: "*",
		want:  "正文继续。\n\n框中文字\n\n下一段\n",
	},
	{
		name: "tracked changes are accepted",
		doc: ooxmltest.Docx{Body: title + `<w:p><w:r><w:t>共</w:t></w:r><w:del w:id="1" w:author="甲"><w:r><w:delText>三</w:delText></w:r></w:del><w:ins w:id="2" w:author="甲"><w:r><w:t>五</w:t></w:r></w:ins><w:r><w:t>件，</w:t></w:r></w:p>` +
			`<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="甲"/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p><w:p><w:r><w:t>后半。</w:t></w:r></w:p>` +
			`<w:tbl><w:tr>` + ooxmltest.Cell("", "甲") + ooxmltest.Cell("", "乙") + `</w:tr><w:tr><w:trPr><w:del w:id="4" w:author="甲"/></w:trPr><w:tc><w:p><w:del w:id="5"><w:r><w:delText>删</w:delText></w:r></w:del></w:p></w:tc>` + `<w:tc><w:p/></w:tc></w:tr><w:tr>` + ooxmltest.Cell("", "一") + ooxmltest.Cell("", "二") + `</w:tr></w:tbl>`},
		codes: "IM010",
		want:  "共五件，\n\n前半后半。\n\n| 甲 | 乙 |\n|:--|:--|\n| 一 | 二 |\n",
	},
	{
		name: "footnotes",
		doc: ooxmltest.Docx{
			Footnotes: `<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> 依据一。</w:t></w:r></w:p></w:footnote><w:footnote w:id="2">` + ooxmltest.P("依据二。") + ooxmltest.P("- 又。") + `</w:footnote>`,
			Body:      title + `<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:t>，乙</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>。</w:t></w:r></w:p>`},
		want: "甲[^1]，乙[^2]。\n\n[^1]: 依据一。\n\n[^2]: 依据二。\n\n    \\- 又。\n",
	},
	{
		name: "content controls, symbols, tabs, soft hyphens, forms",
		doc: ooxmltest.Docx{Body: title + `<w:sdt><w:sdtPr><w:alias w:val="名"/></w:sdtPr><w:sdtContent>` + ooxmltest.P("控件里的段") + `</w:sdtContent></w:sdt>` +
			`<w:p><w:r><w:t>同意</w:t><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>不同意</w:t><w:sym w:font="Wingdings" w:char="F0A8"/><w:tab/><w:t>信</w:t><w:softHyphen/><w:t>息</w:t></w:r><w:r><w:t>签字：</w:t></w:r><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">        </w:t></w:r></w:p>`},
		added: "☑ □ ＿＿＿＿",
		want:  "控件里的段\n\n同意☑不同意□ 信息签字：＿＿＿＿\n",
	},
	{
		name: "field codes are not text, results are",
		doc:  ooxmltest.Docx{Body: title + `<w:p>` + ooxmltest.R("见") + field(`HYPERLINK "https://a.cn/x_y"`, ooxmltest.R("网页")) + ooxmltest.R("第") + field("PAGEREF a", ooxmltest.R("3")) + ooxmltest.R("页") + field("REF b", "") + `</w:p><w:p>` + field(`HYPERLINK \l "_Toc1"`, ooxmltest.R("本文")) + ooxmltest.R("。") + `</w:p>`},
		want: "见[网页](https://a.cn/x_y)第3页\n\n本文。\n",
	},
	{
		name: "what a reader does not see stays out",
		doc: ooxmltest.Docx{
			Comments: `<w:comment w:id="1" w:author="甲">` + ooxmltest.P("内部意见") + `</w:comment>`, Header: ooxmltest.P("内部稿"), Footer: ooxmltest.P("— 1 —"),
			Body: title + `<w:p><w:commentRangeStart w:id="1"/><w:r><w:t>明</w:t></w:r><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:delText>暗</w:delText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:tab/></w:r></w:p>` +
				`<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:instrText>x</w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:sym w:font="Symbol" w:char="F061"/></w:r><w:r><w:t>尾</w:t></w:r></w:p>`},
		codes: "IM010 IM011 IM012 IM019",
		want:  "明\n\n尾\n",
	},
	{
		name: "a formula, a chart, an embedded table",
		doc: ooxmltest.Docx{Body: title + `<w:p>` + ooxmltest.R("公式") + `<m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath></w:p>` +
			`<w:p><w:r><w:drawing><wp:inline><wp:docPr id="3" name="图表 1"/><a:graphic><a:graphicData><c:chart r:id="rId8"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>` +
			`<w:p><w:r><w:object><v:shape><v:imagedata r:id="rId7"/></v:shape><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" r:id="rId6"/></w:object></w:r></w:p>`,
			Arrows: ooxmltest.Arrow("rId7", "image", "media/image1.emf", false)},
		codes: "IM014 IM015",
		added: "x^2",
		want:  "公式x^2\n",
	},
	{
		name:  "a table of contents that Word made",
		doc:   ooxmltest.Docx{Body: title + `<w:p>` + `<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC \o</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>` + ooxmltest.R("一、总则") + `<w:r><w:tab/><w:t>1</w:t></w:r></w:p><w:p>` + ooxmltest.R("二、附则") + `<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>` + ooxmltest.P("一、总则") + ooxmltest.P("文")},
		codes: "IM020",
		want:  "一、总则 1\n\n二、附则\n\n## 一、总则\n\n文\n",
	},
	{
		name: "struck out, once and twice, in part of a sentence",
		doc: ooxmltest.Docx{Body: title + `<w:p>` + ooxmltest.R("会议定于") + `<w:r><w:rPr><w:strike/></w:rPr><w:t>3月1日，</w:t></w:r><w:r><w:rPr><w:dstrike/></w:rPr><w:t>上午</w:t></w:r>` + ooxmltest.R("3月5日召开。") + `</w:p>` +
			`<w:p><w:r><w:rPr><w:b/><w:strike/></w:rPr><w:t>本条作废。</w:t></w:r></w:p>`},
		codes: "IM039",
		want:  "会议定于3月1日，上午3月5日召开。\n\n**本条作废。**\n",
	},
	{
		name: "a table of contents in a content control",
		doc: ooxmltest.Docx{Body: title + `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>` + ooxmltest.P("目录") + `<w:p>` + ooxmltest.R("一、总则") + `<w:r><w:tab/><w:t>1</w:t></w:r></w:p>` + ooxmltest.P("二、附则") + `</w:sdtContent></w:sdt>` +
			ooxmltest.P("一、总则") + ooxmltest.P("文") + ooxmltest.P("二、附则") + ooxmltest.P("文")},
		codes: "IM020",
		want:  "目录\n\n一、总则 1\n\n二、附则\n\n## 一、总则\n\n文\n\n## 二、附则\n\n文\n",
	},
	{
		name: "a table of contents by its styles alone",
		doc: ooxmltest.Docx{Body: title + ooxmltest.Styled("a1", "一、总则") + ooxmltest.Styled("a1", "二、附则") + ooxmltest.P("一、总则") + ooxmltest.P("文") + ooxmltest.P("二、附则") + ooxmltest.P("文"),
			Styles: `<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="toc 1"/></w:style>`},
		codes: "IM020",
		want:  "一、总则\n\n二、附则\n\n## 一、总则\n\n文\n\n## 二、附则\n\n文\n",
	},
	{
		name:  "a symbol that no other font has",
		doc:   ooxmltest.Docx{Body: title + `<w:p><w:r><w:t>甲</w:t><w:sym w:font="Webdings" w:char="F0A1"/></w:r></w:p>`},
		codes: "IM024",
		added: "\uf0a1",
		want:  "甲\uf0a1\n",
	},
	{
		name:  "line breaks within a paragraph",
		doc:   ooxmltest.Docx{Body: title + `<w:p><w:r><w:t>第一行</w:t><w:br/><w:t>2026年3月1日</w:t><w:br w:type="page"/><w:t>附件1</w:t></w:r></w:p>`},
		want:  "第一行\n\n2026年3月1日\n\n附件1\n",
		facts: "通知|||2026-03-01",
	},
	{
		name: "who signs, an attachment's number, a long title in several lines",
		doc: ooxmltest.Docx{Body: ooxmltest.P("机密★1年") + ooxmltest.P("某政发〔2026〕12号　　签发人：王某") + ooxmltest.P("附件1") + centered("44", "某某镇人民政府") + centered("44", "关于印发《某某镇政府信息公开") + centered("44", "管理办法》的通　　知") + centered("32", "（征求意见稿）") +
			centered("32", "第一章 总则") + ooxmltest.P("文") + ooxmltest.P("某某镇人民政府　某某镇党委") + ooxmltest.P("某某镇党政办公室") + ooxmltest.P("二○二六年十二月三十一日") + ooxmltest.P("附件1") + ooxmltest.P("2027年1月1日")},
		facts: "某某镇人民政府关于印发《某某镇政府信息公开管理办法》的通知（征求意见稿）|某政发〔2026〕12号|某某镇人民政府、某某镇党委、某某镇党政办公室|2026-12-31",
		want:  "机密★1年\n\n某政发〔2026〕12号　　签发人：王某\n\n附件1\n\n## 第一章 总则\n\n文\n\n某某镇人民政府　某某镇党委\n\n某某镇党政办公室\n\n二○二六年十二月三十一日\n\n附件1\n\n2027年1月1日\n",
		added: "*",
	},
	{
		name:  "without a title",
		doc:   ooxmltest.Docx{Body: ooxmltest.P("为了做好工作，现将有关事项通知如下，请认真执行。") + ooxmltest.P("完。")},
		facts: "文件|||",
		codes: "IM025",
		want:  "为了做好工作，现将有关事项通知如下，请认真执行。\n\n完。\n",
	},
}

// TestWord: what Word writes becomes what was meant, and no word is lost.
func TestWord(t *testing.T) {
	for _, c := range wordCases {
		t.Run(c.name, func(t *testing.T) {
			data := c.doc.Bytes()
			r := read(t, importer.File{Name: "文件.docx", Data: data})
			if diff := cmp.Diff(c.want, r.body); diff != "" {
				t.Error(diff)
			}
			if r.codes() != c.codes {
				t.Errorf("found %s, want %s: %v", r.codes(), c.codes, r.found)
			}
			if c.facts != "" && r.facts() != c.facts {
				t.Errorf("taken %s, want %s", r.facts(), c.facts)
			}
			if !strings.Contains(c.added, "*") && r.doc.Meta.Title != "文件" && !strings.Contains(c.codes, "IM026") {
				r.sameWords(t, data, c.added)
			}
		})
	}
}
