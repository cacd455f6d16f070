package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"gongkai/generator/edition"
	"gongkai/generator/page"
	"gongkai/generator/publish"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/wacz"
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
			page, _, asked := strings.Cut(path, "?")
			if !asked {
				page += "index.html"
			}
			if _, ok := public[page]; !ok {
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
	if err := json.Unmarshal(files["datapackage.json"], &d); err != nil || d.Profile != "data-package" || len(d.Resources) != len(files)-2 {
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
	for _, hidden := range []string{"占道", "草拟", "明日", "无人引用", "reports/2021/applications.csv", "2021-06-20"} {
		if at := strings.Index(text, hidden); at >= 0 {
			t.Errorf("%s is in the pack: %q", hidden, text[max(0, at-60):at+60])
		}
	}
	files := unzipped(t, pack)
	for name, want := range map[string]string{
		"source/content/notices/2022/0011.md":       "关于修桥的通告的正文",
		"source/content/notices/2022/0011-list.csv": "修桥的附件",
		"source/config.toml":                        "town.example",
		"source/content/reports/2021/figures.toml":  "[litigation]",
		"source/content/reports/2021/website.toml":  "[visits]",
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
	r := newReleased(t) // with a layout of its own
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
	want := r.built()
	for _, name := range []string{"withdrawn.map", "notices/2021/0099.html", "notices/2022/0012.html"} {
		if want[name] == "" {
			t.Fatalf("there is no %s to be restored", name)
		}
	}
	r.mustRebuild(pack, nil)
	r.mustRebuild(pack, r.tree("records"))
}

// built is what is published, without what a release adds, and the id of the tree with it.
func (r *released) built() map[string]string {
	r.t.Helper()
	files := r.tree("public")
	maps.DeleteFunc(files, func(name, _ string) bool {
		return strings.HasPrefix(name, edition.LogFolder+"/") || name == edition.SumsPath || name == edition.SignaturePath || name == publish.Marker
	})
	return files
}

// rebuilt restores a pack into a new folder, adds what is kept of records/, and builds.
func (r *released) rebuilt(pack []byte, records map[string]string) (back *released, said string) {
	r.t.Helper()
	file := filepath.Join(r.t.TempDir(), "site.wacz")
	if err := os.WriteFile(file, pack, 0o644); err != nil {
		r.t.Fatal(err)
	}
	back = &released{t: r.t, dir: filepath.Join(r.t.TempDir(), "site")}
	callWell(r.t, "archive", "--restore", file, back.dir)
	for name, text := range records {
		back.write("records/"+name, text)
	}
	if err := os.RemoveAll(filepath.Join(back.dir, "public")); err != nil {
		r.t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	args := []string{"build", "--source", back.dir, "--as-of", buildtest.Day, "--lang", "en"}
	if status := run(args, &stdout, &stderr); status != exitWell {
		r.t.Fatalf("%v: status %d: %s%s", args, status, stdout.String(), stderr.String())
	}
	return back, stdout.String() + stderr.String()
}

// mustRebuild demands that what is restored of a pack builds the same site.
func (r *released) mustRebuild(pack []byte, records map[string]string) (said string) {
	r.t.Helper()
	back, said := r.rebuilt(pack, records)
	want, got := r.built(), back.built()
	for name := range want {
		if got[name] != want[name] {
			r.t.Errorf("with %d files of records/: %s is another", len(records), name)
		}
	}
	if len(got) != len(want) {
		r.t.Errorf("with %d files of records/: %d files instead of %d", len(records), len(got), len(want))
	}
	return said
}

// TestRestoredApproved: what was approved with files that are packed in another form, or stay
// with the office, is built as it was, and so is what was accepted in the scan; nothing of the
// ledgers is in a pack, nor of waivers but what the site is not built without.
func TestRestoredApproved(t *testing.T) {
	r := newReleased(t)
	if err := os.RemoveAll(filepath.Join(r.dir, "layouts")); err != nil {
		t.Fatal(err)
	}
	r.write("config.toml", r.tree("")["config.toml"]+"\n[review]\nsince = 2022-01-01\n[[review.stage]]\nname = \"初审\"\n")
	r.write("content/reports/2020/applications.csv", "received,applicant,channel,outcome,closed\n2020-12-24,legal,fax,granted,2021-01-15\n")
	r.write("content/notices/2022/0031.md", "---\ntitle: 办事窗口\ncategory: notices\ndate: 2022-05-03\n---\n\n窗口的手机是13912345678。\n\n![平面图](0031-plan.svg)\n")
	r.write("content/notices/2022/0031-plan.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><!-- 内部 --><path d="M 0 0 L 10 10"/></svg>`)
	_, accepted, _ := strings.Cut(callFails(t, "scan", "--source", r.dir, "--as-of", buildtest.Day), "PV010")
	_, accepted, _ = strings.Cut(accepted, "gongkai waive ")
	accepted, _, _ = strings.Cut(accepted, " ")
	callWell(t, "waive", accepted, "--reason", "公务手机", "--by", "赵某", "--until", "2023-06-01", "--source", r.dir, "--as-of", buildtest.Day)
	gone := strings.Repeat("9", 64)
	r.write("records/waivers.toml", r.tree("records")["waivers.toml"]+"\n[[waiver]]\nrule = \"PV010\"\nfile = \"content/notices/2022/0031.md\"\nvalue = \""+gone+"\"\nreason = \"以前的号码\"\nuntil = 2023-06-01\n")
	for name := range r.tree("content") {
		if strings.Contains(name, "/2022/") && strings.HasSuffix(name, ".md") || name == "reports/2021/index.md" {
			callWell(t, "approve", name, "--by", "甲", "--source", r.dir, "--as-of", buildtest.Day)
		}
	}
	r.mustRelease(buildtest.Day)
	public := r.tree("public")
	if !strings.Contains(public["reports/2021/report.csv"], "requests.total.legal,（七）总计,法律服务机构,1,") || strings.Contains(public["notices/2022/0031-plan.svg"], "内部") {
		t.Fatal("nothing is carried in, or a picture is as it was")
	}
	for _, args := range [][]string{nil, {"--year", "2022"}} {
		pack := r.archived(args...)
		text := unfolded(t, pack)
		for _, hidden := range []string{"2020-12-24", "2021-06-20", "公务手机", "赵某", gone, "以前的号码"} {
			if strings.Contains(text, hidden) {
				t.Errorf("%s is in the pack", hidden)
			}
		}
		back, said := r.rebuilt(pack, nil)
		if !strings.Contains(said, "RP075") || !strings.Contains(said, "OR001") || back.tree("public")["reports/2021/report.json"] != public["reports/2021/report.json"] {
			t.Errorf("%v: another report, or nothing is said of what is not here: %s", args, said)
		}
		if args != nil {
			continue
		}
		if _, _, said := restored(t, pack); strings.Contains(said, "not proven") {
			t.Errorf("not proven: %s", said)
		}
		r.mustRebuild(pack, nil)
		r.mustRebuild(pack, r.tree("records"))
		// What is not as it was packed is not what was approved.
		back.write("content/notices/2022/0031-plan.svg", public["notices/2022/0031-plan.svg"]+"\n")
		if said := callFails(t, "build", "--source", back.dir, "--as-of", buildtest.Day); !strings.Contains(said, "RV020") {
			t.Errorf("a picture that was edited: %s", said)
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
		if texts++; !strings.Contains(string(text), "\ndate: 2017") && strings.Count(name, "/") > 3 {
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
	compareSources(t, r, got)
	if status, _, said := restore(pack); status != exitCall || !strings.Contains(said, "not empty") {
		t.Errorf("over another site: status %d: %s", status, said)
	}
	here := t.TempDir()
	t.Chdir(here) // an empty folder, and the one that somebody stands in
	if status := run([]string{"archive", "--restore", file, "."}, io.Discard, io.Discard); status != exitWell {
		t.Errorf("into the folder itself: status %d", status)
	}
	if names, err := os.ReadDir(here); err != nil || len(names) != 5 { // config.toml, content, layouts, public, static
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

// compareSources: of the sources, all is there that is public, and nothing else: texts as
// they are, other files as they were published.
func compareSources(t *testing.T, r, got *released) {
	t.Helper()
	public, sources, want := r.tree("public"), r.tree("content"), map[string]string{}
	for name, text := range sources {
		_, isPublic := public[strings.TrimSuffix(name, ".md")+".html"]
		switch file, published := public[name]; {
		case filepath.Ext(name) == ".md" && (isPublic || strings.HasSuffix(name, "/index.md")):
			want["content/"+name] = text
		case published && !strings.HasPrefix(filepath.Base(name), "report."):
			want["content/"+name] = file
		case strings.HasPrefix(name, "reports/") && filepath.Ext(name) == ".toml":
			want["content/"+name] = text
		case name == "reports/2021/applications.csv":
			counts := "reports/2021/applications.toml"
			if want["content/"+counts] = got.tree("content")[counts]; !strings.Contains(want["content/"+counts], "[requests]") {
				t.Errorf("nothing stands for the ledger")
			}
		}
	}
	for name := range r.tree("static") {
		want["static/"+name] = public[name]
	}
	have := map[string]string{}
	for _, root := range []string{"content", "static"} {
		for name, text := range got.tree(root) {
			have[root+"/"+name] = text
		}
	}
	if len(want) < 20 {
		t.Errorf("%d sources are expected", len(want))
	}
	for name, text := range want {
		if have[name] != text {
			t.Errorf("%s is missing, or not what it was", name)
		}
		delete(have, name)
	}
	if len(have) > 0 {
		t.Errorf("not public, and yet restored: %v", slices.Sorted(maps.Keys(have)))
	}
	config, err := os.ReadFile(filepath.Join(got.dir, "config.toml"))
	was, wasErr := os.ReadFile(filepath.Join(r.dir, "config.toml"))
	if err != nil || wasErr != nil || !bytes.Equal(config, was) {
		t.Errorf("config.toml is not what it was: %v, %v", err, wasErr)
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

// packing is the released site on its way into a pack.
func (r *released) packing() *packing {
	r.t.Helper()
	c := &call{stdout: io.Discard, stderr: io.Discard}
	c.Source, c.AsOf = r.dir, buildtest.Day
	p, err := new(archiveCommand).packing(c)
	if err == nil {
		err = p.choose()
	}
	if err != nil {
		r.t.Fatal(err)
	}
	return p
}

// A text that is edited while the pack is made is not the one of which the pages were made.
func TestArchiveMeanwhile(t *testing.T) {
	r := newReleased(t)
	r.mustRelease(buildtest.Day)
	p := r.packing()
	if err := p.write(io.Discard); err != nil {
		t.Fatal(err)
	}
	config := p.config
	r.write("config.toml", string(config)+"\n[office]\n")
	var pack bytes.Buffer
	if err := p.write(&pack); err != nil || !bytes.Equal(unzipped(t, pack.Bytes())["source/config.toml"], config) {
		t.Errorf("another config.toml than the one that was loaded: %v", err)
	}
	p.sources = append(p.sources, packedFile{path: "content/notices/2018/0077.md"})
	r.write("content/notices/2018/0077.md", "x")
	if err := p.write(io.Discard); err == nil {
		t.Error("a text that was not there when the site was read is packed")
	}
	p.sources = p.sources[:len(p.sources)-1]
	r.write("content/notices/2018/0001.md", r.tree("content")["notices/2018/0001.md"]+"\n补充一句。\n")
	var wrong wrongCall
	if err := p.write(io.Discard); !errors.As(err, &wrong) || !strings.Contains(wrong.EN, "content/notices/2018/0001.md is not as it was released") {
		t.Errorf("%v", err)
	}
}

// Comments are in no page, and in no pack unless somebody says so; those of the program
// itself say nothing.
func TestArchiveComments(t *testing.T) {
	for what, c := range map[string]struct{ file, old, new, said string }{
		"front matter": {"content/notices/2018/0001.md", "\n---\n", "\n# 内部：勿外传\n---\n", "# 内部：勿外传"},
		"behind a key": {"content/notices/2018/0001.md", "\ncategory: notices\n", "\ncategory: notices # 内部：勿外传\n", "# 内部：勿外传"},
		"text":         {"content/notices/2018/0001.md", "\n---\n", "\n---\n\n<!-- 内部：\n勿外传 -->\n", "<!-- 内部： 勿外传 -->"},
		"figures":      {"content/reports/2021/figures.toml", "\n[litigation]", "\n# 内部：勿外传\n[litigation]", "# 内部：勿外传"},
		"config":       {"config.toml", "[site]\n", "[site] # 内部：勿外传\n", "# 内部：勿外传"},
		"layout":       {"layouts/message.html", "<div class", "{{- /* 内部：勿外传 */ -}}\n<div class", "内部：勿外传"},
		"page":         {"layouts/message.html", "<div class", "<!-- 内部：勿外传 --><div class", "内部：勿外传"},
	} {
		r := newReleased(t)
		was, err := os.ReadFile(filepath.Join(r.dir, c.file))
		if err != nil || !strings.Contains(string(was), c.old) {
			t.Fatalf("%s: %v in %s", what, err, was)
		}
		at := strings.LastIndex(string(was), c.old)
		r.write(c.file, string(was)[:at]+c.new+string(was)[at+len(c.old):])
		r.mustRelease(buildtest.Day)
		file := filepath.Join(t.TempDir(), "site.wacz")
		var stderr bytes.Buffer
		status := run([]string{"archive", file, "--source", r.dir, "--as-of", buildtest.Day, "--lang", "en"}, io.Discard, &stderr)
		if status != exitCall || !strings.Contains(stderr.String(), c.said) || !strings.Contains(stderr.String(), c.file+":") || !strings.Contains(stderr.String(), "--with-comments") || !isMissing(file) {
			t.Errorf("%s: status %d: %s", what, status, stderr.String())
		}
		if text := string(unzipped(t, r.archived("--with-comments"))["source/"+c.file]); !strings.Contains(text, "勿外传") {
			t.Errorf("%s: not in the pack: %s", what, text)
		}
	}
	own, err := ownComments(nil)
	if err != nil || len(own) < 50 || own[""] {
		t.Errorf("%d comments of the program: %v", len(own), err)
	}
	text := page.Template(page.Meta{Path: "notices/2020/0001.md", Title: "关于修桥的通告", Category: "notices", Issuer: "某某镇", Date: page.NewDate(2020, 1, 1), Draft: true})
	for line, comment := range page.Comments(text) {
		if !own[strings.TrimSpace(comment)] && !strings.Contains(comment, "草稿") {
			t.Errorf("line %d of a new document: %q", line, comment)
		}
	}
}

// What is written is whole or not there: where a pack is there already, or no folder, or
// the program is stopped; what a killed run has left is removed.
func TestArchiveWhole(t *testing.T) {
	r := newReleased(t)
	r.mustRelease(buildtest.Day)
	dir := t.TempDir()
	file := filepath.Join(dir, "site.wacz")
	archive := func(file string) (int, string) {
		var stderr bytes.Buffer
		status := run([]string{"archive", file, "--source", r.dir, "--as-of", buildtest.Day, "--lang", "en"}, io.Discard, &stderr)
		return status, stderr.String()
	}
	killed := func(in string) string {
		left := filepath.Join(in, scratchPrefix+"1")
		if err := os.Mkdir(left, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(left, scratchLock), nil, 0o644); err != nil {
			t.Fatal(err)
		}
		return left
	}
	left := killed(dir)
	if status, said := archive(file); status != exitWell || !isMissing(left) {
		t.Fatalf("status %d: %s", status, said)
	}
	was, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if status, said := archive(file); status != exitCall || !strings.Contains(said, file+" is there already") {
		t.Errorf("over a pack: status %d: %s", status, said)
	}
	if now, _ := os.ReadFile(file); !bytes.Equal(now, was) {
		t.Error("the pack was overwritten")
	}
	missing := filepath.Join(dir, "missing")
	if status, said := archive(filepath.Join(missing, "a.wacz")); status != exitCall || !strings.Contains(said, "no folder "+missing) {
		t.Errorf("no folder: status %d: %s", status, said)
	}
	to := filepath.Join(dir, "to")
	if err := os.Mkdir(to, 0o755); err != nil {
		t.Fatal(err)
	}
	left = killed(to)
	if status := run([]string{"archive", "--restore", file, to}, io.Discard, io.Discard); status != exitWell || !isMissing(left) {
		t.Errorf("restored behind a killed run: status %d", status)
	}
	busy := filepath.Join(dir, "busy")
	if err := os.Mkdir(busy, 0o755); err != nil {
		t.Fatal(err)
	}
	room, err := newScratch(busy)
	if err != nil {
		t.Fatal(err)
	}
	defer room.remove()
	var stderr bytes.Buffer
	if status := run([]string{"archive", "--restore", file, busy, "--lang", "en"}, io.Discard, &stderr); status != exitCall || !strings.Contains(stderr.String(), filepath.Base(room.dir)) {
		t.Errorf("restored beside another: status %d: %s", status, stderr.String())
	}
}

// What is moved into a folder is moved wholly, or back.
func TestMove(t *testing.T) {
	from, to := t.TempDir(), t.TempDir()
	for _, name := range []string{"a", "b", "c"} {
		if err := os.WriteFile(filepath.Join(from, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	failed := errors.New("no room")
	err := move(from, to, func(old, new string) error {
		if filepath.Base(new) == "c" {
			return failed
		}
		return os.Rename(old, new)
	})
	left, _ := os.ReadDir(from)
	moved, _ := os.ReadDir(to)
	if !errors.Is(err, failed) || len(left) != 3 || len(moved) != 0 {
		t.Errorf("%v; %v, %v", err, left, moved)
	}
	if err := move(from, to, os.Rename); err != nil {
		t.Error(err)
	}
	if moved, _ = os.ReadDir(to); len(moved) != 3 {
		t.Errorf("%v", moved)
	}
}

func TestTOMLComments(t *testing.T) {
	text := "# one\n[site] # two\nname = \"a # b \\\" # c\" # three\nlit = 'C:\\' # four\nlong = \"\"\"\n# none\n\\\"\"\" # none\n\"\"\"\"\" # five\nraw = '''\n# none\n''''# six\nlist = [\n  1, # seven\n]"
	want := []string{"1 # one", "2 # two", "3 # three", "4 # four", "8 # five", "11 # six", "13 # seven"}
	var got []string
	for line, comment := range tomlComments(text) {
		got = append(got, strconv.Itoa(line)+" "+comment)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for range tomlComments("a = \"# without an end\\") {
		t.Error("a comment in a string")
	}
}

// stopping is a pack that stops the program once, when it is read.
type stopping struct {
	from *bytes.Reader
	stop func()
}

func (s *stopping) ReadAt(p []byte, off int64) (int, error) {
	if s.stop != nil {
		s.stop()
	}
	return s.from.ReadAt(p, off)
}

// A program that is stopped leaves nothing that is not whole.
func TestArchiveStopped(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no process is sent signals here")
	}
	r := newReleased(t)
	r.mustRelease(buildtest.Day)
	data := r.archived()
	terminate := func() {
		arrived := make(chan os.Signal, 1)
		signal.Notify(arrived, syscall.SIGTERM)
		defer signal.Stop(arrived)
		self, err := os.FindProcess(os.Getpid())
		if err == nil {
			err = self.Signal(syscall.SIGTERM)
		}
		if err != nil {
			t.Fatal(err)
		}
		<-arrived
	}
	dir := t.TempDir()
	a := &archiveCommand{File: filepath.Join(dir, "site.wacz")}
	err := a.writePack(func(out io.Writer) error {
		terminate()
		for {
			if _, err := out.Write([]byte("x")); err != nil {
				return err
			}
		}
	})
	if left, _ := os.ReadDir(dir); !errors.Is(err, context.Canceled) || len(left) > 0 {
		t.Errorf("packing: %v; left: %v", err, left)
	}
	disk := &stopping{from: bytes.NewReader(data)}
	pack, err := wacz.Open(disk, int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	disk.stop = func() { terminate(); disk.stop = nil }
	_, _, err = a.fill(&call{stdout: io.Discard, stderr: io.Discard}, pack, filepath.Join(dir, "to"))
	if left, _ := os.ReadDir(dir); !errors.Is(err, context.Canceled) || len(left) > 0 {
		t.Errorf("restoring: %v; left: %v", err, left)
	}
	var said wrongCall
	if !errors.As(packFault(err), &said) || !strings.Contains(said.EN, "interrupted") {
		t.Errorf("%v", packFault(err))
	}
}
