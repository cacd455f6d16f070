// Package prose knows how Chinese text is typed: which characters it is made of,
// what a line begins and ends with, and what the break between two lines means.
//
//   - [Classify] and what stands beside it tell characters apart (character.go);
//   - a [Line] answers questions about itself alone (line.go, number.go);
//   - a [Body] answers those for which the lines around have to be known (body.go).
//
// It is what the two readers of package markdown have in common. It knows no
// Markdown but the few marks that a line may begin with, and imports nothing of
// ours. Offsets are those of bytes; text is UTF-8.
package prose

import "bytes"

// LineOf returns the line that text begins with, without its end.
func LineOf(text []byte) Line {
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	return text
}

// StartOfLine returns where the line begins that an offset is in.
func StartOfLine(text []byte, at int) int { return bytes.LastIndexByte(text[:at], '\n') + 1 }

// ByteAt returns a byte of text, a line feed before its start and behind its end.
func ByteAt(text []byte, i int) byte {
	if uint(i) < uint(len(text)) {
		return text[i]
	}
	return '\n'
}
