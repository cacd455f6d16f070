package asset

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"

	"gongkai/generator/diag"
)

// A PNG file (W3C, "Portable Network Graphics (PNG) Specification", clause 5)
// is a signature and a sequence of chunks: the length of the data, a type of
// four letters, the data, a CRC over type and data. The first is IHDR, the
// last IEND.

const pngSignature = "\x89PNG\r\n\x1a\n"

var (
	errNotPNG      = &cause{text: diag.Text{ZH: "不是 PNG 文件", EN: "not a PNG file"}}
	errPNGTruncate = &cause{text: diag.Text{ZH: "PNG 文件不完整", EN: "PNG file is cut short"}}
	errPNGChunk    = &cause{text: diag.Text{ZH: "PNG 文件的数据块有误", EN: "malformed PNG chunk"}}
	errPNGSum      = &cause{text: diag.Text{ZH: "PNG 数据块的校验码不符", EN: "PNG chunk with a wrong checksum"}}
)

// chunk is one chunk of a PNG.
type chunk struct {
	kind  string // IHDR
	data  []byte
	whole []byte // length, type, data, CRC
}

// sound reports whether the checksum is right.
func (c chunk) sound() bool {
	n := len(c.whole) - 4
	return crc32.ChecksumIEEE(c.whole[4:n]) == binary.BigEndian.Uint32(c.whole[n:])
}

// walkPNG calls visit for each chunk from IHDR to IEND until it returns false.
// What follows IEND is no part of the image (it may be the rest of a larger
// picture that an editor cropped and did not cut off).
func walkPNG(b []byte, visit func(chunk) bool) error {
	if !bytes.HasPrefix(b, []byte(pngSignature)) {
		return errNotPNG
	}
	b = b[len(pngSignature):]
	for first := true; ; first = false {
		if len(b) < 12 {
			return errPNGTruncate
		}
		n := uint64(binary.BigEndian.Uint32(b)) + 12
		if n > uint64(len(b)) {
			return errPNGTruncate
		}
		c := chunk{string(b[4:8]), b[8 : n-4], b[:n]}
		if first && (c.kind != "IHDR" || len(c.data) != 13) {
			return errPNGChunk
		}
		if !visit(c) || c.kind == "IEND" {
			return nil
		}
		b = b[n:]
	}
}

// stripPNG returns the PNG without metadata: of the chunks only those that
// decide how the pixels look, and an eXIf chunk with the orientation where
// there is one. Image data are copied as they are.
func stripPNG(b []byte) (out []byte, facts exifFacts, err error) {
	facts.orientation = 1
	var head, rest []byte
	var broken error
	err = walkPNG(b, func(c chunk) bool {
		switch {
		case c.kind == "eXIf":
			facts = readEXIF(c.data)
		case !keptPNG(c.kind):
		case !c.sound():
			if critical(c.kind) {
				broken = errPNGSum
			}
		case c.kind == "IHDR":
			head = c.whole
		default:
			rest = append(rest, c.whole...)
		}
		return broken == nil
	})
	if err = errors.Join(err, broken); err != nil {
		return nil, facts, err
	}
	out = make([]byte, 0, len(b))
	out = append(out, pngSignature...)
	out = append(out, head...)
	if facts.orientation != 1 {
		out = appendChunk(out, "eXIf", minimalEXIF(facts.orientation))
	}
	return append(out, rest...), facts, nil
}

// critical reports whether a decoder must understand the chunk: its name
// begins with a capital letter.
func critical(kind string) bool { return kind[0]&0x20 == 0 }

// keptPNG reports whether a chunk takes part in how the image looks.
func keptPNG(kind string) bool {
	switch kind {
	case "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD", "pHYs", "sPLT", "hIST",
		"acTL", "fcTL", "fdAT":
		return true
	}
	return critical(kind)
}

func appendChunk(out []byte, kind string, data []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
	start := len(out)
	out = append(out, kind...)
	out = append(out, data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[start:]))
}

// pngSize returns width and height as shown, after the orientation.
func pngSize(b []byte) (width, height int, err error) {
	orientation := 1
	err = walkPNG(b, func(c chunk) bool {
		switch c.kind {
		case "IHDR":
			width, height = int(binary.BigEndian.Uint32(c.data)), int(binary.BigEndian.Uint32(c.data[4:]))
		case "eXIf":
			orientation = readEXIF(c.data).orientation
		}
		return c.kind != "IDAT"
	})
	if err == nil && (width <= 0 || height <= 0) {
		err = errNoSize
	}
	if turned(orientation) {
		width, height = height, width
	}
	return width, height, err
}
