package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/edition"
	"gongkai/generator/hosting"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/sitetest"
	"gongkai/generator/toolstest"
)

// The whole of a county, portal and offices, is sound as its readers get it from a disk:
// every page in itself, every reference of every file, the tags that harvesters look for,
// and every page within four clicks of the home page.
func TestWhole(t *testing.T) {
	dir := newCounty(t, 3)
	files := map[string][]byte{}
	for path, data := range buildtest.Site() {
		if path != "config.toml" {
			files["sites/o1/"+path] = data
		}
	}
	roster, err := os.ReadFile(filepath.Join(dir, "county.toml"))
	if err != nil {
		t.Fatal(err)
	}
	files["county.toml"] = append([]byte("id_code = \"1100000001\"\nicp = \"京ICP备00000001号\"\n"), roster...)
	if err := buildtest.Write(dir, files); err != nil {
		t.Fatal(err)
	}
	if status, _, said := called(t, dir, "build"); status != exitWell || !strings.Contains(said, "CY105") || !strings.Contains(said, "示例0镇人民政府、示例2镇人民政府") {
		t.Errorf("status %d\n%s", status, said)
	}
	site, err := sitetest.Read(filepath.Join(dir, "public"), "https://county.example/")
	if err != nil {
		t.Fatal(err)
	}
	found := append(site.Check(), site.Inline()...)
	root := (&url.URL{Scheme: "file", Path: filepath.ToSlash(site.Dir) + "/"}).String()
	crawl := site.Crawl(root, sitetest.Fetch)
	found = append(found, crawl.Findings...)
	identity := sitetest.Identity{SiteName: "示例县人民政府", SiteDomain: "county.example", SiteIDCode: "1100000001"}
	clicks, own := crawl.Clicks("index.html"), 0
	for _, p := range site.Pages {
		if p.Path == "index.html" || strings.HasPrefix(p.Path, "portal/") {
			own++
			found = append(found, p.Tags(sitetest.Column, identity)...)
		}
		found = append(found, p.Foot("示例县人民政府", "京ICP备00000001号")...)
		if n, reached := clicks[p.Path]; strings.HasPrefix(p.Path, "portal/") && (!reached || n > 4) && !strings.HasSuffix(p.Path, "404.html") {
			t.Errorf("%s is %d clicks away", p.Path, n)
		}
	}
	for _, f := range found {
		// The data of an office is read from the root of its own site, and is tested there.
		if ext := path.Ext(f.File); !strings.HasPrefix(f.File, "o") || ext == ".html" {
			t.Error(f)
		}
	}
	sum, err := os.ReadFile(filepath.Join(dir, "public", "portal", "reports", "2021.html"))
	if err != nil || !strings.Contains(string(sum), "没有年报、没有汇总的机关") || strings.Count(string(sum), "<table") < 3 {
		t.Errorf("the sum of the annual reports lacks something (%v)", err)
	}
	if own < 14 {
		t.Errorf("the county has %d pages of its own", own)
	}
}

// A site that is released elsewhere is mirrored: the county has the same catalogue of it as
// of its sources. Where its server is gone, the mirror stays, and the office is named.
func TestMirroredOffice(t *testing.T) {
	dir := newCounty(t, 2)
	mustCall(t, dir, "build")
	released := filepath.Join(dir, "public", "o1")
	tree, err := buildtest.ReadTree(released)
	if err != nil {
		t.Fatal(err)
	}
	delete(tree, ".gongkai")
	if err := os.WriteFile(filepath.Join(dir, "released"), listOf(tree), 0o644); err != nil {
		t.Fatal(err)
	}
	files := http.FileServer(http.Dir(released))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/SHA256SUMS" {
			http.ServeFile(w, r, filepath.Join(dir, "released"))
			return
		}
		if name := strings.TrimSuffix(r.URL.Path, "index.html"); name != r.URL.Path { // which the file server leads away from
			http.ServeFile(w, &http.Request{Method: r.Method, URL: &url.URL{Path: "/"}, Header: r.Header}, filepath.Join(released, filepath.FromSlash(r.URL.Path)))
			return
		}
		files.ServeHTTP(w, r)
	}))
	defer server.Close()
	mirrorAt(t, dir, server.URL+"/")
	out := filepath.Join(dir, "mirror", "public")
	mustCall(t, dir, "build", "--out", out)
	const data = "portal/catalog/year-2017.json"
	want, err := os.ReadFile(filepath.Join(dir, "public", filepath.FromSlash(data)))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(data))); err != nil || !bytes.Equal(got, want) {
		t.Errorf("another catalogue (%v):\n%s\n%s", err, got, want)
	}
	if got := states(t, mustCall(t, dir, "build", "--out", out, "--json")); got["o1"] != "kept" {
		t.Errorf("with nothing changed: %v", got)
	}
	before := sum(t, out)
	server.Close()
	status, _, said := called(t, dir, "build", "--out", out)
	if status != exitOffice || !strings.Contains(said, "CY102") || !strings.Contains(said, "o1") || sum(t, out) != before {
		t.Errorf("status %d\n%s", status, said)
	}
	if status, out, said := called(t, dir, "board", "--out", out); strings.Contains(out+said, "示例1镇") || status == exitMachine {
		t.Errorf("status %d\n%s%s", status, out, said)
	}
}

// What a real server shows of a site gives the county the same pages as its sources do, byte
// for byte: with names in Chinese, what was withdrawn, attachments and annual reports. That it
// is not asked twice for what has not changed, nginx shows as any other does.
func TestMirroredFromNginx(t *testing.T) {
	toolstest.Slow(t, "starts a web server")
	dir := newCounty(t, 2)
	files := map[string][]byte{}
	for path, data := range buildtest.Site() {
		if path != "config.toml" {
			files["sites/o1/"+path] = data
		}
	}
	files["sites/o1/content/notices/二〇一七年/关于 100% 的公告.md"] = []byte("---\ntitle: 地址里有汉字和百分号\ncategory: notices\ndate: 2017-05-01\n---\n正文。\n")
	if err := buildtest.Write(dir, files); err != nil {
		t.Fatal(err)
	}
	if status, out, said := called(t, dir, "build"); status != exitWell {
		t.Fatalf("status %d\n%s%s", status, out, said)
	}
	www := filepath.Join(dir, "www")
	released := filepath.Join(www, "town")
	if err := os.CopyFS(released, os.DirFS(filepath.Join(dir, "public", "o1"))); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Remove(filepath.Join(released, ".gongkai")), os.Chmod(dir, 0o755)); err != nil {
		t.Fatal(err)
	}
	tree, err := buildtest.ReadTree(released)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(released, "SHA256SUMS"), listOf(tree), 0o644); err != nil {
		t.Fatal(err)
	}
	listen := toolstest.FreePort(t)
	text, err := hosting.File("nginx", hosting.Site{Host: "127.0.0.1", Path: "/town/", Root: www, Listen: listen})
	if err != nil {
		t.Fatal(err)
	}
	toolstest.Start(t, toolstest.Nginx(t, dir, "", string(text)), listen)
	mirrorAt(t, dir, "http://"+listen+"/town/")
	out := filepath.Join(dir, "mirror", "public")
	mustCall(t, dir, "build", "--out", out)
	for _, part := range []string{"portal", "search"} {
		want, err := buildtest.ReadTree(filepath.Join(dir, "public", part))
		if err != nil {
			t.Fatal(err)
		}
		got, err := buildtest.ReadTree(filepath.Join(out, part))
		if err != nil || !maps.Equal(got, want) || len(want) < 5 {
			t.Errorf("another %s (%v)", part, err)
			for path := range want {
				if got[path] != want[path] {
					t.Errorf("%s:\n%.300s\n%.300s", path, got[path], want[path])
				}
			}
		}
	}
	mirrored, err := buildtest.ReadTree(filepath.Join(out, "o1"))
	delete(mirrored, ".gongkai")
	delete(mirrored, "SHA256SUMS")
	for path := range tree {
		if edition.ServersOwn(path) {
			delete(tree, path)
		}
	}
	if err != nil || !maps.Equal(mirrored, tree) {
		t.Errorf("the mirror is not what is shown (%v)", err)
	}
	if got := states(t, mustCall(t, dir, "build", "--out", out, "--json")); got["o1"] != "kept" {
		t.Errorf("with nothing changed: %v", got)
	}
}

// listOf is the list of a release of files.
func listOf(files map[string]string) []byte {
	var sums []edition.Sum
	for _, path := range slices.Sorted(maps.Keys(files)) {
		sums = append(sums, edition.Sum{Path: path, SHA256: sha256.Sum256([]byte(files[path]))})
	}
	return edition.AppendList(nil, sums)
}

// mirrorAt has the office o1 be a site elsewhere.
func mirrorAt(t *testing.T, dir, address string) {
	t.Helper()
	name := filepath.Join(dir, "county.toml")
	roster, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	roster = bytes.Replace(roster, []byte(`folder = "sites/o1"`), []byte(`site = "`+address+`"`), 1)
	if err := os.WriteFile(name, roster, 0o644); err != nil {
		t.Fatal(err)
	}
}

// release serves files as a site that was released, whatever is in them.
func release(t *testing.T, files map[string]string) (address string) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := strings.TrimPrefix(r.URL.Path, "/")
		if path == "SHA256SUMS" {
			_, _ = w.Write(listOf(files))
			return
		}
		_, _ = w.Write([]byte(files[path]))
	}))
	t.Cleanup(server.Close)
	return server.URL + "/"
}

// What a site elsewhere says of itself is held to what the county's pages need before it
// takes the place of its last mirror: it is one office that fails, in words, and the pages of
// all others are made.
func TestHostileSite(t *testing.T) {
	catalog := func(member, value string) string {
		row := map[string]any{"title": "公告", "url": "a.html", "date": "2022-01-01", member: value}
		data, err := json.Marshal(map[string]any{"documents": []any{row}})
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	good := catalog("title", "好的")
	for name, files := range map[string]map[string]string{
		"no day":       {"catalog.json": catalog("date", "0000-00-00")},
		"a day ahead":  {"catalog.json": catalog("date", "2999-01-01")},
		"long title":   {"catalog.json": catalog("title", strings.Repeat("长", 2<<20))},
		"script":       {"catalog.json": catalog("url", "javascript:alert(1)")},
		"no catalogue": {"catalog.json": strings.Repeat("[", 1<<20)},
		"report":       {"catalog.json": good, "reports/2021/report.json": `{"form":"2021","tables":[{"name":"requests","figures":[{"name":"requests.new.total","value":1e99}]}]}`},
		"no report":    {"catalog.json": good, "reports/2021/report.json": "<html>"},
	} {
		slow := os.Getenv("GONGKAI_SLOW") != ""
		if !slow && name != "no day" && name != "no report" { // the others are held to in package office, too
			continue
		}
		dir := newCounty(t, 2)
		toml, err := os.ReadFile(filepath.Join(dir, "county.toml"))
		if err != nil {
			t.Fatal(err)
		}
		build := func(files map[string]string) (status int, out, said string) {
			files["a.html"] = "<!doctype html>"
			text := bytes.Replace(toml, []byte(`folder = "sites/o1"`), []byte(`site = "`+release(t, files)+`"`), 1)
			if err := os.WriteFile(filepath.Join(dir, "county.toml"), text, 0o644); err != nil {
				t.Fatal(err)
			}
			return called(t, dir, "build")
		}
		for _, before := range []bool{false, true} {
			if !slow && before != (name == "no day") {
				continue
			}
			if before {
				if status, _, said := build(map[string]string{"catalog.json": good}); status != exitWell {
					t.Fatalf("%s: a good site has status %d\n%s", name, status, said)
				}
			}
			status, _, said := build(maps.Clone(files))
			if status != exitOffice || !strings.Contains(said, "CY102") || !strings.Contains(said, ".json：") || strings.Contains(said, "%!") {
				t.Errorf("%s: status %d\n%.500s", name, status, said)
			}
			page, err := os.ReadFile(filepath.Join(dir, "public", "portal", "catalog", "index.html"))
			if err != nil || !bytes.Contains(page, []byte("公告0")) || bytes.Contains(page, []byte("好的")) != before {
				t.Errorf("%s: the catalogue of the county (%v):\n%s", name, err, page)
			}
		}
	}
}

// With nothing changed, nothing is written, nothing of the catalogue is read twice, and no
// file is left where the county has no such page any more. An edit of one office changes
// what tells of it. What others do to the portal is undone.
func TestPortalKept(t *testing.T) {
	dir := newCounty(t, 3)
	out := filepath.Join(dir, "public")
	mustCall(t, dir, "build")
	first := sum(t, out)
	before, err := os.Stat(filepath.Join(out, "portal", "catalog", "year-2017.html"))
	if err != nil {
		t.Fatal(err)
	}
	mustCall(t, dir, "build")
	if after, err := os.Stat(filepath.Join(out, "portal", "catalog", "year-2017.html")); err != nil || !after.ModTime().Equal(before.ModTime()) || sum(t, out) != first {
		t.Error("a build with nothing to do has written something")
	}
	if err := buildtest.Write(dir, map[string][]byte{"public/portal/index.html": []byte("edited"), "public/portal/foreign.html": []byte("foreign")}); err != nil {
		t.Fatal(err)
	}
	mustCall(t, dir, "build")
	if sum(t, out) != first {
		t.Error("what others did to the portal is still there")
	}
	for _, key := range []string{"o0", "o1", "o2"} {
		if err := os.Remove(filepath.Join(dir, "sites", key, "content", "notices", "2017", "0001.md")); err != nil {
			t.Fatal(err)
		}
		if err := buildtest.Write(dir, map[string][]byte{"sites/" + key + "/content/notices/2018/0001.md": []byte("---\ntitle: 新的一年\ncategory: notices\ndate: 2018-01-02\n---\n正文。\n")}); err != nil {
			t.Fatal(err)
		}
	}
	mustCall(t, dir, "build")
	if _, err := os.Stat(filepath.Join(out, "portal", "catalog", "year-2017.html")); err == nil {
		t.Error("there is a page of a year without documents")
	}
	clean := filepath.Join(dir, "clean", "public")
	mustCall(t, dir, "build", "--out", clean)
	if sum(t, clean) != sum(t, out) {
		t.Error("an update gives another county than a build from nothing")
	}
}
