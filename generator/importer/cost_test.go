package importer_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"gongkai/generator/corpus/costtest"
	"gongkai/generator/importer"
	"gongkai/generator/ooxml/ooxmltest"
)

// construct is something of which a file may have very many, as a text of about n
// bytes and as the file that it stands in.
type construct struct {
	costtest.Case
	file func(text string) importer.File
}

func plainFile(text string) importer.File {
	return importer.File{Name: "a.txt", Data: []byte(text)}
}

func csvFile(text string) importer.File { return importer.File{Name: "a.csv", Data: []byte(text)} }

func pageFile(text string) importer.File {
	return importer.File{Name: "a.html", Data: []byte("<html><body>" + text)}
}

func wordFile(text string) importer.File {
	doc := ooxmltest.Docx{
		Numbering: lists, Body: text, Arrows: ooxmltest.Arrow("p1", "image", "media/image1.png", false),
		Parts: []ooxmltest.Part{{Name: "word/media/image1.png", Data: "\x89PNG\r\n\x1a\n"}},
	}
	if before, after, ok := strings.Cut(text, "\x00"); ok { // the body, and the footnotes
		doc.Body, doc.Footnotes = before, after
	}
	return importer.File{Name: "a.docx", Data: doc.Bytes()}
}

// noted writes notes as they stand in a docx: the marks, and behind a zero the
// texts.
func noted(n int) string {
	var marks, texts strings.Builder
	for i := 1; marks.Len()+texts.Len() < n; i++ {
		fmt.Fprintf(&marks, `<w:r><w:footnoteReference w:id="%d"/></w:r>`, i)
		fmt.Fprintf(&texts, `<w:footnote w:id="%d">%s</w:footnote>`, i, ooxmltest.P("注"))
	}
	return `<w:p>` + marks.String() + `</w:p>` + "\x00" + texts.String()
}

// within is a construct that stands within something.
func within(name, before, unit, after string) costtest.Case {
	return costtest.Of(name, func(n int) string { return before + strings.Repeat(unit, n/len(unit)) + after })
}

func constructs() []construct {
	var all []construct
	add := func(file func(string) importer.File, cases ...costtest.Case) {
		for _, c := range cases {
			all = append(all, construct{c, file})
		}
	}
	add(plainFile, costtest.Repeat(
		"*", "甲\n", "a\tb\n", "a\tb\n\n", "a\tb\nc\n", "一、甲\n", "一、甲\n文\n", "1. 甲\n", "（印章）\n", "2026年3月1日\n", "某某镇人民政府\n", "\t", " ", "[", "http://a", "第一章 甲\n（一）乙\n", "\u200b", "a\t", "\ufffd",
	)...)
	add(csvFile, costtest.Repeat("a,b\n", "a\n", "a,", "\"a\nb\",c\n", ",\n", "a;b\n", "\"\",", "a,,,,,,,,b\n")...)
	add(csvFile, costtest.Of("a long row and many short ones", func(n int) string { return strings.Repeat("a,", n/4) + "\n" + strings.Repeat("a\n", n/4) }))
	add(pageFile, costtest.Repeat(
		"<p>甲", "<b>甲</b>", "<b> </b>", "a ", "<br>", "<ul><li>甲</ul>", "<ul><li>", "<h2>甲</h2>", "<table><td>a<td>b</table>", "<table><td colspan=2>a<tr><td>b<td>c</table>",
		"<table><tr><td>", "<table border=1><tr><td>a<td>", "<a href=#_ftn1>1</a>", "<a href=http://a.cn/>甲</a>", "<img src=a.png>", "<sup>1</sup>", "<p style='mso-list:l0'><span style='mso-list:Ignore'>1. </span>甲", "<div hidden>甲</div>", "<u> </u>", "&#42;",
		"<svg></svg>", "<article>甲</article>", "<img src='data:image/png;base64,iVBORw0KGgo='>",
	)...)
	add(pageFile,
		within("rows", "<table>", "<tr><td>a<td>b", ""), within("cells", "<table><tr>", "<td>a", ""), within("rows of one column", "<table>", "<tr><td>a", ""), within("wide cells", "<table><tr>", "<td colspan=1000>a", ""),
		within("high cells", "<table>", "<tr><td rowspan=1000>a<td>b", ""), within("lines in a cell", "<table><tr><td>a<td>", "甲<br>", ""), within("words of a label", "<p><span style='mso-list:Ignore'>", "a ", "</span>甲"),
		within("lines of pre", "<pre>", "甲 \n", "</pre>"),
		costtest.Of("a row of many cells and many of one", func(n int) string {
			return "<table><tr>" + strings.Repeat("<td>a", n/10) + strings.Repeat("<tr><td>a", n/18)
		}),
		costtest.Numbered("footnotes", func(i int) string {
			return fmt.Sprintf("<p>甲<a href='#_ftn%d'>1</a><div id=ftn%d><p>注</div>", i, i)
		}),
		costtest.Numbered("pictures that are not there", func(i int) string { return fmt.Sprintf("<img src=%d.png>", i) }),
	)
	add(wordFile, costtest.Repeat(
		ooxmltest.P("甲"), ooxmltest.P(""), ooxmltest.Table(ooxmltest.Cell("", "a")+ooxmltest.Cell("", "b")), ooxmltest.Table(ooxmltest.Cell(`<w:gridSpan w:val="2"/>`, "a"), ooxmltest.Cell("", "b")+ooxmltest.Cell("", "c")),
		listed("1", "0", "甲"), listed("2", "0", "甲")+listed("2", "1", "乙"), listed("3", "0", "点"), `<w:p>`+pictureRun("p1", "图", "")+`</w:p>`, `<w:p><w:r>`+textBox(ooxmltest.P("框"))+`</w:r></w:p>`, `<w:p>`+field("PAGE", ooxmltest.R("1"))+`</w:p>`,
		`<w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr>`+ooxmltest.R("甲")+`</w:p>`, centered("44", "通知"),
	)...)
	add(wordFile,
		within("runs", "<w:p>", ooxmltest.R("甲"), "</w:p>"), within("bold runs", "<w:p>", ooxmltest.R("甲")+`<w:r><w:rPr><w:b/></w:rPr><w:t>乙</w:t></w:r>`, "</w:p>"), within("rows", "<w:tbl>", `<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>`, "</w:tbl>"),
		within("breaks", "<w:p><w:r>", "<w:t>甲</w:t><w:br/>", "</w:r></w:p>"), within("pictures in a cell", "<w:tbl><w:tr>"+ooxmltest.Cell("", "a")+"<w:tc><w:p>", pictureRun("p1", "图", ""), "</w:p></w:tc></w:tr></w:tbl>"),
		costtest.Of("footnotes", noted),
	)
	return all
}

// TestCost: the import of 100 KB of any construct takes neither a second nor 100
// MB, and of four times as much not more than about four times as long.
func TestCost(t *testing.T) {
	all := constructs()
	for _, c := range all {
		if os.Getenv("GONGKAI_SLOW") != "1" && !strings.Contains("*|甲\n|a\tb\n|a,b\n|rows|footnotes|runs|words of a label|a row of many cells and many of one", c.Name) {
			continue
		}
		costtest.Check(t, []costtest.Case{c.Case}, func(text []byte) {
			if doc, _ := importer.Read(c.file(string(text)), false); doc != nil {
				doc.Compose("0001")
			}
		})
	}
}

// TestFootnotes: those past the thousandth stand behind the text; none is lost.
func TestFootnotes(t *testing.T) {
	word := noted(200_000)
	marks, texts, _ := strings.Cut(word, "\x00")
	var page strings.Builder
	n := strings.Count(texts, "<w:footnote ")
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&page, "<p>甲<a href='#_ftn%d'>1</a></p><div id=ftn%d><p>注</p></div>", i, i)
	}
	for _, f := range []importer.File{wordFile(title + marks + "\x00" + texts), pageFile("<title>通知</title>" + page.String())} {
		r := read(t, f)
		text := r.page(t) // an error of it fails
		if n < 1100 || strings.Count(text, "注") != 2*(n-1000)+n || strings.Count(text, fmt.Sprintf("〔注%d〕", n)) != 2 || strings.Contains(text, "〔注1000〕") {
			t.Errorf("%s: %d footnotes of %d: %.200s", f.Name, strings.Count(text, "注"), n, text[max(0, len(text)-200):])
		}
		if r.codes() != "IM030" {
			t.Errorf("%s: found %s", f.Name, r.codes())
		}
	}
}

// TestTablesOutOfBounds: a table that a page does not show is a file to download;
// what no workbook can have is text.
func TestTablesOutOfBounds(t *testing.T) {
	r := read(t, csvFile(strings.Repeat("甲,乙\n", 25_001)))
	if r.codes() != "IM025 IM031" || r.body != "[表1](0001-表1.xlsx)\n" || len(r.files) != 1 || r.files[0].Title != "表1" {
		t.Errorf("a long table: %s %s", r.codes(), r.body)
	}
	if rest := strings.Count(r.tableText(t, "0001-表1.xlsx"), "甲"); rest != 25_001 {
		t.Errorf("a long table has %d rows", rest)
	}
	const merged = "<table><td colspan=2>甲<tr><td>乙<td>丙</table>"
	for name, c := range map[string]struct {
		file importer.File
		text string // that is there so many times
		n    int
	}{
		"a cell of 40,000 characters":              {pageFile("<table><td>甲<td>" + strings.Repeat("乙", 40_000) + "<p>丙</table>"), "乙", 40_000},
		"a row of many cells and many rows of two": {csvFile(strings.Repeat("甲,", 4000) + "\n" + strings.Repeat("甲,甲\n", 4000)), "甲", 11_999}, // the first is the title
		"many tables with merged cells":            {pageFile(strings.Repeat(merged, 300)), "丙", 200},
		"a row of more cells than Excel has":       {csvFile(strings.Repeat("甲,", 17_000) + "\n甲,甲\n"), "甲", 17_001},
	} {
		r := read(t, c.file)
		if n := strings.Count(r.body, c.text); n != c.n || !strings.Contains(r.codes(), "IM032") {
			t.Errorf("%s: %d of %d, %s", name, n, c.n, r.codes())
		}
	}
}

// TestLostCharacters: what was lost before is named with its place.
func TestLostCharacters(t *testing.T) {
	for _, f := range []importer.File{
		wordFile(title + ooxmltest.P("李\ufffd。")), pageFile("<title>通知</title><p>李\ufffd。"), pageFile("<title>通知</title><table><td>姓名<td>李\ufffd</table>"),
	} {
		if r := read(t, f); r.codes() != "IM033" || !strings.Contains(r.found[0].Message.ZH, "段") && !strings.Contains(r.found[0].Message.ZH, "表") {
			t.Errorf("%v", r.found)
		}
	}
}
