package tomlsize

import (
	"strings"
	"testing"
)

func TestOf(t *testing.T) {
	for text, want := range map[string][2]int{
		"":                               {0, 0},
		"a = 1\nb = \"x\"\n":             {2, 0},
		"[a]\nb = 1\n[[c]]\nd = [1]\n":   {4, 2},
		"# ===== [ [ [ a = b\na = 1\n":   {1, 0},
		"a = {b = 1, c = {d = 2}}":       {4, 2},
		"a = [[1.5], [2]]":               {1, 2},
		"  [a]\n\t[b] # c\n [[c]]":       {3, 2},
		"[a.b.c]\nd.e = 1.5\n":           {5, 1},
		"a = '#' # b = 1":                {1, 0},
		"a = \"==== b ====\"\r\n[c]\r\n": {4, 1},
		"a = " + strings.Repeat("[", 99): {1, 99},
	} {
		if entries, depth := Of([]byte(text)); entries != want[0] || depth != want[1] {
			t.Errorf("%.40q: %d entries, %d deep, want %v", text, entries, depth, want)
		}
	}
}
