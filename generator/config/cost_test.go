package config

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/generator/corpus/costtest"
	"gongkai/generator/diag"
)

// tooMuch is a file that has more settings than a site can have.
func tooMuch() []byte { return []byte(strings.Repeat("[[rule]]\n", maxEntries+1)) }

// TestTooMuch: a file with too many settings, or brackets in too many others, is
// called that and nothing else.
func TestTooMuch(t *testing.T) {
	for _, data := range []string{
		string(tooMuch()), strings.Repeat("  [a]\n", maxEntries+1), "a = " + strings.Repeat("[", 10_000_000), "a = " + strings.Repeat("{a = ", maxDepth+1),
	} {
		if c, found := Load([]byte(data)); c != nil || len(found) != 1 || found[0].Code != "CF013" {
			t.Errorf("%.20q…: %d found", data, len(found))
		}
	}
	if _, found := Load([]byte(strings.Repeat("[[rule]]\n", maxEntries))); len(found) < 2 {
		t.Error("as many settings as there may be are too many")
	}
}

// TestManyFindings: each of hundreds of the same mistake is found.
func TestManyFindings(t *testing.T) {
	_, found := Load([]byte("[site]\n" + strings.Repeat("nam=1\n", 1) + strings.Repeat("[[footer.link]]\nnam = 1\n", 600)))
	n := 0
	for _, d := range found {
		if d.Code == ruleUnknown.Code {
			n++
		}
	}
	if n != 601 {
		t.Errorf("found %d times", n)
	}
}

// TestIllegal: what no page may have is found in every text of the file, be it
// there or written as an escape.
func TestIllegal(t *testing.T) {
	for _, char := range []string{"\ufffe", "\u009b", "\U0001fffe", `\u001b`, `\uFFFF`, `\u0000`, `\U0001FFFF`, `\b`} {
		for _, line := range []string{
			`name = "甲%乙"`, `keywords = ["甲", "甲%乙"]`, `description = """甲
%乙"""`, `sample = "甲%"`,
		} {
			_, found := Load([]byte("[site]\n" + strings.ReplaceAll(line, "%", char) + "\n"))
			named := false
			for _, d := range found {
				named = named || d.Code == ruleIllegal.Code && d.Pos.Line >= 2 && d.Severity == diag.Error
			}
			if !named {
				t.Errorf("%q in %s: not found", char, line)
			}
		}
	}
}

// TestCost: whatever config.toml is made of, time and memory grow with its
// length. With GONGKAI_SLOW=1 the texts are longer.
func TestCost(t *testing.T) {
	within := func(before, unit, after string) costtest.Case {
		return costtest.Of(before+unit+after, func(n int) string {
			return before + strings.Repeat(unit, n/len(unit)) + after + "\n"
		})
	}
	numbered := func(before, format, after string) costtest.Case {
		return costtest.Of(before+format+after, func(n int) string {
			var b strings.Builder
			for i := 0; b.Len() < n; i++ {
				fmt.Fprintf(&b, format, i)
			}
			return before + b.String() + after + "\n"
		})
	}
	cases := costtest.Repeat("[[t]]\n", "a=1\n", "[a]\n", "[[rule]]\n", "[[category]]\n", "[[footer.link]]\n", "# a\n", "\n", "abc\n", "a: 1\n", "甲=1\n", "\r\n")
	cases = append(cases,
		numbered("", "[t%d]\n", ""), numbered("", "[t%d]\na=1\n", ""), numbered("", "[site.t%d]\n", ""), numbered("", "[a.b.c.d.t%d]\n", ""), numbered("", "[[t%d]]\n", ""),
		numbered("", "k%d=1\n", ""), numbered("", "a.b.c.k%d=1\n", ""), numbered("[site]\n", "nam%d=1\n", ""), numbered("", "[[rule]]\ncode=\"MD%03d\"\nlevel=\"off\"\n", ""),
		numbered("", "[[category]]\nkey=\"k%d\"\nname=\"a\"\nkind=\"guide\"\n", ""), numbered("", "[[platform]]\nkey=\"guide\"\ncategory=\"k%d\"\n", ""), numbered("", "[[footer.link]]\nname=\"k%d\"\nurl=\"x\"\n", ""),
		numbered("[site]\nkeywords=[", "\"k%d\",", "]"), numbered("[site]\nkeywords=[", "%d,", "]"), numbered("[site]\nkeywords=[", "\"\\u001b%d\",", "]"), numbered("site={", "k%d=1,", "a=1}"),
		numbered("category=[", "{key=\"k%d\"},", "]"), numbered("category=[", "{k=\"k%d\"},", "]"), numbered("", "a%d=“b”\n", ""), numbered("", "a%d=\"c:\\x\"\n", ""), numbered("", "a%d=2017-03-15\n", ""),
		within("a=", "[", ""), within("a=", "{a=", ""), within("a", ".a", "=1"), within("[a", ".a", "]"), within("[site", ".a", "]"),
		within("[site]\nname=\"", "a", "\""), within("[site]\nname=\"", "\\u4e2d", "\""), within("[site]\nname=\"\"\"", "a\n", "\"\"\""), within("[site]\nname=\"\"\"", "a\\\n", "\"\"\""), within("[site]\nname=\"", "a", ""),
		within("[site]\nname=", "\"", ""), within("", "k", "=1"), within("#", "a", ""), within("a=1", " ", ""), within("a: ", "b", ""), within("a=[", "甲、", "]"), within("a=", "1", ""), within("a=0.", "1", ""),
		within("[site]\nbase_url=\"http://", "a.", "\""), within("[site]\ndomain=\"", "a-", "\""), within("[office]\ncode=\"", "1", "\""), within("[report]\ndeadline=\"", "1", "\""), within("[[category]]\nkind=\"", "a", "\""),
	)
	costtest.Check(t, cases, func(data []byte) { Load(data) })
}
