package wacz

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

var day = time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)

func pack(t testing.TB, pages map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := NewWriter(&out, Site{"某某镇", "https://www.town.example:8443/gk/", day})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"a/index.html", "index.html", "名单 1.txt"} {
		text := pages[path]
		media := "text/html; charset=utf-8"
		if strings.HasSuffix(path, ".txt") {
			media = "text/plain; charset=utf-8"
		}
		if err := w.Capture(Resource{path, media, day, int64(len(text)), sha256.Sum256([]byte(text)), "q"}, strings.NewReader(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.File("source/config.toml", strings.NewReader("x = 1\n")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func pages() map[string]string {
	return map[string]string{"index.html": "<title>首页 &amp; 目录</title>", "a/index.html": "<p>甲", "名单 1.txt": ""}
}

// What was written is read; keys and titles are those of the formats.
func TestPack(t *testing.T) {
	data := pack(t, pages())
	r, err := Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	want := pages()
	err = r.Captures(func(path string, body io.Reader) error {
		text, err := io.ReadAll(body)
		if was, ok := want[path]; !ok || string(text) != was {
			t.Errorf("%s: %q", path, text)
		}
		delete(want, path)
		return err
	})
	if err != nil || len(want) > 0 {
		t.Errorf("%v; not read: %v", err, want)
	}
	left := r.allowance()
	index, _ := r.read(indexPath, 1<<20, left)
	for _, line := range []string{
		`example,town:8443)/gk/ 20261201000000 {"url":"https://www.town.example:8443/gk/","mime":"warc/revisit"`,
		`example,town:8443)/gk/%e5%90%8d%e5%8d%95%201.txt 20261201000000 {"url":"https://www.town.example:8443/gk/%E5%90%8D%E5%8D%95%201.txt","mime":"text/plain"`,
		`example,town:8443)/gk/index.html?q= 20261201000000 {"url":"https://www.town.example:8443/gk/index.html?q=","mime":"warc/revisit"`,
	} {
		if !strings.Contains(string(index), line) {
			t.Errorf("the index has no %s:\n%s", line, index)
		}
	}
	list, _ := r.read(pagesPath, 1<<20, left)
	if lines := strings.Split(string(list), "\n"); !strings.Contains(lines[1], `"title":"首页 & 目录"`) || !strings.Contains(lines[2], `"title":"a/index.html"`) {
		t.Errorf("pages:\n%s", list)
	}
}

// An archive does not say what is not so.
func TestCaptureChanged(t *testing.T) {
	for _, text := range []string{"甲", "甲乙丙", "乙乙"} {
		w, err := NewWriter(io.Discard, Site{"某某镇", "https://town.example/", day})
		if err != nil {
			t.Fatal(err)
		}
		var fault *Error
		was := "甲乙"
		if err := w.Capture(Resource{"a.html", "text/html", day, int64(len(was)), sha256.Sum256([]byte(was)), ""}, strings.NewReader(text)); !errors.As(err, &fault) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// file is one of a pack that somebody has made.
type file struct {
	name, text string
	mode       fs.FileMode
}

// forged is a pack of some files whose list is true.
func forged(t testing.TB, files ...file) []byte {
	t.Helper()
	return overlisted(t, 0, files...)
}

// overlisted is such a pack whose list has more entries, all of them empty.
func overlisted(t testing.TB, more int, files ...file) []byte {
	t.Helper()
	d := description{Home: start{URL: "https://town.example/index.html"}, Resources: make([]listed, more)}
	for _, f := range files {
		d.Resources = append(d.Resources, listed{f.name, f.name, fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(f.text))), int64(len(f.text))})
	}
	text, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	sum, err := json.Marshal(digest{packagePath, fmt.Sprintf("sha256:%x", sha256.Sum256(text))})
	if err != nil {
		t.Fatal(err)
	}
	return zipped(t, append(files, file{packagePath, string(text), 0}, file{digestPath, string(sum), 0})...)
}

func zipped(t testing.TB, files ...file) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.name, Method: zip.Deflate}
		if f.mode != 0 {
			h.SetMode(f.mode)
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, f.text); err != nil && !strings.HasSuffix(f.name, "/") {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// record is a member of an archive.
func record(head string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, head)
	z.Close()
	return b.String()
}

func response(address, body string) string { return declared(address, body, "", 0) }

// declared is an answer whose record says more of it, and is off in its length.
func declared(address, body, more string, off int) string {
	block := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
	return record(fmt.Sprintf("WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\n%sContent-Length: %d\r\n\r\n%s\r\n\r\n", address, more, len(block)+off, block))
}

// unpacked reads all of a pack, as one does who restores it.
func unpacked(data []byte) error {
	r, err := Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	visit := func(path string, body io.Reader) error {
		if !isSafe(path) {
			return fmt.Errorf("%q was handed out", path)
		}
		_, err := io.Copy(io.Discard, body)
		return err
	}
	return errors.Join(r.Files("source", visit), r.Captures(visit))
}

// Whatever a pack holds, it is refused in words, and no name is handed out that leads
// anywhere.
func TestHostile(t *testing.T) {
	good := file{warcPath, response("https://town.example/a.html", "x"), 0}
	if err := unpacked(forged(t, good, file{"source/a.md", "a", 0})); err != nil {
		t.Fatal(err)
	}
	zeros := strings.Repeat("\x00", 20<<20)
	bomb := zeros[:1<<20]
	for what, data := range map[string][]byte{
		"upwards":           forged(t, good, file{"source/../../a", "a", 0}),
		"absolute":          forged(t, good, file{"/source/a", "a", 0}),
		"drive":             forged(t, good, file{"source/C:/a", "a", 0}),
		"backslash":         forged(t, good, file{`source\..\a`, "a", 0}),
		"empty name":        forged(t, good, file{"source//a", "a", 0}),
		"link":              forged(t, good, file{"source/a", "/", fs.ModeSymlink | 0o777}),
		"folder":            forged(t, good, file{"source/a/", "", 0}),
		"device":            forged(t, good, file{"source/a", "", fs.ModeDevice | 0o666}),
		"twice":             forged(t, good, file{"source/a", "a", 0}, file{"source/a", "b", 0}),
		"case":              forged(t, good, file{"source/a", "a", 0}, file{"source/A", "b", 0}),
		"no archive":        forged(t, file{"source/a", "a", 0}),
		"no list":           zipped(t, good),
		"page upwards":      forged(t, file{warcPath, response("https://town.example/%2e%2e/a", "x"), 0}),
		"page absolute":     forged(t, file{warcPath, response("https://town.example//a", "x"), 0}),
		"page elsewhere":    forged(t, file{warcPath, response("https://other.example/a", "x"), 0}),
		"no record":         forged(t, file{warcPath, record("hello"), 0}),
		"negative":          forged(t, file{warcPath, record("WARC/1.1\r\nContent-Length: -1\r\n\r\n"), 0}),
		"half a record":     forged(t, file{warcPath, good.text[:len(good.text)-9], 0}),
		"no gzip":           forged(t, file{warcPath, "hello", 0}),
		"bomb in the zip":   forged(t, good, file{"source/a", zeros, 0}),
		"bomb in a record":  forged(t, file{warcPath, response("https://town.example/a", zeros), 0}),
		"bomb of many":      forged(t, file{warcPath, strings.Repeat(response("https://town.example/a", bomb), 20), 0}),
		"name of a device":  forged(t, good, file{"source/aux", "a", 0}),
		"device with more":  forged(t, good, file{"source/Com1.tar.gz", "a", 0}),
		"ends in a dot":     forged(t, good, file{"source/a.", "a", 0}),
		"ends in a blank":   forged(t, good, file{"source/a /b", "a", 0}),
		"question":          forged(t, good, file{"source/a?", "a", 0}),
		"one somewhere":     forged(t, good, file{"source/\u00e9", "a", 0}, file{"source/e\u0301", "b", 0}),
		"page of a device":  forged(t, file{warcPath, response("https://town.example/nul", "x"), 0}),
		"record too long":   forged(t, file{warcPath, declared("https://town.example/a", "x", "", 9), 0}),
		"record a bit long": forged(t, file{warcPath, declared("https://town.example/a", "x", "", 1), 0}),
		"record too short":  forged(t, file{warcPath, declared("https://town.example/a", "x", "", -1), 0}),
		"another sum":       forged(t, file{warcPath, declared("https://town.example/a", "x", "WARC-Payload-Digest: sha256:00\r\n", 0), 0}),
		"long head":         forged(t, file{warcPath, declared("https://town.example/a", "x", "A: "+bomb+"\r\n", 0), 0}),
		"head of one line":  forged(t, file{warcPath, record(bomb), 0}),
		"head in an answer": forged(t, file{warcPath, record(fmt.Sprintf("WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://town.example/a\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(bomb), bomb)), 0}),
		"list of nothing":   overlisted(t, 300, good),
		"long list":         overlisted(t, 100_000, good),
		"nothing":           nil,
		"end of a zip only": zipped(t),
	} {
		var fault *Error
		if err := unpacked(data); !errors.As(err, &fault) || fault.ZH == "" {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// One byte changed anywhere in what is listed is seen.
func TestChanged(t *testing.T) {
	list := forged(t, file{warcPath, response("https://town.example/a.html", "x"), 0}, file{"source/a", "甲", 0})
	z, err := zip.NewReader(bytes.NewReader(list), int64(len(list)))
	if err != nil {
		t.Fatal(err)
	}
	for i := range z.File {
		var files []file
		for j, f := range z.File {
			body, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			text, err := io.ReadAll(body)
			if err != nil {
				t.Fatal(err)
			}
			if i == j {
				text[len(text)/2] ^= 1
			}
			files = append(files, file{f.Name, string(text), 0})
		}
		var fault *Error
		if err := unpacked(zipped(t, files...)); !errors.As(err, &fault) {
			t.Errorf("%s has changed: %v", z.File[i].Name, err)
		}
	}
}

// What a pack says of itself takes no more memory than the pack is worth: a head of many
// megabytes, and a list with entries for files that are not there.
func TestHostileMemory(t *testing.T) {
	good := file{warcPath, response("https://town.example/a.html", "x"), 0}
	for what, data := range map[string][]byte{
		"head": forged(t, file{warcPath, declared("https://town.example/a", "x", "A: "+strings.Repeat("a", 12<<20)+"\r\n", 0), 0}),
		"list": overlisted(t, 200_000, good),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		err := unpacked(data)
		runtime.ReadMemStats(&after)
		if n := after.TotalAlloc - before.TotalAlloc; err == nil || n > 4<<20 {
			t.Errorf("%s: %d bytes were allocated; %v", what, n, err)
		}
	}
}

// tornDisk is a pack on a disk that cannot be read behind its archive's first bytes.
type tornDisk struct {
	from *bytes.Reader
	torn bool
}

var errTorn = errors.New("input/output error")

func (d *tornDisk) ReadAt(p []byte, off int64) (int, error) {
	if d.torn {
		return 0, errTorn
	}
	return d.from.ReadAt(p, off)
}

// That a disk cannot be read says nothing of the pack.
func TestTornDisk(t *testing.T) {
	data := forged(t, file{warcPath, response("https://town.example/a.html", "x"), 0})
	disk := &tornDisk{from: bytes.NewReader(data)}
	r, err := Open(disk, int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	disk.torn = true
	var fault *Error
	if err := r.Captures(func(string, io.Reader) error { return nil }); !errors.Is(err, errTorn) || errors.As(err, &fault) {
		t.Errorf("%v", err)
	}
	head := bufio.NewReader(io.MultiReader(strings.NewReader("WARC/1.1\r\nA: b\r\n"), iotest.ErrReader(errTorn)))
	if err := r.capture(head, nil); !errors.Is(err, errTorn) || errors.As(err, &fault) {
		t.Errorf("in a head: %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(pack(f, pages()))
	f.Add(forged(f, file{warcPath, response("https://town.example/a.html", "x"), 0}, file{"source/a", "a", 0}))
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := unpacked(data); err != nil && strings.Contains(err.Error(), "handed out") {
			t.Error(err)
		}
	})
}
