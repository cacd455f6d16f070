package ooxml

import (
	"bytes"
	"strings"
)

// prefixOf returns the prefix by which we know a namespace, "" for one that we
// do not read. Each has two names: ISO/IEC 29500 in its transitional form, which
// is what programs write, and in its strict one.
func prefixOf(namespace string) string {
	const (
		schemas   = "http://schemas.openxmlformats.org/"
		strict    = "http://purl.oclc.org/ooxml/"
		microsoft = "http://schemas.microsoft.com/office/"
	)
	if rest, ok := strings.CutPrefix(namespace, schemas); ok {
		return standardPrefix(strings.Replace(rest, "/2006", "", 1))
	}
	if rest, ok := strings.CutPrefix(namespace, strict); ok {
		return standardPrefix(rest)
	}
	if rest, ok := strings.CutPrefix(namespace, microsoft); ok {
		switch rest {
		case "word/2010/wordml":
			return "w14"
		case "word/2012/wordml":
			return "w15"
		case "word/2010/wordprocessingShape":
			return "wps"
		case "word/2010/wordprocessingGroup":
			return "wpg"
		case "word/2010/wordprocessingCanvas":
			return "wpc"
		case "word/2010/wordprocessingDrawing":
			return "wp14"
		case "drawing/2010/main":
			return "a14"
		case "drawing/2016/SVG/main":
			return "asvg"
		}
		return ""
	}
	switch namespace {
	case "urn:schemas-microsoft-com:vml":
		return "v"
	case "urn:schemas-microsoft-com:office:office":
		return "o"
	case "urn:schemas-microsoft-com:office:excel":
		return "xvml"
	case "http://purl.org/dc/elements/1.1/":
		return "dc"
	case "http://www.ofdspec.org/2016", "http://www.ofdspec.org":
		return "ofd"
	}
	return ""
}

// standardPrefix is prefixOf for the namespaces of the standard.
func standardPrefix(name string) string {
	switch name {
	case "wordprocessingml/main":
		return "w"
	case "officeDocument/relationships":
		return "r"
	case "officeDocument/math":
		return "m"
	case "officeDocument/extended-properties", "officeDocument/extendedProperties":
		return "ep"
	case "officeDocument/custom-properties", "officeDocument/customProperties":
		return "op"
	case "package/relationships":
		return "rel"
	case "package/content-types":
		return "ct"
	case "package/metadata/core-properties":
		return "cp"
	case "markup-compatibility":
		return "mc"
	case "drawingml/main":
		return "a"
	case "drawingml/wordprocessingDrawing":
		return "wp"
	case "drawingml/picture":
		return "pic"
	case "drawingml/chart":
		return "c"
	case "drawingml/diagram":
		return "dgm"
	case "drawingml/spreadsheetDrawing":
		return "xdr"
	case "spreadsheetml/main":
		return "x"
	case "presentationml/main":
		return "p"
	}
	return ""
}

// binding is a prefix with the one that we use for its namespace.
type binding struct{ prefix, ours string }

// bind takes the declarations out of the attributes and reports whether there
// were any.
func (x *xmlReader) bind() bool {
	kept := x.attrs[:0]
	outer := len(x.scope)
	for _, a := range x.attrs {
		prefix, ok := bytes.CutPrefix(a.written, []byte("xmlns"))
		if !ok || len(prefix) > 0 && prefix[0] != ':' || len(prefix) == 1 { // xmlns: declares nothing
			kept = append(kept, a)
			continue
		}
		prefix = bytes.TrimPrefix(prefix, []byte(":"))
		x.scope = append(x.scope, binding{string(prefix), prefixOf(x.decode(a.value))})
	}
	x.attrs = kept
	return len(x.scope) > outer
}

// scope is the prefixes that are bound, the innermost last.
type scope []binding

// bound returns our prefix for one of the file's, "" for a namespace that we do
// not read.
func (s scope) bound(prefix string) string {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i].prefix == prefix {
			return s[i].ours
		}
	}
	return ""
}

// names maps names as they are written to names as we know them, as long as the
// same prefixes are bound.
type names struct{ elements, attributes map[string]string }

func newNames() *names {
	return &names{elements: map[string]string{}, attributes: map[string]string{}}
}

// maxNames bounds each of the two: the standard has some two thousand.
const maxNames = 4096

// unread begins the names of all namespaces that we do not read.
const unread = "?:"

func (x *xmlReader) elementName(written []byte) string {
	name, ok := x.known.elements[string(written)]
	if !ok {
		name = x.resolve(string(written))
		remember(x.known.elements, written, name)
	}
	return name
}

// attributeName returns the name of an attribute as we know it: one without a
// prefix belongs to its element and keeps its name.
func (x *xmlReader) attributeName(written []byte) string {
	name, ok := x.known.attributes[string(written)]
	if !ok {
		name = string(written)
		if strings.IndexByte(name, ':') >= 0 {
			name = x.resolve(name)
		}
		remember(x.known.attributes, written, name)
	}
	return name
}

func remember(table map[string]string, written []byte, name string) {
	if len(table) < maxNames {
		table[string(written)] = name
	}
}

// resolve exchanges the prefix of a name for ours.
func (x *xmlReader) resolve(written string) string {
	prefix, local, ok := strings.Cut(written, ":")
	if !ok {
		prefix, local = "", written
	}
	ours := x.scope.bound(prefix)
	switch {
	case prefix == "xml":
		ours = "xml"
	case ours == "":
		return unread + local
	}
	return ours + ":" + local
}
