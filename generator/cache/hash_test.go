package cache

import (
	"math/bits"
	"math/rand/v2"
	"testing"
)

// One flipped bit of the input flips about half of the hash, wherever it is.
func TestHashAvalanche(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for size := 1; size <= 70; size++ {
		var flipped, trials int
		for range 20 {
			b := make([]byte, size)
			for i := range b {
				b[i] = byte(r.Uint32())
			}
			h := hash64(b)
			for bit := range size * 8 {
				b[bit/8] ^= 1 << (bit % 8)
				d := bits.OnesCount64(h ^ hash64(b))
				b[bit/8] ^= 1 << (bit % 8)
				if d < 8 || d > 56 {
					t.Fatalf("size %d, bit %d: %d bits of the hash differ", size, bit, d)
				}
				flipped += d
				trials++
			}
		}
		if mean := float64(flipped) / float64(trials); mean < 31 || mean > 33 {
			t.Errorf("size %d: %.1f bits differ on average, want 32", size, mean)
		}
	}
}

func TestHashHasNoCollisions(t *testing.T) {
	seen := map[uint64]string{}
	add := func(s string) {
		h := hash64([]byte(s))
		if other, ok := seen[h]; ok && other != s {
			t.Fatalf("%q and %q have the same hash", s, other)
		}
		seen[h] = s
	}
	zeros := string(make([]byte, 100))
	for n := range 100 {
		add(zeros[:n])
	}
	digits := []byte("2017-03-15 的第 00000 号文件")
	for n := range 100_000 {
		for i, x := 0, n; i < 5; i, x = i+1, x/10 {
			digits[len("2017-03-15 的第 ")+4-i] = byte('0' + x%10)
		}
		add(string(digits))
	}
}

func BenchmarkHash(b *testing.B) {
	data := make([]byte, 1<<20)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		hash64(data)
	}
}
