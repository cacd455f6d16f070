package asset

import (
	"bytes"
	"encoding/xml"
	"io"
	"regexp"
	"strconv"
	"strings"

	"gongkai/generator/diag"
)

// checkSVG finds what makes an SVG more than a picture: scripts, event
// handlers, foreign content, references out of the file, entities. It also
// finds what is not well-formed.
func checkSVG(name string, data []byte) []diag.Diagnostic {
	c := svgCheck{name: name, data: data}
	if err := wellFormed(data); err != nil {
		return []diag.Diagnostic{malformed.At(place(name, data, err), "SVG", because(err))}
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = utf8Only
	style, root := false, true
	for {
		c.offset = int(d.InputOffset())
		t, err := d.Token()
		if err == io.EOF {
			return c.found
		} else if err != nil {
			return append(c.found, malformed.At(diag.Locate(name, data, c.offset), "SVG", because(xmlCause(err, c.offset))))
		}
		switch t := t.(type) {
		case xml.StartElement:
			if root && t.Name.Local != "svg" {
				c.refuse(diag.Text{ZH: "根元素 <" + t.Name.Local + ">", EN: "the root element <" + t.Name.Local + ">"})
			}
			root = false
			c.element(t)
			style = strings.EqualFold(t.Name.Local, "style")
		case xml.EndElement:
			style = false
		case xml.CharData:
			if style {
				c.css(string(t))
			}
		case xml.Directive:
			if bytes.Contains(bytes.ToUpper(t), []byte("ENTITY")) {
				c.refuse(diag.Text{ZH: "实体定义", EN: "entity declarations"})
			}
		case xml.ProcInst:
			if t.Target != "xml" {
				c.refuse(diag.Text{ZH: "处理指令 " + t.Target, EN: "the processing instruction " + t.Target})
			}
		}
	}
}

// svgCheck collects findings about one SVG.
type svgCheck struct {
	name   string
	data   []byte
	offset int // where the token that is being looked at begins
	found  []diag.Diagnostic
}

func (c *svgCheck) refuse(what diag.Text) {
	c.found = append(c.found, unsafeSVG.At(diag.Locate(c.name, c.data, c.offset), what))
}

func (c *svgCheck) element(e xml.StartElement) {
	name := strings.ToLower(e.Name.Local)
	switch name {
	case "script", "foreignobject", "iframe", "object", "embed", "handler", "listener":
		c.refuse(diag.Text{ZH: " <" + e.Name.Local + "> 元素", EN: "a <" + e.Name.Local + "> element"})
	}
	for _, a := range e.Attr {
		c.attribute(name, strings.ToLower(a.Name.Local), a)
	}
}

func (c *svgCheck) attribute(element, name string, a xml.Attr) {
	switch {
	case strings.HasPrefix(name, "on"):
		c.refuse(diag.Text{ZH: "事件属性 " + a.Name.Local, EN: "the event handler " + a.Name.Local})
	case name == "href" || name == "src":
		if !innerReference(element, a.Value) {
			c.refuse(diag.Text{ZH: "外部引用 " + a.Value, EN: "the external reference " + a.Value})
		}
	case name == "base" && a.Name.Space != "":
		c.refuse(diag.Text{ZH: "属性 xml:base", EN: "the attribute xml:base"})
	case name == "attributename":
		if target := strings.ToLower(a.Value); strings.HasPrefix(target, "on") || strings.HasSuffix(target, "href") {
			c.refuse(diag.Text{ZH: "改变 " + a.Value + " 的动画", EN: "an animation of " + a.Value})
		}
	default:
		c.css(a.Value)
	}
}

// innerReference reports whether an href stays inside the file: #name, or, on
// an image, a picture given in place.
func innerReference(element, value string) bool {
	value = strings.TrimSpace(value)
	if strings.HasPrefix(value, "#") || value == "" {
		return true
	}
	if element != "image" {
		return false
	}
	for _, kind := range []string{"png", "jpeg", "jpg", "gif", "webp"} {
		if strings.HasPrefix(value, "data:image/"+kind+";") {
			return true
		}
	}
	return false
}

// css checks a style: no import, and url() names only parts of the file.
func (c *svgCheck) css(text string) {
	lower := strings.ToLower(text)
	if strings.Contains(lower, "@import") || strings.Contains(lower, `\`) {
		c.refuse(diag.Text{ZH: " @import 或转义的样式", EN: "@import or escapes in a style"})
		return
	}
	for rest := lower; ; {
		_, after, ok := strings.Cut(rest, "url(")
		if !ok {
			return
		}
		target := strings.TrimLeft(after, " \t\r\n'\"")
		if !strings.HasPrefix(target, "#") {
			shown, _, _ := strings.Cut(target, ")")
			c.refuse(diag.Text{ZH: "外部引用 url(" + shown + ")", EN: "the external reference url(" + shown + ")"})
			return
		}
		rest = after
	}
}

// svgSize returns the size that the root element gives: width and height, or
// else those of the viewBox, in pixels.
func svgSize(data []byte) (width, height int, err error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = utf8Only
	for {
		t, err := d.Token()
		if err != nil {
			return 0, 0, errNoSize
		}
		if e, ok := t.(xml.StartElement); ok {
			return svgRootSize(e)
		}
	}
}

func svgRootSize(e xml.StartElement) (width, height int, err error) {
	if e.Name.Local != "svg" {
		return 0, 0, errNoSize
	}
	var w, h, boxW, boxH float64
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "width":
			w = svgLength(a.Value)
		case "height":
			h = svgLength(a.Value)
		case "viewBox":
			if box := strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' }); len(box) == 4 {
				boxW, boxH = svgLength(box[2]), svgLength(box[3])
			}
		}
	}
	switch {
	case w > 0 && h > 0:
	case boxW <= 0 || boxH <= 0:
		return 0, 0, errNoSize
	case w > 0:
		h = w * boxH / boxW
	case h > 0:
		w = h * boxW / boxH
	default:
		w, h = boxW, boxH
	}
	return pixels(w), pixels(h), nil
}

func pixels(v float64) int { return max(1, int(v+0.5)) }

var svgNumber = regexp.MustCompile(`^([0-9]{0,6}\.?[0-9]{0,6})(px|pt|pc|mm|cm|in)?$`)

// svgLength reads a length in pixels, 96 to the inch; 0 where it is relative
// or malformed.
func svgLength(s string) float64 {
	m := svgNumber.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return 0
	}
	v, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		return 0
	}
	return v * map[string]float64{"": 1, "px": 1, "pt": 96. / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}[m[2]]
}
