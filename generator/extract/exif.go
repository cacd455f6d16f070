package extract

import (
	"encoding/binary"
	"fmt"
	"strings"

	"golang.org/x/text/encoding/unicode"

	"gongkai/generator/diag"
)

// EXIF is a TIFF file within a picture: directories of entries of 12 bytes, each a tag,
// a type, a count, and the value or where it stands (CIPA DC-008).

// exif visits all texts of an EXIF block, and says whether it tells a place.
func (p *picture) exif(tiff []byte) {
	if len(tiff) < 8 {
		return
	}
	e := &exifReader{picture: p, tiff: tiff}
	switch string(tiff[:2]) {
	case "II":
		e.order = binary.LittleEndian
	case "MM":
		e.order = binary.BigEndian
	default:
		return
	}
	e.directory(e.order.Uint32(tiff[4:]), false)
}

// exifReader is one block as it is read.
type exifReader struct {
	*picture
	tiff  []byte
	order binary.ByteOrder
	read  int // directories; they may form a loop
}

// The tags that lead to other directories.
const (
	tagEXIF    = 0x8769
	tagGPS     = 0x8825
	tagInterop = 0xa005
)

// directory reads a directory and those behind it. gps says that it is the one with the
// place.
func (e *exifReader) directory(at uint32, gps bool) {
	const most = 16
	for e.read < most && at > 0 && uint64(at)+2 <= uint64(len(e.tiff)) {
		e.read++
		n := int(e.order.Uint16(e.tiff[at:]))
		entries := e.tiff[at+2:]
		for ; n > 0 && len(entries) >= 12; n-- {
			e.entry(entries[:12], gps)
			entries = entries[12:]
		}
		if n > 0 || len(entries) < 4 {
			return
		}
		at = e.order.Uint32(entries)
	}
}

// entry reads one entry.
func (e *exifReader) entry(entry []byte, gps bool) {
	tag, kind, count := e.order.Uint16(entry), e.order.Uint16(entry[2:]), e.order.Uint32(entry[4:])
	const latitude = 2
	switch {
	case tag == tagEXIF || tag == tagInterop:
		e.directory(e.order.Uint32(entry[8:]), false)
		return
	case tag == tagGPS:
		e.directory(e.order.Uint32(entry[8:]), true)
		return
	case gps && tag == latitude:
		e.remark(e.in, Remark{Reason: Located})
	}
	value := e.value(entry, kind, count)
	if len(value) == 0 {
		return
	}
	name := exifName(tag)
	e.say(name.ZH, name.EN, []byte(e.decode(tag, kind, value)))
}

// value returns the bytes of an entry that may be text.
func (e *exifReader) value(entry []byte, kind uint16, count uint32) []byte {
	const bytesKind, ascii, undefined = 1, 2, 7
	if kind != ascii && kind != undefined && kind != bytesKind {
		return nil
	}
	if count <= 4 {
		return entry[8 : 8+count]
	}
	at := uint64(e.order.Uint32(entry[8:]))
	if at+uint64(count) > uint64(len(e.tiff)) {
		return nil
	}
	return e.tiff[at : at+uint64(count)]
}

// decode returns the text of a value, "" where it is none: what cameras keep for
// themselves.
func (e *exifReader) decode(tag, kind uint16, value []byte) string {
	const ascii, userComment, firstXP, lastXP = 2, 0x9286, 0x9c9b, 0x9c9f
	switch {
	case kind == ascii:
		return string(value)
	case firstXP <= tag && tag <= lastXP: // title, comment, author, keywords, subject, as Windows writes them
		return utf16Text(value, binary.LittleEndian)
	case tag == userComment && len(value) > 8:
		text := value[8:]
		if strings.HasPrefix(string(value), "UNICODE") {
			return utf16Text(text, e.order)
		}
		return string(text)
	}
	return ""
}

func utf16Text(b []byte, order binary.ByteOrder) string {
	endian := unicode.LittleEndian
	if order == binary.BigEndian {
		endian = unicode.BigEndian
	}
	text, err := unicode.UTF16(endian, unicode.UseBOM).NewDecoder().Bytes(b)
	if err != nil {
		return ""
	}
	return strings.ReplaceAll(string(text), "\x00", "")
}

// exifName names a tag.
func exifName(tag uint16) diag.Text {
	switch tag {
	case 0x010e:
		return diag.Text{ZH: "图片说明", EN: "description"}
	case 0x013b, 0x9c9d:
		return diag.Text{ZH: "作者", EN: "author"}
	case 0x8298:
		return diag.Text{ZH: "版权", EN: "copyright"}
	case 0x9286, 0x9c9c:
		return diag.Text{ZH: "备注", EN: "comment"}
	case 0x9c9b:
		return diag.Text{ZH: "标题", EN: "title"}
	case 0x9c9e:
		return diag.Text{ZH: "标记", EN: "keywords"}
	case 0x9c9f:
		return diag.Text{ZH: "主题", EN: "subject"}
	case 0xa430:
		return diag.Text{ZH: "相机所有者", EN: "owner of the camera"}
	}
	name := fmt.Sprintf("EXIF 0x%04X", tag)
	return diag.Text{ZH: name, EN: name}
}
