package extract

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"strings"
	"testing"
)

// exifBlock is a TIFF with a text in each kind of entry, a directory of EXIF and one
// with a place.
func exifBlock(order binary.AppendByteOrder, mark string) []byte {
	type entry struct {
		tag, kind uint16
		value     []byte
	}
	utf16 := func(order binary.AppendByteOrder, s string) (b []byte) {
		for _, r := range s {
			b = order.AppendUint16(b, uint16(r))
		}
		return b
	}
	block := order.AppendUint32(order.AppendUint16([]byte(mark), 42), 8)
	directory := func(entries []entry, last bool) {
		at := len(block) + 2 + 12*len(entries) + 4
		var values []byte
		block = order.AppendUint16(block, uint16(len(entries)))
		for _, e := range entries {
			block = order.AppendUint16(order.AppendUint16(block, e.tag), e.kind)
			if e.kind == 4 {
				block = append(order.AppendUint32(block, 1), e.value...)
				continue
			}
			block = order.AppendUint32(block, uint32(len(e.value)))
			block = order.AppendUint32(block, uint32(at+len(values)))
			values = append(values, e.value...)
		}
		block = append(order.AppendUint32(block, 0), values...)
	}
	author, title := []byte("张某 13800138000\x00"), utf16(binary.LittleEndian, "标题文")
	first := 8 + 2 + 12*4 + 4 + len(author) + len(title)
	comment := append([]byte("UNICODE\x00"), utf16(order, "备注文")...)
	second := first + 2 + 12 + 4 + len(comment)
	directory([]entry{{0x13b, 2, author}, {0x9c9b, 1, title}, {tagEXIF, 4, order.AppendUint32(nil, uint32(first))}, {tagGPS, 4, order.AppendUint32(nil, uint32(second))}}, false)
	directory([]entry{{0x9286, 7, comment}}, false)
	directory([]entry{{2, 5, make([]byte, 24)}}, true)
	return block
}

func jpegSegment(marker byte, data string) string {
	return string([]byte{0xff, marker}) + string(binary.BigEndian.AppendUint16(nil, uint16(len(data)+2))) + data
}

func pngChunk(name, data string) string {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(append(b, name...), data...)
	return string(binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:])))
}

func riffChunk(name, data string) string {
	b := binary.LittleEndian.AppendUint32([]byte(name), uint32(len(data)))
	b = append(b, data...)
	if len(data)%2 == 1 {
		b = append(b, 0)
	}
	return string(b)
}

const xmpPacket = `<?xpacket begin=""?><x:xmpmeta><rdf:Description dc:creator="李某"><dc:title>照片题</dc:title></rdf:Description></x:xmpmeta>`

// TestPictures: what pictures say beside what they show.
func TestPictures(t *testing.T) {
	const author, title, comment = "图片的元数据 作者*: 张某 13800138000", "图片的元数据 标题*: 标题文", "图片的元数据 备注*: 备注文"
	const xmpTitle = "图片的元数据 XMP › 第 1 行: 照片题"
	picture, located := "! 图片里的文字", "! 带有拍摄地点（GPS）"
	little, big := string(exifBlock(binary.LittleEndian, "II")), string(exifBlock(binary.BigEndian, "MM"))
	iptc := "\x1c\x02\x50\x00\x06" + "王某"
	irb := "Photoshop 3.0\x008BIM\x04\x04\x00\x00" + string(binary.BigEndian.AppendUint32(nil, uint32(len(iptc)))) + iptc
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	z.Write([]byte("压缩文"))
	z.Close()
	sees(t, "a.jpg", []byte("\xff\xd8"+jpegSegment(0xe0, "JFIF")+jpegSegment(0xe1, "Exif\x00\x00"+little)+jpegSegment(0xe1, "http://ns.adobe.com/xap/1.0/\x00"+xmpPacket)+jpegSegment(0xed, irb)+jpegSegment(0xfe, "注释文")+jpegSegment(0xda, "")+"\xff\xd9"),
		[]string{located, picture}, author, title, comment, xmpTitle, "图片的元数据 IPTC*: 王某", "图片的元数据 注释*: 注释文", "图片的元数据 XMP › 第 1 行 属性 dc:creator*: 李某")
	sees(t, "a.png", []byte("\x89PNG\r\n\x1a\n"+pngChunk("tEXt", "Author\x00张某")+pngChunk("zTXt", "Comment\x00\x00"+packed.String())+pngChunk("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00"+xmpPacket)+pngChunk("iTXt", "Title\x00\x01\x00zh\x00题\x00"+packed.String())+pngChunk("eXIf", big)+pngChunk("IEND", "")),
		[]string{located, picture}, author, title, comment, xmpTitle, "图片的元数据 Author*: 张某", "图片的元数据 Comment*: 压缩文", "图片的元数据 Title*: 压缩文")
	tail := "" // of XMP in GIF: each byte leads to the end
	for i := 255; i >= 0; i-- {
		tail += string([]byte{byte(i)})
	}
	sees(t, "a.gif", []byte("GIF89a\x01\x00\x01\x00\x80\x00\x00"+"abcdef"+"\x21\xfe\x09注释文\x00"+"\x21\xff\x0bXMP DataXMP"+xmpPacket+"\x01"+tail+"\x00"+"\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x01a\x00\x3b"),
		[]string{picture}, "图片的元数据 注释*: 注释文", xmpTitle)
	riff := "WEBP" + riffChunk("VP8 ", "abc") + riffChunk("EXIF", little) + riffChunk("XMP ", xmpPacket)
	sees(t, "a.webp", []byte("RIFF"+string(binary.LittleEndian.AppendUint32(nil, uint32(len(riff))))+riff), []string{located, picture}, author, xmpTitle)
	const behind = "图片的元数据 图片后面的数据*: 13800138000"
	foreign := "! " + Foreign.Text().ZH + ": 图片的后面还有别的数据"
	for name, whole := range map[string]string{
		"a.gif": "GIF89a\x01\x00\x01\x00\x00\x00\x00\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x01a\x00\x3b",
		"a.png": "\x89PNG\r\n\x1a\n" + pngChunk("IEND", ""),
		"a.jpg": "\xff\xd8\xff\xda\x00\x02abc\xff\xd9",
	} {
		sees(t, name, []byte(whole), []string{picture})
		sees(t, name, []byte(whole+"13800138000"), []string{picture}, behind)
		sees(t, name, []byte(whole+strings.Repeat("13800138000", 50)), []string{foreign, picture})
		sees(t, name, []byte(whole+"\xff\xfe13800138000"), []string{foreign, picture})
	}
	sees(t, "a.gif", []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00\x21\xff\x0bPROGRAM 1.0\x0b13800138000\x00\x3b"), []string{picture}, "图片的元数据 PROGRAM 1.0*: 13800138000")
	for _, cut := range []string{"\xff\xd8\xff\xe1\x10\x00abc", "\x89PNG\r\n\x1a\n\x00\x00\x10\x00tEXtabc", "GIF89a", "RIFF\x00\x00\x00\x00WEBPEXIF\x00\x10\x00\x00abc"} {
		sees(t, "", []byte(cut), []string{"! 损坏，读不完", picture})
	}
}
