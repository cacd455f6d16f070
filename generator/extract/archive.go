package extract

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/generator/diag"
	"gongkai/generator/ooxml"
)

// archive looks into a ZIP archive, and returns what it is: an Office file, or an
// archive of files. An Office file that is not as it should be is read as an archive
// as well: its text is in XML.
func (s *search) archive(f *file) Kind {
	if err := ooxml.CheckDirectory(f.data, f.size); err != nil {
		s.remark(f.in, faultRemark(err))
		return packedKind(f.name)
	}
	z, err := zip.NewReader(f.data, f.size)
	if err != nil {
		s.remark(f.in, Remark{Reason: Damaged, Detail: diag.Text{ZH: "压缩包的结构不对", EN: err.Error()}})
		return packedKind(f.name)
	}
	s.add(f.in, fixed{ZH: "压缩包的注释", EN: "comment of the archive"}, true, entryName(z.Comment))
	strays{s, f}.find(z)
	if isOffice(z) {
		doc, err := ooxml.Open(f.data, f.size)
		if err == nil {
			s.office(f, doc)
			return Kind(doc.Kind())
		}
		s.remark(f.in, faultRemark(err))
	}
	files := 0
	for _, e := range z.File {
		if s.err != nil {
			break
		}
		s.entry(f, e)
		if !e.FileInfo().IsDir() {
			files++
		}
	}
	if files == 0 && f.in == nil {
		s.remark(f.in, Remark{Reason: Empty, Detail: say("压缩包里没有文件", "no file in the archive")})
	}
	return kindZip
}

// packedKind is the kind of an archive of which nobody can tell what is in it: what its name
// says, if that is a kind of archive. It is damaged, and not misnamed.
func packedKind(name string) Kind {
	kinds, _ := promised(extension(name))
	for _, k := range kinds {
		switch k {
		case kindDocx, kindXlsx, kindPptx, kindOFD:
			return k
		}
	}
	return kindZip
}

// isOffice reports whether an archive has what tells an Office file from others.
func isOffice(z *zip.Reader) bool {
	for _, e := range z.File {
		if e.Name == "[Content_Types].xml" || e.Name == "OFD.xml" {
			return true
		}
	}
	return false
}

// entry looks into a file of an archive.
func (s *search) entry(f *file, e *zip.File) {
	name := entryName(e.Name)
	s.addName(f.in, fixed{ZH: "压缩包内的文件名", EN: "name in the archive"}, name)
	s.add(f.in, fixed(say("压缩包内 %s 的注释", "comment of %s in the archive", name)), true, entryName(e.Comment))
	if e.FileInfo().IsDir() {
		return
	}
	inner := &container{outer: f.in, words: say("压缩包内 %s", "in the archive: %s", name)}
	const encrypted = 1 // in the flags
	limit := min(maxEntry, s.left)
	switch {
	case e.Flags&encrypted != 0:
		s.remark(inner, Remark{Reason: Encrypted})
		return
	case e.UncompressedSize64 > uint64(limit):
		s.remark(inner, Remark{Reason: TooLarge, Detail: say("解开以后有 %d MB", "%d MB unpacked", e.UncompressedSize64>>20)})
		return
	}
	data, err := unpack(e, limit)
	s.left -= int64(len(data))
	switch {
	case errors.Is(err, zip.ErrAlgorithm):
		s.remark(inner, Remark{Reason: Packed, Detail: diag.Text{ZH: "用了少见的压缩方法", EN: "packed by a method that is not known"}})
	case err != nil:
		s.remark(inner, Remark{Reason: Damaged, Detail: diag.Text{ZH: "解压缩失败", EN: err.Error()}})
		if len(data) == 0 {
			return
		}
		fallthrough // what could be unpacked is read
	default:
		s.nested(inner, name, data)
	}
}

// unpack returns the bytes of an entry, as many as there are where it is damaged.
func unpack(e *zip.File, limit int64) ([]byte, error) {
	r, err := e.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	// The directory may lie about the size: memory is taken only as far as so few
	// packed bytes can fill it.
	const ratio = 1032 // the most that DEFLATE can do
	b := bytes.NewBuffer(make([]byte, 0, min(e.UncompressedSize64, e.CompressedSize64*ratio+64)+bytes.MinRead))
	_, err = b.ReadFrom(io.LimitReader(r, limit))
	return b.Bytes(), err
}

// entryName returns a name or a comment as text. Programs of China write these in
// GBK and do not say so.
func entryName(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().String(s)
	if err != nil {
		return s
	}
	return text
}
