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
	"strconv"
	"strings"
	"unicode/utf8"
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
	Attachments []string // output paths
}

// AppendJSON appends the row as one JSON object.
func (r *Row) AppendJSON(b []byte) []byte {
	b = append(b, '{')
	b = appendPair(b, "index_number", r.Index)
	b = appendPair(b, "title", r.Title)
	b = appendPair(b, "url", r.URL)
	if r.Base != "" {
		b = append(appendMember(b, "link"), '"')
		b = append(appendText(appendText(b, r.Base), r.URL), '"')
	}
	for _, f := range [...]struct{ key, value string }{
		{"category", r.Category}, {"category_name", r.Column},
		{"date", r.Date}, {"written", r.Written}, {"issuer", r.Issuer}, {"source", r.Source},
		{"doc_number", r.Number}, {"subject", r.Subject}, {"genre", r.Genre},
		{"summary", r.Summary}, {"validity", r.Validity}, {"effective", r.Effective},
		{"expires", r.Expires}, {"repealed", r.Repealed}, {"disclosure", r.Disclosure},
	} {
		b = appendPair(b, f.key, f.value)
	}
	b = appendStrings(b, "keywords", r.Keywords)
	b = appendStrings(b, "attachments", r.Attachments)
	return append(b, '}')
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
	b = append(b, '"')
	b = append(b, key...)
	return append(b, '"', ':')
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

// appendText appends what stands between the quotes of a JSON string.
func appendText(b []byte, s string) []byte {
	start := 0
	for i := skipPlain(s, 0); i < len(s); i = skipPlain(s, i) {
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

// skipPlain returns the index of the first byte at or after i that neither JSON
// nor XML surely takes as it is. Of what is not ASCII it knows the characters
// from U+3000 to U+CFFF, whose three bytes follow one simple rule; they are
// most of a Chinese text.
func skipPlain(s string, i int) int {
	for i < len(s) {
		switch c := s[i]; {
		case plain[c]:
			i++
		case 0xe3 <= c && c <= 0xec && i+2 < len(s) && s[i+1]&0xc0 == 0x80 && s[i+2]&0xc0 == 0x80:
			i += 3
		default:
			return i
		}
	}
	return i
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

// JSONOpen begins catalog.json: who publishes, how many rows, then the rows.
func JSONOpen(b []byte, office, site string, count int) []byte {
	b = append(b, `{"publisher":`...)
	b = AppendString(b, office)
	b = append(b, `,"site":`...)
	b = AppendString(b, site)
	b = append(b, `,"count":`...)
	b = strconv.AppendInt(b, int64(count), 10)
	return append(b, ",\"documents\":["...)
}

// JSONClose ends what JSONOpen began.
func JSONClose(b []byte) []byte { return append(b, "]}"...) }

// CSVHead begins catalog.csv: a byte order mark, by which Excel knows UTF-8,
// and the names of the columns.
func CSVHead(b []byte) []byte {
	return append(b, "\ufeff索引号,名称,内容概述,生成日期,发布日期,栏目,发文机关,信息来源,发文字号,主题分类,体裁,关键词,有效性,实施日期,失效日期,废止日期,公开方式,网页\r\n"...)
}

// AppendCSV appends the row as a line of CSV (RFC 4180).
func (r *Row) AppendCSV(b []byte) []byte {
	for i, s := range [...]string{
		r.Index, r.Title, r.Summary, r.Written, r.Date, r.Column, r.Issuer, r.Source, r.Number,
		r.Subject, r.Genre, strings.Join(r.Keywords, "；"), r.Validity, r.Effective, r.Expires,
		r.Repealed, r.Disclosure, r.Base + r.URL,
	} {
		if i > 0 {
			b = append(b, ',')
		}
		b = AppendCell(b, s)
	}
	return append(b, '\r', '\n')
}

// AppendCell appends one cell of CSV. A cell that a spreadsheet would take for
// a formula gets an apostrophe before it.
func AppendCell(b []byte, s string) []byte {
	if s != "" && strings.IndexByte("=+-@\t\r", s[0]) >= 0 {
		s = "'" + s
	}
	if !strings.ContainsAny(s, ",\"\r\n") {
		return append(b, s...)
	}
	b = append(b, '"')
	for i := range len(s) {
		if s[i] == '"' {
			b = append(b, '"')
		}
		b = append(b, s[i])
	}
	return append(b, '"')
}
