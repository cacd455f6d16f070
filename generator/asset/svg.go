package asset

import (
	"bytes"
	"encoding/xml"
	"io"
	"regexp"
	"slices"
	"strings"

	"gongkai/generator/diag"
)

// The SVG that is published.
//
// An SVG is a program to a browser: it can hold scripts, load what it likes, and
// lead away from the site, and two parsers need not agree about what it holds.
// So no SVG is published as it was handed in. It is read by a strict parser, what
// may be published is written anew, in the plainest XML there is, and nothing that
// comes later may change what that says.
//
//   - Published are the elements and attributes of a list (svgnames.go). href leads
//     to a place in the file, or is a picture of pixels given in place; styles are
//     read word by word (svgcss.go).
//   - Left out without a word is what no browser shows: comments, the document
//     type, processing instructions, the elements and attributes by which drawing
//     programs know their files again, with the names of people and folders that
//     stand there.
//   - Refused is what somebody would miss: scripts and event handlers, HTML, what
//     is loaded from elsewhere, elements that are unknown; and every file of which
//     another parser might think otherwise, such as one that defines entities.

// cleanSVG returns the SVG to publish for data, which is UTF-8. Where there are
// findings, it must not be published.
func (m *Minifier) cleanSVG(name string, data []byte) ([]byte, []diag.Diagnostic) {
	plain := readSVG(name, data)
	if len(plain.found) > 0 {
		return data, plain.found
	}
	out, err := m.minify("image/svg+xml", plain.out)
	if err != nil {
		return plain.out, nil
	}
	// What the minifier made is published if it is, to the last name, what may be,
	// and says the same: it drops white space, also where it shows.
	again := readSVG(name, out)
	same := bytes.Equal(again.texts, plain.texts) && !(plain.preserves && bytes.ContainsAny(plain.texts, "\t\n"))
	if len(again.found) > 0 || again.leftOut || !same {
		return plain.out, nil
	}
	return out, nil
}

// checkCompressed refuses an SVG that servers deliver as one, and nobody has looked
// into.
func checkCompressed(name string) []diag.Diagnostic {
	if extension(name) != "svgz" {
		return nil
	}
	f := compressed()
	return []diag.Diagnostic{unsafeSVG.At(diag.Pos{File: name}, f.what, f.mend)}
}

// maxSVGFindings and maxSVGDepth bound what one file can cost: drawings are some
// ten elements deep, and browsers give up at some hundred.
const (
	maxSVGFindings = 10000
	maxSVGDepth    = 200
)

// svgReader reads one SVG and writes it anew.
type svgReader struct {
	name  string
	data  []byte
	lines diag.Quoter // of data
	xml   *xml.Decoder
	from  int // where the token that is being looked at begins
	to    int // and ends

	open    []svgElement
	scope   map[string][]string // the namespaces of a prefix, the one that holds last
	hasRoot bool
	doctype bool
	style   []byte // of the style element that is open

	out       []byte
	pending   bool   // the start tag at the end of out has no > yet
	rootEnd   int    // where the root's attributes begin in out
	xlink     bool   // xlink:href is used
	texts     []byte // the elements with text, and the text
	preserves bool   // white space shows: xml:space
	leftOut   bool   // something was
	found     []diag.Diagnostic
}

// svgElement is an element that is open.
type svgElement struct {
	tag      xml.Name // as it is written: prefix and name
	name     string
	from     int  // where its start tag begins
	left     bool // out
	refused  bool // it or one around it: what is in it is not looked at
	text     bool // all text in it is kept
	style    bool
	declared []string // prefixes
}

// readSVG reads an SVG.
func readSVG(name string, data []byte) *svgReader {
	r := &svgReader{
		name: name, data: data, lines: diag.Quoter{Data: data}, xml: xml.NewDecoder(bytes.NewReader(data)),
		// The prefixes that everybody uses are known without being declared.
		scope: map[string][]string{"": {nsSVG}, "svg": {nsSVG}, "xlink": {nsXLink}, "xml": {nsXML}},
	}
	r.xml.CharsetReader = utf8Only
	for len(r.found) < maxSVGFindings {
		r.from = int(r.xml.InputOffset())
		t, err := r.xml.RawToken()
		r.to = int(r.xml.InputOffset())
		if err == io.EOF {
			r.end()
			break
		}
		if err != nil {
			r.broken(xmlCause(err, r.to))
			break
		}
		if !r.token(t) {
			break
		}
	}
	return r
}

// token takes one token, and reports whether it makes sense to go on.
func (r *svgReader) token(t xml.Token) bool {
	switch t := t.(type) {
	case xml.StartElement:
		return r.start(t)
	case xml.EndElement:
		return r.close(t)
	case xml.CharData:
		return r.text(t)
	case xml.Directive:
		return r.directive()
	case xml.ProcInst:
		return r.instruction(t)
	}
	r.leftOut = true // a comment
	return true
}

// broken ends the reading of a file that is no XML.
func (r *svgReader) broken(err error) bool {
	r.found = append(r.found, malformed.At(place(r.name, r.data, err), "SVG", because(err)))
	return false
}

// brokenAt is broken at the token that is being looked at.
func (r *svgReader) brokenAt(zh, en string) bool {
	return r.broken(&cause{diag.Text{ZH: zh, EN: en}, r.from})
}

// refuse reports what an SVG must not have, at a byte of the file.
func (r *svgReader) refuse(at int, f fault) {
	if len(r.found) == maxSVGFindings {
		return
	}
	r.found = append(r.found, unsafeSVG.At(r.lines.Locate(r.name, at), f.what, f.mend))
}

// end takes the end of the file.
func (r *svgReader) end() {
	switch {
	case len(r.open) > 0:
		name := "<" + brief(r.open[len(r.open)-1].name) + ">"
		r.brokenAt(name+" 没有结束标签", name+" has no end tag")
	case !r.hasRoot:
		r.brokenAt("没有 <svg> 元素", "there is no <svg> element")
	case r.xlink:
		r.out = slices.Insert(r.out, r.rootEnd, []byte(` xmlns:xlink="`+nsXLink+`"`)...)
	}
}

// doctypeForm is a document type without definitions of its own. Browsers read
// no others' either.
var doctypeForm = regexp.MustCompile(`^<!DOCTYPE\s+(?:svg:)?svg(?:\s+(?:PUBLIC\s+"[^"<>\[\]]*"|SYSTEM)\s+"[^"<>\[\]]*")?\s*>$`)

func (r *svgReader) directive() bool {
	r.leftOut = true
	if r.hasRoot || r.doctype || !doctypeForm.Match(r.data[r.from:r.to]) {
		r.refuse(r.from, definitions())
		return false // entities that are not known are no mistake of their own
	}
	r.doctype = true
	return true
}

// declarationForm is the declaration at the beginning of a file.
var declarationForm = regexp.MustCompile(`^<\?xml\s+version\s*=\s*["']1\.0["'](?:\s+encoding\s*=\s*["'](?i:utf-?8)["'])?(?:\s+standalone\s*=\s*["'](?:yes|no)["'])?\s*\?>$`)

func (r *svgReader) instruction(t xml.ProcInst) bool {
	r.leftOut = true
	switch {
	case strings.EqualFold(t.Target, "xml"):
		if r.from > 0 || !declarationForm.Match(r.data[r.from:r.to]) {
			return r.brokenAt(`文件应以 <?xml version="1.0" encoding="UTF-8"?> 开头`, `a declaration is <?xml version="1.0" encoding="UTF-8"?> at the beginning of the file`)
		}
	case strings.HasPrefix(strings.ToLower(t.Target), "xml"):
		r.refuse(r.from, instruction(t.Target))
	}
	return true
}

// namespace returns the namespace of a prefix, "" of one that is not declared.
func (r *svgReader) namespace(prefix string) string {
	list := r.scope[prefix]
	if len(list) == 0 {
		return ""
	}
	return list[len(list)-1]
}

func (r *svgReader) start(t xml.StartElement) bool {
	e := svgElement{tag: t.Name, name: t.Name.Local, from: r.from}
	if twice, ok := repeated(t.Attr); ok {
		return r.brokenAt("属性 "+brief(twice.Local)+" 写了两次", "the attribute "+brief(twice.Local)+" stands twice")
	}
	if !r.declare(&e, t.Attr) {
		return false
	}
	uri := r.namespace(t.Name.Space)
	switch {
	case len(r.open) == maxSVGDepth:
		return r.brokenAt("标签嵌套过深", "elements are nested too deep")
	case len(r.open) == 0 && r.hasRoot:
		return r.brokenAt("根元素 <svg> 之后还有内容", "there is something behind the root element")
	case len(r.open) == 0 && (uri != nsSVG || e.name != "svg"):
		r.refuse(r.from, otherRoot(e.name))
		return false
	case len(r.open) > 0:
		parent := r.open[len(r.open)-1]
		e.left, e.text, e.refused = parent.left, parent.text, parent.refused
		if parent.style {
			e.refused = true
			r.refuse(r.from, tagInStyle(e.name))
		}
	}
	r.hasRoot = true
	r.judge(&e, uri)
	r.write(&e, t, uri)
	r.noteText(e, "")
	r.open = append(r.open, e)
	return true
}

// repeated returns an attribute that stands twice in a start tag.
func repeated(attrs []xml.Attr) (name xml.Name, ok bool) {
	const few = 16 // up to here looking at all others is quicker
	var seen map[xml.Name]bool
	if len(attrs) > few {
		seen = map[xml.Name]bool{}
	}
	for i, a := range attrs {
		if seen[a.Name] || seen == nil && slices.ContainsFunc(attrs[:i], func(b xml.Attr) bool { return a.Name == b.Name }) {
			return a.Name, true
		}
		if seen != nil {
			seen[a.Name] = true
		}
	}
	return xml.Name{}, false
}

// declare takes the prefixes that a start tag declares.
func (r *svgReader) declare(e *svgElement, attrs []xml.Attr) bool {
	for _, a := range attrs {
		prefix := a.Name.Local
		switch {
		case a.Name.Space == "" && prefix == "xmlns":
			prefix = ""
		case a.Name.Space != "xmlns":
			continue
		case prefix == "xml" || prefix == "xmlns" || a.Value == "":
			return r.brokenAt("不能声明前缀 "+brief(prefix), "the prefix "+brief(prefix)+" cannot be declared so")
		}
		r.scope[prefix] = append(r.scope[prefix], a.Value)
		e.declared = append(e.declared, prefix)
	}
	return true
}

// judge decides what becomes of an element.
func (r *svgReader) judge(e *svgElement, uri string) {
	switch {
	case e.refused:
		return
	case uri == nsXHTML || uri == nsMathML:
		e.refused = true
		r.refuse(r.from, webContent(e.name))
		return
	case uri != nsSVG:
		e.left = true
		return
	}
	switch elementRole(e.name) {
	case roleText:
		e.text = true
	case roleStyle:
		e.style, r.style = true, r.style[:0]
	case roleInert:
		e.left = true
	case roleUnknown:
		e.refused = true
		r.refuse(r.from, unknownElement(e.name))
	}
}

// close takes an end tag.
func (r *svgReader) close(t xml.EndElement) bool {
	if len(r.open) == 0 || r.open[len(r.open)-1].tag != t.Name {
		return r.brokenAt("标签不配对：</"+brief(t.Name.Local)+">", "unexpected </"+brief(t.Name.Local)+">")
	}
	e := r.open[len(r.open)-1]
	r.open = r.open[:len(r.open)-1]
	for _, prefix := range e.declared {
		r.scope[prefix] = r.scope[prefix][:len(r.scope[prefix])-1]
	}
	if e.style {
		r.closeStyle(e)
	}
	r.noteText(e, "/")
	switch {
	case e.left:
	case r.pending:
		r.out, r.pending = append(r.out, "/>"...), false
	default:
		r.out = append(append(append(r.out, "</"...), e.name...), '>')
	}
	return true
}

// closeStyle writes the style sheet of a style element.
func (r *svgReader) closeStyle(e svgElement) {
	if f := checkStyle(string(r.style)); f != nil {
		at := r.from
		if i := bytes.Index(r.data[e.from:r.from], r.style); i >= 0 {
			at = e.from + i + f.at
		}
		r.refuse(at, *f)
	}
	if !e.left {
		r.writeText(string(r.style))
	}
}

// noteText records the boundary of an element with text.
func (r *svgReader) noteText(e svgElement, mark string) {
	if e.text && !e.left {
		r.texts = append(append(append(r.texts, '<'), mark...), e.name...)
	}
}

// text takes text between tags.
func (r *svgReader) text(t xml.CharData) bool {
	blank := len(bytes.TrimLeft(t, " \t\r\n")) == 0
	if len(r.open) == 0 {
		return blank || r.brokenAt("<svg> 之外有文字", "there is text outside of <svg>")
	}
	switch e := r.open[len(r.open)-1]; {
	case e.style:
		r.style = append(r.style, t...)
	case e.text && !e.left:
		r.texts = append(r.texts, t...)
		r.writeText(string(t))
	default:
		r.leftOut = r.leftOut || !blank
	}
	return true
}
