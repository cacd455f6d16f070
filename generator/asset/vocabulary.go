package asset

// The tags and attributes that [Minified] knows, and what the minifier does
// about each. What is missing here is not wrong: a page that uses it goes
// through the minifier. Left out on purpose: elements whose text the minifier
// drops (select, optgroup, option), whose tags it drops (colgroup), whose
// attributes depend on one another (input), and whose content is another
// language or left alone (style, textarea, svg, math, iframe, template).

// element is what an element does to the white space around it, with a mark on
// those that have rules of their own.
type element uint16

const (
	tagKnown  element = 1 << iota
	tagBlock          // white space before and after it is dropped
	tagObject         // white space before and after it is kept
	tagPre            // its text is copied
	tagTitle          // its content is text
	tagScript         // its content is another language
	tagMeta           // its content may be rewritten
	tagAnchor         // a name equal to its id is dropped
)

// elementOf returns the properties of an element by its name; 0: not known.
func elementOf(name []byte) element {
	switch string(name) {
	case "abbr", "audio", "b", "bdi", "bdo", "body", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd",
		"label", "link", "mark", "output", "picture", "s", "samp", "small", "source", "span", "strong", "sub", "sup",
		"time", "u", "var":
		return tagKnown
	case "a":
		return tagKnown | tagAnchor
	case "address", "article", "aside", "blockquote", "br", "caption", "col", "dd", "details", "div", "dl", "dt",
		"fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
		"hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "noscript", "ol", "p", "section", "summary",
		"table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul":
		return tagKnown | tagBlock
	case "button", "img", "meter", "progress", "q", "rt", "video", "wbr":
		return tagKnown | tagObject
	case "pre":
		return tagKnown | tagBlock | tagPre
	case "title":
		return tagKnown | tagBlock | tagTitle
	case "script":
		return tagKnown | tagScript
	case "meta":
		return tagKnown | tagMeta
	}
	return 0
}

// attribute is what the minifier may do to an attribute's value.
type attribute uint8

const (
	attrKnown     attribute = 1 << iota
	attrBare                // may stand without a value; some are dropped when empty
	attrBoolean             // its value is dropped
	attrURL                 // its value is an address
	attrMedia               // its value is a media type
	attrNotMeta             // not known on meta
	attrOnlyMeta            // not known elsewhere
	attrNotAnchor           // not known on a
)

// attributeOf returns the properties of an attribute by its name; 0: not known.
func attributeOf(name []byte) attribute {
	switch string(name) {
	case "alt", "download", "hidden", "itemprop":
		return attrKnown | attrBare
	case "class", "colspan", "content", "crossorigin", "datetime", "decoding", "dir", "fetchpriority",
		"for", "headers", "height", "hreflang", "id", "itemref", "kind", "label", "lang", "loading", "max", "media",
		"method", "min", "property", "rel", "role", "rowspan", "scope", "sizes", "span", "start", "tabindex",
		"target", "title", "translate", "value", "width":
		return attrKnown
	case "charset":
		// Elsewhere than on meta it may be dropped. http-equiv is not known at
		// all: with it, a meta element may be rewritten as a whole.
		return attrKnown | attrOnlyMeta
	case "name":
		return attrKnown | attrNotAnchor
	case "async", "autofocus", "checked", "controls", "defer", "disabled", "itemscope", "loop", "multiple", "muted",
		"novalidate", "open", "playsinline", "readonly", "required", "reversed", "selected":
		return attrKnown | attrBare | attrBoolean
	case "action", "cite", "href", "itemid", "poster", "src":
		return attrKnown | attrURL
	case "accept", "enctype", "type":
		return attrKnown | attrMedia | attrNotMeta
	}
	if len(name) > 5 && (string(name[:5]) == "aria-" || string(name[:5]) == "data-") {
		return attrKnown
	}
	return 0
}

// excluded returns the marks of attributes that are not known on e.
func (e element) excluded() attribute {
	switch {
	case e&tagMeta != 0:
		return attrNotMeta
	case e&tagAnchor != 0:
		return attrNotAnchor | attrOnlyMeta
	}
	return attrOnlyMeta
}
