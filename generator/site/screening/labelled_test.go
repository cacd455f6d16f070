package screening

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/corpus"
	"gongkai/generator/corpus/lawtest"
	"gongkai/generator/extract/extracttest"
	"gongkai/generator/privacy"
	"gongkai/generator/privacy/privacytest"
	"gongkai/generator/site/record"
)

// tally counts what was planted in a place and what of it was found, by rule.
type tally struct{ planted, found map[string]int }

// sought is a value that was planted, and where.
type sought struct {
	privacytest.Planted
	place string
}

// plant makes a file of a format, with people in a list and in sentences of each of some
// ways of writing in its body, and one sentence in each place.
func plant(m *privacytest.Maker, f extracttest.Format, ways []privacytest.Way) (data []byte, planted []sought) {
	c := extracttest.Content{At: map[string]string{}}
	add := func(place string, text privacytest.Text) {
		for _, p := range text.Planted {
			planted = append(planted, sought{p, place})
		}
		if place == "" {
			c.Body = append(c.Body, text.Passages...)
			return
		}
		c.At[place] = text.Passages[0].Cells[0]
	}
	add("", m.List(3))
	for i, way := range ways {
		add("", m.Sentence(way))
		add("", privacytest.Text{Passages: m.Innocent(200)})
		if i%4 == 0 {
			add("", m.List(2))
		}
	}
	for i, place := range f.Places {
		way := ways[i%len(ways)]
		if hasLines(way) && !slices.Contains(f.Lines, place) {
			way = privacytest.Plain
		}
		add(place, m.Sentence(way))
	}
	return f.File(c), planted
}

// hasLines reports whether a number written in a way may have line breaks and tabs in it,
// which a property or an attribute has not.
func hasLines(w privacytest.Way) bool {
	switch w {
	case privacytest.Lines, privacytest.CarriageReturns, privacytest.Mixed, privacytest.Tabs:
		return true
	}
	return false
}

// look returns the marks of a file or a document.
func look(t *testing.T, s *Screener, ext string, data []byte) []record.Mark {
	t.Helper()
	if ext == "md" {
		return s.Document("content/notices/2026/0007.md", data)
	}
	return file(t, s, "content/notices/2026/0007-a."+ext, data)
}

// ways are those that a round tries: all in the slow suite, else a fifth.
func ways(slow bool, round int) (list []privacytest.Way) {
	for way := range privacytest.Ways {
		if slow || (int(way)+round)%5 == 0 {
			list = append(list, way)
		}
	}
	return list
}

// TestLabelled plants ID numbers, mobile numbers and bank cards in every place of every
// format, in every way of writing. All IDs and mobile numbers must be found, and of bank
// cards 99 in 100, and no place may be without.
func TestLabelled(t *testing.T) {
	slow := os.Getenv("GONGKAI_SLOW") != ""
	rounds := 2
	if slow {
		rounds = 60
	}
	key := []byte("labelled")
	s := New(Settings{Year: 2026, Key: key})
	for at, f := range extracttest.Formats() {
		t.Run(fmt.Sprint(at, f.Ext), func(t *testing.T) {
			t.Parallel()
			tallies := map[string]tally{}
			for round := range rounds {
				data, planted := plant(privacytest.New(uint64(1000*at+round)), f, ways(slow, round))
				values := map[string]bool{}
				for _, m := range look(t, s, f.Ext, data) {
					values[m.Value] = true
				}
				for _, p := range planted {
					count, ok := tallies[p.place]
					if !ok {
						count = tally{map[string]int{}, map[string]int{}}
						tallies[p.place] = count
					}
					count.planted[p.Code]++
					if values[privacy.Sum(key, p.Code, p.Value)] {
						count.found[p.Code]++
					} else if p.Code != "PV020" {
						t.Errorf("%s %s is not found in %q (seed %d)", p.Code, p.Value, p.place, 1000*at+round)
					}
				}
			}
			all, found := 0, 0
			for place, count := range tallies {
				n, of := count.found["PV020"], count.planted["PV020"]
				all, found = all+of, found+n
				if of == 0 || n*10 < of*9 && of > 10 {
					t.Errorf("%q: %d of %d bank cards", place, n, of)
				}
			}
			if all-found > max(1, all/100) {
				t.Errorf("%d of %d bank cards", found, all)
			}
			if len(tallies) != len(f.Places)+1 {
				t.Errorf("%d places were tried of %d", len(tallies), len(f.Places)+1)
			}
		})
	}
}

// TestInnocentFiles: in text full of numbers, as a document and as a file of each format,
// not more than one in 100 KB is taken for personal.
func TestInnocentFiles(t *testing.T) {
	fresh, size := uint64(1), 100<<10
	if os.Getenv("GONGKAI_SLOW") != "" {
		fresh, size = 3, 2<<20
	}
	s := New(Settings{Year: 2026})
	for at, f := range extracttest.Formats() {
		t.Run(fmt.Sprint(at, f.Ext), func(t *testing.T) {
			t.Parallel()
			for seed := 20 + fresh*uint64(at); seed < 20+fresh*uint64(at+1); seed++ {
				body := privacytest.New(seed).Innocent(size)
				hits := 0
				for len(body) > 0 {
					n := min(len(body), 2000)
					data := f.File(extracttest.Content{Body: body[:n]})
					body = body[n:]
					for _, m := range look(t, s, f.Ext, data) {
						if strings.HasPrefix(m.Found.Code, "PV") {
							hits++
							t.Logf("%s %s: %s%s", m.Found.Code, m.Found.Message.ZH, m.Found.Pos.Where.ZH, m.Found.Pos.Source)
						}
					}
				}
				if hits*100<<10 > max(size, 300<<10) { // of little text, chance makes three
					t.Errorf("seed %d: %d in %d KB", seed, hits, size>>10)
				}
			}
		})
	}
}

// TestLawDocuments: nothing in texts of law, as documents, is personal.
func TestLawDocuments(t *testing.T) {
	s := New(Settings{Year: 2026})
	for _, laws := range [][]lawtest.Text{lawtest.Own(t), lawtest.Shared(t)} {
		for _, law := range laws {
			data := []byte("---\ntitle: " + law.Name + "\ncategory: policies\ndate: 2026-01-10\n---\n" + law.Body)
			for _, m := range s.Document("content/policies/2026/0001.md", data) {
				t.Errorf("%s: %v", law.Name, m.Found)
			}
		}
	}
}

// BenchmarkDocument looks through the documents of a test site, and through text full of
// numbers.
func BenchmarkDocument(b *testing.B) {
	var text bytes.Buffer
	for _, p := range privacytest.New(1).Innocent(3 << 10) {
		if len(p.Cells) > 1 {
			text.WriteString("| " + strings.Join(p.Cells, " | ") + " |\n")
		} else {
			text.WriteString(p.Cells[0] + "\n\n")
		}
	}
	var documents [][]byte
	for i := range 200 {
		_, data := corpus.Document(corpus.Options{Docs: 200}, i)
		documents = append(documents, data)
	}
	for name, documents := range map[string][][]byte{"site": documents, "numbers": {text.Bytes()}} {
		b.Run(name, func(b *testing.B) {
			s := New(Settings{Year: 2026})
			b.SetBytes(int64(len(bytes.Join(documents, nil))))
			b.ReportAllocs()
			for b.Loop() {
				for _, data := range documents {
					s.Document("content/notices/2026/0007.md", data)
				}
			}
		})
	}
}
