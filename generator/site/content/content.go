// Package content is what a site's writers have put into it: the documents, and
// the files that are published as they are. It reads them, and knows of each what
// there is to know before anybody looks at the site as a whole.
//
//	listing, err := tree.Scan(dir, content.AllowLink)
//	now, err := content.Read(content.Input{Tree: listing, …}, before.Sources)
//
// # Facts of files
//
// Of a document that is its front matter, and the sum of its text. Of every file
// beside documents, whether or not a document refers to it, and of every static
// file: the SHA-256 sum and the size of what is published of it, the measures of a
// picture, and what is wrong with it. All this is found out by [Read], side by side,
// before there is a catalog, and does not change afterwards: so what the files of a
// document hold can be asked before it is decided whether the document is public,
// and asking takes no lock. A file that several documents name is read once; one
// whose stamp is that of a file in the earlier state is not opened.
//
// content knows no catalog, no layout, and nothing of how a text is rendered.
package content

import (
	"io"
	"io/fs"

	"gongkai/generator/asset"
	"gongkai/generator/cache"
	"gongkai/generator/site/record"
	"gongkai/generator/tree"
)

// Input says what to read, and how.
type Input struct {
	Tree    *tree.Listing
	Static  fs.FS // the static files that the binary embeds
	Minify  *asset.Minifier
	Screen  Screener
	Workers int
	// Texts is how many bytes of texts are kept for [Content.Text]: see texts.go.
	Texts int
	// Stay lets a document whose file has errors stay as it was.
	Stay bool
	// Progress is told how many of the documents have been read.
	Progress func(done, total int)
}

// Screener marks what must not go out: see package screening.
type Screener interface {
	// Sum covers what marks depend on, apart from files.
	Sum() cache.Sum
	// Document looks through the text of a document.
	Document(path string, data []byte) []record.Mark
	// File looks through what is published of another file. sum identifies its bytes.
	File(path string, r io.ReaderAt, size int64, sum string) ([]record.Mark, error)
}

// Content is what a site's writers have put into it, at one time. Nothing changes
// it but what is recorded of texts.
type Content struct {
	record.Sources
	tree   *tree.Listing
	minify *asset.Minifier
	screen Screener
	again  bool // the marks of the earlier state were found with other settings
}
