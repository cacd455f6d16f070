package costtest

import (
	"strings"
	"testing"
)

// A reader whose time or memory grows with the square of a text is found, one for which it
// grows with the length is not.
func TestCheck(t *testing.T) {
	sizes := []int{5_000, 20_000}
	units := 0
	linear := func(text []byte) {
		for _, c := range text {
			units += int(c & 1)
		}
	}
	square := func(text []byte) {
		for range text {
			linear(text)
		}
	}
	hoarding := func(text []byte) { units += len(make([]byte, len(text)*len(text))) }
	c := Repeat("ab")[0]
	if fault := check(c, sizes, linear); fault != "" {
		t.Errorf("linear: %s", fault)
	}
	if fault := check(c, sizes, square); !strings.Contains(fault, "more than the length grows") {
		t.Errorf("the square of the length: %q", fault)
	}
	if fault := check(c, sizes, hoarding); !strings.Contains(fault, "allocate") {
		t.Errorf("the square of the length in memory: %q", fault)
	}
	if units == 0 {
		t.Error("nothing was read")
	}
}
