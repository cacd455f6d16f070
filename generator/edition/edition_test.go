package edition

import (
	"bytes"
	"crypto/sha256"
	"strings"
	"testing"

	"gongkai/generator/minisign"
	"gongkai/generator/translog"
)

func sum(path, text string) Sum { return Sum{path, sha256.Sum256([]byte(text))} }

// draft is a release of two pages, one of them with a file, and of what is no document.
func draft(day string) *Draft {
	return &Draft{
		Day:   day,
		Files: []Sum{sum("index.html", "home"), sum("a/2.html", "two"), sum("a/1.html", "one"), sum("a/1-form.csv", "form")},
		Items: []Item{{"a/2.html", "2017-03-15", Public}, {"a/1.html", "2017-03-01", Public}, {"a/1-form.csv", "2017-03-01", Attachment}},
		First: func(address string) string { return map[string]string{"a/1.html": "2017-03-01"}[address] },
		ID:    func(more []File) string { return strings.Repeat("0", 30) + string(rune('a'+len(more)%20)) + "0" },
	}
}

func logged(t *testing.T, log *translog.Log, d *Draft) string {
	t.Helper()
	before := log.Size()
	if err := d.Log(log); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for i := before; i < log.Size(); i++ {
		e := log.Entry(i)
		e.Sum = e.Sum[:min(4, len(e.Sum))]
		lines = append(lines, strings.ReplaceAll(strings.TrimSpace(string(e.Append(nil))), "\t", " "))
	}
	return strings.Join(lines, "\n")
}

// What is new or has changed is logged, what is gone is logged as that, and nothing else.
func TestLog(t *testing.T) {
	log := translog.New("town.example")
	want := `a/1-form.csv 0739 2026-12-01 2017-03-01 2026-12-01 附件
a/1.html 7692 2017-03-01 2017-03-01 2026-12-01 公开
a/2.html 3fc4 2026-12-01 2017-03-15 2026-12-01 公开`
	if got := logged(t, log, draft("2026-12-01")); got != want {
		t.Errorf("first release:\n%s", got)
	}
	if got := logged(t, log, draft("2026-12-02")); got != "" {
		t.Errorf("nothing has changed:\n%s", got)
	}
	d := draft("2026-12-03")
	d.Files[1] = sum("a/2.html", "two!")
	d.Items[1].Present = "2016-01-01" // another day for the same page
	d.Items = d.Items[:2]
	want = `a/1-form.csv - 2026-12-01 2017-03-01 2026-12-03 撤下
a/1.html 7692 2017-03-01 2016-01-01 2026-12-03 公开
a/2.html ` + "%" + ` 2026-12-01 2017-03-15 2026-12-03 公开`
	got := logged(t, log, d)
	if want = strings.Replace(want, "%", log.Entry(log.Size() - 1).Sum[:4], 1); got != want {
		t.Errorf("changed:\n%s\nwant:\n%s", got, want)
	}
	if got := logged(t, log, d); got != "" {
		t.Errorf("what is gone is logged again:\n%s", got)
	}
}

func keys(t *testing.T, seed byte) Keys {
	t.Helper()
	key, err := minisign.GenerateKey(bytes.NewReader(bytes.Repeat([]byte{seed}, 64)))
	if err != nil {
		t.Fatal(err)
	}
	return Keys{Public: key.Public(), Signer: key}
}

// counting is a Signer that never signs alike twice.
type counting struct{ n int }

func (c *counting) Sign([]byte) ([]byte, error) {
	c.n++
	return []byte{byte('0' + c.n)}, nil
}

// The list has every file but itself and its signature, and a signature of the same list
// stays, with its day.
func TestSeal(t *testing.T) {
	log, k := translog.New("town.example"), keys(t, 1)
	seal := func(d *Draft, k Keys) map[string]string {
		t.Helper()
		if err := d.Log(log); err != nil {
			t.Fatal(err)
		}
		files, err := d.Seal(log, []byte("checkpoint"), k)
		if err != nil {
			t.Fatal(err)
		}
		found := map[string]string{}
		for _, f := range files {
			found[f.Path] = string(f.Data)
		}
		return found
	}
	first := seal(draft("2026-12-01"), k)
	list, ok := ParseList([]byte(first[SumsPath]))
	if !ok || len(list) != 4+len(first)-2 {
		t.Errorf("%d files, %v:\n%s", len(list), ok, first[SumsPath])
	}
	trusted, err := minisign.Verify([]byte(first[SumsPath]), []byte(first[SignaturePath]), k.Public)
	if c, ok := ParseComment(trusted); err != nil || !ok || c.Day != "2026-12-01" || c.Entries != 3 {
		t.Errorf("%q, %v", trusted, err)
	}
	again := draft("2026-12-02")
	again.Published = []File{{SumsPath, []byte(first[SumsPath])}, {SignaturePath, []byte(first[SignaturePath])}}
	if second := seal(again, k); second[SignaturePath] != first[SignaturePath] {
		t.Error("the same list is signed anew")
	}
	if other := seal(again, keys(t, 2)); other[SignaturePath] == first[SignaturePath] {
		t.Error("another key has signed, and the signature stays")
	}
	also := k
	also.Also = &counting{}
	third := seal(again, also)
	again.Published = nil
	for path, text := range third {
		again.Published = append(again.Published, File{path, []byte(text)})
	}
	if fourth := seal(again, also); third[AlsoPath] != "1" || fourth[AlsoPath] != "1" || fourth[SignaturePath] != third[SignaturePath] {
		t.Errorf("the other signature is %q, then %q", third[AlsoPath], fourth[AlsoPath])
	}
	if fifth := seal(again, k); fifth[AlsoPath] != "" || fifth[SignaturePath] == third[SignaturePath] {
		t.Error("the other signature is gone, and it is told of")
	}
	again.Files[0] = sum("index.html", "home!")
	if changed := seal(again, k); changed[SignaturePath] == first[SignaturePath] {
		t.Error("another list, and the signature stays")
	}
}

func TestTaken(t *testing.T) {
	for path, want := range map[string]bool{
		"log": true, "Log/x": true, "log/checkpoint": true, "sha256sums": true, "SHA256SUMS.minisig": true, "SHA256SUMS/x": true,
		"logs/x": false, "a/log/x": false, "SHA256SUMS.txt": false, "blog": false,
	} {
		if Taken(path) != want {
			t.Errorf("Taken(%q) is %v", path, !want)
		}
	}
}

func TestParseList(t *testing.T) {
	good := string(AppendList(nil, []Sum{sum("b", "1"), sum("a/名单.txt", "2")}))
	if list, ok := ParseList([]byte(good)); !ok || len(list) != 2 || list[0].Path != "a/名单.txt" {
		t.Errorf("%v, %v", list, ok)
	}
	line := good[:strings.IndexByte(good, '\n')+1]
	for _, bad := range []string{"", good[:len(good)-1], strings.ToUpper(line[:64]) + line[64:], line + line, line[:64] + " *a\n", line[1:], line[:66] + "../a\n", line[:66] + "/a\n", line[:66] + "\n", line[:66] + "a\\b\n"} {
		if _, ok := ParseList([]byte(bad)); ok {
			t.Errorf("%q is a list", bad)
		}
	}
}

func FuzzParseList(f *testing.F) {
	f.Add(AppendList(nil, []Sum{sum("b", "1"), sum("a/名单.txt", "2")}))
	f.Fuzz(func(t *testing.T, data []byte) {
		if list, ok := ParseList(data); ok && !bytes.Equal(AppendList(nil, list), data) {
			t.Errorf("%q is written otherwise", data)
		}
		if c, ok := ParseComment(string(data)); ok && c.String() != string(data) {
			t.Errorf("%q is written otherwise", data)
		}
	})
}
