package asset

import (
	"encoding/binary"

	"gongkai/generator/diag"
)

// A WebP file (Google, "WebP Container Specification"; RFC 9649) is a RIFF
// container: "RIFF", size, "WEBP", then chunks of a name of four letters, a
// size, and data padded to an even length. An extended file begins with VP8X,
// whose flags say which chunks follow; in others there is no EXIF, whatever has
// its name.

const (
	webpFlagXMP  = 0x04
	webpFlagEXIF = 0x08
)

var (
	errNotWebP      = &cause{text: diag.Text{ZH: "不是 WebP 文件", EN: "not a WebP file"}}
	errWebPTruncate = &cause{text: diag.Text{ZH: "WebP 文件不完整", EN: "WebP file is cut short"}}
)

// walkWebP calls visit with the name, the data and the whole of each chunk.
func walkWebP(b []byte, visit func(kind string, data, whole []byte)) error {
	if len(b) < 12 || string(b[:4]) != "RIFF" || string(b[8:12]) != "WEBP" {
		return errNotWebP
	}
	size := uint64(binary.LittleEndian.Uint32(b[4:])) + 8
	if size > uint64(len(b)) || size < 12 {
		return errWebPTruncate
	}
	for b = b[12:size]; len(b) > 0; {
		if len(b) < 8 {
			return errWebPTruncate
		}
		n := uint64(binary.LittleEndian.Uint32(b[4:])) + 8
		if n > uint64(len(b)) {
			return errWebPTruncate
		}
		padded := min(n+n&1, uint64(len(b)))
		visit(string(b[:4]), b[8:n], b[:padded])
		b = b[padded:]
	}
	return nil
}

// stripWebP returns the WebP without its EXIF (but for the orientation) and
// XMP chunks, and without chunks that the specification does not name.
func stripWebP(b []byte) (out []byte, facts exifFacts, err error) {
	facts.orientation = 1
	out = append(make([]byte, 0, len(b)), "RIFF\x00\x00\x00\x00WEBP"...)
	flags := -1
	err = walkWebP(b, func(kind string, data, whole []byte) {
		switch kind {
		case "EXIF":
			if isEXIF(data) {
				data = data[6:]
			}
			facts = readEXIF(data)
		case "VP8X":
			if len(data) >= 10 && flags < 0 {
				flags = len(out) + 8
			}
			out = append(out, whole...)
		case "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP":
			out = append(out, whole...)
		}
	})
	if err != nil {
		return nil, facts, err
	}
	if flags < 0 {
		facts.orientation = 1
	} else {
		out[flags] &^= webpFlagXMP | webpFlagEXIF
		if facts.orientation != 1 {
			exif := minimalEXIF(facts.orientation)
			out[flags] |= webpFlagEXIF
			out = append(out, "EXIF"...)
			out = binary.LittleEndian.AppendUint32(out, uint32(len(exif)))
			out = append(out, exif...)
		}
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out, facts, nil
}

// webpSize returns width and height as shown, after the orientation.
func webpSize(b []byte) (width, height int, err error) {
	orientation, extended := 1, false
	err = walkWebP(b, func(kind string, data, _ []byte) {
		extended = extended || kind == "VP8X" && len(data) >= 10
		switch {
		case kind == "EXIF":
			if isEXIF(data) {
				data = data[6:]
			}
			orientation = readEXIF(data).orientation
		case width == 0:
			width, height = webpFrame(kind, data)
		}
	})
	if err == nil && (width == 0 || height == 0) {
		err = errNoSize
	}
	if extended && turned(orientation) {
		width, height = height, width
	}
	return width, height, err
}

// webpFrame returns the size that a chunk tells, or zeros.
func webpFrame(kind string, data []byte) (width, height int) {
	switch {
	case kind == "VP8X" && len(data) >= 10:
		return 1 + uint24(data[4:]), 1 + uint24(data[7:])
	case kind == "VP8 " && len(data) >= 10 && string(data[3:6]) == "\x9d\x01\x2a":
		return int(binary.LittleEndian.Uint16(data[6:]) & 0x3fff), int(binary.LittleEndian.Uint16(data[8:]) & 0x3fff)
	case kind == "VP8L" && len(data) >= 5 && data[0] == 0x2f:
		bits := binary.LittleEndian.Uint32(data[1:])
		return 1 + int(bits&0x3fff), 1 + int(bits>>14&0x3fff)
	}
	return 0, 0
}

func uint24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }
