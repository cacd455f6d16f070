package publish

import (
	"encoding/binary"

	"gongkai/generator/cache"
)

// Stamp is what the file system says of a published file without its being
// opened: its size, the time of its last modification, its inode where there is
// such a number, its kind and its rights, as one number. 0 stands for unknown.
//
// It does not change when the file gets a second name in the other tree, nor
// when the folders are exchanged. A copy of the tree (cp, rsync, a checkout, a
// restored backup) has other stamps, so a stamp that differs is a reason to read
// the file and proves nothing. What it cannot show is an edit that leaves the
// size and puts the time back, or one of the same size within the tick of the
// system's clock in which the file was written; whoever suspects that reads
// everything (build --verify). The time at which the inode changed would show
// the first, but it changes with every link, too.
type Stamp uint64

// stat is what a stamp is made from.
type stat struct {
	size, mtime int64
	inode       uint64
	mode        uint32 // kind and rights, as the system has them
}

// stamp makes the number. Of a folder only kind and rights count: its time
// changes with what is in it.
func (s stat) stamp() Stamp {
	if s.isDir() {
		s = stat{mode: s.mode}
	}
	var b [28]byte
	binary.LittleEndian.PutUint64(b[0:], uint64(s.size))
	binary.LittleEndian.PutUint64(b[8:], uint64(s.mtime))
	binary.LittleEndian.PutUint64(b[16:], s.inode)
	binary.LittleEndian.PutUint32(b[24:], s.mode)
	sum := cache.SumBytes(b[:])
	return Stamp(binary.LittleEndian.Uint64(sum[:]) | 1)
}

// seal sums up a tree: every path with its stamp, in any order. Paths of folders
// end in a slash, that of the tree itself is "/".
type seal struct {
	low, high uint64
	buf       []byte
}

func (s *seal) add(path string, stamp Stamp) {
	s.buf = append(s.buf[:0], path...)
	s.close(stamp)
}

// addFound adds what was found in a folder.
func (s *seal) addFound(dir string, n *named) {
	s.buf = n.appendPath(s.buf[:0], dir)
	s.close(n.stamp())
}

// close adds the path in buf.
func (s *seal) close(stamp Stamp) {
	s.buf = binary.LittleEndian.AppendUint64(s.buf, uint64(stamp))
	sum := cache.SumBytes(s.buf)
	s.low += binary.LittleEndian.Uint64(sum[:8])
	s.high += binary.LittleEndian.Uint64(sum[8:])
}

// join adds what another seal sums up.
func (s *seal) join(other *seal) {
	s.low += other.low
	s.high += other.high
}

func (s *seal) sum() (sum cache.Sum) {
	binary.LittleEndian.PutUint64(sum[:8], s.low)
	binary.LittleEndian.PutUint64(sum[8:], s.high)
	return sum
}
