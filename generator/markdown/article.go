package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"gongkai/generator/numeral"
)

// The articles of a law or of rules are what others refer to: 依据《办法》第十二条. A
// paragraph or a heading that begins an article has an id that follows from its number
// alone, article-12, of 第十二条之一 article-12-1, so that a link to it survives any
// change of its words. The first of two with one number has it.
//
//	第十二条　镇人民政府……      a blank behind the number: an article
//	第十二条镇人民政府……        none: one if 第十一条 was the last
//	第十二条规定的期限……        a sentence about one

// article is the number of an article; of 第十二条之一 both are there.
type article struct{ number, after int }

// id returns the id of an article.
func (a article) id() string {
	id := "article-" + strconv.Itoa(a.number)
	if a.after > 0 {
		id += "-" + strconv.Itoa(a.after)
	}
	return id
}

// follows reports whether an article can come right behind another.
func (a article) follows(before article) bool {
	return a.after == 0 && a.number == before.number+1 || a.number == before.number && a.after == before.after+1
}

// articles gives the articles of a body their ids.
type articles struct{ *job }

// ofParagraph returns the id of the article that a paragraph begins, "" where it begins
// none.
func (j articles) ofParagraph(n ast.Node) string {
	if !j.opt.Official || n.Lines().Len() == 0 {
		return ""
	}
	line := n.Lines().At(0)
	return j.begin(n, j.src.Body[line.Start:line.Stop])
}

// ofHeading does so for a heading with a text.
func (j articles) ofHeading(h *ast.Heading, text string) string {
	if !j.opt.Official || !strings.HasPrefix(text, "第") {
		return ""
	}
	return j.begin(h, []byte(text))
}

// begin returns the id of the article that a line begins. Only the outermost blocks
// can.
func (j articles) begin(n ast.Node, line []byte) string {
	a, rest, ok := cutArticle(line)
	if ok {
		_, isQuick := n.(*quickBlock) // they all are
		ok = isQuick || n.Parent() != nil && n.Parent().Kind() == ast.KindDocument
	}
	if !ok || !isApart(rest) && (!a.follows(j.article) || isAboutArticle(rest)) {
		return ""
	}
	j.article = a
	id := a.id()
	if (outliner{j.job}).taken(id) {
		return ""
	}
	j.ids[id] = 1
	j.articles = append(j.articles, id)
	return id
}

// cutArticle cuts the number of an article off a line, and the marks of strong text
// round it.
func cutArticle(line []byte) (a article, rest []byte, ok bool) {
	line = bytes.TrimLeft(bytes.TrimLeftFunc(line, unicode.IsSpace), "*_")
	if line, ok = bytes.CutPrefix(line, []byte("第")); !ok {
		return article{}, nil, false
	}
	if a.number, line, ok = numeral.Cut(bytes.TrimLeft(line, " ")); !ok {
		return article{}, nil, false
	}
	if line, ok = bytes.CutPrefix(bytes.TrimLeft(line, " "), []byte("条")); !ok {
		return article{}, nil, false
	}
	if behind, found := bytes.CutPrefix(line, []byte("之")); found {
		if after, rest, isNumber := numeral.Cut(behind); isNumber {
			a.after, line = after, rest
		}
	}
	return a, line, true
}

// isApart reports whether what is behind the number of an article is set apart from it.
func isApart(rest []byte) bool {
	if bytes.HasPrefix(rest, []byte("**")) || bytes.HasPrefix(rest, []byte("__")) || len(rest) == 0 {
		return true
	}
	r, _ := utf8.DecodeRune(rest)
	return unicode.IsSpace(r) || r == '【'
}

// isAboutArticle reports whether a sentence goes on from the number of an article as
// one about it does.
func isAboutArticle(rest []byte) bool {
	for _, word := range []string{"规定", "所称", "所列", "所述", "的", "第", "、", "和", "至", "到", "或", "以", "中", "，", "。", "：", "修改", "款", "对", "与", "及"} {
		if bytes.HasPrefix(rest, []byte(word)) {
			return true
		}
	}
	return false
}
