package site

import (
	"bytes"

	"gongkai/generator/layout"
	"gongkai/generator/markdown"
	"gongkai/generator/present"
	"gongkai/generator/report"
	"gongkai/generator/search"
)

// Worker is the working space of one goroutine that makes outputs.
type Worker struct {
	file    []byte
	text    markdown.Result
	html    []byte         // of text, with tables of files
	tables  []byte         // the memory of html where there are some
	places  []report.Place // of the tables in text
	shown   layout.Text    // of text
	page    []byte
	scratch bytes.Buffer
	views   present.Memory
	key     []uint64
	coder   search.Coder
	parts   []uint32 // for the records: see Worker.record
}

// Text returns the text, as HTML, of the document whose page was made last. It is valid
// until the next.
func (w *Worker) Text() []byte { return w.html }
