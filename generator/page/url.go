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
	folders, rest := apart(from, to)
	switch {
	case !Plain(rest):
		b := make([]byte, 0, folders*len("../")+len(rest)*len("%XX"))
		return string(appendPath(append(b, Up(folders)...), rest))
	case folders == 0:
		return rest
	}
	return Up(folders) + rest
}

// AppendRel appends what Rel returns to dst. Only the folder of `from` counts, so
// that the path of a content file will do for the page that is made of it.
func AppendRel(dst []byte, from string, to []byte) []byte {
	folders, rest := apart(from, to)
	return appendPath(append(dst, Up(folders)...), rest)
}

// apart tells how many folders lead up from a file to the folder that it has in
// common with another, and the way from there to the other.
func apart[P string | []byte](from string, to P) (folders int, rest P) {
	same := 0 // where the segments begin in which the two differ
	for i := 0; i < len(from) && i < len(to) && from[i] == to[i]; i++ {
		if from[i] == '/' {
			same = i + 1
		}
	}
	return strings.Count(from[same:], "/"), to[same:]
}

// appendPath appends a path, percent-encoded, without slashes at its beginning:
// one would make a reference that leads down another that begins at the root.
func appendPath[P string | []byte](dst []byte, path P) []byte {
	for len(path) > 0 && path[0] == '/' {
		path = path[1:]
	}
	for i := range len(path) {
		if path[i] == '/' {
			dst = append(dst, '/')
		} else {
			dst = appendByte(dst, path[i])
		}
	}
	return dst
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

// AppendEscaped appends a path segment or a fragment, percent-encoded: all but
// the unreserved characters of RFC 3986. A colon is encoded too, so that no
// relative reference can be taken for one with a scheme.
func AppendEscaped(dst, segment []byte) []byte {
	for _, c := range segment {
		dst = appendByte(dst, c)
	}
	return dst
}

// appendByte appends one byte, percent-encoded.
func appendByte(dst []byte, c byte) []byte {
	if unreserved[c] {
		return append(dst, c)
	}
	const hex = "0123456789ABCDEF"
	return append(dst, '%', hex[c>>4], hex[c&15])
}

// unreserved tells the characters of RFC 3986 that are never encoded.
var unreserved = func() (table [256]bool) {
	for _, c := range []byte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~") {
		table[c] = true
	}
	return table
}()
