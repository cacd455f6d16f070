package report

import (
	"bytes"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

// TestWrongCellBecomesZero: one cell that is wrong in all relations that contain it is
// named with what it should say, a zero too; a cell that would have to be negative
// is not, and the findings then point to the totals.
func TestWrongCellBecomesZero(t *testing.T) {
	const row = "new         = [0, 0, 0, 0, 0, 0, 0]"
	for given, want := range map[string]string{
		"new         = [1, 0, 0, 0, 0, 0, 0]": "is 1; with 0 every relation",
		"new         = [0, 4, 0, 0, 0, 0, 0]": "is 4; with 0 every relation",
		"new         = [0, 0, 0, 0, 0, 0, 2]": "is 2; with 0 every relation",
		"granted     = [0, 2, 0, 0, 0, 0, 2]": "check the cells named above",
	} {
		in := skeletonInput(t, 2023, nil)
		line := row
		if strings.HasPrefix(given, "granted") {
			line = "granted     = [0, 0, 0, 0, 0, 0, 0]"
		}
		changed := bytes.Replace(in.Figures, []byte(line), []byte(given), 1)
		if bytes.Equal(changed, in.Figures) {
			t.Fatalf("%q is not in the skeleton", line)
		}
		in.Figures = changed
		_, found := Parse(in)
		hints := ""
		for _, d := range found {
			hints += d.Hint.EN + "\n"
		}
		if !strings.Contains(hints, want) {
			t.Errorf("%s: want %q, found\n%s", given, want, printed(found, "en"))
		}
	}
}

// TestAtMost: of as many names as there is room for, none is left out.
func TestAtMost(t *testing.T) {
	for names, want := range map[string]string{"a": "a", "a b": "a, b", "a b c": "a, b and 1 more", "a b c d": "a, b and 2 more"} {
		if got := atMost(2, strings.Fields(names)); got.EN != want {
			t.Errorf("%s: %q, want %q", names, got.EN, want)
		}
	}
	if got := atMost(1, []string{"甲", "乙"}); got != (diag.Text{ZH: "甲 等 2 项", EN: "甲 and 1 more"}) {
		t.Errorf("%+v", got)
	}
}

// TestTwoWrongCells: a cell that one relation wants to be something else than
// another does is not called the one that is wrong.
func TestTwoWrongCells(t *testing.T) {
	in := skeletonInput(t, 2023, nil)
	for from, to := range map[string]string{
		"new         = [0, 0, 0, 0, 0, 0, 0]": "new         = [3, 0, 0, 0, 0, 0, 1]",
		"granted     = [0, 0, 0, 0, 0, 0, 0]": "granted     = [2, 0, 0, 0, 0, 0, 2]",
		"total       = [0, 0, 0, 0, 0, 0, 0]": "total       = [2, 0, 0, 0, 0, 0, 2]",
	} {
		changed := bytes.Replace(in.Figures, []byte(from), []byte(to), 1)
		if bytes.Equal(changed, in.Figures) {
			t.Fatalf("%q is not in the skeleton", from)
		}
		in.Figures = changed
	}
	_, found := Parse(in)
	if len(found) < 2 {
		t.Fatalf("found %s", printed(found, "en"))
	}
	for _, d := range found {
		if strings.Contains(d.Hint.EN, "every relation that contains it holds") {
			t.Errorf("%s", d.Hint.EN)
		}
	}
}
