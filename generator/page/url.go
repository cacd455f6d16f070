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
//
// Most references lead to a place in or below the folder of the page, and most
// addresses need no encoding: then it is the end of `to` and takes no memory.
func Rel(from, to string) string {
	same := 0 // where the segments begin in which the two differ
	for i := 0; i < len(from) && i < len(to) && from[i] == to[i]; i++ {
		if from[i] == '/' {
			same = i + 1
		}
	}
	up, rest := Up(strings.Count(from[same:], "/")), to[same:]
	switch {
	case !Plain(rest):
		return encoded(up, rest)
	case up == "":
		return rest
	}
	return up + rest
}

// encoded writes the way up and a path, percent-encoded, without slashes at its
// beginning.
func encoded(up, path string) string {
	var b strings.Builder
	b.Grow(len(up) + len(path))
	b.WriteString(up)
	for segment := range strings.SplitSeq(path, "/") {
		if b.Len() > len(up) {
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
		return Up(n)
	}
	return "./"
}

// Up returns the way up n folders: "../../" for 2, "" for 0.
func Up(n int) string {
	const up = "../../../../../../../../"
	if n := n * len("../"); n <= len(up) {
		return up[:n]
	}
	return strings.Repeat("../", n)
}

// Plain reports whether a path stands in a reference as it is.
func Plain(path string) bool {
	for i := range len(path) {
		if c := path[i]; !unreserved[c] && c != '/' {
			return false
		}
	}
	return path == "" || path[0] != '/'
}

// Escape writes one path segment percent-encoded: all but the unreserved
// characters of RFC 3986. A colon is encoded too, so that no relative
// reference can be taken for one with a scheme.
func Escape(b *strings.Builder, segment string) {
	const hex = "0123456789ABCDEF"
	for i := range len(segment) {
		c := segment[i]
		if unreserved[c] {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
}

// unreserved tells the characters of RFC 3986 that are never encoded.
var unreserved = func() (table [256]bool) {
	for _, c := range []byte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~") {
		table[c] = true
	}
	return table
}()
