package page

import (
	"path"
	"strings"
)

// URL returns the output path of a content file, a pure function of its path:
// policies/2017/0003.md gives policies/2017/0003.html. It has no leading slash.
func URL(contentPath string) string { return stem(contentPath) + urlSuffix }

// AppendURL appends what URL returns to dst.
func AppendURL(dst []byte, contentPath string) []byte {
	return append(append(dst, stem(contentPath)...), urlSuffix...)
}

const urlSuffix = ".html"

func stem(contentPath string) string { return strings.TrimSuffix(contentPath, path.Ext(contentPath)) }

// Rel returns the reference that leads from the output file `from` to the
// output file `to`, both relative to the site's root: Rel("a/b.html",
// "a/c/d.html") is "c/d.html". It is percent-encoded for use in an attribute
// and never begins with a slash or a scheme, so one tree works at the root of
// a domain, below a sub-path, and from a file system.
func Rel(from, to string) string {
	same := 0 // where the segments begin in which the two differ
	for i := 0; i < len(from) && i < len(to) && from[i] == to[i]; i++ {
		if from[i] == '/' {
			same = i + 1
		}
	}
	var b strings.Builder
	up := strings.Count(from[same:], "/")
	b.Grow(len("../")*up + len(to) - same)
	for range up {
		b.WriteString("../")
	}
	for segment := range strings.SplitSeq(to[same:], "/") {
		if b.Len() > len("../")*up {
			b.WriteByte('/')
		}
		Escape(&b, segment)
	}
	return b.String()
}

// Root returns the reference from an output file to the site's root, with a
// slash at its end: "../../" for a/b/c.html, "./" for index.html.
func Root(from string) string {
	if n := strings.Count(from, "/"); n > 0 {
		return strings.Repeat("../", n)
	}
	return "./"
}

// Escape writes one path segment percent-encoded: all but the unreserved
// characters of RFC 3986. A colon is encoded too, so that no relative
// reference can be taken for one with a scheme.
func Escape(b *strings.Builder, segment string) {
	const hex = "0123456789ABCDEF"
	for i := range len(segment) {
		c := segment[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9',
			c == '-', c == '_', c == '.', c == '~':
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
}
