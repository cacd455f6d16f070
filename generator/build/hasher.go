package build

import (
	"crypto/sha256"
	"hash"
	"io"

	"gongkai/generator/cache"
)

// hasher sums what is written through it.
type hasher struct {
	w    io.Writer
	hash hash.Hash
	size int64
}

func newHasher(w io.Writer) *hasher { return &hasher{w: w, hash: sha256.New()} }

func (h *hasher) Write(b []byte) (int, error) {
	h.hash.Write(b)
	h.size += int64(len(b))
	return h.w.Write(b)
}

// sum returns the sum, as cache.SumBytes would, and the number of bytes.
func (h *hasher) sum() (cache.Sum, int64) {
	return cache.Sum(h.hash.Sum(nil)[:len(cache.Sum{})]), h.size
}
