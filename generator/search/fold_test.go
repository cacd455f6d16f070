package search

import (
	_ "embed"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"
)

var update = flag.Bool("update", false, "write fold.txt anew")

// traditional are characters of the traditional writing and what they are in the
// simplified one, a pair a line, after the transform Hant-Hans of Unicode's CLDR. What is a
// character of the simplified writing as well (乾, 著, 藉) is not in it.
//
//go:embed traditional.txt
var traditional string

// folder folds by the definition.
type folder map[rune]rune

func newFolder(t *testing.T) folder {
	t.Helper()
	f := folder{}
	for line := range strings.Lines(traditional) {
		pair := []rune(strings.TrimSpace(line))
		if len(pair) != 2 {
			t.Fatalf("%q", line)
		}
		f[pair[0]] = pair[1]
	}
	if len(f) < 2500 {
		t.Fatalf("%d pairs", len(f))
	}
	for from, to := range f {
		if again, ok := f[to]; ok {
			t.Errorf("%c becomes %c, and that %c", from, to, again)
		}
	}
	return f
}

// of returns what a character is searched as; blank: as something that separates.
func (f folder) of(c rune) (to string, isBlank bool) {
	switch {
	case c >= 0x200b && c <= 0x200f, c == 0xad, c == 0x2060, c == 0xfeff:
		return "", false // not seen, and separates nothing
	case unicode.IsSpace(c) && c != '\n', unicode.IsControl(c) && c != '\n':
		return "", true
	}
	for at := string(c); at != to; {
		to = at
		at = strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return -1
			case strings.ContainsRune("[〔【", r):
				return '('
			case strings.ContainsRune("]〕】", r):
				return ')'
			}
			if s, ok := f[r]; ok {
				return s
			}
			return unicode.ToLower(r)
		}, norm.NFKC.String(at))
	}
	return to, false
}

// TestFoldTable compares the table with its definition for every character that there
// may be.
func TestFoldTable(t *testing.T) {
	f := newFolder(t)
	if *update {
		if err := os.WriteFile("fold.txt", f.table(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	table, wrong := theFolds(), 0
	for c := rune(0); c <= unicode.MaxRune && wrong < 10; c++ {
		if c == '\n' || utf16.IsSurrogate(c) {
			continue // where paragraphs end; no character
		}
		want, isBlank := f.of(c)
		got := string(utf16.Decode(table.fold(nil, utf16.Encode([]rune{c}))))
		if got != want || isBlank != (c < 1<<16 && table.low[c] == blank) {
			t.Errorf("%U becomes %q, not %q (blank %t); go test -update writes the table", c, got, want, isBlank)
			wrong++
		}
	}
}

// table writes the table.
func (f folder) table() []byte {
	out := []byte("# What characters are searched as. Written by go test -update: see fold.go.\n")
	type one struct {
		c     rune
		delta rune
	}
	var singles []one
	for c := rune(0); c <= unicode.MaxRune; c++ {
		if c == '\n' || utf16.IsSurrogate(c) {
			continue
		}
		to, isBlank := f.of(c)
		runes := []rune(to)
		switch {
		case isBlank:
			end := c
			for _, more := f.of(end + 1); more; _, more = f.of(end + 1) {
				end++
			}
			out = fmt.Appendf(out, "%x-%x blank\n", c, end)
			c = end
		case len(runes) != 1:
			out = fmt.Appendf(out, "%x =", c)
			for _, r := range runes {
				out = fmt.Appendf(out, " %x", r)
			}
			out = append(out, '\n')
		case runes[0] != c:
			singles = append(singles, one{c, runes[0] - c})
		}
	}
	for len(singles) > 0 {
		first, n, step := singles[0], 1, rune(1)
		for _, s := range []rune{1, 2} {
			k := 1
			for k < len(singles) && singles[k].delta == first.delta && singles[k].c == first.c+rune(k)*s {
				k++
			}
			if k > n {
				n, step = k, s
			}
		}
		switch {
		case n < 3:
			n = 1
			out = fmt.Appendf(out, "%x = %x\n", first.c, first.c+first.delta)
		case step == 1:
			out = fmt.Appendf(out, "%x-%x %+d\n", first.c, singles[n-1].c, first.delta)
		default:
			out = fmt.Appendf(out, "%x-%x/%d %+d\n", first.c, singles[n-1].c, step, first.delta)
		}
		singles = slices.Delete(singles, 0, n)
	}
	return out
}

// TestFold: what is one to the reader is one to the search.
func TestFold(t *testing.T) {
	for _, same := range [][]string{
		{"巨政发〔2017〕3号", "巨政发[2017]3号", "巨政发（2017）3号", "巨政发【2017】3号", "巨政发(２０１７)３号", "巨政发［2017］3 号"},
		{"關於後續", "关于后续"},
		{"政 府 信 息", "政府信息", "政府\u3000信息", "政\u200b府信息"},
		{"Hello World", "ＨＥＬＬＯ　ｗｏｒｌｄ", "hello \t world"},
		{"café", "CAFE\u0301", "cafe\u0301"},
		{"ガ", "ｶﾞ", "カ\u3099"},
		{"第①项", "第1项"},
		{"𝐀b", "ab"},
	} {
		for _, s := range same {
			got, want := theFolds().fold(nil, utf16.Encode([]rune(s))), theFolds().fold(nil, utf16.Encode([]rune(same[0])))
			if !slices.Equal(got, want) {
				t.Errorf("%q becomes %q, %q %q", s, string(utf16.Decode(got)), same[0], string(utf16.Decode(want)))
			}
		}
	}
	for _, apart := range [][2]string{{"hello world", "helloworld"}, {"乾隆", "干隆"}, {"著作权", "着作权"}, {"「甲」", "甲"}} {
		a, b := theFolds().fold(nil, utf16.Encode([]rune(apart[0]))), theFolds().fold(nil, utf16.Encode([]rune(apart[1])))
		if slices.Equal(a, b) {
			t.Errorf("%q and %q are one", apart[0], apart[1])
		}
	}
}
