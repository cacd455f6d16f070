// Package costtest holds the readers of the generator to a cost that grows with
// the length of a text and not with its square: each construct of a language,
// written again and again, is read at several lengths, the last four times the
// first.
//
// What is compared is the processor time of this process, so that the tests do
// not mind what else runs on the machine, and the bytes that are allocated. By
// default the texts are short and the suite takes a moment; with GONGKAI_SLOW=1
// they have 50, 100 and 200 KB and a bound on what 100 KB may take.
package costtest

import (
	"fmt"
	"os"
	"runtime"
	"slices"
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
	// least and leastPerByte are the times below which growth says nothing: what
	// collects garbage meanwhile is counted, and comes when it likes.
	least        = 100 * time.Millisecond
	leastPerByte = 1500 * time.Nanosecond
	// perByte is how many bytes may be allocated for one, 100 MB for 100 KB, and
	// besides some for a start.
	perByte, start = 1000, 16 << 20
	// longest is what 100 KB may take; of the slow suite only.
	longest = time.Second
	// tries is how often a case is measured that seems to fail: others who use the
	// same caches make a processor slower for a moment.
	tries = 4
)

// Check reads each case at several lengths.
func Check(t *testing.T, cases []Case, read func(text []byte)) {
	t.Helper()
	sizes := []int{5_000, 20_000}
	if os.Getenv("GONGKAI_SLOW") == "1" {
		sizes = []int{50_000, 100_000, 200_000}
	}
	read([]byte(cases[0].Text(sizes[0]))) // what is made once is made now
	for _, c := range cases {
		fault := ""
		for range tries {
			if fault = check(c, sizes, read); fault == "" {
				break
			}
		}
		if fault != "" {
			t.Errorf("%q: %s", c.Name, fault)
		}
	}
}

// check measures a case once, and says what is wrong. The longest text comes first: where it
// takes so little that its growth says nothing, the others need not be read.
func check(c Case, sizes []int, read func(text []byte)) string {
	enough := max(least, leastPerByte*time.Duration(slices.Max(sizes)))
	times := make([]time.Duration, len(sizes))
	for i, size := range slices.Backward(sizes) {
		cpu, bytes := measure(c.Text(size), read)
		if most := int64(perByte*size + start); bytes > most {
			return fmt.Sprintf("%d KB allocate %d MB, more than %d", size/1000, bytes>>20, most>>20)
		}
		if size == 100_000 && cpu > longest {
			return fmt.Sprintf("%v for 100 KB, more than %v", cpu, longest)
		}
		if times[i] = cpu; i == len(sizes)-1 && cpu <= enough {
			return ""
		}
	}
	if times[len(times)-1] > steeper*times[0] {
		return fmt.Sprintf("%v for %v bytes: more than the length grows", times, sizes)
	}
	return ""
}

// measure tells the processor time that reading a text takes, and how many bytes
// it allocates.
func measure(text string, read func(text []byte)) (time.Duration, int64) {
	data := []byte(text)
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began := corpus.Usage().CPU
	read(data)
	cpu := corpus.Usage().CPU - began
	runtime.ReadMemStats(&after)
	return cpu, int64(after.TotalAlloc - before.TotalAlloc)
}
