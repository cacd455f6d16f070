package pipetable

import (
	"fmt"
	"strings"
	"testing"
)

// TestLine: the cells of a line, and how many there are.
func TestLine(t *testing.T) {
	for line, want := range map[string]string{
		"| 甲 | 乙 |": "甲,乙", "甲|乙": "甲,乙", " |甲||乙| ": "甲,,乙", "|": "", "": "", "||": "", "| |": "", "甲\t|\r": "甲",
	} {
		l := LineOf([]byte("x"+line+"x"), 1, 1+len(line))
		count := l.Count()
		var cells []string
		for l.Next() {
			cells = append(cells, string(l.Cell()))
		}
		if got := strings.Join(cells, ","); got != want || len(cells) != count {
			t.Errorf("%q: %s, %d of %d", line, got, len(cells), count)
		}
	}
}

// TestDelimiters: the line below a header, and what comes close to one.
func TestDelimiters(t *testing.T) {
	for line, want := range map[string]string{
		"|---|:-|-:|:-:|\r\n": "[0 1 3 2]", "-|-": "[0 0]", "| - |": "[0]",
		"---": "", "|--|—|": "", "|:|": "", "||": "", "": "", "|a|": "", "|-\t|": "",
	} {
		columns, ok := Delimiters(nil, []byte(line))
		if got := fmt.Sprint(columns); ok != (want != "") || ok && got != want {
			t.Errorf("%q: %s, %t", line, got, ok)
		}
		if n := Columns([]byte(line)); ok && n < len(columns) {
			t.Errorf("%q: about %d columns, there are %d", line, n, len(columns))
		}
	}
	if Columns([]byte("甲|乙")) != 0 || Columns(nil) != 0 {
		t.Error("these are no delimiters")
	}
}

// TestMayFill: a table of the usual kind may, one of a thousand columns with nothing
// in them may not.
func TestMayFill(t *testing.T) {
	if !MayFill(8, 40, 1000) || MayFill(1000, 300, 2000) {
		t.Error("the bound is elsewhere")
	}
}
