// Package extracttest makes files in which it is known what is personal and where it
// hides: a text in every place of every format in which something survives that was
// thought to be gone, or that nobody looks at.
//
//	for _, f := range extracttest.Formats() {
//		data := f.File(extracttest.Content{Body: passages, At: map[string]string{"页脚": text}})
//	}
//
// The files are made by hand, as programs write them: text in runs, rows of tables with
// their heads, headers, comments, properties, older states. What is put into them comes
// from elsewhere (package privacytest). For tests only.
package extracttest

import (
	"html"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/generator/ooxml/ooxmltest"
	"gongkai/generator/privacy/privacytest"
)

// Content is what a file has in it.
type Content struct {
	// Body is what everybody sees: paragraphs, and rows that have the same heads.
	Body []privacytest.Passage
	// At is a text for each place of the format; "" where there is none.
	At map[string]string
}

// Format is a kind of files.
type Format struct {
	Ext string
	// Places are where a text may hide beside the body.
	Places []string
	// Lines are the places in which a text may have line breaks.
	Lines []string
	// File makes a file.
	File func(c Content) []byte
}

// Formats lists all formats.
func Formats() []Format {
	return []Format{docx(), xlsx(), pptx(), ofd(), pdf(), rtf(), page(), zip(),
		{Ext: "txt", File: func(c Content) []byte { return []byte(text(c.Body)) }},
		{Ext: "csv", File: func(c Content) []byte { return []byte(csv(c.Body)) }},
		{Ext: "csv", File: func(c Content) []byte { return gbk(csv(c.Body)) }},
		markdown()}
}

// isRow reports whether a passage is a row of a table.
func isRow(p privacytest.Passage) bool { return len(p.Cells) > 1 }

// blocks calls one function with each paragraph, and the other with the rows of each
// table.
func blocks(body []privacytest.Passage, paragraph func(string), table func(rows [][]string)) {
	var rows [][]string
	end := func() {
		if len(rows) > 0 {
			table(rows)
		}
		rows = nil
	}
	for _, p := range body {
		if !isRow(p) {
			end()
			paragraph(p.Cells[0])
			continue
		}
		if p.Heads == nil || len(rows) > 0 && len(rows[0]) != len(p.Cells) {
			end()
		}
		rows = append(rows, p.Cells)
	}
	end()
}

// runs divides a text as programs divide it: into pieces of a few characters.
func runs(text string) (pieces []string) {
	letters := []rune(text)
	for n := 3; len(letters) > 0; n = 3 + (n+2)%5 {
		n = min(n, len(letters))
		pieces, letters = append(pieces, string(letters[:n])), letters[n:]
	}
	return pieces
}

// wrapped divides a text into lines.
func wrapped(text string) (lines []string) {
	const width = 28
	letters := []rune(text)
	for len(letters) > width {
		lines, letters = append(lines, string(letters[:width])), letters[width:]
	}
	return append(lines, string(letters))
}

// once leaves the first line break in a text: a number may go on in the next line, and
// never in the one after that.
func once(text string) string {
	first, rest, ok := strings.Cut(strings.ReplaceAll(text, "\r", ""), "\n")
	if !ok {
		return first
	}
	return first + "\n" + strings.ReplaceAll(rest, "\n", " ")
}

// text writes a file of lines, tables with tabs.
func text(body []privacytest.Passage) string {
	var b strings.Builder
	blocks(body, func(p string) { b.WriteString(strings.ReplaceAll(once(p), "\n", "\r\n") + "\r\n\r\n") }, func(rows [][]string) {
		for _, row := range rows {
			b.WriteString(strings.Join(row, "\t") + "\r\n")
		}
		b.WriteString("\r\n")
	})
	return b.String()
}

// csv writes a file as a spreadsheet program does.
func csv(body []privacytest.Passage) string {
	var b strings.Builder
	row := func(cells ...string) {
		for i, cell := range cells {
			if i > 0 {
				b.WriteByte(',')
			}
			if strings.ContainsAny(cell, ",\"\n\r") {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			b.WriteString(cell)
		}
		b.WriteString("\r\n")
	}
	blocks(body, func(p string) { row(p) }, func(rows [][]string) {
		for _, cells := range rows {
			row(cells...)
		}
		row()
	})
	return b.String()
}

// gbk writes what is in GBK, which has no digits of other scripts.
func gbk(s string) []byte {
	data, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s))
	if err != nil {
		panic(err) // it has all characters
	}
	return data
}

// page is a page of the Web.
func page() Format {
	return Format{
		Ext:    "html",
		Places: []string{"title", "meta", "comment", "attribute", "alt", "hidden", "script", "style", "input", "template", "data", "codes"},
		Lines:  []string{"comment", "hidden", "script", "template"},
		File: func(c Content) []byte {
			at := func(place string) string { return html.EscapeString(c.At[place]) }
			var b strings.Builder
			b.WriteString(`<!DOCTYPE html><html><head><meta charset="utf-8"><title>` + at("title") + `</title><meta name="description" content="` + at("meta") + `"><style>a::after{content:"` + c.At["style"] + `"}</style></head><body>` + "\n")
			blocks(c.Body, func(p string) { b.WriteString("<p>" + markup(p) + "</p>\n") }, func(rows [][]string) {
				b.WriteString("<table>")
				for _, row := range rows {
					b.WriteString("<tr>")
					for _, cell := range row {
						b.WriteString("<td>" + markup(cell) + "</td>")
					}
					b.WriteString("</tr>\n")
				}
				b.WriteString("</table>\n")
			})
			b.WriteString("<!-- " + c.At["comment"] + " --><p title=\"" + at("attribute") + "\">x</p><img alt=\"" + at("alt") + "\"><div style=\"display:none\"><p>" + at("hidden") + "</p></div>")
			b.WriteString("<script>var a = '" + c.At["script"] + "';</script><input type=hidden value=\"" + at("input") + "\"><template><p>" + at("template") + "</p></template><p data-a=\"" + at("data") + "\">x</p><p>")
			for _, r := range c.At["codes"] {
				b.WriteString("&#" + itoa(int(r)) + ";")
			}
			return []byte(b.String() + "</p></body></html>\n")
		},
	}
}

// markup writes a text in runs, every second in bold.
func markup(text string) string {
	var b strings.Builder
	for i, piece := range runs(text) {
		piece = strings.ReplaceAll(html.EscapeString(piece), "\n", "<br>")
		if i%2 == 1 {
			piece = "<b>" + piece + "</b>"
		}
		b.WriteString(piece)
	}
	return b.String()
}

// zip is an archive with files and archives in it.
func zip() Format {
	return Format{
		Ext:    "zip",
		Places: []string{"entry", "in GBK", "nested", "docx", "name"},
		Lines:  []string{"entry", "nested", "docx"},
		File: func(c Content) []byte {
			document := ooxmltest.Docx{Body: word(c.At["docx"])}
			inner := ooxmltest.Zip(ooxmltest.Part{Name: "a/b.txt", Data: c.At["nested"]})
			return ooxmltest.Zip(
				ooxmltest.Part{Name: "正文.txt", Data: text(c.Body)},
				ooxmltest.Part{Name: "a.txt", Data: c.At["entry"]},
				ooxmltest.Part{Name: "b.txt", Data: string(gbk("说明：" + c.At["in GBK"]))},
				ooxmltest.Part{Name: "c.zip", Data: string(inner)},
				ooxmltest.Part{Name: "d.docx", Data: string(document.Bytes())},
				ooxmltest.Part{Name: "0007-" + strings.ReplaceAll(c.At["name"], "/", "") + ".txt", Data: "x"},
			)
		},
	}
}

// markdown is a document of a site.
func markdown() Format {
	return Format{
		Ext:    "md",
		Places: []string{"title", "summary", "keyword", "escaped", "attachment", "code", "fence", "alt", "link", "comment", "footnote", "heading", "codes", "bold", "quotation", "item", "address"},
		Lines:  []string{"fence", "comment"},
		File: func(c Content) []byte {
			quoted := func(place string) string { return `"` + strings.ReplaceAll(c.At[place], `"`, "") + `"` }
			var b strings.Builder
			b.WriteString("---\ntitle: " + quoted("title") + "\ncategory: notices\ndate: 2026-01-10\nsummary: " + quoted("summary") + "\nkeywords: [" + quoted("keyword") + "]\ngenre: \"")
			for _, r := range c.At["escaped"] {
				b.WriteString(`\u` + hex(int(r), 4))
			}
			b.WriteString("\"\nattachments:\n  - {file: a.csv, title: " + quoted("attachment") + "}\n---\n")
			blocks(c.Body, func(p string) { b.WriteString(strings.ReplaceAll(p, "\n　　", "\n") + "\n\n") }, func(rows [][]string) {
				for i, row := range rows {
					for _, cell := range row {
						b.WriteString("| " + strings.NewReplacer("\r\n　　", " ", "\n", "<br>", "|", "").Replace(cell) + " ")
					}
					b.WriteString("|\n")
					if i == 0 {
						b.WriteString(strings.Repeat("|---", len(row)) + "|\n")
					}
				}
				b.WriteString("\n")
			})
			b.WriteString("`" + c.At["code"] + "`\n\n```\n" + c.At["fence"] + "\n```\n\n![" + c.At["alt"] + "](a.png)\n\n[说明](https://example.cn/ \"" + c.At["link"] + "\")\n\n<!-- " + c.At["comment"] + " -->\n\n正文[^1]。\n\n[^1]: " + c.At["footnote"] + "\n\n## " + c.At["heading"] + "\n\n")
			for _, r := range c.At["codes"] {
				b.WriteString("&#" + itoa(int(r)) + ";")
			}
			b.WriteString("\n\n")
			for i, piece := range runs(c.At["bold"]) {
				if i%2 == 1 {
					piece = "**" + piece + "**"
				}
				b.WriteString(piece)
			}
			b.WriteString("\n\n> " + strings.Join(wrapped(c.At["quotation"]), "\n> ") + "\n\n- " + strings.Join(wrapped(c.At["item"]), "\\\n  ") + "\n\n[打电话](tel:")
			for _, r := range []byte(c.At["address"]) {
				b.WriteString("%" + hex(int(r), 2))
			}
			return []byte(b.String() + ")\n")
		},
	}
}
