package main

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
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongkai/generator/edition"
	"gongkai/generator/publish"
	"gongkai/generator/site/buildtest"
)

// archived packs the site, and returns the pack.
func (r *released) archived(args ...string) []byte {
	r.t.Helper()
	file := filepath.Join(r.t.TempDir(), "site.wacz")
	var stdout, stderr bytes.Buffer
	args = append([]string{"archive", file, "--source", r.dir, "--as-of", buildtest.Day, "--lang", "en"}, args...)
	if status := run(args, &stdout, &stderr); status != exitWell {
		r.t.Fatalf("%v: status %d: %s%s", args, status, stdout.String(), stderr.String())
	}
	data, err := os.ReadFile(file)
	if err != nil {
		r.t.Fatal(err)
	}
	return data
}

// unzipped returns the files of a zip.
func unzipped(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range z.File {
		body, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(body)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = text
	}
	return files
}

// replayed reads the page at an address as a reader of packs does, which knows nothing of
// the writer: a line of the index leads to a gzip member, that is a WARC record, and that
// an answer of a server.
func replayed(t *testing.T, files map[string][]byte, line string) (address, kind string, body []byte) {
	t.Helper()
	_, text, _ := strings.Cut(line, " ")
	_, text, _ = strings.Cut(text, " ")
	var at map[string]string
	if err := json.Unmarshal([]byte(text), &at); err != nil {
		t.Fatalf("%q: %v", line, err)
	}
	offset, _ := strconv.Atoi(at["offset"])
	length, _ := strconv.Atoi(at["length"])
	archive := files["archive/"+at["filename"]]
	if offset < 0 || length <= 0 || offset+length > len(archive) {
		t.Fatalf("%q leads out of the archive", line)
	}
	member, err := gzip.NewReader(bytes.NewReader(archive[offset : offset+length]))
	if err != nil {
		t.Fatal(err)
	}
	record, err := io.ReadAll(member) // all members, of which there must be one
	if err != nil {
		t.Fatal(err)
	}
	head, block, _ := strings.Cut(string(record), "\r\n\r\n")
	fields := map[string]string{}
	for i, l := range strings.Split(head, "\r\n") {
		name, value, ok := strings.Cut(l, ": ")
		if i == 0 && l != "WARC/1.1" || i > 0 && !ok {
			t.Fatalf("%q", head)
		}
		fields[name] = value
	}
	size, err := strconv.Atoi(fields["Content-Length"])
	if err != nil || size+4 != len(block) || block[size:] != "\r\n\r\n" || fields["WARC-Target-URI"] != at["url"] {
		t.Fatalf("%v: block of %d bytes; %v", fields, len(block), err)
	}
	if fields["WARC-Type"] == "revisit" {
		return at["url"], "revisit", nil
	}
	answer, err := http.ReadResponse(bufio.NewReader(strings.NewReader(block[:size])), nil)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%v: %v", fields, err)
	}
	if body, err = io.ReadAll(answer.Body); err != nil {
		t.Fatal(err)
	}
	sum := fmt.Sprintf("sha256:%x", sha256.Sum256(body))
	if fields["WARC-Payload-Digest"] != sum || at["digest"] != sum || !strings.HasPrefix(answer.Header.Get("Content-Type"), at["mime"]) {
		t.Errorf("%v", fields)
	}
	return at["url"], fields["WARC-Type"], body
}

// What is packed of a released site, and comes out of the pack.
func TestArchive(t *testing.T) {
	r := newReleased(t)
	r.mustRelease(buildtest.Day)
	pack := r.archived()
	if !bytes.Equal(pack, r.archived()) {
		t.Error("the same site gives other bytes")
	}
	t.Run("replay", func(t *testing.T) { testReplay(t, r, pack) })
	t.Run("year", func(t *testing.T) { testYear(t, r) })
	t.Run("restore", func(t *testing.T) { testRestore(t, r, pack) })
}

// testReplay: every file of the site is found by the index, and nothing else is; the list
// of the pack is true.
func testReplay(t *testing.T, r *released, data []byte) {
	files := unzipped(t, data)
	lines := strings.SplitAfter(strings.TrimSuffix(string(files["indexes/index.cdx"]), "\n"), "\n")
	if !slices.IsSorted(lines) {
		t.Error("the index is not sorted")
	}
	public := r.tree("public")
	delete(public, ".gongkai")
	left := maps.Clone(public)
	for _, line := range lines {
		address, kind, body := replayed(t, files, line)
		path, _ := url.PathUnescape(strings.TrimPrefix(address, "https://town.example/"))
		if kind == "revisit" {
			if _, ok := public[path+"index.html"]; !ok {
				t.Errorf("%s has no page", address)
			}
			continue
		}
		if string(body) != public[path] {
			t.Errorf("%s is not what was published", address)
		}
		delete(left, path)
	}
	if len(left) > 0 {
		t.Errorf("not in the index: %v", slices.Sorted(maps.Keys(left)))
	}
	var d struct {
		Profile   string
		Resources []struct {
			Path, Hash string
			Bytes      int
		}
	}
	if err := json.Unmarshal(files["datapackage.json"], &d); err != nil || d.Profile != "wacz" || len(d.Resources) != len(files)-2 {
		t.Fatalf("%v: %+v", err, d)
	}
	for _, l := range d.Resources {
		if text := files[l.Path]; len(text) != l.Bytes || l.Hash != fmt.Sprintf("sha256:%x", sha256.Sum256(text)) {
			t.Errorf("%s is not as it is listed", l.Path)
		}
	}
	if pages := string(files["pages/pages.jsonl"]); !strings.Contains(pages, `"url":"https://town.example/policies/2017/0001.html"`) ||
		strings.Index(pages, `"url":"https://town.example/index.html"`) > strings.Index(pages, `"url":"https://town.example/404.html"`) {
		t.Errorf("pages:\n%s", pages)
	}
	for _, name := range []string{edition.SumsPath, edition.SignaturePath, "log/checkpoint"} {
		if string(files["manifest/"+name]) != public[name] {
			t.Errorf("manifest/%s is not what was published", name)
		}
	}
}

// unfolded is all that is in a pack, packed or not, as one text.
func unfolded(t *testing.T, pack []byte) string {
	t.Helper()
	var b strings.Builder
	for name, data := range unzipped(t, pack) {
		b.WriteString(name + "\n")
		switch filepath.Ext(name) {
		case ".gz":
			z, err := gzip.NewReader(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if data, err = io.ReadAll(z); err != nil {
				t.Fatal(err)
			}
		case ".xlsx":
			data = []byte(unfolded(t, data))
		}
		b.Write(data)
	}
	return b.String()
}

// What is not public is in no part of a pack, nor is what was public and is withdrawn; and
// what is public is in all of them.
func TestArchivedOnlyPublic(t *testing.T) {
	r := newReleased(t)
	document := func(path, title, more string) {
		r.write("content/notices/2022/"+path, "---\ntitle: "+title+"\ndate: 2022-05-01\ncategory: notices\nsummary: "+title+"的摘要。\n"+more+"---\n\n"+title+"的正文。\n")
	}
	document("0011.md", "关于修桥的通告", "attachments:\n  - file: 0011-list.csv\n    title: 修桥的清单\n")
	r.write("content/notices/2022/0011-list.csv", "桥,长度\n修桥的附件,12\n")
	document("0012.md", "关于占道的通告", "attachments:\n  - file: 0012-list.csv\n    title: 占道的清单\n")
	r.write("content/notices/2022/0012-list.csv", "路,长度\n占道的附件,12\n")
	r.mustRelease(buildtest.Day)
	if text := unfolded(t, r.archived()); !strings.Contains(text, "占道的附件") {
		t.Fatal("what is public is not in the pack")
	}
	document("0012.md", "关于占道的通告", "withdrawn:\n  date: 2022-06-01\n  reason: 有误\nattachments:\n  - file: 0012-list.csv\n    title: 占道的清单\n")
	document("0013.md", "关于草拟的通告", "draft: true\n")
	document("0014.md", "关于明日的通告", "")
	r.write("content/notices/2022/0014.md", strings.Replace(r.tree("content")["notices/2022/0014.md"], "2022-05-01", "2022-06-09", 1))
	r.write("content/notices/2022/stray.csv", "无人引用,1\n")
	r.mustRelease(buildtest.Day)
	pack := r.archived()
	text := unfolded(t, pack)
	for _, hidden := range []string{"占道", "草拟", "明日", "无人引用", "applications.csv"} {
		if at := strings.Index(text, hidden); at >= 0 {
			t.Errorf("%s is in the pack: %q", hidden, text[max(0, at-60):at+60])
		}
	}
	files := unzipped(t, pack)
	for name, want := range map[string]string{
		"source/content/notices/2022/0011.md":       "关于修桥的通告的正文",
		"source/content/notices/2022/0011-list.csv": "修桥的附件",
		"source/config.toml":                        "town.example",
		"transfer/移交清单.csv":                         "修桥的清单",
		"pages/pages.jsonl":                         "关于修桥的通告",
	} {
		if !strings.Contains(string(files[name]), want) {
			t.Errorf("%s does not say %s", name, want)
		}
	}
	if book := unfolded(t, files["transfer/移交清单.xlsx"]); !strings.Contains(book, "修桥的清单") || !strings.Contains(book, "未核实") {
		t.Error("the workbook does not list it")
	}
}

// TestRestoredBuilds: a site that is restored builds the same tree, with the notices of what
// was withdrawn, the pages that lead there and the map for the server, with records/ and
// without.
func TestRestoredBuilds(t *testing.T) {
	r := newReleased(t)
	for _, unpacked := range []string{"content/reports", "layouts"} {
		if err := os.RemoveAll(filepath.Join(r.dir, filepath.FromSlash(unpacked))); err != nil {
			t.Fatal(err)
		}
	}
	r.write("config.toml", r.tree("")["config.toml"]+"\n[review]\nsince = 2022-05-01\n[[review.stage]]\nname = \"初审\"\n")
	withdrawn := "withdrawn: {date: 2022-06-01, reason: 有误}\n"
	document := func(name, day, title, more string) {
		r.write("content/notices/2022/"+name, "---\ntitle: "+title+"\ndate: "+day+"\ncategory: notices\n"+more+"---\n\n"+title+"的正文。\n")
	}
	for _, more := range []string{"", withdrawn} {
		document("0011.md", "2022-04-01", "关于修桥的通告", "aliases: [notices/2021/0099.html]\n"+more)
		document("0012.md", "2022-04-02", "关于占道的通告", "publish_until: 2022-05-31\n")
		document("0013.md", "2022-04-03", "关于改道的通告", strings.Replace(more, "}", ", keep_title: true}", 1))
		r.write("content/notices/2022/0015.md", "---\ntitle: 说明\ndate: 2022-04-04\ncategory: notices\n---\n\n见[通告](0011.md)。\n")
		if more == "" {
			document("0014.md", "2022-05-02", "关于清淤的通告", "")
			callWell(t, "approve", "notices/2022/0014.md", "--by", "甲", "--source", r.dir, "--as-of", "2022-05-02")
		} else {
			callWell(t, "withdraw", filepath.Join(r.dir, "content/notices/2022/0014.md"), "--reason", "有误", "--yes", "--source", r.dir, "--as-of", buildtest.Day)
		}
		r.mustRelease(buildtest.Day)
	}
	pack := r.archived()
	text := unfolded(t, pack)
	for _, hidden := range []string{"修桥", "占道", "清淤", "改道的通告的正文"} {
		if strings.Contains(text, hidden) {
			t.Errorf("%s is in the pack", hidden)
		}
	}
	built := func(files map[string]string) map[string]string { // without what a release adds, and the id of the tree with it
		maps.DeleteFunc(files, func(name, _ string) bool {
			return strings.HasPrefix(name, edition.LogFolder+"/") || name == edition.SumsPath || name == edition.SignaturePath || name == publish.Marker
		})
		return files
	}
	want := built(r.tree("public"))
	for _, name := range []string{"withdrawn.map", "notices/2021/0099.html", "notices/2022/0012.html"} {
		if want[name] == "" {
			t.Fatalf("there is no %s to be restored", name)
		}
	}
	file, records := filepath.Join(t.TempDir(), "site.wacz"), r.tree("records")
	if err := os.WriteFile(file, pack, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, kept := range []bool{false, true} {
		back := &released{t: t, dir: filepath.Join(t.TempDir(), "site")}
		callWell(t, "archive", "--restore", file, back.dir)
		for name, text := range records {
			if kept {
				back.write("records/"+name, text)
			}
		}
		if err := os.RemoveAll(filepath.Join(back.dir, "public")); err != nil {
			t.Fatal(err)
		}
		callWell(t, "build", "--source", back.dir, "--as-of", buildtest.Day)
		got := built(back.tree("public"))
		for name := range want {
			if got[name] != want[name] {
				t.Errorf("with records/ %t: %s is another", kept, name)
			}
		}
		if len(got) != len(want) {
			t.Errorf("with records/ %t: %d files instead of %d", kept, len(got), len(want))
		}
	}
}

// testYear: a year is handed over with its documents.
func testYear(t *testing.T, r *released) {
	texts := 0
	for name, text := range unzipped(t, r.archived("--year", "2017")) {
		if !strings.HasPrefix(name, "source/content/") || filepath.Ext(name) != ".md" {
			continue
		}
		if texts++; !strings.Contains(string(text), "\ndate: 2017") {
			t.Errorf("%s is of another year", name)
		}
	}
	if texts == 0 {
		t.Error("no document is of the year")
	}
}

// testRestore: what is restored is the site, byte for byte, and its sources; where that
// cannot be, there is nothing.
func testRestore(t *testing.T, r *released, pack []byte) {
	dir := t.TempDir()
	file := filepath.Join(dir, "site.wacz")
	restore := func(data []byte, args ...string) (int, *released, string) {
		t.Helper()
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		to := filepath.Join(dir, "to")
		var stderr bytes.Buffer
		status := run(append([]string{"archive", "--restore", file, to, "--lang", "en"}, args...), io.Discard, &stderr)
		return status, &released{t: t, dir: to}, stderr.String()
	}
	status, got, said := restore(pack, "--key", r.key.Public().String())
	if status != exitWell || !maps.Equal(got.tree("public"), r.tree("public")) {
		t.Errorf("status %d, or another site: %s", status, said)
	}
	sources := r.tree("content")
	for name, text := range got.tree("content") {
		if text != sources[name] && filepath.Ext(name) == ".md" {
			t.Errorf("content/%s is not what it was", name)
		}
	}
	if n := len(got.tree("content")); n < 10 {
		t.Errorf("%d sources", n)
	}
	if status, _, said := restore(pack); status != exitCall || !strings.Contains(said, "not empty") {
		t.Errorf("over another site: status %d: %s", status, said)
	}
	here := t.TempDir()
	t.Chdir(here) // an empty folder, and the one that somebody stands in
	if status := run([]string{"archive", "--restore", file, "."}, io.Discard, io.Discard); status != exitWell {
		t.Errorf("into the folder itself: status %d", status)
	}
	if names, err := os.ReadDir(here); err != nil || len(names) != 4 { // config.toml, content, public, static
		t.Errorf("%v, %v", names, err)
	}
	if err := os.RemoveAll(got.dir); err != nil {
		t.Fatal(err)
	}
	for what, try := range map[string]func() (int, *released, string){
		"another key":    func() (int, *released, string) { return restore(pack, "--key", releaseKey(t, 2).Public().String()) },
		"one bit":        func() (int, *released, string) { return restore(flip(pack)) },
		"half of it":     func() (int, *released, string) { return restore(pack[:len(pack)/2]) },
		"no pack at all": func() (int, *released, string) { return restore([]byte("site")) },
	} {
		status, _, said := try()
		if status == exitWell || said == "" {
			t.Errorf("%s: status %d: %s", what, status, said)
		}
		if left, _ := os.ReadDir(dir); len(left) != 1 {
			t.Errorf("%s: something is left: %v", what, left)
		}
	}
}

// Nothing is packed that was not released as it is.
func TestArchiveRefuses(t *testing.T) {
	r := newReleased(t)
	file := filepath.Join(t.TempDir(), "site.wacz")
	refused := func(want string, args ...string) {
		t.Helper()
		var stderr bytes.Buffer
		args = append([]string{"archive", file, "--source", r.dir, "--as-of", buildtest.Day, "--lang", "en"}, args...)
		if status := run(args, io.Discard, &stderr); status != exitCall || !strings.Contains(stderr.String(), want) {
			t.Errorf("status %d, want %q: %s", status, want, stderr.String())
		}
		if left, _ := os.ReadDir(filepath.Dir(file)); len(left) > 0 {
			t.Errorf("something was written: %v", left)
		}
	}
	refused("run gongkai release first")
	r.mustRelease(buildtest.Day)
	refused("no document of 1999", "--year", "1999")
	refused("four digits", "--year", "17")
	refused("does not verify", "--key", releaseKey(t, 2).Public().String())
	was := r.tree("content")["notices/2018/0001.md"]
	r.write("content/notices/2018/0001.md", was+"\n补充一句。\n")
	refused("notices/2018/0001.html is not as it was released")
	r.write("content/notices/2018/0001.md", strings.Replace(was, "\n---\n", "\nwithdrawn:\n  date: 2022-06-01\n  reason: 有误\n---\n", 1))
	refused("is not as it was released")
	r.write("content/notices/2018/0001.md", was)
	r.write("content/notices/2018/0099.md", strings.Replace(was, "title: ", "title: 又", 1))
	refused("is not as it was released")
	if err := os.Remove(filepath.Join(r.dir, "content/notices/2018/0099.md")); err != nil {
		t.Fatal(err)
	}
	r.archived()
	r.edit("index.html", flip)
	refused("does not verify")
}

// A text that is edited while the pack is made is not the one of which the pages were made.
func TestArchiveMeanwhile(t *testing.T) {
	r := newReleased(t)
	r.mustRelease(buildtest.Day)
	c := &call{stdout: io.Discard, stderr: io.Discard}
	c.Source, c.AsOf = r.dir, buildtest.Day
	p, err := new(archiveCommand).packing(c)
	if err == nil {
		err = p.choose()
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := p.write(io.Discard); err != nil {
		t.Fatal(err)
	}
	r.write("content/notices/2018/0001.md", r.tree("content")["notices/2018/0001.md"]+"\n补充一句。\n")
	var wrong wrongCall
	if err := p.write(io.Discard); !errors.As(err, &wrong) || !strings.Contains(wrong.EN, "content/notices/2018/0001.md is not as it was released") {
		t.Errorf("%v", err)
	}
}
