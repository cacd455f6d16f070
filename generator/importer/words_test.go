package importer_test

import (
	"fmt"
	"html"
	"math/rand/v2"
	"strings"
	"testing"

	"gongkai/generator/importer"
	"gongkai/generator/ooxml/ooxmltest"
)

// TestRandomWords: for random paragraphs and tables of marks, the words of a
// file are those of its page, in their order, whatever kind of file they are in.
func TestRandomWords(t *testing.T) {
	tokens := strings.Fields(`张*华 李** 138****1234 *强* **粗** _x_ a_b ~~删~~ [附件] [联系人]: [^1] ![图](a.png) {{x}} {#id} # ## > - + 1. 2) 12. 一、 （一） ① ：义 : | || \ \\ ` + "` ``" +
		` <b> </b> & &amp; &copy; https://a.cn/b_c?d=1&e www.b.cn c_d@e.cn 《办法》 “引” （注） 、 。 ； ！ ？ 政府信息公开 2026年3月1日 $x$ ^ % @ = == --- *** ___ "`)
	random := rand.New(rand.NewPCG(5, 6))
	text := func() string {
		var b strings.Builder
		for range 1 + random.IntN(6) {
			b.WriteString(tokens[random.IntN(len(tokens))])
			b.WriteString([]string{"", "", " ", "\u3000"}[random.IntN(4)])
		}
		return strings.TrimSpace(b.String())
	}
	for range 100 {
		var plain, word, web, all strings.Builder
		all.WriteString("标题")
		plain.WriteString("标题\n")
		word.WriteString(title[:strings.Index(title, "通知")] + "标题" + title[strings.Index(title, "通知")+len("通知"):])
		web.WriteString("<h1>标题</h1>")
		for range 1 + random.IntN(12) {
			s := text()
			all.WriteString(s)
			plain.WriteString(s + "\n")
			word.WriteString(ooxmltest.P(html.EscapeString(s)))
			web.WriteString("<p>" + html.EscapeString(s) + "</p>")
		}
		cells := [4]string{text(), text(), text(), text()}
		c := func(i int) string { return html.EscapeString(cells[i]) }
		all.WriteString(strings.Join(cells[:], ""))
		fmt.Fprintf(&plain, "%s\t%s\n%s\t%s\n", cells[0], cells[1], cells[2], cells[3])
		word.WriteString(ooxmltest.Table(ooxmltest.Cell("", c(0))+ooxmltest.Cell("", c(1)), ooxmltest.Cell("", c(2))+ooxmltest.Cell("", c(3))))
		fmt.Fprintf(&web, "<table><tr><td>%s</td><td>%s</td></tr><tr><td>%s</td><td>%s</td></tr></table>", c(0), c(1), c(2), c(3))
		for name, data := range map[string][]byte{
			"a.txt": []byte(plain.String()), "a.docx": ooxmltest.Docx{Body: word.String()}.Bytes(), "a.html": []byte("<html><body>" + web.String() + "</body></html>"),
		} {
			r := read(t, importer.File{Name: name, Data: data})
			if got, want := letters(r.doc.Meta.Title+r.page(t)), letters(all.String()); got != want {
				t.Fatalf("%s: got\n%s\nof\n%s\n%s", name, got, want, r.body)
			}
		}
	}
}
