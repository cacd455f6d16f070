package extract

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/generator/diag"
)

// picture visits what a picture says beside what it shows: comments, who took it where
// with what, descriptions. What is written in it is not read, and said.
func (s *search) picture(f *file, kind Kind, data []byte) {
	p := &picture{search: s, in: f.in}
	switch kind {
	case kindJPEG:
		p.jpeg(data)
	case kindPNG:
		p.png(data)
	case kindGIF:
		p.gif(data)
	case kindWebP:
		p.webp(data)
	}
	s.remark(f.in, Remark{Reason: Picture})
	s.addImage(f.in, Image{Data: data})
}

// picture is one picture as its metadata is read.
type picture struct {
	*search
	in *container
}

// say visits a text of the metadata, or one for each of its lines.
func (p *picture) say(zh, en string, text []byte) {
	p.add(p.in, fixed{ZH: "图片的元数据 " + zh, EN: "metadata of a picture: " + en}, true, metadataText(text))
}

// metadataText decodes text in a picture: UTF-8 most often, and else GBK.
func metadataText(b []byte) string {
	b = bytes.Trim(b, "\x00 ")
	if utf8.Valid(b) {
		return string(bytes.ReplaceAll(b, []byte{0}, []byte(" ")))
	}
	if text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b); err == nil {
		return string(text)
	}
	return strings.ToValidUTF8(string(b), "\uFFFD")
}

// xmp reads metadata as XML.
func (p *picture) xmp(data []byte) {
	inner := &container{outer: p.in, words: diag.Text{ZH: "图片的元数据 XMP", EN: "metadata of a picture: XMP"}, part: true}
	p.markup(&file{in: inner, name: "xmp.xml"}, kindXML, data)
}

// jpeg reads the segments before the picture itself (ISO/IEC 10918-1, B.1).
func (p *picture) jpeg(data []byte) {
	const (
		app1    = 0xe1
		app13   = 0xed
		comment = 0xfe
		scan    = 0xda
	)
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		marker := data[at+1]
		if marker == 0xff || marker == 1 || 0xd0 <= marker && marker <= 0xd8 {
			at++
			if marker != 0xff {
				at++
			}
			continue
		}
		if marker == scan {
			p.trailing(data[at:])
			return
		}
		length := int(binary.BigEndian.Uint16(data[at+2:]))
		if length < 2 || at+2+length > len(data) {
			p.remark(p.in, Remark{Reason: Damaged})
			return
		}
		segment := data[at+4 : at+2+length]
		at += 2 + length
		switch marker {
		case comment:
			p.say("注释", "comment", segment)
		case app1:
			if tiff, ok := bytes.CutPrefix(segment, []byte("Exif\x00\x00")); ok {
				p.exif(tiff)
			} else if bytes.HasPrefix(segment, []byte("http://ns.adobe.com/")) {
				_, xmp, _ := bytes.Cut(segment, []byte{0})
				if i := bytes.IndexByte(xmp, '<'); i >= 0 { // behind the head of a piece of a long one
					p.xmp(xmp[i:])
				}
			}
		case app13:
			p.photoshop(segment)
		}
	}
}

// trailing finds what stands behind a picture: another, of a telephone that films while it
// takes one, or anything.
func (p *picture) trailing(data []byte) {
	if end := []byte("\xff\xd9"); bytes.Contains(data, end) {
		p.behind(data[bytes.LastIndex(data, end)+len(end):])
	}
}

// behind visits the bytes behind a picture, which are a short text, or remarked on.
func (p *picture) behind(data []byte) {
	const few = 256
	if len(data) > few || !utf8.Valid(data) {
		p.remark(p.in, Remark{Reason: Foreign, Detail: diag.Text{ZH: "图片的后面还有别的数据", EN: "there is more data behind the picture"}})
		return
	}
	p.say("图片后面的数据", "data behind it", data)
}

// photoshop reads what Photoshop has left, in which IPTC has its place: author,
// caption, city (IIM 4.2).
func (p *picture) photoshop(data []byte) {
	const iptc = 0x0404
	_, data, _ = bytes.Cut(data, []byte{0})
	for len(data) >= 12 && string(data[:4]) == "8BIM" {
		id := binary.BigEndian.Uint16(data[4:])
		name := (int(data[6]) + 2) &^ 1 // a string with its length, made even
		if 6+name+4 > len(data) {
			return
		}
		size := int(binary.BigEndian.Uint32(data[6+name:]))
		data = data[6+name+4:]
		if size < 0 || size > len(data) {
			return
		}
		if id == iptc {
			p.iptc(data[:size])
		}
		data = data[min(len(data), (size+1)&^1):]
	}
}

func (p *picture) iptc(data []byte) {
	for len(data) >= 5 && data[0] == 0x1c {
		size := int(binary.BigEndian.Uint16(data[3:]))
		if 5+size > len(data) {
			return
		}
		const application, utf8Mark = 2, 0
		if data[1] == application && data[2] != utf8Mark {
			p.say("IPTC", "IPTC", data[5:5+size])
		}
		data = data[5+size:]
	}
}

// png reads the chunks of a PNG (ISO/IEC 15948, 11.3.4).
func (p *picture) png(data []byte) {
	for data = data[8:]; len(data) >= 12; {
		size := int64(binary.BigEndian.Uint32(data))
		if size+12 > int64(len(data)) {
			p.remark(p.in, Remark{Reason: Damaged})
			return
		}
		name, chunk := string(data[4:8]), data[8:8+size]
		data = data[size+12:]
		switch name {
		case "tEXt":
			key, text, _ := bytes.Cut(chunk, []byte{0})
			p.pngText(key, text)
		case "zTXt":
			if key, text, ok := bytes.Cut(chunk, []byte{0}); ok && len(text) > 0 {
				p.pngText(key, p.inflate(text[1:]))
			}
		case "iTXt":
			p.pngInternational(chunk)
		case "eXIf":
			p.exif(chunk)
		case "IEND":
			p.behind(data)
			return
		}
	}
	p.remark(p.in, Remark{Reason: Damaged})
}

func (p *picture) pngInternational(chunk []byte) {
	key, rest, ok := bytes.Cut(chunk, []byte{0})
	if !ok || len(rest) < 2 {
		return
	}
	packed := rest[0] == 1
	_, rest, _ = bytes.Cut(rest[2:], []byte{0}) // the language
	_, text, _ := bytes.Cut(rest, []byte{0})    // the key, translated
	if packed {
		text = p.inflate(text)
	}
	p.pngText(key, text)
}

func (p *picture) pngText(key, text []byte) {
	if bytes.HasPrefix(bytes.TrimSpace(text), []byte("<")) {
		p.xmp(text)
		return
	}
	name := metadataText(key)
	p.say(name, name, text)
}

// inflate unpacks text, as far as that goes.
func (p *picture) inflate(data []byte) []byte {
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		p.remark(p.in, Remark{Reason: Damaged})
		return nil
	}
	const most = 1 << 20
	text, err := io.ReadAll(io.LimitReader(z, min(most, p.left)))
	p.left -= int64(len(text))
	if len(text) == most {
		p.remark(p.in, Remark{Reason: TooLarge})
	} else if err != nil {
		p.remark(p.in, Remark{Reason: Damaged})
	}
	return text
}

// gif reads the comments of a GIF, and the metadata of programs.
func (p *picture) gif(data []byte) {
	at := 13
	if len(data) < at {
		p.remark(p.in, Remark{Reason: Damaged})
		return
	}
	at += colorTable(data[10])
	for at+1 < len(data) {
		const image, extension, trailer = 0x2c, 0x21, 0x3b
		switch data[at] {
		case image:
			if at+10 >= len(data) {
				return
			}
			at += 10 + colorTable(data[at+9]) + 1
			_, at = blocks(data, at)
		case extension:
			label, start := data[at+1], at+2
			var text []byte
			text, at = blocks(data, at+2)
			switch {
			case label == 0xfe:
				p.say("注释", "comment", text)
			case label == 1 && len(text) > 12: // text to be shown, behind its place
				p.say("文字", "text", text[12:])
			case label == 0xff && bytes.HasPrefix(text, []byte("XMP Data")):
				// It stands there as it is, not in blocks, with a tail that leads to the
				// end whoever takes it for them.
				const tail = 258
				if from, to := start+12, at-tail; from < to {
					p.xmp(data[from:to])
				}
			case label == 0xff && len(text) > 11 && utf8.Valid(text): // behind the name of a program
				p.say(metadataText(text[:11]), metadataText(text[:11]), text[11:])
			}
		case trailer:
			p.behind(data[at+1:])
			return
		default:
			return
		}
	}
}

// colorTable returns the size of a table of colours by its flags.
func colorTable(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// blocks reads blocks of at most 255 bytes up to an empty one.
func blocks(data []byte, at int) (all []byte, end int) {
	for at < len(data) {
		n := int(data[at])
		at++
		if n == 0 {
			break
		}
		to := min(len(data), at+n)
		all = append(all, data[at:to]...)
		at = to
	}
	return all, at
}

// webp reads the chunks of a RIFF file.
func (p *picture) webp(data []byte) {
	for data = data[12:]; len(data) >= 8; {
		size := int64(binary.LittleEndian.Uint32(data[4:]))
		name := string(data[:4])
		data = data[8:]
		if size > int64(len(data)) {
			p.remark(p.in, Remark{Reason: Damaged})
			return
		}
		switch name {
		case "EXIF":
			p.exif(bytes.TrimPrefix(data[:size], []byte("Exif\x00\x00")))
		case "XMP ":
			p.xmp(data[:size])
		}
		data = data[min(int64(len(data)), size+size&1):]
	}
}
