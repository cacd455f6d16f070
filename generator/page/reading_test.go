package page

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"gongkai/generator/diag"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// A reading is what a person reads in a front matter, line by line, who knows
// no YAML: the check on Parse that shares no code with it. Keys whose values are
// written in a way that this reading does not cover are nil.
type reading map[string][]string

var entryLine = regexp.MustCompile(`^"?([a-z_]+)"?[ \t]*:(?:[ \t]+(.*))?$`)

// badVerb is what package fmt writes for a format that does not fit.
var badVerb = regexp.MustCompile(`%!([a-z]\(|\(EXTRA|\(BADINDEX|\(NOVERB)`)

// read reads the lines between the fences. ok is false where the text has no
// two fences.
func read(data []byte) (r reading, body string, ok bool) {
	text := strings.TrimPrefix(string(data), "\ufeff")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	lines := strings.Split(text, "\n")
	if strings.TrimRight(lines[0], " \t") != "---" {
		return nil, "", false
	}
	end := 1 + slices.IndexFunc(lines[1:], func(l string) bool { return strings.TrimSpace(l) == "---" })
	if end == 0 {
		return nil, "", false
	}
	r = reading{}
	key := ""
	for _, line := range lines[1:end] {
		m := entryLine.FindStringSubmatch(line)
		switch trimmed := trim(line); {
		case m != nil:
			key = m[1]
			r[key] = values(trim(m[2]))
		case trimmed == "" || trimmed[0] == '#' || key == "":
		case strings.HasPrefix(trimmed, "- ") && r[key] != nil && (len(r[key]) == 0 || r[key][0] == "\x00list"):
			item := values(trim(trimmed[2:]))
			if item == nil || len(item) != 1 || strings.Contains(item[0], ": ") {
				r[key] = nil
				continue
			}
			if len(r[key]) == 0 {
				r[key] = []string{"\x00list"}
			}
			r[key] = append(r[key], item[0])
		default:
			r[key] = nil
		}
	}
	for k, v := range r {
		if len(v) > 0 && v[0] == "\x00list" {
			r[k] = v[1:]
		}
	}
	return r, strings.Join(lines[end+1:], "\n"), true
}

// values reads what stands behind a colon: nil for what it does not cover, an
// empty slice for nothing, one text, or the items of a list.
func values(s string) []string {
	switch {
	case s == "" || s[0] == '#':
		return []string{}
	case s[0] == '"' || s[0] == '\'':
		inner, after, ok := strings.Cut(s[1:], s[:1])
		if !ok || strings.Contains(inner, `\`) || after != "" && !strings.HasPrefix(trim(after), "#") {
			return nil
		}
		return []string{inner}
	case s[0] == '[':
		if i := strings.Index(s, " #"); i >= 0 {
			s = trim(s[:i])
		}
		if strings.ContainsAny(s, `"'{}`) || strings.Count(s, "[") != 1 || !strings.HasSuffix(s, "]") {
			return nil
		}
		items := []string{}
		for item := range strings.SplitSeq(strings.Trim(s, "[]"), ",") {
			if item = trim(item); item != "" {
				items = append(items, item)
			}
		}
		return items
	case strings.IndexByte("{|>&*!%@`", s[0]) >= 0:
		return nil
	}
	if i := strings.Index(strings.ReplaceAll(s, "\t", " "), " #"); i >= 0 {
		s = s[:i]
	}
	if s = trim(s); s == "~" || s == "null" || s == "Null" || s == "NULL" {
		return []string{}
	}
	return []string{s}
}

// trim takes off what is blank in YAML.
func trim(s string) string { return strings.Trim(s, " \t") }

// agree checks a page that was parsed without errors against the reading.
func agree(t *testing.T, p *Page, data []byte) {
	t.Helper()
	r, body, ok := read(data)
	if !ok {
		t.Fatalf("parsed without error, but there are no two fences:\n%q", data)
	}
	if got := string(p.Body); got != body {
		t.Fatalf("body = %q, want %q", got, body)
	}
	for _, k := range documentKeys {
		want, given := r[k.name]
		if given && want == nil {
			continue
		}
		var got []string
		switch v := k.into(&p.Meta).(type) {
		case *string:
			if *v != "" {
				got = []string{*v}
			}
			want = folded(want)
		case *Date:
			if !v.IsZero() {
				got = []string{v.String()}
			}
		case *bool:
			if *v {
				got = []string{"true"}
			} else if want = folded(want); len(want) > 0 {
				got = []string{"false"}
			}
			if want = folded(want); given && len(want) == 0 {
				want = []string{"true"} // a draft of which nothing else is known
			}
		case *[]string:
			got, want = *v, folded(want)
		case *[]Attachment:
			for _, a := range *v {
				got = append(got, a.File)
			}
		case *[]Review:
			for _, a := range *v {
				got = append(got, a.Sum)
			}
		}
		if k.name == "category" && isReport(p.Meta.Path) && !given {
			want = []string{ReportsFolder}
		}
		if k.name == "aliases" {
			for i, a := range want {
				if strings.HasSuffix(a, "/") {
					want[i] = a + "index.html"
				}
			}
		}
		slices.Sort(want)
		want = slices.Compact(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Fatalf("%s = %q, but the text says %q:\n%s", k.name, got, want, data)
		}
	}
}

func folded(values []string) []string {
	var out []string
	for _, v := range values {
		if v = strings.Join(strings.Fields(v), " "); v != "" {
			out = append(out, v)
		}
	}
	return out
}

// checkParse parses data and checks all that must hold of any bytes.
func checkParse(t *testing.T, path string, data []byte) {
	t.Helper()
	before := bytes.Clone(data)
	p, found := Parse(path, data)
	if !bytes.Equal(before, data) {
		t.Fatal("Parse changed its input")
	}
	again, foundAgain := Parse(path, data)
	if diff := cmp.Diff(p, again); diff != "" {
		t.Fatalf("parsed twice, different pages:\n%s", diff)
	}
	if diff := cmp.Diff(found, foundAgain); diff != "" {
		t.Fatalf("parsed twice, different findings:\n%s", diff)
	}
	checkParser(t, path, data, p, found)
	lines := bytes.Count(data, []byte{'\n'}) + bytes.Count(data, []byte{'\r'}) + 1
	for _, d := range found {
		if d.Pos.Line > lines || d.Pos.Column < 0 || badVerb.MatchString(d.Message.ZH+d.Hint.ZH+d.Message.EN+d.Hint.EN) {
			t.Fatalf("bad finding %+v", d)
		}
	}
	if p == nil && !diag.HasErrors(found) {
		t.Fatal("no page and no error")
	}
	if !diag.HasErrors(found) {
		agree(t, p, data)
	}
}

// checkParser parses data with a parser that has parsed before, and demands
// that what it finds stays when the memory it was read from is used again.
func checkParser(t *testing.T, path string, data []byte, want *Page, wantFound []diag.Diagnostic) {
	t.Helper()
	var r Parser
	r.Parse("policies/2017/0003.md", []byte(typical))
	read := bytes.Clone(data)
	got, found := r.Parse(path, read)
	if (got == nil) != (want == nil) {
		t.Fatalf("a page the first time: %t, the second: %t", want != nil, got != nil)
	}
	var kept Page
	if got != nil {
		kept = *got
		kept.Body = bytes.Clone(kept.Body)
	}
	for i := range read {
		read[i] = 'x'
	}
	r.Parse("policies/2017/0004.md", []byte(typical))
	if want == nil {
		want = &Page{}
	}
	if diff := cmp.Diff(*want, kept, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("a parser used again finds something else:\n%s", diff)
	}
	if diff := cmp.Diff(wantFound, found); diff != "" {
		t.Fatalf("a parser used again, different findings:\n%s", diff)
	}
}

// One parser reads files of all shapes one after another, in each order.
func TestParserAgain(t *testing.T) {
	const report = "---\ntitle: 年度报告\ndate: 2022-01-20\nform: \"2021\"\n---\n# 一\n"
	paths := []string{"policies/2017/0003.md", "policies/2017/0003.md", "reports/2021/index.md", "a/b.md"}
	texts := []string{typical, full, report, "---\ntitle: [甲\n---\n"}
	for i := range texts {
		for j, data := range texts {
			var r Parser
			r.Parse(paths[i], []byte(texts[i]))
			got, found := r.Parse(paths[j], []byte(data))
			want, wantFound := Parse(paths[j], []byte(data))
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%d after %d: another page:\n%s", j, i, diff)
			}
			if diff := cmp.Diff(wantFound, found); diff != "" {
				t.Errorf("%d after %d: other findings:\n%s", j, i, diff)
			}
		}
	}
}

// TestOwn demands that no text of a Meta stays where it was read.
func TestOwn(t *testing.T) {
	var m Meta
	var texts []*string
	number := 0
	var fill func(v reflect.Value)
	fill = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.String:
			number++
			v.SetString(fmt.Sprintf("文字 %d", number))
			texts = append(texts, v.Addr().Interface().(*string))
		case reflect.Slice:
			v.Set(reflect.MakeSlice(v.Type(), 2, 2))
			fill(v.Index(0))
			fill(v.Index(1))
		case reflect.Pointer:
			v.Set(reflect.New(v.Type().Elem()))
			fill(v.Elem())
		case reflect.Struct:
			for i := range v.NumField() {
				if v.Type() != reflect.TypeFor[Date]() {
					fill(v.Field(i))
				}
			}
		}
	}
	fill(reflect.ValueOf(&m).Elem())
	m.Path = "" // the caller's
	before := map[*byte]bool{}
	for _, s := range texts {
		before[unsafe.StringData(*s)] = true
	}
	new(Parser).own(&m)
	for i, s := range texts[1:] {
		if before[unsafe.StringData(*s)] || *s != fmt.Sprintf("文字 %d", i+2) {
			t.Errorf("text %q was left where it was", *s)
		}
	}
}

// TestDamage deletes and changes bytes of good files: the result is a finding,
// or what the bytes say. With GONGKAI_SLOW=1 every byte.
func TestDamage(t *testing.T) {
	step := 23 // all bytes take 20 s
	if os.Getenv("GONGKAI_SLOW") == "1" {
		step = 1
	}
	for _, text := range []string{typical, full} {
		data := []byte(text)
		for i := 0; i < len(data); i += step {
			checkParse(t, "policies/2017/0003.md", slices.Concat(data[:i], data[i+1:]))
			for _, c := range []byte("\n :-#'\"[]{},x0\t\\|&*!%@`\x00\xff") {
				changed := bytes.Clone(data)
				changed[i] = c
				checkParse(t, "policies/2017/0003.md", changed)
			}
		}
	}
}

// TestDamageLines deletes, doubles and exchanges whole lines.
func TestDamageLines(t *testing.T) {
	for _, text := range []string{typical, full} {
		lines := strings.SplitAfter(text, "\n")
		for i := range lines {
			for j := i; j < len(lines); j++ {
				cut := slices.Concat(lines[:i], lines[j:])
				checkParse(t, "policies/2017/0003.md", []byte(strings.Join(cut, "")))
				swapped := slices.Clone(lines)
				swapped[i], swapped[j] = swapped[j], swapped[i]
				checkParse(t, "policies/2017/0003.md", []byte(strings.Join(swapped, "")))
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("policies/2017/0003.md", []byte(typical))
	f.Add("policies/2017/0003.md", []byte(full))
	f.Add("reports/2021/index.md", []byte("---\ntitle: 年度报告\ndate: 2022-01-20\nform: \"2021\"\n---\n# 一\n"))
	f.Fuzz(func(t *testing.T, path string, data []byte) { checkParse(t, path, data) })
}

// FuzzSimpleEqualsStrict: what the simple reader reads, the YAML library reads
// as the same entries at the same places.
func FuzzSimpleEqualsStrict(f *testing.F) {
	for _, text := range []string{typical, full} {
		front := strings.Split(text, "---\n")[1]
		f.Add(front)
		for line := range strings.Lines(front) {
			f.Add(line)
		}
	}
	f.Fuzz(simpleEqualsStrict)
}

func simpleEqualsStrict(t *testing.T, front string) {
	if enc, _, _ := diag.Detect("", []byte(front)); enc != diag.UTF8 || strings.Contains(front, "\r") {
		return // never handed to the readers
	}
	entries, ok := readSimple(front, &memory{})
	if !ok {
		return
	}
	strict, faults := readChunks(front, func(string) (pair, bool) { return pair{}, false })
	if len(faults) > 0 {
		t.Fatalf("the simple reader accepts what the strict one refuses with %s %q:\n%q", faults[0].rule.Code, faults[0].args, front)
	}
	if diff := cmp.Diff(strict, entries, cmp.AllowUnexported(pair{}, node{})); len(strict)+len(entries) > 0 && diff != "" {
		t.Fatalf("strict - simple + for %q:\n%s", front, diff)
	}
}

// TestRandomYAML compares the readers, and Parse with the reading, on text made
// of the pieces that matter in YAML. It finds in seconds what byte-wise fuzzing
// finds in hours.
func TestRandomYAML(t *testing.T) {
	rounds := 2_000
	if os.Getenv("GONGKAI_SLOW") == "1" {
		rounds = 30_000
	}
	pieces := []string{
		"title", "summary", "keywords", "draft", "aliases", ": ", ":", " ", "\n", "\n", "\n  ", "\n- ", "\n  - ", "- ", "[", "]", "{", "}", ", ", ",",
		"\"", "'", "''", "#", " #", " # ", "\\", "|", ">", "|\n  ", "&", "*", "!", "%", "@", "`", "?", "? ", "~", "null", "true", "1", "-1", "0x1F", "1_0", ".5", "1e3",
		".inf", ".nan", "2017-03-15", "10:30", "甲", "乙 丙", "：", "，", "a", "é", "<<", "=", "---", "...", "\t", "\u3000", "\u00a0", "\u0085", "\u2028", "\ufeff", "\x07", "\\n", "\\u4e2d",
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range rounds {
		var b strings.Builder
		for range 1 + random.IntN(12) {
			if random.IntN(5) == 0 {
				b.WriteString("\n" + pieces[random.IntN(5)] + ": ")
			}
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		front := strings.TrimPrefix(b.String(), "\n") + "\n"
		simpleEqualsStrict(t, front)
		data := "---\ntitle: 甲\ncategory: a\ndate: 2017-03-15\n" + front + "---\n"
		checkParse(t, "a/b.md", []byte(data))
		checkParse(t, "a/b.md", []byte(strings.Replace(data, "title: 甲\n", "", 1)))
		if t.Failed() {
			return
		}
	}
}
