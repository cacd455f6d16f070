package rows

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// catalog is a catalog.json with documents.
func catalog(t testing.TB, docs ...Row) *bytes.Reader {
	t.Helper()
	data, err := json.Marshal(map[string]any{"publisher": "示例镇人民政府", "count": len(docs), "licence": map[string]string{"name": "x"}, "documents": append([]Row{}, docs...), "site": "示例"})
	if err != nil {
		t.Fatal(err)
	}
	return bytes.NewReader(data)
}

// save makes the shards of an office of which documents have these days and numbers.
func saved(t testing.TB, dir, key string, docs ...Row) *Office {
	t.Helper()
	o, err := Save(dir, key, key+"镇", catalog(t, docs...))
	if err != nil {
		t.Fatal(err)
	}
	o.Days, o.Indexes = o.Days.In(dir), o.Indexes.In(dir)
	return o
}

func doc(day, index string) Row {
	return Row{Title: "文件\t" + day, URL: strings.NewReplacer(" ", "-", ":", "").Replace(day) + ".html", Date: day, Index: index, Subject: "综合政务"}
}

// merged lists what a merge visits.
func merged(t testing.TB, list ...*Office) (got []string) {
	t.Helper()
	var shards []Shard
	for _, o := range list {
		shards = append(shards, o.Days)
	}
	err := Merge(shards, Descending, func(shard int, key, line []byte) error {
		var r Row
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		if r.Date != string(key) || !strings.HasPrefix(r.URL, r.Office+"/") {
			t.Errorf("%s has %s", key, line)
		}
		got = append(got, r.Office+" "+r.Date)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// The newest come first; of one minute, the offices stand as they were given.
func TestMerge(t *testing.T) {
	dir := t.TempDir()
	a := saved(t, dir, "a", doc("2017-03-15", ""), doc("2019-01-01 10:30", ""), doc("2019-01-01", ""))
	b := saved(t, dir, "b", doc("2019-01-01", ""), doc("2020-05-05", ""))
	none := saved(t, dir, "c")
	want := []string{"b 2020-05-05", "a 2019-01-01 10:30", "a 2019-01-01", "b 2019-01-01", "a 2017-03-15"}
	if diff := cmp.Diff(want, merged(t, a, none, b)); diff != "" {
		t.Error(diff)
	}
	if got := merged(t); got != nil {
		t.Errorf("of no offices: %v", got)
	}
	if a.Years["2019"] != 2 || a.Years["2017"] != 1 || a.Subjects["综合政务"] != 3 || a.Days.Lines != 3 {
		t.Errorf("counts %+v", a)
	}
}

// A merge is what a sort of all lines is, whatever the shards.
func TestMergeIsSort(t *testing.T) {
	dir := t.TempDir()
	var list []*Office
	var all []string
	for i := range 23 {
		key := fmt.Sprintf("o%02d", i)
		var docs []Row
		for j := range i * i % 37 {
			d := doc(fmt.Sprintf("20%02d-%02d-%02d", 10+i*j%9, 1+j%12, 1+i%28), "")
			d.Summary = strings.Repeat("概", j*j*31%5000) // blocks end anywhere
			docs = append(docs, d)
		}
		slices.SortStableFunc(docs, func(a, b Row) int { return strings.Compare(b.Date, a.Date) })
		for _, d := range docs {
			all = append(all, key+" "+d.Date)
		}
		list = append(list, saved(t, dir, key, docs...))
	}
	slices.SortStableFunc(all, func(a, b string) int { return strings.Compare(b[4:], a[4:]) })
	if diff := cmp.Diff(all, merged(t, list...)); diff != "" {
		t.Error(diff)
	}
}

// The same catalogue gives the same shard, under the same name; another one another.
func TestSaved(t *testing.T) {
	dir := t.TempDir()
	first := saved(t, dir, "a", doc("2017-03-15", "1"))
	if again := saved(t, dir, "a", doc("2017-03-15", "1")); again.Days != first.Days {
		t.Errorf("%v, then %v", first.Days, again.Days)
	}
	if other := saved(t, dir, "a", doc("2017-03-16", "1")); other.Days.File == first.Days.File {
		t.Errorf("another catalogue is in %s", other.Days.File)
	}
}

// Index numbers that two offices have are reported, those that one has twice are not.
func TestCollisions(t *testing.T) {
	dir := t.TempDir()
	list := []*Office{
		saved(t, dir, "a", doc("2017-03-15", "x/1"), doc("2017-03-16", "x/1"), doc("2017-03-17", "y\t\"2")),
		saved(t, dir, "b", doc("2017-03-15", "x/3"), doc("2018-01-01", "y\t\"2"), doc("2018-01-02", "")),
		saved(t, dir, "c", doc("2017-03-15", "z"), doc("2018-01-02", "")),
	}
	for i := range 6 {
		list = append(list, saved(t, dir, fmt.Sprint("d", i), doc("2017-03-15", "z")))
	}
	var shards []Shard
	for _, o := range list {
		shards = append(shards, o.Indexes)
	}
	var got []Collision
	if err := Collisions(shards, func(c Collision) error { got = append(got, c); return nil }); err != nil {
		t.Fatal(err)
	}
	want := []Collision{
		{Index: "y\t\"2", URLs: []string{"a/2017-03-17.html", "b/2018-01-01.html"}},
		{Index: "z", URLs: []string{"c/2017-03-15.html", "d0/2017-03-15.html", "d1/2017-03-15.html", "d2/2017-03-15.html", "d3/2017-03-15.html"}, More: 2},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A shard that is cut off, out of order or no shard is an error, and never a shorter
// catalogue.
func TestDamaged(t *testing.T) {
	dir := t.TempDir()
	o := saved(t, dir, "a", doc("2017-03-15", ""), doc("2016-03-15", ""), doc("2015-03-15", ""))
	whole, err := os.ReadFile(o.Days.File)
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(whole, []byte("\n"))
	for name, data := range map[string][]byte{
		"cut in a line":      whole[:len(whole)-5],
		"cut between lines":  bytes.Join(lines[:2], nil),
		"out of order":       slices.Concat(lines[1], lines[0], lines[2]),
		"a line more":        slices.Concat(whole, lines[2]),
		"no tab":             bytes.ReplaceAll(whole, []byte("\t"), []byte(" ")),
		"empty":              nil,
		"one endless line":   bytes.Repeat([]byte("x"), maxLine*3),
		"no end of the line": bytes.TrimSuffix(whole, []byte("\n")),
	} {
		if err := os.WriteFile(o.Days.File, data, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := Merge([]Shard{o.Days}, Descending, func(int, []byte, []byte) error { return nil }); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// A catalogue comes from anywhere: what is none, or has what no merge of all offices could
// take, is a fault of its own, said in both languages.
func TestReadCatalog(t *testing.T) {
	none := func(Row) error { return nil }
	texts := []string{
		"", "[]", "{", `{"documents":{}}`, `{"documents":[`, `{"documents":[{}]}`, `{"documents":[{"title":"a","url":"b","date":"2017"}]}`,
		`{"count":0}`, `{"documents":[{"title":"a","url":"b","date":"2017-03-15"}`, `{"documents":[1]}`, `<html>`, strings.Repeat("[", 1<<20), `{"a":` + strings.Repeat("[", 1<<20),
	}
	for _, change := range []func(*Row){
		func(r *Row) { r.Date = "99999-99-99" }, func(r *Row) { r.Date = "0000-00-00" }, func(r *Row) { r.Date = "2022-02-30" }, func(r *Row) { r.Date = "2022-02-03\t" },
		func(r *Row) { r.Title = "" }, func(r *Row) { r.Title = strings.Repeat("长", 1<<20) }, func(r *Row) { r.Summary = strings.Repeat("长", 1<<20) }, func(r *Row) { r.Index = strings.Repeat("1", 1<<17) },
		func(r *Row) { r.URL = "" }, func(r *Row) { r.URL = "javascript:alert(1)" }, func(r *Row) { r.URL = "https://other.example/a.html" }, func(r *Row) { r.URL = "//other.example/a.html" },
		func(r *Row) { r.URL = "/a.html" }, func(r *Row) { r.URL = "../b/a.html" }, func(r *Row) { r.URL = "a/../../b.html" }, func(r *Row) { r.URL = "%2e%2e/b.html" }, func(r *Row) { r.URL = "a\\b.html" },
		func(r *Row) { r.URL = "a.html?b" }, func(r *Row) { r.URL = "a.html#b" }, func(r *Row) { r.URL = "%zz" }, func(r *Row) { r.URL = "." },
	} {
		d := doc("2017-03-15", "")
		change(&d)
		data, err := io.ReadAll(catalog(t, doc("2017-03-14", ""), d))
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(data))
	}
	for _, text := range texts {
		var fault *Fault
		if err := ReadCatalog(strings.NewReader(text), none); !errors.As(err, &fault) || fault.ZH == "" || strings.Contains(fault.EN, "%!") {
			t.Errorf("%.300q: %v", text, err)
		}
	}
	n := 0
	err := ReadCatalog(catalog(t, doc("2017-03-15", ""), Row{Title: "a", URL: "notices/2022/%E5%90%8D%20%25.html", Date: "2022-02-28 23:59"}), func(r Row) error {
		if n++; n == 2 && r.Path() != "notices/2022/名 %.html" {
			t.Errorf("path %q", r.Path())
		}
		return nil
	})
	if err != nil || n != 2 {
		t.Errorf("%d documents (%v)", n, err)
	}
}

// The memory of a merge grows with the shards, and not with the rows: a tenth of the rows
// takes as much.
func TestMergeMemory(t *testing.T) {
	shards, many := 40, 4000
	if os.Getenv("GONGKAI_SLOW") != "" {
		shards, many = 1400, 10_000_000
		defer debug.SetMemoryLimit(debug.SetMemoryLimit(1 << 30))
	}
	dir := t.TempDir()
	few, more := peak(t, filepath.Join(dir, "few"), shards, many/10), peak(t, filepath.Join(dir, "more"), shards, many)
	t.Logf("%d rows: %d MB; %d rows: %d MB", many/10, few>>20, many, more>>20)
	if most := uint64(1 << 30); more > most {
		t.Errorf("the process has had %d MB", more>>20)
	}
	if room := few + few/4 + 8<<20; more > room {
		t.Errorf("%d rows take %d bytes, %d rows %d", many/10, few, many, more)
	}
}

// peak merges generated shards with so many rows in all, and returns the most memory that
// the runtime had from the system, less what it had given back.
func peak(t *testing.T, dir string, shards, lines int) (most uint64) {
	list := generate(t, dir, shards, lines)
	runtime.GC()
	debug.FreeOSMemory()
	seen := 0
	var last []byte
	err := Merge(list, Descending, func(_ int, key, line []byte) error {
		if seen > 0 && bytes.Compare(last, key) < 0 {
			return fmt.Errorf("%s comes after %s", key, last)
		}
		last = append(last[:0], key...)
		if seen++; seen%(lines/50+1) == 1 {
			most = max(most, held())
		}
		return nil
	})
	if err != nil || seen != lines {
		t.Fatalf("%d rows of %d (%v)", seen, lines, err)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	return most
}

// held is how much memory the process has.
func held() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64() - s[1].Value.Uint64()
}

// generate writes shards with rows of 300 bytes, newest first.
func generate(t *testing.T, dir string, shards, lines int) (list []Shard) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	padding := strings.Repeat("文", 90)
	var b bytes.Buffer
	for i := range shards {
		b.Reset()
		n := lines / shards
		if i < lines%shards {
			n++
		}
		for j := range n {
			d := (n - 1 - j) * 27 * 365 / n
			fmt.Fprintf(&b, "%04d-%02d-%02d\t{\"title\":\"%s\"}\n", 2000+d/365, 1+d%365/31, 1+d%365%31, padding)
		}
		s := Shard{File: filepath.Join(dir, fmt.Sprintf("%d.day", i)), Lines: n}
		if err := os.WriteFile(s.File, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		list = append(list, s)
	}
	return list
}

func BenchmarkMerge(b *testing.B) {
	dir := b.TempDir()
	var list []Shard
	for i := range 50 {
		key := fmt.Sprint("o", i)
		var docs []Row
		for j := range 200 {
			docs = append(docs, doc(fmt.Sprintf("2017-%02d-%02d", 1+j%12, 1+j%28), ""))
		}
		list = append(list, saved(b, dir, key, docs...).Days)
	}
	for b.Loop() {
		if err := Merge(list, Descending, func(int, []byte, []byte) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/10_000, "ns/row")
}
