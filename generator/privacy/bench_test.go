package privacy

import (
	"strings"
	"testing"

	"gongkai/generator/corpus/lawtest"
	"gongkai/generator/privacy/privacytest"
)

// plain is text of law without a number in it.
func plain(t testing.TB) string {
	var b strings.Builder
	for _, law := range lawtest.Own(t) {
		b.WriteString(law.Body)
	}
	text := strings.Map(func(r rune) rune {
		if isDigit(r) {
			return '某'
		}
		return r
	}, b.String())
	return strings.Repeat(text, 1+1<<20/len(text))
}

// BenchmarkPlain is the text of most documents: nothing in it is a number.
func BenchmarkPlain(b *testing.B) {
	text := plain(b)
	b.Run("finder", func(b *testing.B) {
		r := newReader()
		cells := []string{text}
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			if len(r.Find(Passage{Cells: cells})) > 0 {
				b.Fatal("something was found")
			}
		}
	})
	b.Run("paragraphs", func(b *testing.B) {
		r := newReader()
		lines := strings.Split(text, "\n")
		cells := make([]string, 1)
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			for _, line := range lines {
				cells[0] = line
				if len(r.Find(Passage{Cells: cells})) > 0 {
					b.Fatal("something was found")
				}
			}
		}
	})
	b.Run("Index", func(b *testing.B) { // one search for one word, for comparison
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			if strings.Contains(text, "密★") {
				b.Fatal("found")
			}
		}
	})
}

// BenchmarkNumbers is text full of numbers, of which none is personal.
func BenchmarkNumbers(b *testing.B) {
	passages := privacytest.New(1).Innocent(1 << 20)
	size := 0
	for _, p := range passages {
		size += len(strings.Join(p.Cells, ""))
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		r := newReader()
		for _, p := range passages {
			r.Find(Passage{Cells: p.Cells, Heads: p.Heads})
		}
	}
}
