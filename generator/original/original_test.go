package original

import (
	"strings"
	"testing"
)

// A line counts as long as the file is what it says.
func TestList(t *testing.T) {
	sum := func(c string) string { return strings.Repeat(c, 64) }
	o := List{}
	o.Add("a/1.png", sum("1"), sum("2"))
	o.Add("a/2.csv", sum("3"), "")
	o.Add("static/3.css", sum("4"), sum("5"))
	o.Add("a/4.pdf", sum("6"), sum("6"))
	if len(o) != 3 {
		t.Errorf("%v", o)
	}
	read, found := Parse(o.Append(nil))
	if len(found) != 1 || found[0].Code != "OR001" || len(read) != len(o) {
		t.Fatalf("%v, %v", read, found)
	}
	for f, want := range map[[2]string]string{
		{"a/1.png", sum("2")}: sum("1"), {"a/1.png", sum("1")}: sum("1"), {"a/1.png", sum("9")}: sum("9"), {"a/1.png", ""}: "", {"a/1.png", absent}: absent,
		{"a/2.csv", ""}: sum("3"), {"a/2.csv", sum("9")}: sum("9"), {"a/2.csv", absent}: absent,
		{"static/3.css", sum("5")}: sum("4"), {"content/3.css", sum("5")}: sum("5"), {"a/5", ""}: "",
	} {
		if got := read.SHA256(f[0], f[1]); got != want {
			t.Errorf("%v: %s", f, got)
		}
	}
	for _, line := range []string{"a", "a\t" + sum("1"), "a\t" + sum("1") + "\t" + sum("2") + "\tb", "a\t-\t" + sum("1"), "a " + sum("1") + " " + sum("2"), "\t" + sum("1") + "\t-"} {
		if read, found := Parse([]byte("# a\n\n" + line + "\n")); len(read) > 0 || len(found) != 1 || found[0].Code != "OR002" || found[0].Pos.Line != 3 {
			t.Errorf("%q: %v, %v", line, read, found)
		}
	}
}
