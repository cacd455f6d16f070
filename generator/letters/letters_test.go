package letters

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// all returns where the letters of a set are.
func all(s *Set, text string) (places []int) {
	for at := Index(s, []byte(text), 0); at >= 0; at = Index(s, []byte(text), at+1) {
		places = append(places, at)
	}
	return places
}

func TestIndex(t *testing.T) {
	for _, tt := range []struct {
		letters, text string
		want          []int
	}{
		{"月附", "2026年11月3日，附件", []int{9, 19}},
		{"月", "月月", []int{0, 3}},
		{"月", "", nil},
		{"", "月", nil},
		{"月", "月"[:2], nil},
		{"a月é𠮷", "a𠮷é月", []int{7}},      // those of one, two and four bytes are left out
		{"月", "\u6708\uf708", []int{0}}, // the same twelve bits, another first byte
		{"月", "\x9c\x88\xe6\xe6\x9c\x88\xe6", []int{3}},
		{"｛【", "见【表】｛x｝", []int{3, 12}},
	} {
		got := all(NewSet(tt.letters), tt.text)
		if len(got) != len(tt.want) {
			t.Errorf("%q in %q: %d, want %d", tt.letters, tt.text, got, tt.want)
			continue
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("%q in %q: %d, want %d", tt.letters, tt.text, got, tt.want)
			}
		}
	}
}

// TestIndexIsLooking compares with a plain look at every letter, of texts that have many
// letters with bits like those of the set.
func TestIndexIsLooking(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	letters := []rune("月附｛【件一二三，。、（）abc 12é·𠮷\u2028")
	for range 1000 {
		var wanted, text strings.Builder
		for range random.IntN(4) {
			wanted.WriteRune(letters[random.IntN(len(letters))])
		}
		for range random.IntN(40) {
			r := letters[random.IntN(len(letters))]
			if random.IntN(4) == 0 && r > 0x800 && r < 0xffff {
				r = r&0xfff | rune(1+random.IntN(12))<<12
			}
			text.WriteRune(r)
		}
		var want []int
		for at, r := range text.String() {
			if len(string(r)) == width && strings.ContainsRune(wanted.String(), r) {
				want = append(want, at)
			}
		}
		got := all(NewSet(wanted.String()), text.String())
		if len(got) != len(want) {
			t.Fatalf("%q in %q: %d, want %d", wanted.String(), text.String(), got, want)
		}
		for i, at := range got {
			if at != want[i] || Index(NewSet(wanted.String()), []byte(text.String()), at) != at {
				t.Fatalf("%q in %q: %d, want %d", wanted.String(), text.String(), got, want)
			}
		}
	}
}

func BenchmarkIndex(b *testing.B) {
	set, text := NewSet("月附"), []byte(strings.Repeat("根据工作安排，现将有关事项公告如下，请各村、各单位认真落实。", 35))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if Index(set, text, 0) >= 0 {
			b.Fatal("there is none")
		}
	}
}
