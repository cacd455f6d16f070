package extract

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/ooxml/ooxmltest"
)

// zipped is an archive of two files, the first of which has an extra field; streamed, with
// its sums behind the bytes as programs write that do not know them before.
func zipped(t *testing.T, streamed bool, extra string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"a.txt", "b.txt"} {
		head := &zip.FileHeader{Name: name, Method: zip.Deflate}
		if name == "a.txt" && extra != "" {
			head.Extra = append(binary.LittleEndian.AppendUint16([]byte{0x99, 0x99}, uint16(len(extra))), extra...)
		}
		create := z.CreateHeader
		if !streamed {
			head.Method = zip.Store
			head.CRC32, head.CompressedSize64, head.UncompressedSize64 = 0xE8B7BE43, 1, 1 // of "a"
			create = z.CreateRaw
		}
		w, err := create(head)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte("a")); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// into puts bytes into an archive in front of its directory.
func into(archive []byte, more string) []byte {
	at := bytes.Index(archive, []byte("PK\x01\x02"))
	out := slices.Concat(archive[:at], []byte(more), archive[at:])
	end := out[bytes.LastIndex(out, []byte(endMark)):]
	binary.LittleEndian.PutUint32(end[16:], uint32(at+len(more)))
	return out
}

// TestStrays: what an archive has and no file of it: an Office file, too.
func TestStrays(t *testing.T) {
	const where = "压缩包里不属于任何文件的数据*: "
	unlisted := []string{"! " + Foreign.Text().ZH + ": 有目录没有列出的内容"}
	for _, streamed := range []bool{false, true} {
		whole := zipped(t, streamed, "")
		sees(t, "a.zip", whole, nil, "压缩包内 b.txt › 第 1 行: a")
		sees(t, "a.zip", zipped(t, streamed, "13800138001"), nil, where+"13800138001")
		sees(t, "a.zip", append(bytes.Clone(whole), "13800138002\n"...), nil, where+"13800138002")
		sees(t, "a.zip", into(whole, "phone: 13800138003"), nil, where+"phone: 13800138003")
		second := zipped(t, streamed, "")
		sees(t, "a.zip", into(whole, string(second[:bytes.Index(second, []byte("PK\x01\x02"))])), unlisted, "压缩包内 b.txt › 第 1 行: a")
		sees(t, "a.zip", append(bytes.Clone(whole), strings.Repeat("\x01\xff", 100)...), unlisted, "压缩包内 b.txt › 第 1 行: a")
		sees(t, "a.zip", append(bytes.Clone(whole), make([]byte, 1000)...), nil, "压缩包内 b.txt › 第 1 行: a")
	}
	doc := ooxmltest.Docx{Body: ooxmltest.P("正文")}.Bytes()
	if _, remarks := look(t, "a.docx", doc); remarks != nil {
		t.Errorf("remarks %q", remarks)
	}
	sees(t, "a.docx", into(doc, "13800138004"), nil, where+"13800138004", "第 1 段: 正文")
	noted := bytes.Clone(doc)
	end := noted[bytes.LastIndex(noted, []byte(endMark)):]
	binary.LittleEndian.PutUint16(end[20:], 11)
	sees(t, "a.docx", append(noted, "13800138005"...), nil, "压缩包的注释*: 13800138005")
}
