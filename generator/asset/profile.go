package asset

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
	"slices"
)

// profile is what says how the numbers of a picture's pixels are to be seen: without
// it the sRGB of a telephone and the wider range of a camera look alike, and one of
// them wrong.
type profile struct {
	icc    []byte // ICC.1, "Image technology colour management"
	chunks []byte // of a PNG, which has other ways as well
}

// maxProfile bounds a profile: that of a screen has 3 KB, that of a press 2 MB.
const maxProfile = 4 << 20

// readProfile finds the profile of a picture; one in pieces that are not all there is
// none.
func readProfile(data []byte) (p profile) {
	switch sniff(data) {
	case magicJPEG:
		p.icc = jpegProfile(data)
	case magicPNG:
		p.chunks = pngProfile(data)
	case magicWebP:
		_ = walkWebP(data, func(kind string, data, _ []byte) {
			if kind == "ICCP" {
				p.icc = data
			}
		})
	}
	return p
}

// The segments of a JPEG that hold a profile (ICC.1, annex B.4) begin with this,
// followed by the number of the piece, from 1, and how many there are.
const (
	profileMark  = "ICC_PROFILE\x00"
	profilePiece = 65535 - 2 - len(profileMark) - 2
)

func jpegProfile(data []byte) []byte {
	pieces := map[byte][]byte{}
	count := byte(0)
	_ = walkJPEG(data, func(s segment) bool {
		if rest, ok := bytes.CutPrefix(s.data, []byte(profileMark)); ok && s.marker == jpegAPP2 && len(rest) > 2 {
			pieces[rest[0]], count = rest[2:], rest[1]
		}
		return s.marker != jpegSOS
	})
	var icc []byte
	for n := byte(1); n <= count && n != 0; n++ {
		if pieces[n] == nil {
			return nil
		}
		icc = append(icc, pieces[n]...)
	}
	return icc
}

// pngProfile returns the chunks that tell colours. A profile of greys is left out
// where the copy has colours: there is no PNG with one value and transparency that we
// could write.
func pngProfile(data []byte) (chunks []byte) {
	const greyAndAlpha = 4
	color := byte(0)
	_ = walkPNG(data, func(c chunk) bool {
		switch c.kind {
		case "IHDR":
			color = c.data[9]
		case "iCCP":
			if color != greyAndAlpha && c.sound() {
				chunks = append(chunks, c.whole...)
			}
		case "sRGB", "gAMA", "cHRM", "cICP":
			if c.sound() {
				chunks = append(chunks, c.whole...)
			}
		}
		return c.kind != "IDAT"
	})
	return chunks
}

// intoJPEG returns a JPEG with the profile, nil where that cannot be.
func (p profile) intoJPEG(data []byte) []byte {
	if len(p.icc) == 0 {
		return data
	}
	count := (len(p.icc) + profilePiece - 1) / profilePiece
	if len(p.icc) > maxProfile || count > 255 {
		return nil
	}
	out := append(make([]byte, 0, len(data)+len(p.icc)+1024), data[:2]...)
	for n := range count {
		piece := p.icc[n*profilePiece : min((n+1)*profilePiece, len(p.icc))]
		out = append(out, 0xFF, jpegAPP2)
		out = binary.BigEndian.AppendUint16(out, uint16(2+len(profileMark)+2+len(piece)))
		out = append(append(out, profileMark...), byte(n+1), byte(count))
		out = append(out, piece...)
	}
	return append(out, data[2:]...)
}

// intoPNG returns a PNG with the profile, nil where that cannot be.
func (p profile) intoPNG(data []byte) []byte {
	const head = len(pngSignature) + 12 + 13 // with the chunk IHDR
	chunks := p.chunks
	if len(p.icc) > 0 {
		var b bytes.Buffer
		b.WriteString("icc\x00\x00") // its name; deflate
		w := zlib.NewWriter(&b)
		_, err := io.Copy(w, bytes.NewReader(p.icc))
		if closed := w.Close(); err != nil || closed != nil || len(p.icc) > maxProfile {
			return nil
		}
		chunks = appendChunk(nil, "iCCP", b.Bytes())
	}
	return bytes.Join([][]byte{data[:head], chunks, data[head:]}, nil)
}

// Like returns a JPEG that was made of some of the pixels of another, as these are
// stored, with what the other says of how they are to be seen: which way is up, and
// in which colours.
func Like(made, of []byte) []byte {
	if sniff(made) != magicJPEG || sniff(of) != magicJPEG {
		return made
	}
	h := readHeaders(of)
	if out := readProfile(of).intoJPEG(made); out != nil && h.raster != forPrint { // of which only the numbers are left
		made = out
	}
	orientation := h.orientation
	if orientation < 2 || orientation > 8 {
		return made
	}
	return slices.Concat(made[:2], exifSegment(orientation), made[2:])
}
