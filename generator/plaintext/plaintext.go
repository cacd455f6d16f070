// Package plaintext reads text files as offices have them: saved by Notepad or
// Excel for China, in UTF-8 with a byte order mark or without, GBK or UTF-16, and
// tables whose values are divided by commas or by what stands for them.
//
// The files of a site itself must be UTF-8, and say so where they are not
// (diag.Detect); this package is for files that come from elsewhere.
package plaintext

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"io"
	"regexp"
	"strings"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"gongkai/generator/diag"
)

// ErrEncoding is the error of a file that is no text.
var ErrEncoding = errors.New("no encoding that is known")

// Decode returns the text of a file that is UTF-8, GBK or GB 18030, or UTF-16,
// without a byte order mark; its line ends are LF. declared is the encoding that
// the file names itself, "" for none. The error is ErrEncoding, or comes from the
// decoder.
func Decode(data []byte, declared string) (string, error) {
	text, err := decode(data, declared)
	if err != nil {
		return "", err
	}
	if strings.IndexByte(text, 0) >= 0 {
		return "", ErrEncoding
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.ReplaceAll(text, "\r", "\n"), nil
}

// short is up to how many bytes a file may be valid UTF-8 by chance.
const short = 100

func decode(data []byte, declared string) (string, error) {
	e, mark, err := recognise(data)
	if len(mark) == 0 && declared != "" {
		if given, name := charset.Lookup(declared); given != nil && name != "utf-8" {
			e, err = given, nil
		}
	}
	if err != nil {
		return "", err
	}
	text, err := e.NewDecoder().Bytes(data[len(mark):])
	return strings.ToValidUTF8(string(text), "\uFFFD"), err
}

// recognise tells the encoding of a file, and the byte order mark that it has.
func recognise(data []byte) (e encoding.Encoding, mark []byte, err error) {
	little, big := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	for _, m := range []struct {
		mark string
		encoding.Encoding
	}{{"\xef\xbb\xbf", encoding.Nop}, {"\xff\xfe", little}, {"\xfe\xff", big}} {
		if bytes.HasPrefix(data, []byte(m.mark)) {
			return m.Encoding, data[:len(m.mark)], nil
		}
	}
	switch found, _, _ := diag.Detect("", data); found {
	case diag.UTF8:
		if len(data) > short || !diag.MayBeGBK(data) {
			return encoding.Nop, nil, nil
		}
	case diag.GBK:
		return simplifiedchinese.GB18030, nil, nil
	case diag.UTF16:
		if order, _ := diag.UTF16Order(data); order == binary.BigEndian {
			return big, nil, nil
		}
		return little, nil, nil
	}
	return nil, nil, ErrEncoding
}

// Rows returns the values of a table that is written as text, row by row: divided
// by commas, or by what a program in another country or an old one has put in
// their place. Rows may differ in length; empty lines are none. Quotes that are not
// where they belong are taken as they are, if lenient; else they are the error, of
// package encoding/csv.
func Rows(text string, lenient bool) ([][]string, error) {
	rows, err := newReader(text, lenient).ReadAll()
	for _, row := range rows {
		for i, value := range row {
			row[i] = literal(value)
		}
	}
	return rows, err
}

// literal returns what Excel shows of a value that is written as ="001", so that it does
// not take it for a number.
func literal(value string) string {
	inside, ok := strings.CutPrefix(value, `="`)
	if inside, closed := strings.CutSuffix(inside, `"`); ok && closed && !strings.Contains(inside, `"`) {
		return inside
	}
	return value
}

// EachRow calls visit with the rows that Rows returns, one at a time, each with the
// line on which it begins, until visit returns false. The values are valid until then.
func EachRow(text string, lenient bool, visit func(line int, row []string) bool) error {
	reader := newReader(text, lenient)
	reader.ReuseRecord = true
	for {
		row, err := reader.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if line, _ := reader.FieldPos(0); !visit(line, row) {
			return nil
		}
	}
}

func newReader(text string, lenient bool) *csv.Reader {
	reader := csv.NewReader(strings.NewReader(text))
	reader.FieldsPerRecord = -1
	reader.LazyQuotes = lenient
	if m := declared.FindStringSubmatch(text); m != nil {
		reader.Comma = rune(m[1][0])
		_, _ = reader.Read() // it is no row
		return reader
	}
	reader.Comma = delimiter(text)
	return reader
}

// declared matches the first line with which a file tells Excel what divides its values.
var declared = regexp.MustCompile(`^(?i:sep)=([,;\t|])\r?\n`)

// delimiter returns the character that divides the values: the one that most of the
// first lines have, and of those that are in as many, the one of which there are most.
// A line of prose above the table has marks of its own.
func delimiter(text string) rune {
	const looked = 20
	lines := strings.SplitN(text, "\n", looked+1)
	lines = lines[:min(len(lines), looked)]
	best, in, most := ',', 0, 0
	for _, c := range []rune{',', '\t', ';', '，'} {
		n, all := 0, 0
		for _, line := range lines {
			if k := strings.Count(line, string(c)); k > 0 {
				n, all = n+1, all+k
			}
		}
		if n > in || n == in && all > most {
			best, in, most = c, n, all
		}
	}
	return best
}
