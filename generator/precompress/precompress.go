// Package precompress makes the packed copies of a site's files that stand beside them,
// so that a server sends what was packed once, as small as can be, and packs nothing
// itself: policies/index.html.gz beside policies/index.html.
//
//	if precompress.Worth(path, size) {
//		for i, e := range precompress.Encodings() {
//			copy, err := packer.Pack(i, file) // nil: not small enough to be worth a file
//			… publish it at path + e.Ext …
//		}
//	}
//
// # What has a copy
//
// Text of [MinSize] bytes and more, by the ends of names, whose copy is smaller by a
// tenth at least. Below that a server sends one packet either way; pictures, PDF and
// Office files are packed already.
//
// # Canonical
//
// A copy is a function of the bytes of its file alone: no time and no name is in it.
// gzip packs at its highest level. Brotli does so at [brotliLevel]: the highest takes
// twenty-five times as long for an eighth less.
//
// # Encodings
//
// Brotli, which browsers ask for by https only, and gzip, which all of them read.
package precompress

import (
	"bytes"
	"compress/gzip"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"
)

// MinSize is how many bytes a file has at least that has a copy.
const MinSize = 1024

// share is by which part of the file a copy is smaller at least: a tenth.
const share = 10

// brotliLevel is the level at which Brotli packs, of 0 to 11.
const brotliLevel = 5

// Encoding is one way in which files are packed.
type Encoding struct {
	Ext  string // the end of the names of copies
	Name string // as HTTP calls it: Content-Encoding
	// writer makes what packs; Reset makes it ready for another file.
	writer func() writer
	// reader unpacks.
	reader func(io.Reader) (io.Reader, error)
}

type writer interface {
	io.WriteCloser
	Reset(io.Writer)
}

// Encodings are all of them, in the order in which a server should prefer them.
func Encodings() []Encoding {
	return []Encoding{
		{Ext: ".br", Name: "br", writer: func() writer { return brotli.NewWriterLevel(io.Discard, brotliLevel) },
			reader: func(in io.Reader) (io.Reader, error) { return brotli.NewReader(in), nil }},
		{Ext: ".gz", Name: "gzip", writer: func() writer {
			w, err := gzip.NewWriterLevel(io.Discard, gzip.BestCompression)
			if err != nil {
				panic(err) // there is such a level
			}
			return w
		}, reader: func(in io.Reader) (io.Reader, error) { return gzip.NewReader(in) }},
	}
}

// Extensions are the ends of the names of files that may have copies, without dots.
func Extensions() []string {
	return []string{"css", "csv", "htm", "html", "js", "json", "jsonld", "md", "svg", "txt", "webmanifest", "xml", "xsl"}
}

// Worth reports whether a file of so many bytes may have copies.
func Worth(name string, size int64) bool {
	return size >= MinSize && slices.Contains(Extensions(), strings.TrimPrefix(strings.ToLower(path.Ext(name)), "."))
}

// Original returns the path of the file that a path is a copy of, by its name.
func Original(name string) (original string, ok bool) {
	for _, e := range Encodings() {
		if original, ok = strings.CutSuffix(name, e.Ext); ok && Worth(original, MinSize) {
			return original, true
		}
	}
	return "", false
}

// maxUnpacked is how many bytes of a copy are unpacked at most.
const maxUnpacked = 256 << 20

// Unpack returns what a copy unpacks to, and the path of its original; ok is false where
// the path is that of no copy, or its bytes are none.
func Unpack(name string, data []byte) (original string, text []byte, ok bool) {
	original, ok = Original(name)
	if !ok {
		return "", nil, false
	}
	for _, e := range Encodings() {
		if original+e.Ext != name {
			continue
		}
		in, err := e.reader(bytes.NewReader(data))
		if err != nil {
			return "", nil, false
		}
		text, err = io.ReadAll(io.LimitReader(in, maxUnpacked))
		return original, text, err == nil
	}
	return "", nil, false
}

// Packer packs one file after the other in the same memory. It is for one goroutine.
type Packer struct {
	out     bytes.Buffer
	writers []writer
}

// Pack packs a file in one of the [Encodings], by its number. It returns nil where that
// is not worth a file; the bytes are valid until the next call.
func (p *Packer) Pack(encoding int, in io.Reader) ([]byte, error) {
	if p.writers == nil {
		p.writers = make([]writer, len(Encodings()))
	}
	if p.writers[encoding] == nil {
		p.writers[encoding] = Encodings()[encoding].writer()
	}
	w := p.writers[encoding]
	p.out.Reset()
	w.Reset(&p.out)
	size, err := io.Copy(w, in)
	if err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	if int64(p.out.Len()) > size-size/share {
		return nil, nil
	}
	return p.out.Bytes(), nil
}
