package extract

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"gongkai/generator/diag"
)

// rtf visits the texts of a file in Rich Text Format (Microsoft, version 1.9.1): text
// with control words in it, in groups of braces.
//
//	{\rtf1\ansi\ansicpg936 {\info{\author \'d5\'c5}}\pard \u24352?138{\b 0013}8000\par}
func (s *search) rtf(f *file, data []byte) {
	r := &rtfReader{search: s, file: f, data: data, group: rtfGroup{skip: 1, story: &rtfStory{}}}
	r.read()
	r.flush()
	if len(r.outer) > 0 {
		s.remark(f.in, Remark{Reason: Damaged, Detail: diag.Text{ZH: "文件的结尾不在了，多半没有传完", EN: "its end is missing"}})
	}
	for r.deep = 0; len(r.outer) > 0; {
		r.close()
	}
	r.endStory()
}

// rtfReader is one file as it is read.
type rtfReader struct {
	*search
	file  *file
	data  []byte
	at    int
	group rtfGroup
	outer []rtfGroup // those that are open around it
	deep  int        // groups that are open beyond the bound

	pending []byte // bytes in the encoding of the file that have not been decoded
	high    rune   // the first half of a character that \u writes in two
	toSkip  int    // characters that stand for what \u has said
	starred bool   // \* has come: what follows may be passed over
	big5    bool
}

// rtfGroup is what ends with a group.
type rtfGroup struct {
	story   *rtfStory
	hidden  bool
	deleted bool
	table   bool // the paragraph is in a table
	skip    int  // how many characters follow \u for programs that do not know it
}

// rtfStory is a text beside others: the body, a header, a comment, a property.
type rtfStory struct {
	what   diag.Text
	hidden bool
	raw    bool // digits of a picture or an object
	names  bool // of fonts and styles, of which one with a number is told
	drop   bool // what programs give

	shown, gone, unseen strings.Builder // as it is, as it was before deletions, hidden
	deletions           bool
	paragraph           int
	row, tables         int
	inTable             bool
	cells               []string
	heads               heads
}

// maxGroups bounds how many groups are told apart.
const maxGroups = 1000

// read reads to the end.
func (r *rtfReader) read() {
	for r.at < len(r.data) && r.err == nil {
		c := r.data[r.at]
		r.at++
		switch c {
		case '{':
			r.open()
		case '}':
			r.close()
		case '\\':
			r.control()
		case '\r', '\n':
		default:
			r.literal(c)
		}
	}
}

func (r *rtfReader) open() {
	r.flush()
	r.toSkip, r.starred = 0, false
	if len(r.outer) >= maxGroups {
		r.deep++
		return
	}
	r.outer = append(r.outer, r.group)
}

func (r *rtfReader) close() {
	r.flush()
	r.toSkip, r.starred = 0, false
	n := len(r.outer)
	switch {
	case r.deep > 0:
		r.deep--
	case n > 0:
		if r.outer[n-1].story != r.group.story {
			r.endStory()
		}
		table := r.group.table
		r.group, r.outer = r.outer[n-1], r.outer[:n-1]
		r.group.table = table
	}
}

// literal takes up a byte of text.
func (r *rtfReader) literal(c byte) {
	if r.toSkip > 0 {
		r.toSkip--
		return
	}
	r.pending = append(r.pending, c)
}

// control reads what follows a backslash.
func (r *rtfReader) control() {
	if r.at >= len(r.data) {
		return
	}
	c := r.data[r.at]
	if c|0x20 < 'a' || 'z' < c|0x20 {
		r.at++
		r.symbol(c)
		return
	}
	start := r.at
	for r.at < len(r.data) && 'a' <= r.data[r.at]|0x20 && r.data[r.at]|0x20 <= 'z' {
		r.at++
	}
	word := string(r.data[start:min(r.at, start+32)])
	start = r.at
	if r.at < len(r.data) && r.data[r.at] == '-' {
		r.at++
	}
	for r.at < len(r.data) && '0' <= r.data[r.at] && r.data[r.at] <= '9' && r.at-start < 11 {
		r.at++
	}
	number, err := strconv.Atoi(string(r.data[start:r.at]))
	if r.at < len(r.data) && r.data[r.at] == ' ' {
		r.at++
	}
	if word == "bin" {
		r.binary(number)
		return
	}
	if r.toSkip > 0 {
		r.toSkip--
		return
	}
	if word != "u" {
		r.flush()
	}
	r.word(word, number, err == nil)
}

// symbol reads a control symbol.
func (r *rtfReader) symbol(c byte) {
	switch c {
	case '\'':
		if r.at+2 <= len(r.data) {
			n, err := strconv.ParseUint(string(r.data[r.at:r.at+2]), 16, 8)
			r.at += 2
			if err == nil {
				r.literal(byte(n))
			}
		}
	case '\\', '{', '}':
		r.literal(c)
	case '~':
		r.literal(' ')
	case '_':
		r.literal('-')
	case '*':
		r.starred = true
	case '\n', '\r':
		r.flush()
		r.endParagraph()
	}
}

// binary looks into bytes that are no text, wherever they stand.
func (r *rtfReader) binary(n int) {
	n = min(max(n, 0), len(r.data)-r.at)
	of := r.group.story
	if !of.raw {
		of = &rtfStory{what: diag.Text{ZH: "内部数据 bin", EN: "internal bin"}}
	}
	if n > 0 {
		r.flush()
		r.looseBytes(r.data[r.at:r.at+n], of)
	}
	r.at += n
}

// word does what a control word says.
func (r *rtfReader) word(word string, n int, given bool) {
	g := &r.group
	off := given && n == 0
	starred := r.starred
	r.starred = false
	switch word {
	case "ansicpg":
		r.big5 = n == 950
	case "u":
		r.unicode(n)
	case "uc":
		g.skip = min(max(n, 0), 16)
	case "par", "sect", "page":
		r.endParagraph()
	case "line", "softline":
		r.add("\n")
	case "tab":
		r.add("\t")
	case "emdash":
		r.add("—")
	case "endash":
		r.add("–")
	case "v":
		g.hidden = !off
	case "deleted":
		g.deleted = !off
	case "plain":
		g.hidden, g.deleted = false, false
	case "pard":
		g.table = false
	case "intbl":
		g.table = true
	case "cell", "nestcell":
		r.endCell()
	case "row", "nestrow":
		r.endRow()
	default:
		r.destination(word, starred)
	}
}

// unicode takes up a character by its number, half of one as it may be.
func (r *rtfReader) unicode(n int) {
	c := rune(uint16(n))
	switch {
	case utf16.IsSurrogate(c) && r.high == 0:
		r.flush()
		r.high = c
		r.toSkip = r.group.skip
		return
	case r.high != 0:
		c = utf16.DecodeRune(r.high, c)
		r.high = 0
	}
	r.flush()
	r.add(string(c))
	r.toSkip = r.group.skip
}

// flush decodes the bytes that have come.
func (r *rtfReader) flush() {
	if len(r.pending) == 0 {
		return
	}
	text := r.decodeBytes(r.pending)
	r.pending = r.pending[:0]
	r.add(text)
}

// decodeBytes decodes bytes of the file's encoding, which for us is GBK unless they
// are not.
func (r *rtfReader) decodeBytes(b []byte) string {
	ascii := bytes.IndexFunc(b, func(c rune) bool { return c >= utf8.RuneSelf }) < 0
	if ascii {
		return string(b)
	}
	if r.big5 {
		if text, err := traditionalchinese.Big5.NewDecoder().Bytes(b); err == nil {
			return string(text)
		}
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
	if err == nil && !bytes.Contains(text, []byte("\uFFFD")) {
		return string(text)
	}
	latin, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\uFFFD")
	}
	return string(latin)
}

// add takes up text.
func (r *rtfReader) add(text string) {
	s := r.group.story
	switch {
	case s.drop:
	case r.group.hidden:
		s.unseen.WriteString(text)
	case r.group.deleted:
		s.deletions = true
		s.gone.WriteString(text)
	default:
		s.shown.WriteString(text)
		s.gone.WriteString(text)
	}
}
