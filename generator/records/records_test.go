package records

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/corpus/costtest"
	"gongkai/generator/diag"
	"gongkai/generator/page"
)

const sum = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

// parse reads a list that is well.
func parse(t testing.TB, text string) *Published {
	t.Helper()
	list, found := Parse("records/published.tsv", []byte(text))
	if len(found) > 0 || list == nil {
		t.Fatalf("%.300q: %v", text, found)
	}
	return list
}

// entries lists what a list has.
func entries(p *Published) []Entry { return slices.Collect(p.All()) }

// update is Update without a mistake.
func update(t testing.TB, p *Published, day string, now ...Entry) *Published {
	t.Helper()
	next, err := p.Update(day, now)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// list is a list of everything there can be in one.
const list = "# 网址\t首次公开\n" +
	"guide.html\t2017-01-10\t-\t公开\n" +
	"notices/2017/通知 一.html\t2020-02-29\t" + sum + "\t撤下\n" +
	"old/path/index.html\t1900-01-01\t-\t转址\n" +
	"policies/2017/0003.html\t2199-12-31\t" + sum + "\t公开\n"

func TestParse(t *testing.T) {
	want := []Entry{
		{"guide.html", "2017-01-10", "", Public},
		{"notices/2017/通知 一.html", "2020-02-29", sum, Withdrawn},
		{"old/path/index.html", "1900-01-01", "", Redirect},
		{"policies/2017/0003.html", "2199-12-31", sum, Public},
	}
	p := parse(t, list)
	if diff := cmp.Diff(want, entries(p)); diff != "" || p.Len() != len(want) {
		t.Errorf("%d entries (-want +got):\n%s", p.Len(), diff)
	}
	for _, e := range want {
		if got, ok := p.Lookup(e.Address); !ok || got != e {
			t.Errorf("%s: %+v", e.Address, got)
		}
		for _, other := range []string{e.Address + "x", e.Address[:len(e.Address)-1], "", "\xff", e.Address + "\t"} {
			if got, ok := p.Lookup(other); ok {
				t.Errorf("%q: %+v", other, got)
			}
		}
	}
	for e := range p.All() { // may be left
		if e != want[0] {
			t.Error(e)
		}
		break
	}
}

// TestForms: what programs make of a text file and its lines counts for nothing, and
// is not written again.
func TestForms(t *testing.T) {
	for name, text := range map[string]string{
		"as it is": list, "mark": "\ufeff" + list, "CRLF": strings.ReplaceAll(list, "\n", "\r\n"), "CR": strings.ReplaceAll(list, "\n", "\r"),
		"no last line end": strings.TrimSuffix(list, "\n"), "blank lines": strings.ReplaceAll(list, "\n", "\n \n\n"), "blank columns": list + "\t\t\t\r\n",
		"all of it": "\ufeff" + strings.TrimSuffix(strings.ReplaceAll(list, "\n", "\r\n\r\n"), "\r\n\r\n"),
	} {
		if got := string(parse(t, text).Append([]byte("x"))); got != "x"+list {
			t.Errorf("%s: %q", name, got)
		}
	}
	for _, text := range []string{"", "# 说明\n", "#\n", "a.html\t2017-01-10\t-\t公开\n"} {
		p := parse(t, text)
		if got := string(p.Append(nil)); got != text {
			t.Errorf("%q becomes %q", text, got)
		}
	}
	for _, text := range []string{"\ufeff", "\n", " \r\n\t"} {
		if p := parse(t, text); p.Len() != 0 || len(p.Append(nil)) != 0 {
			t.Errorf("%q: %q", text, p.Append(nil))
		}
	}
}

func TestUpdate(t *testing.T) {
	p := &Published{}
	if update(t, p, "2026-12-01") != p {
		t.Error("nothing was added, and it is another")
	}
	p = update(t, p, "2026-12-01", Entry{Address: "b.html", State: Public}, Entry{Address: "a.html", First: "1999-09-09", Sum: sum, State: Public})
	const first = header + "a.html\t2026-12-01\t" + sum + "\t公开\nb.html\t2026-12-01\t-\t公开\n"
	if got := string(p.Append(nil)); got != first {
		t.Fatalf("%s", got)
	}
	again := update(t, p, "2026-12-02", Entry{Address: "a.html", Sum: sum, State: Public})
	if again != p {
		t.Error("nothing has changed, and it is another")
	}
	p = update(t, p, "2026-12-03", Entry{Address: "b.html", Sum: sum, State: Withdrawn}, Entry{Address: "aa.html", State: Redirect}, Entry{Address: "c.html", State: Public})
	const second = header + "a.html\t2026-12-01\t" + sum + "\t公开\naa.html\t2026-12-03\t-\t转址\nb.html\t2026-12-01\t" + sum + "\t撤下\nc.html\t2026-12-03\t-\t公开\n"
	if got := string(p.Append(nil)); got != second {
		t.Errorf("%s", got)
	}
	for _, text := range []string{"# 自己的\n", "a.html\t2017-01-10\t-\t公开\n", "# 自己的\na.html\t2017-01-10\t-\t公开\n"} {
		got := update(t, parse(t, text), "2026-12-01", Entry{Address: "b.html", State: Public}).Append(nil)
		if want := text + "b.html\t2026-12-01\t-\t公开\n"; string(got) != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestUpdateRefuses: nothing is written that would not be read again.
func TestUpdateRefuses(t *testing.T) {
	good := Entry{Address: "a.html", State: Public}
	if _, err := (&Published{}).Update("2026-12-32", []Entry{good}); err == nil {
		t.Error("there is no such day")
	}
	for _, e := range []Entry{
		{Address: "", State: Public}, {Address: "/a.html", State: Public}, {Address: "a\tb.html", State: Public}, {Address: "a\nb.html", State: Public},
		{Address: "#a.html", State: Public}, {Address: "a/../b.html", State: Public}, {Address: "\xff.html", State: Public}, {Address: "a.html"},
		{Address: "a.html", State: Redirect + 1}, {Address: "a.html", State: Public, Sum: "-"}, {Address: "a.html", State: Public, Sum: sum[:63]},
		{Address: "a.html", State: Public, Sum: strings.ToUpper(sum)},
	} {
		if _, err := (&Published{}).Update("2026-12-01", []Entry{e}); err == nil {
			t.Errorf("%+v is taken", e)
		}
	}
	if _, err := (&Published{}).Update("2026-12-01", []Entry{good, {Address: "b.html", State: Public}, good}); err == nil {
		t.Error("an address twice")
	}
}

// TestHistory: a list goes through builds at random, and says after each what a map
// does that is kept beside it; what it writes is what it reads.
func TestHistory(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	p, model := &Published{}, map[string]Entry{}
	names := []string{"a.html", "B.html", "a/b.html", "a-b.html", "通知.html", "a/通知 二.html", "z#1.html", "\U00020000.html", "a.b", "a/b/c.html", "=======/a.html", "======= a.html"}
	for i := range 300 {
		day := fmt.Sprintf("2026-%02d-%02d", 1+i/28, 1+i%28)
		var now []Entry
		for _, name := range names {
			if r.IntN(3) == 0 {
				e := Entry{Address: name, Sum: []string{"", sum, strings.Repeat("a", 64)}[r.IntN(3)], State: Public + State(r.IntN(3))}
				now = append(now, e)
				e.First = day
				if was, ok := model[name]; ok {
					e.First = was.First
				}
				model[name] = e
			}
		}
		r.Shuffle(len(now), func(i, j int) { now[i], now[j] = now[j], now[i] })
		was := slices.Clone(now)
		p = update(t, p, day, now...)
		want := slices.SortedFunc(maps.Values(model), func(a, b Entry) int { return strings.Compare(a.Address, b.Address) })
		if diff := cmp.Diff(want, entries(p)); diff != "" {
			t.Fatalf("build %d (-want +got):\n%s", i, diff)
		}
		text := p.Append(nil)
		if again := parse(t, string(text)).Append(nil); !bytes.Equal(again, text) {
			t.Fatalf("%q becomes %q", text, again)
		}
		if update(t, p, "2030-01-01", now...) != p || !slices.Equal(was, now) {
			t.Fatal("the same again is another list, or what was given has changed")
		}
	}
}

// TestAddresses: what can be an address is what a file of a site can have for a path;
// the quick look and the close one agree.
func TestAddresses(t *testing.T) {
	good := []string{
		"index.html", "policies/2017/0003.html", "a", "a.b/c.d", "A/B.html", "通知/一.html", "a b.html", "a%20b.html", "a#b.html", "a&b=c.html", "a+b@c!$'`,^~;.html",
		"..a.html", ".well-known/a", "_/a.html", "con.html", "a\u200db.html", "甲\u3000乙.html", strings.Repeat("x", maxAddress), "-", "{a}[b](c).html", "café.html", "cafe\u0301.html",
	}
	bad := []string{
		"", "/", "/a", "a/", "a//b", ".", "..", "a/./b", "a/../b", "a/..", "a./b", "a.", "a ", " a", "a /b", "a/ b", "\u3000a", "a\u00a0", "#a", `a\b`, "a:b", "a*b", "a?b", `a"b`, "a<b", "a>b", "a|b",
		"a\tb", "a\nb", "a\rb", "a\x00b", "a\x7fb", "a\u0085b", "a\u200bb", "a\ufeffb", "a\u202eb", "a\ufffeb", "a\ufffdb", "a\u00adb", "\xff", "a\xe6\xad", strings.Repeat("x", maxAddress+1),
	}
	for _, a := range good {
		if !isAddress(a) || !isAddress([]byte(a)) || a[0] != '#' && !isOddAddress(a) {
			t.Errorf("%q is none", a)
		}
	}
	for _, a := range bad {
		if isAddress(a) || isAddress([]byte(a)) {
			t.Errorf("%q is one", a)
		}
	}
}

// TestPaths: the path of a document that package page takes gives an address, whatever
// character is in it: else a list could not be written.
func TestPaths(t *testing.T) {
	var parser page.Parser
	document := []byte("---\ntitle: 一份公告\ncategory: notices\ndate: 2025-01-10\n---\n正文。\n")
	taken := 0
	for r := range rune(0x10000) {
		if 0x600 <= r && r < 0x2000 || 0x3100 <= r && r < 0xfd00 {
			continue // letters
		}
		for _, p := range []string{"notices/" + string(r) + "b.md", "notices/a" + string(r) + "b.md", "notices/a" + string(r) + ".md"} {
			if _, found := parser.Parse(p, document); diag.HasErrors(found) {
				continue
			}
			if taken++; !isAddress(page.URL(p)) {
				t.Errorf("%q is a path, and %q no address", p, page.URL(p))
			}
		}
	}
	if taken < 1_000 {
		t.Errorf("%d paths", taken)
	}
}

// TestDays: the days that there are, and no others.
func TestDays(t *testing.T) {
	for _, day := range []string{"1900-01-01", "2199-12-31", "2024-02-29", "2000-02-29", "2025-04-30"} {
		if !isDay(day) {
			t.Errorf("%s is none", day)
		}
	}
	for _, day := range []string{
		"", "1899-12-31", "2200-01-01", "2025-02-29", "1900-02-29", "2100-02-29", "2025-04-31", "2025-00-01", "2025-13-01", "2025-01-00", "2025-01-32",
		"2025-1-01", "2025/01/01", "20250101", "2025-01-01 ", "2025-01-1x", "+025-01-01", "2025-0x-01", "２025-01-01",
	} {
		if isDay(day) {
			t.Errorf("%s is one", day)
		}
	}
}

// TestTooLarge: a file that is no list of any site is not read.
func TestTooLarge(t *testing.T) {
	list, found := Parse("records/published.tsv", make([]byte, MaxBytes+1))
	if list != nil || len(found) != 1 || found[0].Code != "RC002" {
		t.Errorf("%v", found)
	}
}

// TestTooManyFindings: of a file of garbage there are as many findings as anybody reads.
func TestTooManyFindings(t *testing.T) {
	for line, code := range map[string]string{"a.html\t2017/1/10\t-\t公开\n": "RC008", "a.html\t2017-01-10\t-\t公开\n": "RC012"} {
		_, found := Parse("records/published.tsv", []byte(header+strings.Repeat(line, 10_100)))
		if len(found) != 10_000 || found[0].Code != code || !strings.Contains(found[0].Message.EN, "of this kind in the file") {
			t.Errorf("%q: %d of %s: %s", line, len(found), found[0].Code, found[0].Message.EN)
		}
	}
}

// many is a list of n addresses with sums.
func many(n int) []byte {
	b := []byte(header)
	for i := range n {
		b = Entry{fmt.Sprintf("policies/%04d/%06d.html", 1980+i/50_000, i), "2017-03-15", sum, Public}.append(b)
	}
	return b
}

// TestMemory: however long a list is, reading it takes the memory of its text and four
// bytes a line, in a few pieces; a look-up takes none.
func TestMemory(t *testing.T) {
	for _, n := range []int{1_000, 50_000} {
		data := many(n)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		p, _ := Parse("records/published.tsv", data)
		runtime.ReadMemStats(&after)
		if pieces := after.Mallocs - before.Mallocs; p.Len() != n || pieces > 100 {
			t.Errorf("%d of %d, in %d pieces", p.Len(), n, pieces)
		}
		if took, most := after.TotalAlloc-before.TotalAlloc, uint64(len(data)+4*n+64<<10); took > most {
			t.Errorf("%d bytes for %d of %d lines, more than %d", took, len(data), n, most)
		}
		if pieces := testing.AllocsPerRun(10, func() { p.Lookup("policies/1980/000007.html") }); pieces > 0 {
			t.Errorf("a look-up takes %v pieces", pieces)
		}
	}
}

// TestCost: whatever a list is made of, time and memory grow with its length.
func TestCost(t *testing.T) {
	cases := costtest.Repeat(
		"a.html\t2017-01-10\t-\t公开\n", "a.html,2017/1/10,-,公开\n", "a.html 2017-01-10 - 公开 ", "a,", "a ", "\t", "a\t", "\n", "\"", "/", "../", "<<<<<<<\n", "=======\n", "#\n", "\u200b",
		"a\u200b\n", "a\u200b\t", "-", "-\t", "2017-01-10", "2017-01-10,-,", "公开", "公开\n", "a/b\t2017/1/10\t－\t发布\n", "a:\t\t\t\n", "\r", "\r\n", " \n",
	)
	cases = append(cases,
		costtest.Numbered("sorted", func(i int) string { return fmt.Sprintf("%09d.html\t2017-01-10\t-\t公开\n", i) }),
		costtest.Numbered("reversed", func(i int) string { return fmt.Sprintf("%09d.html\t2017-01-10\t-\t公开\n", 999_999_999-i) }),
		costtest.Numbered("shuffled", func(i int) string { return fmt.Sprintf("%09d.html\t2017-01-10\t-\t公开\n", i*7919%100_003) }),
		costtest.Numbered("few again and again", func(i int) string { return fmt.Sprintf("%d.html\t2017-01-%02d\t-\t公开\n", i%7, 1+i%28) }),
		costtest.Of("one long header", func(n int) string { return "#" + strings.Repeat("a", n) }),
	)
	costtest.Check(t, cases, func(data []byte) { Parse("records/published.tsv", data) })
}

// FuzzParse: nothing makes the reader panic. A text gives a list or findings, never
// both; a list is written as it will be read, and findings have their places.
func FuzzParse(f *testing.F) {
	f.Add([]byte(list))
	f.Add([]byte(header + "a.html,2017/1/10,-,公开\n\"b.html\"\t45717\t1E+5\t发布\n<<<<<<< HEAD\n"))
	f.Add([]byte("b.html\t2017-01-10\t-\t公开\na.html\t2017-01-10\t-\t公开\na.html\t2017-01-10\t-\t公开\r\n\r\n# x"))
	f.Fuzz(func(t *testing.T, data []byte) {
		before := bytes.Clone(data)
		p, found := Parse("records/published.tsv", data)
		if (p == nil) != diag.HasErrors(found) || (p == nil) != (len(found) > 0) || !bytes.Equal(data, before) {
			t.Fatalf("%q: a list %v, findings %v", data, p != nil, found)
		}
		for _, d := range found {
			if d.Pos.File != "records/published.tsv" || strings.Contains(d.Message.ZH+d.Message.EN+d.Hint.ZH+d.Hint.EN, "%!") {
				t.Fatalf("%q: %+v", data, d)
			}
		}
		if p == nil {
			return
		}
		text := p.Append(nil)
		again := parse(t, string(text))
		if !bytes.Equal(again.Append(nil), text) || !slices.Equal(entries(p), entries(again)) {
			t.Fatalf("%q becomes %q and that %q", data, text, again.Append(nil))
		}
		if string(text) != normal(string(data)) {
			t.Fatalf("%q becomes %q", data, text)
		}
		for e := range p.All() {
			if got, ok := p.Lookup(e.Address); !ok || got != e {
				t.Fatalf("%q: %+v is not found", data, e)
			}
		}
		if same := update(t, p, "2026-12-01", entries(p)...); same != p {
			t.Fatalf("%q: the same again is another", data)
		}
	})
}

// normal is a text as a program for Unix would have written it, without blank lines.
func normal(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(text, "\ufeff"))
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) != "" {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

// BenchmarkParse reads a list of 100,000 addresses, or with GONGKAI_SLOW=1 of 1,000,000.
func BenchmarkParse(b *testing.B) {
	n := 100_000
	if os.Getenv("GONGKAI_SLOW") != "" {
		n = 1_000_000
	}
	data := many(n)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		Parse("records/published.tsv", data)
	}
}

// BenchmarkUpdate adds one address to a list of 100,000.
func BenchmarkUpdate(b *testing.B) {
	p := parse(b, string(many(100_000)))
	now := append(entries(p), Entry{Address: "a.html", State: Public})
	for b.Loop() {
		update(b, p, "2026-12-01", now...)
	}
}
