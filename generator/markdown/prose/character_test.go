package prose

import (
	"bytes"
	"testing"
	"unicode"

	"golang.org/x/text/width"
)

// TestNextASCII compares NextASCII with looking at one byte after the other.
func TestNextASCII(t *testing.T) {
	for n := range 25 {
		for at := range n + 1 {
			body := bytes.Repeat([]byte{0x80}, n)
			if at < n {
				body[at] = 0x7F
			}
			for from := range at + 1 {
				if got := NextASCII(body, from); got != at {
					t.Fatalf("%x from %d: %d, want %d", body, from, got, at)
				}
			}
		}
	}
}

// TestHan: what IsHan answers for is a letter without a case, and wide.
func TestHan(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if IsHan(r) && (!unicode.IsLetter(r) || unicode.ToLower(r) != r || unicode.IsSpace(r) || width.LookupRune(r).Kind() != width.EastAsianWide) {
			t.Errorf("%U", r)
		}
	}
}

// TestHanPrefix: Han counts the characters that IsHan answers for.
func TestHanPrefix(t *testing.T) {
	for r := rune(0x80); r <= unicode.MaxRune; r++ {
		text := []byte("字" + string(r) + "文")
		want := 3
		if IsHan(r) {
			want = 9
		}
		if got := Han(text); got != want {
			t.Fatalf("%U: %d, want %d", r, got, want)
		}
	}
	if got := Han([]byte("字字")[:5]); got != 3 {
		t.Errorf("cut: %d", got)
	}
}
