// Package trace looks for what is left of a document in files that were published.
//
//	s := trace.New(trace.Document{Title: …, Number: …, Files: …, Text: body})
//	marks, unread := s.Search("public/feed.xml", data)
//
// Looked for are the title, the document number, the names of its files, the bytes of
// these (by their SHA-256), and what of its text is long enough to be known again. A text
// is found however it is written: in UTF-8 or UTF-16, between tags, with characters
// escaped as JSON, HTML or addresses do, in a gzip or bzip2 file, in an entry of a zip
// archive, which docx and xlsx are. White space, punctuation and marks of Markdown do not
// count. What cannot be looked into (brotli and the like) is named, and PDF is looked at
// as it is: texts in it are compressed, so a copy of a file is found by its sum, a
// printed text is not.
//
// trace does not know what a site is, nor who else says the same.
package trace

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is what is found of a document.
type Kind uint8

// The kinds, in the order in which they are told.
const (
	Title Kind = iota
	Number
	Name
	Bytes
	Text
)

// Mark is something by which a document is known.
type Mark struct {
	Kind Kind
	Text string // as it stands in the document
}

// File is a file that belongs to a document.
type File struct {
	Path   string // below content/
	SHA256 string // hexadecimal
}

// Document is what is looked for.
type Document struct {
	Title, Number string
	Files         []File
	Text          string // Markdown
}

// The fewest letters by which a text is known again.
const (
	leastTitle = 4
	leastText  = 8
)

// Search looks for one document.
type Search struct {
	marks []Mark
	key   []string          // of each mark: what is compared
	sums  map[string]string // the names of files by the sum of their bytes
	files []File
}

// New prepares a search.
func New(d Document) *Search {
	s := &Search{sums: map[string]string{}, files: d.Files}
	s.add(Title, d.Title, leastTitle)
	s.add(Number, d.Number, leastTitle)
	for _, f := range d.Files {
		s.marks, s.key = append(s.marks, Mark{Name, path.Base(f.Path)}), append(s.key, path.Base(f.Path))
		s.sums[f.SHA256] = path.Base(f.Path)
	}
	seen := map[string]bool{}
	for line := range strings.Lines(d.Text) {
		for _, part := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("[](){}*`|<>#!。；！？\n", r) }) {
			if key := letters(part); !seen[key] && !onlyDay.MatchString(key) {
				seen[key] = true
				s.add(Text, strings.TrimSpace(part), leastText)
			}
		}
	}
	return s
}

// onlyDay matches a day alone, with which other documents are signed too.
var onlyDay = regexp.MustCompile(`^(?:[0-9]{4}|[〇零○一二三四五六七八九]{2,4})年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日?$`)

// add adds a text to what is looked for, if it is long enough to be known again.
func (s *Search) add(kind Kind, text string, least int) {
	if key := letters(text); utf8.RuneCountInString(key) >= least {
		s.marks, s.key = append(s.marks, Mark{kind, text}), append(s.key, key)
	}
}

// Search returns what of the document is found in a file: by its path, in its bytes, in
// what is packed in them. unread are the parts that could not be looked into.
func (s *Search) Search(name string, data []byte) (found []Mark, unread []string) {
	l := look{Search: s, found: map[Mark]bool{}}
	l.path(name)
	l.blob(name, data, 0)
	for _, m := range s.marks {
		if l.found[m] {
			found = append(found, m)
		}
	}
	for _, f := range s.files {
		if m := (Mark{Bytes, path.Base(f.Path)}); l.found[m] {
			found = append(found, m)
			delete(l.found, m)
		}
	}
	return found, l.unread
}

// Says reports whether a text says the same as a mark, in whatever way it is written.
func (s *Search) Says(data []byte, m Mark) bool {
	if m.Kind == Bytes {
		m.Kind = Name // who uses a file names it
	}
	for i := range s.marks {
		if s.marks[i] == m {
			return s.in(readings(data), i)
		}
	}
	return false
}

// look is the search through one file.
type look struct {
	*Search
	found  map[Mark]bool
	unread []string
}

// path looks for the names of the document's files in a path: their own, and those of
// smaller copies of pictures.
func (l *look) path(name string) {
	for _, f := range l.files {
		stem := strings.TrimSuffix(f.Path, path.Ext(f.Path)) + "."
		if strings.HasSuffix(name, "/"+f.Path) || name == f.Path || strings.Contains("/"+name, "/"+stem) && path.Ext(name) != ".html" {
			l.found[Mark{Name, path.Base(f.Path)}] = true
		}
	}
}

// blob looks into the bytes of a file or of a part of one.
func (l *look) blob(name string, data []byte, depth int) {
	sum := sha256.Sum256(data)
	if file, ok := l.sums[hex.EncodeToString(sum[:])]; ok {
		l.found[Mark{Bytes, file}] = true
	}
	texts := readings(data)
	for i, m := range l.marks {
		if !l.found[m] && (l.in(texts, i) || in16(data, m.Text)) {
			l.found[m] = true
		}
	}
	for sum, file := range l.sums { // a page tells the sums of what can be downloaded
		if strings.Contains(string(data), sum) {
			l.found[Mark{Bytes, file}] = true
		}
	}
	l.unpack(name, data, depth)
}

// in reports whether a mark is in one of the readings of some bytes.
func (s *Search) in(texts reading, i int) bool {
	if s.marks[i].Kind == Name {
		return containsName(texts.plain, s.key[i])
	}
	return strings.Contains(texts.letters, s.key[i]) || strings.Contains(texts.untagged, s.key[i])
}

// containsName reports whether a file name stands in a text, and not as the end of
// another one.
func containsName(text, name string) bool {
	for {
		at := strings.Index(text, name)
		if at < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at+len(name):])
		if !ofName(before) && !ofName(after) {
			return true
		}
		text = text[at+len(name):]
	}
}

// ofName reports whether a character may be part of a file name that goes on.
func ofName(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_')
}

// letters returns the letters and digits of a text.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return r
		}
		return -1
	}, s)
}
