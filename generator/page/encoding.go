package page

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/diag"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// text prepares the bytes of a file: it takes a byte order mark off and turns
// CRLF and CR into LF. Bytes that are no UTF-8 text are a finding; a program
// that guesses their meaning could publish something else than was written.
func text(file string, data []byte) ([]byte, *diag.Diagnostic) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		d := ruleUTF16.At(diag.Pos{File: file})
		return nil, &d
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		rule := ruleNUL
		if looksUTF16(data) {
			rule = ruleUTF16
		}
		d := rule.At(diag.Pos{File: file, Line: 1 + bytes.Count(data[:i], []byte{'\n'})})
		return nil, &d
	}
	if !utf8.Valid(data) {
		d := notUTF8(file, data)
		return nil, &d
	}
	if bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte{'\n'})
		data = bytes.ReplaceAll(data, []byte{'\r'}, []byte{'\n'})
	}
	return data, nil
}

// looksUTF16 reports whether every other byte of the beginning is zero, as in
// ASCII text written in UTF-16 without a mark.
func looksUTF16(data []byte) bool {
	head := data[:min(len(data), 64)]
	zeros := bytes.Count(head, []byte{0})
	return zeros*3 >= len(head) && !bytes.Contains(head, []byte{0, 0})
}

// notUTF8 tells a file in the old Chinese encoding from one that is damaged.
func notUTF8(file string, data []byte) diag.Diagnostic {
	at := firstInvalid(data)
	pos := diag.Locate(file, data, at)
	if source, ok := gb18030(data); ok {
		lines := strings.Split(source, "\n")
		pos.Source = strings.TrimRight(lines[min(pos.Line, len(lines))-1], "\r")
		return ruleGBK.At(pos)
	}
	return ruleNotUTF8.At(pos)
}

func firstInvalid(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(data)
}

// gb18030 decodes bytes as GB18030 (which contains GBK and GB 2312) and
// reports whether that is what they are: the result must be mostly Chinese,
// and there must be more bytes that UTF-8 cannot hold than characters that it
// can, or a damaged UTF-8 file would be taken for GBK.
func gb18030(data []byte) (string, bool) {
	valid, invalid := 0, 0
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			invalid++
		case size > 1:
			valid++
		}
		i += size
	}
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil || invalid <= valid {
		return "", false
	}
	han, other := 0, 0
	for _, r := range string(decoded) {
		switch {
		case r < utf8.RuneSelf:
		case r == utf8.RuneError:
			other += 8
		case unicode.Is(unicode.Han, r) || unicode.IsPunct(r):
			han++
		default:
			other++
		}
	}
	return string(decoded), han > 2*other
}
