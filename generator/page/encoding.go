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
		d := ruleIllegal.At(pos, codePoint(illegal), retyped(illegal))
		return nil, &d
	}
	return lines(data), nil
}

// retyped says how a character that no page may have is mended.
func retyped(illegal rune) diag.Text {
	if illegal == '\u0085' {
		return diag.Text{ZH: "这是别的程序的换行符：删去它，按回车；在文档信息里改成空格", EN: "it is a line break of another program: delete it and press Enter; in front matter write a blank"}
	}
	return diag.Text{ZH: "删去这一处前后的几个字，重新输入", EN: "delete some characters around this place and type them again"}
}

// lines turns CRLF and CR into LF.
func lines(data []byte) []byte {
	if bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte{'\n'})
		data = bytes.ReplaceAll(data, []byte{'\r'}, []byte{'\n'})
	}
	return data
}
