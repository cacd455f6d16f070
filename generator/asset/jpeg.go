package asset

import (
	"bytes"
	"encoding/binary"

	"gongkai/generator/diag"
)

// A JPEG file (ITU-T T.81, Annex B) is a sequence of segments, each a marker
// FF xx and, for most, a length of two bytes that counts itself, and data.
// After a start of scan (SOS) follows entropy-coded data up to the next marker
// that is neither FF 00 nor a restart.
//
//	FF D8                    SOI
//	FF E0 00 10 "JFIF" …     APP0
//	FF E1 nn nn "Exif" …     APP1: orientation, GPS, thumbnail
//	FF DB … FF C0 … FF C4 …  tables and frame
//	FF DA 00 0C … data       scan
//	FF D9                    EOI

const (
	jpegSOI   = 0xD8
	jpegEOI   = 0xD9
	jpegSOS   = 0xDA
	jpegTEM   = 0x01
	jpegRST0  = 0xD0
	jpegRST7  = 0xD7
	jpegAPP0  = 0xE0
	jpegAPP1  = 0xE1
	jpegAPP2  = 0xE2
	jpegAPP14 = 0xEE
	jpegAPP15 = 0xEF
	jpegCOM   = 0xFE
)

var (
	errNotJPEG      = &cause{text: diag.Text{ZH: "不是 JPEG 文件", EN: "not a JPEG file"}}
	errJPEGTruncate = &cause{text: diag.Text{ZH: "JPEG 文件不完整", EN: "JPEG file is cut short"}}
	errJPEGSegment  = &cause{text: diag.Text{ZH: "JPEG 文件的数据段有误", EN: "malformed JPEG segment"}}
	errJPEGNoImage  = &cause{text: diag.Text{ZH: "JPEG 文件里没有图像", EN: "JPEG file without an image"}}
)

// segment is one segment of a JPEG.
type segment struct {
	marker byte
	data   []byte // after the length
	scan   []byte // entropy-coded data that follows an SOS
	whole  []byte // marker, length, data and scan
}

// walkJPEG calls visit for each segment between SOI and EOI until it returns
// false. It accepts what decoders accept, and requires the EOI: what follows it
// (a second picture, a film, in phones' "live photos") is no part of the image.
func walkJPEG(b []byte, visit func(segment) bool) error {
	if len(b) < 2 || b[0] != 0xFF || b[1] != jpegSOI {
		return errNotJPEG
	}
	for i := 2; ; {
		if i+2 > len(b) {
			return errJPEGTruncate
		}
		if b[i] != 0xFF {
			return errJPEGSegment
		}
		marker := b[i+1]
		switch {
		case marker == 0xFF: // fill byte
			i++
			continue
		case marker == jpegEOI:
			return nil
		case marker == 0 || marker == jpegSOI:
			return errJPEGSegment
		}
		s, err := readSegment(b[i:], marker)
		if err != nil {
			return err
		}
		if !visit(s) {
			return nil
		}
		i += len(s.whole)
	}
}

// readSegment reads the segment at the start of b.
func readSegment(b []byte, marker byte) (segment, error) {
	if marker == jpegTEM || marker >= jpegRST0 && marker <= jpegRST7 {
		return segment{marker: marker, whole: b[:2]}, nil
	}
	if len(b) < 4 {
		return segment{}, errJPEGTruncate
	}
	end := 2 + int(binary.BigEndian.Uint16(b[2:]))
	if end < 4 {
		return segment{}, errJPEGSegment
	}
	if end > len(b) {
		return segment{}, errJPEGTruncate
	}
	s := segment{marker: marker, data: b[4:end], whole: b[:end]}
	if marker == jpegSOS {
		s.scan = b[end : end+scanLength(b[end:])]
		s.whole = b[:end+len(s.scan)]
	}
	return s, nil
}

// scanLength returns the length of the entropy-coded data at the start of b.
func scanLength(b []byte) int {
	for i := 0; ; i += 2 {
		next := bytes.IndexByte(b[i:], 0xFF)
		if next < 0 || i+next+1 >= len(b) {
			return len(b)
		}
		i += next
		if c := b[i+1]; c == 0xFF {
			i-- // a fill byte: look at the second FF again
		} else if c != 0 && (c < jpegRST0 || c > jpegRST7) {
			return i
		}
	}
}

// stripJPEG returns the JPEG without metadata: no EXIF but the orientation, no
// XMP, no IPTC, no comments, no thumbnails, nothing after the end of the
// image. Kept are the segments that decide how the pixels look: JFIF, the
// colour profile, Adobe's colour transform. Image data are copied as they are.
func stripJPEG(b []byte) (out []byte, facts exifFacts, err error) {
	facts.orientation = 1
	var head, rest []byte
	image := false
	err = walkJPEG(b, func(s segment) bool {
		switch {
		case s.marker == jpegAPP0 && bytes.HasPrefix(s.data, []byte("JFIF\x00")):
			head = append(head, withoutThumbnail(s)...)
		case s.marker == jpegAPP1 && isEXIF(s.data):
			facts = readEXIF(s.data[6:])
		case keptJPEG(s):
			rest = append(rest, s.whole...)
			image = image || s.marker == jpegSOS
		}
		return true
	})
	if err == nil && !image {
		err = errJPEGNoImage
	}
	if err != nil {
		return nil, facts, err
	}
	out = make([]byte, 0, len(b))
	out = append(out, 0xFF, jpegSOI)
	out = append(out, head...)
	if facts.orientation != 1 {
		out = append(out, exifSegment(facts.orientation)...)
	}
	out = append(out, rest...)
	return append(out, 0xFF, jpegEOI), facts, nil
}

// exifSegment returns a segment that tells the orientation and nothing else.
func exifSegment(orientation int) []byte {
	exif := append([]byte("Exif\x00\x00"), minimalEXIF(orientation)...)
	return append(binary.BigEndian.AppendUint16([]byte{0xFF, jpegAPP1}, uint16(2+len(exif))), exif...)
}

func isEXIF(data []byte) bool {
	return len(data) >= 6 && string(data[:4]) == "Exif" && data[4] == 0
}

// withoutThumbnail returns a JFIF segment without the small picture that may
// follow its 14 bytes of fields.
func withoutThumbnail(s segment) []byte {
	const fields = 14
	if len(s.data) < fields {
		return nil
	}
	out := append([]byte{0xFF, jpegAPP0, 0, 2 + fields}, s.data[:fields]...)
	out[4+12], out[4+13] = 0, 0 // its width and height
	return out
}

// keptJPEG reports whether a segment takes part in how the image looks.
func keptJPEG(s segment) bool {
	switch {
	case s.marker == jpegAPP2:
		return bytes.HasPrefix(s.data, []byte("ICC_PROFILE\x00"))
	case s.marker == jpegAPP14:
		return bytes.HasPrefix(s.data, []byte("Adobe"))
	case s.marker >= jpegAPP0 && s.marker <= jpegAPP15, s.marker == jpegCOM:
		return false
	}
	return true
}

// jpegSize returns width and height as shown, after the orientation.
func jpegSize(b []byte) (width, height int, err error) {
	orientation := 1
	err = walkJPEG(b, func(s segment) bool {
		switch {
		case s.marker == jpegAPP1 && isEXIF(s.data):
			orientation = readEXIF(s.data[6:]).orientation
		case isFrame(s.marker) && len(s.data) >= 5:
			height = int(binary.BigEndian.Uint16(s.data[1:]))
			width = int(binary.BigEndian.Uint16(s.data[3:]))
			return false
		}
		return true
	})
	if err == nil && (width == 0 || height == 0) {
		err = errNoSize
	}
	if turned(orientation) {
		width, height = height, width
	}
	return width, height, err
}

// isFrame reports whether a marker is a start of frame: C0 to CF but for
// tables (C4, CC) and the reserved C8.
func isFrame(marker byte) bool {
	return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC
}
