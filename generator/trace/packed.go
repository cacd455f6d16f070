package trace

import (
	"archive/zip"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"
)

const (
	// maxDepth is how many archives are opened one in the other.
	maxDepth = 4
	// maxPart is how large, in bytes, a part may become that is looked into.
	maxPart = 256 << 20
)

// sealed are the ends of names of what is packed in ways that cannot be undone here.
var sealed = []string{".zst", ".xz", ".7z", ".rar"}

// unpack looks into what is packed in a blob.
func (l *look) unpack(name string, data []byte, depth int) {
	switch {
	case slices.Contains(sealed, strings.ToLower(path.Ext(name))):
		l.unread = append(l.unread, name)
	case strings.EqualFold(path.Ext(name), ".br"): // nothing in it says so
		l.stream(name, name[:len(name)-len(".br")], brotli.NewReader(bytes.NewReader(data)), nil, depth)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		l.archive(name, data, depth)
	case bytes.HasPrefix(data, []byte{0x1f, 0x8b}):
		in, err := gzip.NewReader(bytes.NewReader(data))
		l.stream(name, strings.TrimSuffix(name, ".gz"), in, err, depth)
	case bytes.HasPrefix(data, []byte("BZh")):
		l.stream(name, strings.TrimSuffix(name, ".bz2"), bzip2.NewReader(bytes.NewReader(data)), nil, depth)
	}
}

// archive looks into the entries of a zip archive, their names and the comments on them.
func (l *look) archive(name string, data []byte, depth int) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		l.unread = append(l.unread, name)
		return
	}
	l.blob("", []byte(z.Comment), maxDepth)
	for _, f := range z.File {
		inner := name + "!" + f.Name
		l.blob("", []byte(f.Name+"\n"+f.Comment), maxDepth)
		in, err := f.Open()
		l.stream(inner, inner, in, err, depth)
	}
}

// stream looks into a part as it is unpacked, which is called inner then.
func (l *look) stream(name, inner string, in io.Reader, err error, depth int) {
	if err != nil || depth >= maxDepth {
		l.unread = append(l.unread, name)
		return
	}
	data, err := io.ReadAll(io.LimitReader(in, maxPart+1))
	if err != nil || len(data) > maxPart {
		l.unread = append(l.unread, name)
	}
	l.blob(inner, data, depth+1)
}
