package site

import (
	"encoding/binary"
	"io"

	"gongkai/generator/cache"
)

// hasher sums and counts what is written through it.
type hasher struct {
	w    io.Writer
	hash *cache.Hash
	size int64
}

func newHasher(w io.Writer) *hasher { return &hasher{w: w, hash: cache.NewHash()} }

func (h *hasher) Write(b []byte) (int, error) {
	h.hash.Write(b)
	h.size += int64(len(b))
	return h.w.Write(b)
}

// sum returns the sum, as cache.SumBytes would, and the number of bytes.
func (h *hasher) sum() (cache.Sum, int64) { return h.hash.Sum(), h.size }

// short takes 64 bits of a sum.
func short(sum cache.Sum) uint64 { return binary.LittleEndian.Uint64(sum[:]) }
