package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// unusedFootnotes reports footnotes that nothing refers to, before goldmark
// drops them.
type unusedFootnotes struct{}

func (unusedFootnotes) Transform(doc *ast.Document, reader text.Reader, pc parser.Context) {
	if !bytes.Contains(reader.Source(), []byte("[^")) {
		return // there is none
	}
	list := findFootnotes(doc)
	if list == nil {
		return
	}
	for c := list.FirstChild(); c != nil; c = c.NextSibling() {
		if f, ok := c.(*east.Footnote); ok && f.Index < 0 {
			pc.(*context).job.report(ruleFootnoteUnused, max(f.Pos(), 0), len([]rune(string(f.Ref)))+3, string(f.Ref))
		}
	}
}

// findFootnotes returns the list of footnotes, which goldmark keeps where the
// first of them stands.
func findFootnotes(n ast.Node) ast.Node {
	for c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
		if _, ok := c.(*east.FootnoteList); ok {
			return c
		}
		if list := findFootnotes(c); list != nil {
			return list
		}
	}
	return nil
}

func (j inlineWriter) footnoteLink(n *east.FootnoteLink) {
	number := strconv.Itoa(n.Index)
	last := j.w.last
	defer func() { j.w.last = last }() // for a line break after it, it is not there
	j.w.start("<sup")
	j.w.attr("id", footnoteRef(n.Index, n.RefIndex))
	if j.linked { // a link in a link's text
		j.w.raw(">")
		j.w.text([]byte(number))
		j.w.end("</sup>")
		return
	}
	j.w.raw("><a")
	j.w.attr("href", "#fn:"+number)
	j.w.attr("role", "doc-noteref")
	j.w.attr("aria-label", "注释 "+number)
	j.w.raw(">")
	j.w.text([]byte(number))
	j.w.end("</a></sup>")
}

func (j inlineWriter) footnoteBacklink(n *east.FootnoteBacklink) {
	label := "返回正文中的注释 " + strconv.Itoa(n.Index)
	if n.RefCount > 1 {
		label += "，第 " + strconv.Itoa(n.RefIndex+1) + " 处"
	}
	j.w.space()
	j.w.start("<a")
	j.w.attr("class", "footnote-back")
	j.w.attr("href", "#"+footnoteRef(n.Index, n.RefIndex))
	j.w.attr("role", "doc-backlink")
	j.w.attr("aria-label", label)
	j.w.raw(">")
	j.w.text([]byte("↩\uFE0E"))
	j.w.end("</a>")
}

// footnoteRef is the id of one reference to a footnote.
func footnoteRef(index, nth int) string {
	id := "fnref:" + strconv.Itoa(index)
	if nth > 0 {
		id += ":" + strconv.Itoa(nth+1)
	}
	return id
}

func (j blockWriter) footnotes(n *east.FootnoteList) {
	j.w.block(`<div class="footnotes" role="doc-endnotes" aria-label="注释">`)
	j.w.raw("<ol>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		f, ok := c.(*east.Footnote)
		if !ok {
			continue
		}
		j.w.block("<li")
		j.w.attr("id", "fn:"+strconv.Itoa(f.Index))
		j.w.raw(">")
		j.children(f)
		j.w.block("</li>")
	}
	j.w.block("</ol></div>")
}
