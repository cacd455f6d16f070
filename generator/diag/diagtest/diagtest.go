// Package diagtest runs golden tests of diagnostics.
//
// A case is a text file: a comment that says what is wrong, an input, and what
// is printed about it in both languages.
//
//	A day that does not exist.
//	-- content/policies/2017/0003.md --
//	---
//	date: 2017-02-30
//	…
//	-- zh --
//	content/policies/2017/0003.md:4:7: 错误 FM061: …
//	-- en --
//	content/policies/2017/0003.md:4:7: error FM061: …
//
// A line "encode: NAME" in the comment turns the input into other bytes first:
// gbk, utf16, crlf, nul (for each ␀ a zero byte), noncharacter (for each ␀
// U+FFFE), damaged (the first 正 is cut in half). With GONGKAI_UPDATE=1 in the environment the printed text is
// written into the files instead of compared.
package diagtest

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/terminal"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// Run tests all cases dir/*.txtar, of which there must be at least least. find
// gets the name and the bytes of the input. A case in which nothing is found
// fails.
func Run(t *testing.T, dir string, least int, find func(name string, data []byte) []diag.Diagnostic) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < least {
		t.Errorf("there are %d cases in %s, want at least %d", len(files), dir, least)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { run(t, file, find) })
	}
}

// Input returns the name and the bytes of the input of a case.
func Input(t *testing.T, file string) (name string, data []byte) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c := parse(text)
	return c.name, encode(t, c.comment, c.input)
}

func run(t *testing.T, file string, find func(string, []byte) []diag.Diagnostic) {
	old, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c := parse(old)
	found := diag.Sort(find(c.name, encode(t, c.comment, c.input)))
	if len(found) == 0 {
		t.Error("nothing was found")
	}
	got := []byte(c.comment + "-- " + c.name + " --\n" + c.input)
	for _, lang := range []string{"zh", "en"} {
		var b bytes.Buffer
		if err := (terminal.Printer{W: &b, Lang: lang}).Print(found); err != nil {
			t.Fatal(err)
		}
		got = append(got, "-- "+lang+" --\n"+b.String()...)
	}
	if os.Getenv("GONGKAI_UPDATE") == "1" {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(old), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", file, diff)
	}
}

// testCase is what a case says before anything is printed.
type testCase struct{ comment, name, input string }

// parse reads a case. The part after the input is written anew.
func parse(data []byte) testCase {
	comment, rest, _ := strings.Cut(string(data), "-- ")
	name, input, _ := strings.Cut(rest, " --\n")
	if i := strings.Index("\n"+input, "\n-- zh --\n"); i >= 0 {
		input = input[:i]
	}
	return testCase{comment, name, input}
}

// encode turns the input of a case into the bytes that its comment asks for.
func encode(t *testing.T, comment, input string) []byte {
	_, how, ok := strings.Cut(comment, "encode: ")
	if !ok {
		return []byte(input)
	}
	how, _, _ = strings.Cut(how, "\n")
	var err error
	switch how {
	case "gbk":
		input, err = simplifiedchinese.GBK.NewEncoder().String(input)
	case "utf16":
		input, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(input)
	case "nul":
		input = strings.ReplaceAll(input, "␀", "\x00")
	case "noncharacter":
		input = strings.ReplaceAll(input, "␀", "\ufffe")
	case "damaged":
		input = strings.Replace(input, "正", "\xe6\xad", 1)
	case "crlf":
		input = strings.ReplaceAll(input, "\n", "\r\n")
	default:
		t.Fatalf("unknown encoding %q", how)
	}
	if err != nil {
		t.Fatal(err)
	}
	return []byte(input)
}
