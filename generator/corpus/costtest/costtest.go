// Package costtest holds the readers of the generator to a cost that grows with
// the length of a text and not with its square: each construct of a language,
// written again and again, is read at three lengths, each twice the one before.
//
// What is compared is the processor time of this process, so that the tests do
// not mind what else runs on the machine, and the bytes that are allocated. By
// default the texts are short and the suite takes a moment; with GONGKAI_SLOW=1
// they have 50, 100 and 200 KB and a bound on what 100 KB may take.
package costtest

import (
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"gongkai/generator/corpus"
)

// Case is one construct: Text writes it up to a length of about n bytes.
type Case struct {
	Name string
	Text func(n int) string
}

// Repeat are constructs that are one piece of text, over and over.
func Repeat(units ...string) []Case {
	cases := make([]Case, len(units))
	for i, unit := range units {
		cases[i] = Of(unit, func(n int) string { return strings.Repeat(unit, n/len(unit)) })
	}
	return cases
}

// Of is a construct that text writes.
func Of(name string, text func(n int) string) Case { return Case{name, text} }

// Numbered is a construct made of pieces of which each is different.
func Numbered(name string, piece func(i int) string) Case {
	return Of(name, func(n int) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			b.WriteString(piece(i))
		}
		return b.String()
	})
}

// The bounds.
const (
	// steeper is by how much the time may grow where the text becomes four times
	// as long. Twice that is what the square would make of it.
	steeper = 8
	// least is the time below which growth says nothing.
	least = 40 * time.Millisecond
	// perByte is how many bytes may be allocated for one, 100 MB for 100 KB, and
	// besides some for a start.
	perByte, start = 1000, 4 << 20
	// longest is what 100 KB may take; of the slow suite only.
	longest = time.Second
)

// Check reads each case at three lengths.
func Check(t *testing.T, cases []Case, read func(text []byte)) {
	t.Helper()
	n, slow := 10_000, os.Getenv("GONGKAI_SLOW") == "1"
	if slow {
		n = 50_000
	}
	read([]byte(cases[0].Text(n))) // what is made once is made now
	for _, c := range cases {
		check(t, c, n, slow, read)
	}
}

func check(t *testing.T, c Case, n int, slow bool, read func(text []byte)) {
	t.Helper()
	var used [3]usage
	for i := range used {
		size := n << i
		used[i] = measure(c.Text(size), read)
		if most := int64(perByte*size + start); used[i].bytes > most {
			t.Errorf("%q: %d KB allocate %d MB, more than %d", c.Name, size/1000, used[i].bytes>>20, most>>20)
			return
		}
	}
	if used[2].cpu > max(least, steeper*used[0].cpu) {
		t.Errorf("%q: %v, %v and %v for %d, %d and %d KB: more than the length grows",
			c.Name, used[0].cpu, used[1].cpu, used[2].cpu, n/1000, n/500, n/250)
	}
	if slow && used[1].cpu > longest {
		t.Errorf("%q: %v for %d KB, more than %v", c.Name, used[1].cpu, n/500, longest)
	}
}

// usage is what reading one text takes.
type usage struct {
	cpu   time.Duration
	bytes int64 // allocated
}

// measure reads a text, and again where that took long: the shorter time counts.
func measure(text string, read func(text []byte)) usage {
	best := measureOnce(text, read)
	for range 2 {
		if best.cpu < least {
			break
		}
		again := measureOnce(text, read)
		best.cpu = min(best.cpu, again.cpu)
	}
	return best
}

func measureOnce(text string, read func(text []byte)) usage {
	data := []byte(text)
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began := corpus.Usage().CPU
	read(data)
	cpu := corpus.Usage().CPU - began
	runtime.ReadMemStats(&after)
	return usage{cpu, int64(after.TotalAlloc - before.TotalAlloc)}
}
