package ooxml

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"path"
	"strings"

	"golang.org/x/text/encoding/unicode"
)

// The bounds within which a file is opened. What is beyond them is refused for
// its directory alone, before anything is unpacked.
const (
	maxParts     = 10_000   // files in the archive; a presentation of 300 slides has 2,000
	maxDirectory = 4 << 20  // bytes of the archive's directory
	maxPart      = 32 << 20 // bytes of one XML part: a sheet of 60,000 rows of ten columns
	maxXML       = 64 << 20 // bytes of all of them
)

// archive is the ZIP file that an Office file is.
type archive struct {
	parts map[string]*zip.File // by name in lower case: the standard does not tell the cases apart
	names []string             // as written, in the order of the directory
	xml   int64                // bytes of XML in all of them
}

// openArchive reads the directory of an archive and holds it to the bounds.
func openArchive(r io.ReaderAt, size int64) (*archive, error) {
	if err := checkStart(r, size); err != nil {
		return nil, err
	}
	if err := CheckDirectory(r, size); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fault(ErrDamaged, "压缩包的结构不对%.0[1]v", "%[1]v", err)
	}
	a := &archive{parts: make(map[string]*zip.File, len(z.File))}
	if len(z.File) > maxParts {
		return nil, fault(ErrTooLarge, "里面有 %d 个文件，超过 %d 个", "%d files in it, more than %d", len(z.File), maxParts)
	}
	var all uint64
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		if err := a.add(f); err != nil {
			return nil, err
		}
		if isXML(f.Name) {
			all += f.UncompressedSize64
		}
	}
	if all > maxXML {
		return nil, fault(ErrTooLarge, "解开以后有 %d MB，超过 %d MB", "%d MB of XML, more than %d MB", all>>20, maxXML>>20)
	}
	a.xml = int64(all)
	return a, nil
}

func (a *archive) add(f *zip.File) error {
	const encrypted = 1 // in the flags
	name := strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")
	switch {
	case f.Flags&encrypted != 0:
		return ErrEncrypted
	case isXML(name) && f.UncompressedSize64 > maxPart:
		return in(name, tooMany(f.UncompressedSize64, maxPart))
	case a.parts[strings.ToLower(name)] != nil:
		// Programs differ in which of the two they show: what is read here would
		// not be what a reader sees.
		return in(name, fault(ErrDamaged, "同一个名称出现了两次", "there are two of that name"))
	}
	a.parts[strings.ToLower(name)] = f
	a.names = append(a.names, name)
	return nil
}

// isXML reports whether a part is XML, by its name.
func isXML(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".xml", ".rels", ".vml":
		return true
	}
	return false
}

// has reports whether there is a part of that name.
func (a *archive) has(name string) bool { return a.parts[strings.ToLower(name)] != nil }

// read returns the bytes of a part, at most limit.
func (a *archive) read(name string, limit int64) ([]byte, error) {
	f := a.parts[strings.ToLower(name)]
	if f == nil {
		return nil, in(name, fault(ErrDamaged, "不在文件里", "is missing"))
	}
	if f.UncompressedSize64 > uint64(limit) {
		return nil, in(name, tooMany(f.UncompressedSize64, uint64(limit)))
	}
	r, err := f.Open()
	if err != nil {
		return nil, in(name, unpacking(err))
	}
	defer r.Close()
	// The directory may lie about the size. More than it says is an error of
	// archive/zip; for less, memory is taken only as far as so few packed bytes
	// can fill it.
	const ratio = 1032 // the most that DEFLATE can do
	data := make([]byte, 0, min(f.UncompressedSize64, f.CompressedSize64*ratio+64)+bytes.MinRead)
	b := bytes.NewBuffer(data)
	if _, err := b.ReadFrom(io.LimitReader(r, limit+1)); err != nil {
		return nil, in(name, unpacking(err))
	}
	if int64(b.Len()) > limit {
		return nil, in(name, tooMany(uint64(b.Len()), uint64(limit)))
	}
	return b.Bytes(), nil
}

// tooMany says that a part is larger than it may be.
func tooMany(size, limit uint64) *Fault {
	return fault(ErrTooLarge, "解开以后有 %d MB，超过 %d MB", "%d MB, more than %d MB", size>>20, limit>>20)
}

// unpacking says that a part cannot be unpacked.
func unpacking(err error) *Fault { return fault(ErrDamaged, "解压缩失败%.0[1]v", "%[1]v", err) }

// checkStart tells by its first bytes what a file is that is no archive.
func checkStart(r io.ReaderAt, size int64) error {
	head := make([]byte, min(size, 8))
	if _, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return err
	}
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return nil
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return checkCompound(r, size)
	}
	return ErrForeign
}

// checkCompound tells apart the two things that a compound file is here: a
// document of the old form, or the envelope of an encrypted new one, which has
// a stream of that name.
func checkCompound(r io.ReaderAt, size int64) error {
	name, err := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().Bytes([]byte("EncryptedPackage"))
	if err != nil {
		return err
	}
	const step = 1 << 20
	buf := make([]byte, step+len(name))
	for at := int64(0); at < min(size, 256*step); at += step {
		n, err := r.ReadAt(buf, at)
		if bytes.Contains(buf[:n], name) {
			return ErrEncrypted
		}
		if err != nil && err != io.EOF {
			return err
		}
	}
	return ErrLegacy
}

// CheckDirectory looks at the record at the end of an archive, of any kind, before
// archive/zip does, which reads as many entries as there are: a hostile file of
// 100 MB has two million, and takes 600 MB of memory.
func CheckDirectory(r io.ReaderAt, size int64) error {
	const (
		record    = 22
		comment   = 1<<16 - 1
		signature = "PK\x05\x06"
	)
	tail := make([]byte, min(size, record+comment))
	start := size - int64(len(tail))
	if _, err := r.ReadAt(tail, start); err != nil && err != io.EOF {
		return err
	}
	i := bytes.LastIndex(tail, []byte(signature))
	if i < 0 || len(tail)-i < record {
		return fault(ErrDamaged, "文件的结尾不在了，多半没有传完", "its end is missing")
	}
	end := start + int64(i)
	length, offset := int64(binary.LittleEndian.Uint32(tail[i+12:])), int64(binary.LittleEndian.Uint32(tail[i+16:]))
	if offset == 1<<32-1 || length > maxDirectory || end-offset > maxDirectory {
		return fault(ErrTooLarge, "里面的文件太多", "the directory of its parts")
	}
	return nil
}
