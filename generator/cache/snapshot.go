package cache

import (
	"encoding/binary"
	"errors"
	"io"
)

// ErrForeign is returned for a snapshot that another program wrote, or this
// program before it was changed.
var ErrForeign = errors.New("cache: snapshot of another program")

// A snapshot is a container: what is in its sections is the caller's business.
//
//	snapshot = magic salt section* end
//	magic    = "gongkai\n"
//	salt     = 16 bytes, the sum of the program (ProgramSalt)
//	section  = 1 length check data
//	length   = 8 bytes, little-endian, of data
//	check    = 8 bytes, little-endian, 64-bit XXH3 of data
//	end      = 0 count
//	count    = 8 bytes, little-endian, of sections
//
// There is no version: a program that reads sections differently has another
// salt. There is no index: a snapshot is read whole, or its first sections alone
// ([ReadSnapshotHead]), and where anything is wrong with what is read the site is built
// as if there were none.
//
// The snapshot with the two sections "ab" and "" under a salt of sixteen 'S':
//
//	67 6f 6e 67 6b 61 69 0a                              "gongkai\n"
//	53 53 53 53 53 53 53 53 53 53 53 53 53 53 53 53      salt
//	01  02 00 00 00 00 00 00 00  5c 73 d5 24 9c 71 73 a8  61 62
//	01  00 00 00 00 00 00 00 00  c2 94 d3 38 05 80 06 2d
//	00  02 00 00 00 00 00 00 00
const (
	snapshotMagic = "gongkai\n"

	tagEnd     = 0
	tagSection = 1

	headSize    = len(snapshotMagic) + len(Sum{})
	sectionHead = 1 + 8 + 8
	endSize     = 1 + 8
)

// SnapshotWriter writes a snapshot section by section. Errors of the
// underlying writer are kept and returned by Close.
type SnapshotWriter struct {
	w     io.Writer
	count uint64
	err   error
}

// NewSnapshotWriter begins a snapshot on w, which should be buffered where
// sections are small.
func NewSnapshotWriter(w io.Writer, salt Sum) *SnapshotWriter {
	s := &SnapshotWriter{w: w}
	s.write([]byte(snapshotMagic))
	s.write(salt[:])
	return s
}

// Section writes one section. It keeps no reference to data.
func (s *SnapshotWriter) Section(data []byte) {
	head := make([]byte, 0, sectionHead)
	head = append(head, tagSection)
	head = binary.LittleEndian.AppendUint64(head, uint64(len(data)))
	head = binary.LittleEndian.AppendUint64(head, hash64(data))
	s.write(head)
	s.write(data)
	s.count++
}

// Close writes the end and returns the first error. It does not close the
// underlying writer.
func (s *SnapshotWriter) Close() error {
	s.write(binary.LittleEndian.AppendUint64([]byte{tagEnd}, s.count))
	return s.err
}

func (s *SnapshotWriter) write(b []byte) {
	if s.err == nil {
		_, s.err = s.w.Write(b)
	}
}

// ReadSnapshot returns the sections of a snapshot. They lie in data. It
// returns [ErrForeign] where the snapshot has another salt or is none at all,
// and [ErrDamaged] where a byte of it has changed or is missing; the caller
// treats both as if there were no snapshot.
func ReadSnapshot(data []byte, salt Sum) (sections [][]byte, err error) {
	if len(data) < headSize || string(data[:headSize]) != snapshotMagic+string(salt[:]) {
		return nil, ErrForeign
	}
	for data = data[headSize:]; len(data) > 0 && data[0] == tagSection; {
		if len(data) < sectionHead {
			return nil, ErrDamaged
		}
		length := binary.LittleEndian.Uint64(data[1:])
		check := binary.LittleEndian.Uint64(data[9:])
		data = data[sectionHead:]
		if length > uint64(len(data)) || hash64(data[:length]) != check {
			return nil, ErrDamaged
		}
		sections = append(sections, data[:length:length])
		data = data[length:]
	}
	if len(data) != endSize || data[0] != tagEnd || binary.LittleEndian.Uint64(data[1:]) != uint64(len(sections)) {
		return nil, ErrDamaged
	}
	return sections, nil
}

// ReadSnapshotHead returns the first n sections of a snapshot of size bytes, and reads no
// more. They are as they were written; what follows may be damaged. Errors are those of
// [ReadSnapshot], and of the reader.
func ReadSnapshotHead(r io.Reader, size int64, salt Sum, n int) (sections [][]byte, err error) {
	head := make([]byte, headSize)
	if err := readAll(r, head, &size); err != nil {
		return nil, err
	}
	if string(head) != snapshotMagic+string(salt[:]) {
		return nil, ErrForeign
	}
	head = make([]byte, sectionHead)
	for range n {
		if err := readAll(r, head, &size); err != nil {
			return nil, err
		}
		length := binary.LittleEndian.Uint64(head[1:])
		if head[0] != tagSection || length > uint64(size) {
			return nil, ErrDamaged
		}
		data := make([]byte, length)
		if err := readAll(r, data, &size); err != nil {
			return nil, err
		}
		if hash64(data) != binary.LittleEndian.Uint64(head[9:]) {
			return nil, ErrDamaged
		}
		sections = append(sections, data)
	}
	return sections, nil
}

// readAll fills b from a reader that has no more than left bytes.
func readAll(r io.Reader, b []byte, left *int64) error {
	if *left -= int64(len(b)); *left < 0 {
		return ErrDamaged
	}
	_, err := io.ReadFull(r, b)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return ErrDamaged
	}
	return err
}
