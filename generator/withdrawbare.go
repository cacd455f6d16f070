package main

import (
	"strings"

	"gongkai/generator/search"
	"gongkai/generator/site"
	"gongkai/generator/trace"
)

// bare is the site as it would be without a document. What it says in the same place, or
// on its front pages, is no trace of the document, though that may say it too: the name of
// the office at the end of a decision, a word of the program in its text. Files beside
// documents are not asked: those of the document are among them.
type bare struct {
	site   *site.Site // nil: it cannot be made, and explains nothing
	worker site.Worker
	// texts are what stands at the last paths that were asked for: the front pages, which
	// are asked for with every file, and another one.
	texts map[string][]byte
}

// most is how many texts are kept.
const most = 4

// says reports whether the site says the same as a mark, in the place of an output or on
// the front page of its section or of the site.
func (b *bare) says(s *trace.Search, output string, m trace.Mark) (bool, error) {
	section, _, _ := strings.Cut(output, "/")
	for _, path := range []string{output, section + "/index.html", "index.html"} {
		text, err := b.text(path)
		if err != nil {
			return false, err
		}
		if text != nil && s.Says(text, m) {
			return true, nil
		}
	}
	return false, nil
}

// text returns what stands at a path, with what a file of the search index holds; nil
// where nothing does.
func (b *bare) text(path string) ([]byte, error) {
	text, known := b.texts[path]
	if known || b.site == nil {
		return text, nil
	}
	item, ok := b.site.Item(path)
	if ok && (!item.IsFile() || item.Used(nil)) {
		var err error
		if text, err = item.Bytes(&b.worker); err != nil {
			return nil, err
		}
		text = append(text, search.Reveal(text)...)
	}
	if b.texts == nil || len(b.texts) >= most {
		b.texts = map[string][]byte{}
	}
	b.texts[path] = text
	return text, nil
}
