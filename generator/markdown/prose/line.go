package prose

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// Line is a line of text, or the rest of one, with or without its end.
type Line []byte

// Chinese reports whether a line holds a Chinese character, punctuation among them.
func (l Line) Chinese() bool {
	for i := 0; i+1 < len(l); i++ {
		switch c, second := l[i], l[i+1]; {
		case c < 0xE2:
		case 0xE3 <= c && c <= 0xE9: // U+3000 to U+9FFF
			return true
		case c == 0xE2 && 0x91 <= second && second <= 0x93: // ①
			return true
		case c == 0xEF && (0xA4 <= second && second <= 0xAB || second == 0xBC || second == 0xBD): // compatible and fullwidth ones
			return true
		case c == 0xF0 && second >= 0xA0: // U+20000 and more
			return true
		}
	}
	return false
}

// wordless reports whether a line holds something, but no letter: figures, marks, or
// what Word leaves in a line that shows nothing, blanks without width. A line of
// hyphens and the like belongs to the one above.
func (l Line) wordless() bool {
	found := false
	for i := 0; i < len(l); i++ {
		switch c := l[i]; {
		case c == 0xE2 && ByteAt(l, i+1)|1 == 0x81: // U+2000 to U+207F: “ ” — …
			found = true
			i += len("“") - 1
		case c == 0xC2: // ·
			found = true
			i++
		case IsLetter(c), c >= utf8.RuneSelf:
			return false
		case c > ' ' && bytes.IndexByte([]byte("-=:|>"), c) < 0:
			found = true
		}
	}
	return found
}

// IsBlank reports whether nothing stands in a line but what is blank to Markdown.
func (l Line) IsBlank() bool {
	for _, c := range l {
		if !IsSpace(c) {
			return false
		}
	}
	return true
}

// Indentation returns the length of the blanks that a line begins with, where those
// of ASCII have been dropped already.
func (l Line) Indentation() int {
	if len(l) == 0 || l[0] < utf8.RuneSelf {
		return 0
	}
	return len(l) - len(bytes.TrimLeftFunc(l, unicode.IsSpace))
}

// HasBar reports whether a line could be one of a table.
func (l Line) HasBar() bool {
	return bytes.IndexByte(l, '|') >= 0 || bytes.Contains(l, []byte("｜"))
}

// HasTab reports whether a tab stands behind the beginning of a line's text.
func (l Line) HasTab() bool {
	return bytes.IndexByte(l, '\t') >= 0 && bytes.IndexByte(bytes.TrimLeft(l, " \t>"), '\t') >= 0
}

// IsForm reports whether labels and empty cells take turns in a line with tabs, as in a
// form that is to be filled in: the empty ones are cells as well.
func IsForm(l Line) bool {
	l = bytes.TrimRight(bytes.TrimLeft(l, " >"), "\r\n ")
	if !bytes.HasSuffix(l, []byte{'\t'}) {
		return false // as of nearly all
	}
	cells := 0
	for cell := range bytes.SplitSeq(l, []byte{'\t'}) {
		if empty := len(bytes.TrimFunc(cell, unicode.IsSpace)) == 0; empty != (cells%2 == 1) {
			return false
		}
		cells++
	}
	return cells%2 == 0
}

// IsTabbedSentence reports whether tabs stand behind a sentence that ends there, and
// nowhere else in the line: they divide nothing.
func (l Line) IsTabbedSentence() bool {
	if l = bytes.TrimRight(l, " \r\n"); !bytes.HasSuffix(l, []byte{'\t'}) {
		return false
	}
	l = bytes.Trim(l, " \t>\u3000")
	r, _ := utf8.DecodeLastRune(l)
	return bytes.IndexByte(l, '\t') < 0 && r != '：' && r != ':' && l.endsSentence()
}

// isDefinition reports whether a line would define the term above it.
func (l Line) isDefinition() bool {
	l = bytes.TrimLeft(l, " >")
	return len(l) > 1 && l[0] == ':' && IsSpace(l[1])
}

// isUnderline reports whether a line would make a heading of the one above.
func (l Line) isUnderline() bool {
	l = bytes.TrimRight(bytes.TrimLeft(l, " "), " \t\r")
	return len(l) >= 3 && (len(bytes.Trim(l, "-")) == 0 || len(bytes.Trim(l, "=")) == 0)
}

// endsSentence reports whether a line ends with a mark that ends a sentence or a
// part of one.
func (l Line) endsSentence() bool {
	r, _ := utf8.DecodeLastRune(bytes.TrimRightFunc(l, unicode.IsSpace))
	switch r {
	case '。', '！', '？', '；', '：', '，', '、', '…', '.', '!', '?', ';', ':', ',':
		return true
	}
	return false
}

// HasSentenceMark reports whether a mark that divides or ends sentences stands in a line
// in the width of ASCII; 8:30 and 1:500 have none.
func (l Line) HasSentenceMark() bool {
	for i, c := range l {
		switch c {
		case ';', '!', '?':
			return true
		case ':':
			if i == 0 || !IsDigit(rune(l[i-1])) || !IsDigit(rune(ByteAt(l, i+1))) {
				return true
			}
		}
	}
	return false
}

// Ending tells how a line of a block ends.
type Ending struct {
	At         int  // where its text ends at the latest; blanks may stand before
	Soft, Hard bool // line breaks
	Backslash  bool // the line break is written as a backslash
}

// Ending looks at the end of a line (CommonMark 0.31 section 6.7). The last line of a
// block has no line feed and no break.
func (l Line) Ending() Ending {
	content, found := bytes.CutSuffix(l, []byte("\n"))
	if !found {
		return Ending{At: len(l)}
	}
	content = bytes.TrimSuffix(content, []byte("\r"))
	switch {
	case bytes.HasSuffix(content, []byte(`\`)) && !bytes.HasSuffix(content, []byte(`\\`)):
		return Ending{At: len(content) - 1, Hard: true, Backslash: true}
	case bytes.HasSuffix(content, []byte("  ")):
		return Ending{At: len(content) - 2, Hard: true}
	}
	return Ending{At: len(l), Soft: true}
}
