package cache

import (
	"bytes"
	"testing"
)

// The sum of pieces is that of the whole, wherever it is cut.
func TestHashOfPieces(t *testing.T) {
	whole := bytes.Repeat([]byte("政府信息公开 "), 300)
	for n := 0; n < len(whole); n += 37 {
		h := NewHash()
		h.Write(whole[:n/2])
		h.Write(whole[n/2 : n])
		if got, want := h.Sum(), SumBytes(whole[:n]); got != want {
			t.Fatalf("%d bytes in two pieces: %s, in one %s", n, got, want)
		}
	}
}

// Sums are stored, so that they must be the same on every machine: the values
// are those of the specification of XXH3, with no seed.
func TestSumOfNothing(t *testing.T) {
	if got, want := SumBytes(nil).String(), "99aa06d3014798d86001c324468d497f"; got != want {
		t.Errorf("SumBytes(nil) = %s, want %s", got, want)
	}
	if got, want := hash64(nil), uint64(0x2d06800538d394c2); got != want {
		t.Errorf("hash64(nil) = %x, want %x", got, want)
	}
}
