package markdown

import (
	"fmt"
	"strings"
	"testing"
)

// limit is a bound, and the code of what says that it is exceeded: body writes
// one that has n of what is bounded.
type limit struct {
	code         string
	most, beyond int // 0: one more
	body         func(n int) string
}

func limits() []limit {
	repeat := func(unit string) func(int) string {
		return func(n int) string { return strings.Repeat(unit, n) }
	}
	list := []limit{
		{"MD024", maxNested, 0, func(n int) string { return strings.Repeat("> ", n) + "文字" }},
		{"MD024", maxNested, 0, func(n int) string { return strings.Repeat("- ", n) + "文字" }},
		{"MD024", maxNested, 0, func(n int) string { return strings.Repeat("> 1. ", n/2) + strings.Repeat("> ", n%2) + "文字" }},
		{"MD024", maxDepth - 2, 0, func(n int) string { return strings.Repeat("*a ", n) + "文字" + strings.Repeat(" b*", n) }},
		{"MD024", 30, 60, func(n int) string { return strings.Repeat("- ", maxNested) + "a" + strings.Repeat("\n", n) }},
		{"MD027", maxMarks, 0, func(n int) string { return strings.Repeat("[a]: b\n", n) + "\n[a]" }},
		{"MD028", maxFootnotes, 0, func(n int) string {
			var b strings.Builder
			for i := range n {
				fmt.Fprintf(&b, "[^%d]\n\n[^%[1]d]: a\n\n", i)
			}
			return b.String()
		}},
		{"MD029", 14, 20, func(n int) string {
			return "|" + strings.Repeat("a|", 60) + "\n|" + strings.Repeat("-|", 60) + "\n" + strings.Repeat("|b|\n", n)
		}},
		{"MD029", 14, 30, func(n int) string {
			return "> |" + strings.Repeat("a|", 60) + "\n> |" + strings.Repeat("-|", 60) + "\n" + strings.Repeat("> |`b`|\n", n)
		}},
		{"MD030", 60, 80, func(n int) string {
			return "[a]: /" + strings.Repeat("b", 10000) + "\n\n" + strings.Repeat("[a] ", n)
		}},
	}
	for _, unit := range []string{"[", "[a](b)", "[a](b.md)\n", "< ", "`a` ` ", "*a ", "a** ", "~~a~~ ~~ ", "**字**、** ", "[a] _b"} {
		count := countMarks([]byte(strings.Repeat(unit, 100)))
		list = append(list, limit{"MD027", maxMarks * 100 / count, 0, repeat(unit)})
	}
	for _, before := range []string{"- ", "> ", "1. ", "a | ", "# "} {
		list = append(list, limit{"MD027", maxMarks, 0, func(n int) string { return before + strings.Repeat("[字](b.md)", n) + "\n" }})
	}
	for i := range list {
		if list[i].beyond == 0 {
			list[i].beyond = list[i].most + 1
		}
	}
	return list
}

// beyond are bodies that are beyond one bound each.
func beyond() []string {
	var all []string
	for _, l := range limits() {
		all = append(all, l.body(l.beyond))
	}
	return all
}

// TestBounds: what is within a bound is as it ever was, what is beyond it is said
// and stays text; and what is fast about parsing makes no difference.
func TestBounds(t *testing.T) {
	both := pairs()
	for _, l := range limits() {
		for n, want := range map[int]bool{l.most: false, l.beyond: true, l.beyond + l.beyond/2: true} {
			body := l.body(n)
			found := false
			for _, d := range render(body).Diagnostics {
				found = found || d.Code == l.code
			}
			if found != want {
				t.Errorf("%d of %.20q: %s is found: %t", n, body, l.code, found)
			}
			for _, p := range both {
				p.check(t, body)
			}
		}
	}
}

// TestBoundsShow: nothing that an editor has written is lost beyond a bound.
func TestBoundsShow(t *testing.T) {
	for _, body := range []string{
		strings.Repeat("> ", maxNested+200) + "文字",
		strings.Repeat("- ", maxNested+200) + "文字",
		strings.Repeat("[", maxMarks+1) + "文字",
		strings.Repeat("*a_ ", maxMarks+1) + "文字",
		"|" + strings.Repeat("a|", 200) + "\n|" + strings.Repeat("-|", 200) + "\n" + strings.Repeat("|b|\n", 200) + "|文字|",
	} {
		if html := string(render(body).HTML); !strings.Contains(html, "文字") {
			t.Errorf("%.20q…: the text is not shown: %.200s", body, html)
		}
	}
}
