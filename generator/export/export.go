// Package export writes what machines read: the catalog as JSON, CSV and as
// data files for the filter of the catalog page, Atom feeds, sitemaps and
// robots.txt.
//
// Every function appends to a buffer or writes rows to an io.Writer one after
// the other, so that a catalog of a million documents needs no memory. The
// bytes are final: JSON and XML come out as small as a minifier makes them.
//
// export knows nothing of pages on disk, layouts or configuration.
package export

import (
	"encoding/binary"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Row is one document in the catalog. Empty fields are left out of the JSON.
type Row struct {
	Index       string // 索引号
	Title       string // 名称
	URL         string // address relative to the site's root, escaped
	Base        string // what makes URL absolute; empty: not known
	Category    string // key
	Column      string // name of the category
	Date        string // 发布日期
	Written     string // 生成日期; 成文日期 where given, else the day of Date
	Updated     string // 更新日期, where the page was revised
	Issuer      string
	Source      string
	Number      string // 发文字号
	Subject     string
	Genre       string
	Keywords    []string
	Summary     string
	Validity    string
	Effective   string
	Expires     string
	Repealed    string
	Disclosure  string
	Attachments []string // output paths, those of the files of shown tables too
	Modified    string   // day of the last change: that of Updated, else that of Date
	Files       []File   // the same, as far as they exist
	Relations   Relations
}

// AppendJSON appends the row as one JSON object.
func (r *Row) AppendJSON(b []byte) []byte {
	b = append(b, '{')
	b = appendPair(b, `"index_number":`, r.Index)
	b = appendPair(b, `"title":`, r.Title)
	b = appendPair(b, `"url":`, r.URL)
	b = r.appendLink(b, r.URL)
	b = appendPair(b, `"category":`, r.Category)
	b = appendPair(b, `"category_name":`, r.Column)
	b = appendPair(b, `"date":`, r.Date)
	b = appendPair(b, `"written":`, r.Written)
	b = appendPair(b, `"updated":`, r.Updated)
	b = appendPair(b, `"issuer":`, r.Issuer)
	b = appendPair(b, `"source":`, r.Source)
	b = appendPair(b, `"doc_number":`, r.Number)
	b = appendPair(b, `"subject":`, r.Subject)
	b = appendPair(b, `"genre":`, r.Genre)
	b = appendPair(b, `"summary":`, r.Summary)
	b = appendPair(b, `"validity":`, r.Validity)
	b = appendPair(b, `"effective":`, r.Effective)
	b = appendPair(b, `"expires":`, r.Expires)
	b = appendPair(b, `"repealed":`, r.Repealed)
	b = appendPair(b, `"disclosure":`, r.Disclosure)
	b = appendStrings(b, `"keywords":`, r.Keywords)
	b = appendStrings(b, `"attachments":`, r.Attachments)
	b = appendPair(b, `"modified":`, r.Modified)
	return append(r.appendRelations(r.appendFiles(b)), '}')
}

// appendPair appends a member whose value is a string, if there is one.
func appendPair(b []byte, key, value string) []byte {
	if value == "" {
		return b
	}
	return AppendString(appendMember(b, key), value)
}

func appendMember(b []byte, key string) []byte {
	if b[len(b)-1] != '{' {
		b = append(b, ',')
	}
	return append(b, key...)
}

func appendStrings(b []byte, key string, list []string) []byte {
	if len(list) == 0 {
		return b
	}
	b = append(appendMember(b, key), '[')
	for i, s := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = AppendString(b, s)
	}
	return append(b, ']')
}

// AppendString appends s as a JSON string that may also stand in a script:
// "<", U+2028 and U+2029 are escaped. Bytes that are not UTF-8 become U+FFFD.
func AppendString(b []byte, s string) []byte {
	return append(appendText(append(b, '"'), s), '"')
}

// appendText appends what stands between the quotes of a JSON string. Nearly
// all texts stand as they are, so one is appended first and then looked at.
func appendText(b []byte, s string) []byte {
	at := len(b)
	b = append(b, s...)
	if n := skipPlain(b[at:]); n < len(s) {
		return escapeText(b[:at+n], s[n:])
	}
	return b
}

// escapeText appends a text in which there may be something to escape.
func escapeText(b []byte, s string) []byte {
	start := 0
	for i := 0; i < len(s); {
		if plain[s[i]] {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if size == 1 && r != '>' && r != '&' || r == '\u2028' || r == '\u2029' {
			b = append(b, s[start:i]...)
			b = appendEscaped(b, r)
			start = i + size
		}
		i += size
	}
	return append(b, s[start:]...)
}

// skipPlain returns how many bytes text begins with that JSON and XML surely
// take as they are. Of what is not ASCII it knows the characters of three bytes
// that texts here are made of.
func skipPlain(text []byte) int {
	i := 0
	for i < len(text) {
		for i+8 <= len(text) && twoHan(binary.LittleEndian.Uint64(text[i:])) {
			i += 6
		}
		for i < len(text) && plain[text[i]] {
			i++
		}
		if i == len(text) || text[i] < utf8.RuneSelf {
			return i
		}
		if i+2 >= len(text) || !wide(text[i], text[i+1], text[i+2]) {
			return i
		}
		i += 3
	}
	return i
}

// twoHan reports whether the first six of eight bytes are two characters from
// U+3000 to U+CFFF, whose bytes follow one simple rule: they are most of a text.
func twoHan(b uint64) bool {
	const marks, three = 0xc0c0f0_c0c0f0, 0x8080e0_8080e0
	return b&marks == three && byte(b)-0xe3 <= 0xec-0xe3 && byte(b>>24)-0xe3 <= 0xec-0xe3
}

// wide reports whether three bytes are a character from U+2000 to U+CFFF or from
// U+F000 to U+FFBF that need not be escaped: “ ” … ， ： ； are among them, but
// not the line ends U+2028 and U+2029.
func wide(x, y, z byte) bool {
	if y&0xc0 != 0x80 || z&0xc0 != 0x80 {
		return false
	}
	switch x {
	case 0xe2:
		return y != 0x80 || z&^1 != 0xa8
	case 0xef:
		return y != 0xbf
	}
	return 0xe3 <= x && x <= 0xec
}

// plain tells the ASCII characters that stand in JSON and in XML as they are.
var plain = func() (table [256]bool) {
	for c := ' '; c < utf8.RuneSelf; c++ {
		table[c] = c != '"' && c != '\\' && c != '<' && c != '>' && c != '&'
	}
	return table
}()

func appendEscaped(b []byte, r rune) []byte {
	switch r {
	case '"', '\\':
		return append(b, '\\', byte(r))
	case '\n':
		return append(b, '\\', 'n')
	case '\t':
		return append(b, '\\', 't')
	}
	const hex = "0123456789abcdef"
	return append(b, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
}

// AppendData appends the row as the array that the catalog page's filter
// reads: index, title, href, summary, written, date, category, issuer, number,
// validity.
func (r *Row) AppendData(b []byte) []byte {
	b = append(b, '[')
	for i, s := range [...]string{r.Index, r.Title, r.URL, r.Summary, r.Written, r.Date, r.Column, r.Issuer, r.Number, r.Validity} {
		if i > 0 {
			b = append(b, ',')
		}
		b = AppendString(b, s)
	}
	return append(b, ']')
}

// DataOpen and DataClose stand around the rows of a data file of one year.
func DataOpen(b []byte, year string) []byte {
	return append(append(append(b, "gongkaiCatalog("...), year...), ",["...)
}

// DataClose ends what DataOpen began. The file is minified as it is: no semicolon.
func DataClose(b []byte) []byte { return append(b, "])"...) }

// JSONOpen begins catalog.json: who publishes, how many rows, on what terms, what
// describes the file, then the rows.
func JSONOpen(b []byte, office, site string, count int, terms Licence, schema string) []byte {
	b = append(b, `{"publisher":`...)
	b = AppendString(b, office)
	b = append(b, `,"site":`...)
	b = AppendString(b, site)
	b = append(b, `,"count":`...)
	b = strconv.AppendInt(b, int64(count), 10)
	if terms.Name != "" {
		b = append(b, `,"licence":{`...)
		b = appendPair(b, `"name":`, terms.Name)
		b = append(appendPair(b, `"url":`, terms.URL), '}')
	}
	b = AppendString(append(b, `,"schema":`...), schema)
	return append(b, ",\"documents\":["...)
}

// JSONClose ends what JSONOpen began.
func JSONClose(b []byte) []byte { return append(b, "]}"...) }

// CSVHead begins catalog.csv: a byte order mark, by which Excel knows UTF-8,
// and the names of the columns.
func CSVHead(b []byte) []byte {
	return append(b, "\ufeff索引号,名称,内容概述,生成日期,发布日期,栏目,发文机关,信息来源,发文字号,主题分类,体裁,关键词,有效性,实施日期,失效日期,废止日期,公开方式,网页,更新日期,附件数,附件\r\n"...)
}

// AppendCSV appends the row as a line of CSV (RFC 4180).
func (r *Row) AppendCSV(b []byte) []byte {
	for _, s := range [...]string{
		r.Index, r.Title, r.Summary, r.Written, r.Date, r.Column, r.Issuer, r.Source, r.Number, r.Subject, r.Genre,
	} {
		b = append(AppendCell(b, s), ',')
	}
	start := len(b)
	for i, word := range r.Keywords {
		if i > 0 {
			b = append(b, "；"...)
		}
		b = append(b, word...)
	}
	b = append(closeCell(b, start), ',')
	for _, s := range [...]string{r.Validity, r.Effective, r.Expires, r.Repealed, r.Disclosure} {
		b = append(AppendCell(b, s), ',')
	}
	b = append(r.appendAddress(b, r.URL), ',')
	// These came later: the others stay where they were.
	b = append(AppendCell(b, r.Updated), ',')
	b = append(strconv.AppendInt(b, int64(len(r.Files)), 10), ',')
	start = len(b)
	for i := range r.Files {
		if i > 0 {
			b = append(b, "；"...)
		}
		b = append(b, r.Files[i].Title...)
	}
	return append(closeCell(b, start), '\r', '\n')
}

// AppendCell appends one cell of CSV: whatever the text is, a spreadsheet shows
// one cell of text. Text that it would take for a formula gets an apostrophe
// before it, and text that it might cut in two stands in quotes.
func AppendCell(b []byte, s string) []byte { return closeCell(append(b, s...), len(b)) }

// closeCell makes a cell of what stands in b from start on. Nearly all cells
// stay as they are.
func closeCell(b []byte, start int) []byte {
	cell := b[start:]
	risky := formula(cell)
	if !risky && !quoted(cell) {
		return b
	}
	text := string(cell)
	b = b[:start]
	if risky {
		text = "'" + text
	}
	if !quoted([]byte(text)) {
		return append(b, text...)
	}
	return append(append(append(b, '"'), strings.ReplaceAll(text, `"`, `""`)...), '"')
}

// isSign reports whether a character is a form of a sign that begins a formula: raised,
// lowered, small, doubled. A program that makes the forms of a character one (NFKC)
// makes it that sign, or a minus.
func isSign(r rune) bool {
	if r < utf8.RuneSelf {
		return false
	}
	plain := norm.NFKC.String(string(r))
	return strings.ContainsAny(plain[:1], "=+-@") || strings.HasPrefix(plain, "−") && r != '−'
}

// formula reports whether some spreadsheet takes a cell for a formula. They do
// so by the first character, full-width forms included, and some drop blanks and
// control characters before it.
func formula(cell []byte) bool {
	if len(cell) > 0 && 0xe4 <= cell[0] && cell[0] <= 0xe9 {
		return false // Chinese: most cells
	}
	for i := 0; i < len(cell); {
		r, size := utf8.DecodeRune(cell[i:])
		switch r {
		case '=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫':
			return true
		case '\t', '\r':
			if i == 0 {
				return true
			}
		case ' ', '　':
		default:
			if isSign(r) {
				return true
			}
			if unicode.IsGraphic(r) && !unicode.IsSpace(r) {
				return false
			}
		}
		i += size
	}
	return false
}

// quoted reports whether a cell must stand in quotes. Semicolons and tabs
// separate cells where a spreadsheet is set so, and LibreOffice is. Chinese is
// passed over eight bytes at a time.
func quoted(cell []byte) bool {
	const high = 0x8080808080808080
	for i := 0; i < len(cell); i++ {
		switch c := cell[i]; {
		case c >= utf8.RuneSelf:
			for i+9 <= len(cell) && binary.LittleEndian.Uint64(cell[i+1:])&high == high {
				i += 8
			}
		case c == ',', c == ';', c == '\t', c == '"', c == '\r', c == '\n':
			return true
		}
	}
	return false
}
