package extract

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"

	"gongkai/generator/diag"
)

// What the records of a ZIP archive begin with, and how long they are without what varies.
const (
	localMark, localSize = "PK\x03\x04", 30
	endMark, endSize     = "PK\x05\x06", 22
	zip64Mark, zip64Size = "PK\x06\x07", 20
)

// strays looks at what of an archive is in none of its files: what stands between them,
// before and behind, and the fields that programs add to their heads. It goes along with
// the archive, though no program shows it.
type strays struct {
	*search
	*file
}

// find goes through the archive.
func (s strays) find(z *zip.Reader) {
	type span struct {
		from, to int64 // of the packed bytes
		file     *zip.File
	}
	spans := make([]span, 0, len(z.File)+1)
	for _, e := range z.File {
		if from, err := e.DataOffset(); err == nil {
			spans = append(spans, span{from, from + int64(e.CompressedSize64), e})
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	directory, end := s.ends()
	var reached int64
	var before *zip.File
	for _, p := range append(spans, span{from: directory}) {
		if p.from > reached {
			s.gap(before, p.file, s.bytes(reached, p.from))
		}
		reached, before = max(reached, p.to), p.file
	}
	s.stray(s.bytes(end, s.size))
}

// ends finds where the directory of an archive begins, 0 where that is not told, and where
// the archive ends.
func (s strays) ends() (directory, end int64) {
	const longest = endSize + 1<<16
	start := max(0, s.size-longest)
	tail := s.bytes(start, s.size)
	i := bytes.LastIndex(tail, []byte(endMark))
	if i < 0 || len(tail)-i < endSize {
		return 0, s.size
	}
	at := start + int64(i)
	if i >= zip64Size && bytes.HasPrefix(tail[i-zip64Size:], []byte(zip64Mark)) {
		return 0, s.size // its directory is told of elsewhere
	}
	comment := int64(binary.LittleEndian.Uint16(tail[i+20:]))
	return at - int64(binary.LittleEndian.Uint32(tail[i+12:])), min(s.size, at+endSize+comment)
}

// bytes reads some bytes of a file; those that cannot be read are none.
func (s strays) bytes(from, to int64) []byte {
	const most = 1 << 20
	data := make([]byte, min(max(to-from, 0), most))
	n, _ := s.data.ReadAt(data, from)
	return data[:n]
}

// gap looks at what stands before the bytes of a file: what describes the one before, and
// its own head, which is the last thing.
func (s strays) gap(before, of *zip.File, data []byte) {
	head := len(data)
	if of != nil {
		for i := 0; i+localSize <= len(data); i++ {
			if !bytes.HasPrefix(data[i:], []byte(localMark)) {
				continue
			}
			name, extra := int(binary.LittleEndian.Uint16(data[i+26:])), int(binary.LittleEndian.Uint16(data[i+28:]))
			if i+localSize+name+extra == len(data) {
				head = i
				s.numbers(data[i+localSize+name:])
				break
			}
		}
	}
	const described = 1 << 3 // in the flags: sum and sizes stand behind the bytes
	if before != nil && before.Flags&described != 0 {
		for _, size := range []int{24, 20, 16, 12} { // with a mark or without, of 64 bits or of 32
			if head == size {
				return
			}
		}
	}
	s.stray(data[:head])
}

// stray looks at bytes that no file of an archive has.
func (s strays) stray(data []byte) {
	data = bytes.Trim(data, "\x00\r\n\t ")
	const little = 64
	if bytes.Contains(data, []byte(localMark)) || len(data) > little && len(asciiLines(data)) < len(data)*9/10 {
		s.remark(s.in, Remark{Reason: Foreign, Detail: diag.Text{ZH: "有目录没有列出的内容", EN: "there is something in it that its directory does not list"}})
	}
	s.numbers(data)
}

// numbers visits the lines among some bytes that have as many digits as a telephone number.
func (s strays) numbers(data []byte) {
	for line := range bytes.FieldsFuncSeq(asciiLines(data), func(r rune) bool { return r == '\n' || r == '\r' }) {
		if hasNumber(string(line)) {
			s.add(s.in, fixed{ZH: "压缩包里不属于任何文件的数据", EN: "data in the archive that belong to no file"}, true, string(line))
		}
	}
}

// asciiLines returns the ASCII characters among some bytes, and a line end in place of others
// where these are not.
func asciiLines(data []byte) (text []byte) {
	for _, c := range data {
		switch {
		case c >= ' ' && c < 0x7F, c == '\n', c == '\r', c == '\t':
			text = append(text, c)
		case len(text) > 0 && text[len(text)-1] != '\n':
			text = append(text, '\n')
		}
	}
	return text
}

// hasNumber reports whether a text has as many digits as a telephone number.
func hasNumber(text string) bool {
	const phone = 11
	digits := 0
	for _, c := range []byte(text) {
		if '0' <= c && c <= '9' {
			digits++
		}
	}
	return digits >= phone
}
