package search

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"
)

// tokensText is the table of tokens, in the order of their codes: the length of the code
// in bits, and the token. It was trained once, on laws, notices and reports, by joining
// the most frequent pairs, and is fixed: another one is another index as a whole.
//
//go:embed tokens.txt
var tokensText string

// token is what a code stands for.
type token struct {
	text []uint16
	bits uint
	code uint64
}

const (
	longestCode = 20
	shortCode   = 12 // those up to here are found in one look
)

// tokens codes texts by the longest token at each place; what is in none is a code of
// its own and 16 bits.
type tokens struct {
	list     []token
	end, esc int // the codes that end a text, and escape a character
	trie     trie
	// Of each length: the first code, its place in list, and how many there are.
	first       [longestCode + 1]uint64
	from, count [longestCode + 1]int
	// short has, by the bits that come next, the token<<5 and the length of its code.
	short [1 << shortCode]uint32
}

var theTokens = sync.OnceValue(func() *tokens { return newTokens(tokensText) })

func newTokens(table string) *tokens {
	t := &tokens{}
	escapes := strings.NewReplacer(`\n`, "\n", `\t`, "\t", `\\`, `\`)
	var code uint64
	var last uint
	for line := range strings.Lines(table) {
		bits, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		n, _ := strconv.Atoi(bits) // of our own making, and tested
		length := uint(n)
		code <<= length - last
		if length != last {
			t.first[length], t.from[length], last = code, len(t.list), length
		}
		t.count[length]++
		if length <= shortCode {
			for i := code << (shortCode - length); i < (code+1)<<(shortCode-length); i++ {
				t.short[i] = uint32(len(t.list))<<5 | uint32(length)
			}
		}
		switch text {
		case `\end`:
			t.end, text = len(t.list), ""
		case `\esc`:
			t.esc, text = len(t.list), ""
		default:
			text = escapes.Replace(text)
		}
		t.list = append(t.list, token{utf16.Encode([]rune(text)), length, code})
		code++
	}
	t.trie = newTrie(t.list)
	return t
}

// encode writes the codes of a text.
func (t *tokens) encode(w *bitWriter, text []uint16) {
	for len(text) > 0 {
		id, n := t.trie.longest(text)
		if id < 0 {
			w.put(t.list[t.esc].code, t.list[t.esc].bits)
			w.put(uint64(text[0]), 16)
			text = text[1:]
			continue
		}
		w.put(t.list[id].code, t.list[id].bits)
		text = text[n:]
	}
}

// finish writes the code that ends a text.
func (t *tokens) finish(w *bitWriter) { w.put(t.list[t.end].code, t.list[t.end].bits) }

// decode appends a text up to the code that ends it. It reports whether that was there.
func (t *tokens) decode(dst []uint16, r *bitReader) ([]uint16, bool) {
	for {
		id := t.next(r)
		switch {
		case id < 0 || r.over():
			return dst, false
		case id == t.end:
			return dst, true
		case id == t.esc:
			dst = append(dst, uint16(r.read(16)))
		default:
			dst = append(dst, t.list[id].text...)
		}
	}
}

// next reads one code; -1: there is none.
func (t *tokens) next(r *bitReader) int {
	if e := t.short[r.peek(shortCode)]; e != 0 {
		r.n -= uint(e & 31)
		return int(e >> 5)
	}
	for length := uint(shortCode + 1); length <= longestCode; length++ {
		if i := int64(r.peek(length)) - int64(t.first[length]); i >= 0 && i < int64(t.count[length]) {
			r.n -= length
			return t.from[length] + int(i)
		}
	}
	return -1
}

// trie finds the longest token at the beginning of a text: a node for each beginning of
// a token, the nodes below one found by their character in one table for all.
type trie struct {
	root  []int32  // nodes of one character
	keys  []uint64 // node<<16 | character
	nodes []int32  // beside keys
	token []int32  // of a node; -1: it ends none
	inner []bool   // of a node: there are longer ones
}

func newTrie(list []token) trie {
	size := 1
	for _, t := range list {
		size += 4 * len(t.text)
	}
	room := 1
	for room < size {
		room *= 2
	}
	t := trie{root: make([]int32, 1<<16), keys: make([]uint64, room), nodes: make([]int32, room), token: []int32{-1}, inner: []bool{false}}
	for id, one := range list {
		if len(one.text) == 0 {
			continue
		}
		at := &t.root[one.text[0]]
		for _, u := range one.text[1:] {
			node := t.grow(at)
			t.inner[node] = true
			slot := t.slot(node, u)
			t.keys[slot] = uint64(node)<<16 | uint64(u)
			at = &t.nodes[slot]
		}
		t.token[t.grow(at)] = int32(id)
	}
	return t
}

// grow returns the node at a place, a new one where there was none.
func (t *trie) grow(at *int32) int32 {
	if *at == 0 {
		*at = int32(len(t.token))
		t.token, t.inner = append(t.token, -1), append(t.inner, false)
	}
	return *at
}

// slot returns where in the table the node below another stands, or would.
func (t *trie) slot(node int32, u uint16) uint64 {
	key := uint64(node)<<16 | uint64(u)
	mask := uint64(len(t.keys) - 1)
	at := key * 0x9E3779B97F4A7C15 >> 40 & mask
	for t.keys[at] != key && t.keys[at] != 0 {
		at = (at + 1) & mask
	}
	return at
}

// longest returns the longest token that a text begins with, and its length; -1: none.
func (t *trie) longest(text []uint16) (id, n int) {
	id = -1
	node := t.root[text[0]]
	for i := 1; node != 0; i++ {
		if found := t.token[node]; found >= 0 {
			id, n = int(found), i
		}
		if i == len(text) || !t.inner[node] {
			break
		}
		node = t.nodes[t.slot(node, text[i])]
	}
	return id, n
}

// script returns the table as a script: the characters that are tokens, the tokens that
// are two others, and how many of both have a code of each length.
func (t *tokens) script() []byte {
	place := map[string]int{}
	for i, one := range t.list {
		if len(one.text) > 0 {
			place[string(utf16.Decode(one.text))] = i
		}
	}
	var singles, counts []byte
	pairs := bitWriter{}
	var tally [longestCode + 1][2]int
	for i, one := range t.list {
		if len(one.text) > 1 {
			tally[one.bits][1]++
			a, b := halves(one.text, place)
			pairs.put(uint64(a), unitBits)
			pairs.put(uint64(b), unitBits)
			continue
		}
		tally[one.bits][0]++
		switch {
		case i == t.end:
			singles = append(singles, `\x00`...)
		case i == t.esc:
			singles = append(singles, `\x01`...)
		case slices.Contains([]uint16{'\n', '\t', '"', '\\'}, one.text[0]):
			quoted := strconv.Quote(string(rune(one.text[0])))
			singles = append(singles, quoted[1:len(quoted)-1]...)
		default:
			singles = append(singles, string(rune(one.text[0]))...)
		}
	}
	for i, n := range tally {
		if i > 0 {
			counts = append(counts, ',')
		}
		counts = strconv.AppendInt(append(strconv.AppendInt(counts, int64(n[0]), 10), ','), int64(n[1]), 10)
	}
	packed, _ := pairs.flush()
	out := append([]byte(`gongkaiSearch.tokens("`), singles...)
	out = append(append(append(out, `","`...), packed...), `",[`...)
	return append(append(out, counts...), "])"...)
}

// halves returns the two tokens that a token consists of.
func halves(text []uint16, place map[string]int) (a, b int) {
	for i := 1; i < len(text); i++ {
		a, first := place[string(utf16.Decode(text[:i]))]
		b, second := place[string(utf16.Decode(text[i:]))]
		if first && second {
			return a, b
		}
	}
	return 0, 0 // a test shows that it cannot be
}
