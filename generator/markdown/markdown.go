// Package markdown turns the body of a document into HTML.
//
// [New] makes a [Renderer], which any number of goroutines may share;
// [Renderer.Render] maps one body to a [Result] and depends on nothing else:
// CommonMark with tables, strikethrough, footnotes and definition lists, and
// with the habits of Chinese text respected:
//
//   - a line that holds Chinese is a paragraph (package prose), unless lines are to be
//     joined;
//   - emphasis works beside Chinese punctuation (emphasis.go);
//   - a line break that is still within a paragraph becomes no space between
//     Chinese characters (width.go);
//   - addresses are linked also where Chinese text touches them (linkify.go);
//   - headings get ids in Chinese, and levels without gaps below the page's own
//     h1 (heading.go).
//
// What a body may not do is a finding, never an output: raw HTML, other schemes
// than http, https, mailto and tel, paths that leave content/. The offending
// text is still shown, escaped, so that nothing an editor wrote is lost.
//
// References inside the site are resolved by path alone (reference.go) and
// listed in [Result.Refs]; whether their targets exist is for the caller to
// check, who knows all pages.
//
// The HTML is written minified (writer.go): what tdewolff/minify would remove
// is never emitted. Minifying a page takes many times as long as rendering it, so
// this is where much of the speed of a build comes from.
//
// Time and memory grow with the length of a body, and its HTML is at most 64 times
// as large, whatever it is made of: see bounds.go.
//
// goldmark says what Markdown means. The few things that most of a document is
// made of are read without it (package quick), and tests hold them to what goldmark
// makes of the same text.
//
// The package reads no file, knows no other page and no layout. It is the only
// importer of goldmark.
package markdown

import (
	"bytes"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"gongkai/generator/diag"
)

// Source is a body to be rendered.
type Source struct {
	Path string // the content file, relative to content/: policies/2017/0003.md
	Body []byte
	Line int // line of the file, from 1, on which Body begins
	// UTF8 says that Body is known to be UTF-8: it is not looked through again.
	UTF8 bool
	// Places are offsets in Body, growing, of lines that stand for something that
	// is put there later. Each is a paragraph of its own, and not rendered.
	Places []int
}

// Images tells what is shown of an image by its path below content/ ("/" plus path
// for one below static/). ok is false where there is no such image.
type Images func(path string) (shown Image, ok bool)

// Image is what is shown of an image.
type Image struct {
	Width, Height int // in pixels, as it is seen (after EXIF orientation)
	// Copy is the path of a reduced copy that is shown in its place and leads to it;
	// "": it is shown itself.
	Copy string
}

// Result is what rendering one body gives. [Renderer.Render] uses the memory of
// its lists again when it is handed the result back.
type Result struct {
	// HTML is safe (no raw HTML, no script, no event handler, no address but
	// http, https, mailto, tel and relative ones) and already minified:
	// minifying it again would change nothing.
	HTML []byte
	// Places are the offsets in HTML of the places of the source, in order; -1 for
	// one that is no paragraph of its own, but in code, say: that is a finding.
	Places []int
	// Outline lists the headings.
	Outline []Heading
	// Articles lists the ids of the articles of a law, apart from those of headings.
	Articles []string
	// Refs are the references to other files of the site, in order.
	Refs []Ref
	// Diagnostics are findings in this body alone.
	Diagnostics []diag.Diagnostic
}

// Heading is a heading with its id, unique in the document.
type Heading struct {
	Level int // as rendered: 2 to 6
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

// Options chooses the dialect.
type Options struct {
	// Reserved are ids that the layouts use ("main"): no heading gets one of
	// them. "toc-*" are all that begin with toc-.
	Reserved []string
	// Join takes a line break within a paragraph as CommonMark does: it means
	// nothing. See lines.go.
	Join bool
	// Official gives the addressee, the enclosures, the signature, the date and the note
	// of an official document classes of their own. See official.go.
	Official bool
	// CommonMark leaves all extensions out and writes destinations as they
	// stand, to be compared with the examples of the specification. Raw HTML
	// stays text, and schemes that run code stay refused.
	CommonMark bool
}

// Renderer renders bodies. It is safe for concurrent use.
type Renderer struct {
	opt      Options
	reserved reserved
	parser   parser.Parser
	quick    *quickParser // nil: goldmark reads all
	jobs     sync.Pool    // of *job
}

// New makes a renderer.
func New(opt Options) *Renderer {
	return newRenderer(opt, true)
}

// newRenderer makes a renderer. What is fast about it can be left out, for a
// test to compare.
func newRenderer(opt Options, fast bool) *Renderer {
	r := &Renderer{opt: opt, reserved: newReserved(opt.Reserved)}
	r.parser, r.quick = newParser(opt, fast)
	r.jobs.New = func() any { return &job{} }
	return r
}

// Render renders one body. images may be nil: then no image has a size. It
// never fails: what is wrong is in Result.Diagnostics, and everything that can
// be shown is shown.
//
// The memory of old is used for the new result, all but its Diagnostics and the
// strings in it: a build that made it anew for each page would give away 5 KB a
// document. Result{} is an old one that has none.
func (r *Renderer) Render(old Result, src Source, images Images) Result {
	if !src.UTF8 && !utf8.Valid(src.Body) {
		src.Body = bytes.ToValidUTF8(src.Body, []byte("\uFFFD"))
	}
	j := r.jobs.Get().(*job)
	j.reset(r, src, images)
	j.take(old)
	j.document(r.parse(j))
	result := j.result()
	j.release()
	r.jobs.Put(j)
	return result
}

// parse makes the tree of a body. Most bodies are nothing but quick blocks, for
// which goldmark is not asked at all: it makes five objects for each tree.
func (r *Renderer) parse(j *job) ast.Node {
	if body, changed := withLineBreaks(j.src.Body); changed && !r.opt.CommonMark {
		j.restart(body)
	}
	if r.quick != nil && r.quick.readAll(j) {
		return &j.doc
	}
	if body, changed := blankLines(j.src.Body); changed && r.opt.byLine() {
		j.restart(body)
		if r.quick != nil && r.quick.readAll(j) {
			return &j.doc
		}
	}
	j.parsed = true
	return r.parser.Parse(text.NewReader(j.src.Body), j.context.option)
}
