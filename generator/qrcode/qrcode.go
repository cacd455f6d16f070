// Package qrcode makes QR codes (ISO/IEC 18004) of addresses, as pictures:
//
//	if qrcode.Fits(address) {
//		svg := qrcode.SVG(address)
//	}
//
// A text is set as bytes at error correction level M, which bears the loss of 15 % of
// what was printed, in the smallest version for it up to 20: 666 bytes. Nothing else
// of the standard is here, as nothing else is needed for addresses.
//
// The work has four steps, a file each: the patterns that all codes of a version have,
// and where the bits stand among them (frame.go); the bits, with their correction
// (codewords.go); the mask (mask.go); the picture (below). The tests read what was made
// with a reader that shares nothing with this package.
package qrcode

import (
	"bytes"
	"fmt"
)

// margin is how many modules must be left light around a code.
const margin = 4

// longest is how many bytes a text has at most.
const longest = 666

// Fits reports whether a text is short enough for a code, and not empty.
func Fits(text string) bool { return text != "" && len(text) <= longest }

// SVG returns the code of a text that fits as a picture, black on white: a line as
// thick as a module for each run of dark ones.
func SVG(text string) []byte {
	s := encoded(text)
	var b bytes.Buffer
	side := len(s) + 2*margin
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %[1]d" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%[1]dv%[1]dH0z"/><path stroke="#000" d="M%d %[2]d.5`, side, margin)
	at, line := 0, 0 // where the pen is, from the first module: a finder's corner
	for y, row := range s {
		for x := 0; x < len(row); {
			from := x
			for x < len(row) && row[x] == row[from] {
				x++
			}
			if !row[from] {
				continue
			}
			if from != at || y != line {
				fmt.Fprintf(&b, "m%d %d", from-at, y-line)
			}
			fmt.Fprintf(&b, "h%d", x-from)
			at, line = x, y
		}
	}
	b.WriteString(`"/></svg>`)
	return b.Bytes()
}

// symbol is a code: rows of modules, true where they are dark.
type symbol [][]bool

// encoded makes the code of a text that fits, in the smallest version for it.
func encoded(text string) symbol {
	version := 1
	f := newFrame(version)
	for !f.fits(len(text)) {
		version++
		f = newFrame(version)
	}
	f.place(f.words(text))
	return f.masked()
}
