package diag

import (
	"bytes"
	"unicode/utf8"
)

// Locate returns the position of the byte at offset in data, whose path is
// file. Width is left for the caller. An offset past the end means the end.
func Locate(file string, data []byte, offset int) Pos {
	offset = min(max(offset, 0), len(data))
	start := bytes.LastIndexByte(data[:offset], '\n') + 1
	end := len(data)
	if i := bytes.IndexByte(data[offset:], '\n'); i >= 0 {
		end = offset + i
	}
	return Pos{
		File:   file,
		Line:   1 + bytes.Count(data[:start], []byte{'\n'}),
		Column: 1 + utf8.RuneCount(data[start:offset]),
		Source: string(bytes.ToValidUTF8(bytes.TrimRight(data[start:end], "\r"), []byte("�"))),
	}
}
