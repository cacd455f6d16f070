package terminal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// hostile has one of everything that a terminal obeys or hides.
const hostile = "a\x00\x07\x08\t\n\v\f\r\x1b[2J\x7f\u0085\u009b31m\u00ad\u061c\u200b\u200d\u200e\u202e\u2028\u2029\u2066\ufe0f\ufeff\U000e0041\ue000\xff\xe6\xad"

func TestVisible(t *testing.T) {
	for s, want := range map[string]string{
		"": "",
		"第 1 条　“标题” ～ é 😀 𠮷 �": "第 1 条　“标题” ～ é 😀 𠮷 �",
		"\x1b[2J":       "<U+001B>[2J",
		"a\r\nb\tc":     "a<U+000D><U+000A>b<U+0009>c",
		"甲\u202e乙":      "甲<U+202E>乙",
		"\U000e0041":    "<U+E0041>",
		"\xe6\xad甲\xff": "<0xE6><0xAD>甲<0xFF>",
	} {
		if got := Visible(s); got != want {
			t.Errorf("Visible(%q) = %q, want %q", s, got, want)
		}
	}
}

// TestVisibleAll looks at every character there is: what is shown as it is are
// letters, digits, marks and blanks.
func TestVisibleAll(t *testing.T) {
	named := 0
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		s := string(r)
		switch shown := Visible(s); {
		case shown == fmt.Sprintf("<U+%04X>", r):
			named++
		case shown != s:
			t.Fatalf("%U is shown as %q", r, shown)
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp, unicode.Bidi_Control, unicode.Noncharacter_Code_Point):
			t.Errorf("%U is printed as it is", r)
		}
	}
	for _, r := range "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u115f\u3164\uffa0" {
		if Visible(string(r)) == string(r) {
			t.Errorf("%U has no width and is printed as it is", r)
		}
	}
	if named < 1000 {
		t.Errorf("only %d characters are named", named)
	}
}

// checkVisible reports what a terminal would obey in what was printed.
func checkVisible(t *testing.T, printed string) {
	t.Helper()
	if i := strings.IndexFunc(printed, func(r rune) bool { return r != '\n' && !isVisible(r) }); i >= 0 {
		t.Errorf("printed %q in %q", []rune(printed[i:])[0], printed)
	}
	if !utf8.ValidString(printed) {
		t.Errorf("printed %q, which is not UTF-8", printed)
	}
}

// TestPrintHostile: no field of a finding reaches a terminal as it is.
func TestPrintHostile(t *testing.T) {
	d := testRule.At(diag.Pos{File: hostile, Line: 1, Column: utf8.RuneCountInString(hostile) + 1, Source: hostile + "错", Width: 1}, hostile, hostile, hostile)
	for _, lang := range []string{"zh", "en"} {
		var b bytes.Buffer
		if err := (Printer{W: &b, Lang: lang}).Print([]diag.Diagnostic{d}); err != nil {
			t.Fatal(err)
		}
		checkVisible(t, b.String())
		lines := strings.Split(b.String(), "\n")
		if len(lines) != 6 || strings.Count(b.String(), "<U+001B>[2J") != 5 {
			t.Errorf("printed\n%s", b.String())
		}
		source, marks := lines[1], lines[2]
		if at := strings.Index(source, "错"); len(marks) != at+2 {
			t.Errorf("the caret is not below its character:\n%s\n%s", source, marks)
		}
	}
}

// TestPrintHint: a hint of several lines stands below itself, and no line of it
// can be taken for a finding.
func TestPrintHint(t *testing.T) {
	var b bytes.Buffer
	d := testRule.At(diag.Pos{}, "x", "y", "z\n| a | b |\nconfig.toml: \x1b")
	if err := (Printer{W: &b, Lang: "en"}).Print([]diag.Diagnostic{d}); err != nil {
		t.Fatal(err)
	}
	if want := "error TS001: x in y\n      hint: write z\n    | | a | b |\n    | config.toml: <U+001B>\n"; b.String() != want {
		t.Errorf("printed\n%swant\n%s", b.String(), want)
	}
}

func TestTextf(t *testing.T) {
	got := Textf("%[2]s：%[1]d，%[3]v%[4]v\n完", "%[1]d %[2]s%[3]v %[4]v\nend", 7, "a\nb", diag.Text{ZH: "甲\x1b", EN: "A\x1b"}, fmt.Errorf("c\nd"))
	if want := (diag.Text{ZH: "a<U+000A>b：7，甲<U+001B>c<U+000A>d\n完", EN: "7 a<U+000A>bA<U+001B> c<U+000A>d\nend"}); got != want {
		t.Errorf("got %q", got)
	}
}

// TestWriteJSONHostile: what is read back is what was found, and a terminal
// that shows the lines obeys nothing.
func TestWriteJSONHostile(t *testing.T) {
	var b bytes.Buffer
	d := testRule.At(diag.Pos{File: hostile, Line: 1, Column: 1}, hostile, hostile, hostile)
	if err := WriteJSON(&b, "zh", []diag.Diagnostic{d, d}, false); err != nil {
		t.Fatal(err)
	}
	checkVisible(t, b.String())
	for line := range strings.Lines(b.String()) {
		var read struct{ File, Message, Hint string }
		if err := json.Unmarshal([]byte(line), &read); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		// Each byte that is not UTF-8 is read as U+FFFD.
		as := func(s string) string { return string([]rune(s)) }
		if read.File != as(d.Pos.File) || read.Message != as(d.Message.ZH) || read.Hint != as(d.Hint.ZH) {
			t.Errorf("read %q", read)
		}
	}
}

// FuzzVisible: what comes of any text is shown as it is.
func FuzzVisible(f *testing.F) {
	f.Add(hostile)
	f.Add("标题")
	f.Fuzz(func(t *testing.T, s string) {
		shown := Visible(s)
		checkVisible(t, shown)
		if strings.Contains(shown, "\n") || Visible(shown) != shown {
			t.Errorf("Visible(%q) = %q", s, shown)
		}
	})
}
