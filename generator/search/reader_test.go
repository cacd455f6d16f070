package search

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// reader answers queries out of the files of an index, as the script in the browser does.
type reader struct {
	t     *testing.T
	files map[string][]byte
	m     struct {
		Longest, PerFile int
		Groups           []struct {
			Name, Edition  string
			Grams, Longs   uint
			Segments, Taus []int
		}
		Months []json.RawMessage
	}
	months []month
	loaded map[string]bool
}

func newReader(t *testing.T, x *Index) *reader {
	t.Helper()
	r := &reader{t: t, files: filesOf(t, x), loaded: map[string]bool{}}
	manifest := bytes.TrimSuffix(bytes.TrimPrefix(r.files["index.js"], []byte("gongkaiSearch.index(")), []byte(")"))
	if err := json.Unmarshal(manifest, &r.m); err != nil {
		t.Fatal(err)
	}
	first := 0
	for _, raw := range r.m.Months {
		var name string
		var count int
		if err := json.Unmarshal(raw, &[]any{&name, &count}); err != nil {
			t.Fatal(err)
		}
		r.months = append(r.months, month{first: first, count: count})
		fmt.Sscanf(name, "%4d%2d", &r.months[len(r.months)-1].year, &r.months[len(r.months)-1].month)
		first += count
	}
	return r
}

func filesOf(t *testing.T, x *Index) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for i, path := range x.Arrangement.Files() {
		data, err := x.File(i)
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := files[path]; ok {
			t.Fatalf("%s twice", path)
		}
		files[path] = data
	}
	return files
}

// body returns a body of a file.
func (r *reader) body(path string, i int) *bitReader {
	data, ok := r.files[path+".js"]
	if !ok {
		r.t.Fatalf("%s is missing", path)
	}
	r.loaded[path] = true
	parts := bytes.Split(bytes.TrimSuffix(data, []byte("\")")), []byte(`","`))
	if got := strings.TrimPrefix(string(parts[0]), `gongkaiSearch.put("`); got != path {
		r.t.Fatalf("%s calls itself %s", path, got)
	}
	if strings.HasPrefix(path, "t/") {
		return &bitReader{data: unpack(parts[i+1])}
	}
	group, _, _ := strings.Cut(path, "/")
	for _, g := range r.m.Groups {
		if g.Name == group && g.Edition != string(parts[1]) {
			r.t.Fatalf("%s is of the edition %s, and not %s", path, parts[1], g.Edition)
		}
	}
	return &bitReader{data: unpack(parts[i+2])}
}

// postings returns the documents of a key in a segment.
func (r *reader) postings(group, segment int, key uint32) []int {
	g := r.m.Groups[group]
	hash := uint64(mix(key))
	shift := 32 - g.Grams
	b := r.body(fmt.Sprintf("%s/g%x", g.Name, hash>>shift), segment)
	n := int(b.gamma()) - 1
	k, next := riceParameter(1<<shift, n), uint64(0)
	for range n {
		rest := next + b.rice(k)
		next = rest + 1
		df := int(b.gamma())
		docs := b.list(df, g.Segments[segment])
		b.list(int(b.gamma())-1, df)
		if rest == hash&(1<<shift-1) {
			return docs
		}
	}
	return nil
}

// payload is what the index says of a longer gram.
type payload struct {
	mode  mode
	ranks []int
}

func readPayload(b *bitReader) (p payload) {
	if b.read(1) == 1 {
		return p
	}
	p.mode = members + mode(b.read(1))
	n, next := int(b.gamma()), 0
	k := uint(b.read(4))
	for range n {
		next += int(b.rice(k)) + 1
		p.ranks = append(p.ranks, next-1)
	}
	return p
}

// apply returns those of some candidates that are true.
func (p payload) apply(candidates []int) (out []int) {
	if p.mode == all {
		return candidates
	}
	for i, d := range candidates {
		if _, listed := slices.BinarySearch(p.ranks, i); listed == (p.mode == members) {
			out = append(out, d)
		}
	}
	return out
}

// children reads the children of a node, and finds the payloads along a way.
func children(b *bitReader, way []uint16) (found []payload) {
	n := int(b.gamma()) - 1
	k, next := childParameter(n), 0
	for range n {
		unit := next + int(b.rice(k))
		next = unit + 1
		p := readPayload(b)
		if len(way) > 0 && int(way[0]) == unit {
			found = append([]payload{p}, children(b, way[1:])...)
		} else {
			children(b, nil)
		}
	}
	return found
}

// long returns what the index says of the grams of three and more that a text begins
// with.
func (r *reader) long(group, segment int, text []uint16) []payload {
	g := r.m.Groups[group]
	hash := longHash(mix(uint32(text[0])<<16|uint32(text[1])), text[2])
	b := r.body(fmt.Sprintf("%s/x%x", g.Name, hash>>(32-g.Longs)), segment)
	n := int(b.gamma()) - 1
	k, rest := riceParameter(1<<(32-g.Longs), n), uint32(0)
	for range n {
		rest += uint32(b.rice(k))
		unit := uint16(b.read(16))
		p := readPayload(b)
		if rest == hash&(1<<(32-g.Longs)-1) && unit == text[2] {
			return append([]payload{p}, children(b, text[3:])...)
		}
		children(b, nil)
	}
	return nil
}

func intersect(a, b []int) (out []int) {
	for _, v := range a {
		if _, ok := slices.BinarySearch(b, v); ok {
			out = append(out, v)
		}
	}
	return out
}

// candidates returns the documents of a segment that may have a term; exact: they do.
func (r *reader) candidates(group, segment int, term []uint16) (docs []int, exact bool) {
	if len(term) == 1 {
		return r.postings(group, segment, uint32(term[0])), true
	}
	var level [][]int
	for i := range len(term) - 1 {
		level = append(level, r.postings(group, segment, uint32(term[i])<<16|uint32(term[i+1])))
	}
	meet := func() []int {
		out := level[0]
		for _, l := range level[1:] {
			out = intersect(out, l)
		}
		return out
	}
	docs = meet()
	for length := 3; length <= min(len(term), r.m.Longest) && len(docs) > r.m.Groups[group].Taus[segment]; length++ {
		var next [][]int
		for i := range len(term) - length + 1 {
			of := r.long(group, segment, term[i:])
			if len(of) < length-2 {
				return nil, true // it has many candidates, and is not there
			}
			next = append(next, of[length-3].apply(intersect(level[i], level[i+1])))
		}
		level = next
		docs = meet()
		if length == len(term) {
			return docs, true
		}
	}
	return docs, len(term) == 2
}

// document returns what the index has of a document.
func (r *reader) document(i int) (path string, folded string) {
	at, found := slices.BinarySearchFunc(r.months, i, func(m month, i int) int { return cmp.Compare(m.first, i) })
	if !found {
		at--
	}
	m := r.months[at]
	b := r.body(fmt.Sprintf("t/%s/%x", m.name(), (i-m.first)/r.m.PerFile), 0)
	var lines []string
	for range (i-m.first)%r.m.PerFile + 1 {
		b.read(dayBits + validityBits)
		text, whole := theTokens().decode(nil, b)
		if !whole {
			r.t.Fatalf("document %d is cut off", i)
		}
		lines = strings.Split(string(utf16.Decode(text)), "\n")
	}
	lines = append(lines[:5:5], append(strings.Split(lines[5], "\t"), lines[6:]...)...)
	for i := range lines {
		lines[i] = string(utf16.Decode(theFolds().fold(nil, utf16.Encode([]rune(lines[i])))))
	}
	return lines[0], strings.Join(lines[1:], "\n")
}

// search returns the documents that a query finds.
func (r *reader) search(query string) (found []int) {
	first := 0
	terms := theFolds().terms(query)
	for g := range r.m.Groups {
		for s, count := range r.m.Groups[g].Segments {
			var docs []int
			for i := range count {
				docs = append(docs, i)
			}
			var check []string
			for _, term := range terms {
				of, exact := r.candidates(g, s, term)
				docs = intersect(docs, of)
				if !exact {
					check = append(check, string(utf16.Decode(term)))
				}
			}
			for _, d := range docs {
				if len(check) > 0 {
					_, text := r.document(first + d)
					if slices.ContainsFunc(check, func(c string) bool { return !strings.Contains(text, c) }) {
						continue
					}
				}
				found = append(found, first+d)
			}
			first += count
		}
	}
	return found
}
