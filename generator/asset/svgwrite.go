package asset

import (
	"bytes"
	"encoding/xml"
	"regexp"
	"strings"
)

// The second half of svgReader: attributes, and what is written.

// write writes the start tag of an element, or looks at its attributes only, where
// it is left out.
func (r *svgReader) write(e *svgElement, t xml.StartElement, uri string) {
	if e.left {
		r.leftOut = true
	} else {
		r.finishTag()
		r.out, r.pending = append(append(r.out, '<'), e.name...), true
		if len(r.open) == 0 {
			r.out = append(r.out, ` xmlns="`+nsSVG+`"`...)
			r.rootEnd = len(r.out)
		}
	}
	if uri != nsSVG || e.refused {
		return
	}
	xlink := false // two prefixes may be that of xlink:href
	for _, a := range t.Attr {
		name, value, ok := r.attribute(e.name, a)
		switch {
		case name == "":
		case !ok || e.left:
			r.leftOut = true
		case name == "xlink:href" && xlink:
			r.brokenAt("属性 xlink:href 写了两次", "the attribute xlink:href stands twice")
		default:
			xlink = xlink || name == "xlink:href"
			r.out = append(append(append(r.out, ' '), name...), `="`...)
			r.out = append(appendAttribute(r.out, value), '"')
		}
	}
}

// attribute judges an attribute of an element of SVG, and returns it as it is
// published. It has no name if it only declares a prefix; ok is false where it is
// left out.
func (r *svgReader) attribute(element string, a xml.Attr) (name, value string, ok bool) {
	name, value = a.Name.Local, a.Value
	switch uri := r.namespace(a.Name.Space); {
	case a.Name.Space == "xmlns" || a.Name.Space == "" && name == "xmlns":
		return "", "", false
	case a.Name.Space == "":
		return r.ownAttribute(element, a)
	case uri == nsXLink && name == "href":
		value, ok = r.reference(element, a)
		r.xlink = r.xlink || ok
		return "xlink:href", value, ok
	case uri == nsXML && name == "base":
		r.refuseAttribute(a, baseAddress())
	case uri == nsXML && name == "space":
		r.preserves = r.preserves || value == "preserve"
		return "xml:space", value, value == "preserve" || value == "default"
	case uri == nsXML && name == "lang":
		return "xml:lang", value, true
	}
	return name, value, false
}

// ownAttribute judges an attribute without a prefix.
func (r *svgReader) ownAttribute(element string, a xml.Attr) (name, value string, ok bool) {
	name, value = a.Name.Local, a.Value
	if len(name) > 2 && strings.EqualFold(name[:2], "on") {
		r.refuseAttribute(a, eventHandler(name))
		return name, value, false
	}
	switch attributeValue(name) {
	case valuePlain:
		if element == "style" && name == "type" && value != "text/css" && value != "" {
			r.refuseAttribute(a, otherStyle(value))
		}
		return name, value, true
	case valueReference:
		value, ok = r.reference(element, a)
		return name, value, ok
	case valueAttribute:
		if !animatable(value) {
			r.refuseAttribute(a, animation(value))
		}
		return name, value, true
	case valueStyle, valueAnimated:
		if f := checkStyle(value); f != nil {
			r.refuseAttribute(a, *f)
		}
		return name, value, value != ""
	}
	if name == "src" && !strings.HasPrefix(value, "#") {
		r.refuseAttribute(a, outside(value))
	}
	return name, value, false
}

// refuseAttribute reports an attribute where it stands.
func (r *svgReader) refuseAttribute(a xml.Attr, f fault) {
	if len(r.found) == maxSVGFindings {
		return
	}
	name := a.Name.Local
	if a.Name.Space != "" {
		name = a.Name.Space + ":" + name
	}
	tag := r.data[r.from:r.to]
	for at := 1; ; at++ {
		i := bytes.Index(tag[at:], []byte(name))
		if i < 0 {
			r.refuse(r.from, f)
			return
		}
		at += i
		after := bytes.TrimLeft(tag[at+len(name):], " \t\r\n")
		if bytes.HasPrefix(after, []byte("=")) && bytes.IndexByte([]byte(" \t\r\n"), tag[at-1]) >= 0 {
			r.refuse(r.from+at, f)
			return
		}
	}
}

// pixelData begins a picture that is given in place: of a kind that can hold
// nothing but pixels.
var pixelData = regexp.MustCompile(`^data:image/(?:png|jpe?g|gif|webp);base64,`)

const base64Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="

// reference judges an href: a place in the file, or in an image a picture. What is
// empty would be the file itself, and is left out.
func (r *svgReader) reference(element string, a xml.Attr) (value string, ok bool) {
	value = strings.Trim(a.Value, " \t\r\n")
	switch {
	case value == "":
		return "", false
	case strings.HasPrefix(value, "#"):
		return value, true
	case element == "image" || element == "feImage":
		data := withoutBlanks(value)
		if head := pixelData.FindString(data); head != "" && strings.Trim(data[len(head):], base64Letters) == "" {
			return data, true
		}
	}
	r.refuseAttribute(a, outside(value))
	return value, false
}

// withoutBlanks drops white space: base64 is written in lines.
func withoutBlanks(s string) string {
	if !strings.ContainsAny(s, " \t\r\n") {
		return s
	}
	return strings.NewReplacer(" ", "", "\t", "", "\r", "", "\n", "").Replace(s)
}

// finishTag ends the start tag at the end of out.
func (r *svgReader) finishTag() {
	if r.pending {
		r.out, r.pending = append(r.out, '>'), false
	}
}

// writeText writes text between tags. A > needs no reference but in ]]>, and the
// minifier of CSS takes none for what it is.
func (r *svgReader) writeText(text string) {
	if text == "" {
		return
	}
	r.finishTag()
	for i := range len(text) {
		switch c := text[i]; {
		case c == '&':
			r.out = append(r.out, "&amp;"...)
		case c == '<':
			r.out = append(r.out, "&lt;"...)
		case c == '>' && i > 0 && text[i-1] == ']':
			r.out = append(r.out, "&gt;"...)
		case c == '\r':
			r.out = append(r.out, "&#13;"...)
		default:
			r.out = append(r.out, c)
		}
	}
}

// appendAttribute appends the value of an attribute in double quotes.
func appendAttribute(out []byte, value string) []byte {
	for i := range len(value) {
		switch c := value[i]; c {
		case '&':
			out = append(out, "&amp;"...)
		case '<':
			out = append(out, "&lt;"...)
		case '"':
			out = append(out, "&#34;"...)
		case '\t', '\n', '\r':
			out = append(out, ' ') // as any parser has it
		default:
			out = append(out, c)
		}
	}
	return out
}
