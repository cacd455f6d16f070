package cache

import (
	"strings"
	"testing"
)

func TestProgramSalt(t *testing.T) {
	a, err := ProgramSalt()
	if err != nil {
		t.Fatal(err)
	}
	if b, _ := ProgramSalt(); a != b || a.IsZero() {
		t.Errorf("salts %v and %v", a, b)
	}
}

func TestSaltOf(t *testing.T) {
	const head = "\x7fELF code \xff Go build ID: \""
	body := strings.Repeat("x", 100_000)
	sums := map[Sum]string{}
	for name, program := range map[string]string{
		"one":                  head + "a/b/c/d\"\n \xff" + body,
		"other content":        head + "a/b/c/e\"\n \xff" + body,
		"no build ID":          body,
		"no build ID, other":   body + "y",
		"not an executable's":  head + "a/d\"\n \xff" + body,
		"not an executable's2": head + "a/d\"\n \xff" + body + "y",
		"unclosed":             head + body,
		"note":                 "\x7fELF\x04\x00\x00\x00\x07\x00\x00\x00\x04\x00\x00\x00Go\x00\x00a/b/c/f" + body,
		"note, other":          "\x7fELF\x04\x00\x00\x00\x07\x00\x00\x00\x04\x00\x00\x00Go\x00\x00a/b/c/g" + body,
		"note cut short":       "\x7fELF\x04\x00\x00\x00\x07\xff\x00\x00\x04\x00\x00\x00Go\x00\x00a/b/c/g",
		"empty":                "",
	} {
		sum, err := saltOf(strings.NewReader(program))
		if err != nil {
			t.Fatal(err)
		}
		if other, ok := sums[sum]; ok {
			t.Errorf("%q and %q have the same salt", name, other)
		}
		sums[sum] = name
	}
	// What follows the ID is not read: the ID speaks for it.
	a, _ := saltOf(strings.NewReader(head + "a/b/c/d\"\n \xff"))
	b, _ := saltOf(strings.NewReader(head + "a/b/c/d\"\n \xff" + body))
	if a != b {
		t.Error("a file with a build ID was hashed as a whole")
	}
}

func BenchmarkProgramSalt(b *testing.B) {
	for b.Loop() {
		if _, err := ProgramSalt(); err != nil {
			b.Fatal(err)
		}
	}
}
