// Package cache holds what makes a build incremental: sums of bytes and of
// values, and the container in which the facts of the last build are kept.
//
// # When a cached result may be used
//
// An output is a pure function of a value (the view), of the layout that turns
// it into bytes, and of the program. All three are summed before the work is
// done. Equal sums, equal bytes: the output on disk is kept. Nothing is traced
// and nothing is guessed, so there is nothing to invalidate. Sums are 128 bits
// of XXH3, thirty times as fast as SHA-256. It is no defence: whoever writes a
// site has no reason to look for two texts with one sum. What others are to
// trust, the sums of attachments and approvals, is SHA-256 and not of this
// package.
//
// # One encoding
//
// A [Codec], made by [For], turns a value into canonical bytes: equal values
// give equal bytes, different values of one type different ones. The sum of a
// view ([Codec.Sum], [AppendComponents]) is the sum of that encoding, and the snapshot
// stores values in the same encoding, read back by [Codec.Decode]. A field
// added to a view or a record is covered without anybody remembering it.
//
// # The snapshot
//
// A [SnapshotWriter] writes sections of bytes under the salt of the program
// ([ProgramSalt]); [ReadSnapshot] gives them back or says that they are not
// ours ([ErrForeign]) or not whole ([ErrDamaged]), and the caller then builds
// as if there had never been any.
//
// cache knows nothing of pages, layouts or files.
package cache

import (
	"encoding/hex"

	"github.com/zeebo/xxh3"
)

// Sum identifies bytes: their 128-bit XXH3, big-endian.
type Sum [16]byte

// SumBytes returns the sum of b.
func SumBytes(b []byte) Sum { return xxh3.Hash128(b).Bytes() }

// Hash sums bytes that come piece by piece. It is an io.Writer that never fails.
type Hash struct{ h xxh3.Hasher }

// NewHash returns the hash of nothing.
func NewHash() *Hash { return &Hash{} }

// Write adds to what is summed.
func (h *Hash) Write(b []byte) (int, error) { return h.h.Write(b) }

// Sum returns what SumBytes would return for all that was written.
func (h *Hash) Sum() Sum { return h.h.Sum128().Bytes() }

// hash64 is the hash of the parts of a value and of the sections of a snapshot.
func hash64(b []byte) uint64 { return xxh3.Hash(b) }

// IsZero reports whether s is the zero value, which stands for "not known".
func (s Sum) IsZero() bool { return s == Sum{} }

// String returns the sum in hexadecimal.
func (s Sum) String() string { return hex.EncodeToString(s[:]) }
