package review

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"html"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/page"
)

// Text is the sum of what a document says by itself: its path, its front matter, its
// body. What it names of other files is added by [Sum].
type Text [sha256.Size]byte

// title is the first line of everything that is summed or signed here.
const title = "gongkai-review 1\n"

// TextOf returns the sum of a document's own words. body is the text behind the front
// matter, with LF line ends.
func TextOf(m *page.Meta, body []byte) Text {
	b := make([]byte, 0, 4096) // more than nearly all front matter; it stays on the stack
	b = append(b, title...)
	b = append(b, "path "...)
	b = append(b, m.Path...)
	b = append(b, '\n')
	b = m.AppendValues(b)
	sum := sha256.Sum256(body)
	b = append(b, "body "...)
	b = hex.AppendEncode(b, sum[:])
	b = append(b, '\n')
	return sha256.Sum256(b)
}

// File is a file that a document names.
type File struct {
	// Path is below content/, or begins with a slash and is below static/.
	Path   string
	SHA256 string // of its bytes as they are committed, 64 hexadecimal digits
}

// Source returns the path of the file from the site's folder.
func (f File) Source() string {
	if static, ok := strings.CutPrefix(f.Path, "/"); ok {
		return "static/" + static
	}
	return "content/" + f.Path
}

// Sum returns what an approval is of, as 64 hexadecimal digits: the words of a
// document, and the bytes of the files that it names, in whatever order.
func Sum(text Text, files []File) string {
	b := make([]byte, 0, 128)
	b = append(b, title...)
	b = append(b, "text "...)
	b = hex.AppendEncode(b, text[:])
	b = append(b, '\n')
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	for _, f := range files {
		b = append(append(b, "file "...), f.SHA256...)
		b = append(append(append(b, ' '), f.Path...), '\n')
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Named returns the paths of files that a document may name, sorted: its attachments,
// whatever stands in its body where Markdown has the destination of a link or a
// picture, and tables, the files of lines {{table FILE}}. Which of them there are, the
// caller knows; those there are not do not count, nor do documents. It takes more for a
// destination than Markdown does, as in code: what is approved is then a little more
// than what is shown, never less.
func Named(m *page.Meta, body []byte, tables ...string) []string {
	var list []string
	for _, a := range m.Attachments {
		list = append(list, a.File)
	}
	if m.Form != "" {
		folder := path.Dir(m.Path)
		for _, name := range [...]string{"applications.csv", "figures.toml", "website.toml"} {
			list = append(list, path.Join(folder, name))
		}
		// What is carried over stands in the ledger of the year before.
		if year, err := strconv.Atoi(path.Base(folder)); err == nil {
			list = append(list, path.Join(path.Dir(folder), strconv.Itoa(year-1), "applications.csv"))
		}
	}
	for rest := body; ; {
		i := bytes.IndexByte(rest, ']')
		if i < 0 || i+1 >= len(rest) {
			break
		}
		rest = rest[i+1:]
		if rest[0] == '(' || rest[0] == ':' {
			list = appendNamed(list, m.Path, destination(rest[1:]))
		}
	}
	for _, file := range tables {
		list = appendNamed(list, m.Path, file)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// destination returns what stands at the beginning of a text as the destination of a
// link, as it is meant.
func destination(text []byte) string {
	text = bytes.TrimLeft(text[:min(len(text), longest)], " \t\n")
	end := 0
	if bytes.HasPrefix(text, []byte("<")) {
		text = text[1:]
		if end = bytes.IndexAny(text, ">\n"); end < 0 {
			return ""
		}
	} else if end = bareEnd(text); end == longest {
		return ""
	}
	if bytes.Contains(text[:end], []byte("://")) {
		return ""
	}
	return plain(string(text[:end]))
}

// longest is how long a destination can be and name a file: a path has no more than
// 300 characters, each of which may be written with three percent signs.
const longest = 300 * len("%E5%85%AC")

// bareEnd returns where a destination without brackets around it ends: before a blank
// or the bracket that closes more than there are open.
func bareEnd(text []byte) int {
	open := 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c <= ' ':
			return i
		case c == '\\':
			i++
		case c == '(':
			open++
		case c == ')':
			if open--; open < 0 {
				return i
			}
		}
	}
	return len(text)
}

// plain undoes the escapes of Markdown, HTML and addresses.
func plain(dest string) string {
	if strings.Contains(dest, `\`) {
		var b strings.Builder
		for i := 0; i < len(dest); i++ {
			if dest[i] == '\\' && i+1 < len(dest) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", dest[i+1]) >= 0 {
				i++
			}
			b.WriteByte(dest[i])
		}
		dest = b.String()
	}
	dest = strings.TrimSpace(html.UnescapeString(dest))
	dest, _, _ = strings.Cut(dest, "#")
	dest, _, _ = strings.Cut(dest, "?")
	if unescaped, err := url.PathUnescape(dest); err == nil {
		dest = unescaped
	}
	return dest
}

// appendNamed appends the paths at which a destination in a document may find a file:
// one with a slash before it is below content/ or below static/.
func appendNamed(list []string, from, dest string) []string {
	switch {
	case dest == "" || strings.EqualFold(path.Ext(dest), ".md"):
		return list
	case dest[0] == '/':
		clean := path.Clean(dest)
		return append(list, clean, clean[1:])
	}
	if p := path.Join(path.Dir(from), dest); p != ".." && !strings.HasPrefix(p, "../") {
		list = append(list, p)
	}
	return list
}
