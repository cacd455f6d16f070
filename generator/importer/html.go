package importer

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
)

// maxHTML bounds a web page, in bytes.
const maxHTML = 16 << 20

// html reads a web page as a browser, Word or WPS has saved it.
//
// It makes blocks, as the other readers do. A library that writes Markdown of HTML
// (html-to-markdown was tried, and nearly all texts show as they are) would be of
// little use: title, number and headings are found in blocks; merged cells,
// pictures, footnotes, the numbers of Word's lists and what is hidden would have
// to be taken from it; it puts a blank where a line of the source ends between
// Chinese characters; and there would be two writers of Markdown to keep in step
// with what package markdown takes for a mark.
func (r *reader) html() *diag.Diagnostic {
	text, refusal := r.text()
	if refusal != nil {
		return refusal
	}
	if len(text) > maxHTML {
		d := tooLarge.At(r.losses.pos, diag.Text{ZH: "网页超过 16 MB", EN: "the page has more than 16 MB"})
		return &d
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		d := damaged.At(r.losses.pos, diag.Text{ZH: "元素嵌套太深", EN: err.Error()})
		return &d
	}
	h := &htmlReader{reader: r, webPage: &webPage{root: root, notes: map[string]int{}}}
	main := h.main()
	h.walk(main)
	h.flush()
	h.title(main)
	r.doc.blocks = h.blocks
	return nil
}

// htmlReader turns a tree of elements into blocks.
type htmlReader struct {
	*reader
	*webPage
	before int // the paragraphs outside of a cell that is read
	blocks []block
	open   block     // the paragraph that is being read
	label  []byte    // of the open paragraph, where it is written as text
	gap    string    // white space that has been read and not written
	format textState // of what is read now
	lists  []listState
	around bool // what is around the text was left out
}

// webPage is what all who read a page share.
type webPage struct {
	root  *html.Node
	byID  map[string]*html.Node // see ids
	notes map[string]int        // the numbers of footnotes by their ids
}

// textState is the format of text.
type textState struct {
	span       compose.Span // its format, without text
	super, sub bool
	underline  bool
	struck     bool
	pre        bool
	heading    int
	centered   bool
	right      bool
	label      bool // the number of an item of Word's, written as text
}

// listState is a list that is open.
type listState struct {
	ordered bool
	kind    string // of its numbers: 1, a, A, i, I
	next    int
}

// at says where the reader is.
func (h *htmlReader) at() diag.Text {
	n := decimal(h.before + len(h.blocks) + 1)
	return diag.Text{ZH: "第 " + n + " 段", EN: "paragraph " + n}
}

// each visits a node and all below it, as long as visit wants to go deeper.
func each(n *html.Node, visit func(*html.Node) bool) {
	if !visit(n) {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		each(c, visit)
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// contentOf returns all text below a node.
func contentOf(n *html.Node) string {
	var b strings.Builder
	each(n, func(n *html.Node) bool {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		return n.DataAtom != atom.Script && n.DataAtom != atom.Style
	})
	return b.String()
}

// main returns the element with the text: that which the page says is it, where
// there is only one, else all of the page.
func (h *htmlReader) main() *html.Node {
	var found []*html.Node
	each(h.root, func(n *html.Node) bool {
		if isMain(n) {
			found = append(found, n)
			return false
		}
		return true
	})
	if len(found) != 1 {
		h.leaveAround(h.root)
		return h.root
	}
	inside, all := len([]rune(visibleText(found[0]))), len([]rune(visibleText(h.root)))
	if h.around = all > inside; h.around {
		h.losses.add(aroundText, diag.Text{}, diag.Text{ZH: decimal(all-inside) + " 字", EN: decimal(all-inside) + " characters"})
	}
	return found[0]
}

// isMain reports whether an element says that it is the text of its page, as
// HTML has it or as the content systems of government sites do.
func isMain(n *html.Node) bool {
	if n.DataAtom == atom.Main || n.DataAtom == atom.Article || attribute(n, "role") == "main" {
		return true
	}
	switch attribute(n, "id") {
	case "UCAP-CONTENT", "zoom", "js_content":
		return true
	}
	class := " " + attribute(n, "class") + " "
	return strings.Contains(class, " TRS_Editor ") || strings.Contains(class, " TRS_UEDITOR ")
}

// visibleText returns the text below a node without blanks.
func visibleText(n *html.Node) string {
	return strings.Join(strings.Fields(contentOf(n)), "")
}

// walk reads a node and all below it.
func (h *htmlReader) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		h.text(n.Data)
	case html.ElementNode:
		h.element(n)
	default:
		h.children(n)
	}
}

func (h *htmlReader) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		h.walk(c)
	}
}

// element reads one element.
func (h *htmlReader) element(n *html.Node) {
	outer := h.format
	defer func() { h.format = outer }()
	if h.skipped(n) {
		return
	}
	h.style(n)
	switch n.DataAtom {
	case atom.Br:
		h.newline()
	case atom.Hr:
		h.flush()
	case atom.Img:
		h.image(n)
	case atom.Table:
		h.flush()
		h.table(n)
	case atom.Ul, atom.Ol, atom.Menu:
		h.list(n)
	case atom.Li:
		h.item(n)
	case atom.A:
		h.link(n)
	case atom.Rt:
		h.write("（")
		h.children(n)
		h.write("）")
	case atom.Rp:
	case atom.Textarea, atom.Select, atom.Option, atom.Button, atom.Input:
		h.children(n)
	default:
		if isBlock(n) {
			h.flush()
			h.children(n)
			h.flush()
			return
		}
		h.children(n)
	}
}

// skipped reports whether nothing of an element is shown, and names what is lost
// by that.
func (h *htmlReader) skipped(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Head, atom.Noscript, atom.Template, atom.Title:
		return true
	case atom.Iframe, atom.Object, atom.Embed, atom.Video, atom.Audio, atom.Canvas, atom.Svg:
		h.losses.add(objects, h.at(), diag.Text{ZH: "<" + n.Data + ">", EN: "<" + n.Data + ">"})
		return true
	}
	element := styleOf(n)["mso-element"]
	switch {
	case element == "footnote-list", element == "endnote-list", element == "footnote", element == "endnote", isWriterNote(n):
		return true // read where it is referred to
	case element == "comment-list", element == "comment", strings.Contains(attribute(n, "class"), "MsoCommentReference"), attribute(n, "class") == "msocomanchor":
		h.losses.add(comments, h.at())
		return true
	case n.DataAtom == atom.Del && attribute(n, "cite") != "" || n.DataAtom == atom.Del && attribute(n, "datetime") != "":
		h.losses.add(changes, h.at())
		return true
	case isHidden(n):
		if visibleText(n) != "" {
			h.losses.add(hidden, h.at(), quoted(contentOf(n)))
		}
		return true
	}
	return false
}

// isHidden reports whether an element is there and not shown.
func isHidden(n *html.Node) bool {
	style := styleOf(n)
	_, hidden := findAttribute(n, "hidden")
	return hidden || style["display"] == "none" || style["visibility"] == "hidden" || style["mso-hide"] == "all"
}

func findAttribute(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// styleOf reads the style attribute of an element, in lower case but for names.
func styleOf(n *html.Node) map[string]string {
	text := attribute(n, "style")
	if text == "" {
		return nil
	}
	style := map[string]string{}
	for rule := range strings.SplitSeq(text, ";") {
		name, value, _ := strings.Cut(rule, ":")
		style[strings.ToLower(strings.TrimSpace(name))] = strings.ToLower(strings.Join(strings.Fields(value), " "))
	}
	return style
}

// style sets the format that an element gives to its text.
func (h *htmlReader) style(n *html.Node) {
	f := &h.format
	switch n.DataAtom {
	case atom.B, atom.Strong, atom.Th:
		f.span.Bold = n.DataAtom != atom.Th
	case atom.S, atom.Strike, atom.Del:
		f.struck = true
	case atom.Sup:
		f.super = true
	case atom.Sub:
		f.sub = true
	case atom.U:
		f.underline = true
	case atom.Pre:
		f.pre = true
	case atom.Center:
		f.centered = true
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		f.heading = int(n.Data[1] - '0')
	}
	style := styleOf(n)
	switch style["font-weight"] {
	case "bold", "bolder", "700", "800", "900":
		f.span.Bold = true
	case "normal", "400":
		f.span.Bold = false
	}
	if decoration := style["text-decoration"] + style["text-decoration-line"]; strings.Contains(decoration, "line-through") {
		f.struck = true
	} else if strings.Contains(decoration, "underline") {
		f.underline = true
	}
	switch style["vertical-align"] {
	case "super":
		f.super = true
	case "sub":
		f.sub = true
	}
	align := strings.ToLower(attribute(n, "align"))
	if style["text-align"] != "" {
		align = style["text-align"]
	}
	if align != "" && isBlock(n) {
		f.centered, f.right = align == "center", align == "right"
	}
	if style["mso-list"] == "ignore" {
		f.label = true
	}
}

// isBlock reports whether an element begins and ends lines.
func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Nav, atom.Aside, atom.Address,
		atom.Blockquote, atom.Center, atom.Fieldset, atom.Legend, atom.Figure, atom.Figcaption, atom.Dl, atom.Dt, atom.Dd, atom.Form,
		atom.Details, atom.Summary, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Pre, atom.Body, atom.Html, atom.Td, atom.Th,
		atom.Tr, atom.Caption, atom.Option:
		return true
	}
	return false
}

// text adds text as a browser shows it: white space is one blank, and none where
// a line of the source ends between Chinese characters.
func (h *htmlReader) text(s string) {
	if h.format.pre {
		for i, line := range strings.Split(s, "\n") {
			if i > 0 {
				h.newline()
			}
			h.write(line)
		}
		return
	}
	const white = " \t\n\f\r"
	for s != "" {
		n := len(s) - len(strings.TrimLeft(s, white))
		if n > 0 && !strings.Contains(h.gap, "\n") {
			h.gap = s[:n] // whether there is any, and a line end in it, is all that counts
		}
		s = s[n:]
		end := strings.IndexAny(s, white)
		if end < 0 {
			end = len(s)
		}
		if end > 0 {
			h.write(s[:end])
		}
		s = s[end:]
	}
}

// write adds a piece of text, and before it the white space that was read.
func (h *htmlReader) write(piece string) {
	text := legible(piece)
	if h.format.label {
		h.label = append(h.label, strings.TrimSpace(text)...)
		h.gap = ""
		return
	}
	switch {
	case h.format.super:
		text = raised(text, "⁰¹²³⁴⁵⁶⁷⁸⁹", "⁺⁻⁽⁾ⁿ")
	case h.format.sub:
		text = raised(text, "₀₁₂₃₄₅₆₇₈₉", "₊₋₍₎ₙ")
	case h.format.underline && strings.Trim(text, " \u00a0\u3000\t") == "" && text != "":
		text = blankLine(text)
	}
	if strings.ContainsFunc(text, privateUse) {
		h.losses.add(private, h.at())
	}
	if h.gap != "" && len(h.open.spans) > 0 && !(strings.Contains(h.gap, "\n") && endsWide(h.open.spans) && beginsWide(text)) {
		text = " " + text
	}
	h.gap = ""
	if h.format.struck && strings.TrimSpace(text) != "" {
		h.losses.add(struck, h.at(), quoted(text))
	}
	span := h.format.span
	span.Text = text
	h.add(span)
}

// add adds a span to the open paragraph, which takes over the format of what is
// first in it.
func (h *htmlReader) add(span compose.Span) {
	if len(h.open.spans) == 0 {
		h.open.centered, h.open.right, h.open.heading = h.format.centered, h.format.right, h.format.heading
	}
	h.open.spans = append(h.open.spans, span)
}

func endsWide(spans []compose.Span) bool {
	last, size := utf8.DecodeLastRuneInString(spans[len(spans)-1].Text)
	return size > 0 && last >= 0x2E80
}

func beginsWide(s string) bool {
	for _, r := range s {
		return r >= 0x2E80
	}
	return false
}

// newline begins a new paragraph in the same element.
func (h *htmlReader) newline() { h.flush() }

// flush ends the open paragraph.
func (h *htmlReader) flush() {
	b := h.open
	label := strings.TrimSpace(strings.ReplaceAll(string(h.label), "\u00a0", " "))
	h.open, h.gap, h.label = block{}, "", h.label[:0]
	if label != "" {
		switch m := plainNumber.FindStringSubmatch(label); {
		case m != nil && b.heading == 0:
			b.item, b.number = true, smallNumber(m[1])
		case isBulletLabel(label):
			b.item = b.heading == 0
		default:
			b.label = separated(label, b.spans)
		}
	}
	if !blank(b.spans) || b.label != "" {
		h.blocks = append(h.blocks, b)
	}
}
