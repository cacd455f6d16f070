// Package markdown turns the body of a document into HTML.
package markdown

import (
	"gongkai/generator/diag"
)

// Source is a body to be rendered.
type Source struct {
	Path string // the content file, relative to content/: policies/2017/0003.md
	Body []byte
	Line int // line of the file, from 1, on which Body begins
}

// Images tells the pixel size of an image by its path below content/ ("/" plus
// path for one below static/), as it is shown (after EXIF orientation). ok is
// false where there is no such image.
type Images func(path string) (width, height int, ok bool)

// Result is what rendering one body gives.
type Result struct {
	// HTML is safe (no raw HTML, no script, no event handler, no address but
	// http, https, mailto, tel and relative ones) and already minified:
	// minifying it again would change nothing.
	HTML []byte
	// Outline lists the headings.
	Outline []Heading
	// Refs are the references to other files of the site, in order.
	Refs []Ref
	// Diagnostics are findings in this body alone.
	Diagnostics []diag.Diagnostic
}

// Heading is a heading with its id, unique in the document.
type Heading struct {
	Level int
	ID    string
	Text  string
}

// RefKind says what a reference leads to.
type RefKind uint8

const (
	// RefPage leads to another content file (*.md), Target relative to content/.
	RefPage RefKind = iota + 1
	// RefFile leads to a file beside documents: Target relative to content/.
	RefFile
	// RefImage shows a file beside documents: Target relative to content/.
	RefImage
	// RefOutput leads to a page that the generator makes, or to a static file:
	// Target is an output path.
	RefOutput
	// RefAnchor leads to a heading of the same document.
	RefAnchor
	// RefExternal leads out of the site; Target is the address.
	RefExternal
)

// Ref is one reference. Line and Column (characters) are places in the file.
type Ref struct {
	Kind         RefKind
	Target       string
	Anchor       string // without "#", decoded
	Line, Column int
}
