package tidy

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

// lines is the correction of whole lines: all that stands on them, but not the end
// of the last one.
func lines(first, last int, text string) diag.Correction {
	return diag.Correction{Line: first, Column: 1, EndLine: last, Text: text}
}

// fix is a correction.
func fix(line, column, endLine, endColumn int, text string) diag.Correction {
	return diag.Correction{Line: line, Column: column, EndLine: endLine, EndColumn: endColumn, Text: text}
}

func TestApply(t *testing.T) {
	for _, c := range []struct {
		name, text string
		fixes      []diag.Correction
		want       string
		done       int
	}{
		{"none", "甲\n", nil, "甲\n", 0},
		{"a word", "标题：通知\n", []diag.Correction{fix(1, 3, 1, 4, ": ")}, "标题: 通知\n", 1},
		{"a whole line", "甲\n乙\n丙\n", []diag.Correction{lines(2, 2, "二")}, "甲\n二\n丙\n", 1},
		{"lines become more", "甲\n乙\n丙", []diag.Correction{lines(2, 3, "乙\n\n丙")}, "甲\n乙\n\n丙", 1},
		{"CRLF stays", "甲\r\n乙\r\n丙\r\n", []diag.Correction{lines(1, 2, "一\n\n二")}, "一\r\n\r\n二\r\n丙\r\n", 1},
		{"CR stays", "甲\r乙\r丙", []diag.Correction{lines(2, 2, "二\n三")}, "甲\r二\r三\r丙", 1},
		{"the mark before the first line", "\ufeff甲乙\n", []diag.Correction{fix(1, 1, 1, 2, "一")}, "\ufeff一乙\n", 1},
		{"out of order", "一二三四", []diag.Correction{fix(1, 3, 1, 4, "c"), fix(1, 1, 1, 2, "a")}, "a二c四", 2},
		{"side by side", "一二三", []diag.Correction{fix(1, 1, 1, 2, "a"), fix(1, 2, 1, 3, "b")}, "ab三", 2},
		{"one twice", "一二", []diag.Correction{fix(1, 2, 1, 2, "+"), fix(1, 2, 1, 2, "+")}, "一+二", 1},
		{"one over another", "甲\n乙\n丙\n", []diag.Correction{lines(1, 2, "x"), fix(2, 1, 2, 2, "y"), fix(3, 1, 3, 2, "z")}, "x\nz\n", 2},
		{"nowhere", "甲\n乙\n", []diag.Correction{fix(2, 1, 9, 1, "x"), fix(9, 1, 9, 1, "x"), fix(1, 5, 1, 6, "x"), fix(0, 0, 0, 0, "x"), fix(2, 1, 1, 1, "x"), fix(2, 1, 2, 0, "z")}, "甲\nz\n", 1},
		{"to the end of the line", "甲乙\n丙", []diag.Correction{fix(1, 2, 1, 0, "")}, "甲\n丙", 1},
		{"two lines become one", "甲\n乙\n", []diag.Correction{fix(1, 0, 2, 1, "")}, "甲\n乙\n", 0}, // a beginning is never the end
		{"behind the last line", "甲", []diag.Correction{fix(1, 2, 1, 2, "\n乙")}, "甲\n乙", 1},
	} {
		got, made := Apply([]byte(c.text), c.fixes)
		if string(got) != c.want || len(made) != c.done {
			t.Errorf("%s: %q with %v, want %q with %d", c.name, got, made, c.want, c.done)
		}
	}
}

// TestReplace: the correction of a span of the text as it is read makes the same
// change in the file as it stands, whatever its line ends.
func TestReplace(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	letters := []string{"甲", "a", "\n", "\u3000", "𠀀", "é"}
	for range 2000 {
		var b strings.Builder
		for range random.IntN(20) {
			b.WriteString(letters[random.IntN(len(letters))])
		}
		runes := []rune(b.String())
		from := random.IntN(len(runes) + 1)
		to := from + random.IntN(len(runes)+1-from)
		text := []byte(string(runes))
		start, end := len(string(runes[:from])), len(string(runes[:to]))
		want := string(runes[:from]) + "新\n" + string(runes[to:])
		change := (&diag.Quoter{Data: text}).Replace(start, end, "新\n")
		for _, lineEnd := range []string{"\n", "\r\n"} {
			if lineEnd != "\n" && !bytes.Contains(text, []byte{'\n'}) {
				continue // there is none that could be kept
			}
			file := []byte("\ufeff" + strings.ReplaceAll(string(text), "\n", lineEnd))
			got, made := Apply(file, []diag.Correction{change})
			if len(made) != 1 || string(got) != "\ufeff"+strings.ReplaceAll(want, "\n", lineEnd) {
				t.Fatalf("%q[%d:%d] with %q: %q, %v", text, start, end, lineEnd, got, made)
			}
		}
	}
}
