package cache_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"gongkai/generator/cache"
)

var testSalt = cache.Sum([]byte(strings.Repeat("S", 16)))

func snapshot(sections ...string) []byte {
	var b bytes.Buffer
	w := cache.NewSnapshotWriter(&b, testSalt)
	for _, s := range sections {
		w.Section([]byte(s))
	}
	if err := w.Close(); err != nil {
		panic(err) // a bytes.Buffer does not fail
	}
	return b.Bytes()
}

func TestSnapshot(t *testing.T) {
	for _, sections := range [][]string{{}, {""}, {"ab", ""}, {"\x00\x01", strings.Repeat("长", 1000), "end"}} {
		got, err := cache.ReadSnapshot(snapshot(sections...), testSalt)
		if err != nil || len(got) != len(sections) {
			t.Fatalf("%q: %d sections, error %v", sections, len(got), err)
		}
		for i := range sections {
			if string(got[i]) != sections[i] {
				t.Errorf("section %d: %q", i, got[i])
			}
		}
	}
}

// The worked example of the comment above ReadSnapshot.
func TestSnapshotExample(t *testing.T) {
	want := "gongkai\nSSSSSSSSSSSSSSSS" +
		"\x01\x02\x00\x00\x00\x00\x00\x00\x00\x5c\x73\xd5\x24\x9c\x71\x73\xa8ab" +
		"\x01\x00\x00\x00\x00\x00\x00\x00\x00\xc2\x94\xd3\x38\x05\x80\x06\x2d" +
		"\x00\x02\x00\x00\x00\x00\x00\x00\x00"
	if got := snapshot("ab", ""); string(got) != want {
		t.Errorf("% x, want\n% x", got, want)
	}
}

// Every byte changed and every length cut short is noticed.
func TestSnapshotDamage(t *testing.T) {
	whole := snapshot("first section", "", "third, 第三")
	for i := range whole {
		for _, bit := range []byte{1, 0x80} {
			damaged := bytes.Clone(whole)
			damaged[i] ^= bit
			refused(t, damaged, i < 24)
		}
		refused(t, whole[:i], i < 24)
	}
	refused(t, append(bytes.Clone(whole), 0), false)
	if _, err := cache.ReadSnapshot(whole, cache.Sum{1}); !errors.Is(err, cache.ErrForeign) {
		t.Errorf("another salt: %v", err)
	}
}

func refused(t *testing.T, data []byte, foreign bool) {
	t.Helper()
	want := cache.ErrDamaged
	if foreign {
		want = cache.ErrForeign
	}
	if _, err := cache.ReadSnapshot(data, testSalt); !errors.Is(err, want) {
		t.Errorf("% x: %v, want %v", data, err, want)
	}
}

// The head of a snapshot is read without the rest, and damage to it is noticed. Each byte
// that is read more than needed would be noticed, too: there is none.
func TestSnapshotHead(t *testing.T) {
	whole := snapshot("first section", "", "third, 第三")
	const head = 24 + 17 + 13 + 17
	sections, err := cache.ReadSnapshotHead(bytes.NewReader(whole[:head]), int64(len(whole)), testSalt, 2)
	if err != nil || len(sections) != 2 || string(sections[0]) != "first section" || string(sections[1]) != "" {
		t.Fatalf("%q, %v", sections, err)
	}
	for i := range head {
		damaged := bytes.Clone(whole)
		damaged[i] ^= 0x80
		for _, data := range [][]byte{damaged, whole[:i]} {
			sections, err := cache.ReadSnapshotHead(bytes.NewReader(data), int64(len(data)), testSalt, 2)
			if sections != nil || !errors.Is(err, cache.ErrDamaged) && !errors.Is(err, cache.ErrForeign) {
				t.Errorf("byte %d of %d: %q, %v", i, len(data), sections, err)
			}
		}
	}
	if _, err := cache.ReadSnapshotHead(bytes.NewReader(whole), int64(len(whole)), testSalt, 4); !errors.Is(err, cache.ErrDamaged) {
		t.Errorf("more sections than there are: %v", err)
	}
	broken, w := io.Pipe()
	w.CloseWithError(io.ErrNoProgress)
	if _, err := cache.ReadSnapshotHead(broken, int64(len(whole)), testSalt, 1); !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("a reader that fails: %v", err)
	}
}

func TestSnapshotWriterKeepsTheError(t *testing.T) {
	r, w := io.Pipe()
	r.Close()
	s := cache.NewSnapshotWriter(w, testSalt)
	s.Section([]byte("lost"))
	if err := s.Close(); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("error %v", err)
	}
}

func FuzzReadSnapshot(f *testing.F) {
	f.Add(snapshot("ab", "cd"))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		sections, err := cache.ReadSnapshot(data, testSalt)
		if err != nil {
			return
		}
		var texts []string
		for _, s := range sections {
			texts = append(texts, string(s))
		}
		if !bytes.Equal(snapshot(texts...), data) {
			t.Error("accepted what no writer writes")
		}
	})
}
