package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"gongkai/generator/diag"
	"gongkai/generator/markdown/prose"
)

// maxDepth bounds nesting. A browser stops at 512 elements, and a call stack
// has an end, too; no document comes near either.
const maxDepth = 200

// children renders what is below n.
func (j *job) children(n ast.Node) {
	if j.depth++; j.depth > maxDepth {
		if j.depth == maxDepth+1 {
			j.report(ruleDepth, max(n.Pos(), 0), 0, tooDeep(maxDepth))
		}
	} else {
		for c := n.FirstChild(); c != nil && !j.overgrown(c); c = c.NextSibling() {
			j.node(c)
		}
	}
	j.depth--
}

// node renders one node, block or inline.
func (j *job) node(n ast.Node) {
	if n.Type() == ast.TypeInline {
		j.inline(n)
		return
	}
	switch n := n.(type) {
	case *quickBlock:
		quickWriter{j}.block(n)
	case *ast.Paragraph:
		blockWriter{j}.paragraph(n)
	case *ast.Heading:
		blockWriter{j}.heading(n)
	case *ast.Blockquote:
		j.element("blockquote", n)
	case *ast.List:
		blockWriter{j}.list(n)
	case *ast.ListItem:
		blockWriter{j}.item(n)
	case *ast.CodeBlock:
		blockWriter{j}.indentedCode(n)
	case *ast.FencedCodeBlock:
		blockWriter{j}.fencedCode(n)
	case *ast.ThematicBreak:
		j.w.block("<hr>")
	case *ast.HTMLBlock:
		blockWriter{j}.htmlBlock(n)
	case *ast.LinkReferenceDefinition:
		blockWriter{j}.definition(n)
	case *east.Table:
		tableWriter{j}.table(n)
	case *east.FootnoteList:
		blockWriter{j}.footnotes(n)
	case *east.DefinitionList:
		j.element("dl", n)
	case *east.DefinitionTerm:
		j.element("dt", n)
	case *east.DefinitionDescription:
		j.element("dd", n)
	case *ast.TextBlock:
		blockWriter{j}.textBlock(n)
	default:
		j.children(n)
	}
}

// element renders a block that is an element without attributes.
func (j *job) element(tag string, n ast.Node) {
	j.w.block("<")
	j.w.raw(tag)
	j.w.raw(">")
	j.children(n)
	j.w.block("</")
	j.w.raw(tag)
	j.w.raw(">")
}

// blockWriter renders the nodes of blocks.
type blockWriter struct{ *job }

// paragraph renders a paragraph; one that is nothing but an image with a title
// becomes a figure with a caption, and one of comments alone becomes nothing.
func (j blockWriter) paragraph(n *ast.Paragraph) {
	if j.atPlace(n.Lines()) {
		return
	}
	if !j.opt.CommonMark {
		meant{j.job}.check(n.Lines())
		if image, ok := n.FirstChild().(*ast.Image); ok && image.NextSibling() == nil && len(image.Title) > 0 {
			linkWriter{j.job}.figure(image)
			return
		}
		if j.onlyComments(n) {
			return
		}
	}
	if !j.opt.CommonMark && onlyImages(n, j.src.Body) {
		j.w.block("<p")
		j.w.attr("class", "pictures")
		j.w.raw(">")
	} else {
		j.openParagraph(n)
	}
	j.children(n)
	j.w.block("</p>")
}

// onlyImages reports whether a paragraph has images, linked ones among them, and
// nothing else: then it is no text whose first line is indented.
func onlyImages(n ast.Node, body []byte) bool {
	images := false
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Image:
			images = true
		case *ast.Link:
			if !onlyImages(c, body) {
				return false
			}
			images = true
		case *ast.Text:
			if len(bytes.TrimSpace(c.Segment.Value(body))) > 0 {
				return false
			}
		default:
			return false
		}
	}
	return images
}

// textBlock renders the text of a tight list item. Lines of it that are paragraphs
// are rendered as such.
func (j blockWriter) textBlock(n *ast.TextBlock) {
	if !j.opt.CommonMark {
		meant{j.job}.check(n.Lines())
	}
	beside := func(n ast.Node) bool {
		_, ok := n.(*ast.TextBlock)
		return ok
	}
	if beside(n.PreviousSibling()) || beside(n.NextSibling()) {
		j.element("p", n)
	} else {
		j.children(n)
	}
}

func (j blockWriter) onlyComments(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.RawHTML:
			if !j.isComment(c) {
				return false
			}
		case *ast.Text:
			if len(bytes.TrimSpace(c.Segment.Value(j.src.Body))) > 0 {
				return false
			}
		default:
			return false
		}
	}
	return n.FirstChild() != nil
}

func (j blockWriter) list(n *ast.List) {
	if !n.IsOrdered() {
		j.element("ul", n)
		return
	}
	j.openOrdered(n, n.Start)
	j.children(n)
	j.w.block("</ol>")
}

func (j blockWriter) openOrdered(n ast.Node, start int) {
	j.w.block("<ol")
	if len(j.parts) > 0 {
		if class := j.class(n); class != "" {
			j.w.attr("class", class)
		}
	}
	if start != 1 {
		j.w.number("start", start)
	}
	j.w.raw(">")
}

// indentedCode renders code marked by four blanks at the beginning of its
// lines. With Chinese in it, it is most often a paragraph indented by hand.
func (j blockWriter) indentedCode(n *ast.CodeBlock) {
	if n.Lines().Len() > 0 {
		first := n.Lines().At(0)
		if bytes.IndexFunc(n.Lines().Value(j.src.Body), isCJK) >= 0 {
			j.report(ruleIndentedCode, first.Start, 0)
		}
	}
	j.w.block(openCode)
	j.w.raw("<code>")
	j.codeLines(n)
}

// openCode opens a block of code, whose long lines are scrolled within it: with keys, too.
const openCode = `<pre tabindex="0">`

func isCJK(r rune) bool { return prose.Classify(r).Is(prose.CJK) }

func (j blockWriter) fencedCode(n *ast.FencedCodeBlock) {
	j.reportOpenFence(n)
	j.w.block(openCode)
	j.w.raw("<code")
	if language := n.Language(j.src.Body); len(language) > 0 {
		name := bytes.Join(bytes.Fields(unescape(nil, language)), []byte("-"))
		j.w.attr("class", "language-"+string(name))
	}
	j.w.raw(">")
	j.codeLines(n)
}

// reportOpenFence reports a fence without an end, which takes the rest of the text for
// code. Those who want code know how it ends.
func (j blockWriter) reportOpenFence(n *ast.FencedCodeBlock) {
	if !j.opt.byLine() || n.Parent() == nil || n.Parent().Kind() != ast.KindDocument || n.Pos() < 0 {
		return
	}
	start := prose.StartOfLine(j.src.Body, n.Pos())
	end := start + len(prose.LineOf(j.src.Body[start:]))
	what := diag.Text{ZH: "它自己不显示", EN: "it is not shown itself"}
	if lines := n.Lines(); lines.Len() > 0 {
		end = lines.At(lines.Len() - 1).Stop
		below := strconv.Itoa(lines.Len())
		what = diag.Text{ZH: "下面 " + below + " 行都成了代码", EN: "the " + below + " lines below it are code"}
	}
	if len(bytes.TrimSpace(j.src.Body[min(end, len(j.src.Body)):])) > 0 {
		return // its end is there
	}
	line := string(bytes.TrimSpace(prose.LineOf(j.src.Body[start:])))
	fence := line[:len(line)-len(strings.TrimLeft(line, line[:1]))]
	j.report(ruleOpenFence, start, utf8.RuneCountInString(line), shortened(line), what, fence)
}

func (j blockWriter) codeLines(n ast.Node) {
	lines := n.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		j.w.pre(line.Value(j.src.Body))
	}
	j.w.raw("</code>")
	j.w.block("</pre>")
}

// htmlBlock renders a block of raw HTML: comments are dropped, all else is
// reported and shown as text.
func (j blockWriter) htmlBlock(n *ast.HTMLBlock) {
	start := n.Lines().At(0).Start
	all := n.Lines().Value(j.src.Body)
	if n.HasClosure() {
		all = append(all, n.ClosureLine.Value(j.src.Body)...)
	}
	rest := all
	if n.HTMLBlockType == ast.HTMLBlockType2 {
		rest = j.withoutComments(all, start)
	} else {
		j.reportHTML(firstTag(all), start+max(bytes.IndexByte(all, '<'), 0))
	}
	if rest = bytes.TrimSpace(rest); len(rest) > 0 {
		j.w.block("<p>")
		j.w.text(rest)
		j.w.block("</p>")
	}
}

// withoutComments cuts comments out of the text of an HTML block that begins
// with one, and reports what makes the rest not what its author expects.
func (j blockWriter) withoutComments(html []byte, start int) []byte {
	var rest []byte
	for {
		open := bytes.Index(html, []byte("<!--"))
		if open < 0 {
			break
		}
		rest = append(rest, html[:open]...)
		stop := commentLen(html[open:])
		if stop == 0 {
			j.report(ruleCommentOpen, start, len("<!--"))
			return append(rest, html[open:]...)
		}
		html = html[open+stop:]
	}
	rest = append(rest, html...)
	switch text := bytes.TrimSpace(rest); {
	case len(text) == 0:
	case bytes.IndexByte(text, '<') >= 0:
		j.reportHTML(firstTag(text), start)
	default:
		j.report(ruleCommentText, start, 0)
	}
	return rest
}

// commentLen returns the length of the comment that html begins with, 0 where
// it does not end.
func commentLen(html []byte) int {
	for _, short := range []string{"<!-->", "<!--->"} {
		if bytes.HasPrefix(html, []byte(short)) {
			return len(short)
		}
	}
	if i := bytes.Index(html[len("<!--"):], []byte("-->")); i >= 0 {
		return len("<!--") + i + len("-->")
	}
	return 0
}

// firstTag returns the first tag in html, for a message.
func firstTag(html []byte) string {
	const longest = 40
	html = html[max(bytes.IndexByte(html, '<'), 0):]
	if i := bytes.IndexAny(html, ">\n"); i >= 0 {
		html = html[:i+1]
	}
	tag := []rune(string(bytes.TrimSpace(html)))
	return string(tag[:min(len(tag), longest)])
}

// reportHTML reports a piece of raw HTML; an end tag only where no other piece
// has been reported before it.
func (j *job) reportHTML(tag string, offset int) {
	closing := len(tag) > 1 && tag[1] == '/'
	if !closing || !j.rawHTML {
		j.report(ruleRawHTML, offset, len([]rune(tag)), tag, insteadOf(tag))
	}
	j.rawHTML = true
}

// insteadOf says what is written instead of a tag.
func insteadOf(tag string) diag.Text {
	name := strings.ToLower(strings.TrimLeft(tag, "</"))
	if i := strings.IndexFunc(name, func(r rune) bool { return r >= utf8.RuneSelf || !prose.IsWord(byte(r)) }); i >= 0 {
		name = name[:i]
	}
	switch name {
	case "br":
		return diag.Text{ZH: "在这里换行，另起一段", EN: "begin a new line here"}
	case "b", "strong":
		return diag.Text{ZH: "加粗写成 **文字**", EN: "write **text** for strong text"}
	case "p", "div", "span", "font", "center", "u", "o":
		return diag.Text{ZH: "删去 " + tag + " 和与它成对的结束标签，文字留下", EN: "delete " + tag + " and the tag that ends it, and leave the text"}
	case "hr":
		return diag.Text{ZH: "分隔线写成单独一行 ---", EN: "write --- on a line of its own"}
	case "a":
		return diag.Text{ZH: "链接写成 [文字](地址)", EN: "write [text](address)"}
	case "img":
		return diag.Text{ZH: "图片写成 ![说明](文件名)", EN: "write ![what it shows](file)"}
	case "table", "tr", "td", "th":
		return diag.Text{ZH: "表格的每一行写成 | 甲 | 乙 |，表头下面一行写 |---|---|", EN: "write each row as | a | b |, and |---|---| below the header"}
	}
	return diag.Text{ZH: "改用 Markdown 的写法", EN: "use Markdown instead"}
}
