// Package cache holds what makes a build incremental: sums of bytes and of
// values, and the container in which the facts of the last build are kept.
//
// # When a cached result may be used
//
// An output is a pure function of a value (the view), of the layout that turns
// it into bytes, and of the program. All three are summed before the work is
// done. Equal sums, equal bytes: the output on disk is kept. Nothing is traced
// and nothing is guessed, so there is nothing to invalidate. Sums are 128 bits
// of SHA-256; two inputs of one site that collide are not to be expected.
//
// # One encoding
//
// A [Codec], made by [For], turns a value into canonical bytes: equal values
// give equal bytes, different values of one type different ones. The sum of a
// view ([SumOf], [Components]) is the sum of that encoding, and the snapshot
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
	"crypto/sha256"
	"encoding/hex"
)

// Sum identifies bytes: the first 16 of their SHA-256.
type Sum [16]byte

// SumBytes returns the sum of b.
func SumBytes(b []byte) Sum {
	full := sha256.Sum256(b)
	return Sum(full[:16])
}

// IsZero reports whether s is the zero value, which stands for "not known".
func (s Sum) IsZero() bool { return s == Sum{} }

// String returns the sum in hexadecimal.
func (s Sum) String() string { return hex.EncodeToString(s[:]) }
