package page

import (
	"bytes"

	"gongkai/generator/diag"
)

// text prepares the bytes of a file: it takes a byte order mark off and turns
// CRLF and CR into LF. Bytes that are no UTF-8 text are a finding; a program
// that guesses their meaning could publish something else than was written. So
// are characters that no page may have.
func text(file string, data []byte) ([]byte, *diag.Diagnostic) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	enc, pos, illegal := diag.Detect(file, data)
	switch {
	case enc != diag.UTF8:
		rule := map[diag.Encoding]*diag.Rule{
			diag.GBK: ruleGBK, diag.UTF16: ruleUTF16, diag.Binary: ruleNUL, diag.Damaged: ruleNotUTF8,
		}[enc]
		d := rule.At(pos)
		return nil, &d
	case illegal != 0:
		d := ruleIllegal.At(pos, codePoint(illegal))
		return nil, &d
	}
	return lines(data), nil
}

// lines turns CRLF and CR into LF.
func lines(data []byte) []byte {
	if bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte{'\n'})
		data = bytes.ReplaceAll(data, []byte{'\r'}, []byte{'\n'})
	}
	return data
}
