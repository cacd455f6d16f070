// Package layouts holds the page templates: html/template text in which a
// page's view (generator/layout) is set. They are the templates of this
// repository's own site and the defaults for any other site, which overrides
// one of them by a file of the same name in its own layouts folder.
//
// A page is laid out for readers with and without scripts: what needs one is put in by
// the script itself. js/reading.js is the only one that a page waits for, and stands
// first: it says how large the type is. Scripts stand in the head: a main part without
// one is exchanged by the preview in place.
//
// base.html defines what surrounds every page: "open", "head", "top" and
// "bottom". parts.html defines what pages share. Every other file is the
// content of <main> of one kind of page.
//
// {{phrases .Title}} writes a title so that no word, number or date in it is broken
// at the end of a line; it is the only function that templates have beside the
// builtin ones, and for headings: elsewhere a title is {{.Title}}.
//
// White space that holds a line break is only there for the reader of a
// template: no text and no tag may depend on it.
package layouts

import "embed"

// Files holds every template under its file name.
//
//go:embed *.html
var Files embed.FS
