package search

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

// sample is a set of documents made by chance.
type sample struct {
	docs    []Document
	entries []Entry
	plain   []string // what the documents say, folded, a paragraph a line
}

// newSample makes documents of words of which few are different, so that nearly all
// grams are in many documents, and of characters that are written in several ways.
func newSample(seed uint64, count int) *sample {
	rnd := rand.New(rand.NewPCG(seed, 7))
	letters := []rune("政府信息公开條例（）(〔2017〕號 aB　ｂ\u200b１,é①")
	words := []string{"政府信息公开", "关于印发", "管理办法", "（试行）", "的通知", "各村", "2017年", "𠮷", "hello world "}
	text := func(n int) string {
		var b strings.Builder
		for range n {
			if rnd.IntN(3) == 0 {
				b.WriteRune(letters[rnd.IntN(len(letters))])
			} else {
				b.WriteString(words[rnd.IntN(len(words))])
			}
		}
		return b.String()
	}
	s := &sample{}
	var c Coder
	for i := range count {
		month := i * 40 / count
		d := Document{
			Path: fmt.Sprintf("policies/%d/%04d.html", 2010+month/12, i), Day: int32(730000 + month*30), Title: text(4), Category: i % 3, Validity: i % 2,
		}
		paragraphs := []string{d.Title}
		for _, field := range []*string{&d.Number, &d.Index, &d.Summary} {
			if rnd.IntN(2) == 0 {
				*field = text(3)
			}
			paragraphs = append(paragraphs, *field)
		}
		for range rnd.IntN(3) {
			d.Attachments = append(d.Attachments, text(2))
		}
		paragraphs = append(paragraphs, d.Attachments...)
		var body []string
		for range rnd.IntN(6) {
			body = append(body, text(1+rnd.IntN(20)))
		}
		d.Text = c.Paragraphs(body...)
		s.docs = append(s.docs, d)
		s.entries = append(s.entries, Entry{Year: 2010 + month/12, Month: month%12 + 1, Size: 1000})
		s.plain = append(s.plain, plain(append(paragraphs, body...)))
	}
	return s
}

// without returns the sample without one of its documents.
func (s *sample) without(i int) *sample {
	return &sample{slices.Delete(slices.Clone(s.docs), i, i+1), slices.Delete(slices.Clone(s.entries), i, i+1), slices.Delete(slices.Clone(s.plain), i, i+1)}
}

func plain(paragraphs []string) string {
	var lines []string
	for _, p := range paragraphs {
		lines = append(lines, string(utf16.Decode(theFolds().fold(nil, utf16.Encode([]rune(p))))))
	}
	return strings.Join(lines, "\n")
}

func (s *sample) build(t *testing.T, l limits, workers int) *Index {
	t.Helper()
	x, err := Build(Input{
		Arrangement: arrange(s.entries, l), Facets: Facets{Categories: [][2]string{{"a", "甲"}, {"b", "乙"}, {"c", "丙"}}, Validities: []string{"", "有效"}}, Workers: workers,
		Document: func(i int) Document { d := s.docs[i]; d.Text = ""; return d },
		Text:     func(_, i int) (Text, error) { return s.docs[i].Text, nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// queries are fragments of the texts, and some that are in none.
func (s *sample) queries(rnd *rand.Rand, n int) (list []string) {
	for i := range n {
		text := []rune(s.plain[rnd.IntN(len(s.plain))])
		length := 1 + rnd.IntN(16)
		from := rnd.IntN(max(1, len(text)-length))
		q := string(text[from:min(len(text), from+length)])
		switch i % 5 {
		case 3:
			q += " " + string(text[:min(2, len(text))])
		case 4:
			swapped := []rune(q)
			rnd.Shuffle(len(swapped), func(i, j int) { swapped[i], swapped[j] = swapped[j], swapped[i] })
			q = string(swapped)
		}
		list = append(list, q)
	}
	return list
}

// scan is what a query has to find.
func (s *sample) scan(query string) (found []int) {
	terms := theFolds().terms(query)
	for i, text := range s.plain {
		if !slices.ContainsFunc(terms, func(term []uint16) bool { return !strings.Contains(text, string(utf16.Decode(term))) }) {
			found = append(found, i)
		}
	}
	return found
}

// sizes are samples that make one group and two, one segment and several.
func sizes() map[string]struct {
	count int
	l     limits
} {
	type size = struct {
		count int
		l     limits
	}
	small := limits{leastOld: 100, settled: 16, fullSegment: 130, fullSize: 24 << 20, gramsFile: 512, tau: 16}
	return map[string]size{
		"none": {0, usualLimits()}, "one": {1, usualLimits()}, "one group": {300, usualLimits()}, "three groups": {420, small},
	}
}

// TestSearch compares what is found with a plain scan.
func TestSearch(t *testing.T) {
	for name, size := range sizes() {
		t.Run(name, func(t *testing.T) {
			s := newSample(uint64(size.count), size.count)
			r := newReader(t, s.build(t, size.l, 2))
			if size.count == 0 {
				if found := r.search("政"); len(found) > 0 {
					t.Errorf("found %v", found)
				}
				return
			}
			hits := 0
			for _, q := range s.queries(rand.New(rand.NewPCG(3, 4)), 400) {
				got, want := r.search(q), s.scan(q)
				if !slices.Equal(got, want) {
					t.Fatalf("%q: found %v, not %v", q, got, want)
				}
				hits += len(got)
			}
			long := 0
			for path := range r.loaded {
				if strings.Contains(path, "/x") {
					long++
				}
			}
			if hits < 100 || size.count > 200 && long == 0 {
				t.Errorf("%d hits, %d files of long grams read: the test is none", hits, long)
			}
		})
	}
}

// TestCanonical: the bytes do not depend on how many workers there are.
func TestCanonical(t *testing.T) {
	size := sizes()["three groups"]
	s := newSample(5, size.count)
	want := filesOf(t, s.build(t, size.l, 1))
	for _, workers := range []int{2, 7} {
		for path, data := range filesOf(t, s.build(t, size.l, workers)) {
			if !bytes.Equal(data, want[path]) {
				t.Errorf("%s differs with %d workers", path, workers)
			}
		}
	}
}

// TestNewest: a new document changes the files of the newest documents, one of texts, and
// those that there are once.
func TestNewest(t *testing.T) {
	size := sizes()["three groups"]
	s := newSample(6, size.count)
	want := filesOf(t, s.build(t, size.l, 2))
	s.docs, s.entries = s.docs[:size.count-1], s.entries[:size.count-1]
	before := filesOf(t, s.build(t, size.l, 2))
	groups := map[string]int{}
	for path, data := range want {
		group, _, _ := strings.Cut(path, "/")
		groups[group]++
		if bytes.Equal(data, before[path]) {
			continue
		}
		switch group {
		case "new", "index.js", "filter.js":
		case "t":
			groups["changed texts"]++
		default:
			t.Errorf("%s has changed", path)
		}
	}
	if groups["changed texts"] != 1 || groups["old"] == 0 || groups["year"] == 0 || groups["new"] == 0 {
		t.Error(groups)
	}
}

// TestReveal: the files of texts tell what they hold, and nothing that is not in the
// documents is in them.
func TestReveal(t *testing.T) {
	s := newSample(9, 50)
	var all strings.Builder
	for _, data := range filesOf(t, s.build(t, usualLimits(), 2)) {
		all.WriteString(Reveal(data))
	}
	for _, d := range s.docs {
		for _, p := range append(d.Text.Strings(), oneLine(d.Title), d.Path) {
			if !strings.Contains(all.String(), p) {
				t.Errorf("%q is not revealed", p)
			}
		}
	}
}

// TestHTML: what is a paragraph of a page is one of its text.
func TestHTML(t *testing.T) {
	var c Coder
	got := c.HTML([]byte("<h2 id=\"a\">第一章&amp;总则</h2><p>第<strong>一</strong>条<br>政府 &lt;信息&gt;</p><ul><li>甲<ul><li>乙</li></ul></li></ul>" +
		"<table><tr><th>丙</th><td></td><td>丁<a href=\"x\" title=\"戊\">己</a></td></tr></table><script>庚</script><img src=\"a.png\" alt=\"辛\">末")).Strings()
	want := []string{"第一章&总则", "第一条 政府 <信息>", "甲", "乙", "丙", "丁己", "末"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
}

// TestParagraph: the words of a paragraph are those that the library finds.
func TestParagraph(t *testing.T) {
	for first := range 256 {
		for second := range 256 {
			for _, third := range []byte{0, 'a', 0x7F, 0x80, 0xA8, 0xBF, 0xC0, 0xFF} {
				text := string([]byte{byte(first), byte(second), third, 'b'})
				if first >= utf8.RuneSelf {
					r, n := decodeRune(text)
					if want, size := utf8.DecodeRuneInString(text); r != want || n != size {
						t.Fatalf("%x: %x, %d, want %x, %d", text, r, n, want, size)
					}
				}
				want := utf16.Encode([]rune(strings.Join(strings.Fields(text), " ")))
				if got := appendParagraph(nil, text); !slices.Equal(got, want) {
					t.Fatalf("%x: %x, want %x", text, got, want)
				}
			}
		}
	}
	got := appendParagraph([]uint16{'x'}, "\u3000 \u00a0一、\t二\u2003三 \n")
	if got = appendParagraph(got, " \u3000"); string(utf16.Decode(got)) != "x\n一、 二 三" {
		t.Errorf("%q", string(utf16.Decode(got)))
	}
}

// TestTokens: the table is a prefix code that is full, each token of two and more
// characters consists of two others, and any text comes back.
func TestTokens(t *testing.T) {
	tokens := theTokens()
	sum := 0
	place := map[string]int{}
	for i, one := range tokens.list {
		sum += 1 << (longestCode - one.bits)
		if len(one.text) > 0 {
			place[string(utf16.Decode(one.text))] = i
		}
	}
	if len(tokens.list) != 6000 || sum != 1<<longestCode || len(place) != 5998 {
		t.Fatalf("%d tokens, sum %d, %d different", len(tokens.list), sum, len(place))
	}
	for _, one := range tokens.list {
		if a, b := halves(one.text, place); len(one.text) > 1 && a == b && a == 0 {
			t.Errorf("%q consists of no two tokens", string(utf16.Decode(one.text)))
		}
	}
	for _, s := range []string{"", "政府信息公开条例", "𠮷野家\t龘\u0000\uffff", "a\nb\n\nc"} {
		w := bitWriter{bytes: true}
		tokens.encode(&w, utf16.Encode([]rune(s)))
		tokens.finish(&w)
		out, _ := w.flush()
		if got, whole := tokens.decode(nil, &bitReader{data: out}); string(utf16.Decode(got)) != s || !whole {
			t.Errorf("%q comes back as %q", s, string(utf16.Decode(got)))
		}
	}
}
