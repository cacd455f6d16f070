package ooxml

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"gongkai/generator/ooxml/ooxmltest"
)

func open(t *testing.T, data []byte) *File {
	t.Helper()
	f, err := Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func readDocument(t *testing.T, d ooxmltest.Docx) *Document {
	t.Helper()
	doc, err := open(t, d.Bytes()).Document()
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// sketch writes blocks in a line: paragraphs with what is special about them in
// brackets, cells as row.column:downxacross.
func sketch(blocks []Block) string {
	var b strings.Builder
	for i, block := range blocks {
		if i > 0 {
			b.WriteString(" | ")
		}
		if t := block.Table; t != nil {
			fmt.Fprintf(&b, "table %dx%d", t.Rows, t.Columns)
			for _, c := range t.Cells {
				fmt.Fprintf(&b, " [%d.%d", c.Row, c.Column)
				if c.Down > 1 || c.Across > 1 {
					fmt.Fprintf(&b, ":%dx%d", c.Down, c.Across)
				}
				fmt.Fprintf(&b, "%s %s]", flags(c.Hidden, "hidden", c.Deleted, "deleted", c.Inserted, "inserted"), sketch(c.Blocks))
			}
			continue
		}
		p := block.Paragraph
		if p.Heading > 0 {
			fmt.Fprintf(&b, "h%d ", p.Heading)
		}
		if p.Label != "" {
			fmt.Fprintf(&b, "<%d %s> ", p.Level, p.Label)
		}
		for j := range p.Runs {
			b.WriteString(sketchRun(&p.Runs[j]))
		}
		b.WriteString(flags(p.Centered, "centered", p.Right, "right", p.MarkDeleted, "mark deleted"))
	}
	return b.String()
}

func flags(pairs ...any) string {
	s := ""
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i].(bool) {
			s += "{" + pairs[i+1].(string) + "}"
		}
	}
	return s
}

func sketchRun(r *Run) string {
	s := r.Text + flags(r.Bold, "b", r.Strike, "strike", r.Super, "super", r.Sub, "sub", r.Underline, "u", r.Hidden, "hidden",
		r.Deleted, "deleted", r.Inserted, "inserted", r.Contents, "contents")
	if r.Link != "" {
		s += "{link " + r.Link + "}"
	}
	if r.Code != "" {
		s += "{code " + r.Code + "}"
	}
	if r.Object.EN != "" {
		s += "{" + r.Object.EN + "}"
	}
	if p := r.Picture; p != nil {
		s += fmt.Sprintf("{picture %s%s %s %v}", p.Part, p.Link, p.Alt, p.Crop)
	}
	if r.Note != nil {
		s += "{note " + sketch(r.Note.Blocks) + "}"
	}
	if r.Box != nil {
		s += "{box " + sketch(r.Box) + "}"
	}
	return s
}

// t begins text whose blanks count.
const t = `<w:t xml:space="preserve">`

// TestDocument: what Word writes, and what it is.
func TestDocument(test *testing.T) {
	for _, c := range []struct {
		name string
		doc  ooxmltest.Docx
		want string
	}{
		{"runs split within a word", ooxmltest.Docx{Body: `<w:p><w:r><w:t>政府</w:t></w:r><w:proofErr w:type="spellStart"/><w:r w:rsidR="00A1"><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>信息</w:t></w:r><w:bookmarkStart w:id="0" w:name="a"/><w:r><w:t>公开</w:t></w:r></w:p>`},
			"政府信息公开"},
		{"blanks count where they are to be kept", ooxmltest.Docx{Body: `<w:p><w:r><w:t> a </w:t></w:r><w:r>` + t + ` b </w:t></w:r></w:p>`},
			"a b "},
		{"tabs, breaks, hyphens", ooxmltest.Docx{Body: `<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:br w:type="page"/><w:softHyphen/><w:noBreakHyphen/><w:cr/><w:ptab/></w:r></w:p>`},
			"甲\t乙\n丙\n-\n\t"},
		{"formats", ooxmltest.Docx{Body: `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>粗</w:t></w:r><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>细</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>删</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r><w:r><w:rPr><w:u w:val="single"/></w:rPr>` + t + `  </w:t></w:r></w:p>`},
			"粗{b}细删{strike}2{super}  {u}"},
		{"a format by style, and its contrary", ooxmltest.Docx{
			Styles: `<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="强调"/><w:basedOn w:val="a0"/></w:style><w:style w:type="paragraph" w:styleId="a0"><w:name w:val="底"/><w:rPr><w:b/></w:rPr></w:style>`,
			Body:   `<w:p><w:pPr><w:pStyle w:val="a1"/></w:pPr><w:r><w:t>粗</w:t></w:r><w:r><w:rPr><w:b w:val="false"/></w:rPr><w:t>细</w:t></w:r></w:p>`},
			"粗{b}细"},
		{"headings by style, outline level and local name", ooxmltest.Docx{
			Styles: `<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="x"><w:name w:val="章"/><w:basedOn w:val="1"/></w:style><w:style w:type="paragraph" w:styleId="2"><w:name w:val="标题 2"/></w:style><w:style w:type="paragraph" w:styleId="9"><w:name w:val="正文级"/><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>`,
			Body: ooxmltest.Styled("1", "一") + ooxmltest.Styled("x", "二") + ooxmltest.Styled("2", "三") + ooxmltest.Styled("9", "四") +
				`<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr>` + ooxmltest.R("五") + `</w:p>`},
			"h1 一 | h1 二 | h2 三 | 四 | h3 五"},
		{"a loop of styles", ooxmltest.Docx{
			Styles: `<w:style w:type="paragraph" w:styleId="a"><w:name w:val="a"/><w:basedOn w:val="b"/></w:style><w:style w:type="paragraph" w:styleId="b"><w:name w:val="b"/><w:basedOn w:val="a"/></w:style>`,
			Body:   ooxmltest.Styled("a", "文")},
			"文"},
		{"tracked changes", ooxmltest.Docx{Body: `<w:p><w:pPr><w:pPrChange w:id="1"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:pPrChange></w:pPr><w:r><w:t>共</w:t></w:r><w:del w:id="2" w:author="甲"><w:r><w:delText>三</w:delText></w:r></w:del><w:ins w:id="3" w:author="甲"><w:r><w:rPr><w:rPrChange w:id="9"><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>五</w:t></w:r></w:ins><w:r><w:t>件</w:t></w:r></w:p><w:p><w:pPr><w:rPr><w:del w:id="4"/></w:rPr></w:pPr><w:moveFrom w:id="5"><w:r><w:t>移</w:t></w:r></w:moveFrom></w:p><w:moveTo w:id="6"><w:p><w:r><w:t>到</w:t></w:r></w:p></w:moveTo>`},
			"共三{deleted}五{inserted}件 | 移{deleted}{mark deleted} | 到{inserted}"},
		{"hidden text", ooxmltest.Docx{Body: `<w:p><w:r><w:t>明</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r></w:p>`},
			"明暗{hidden}"},
		{"links", ooxmltest.Docx{Arrows: ooxmltest.Arrow("rId7", "hyperlink", "https://www.gov.cn/a?b=1&amp;c=2", true),
			Body: `<w:p><w:hyperlink r:id="rId7"><w:r><w:t>网</w:t></w:r><w:r><w:t>站</w:t></w:r></w:hyperlink><w:hyperlink w:anchor="_Toc1"><w:r><w:t>处</w:t></w:r></w:hyperlink></w:p>`},
			"网站{link https://www.gov.cn/a?b=1&c=2}处{link #_Toc1}"},
		{"a field over several runs, and one in another", ooxmltest.Docx{Body: `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> HYPERLINK "https://a.cn/" \o "x" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>甲</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>IF </w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>1</w:t><w:fldChar w:fldCharType="end"/></w:r><w:r><w:instrText> = 1 "a" "b"</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>乙</w:t><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>丙</w:t></w:r></w:p>`},
			`{code HYPERLINK "https://a.cn/" \o "x"}甲{link https://a.cn/}{code PAGE}{code IF  = 1 "a" "b"}乙{link https://a.cn/}丙`},
		{"fields without a result", ooxmltest.Docx{Body: `<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>eq \o\ac(○,7)</w:instrText><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>SYMBOL 254 \f "Wingdings"</w:instrText><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar><w:instrText>FORMCHECKBOX</w:instrText><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr="DATE"><w:r><w:t>3月</w:t></w:r></w:fldSimple></w:p>`},
			`{code eq \o\ac(○,7)}⑦{code SYMBOL 254 \f "Wingdings"}☑{code FORMCHECKBOX}☑{code DATE}3月`},
		{"fields whose result shows nothing", ooxmltest.Docx{Body: `<w:p>` + emptyField(`eq \o\ac(○,7)`) + emptyField(`EQ \o\ac(□,密)`) + emptyField(`EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(zhèn),镇)`) + emptyField(`EQ \f(1,2)`) + emptyField("FORMTEXT") + `</w:p>`},
			`{code eq \o\ac(○,7)}⑦{code EQ \o\ac(□,密)}(密){code EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(zhèn),镇)}镇（zhèn）{code EQ \f(1,2)}1/2{a formula}{code FORMTEXT}`},
		{"the choice of a list", ooxmltest.Docx{Body: `<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="甲"/><w:listEntry w:val="乙"/></w:ddList></w:ffData></w:fldChar><w:instrText>FORMDROPDOWN</w:instrText><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:listEntry w:val="丙"/></w:ddList></w:ffData></w:fldChar><w:instrText>FORMDROPDOWN</w:instrText><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="9"/></w:ddList></w:ffData></w:fldChar><w:fldChar w:fldCharType="end"/></w:r></w:p>`},
			`{code FORMDROPDOWN}乙{code FORMDROPDOWN}丙`},
		{"lines that end with a page or a column", ooxmltest.Docx{Body: `<w:p><w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t><w:br w:type="column"/><w:t>丙</w:t><w:br/><w:t>丁</w:t><w:cr/><w:t>戊</w:t></w:r></w:p>`},
			"甲\n乙\n丙\n丁\n戊"},
		{"a table of contents", ooxmltest.Docx{Body: `<w:sdt><w:sdtContent><w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC \o "1-3"</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>一、总则</w:t></w:r></w:p><w:p><w:r><w:t>二、附则</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:sdtContent></w:sdt>` + ooxmltest.P("文")},
			`{code TOC \o "1-3"}一、总则{contents} | 二、附则{contents} | 文`},
		{"a table of contents in its content control", ooxmltest.Docx{Body: `<w:sdt><w:sdtPr><w:id w:val="1"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>` + ooxmltest.P("目录") + `<w:p><w:hyperlink w:anchor="_Toc1"><w:r><w:t>一、总则</w:t></w:r></w:hyperlink></w:p><w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>` + ooxmltest.P("二、附则") + `</w:sdtContent></w:sdt></w:sdtContent></w:sdt>` + ooxmltest.P("文")},
			`目录{contents} | 一、总则{contents}{link #_Toc1} | 二、附则{contents} | 文`},
		{"another gallery", ooxmltest.Docx{Body: `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Cover Pages"/></w:docPartObj></w:sdtPr><w:sdtContent>` + ooxmltest.P("封面") + `</w:sdtContent></w:sdt>`},
			`封面`},
		{"content controls around everything", ooxmltest.Docx{Body: `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent><w:p><w:sdt><w:sdtContent><w:r><w:t>甲</w:t></w:r></w:sdtContent></w:sdt><w:smartTag><w:r><w:t>乙</w:t></w:r></w:smartTag></w:p></w:sdtContent></w:sdt><w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>` + ooxmltest.P("丙") + `</w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>`},
			"甲乙 | table 1x1 [0.0 丙]"},
		{"symbols", ooxmltest.Docx{Body: `<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings 2" w:char="00A3"/><w:sym w:font="Symbol" w:char="F0B3"/></w:r><w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>þ</w:t></w:r></w:p>`},
			"☑□≥☑"},
		{"a reading above a word", ooxmltest.Docx{Body: `<w:p><w:r><w:ruby><w:rt><w:r><w:t>mì</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>密</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>云</w:t></w:r></w:p>`},
			"密（mì）云"},
		{"footnotes", ooxmltest.Docx{Footnotes: `<w:footnote w:type="separator" w:id="-1">` + ooxmltest.P("-") + `</w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>注文</w:t></w:r></w:p></w:footnote>`,
			Body: `<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>`},
			"正文{note 注文}"},
		{"a formula", ooxmltest.Docx{Body: `<w:p><m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b+c</m:t></m:r></m:den></m:f></m:oMath></w:p>`},
			"a/(b+c){a formula}"},
		{"alignment", ooxmltest.Docx{Body: `<w:p><w:pPr><w:jc w:val="center"/></w:pPr>` + ooxmltest.R("中") + `</w:p><w:p><w:pPr><w:jc w:val="right"/></w:pPr>` + ooxmltest.R("右") + `</w:p>`},
			"中{centered} | 右{right}"},
	} {
		test.Run(c.name, func(test *testing.T) {
			if got := sketch(readDocument(test, c.doc).Body); got != c.want {
				test.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// emptyField is a field as WPS writes it: with a result that shows nothing.
func emptyField(code string) string {
	return `<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>` + code + `</w:instrText><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t></w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
}
