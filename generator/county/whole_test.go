package main

import (
	"bytes"
	"crypto/sha256"
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
	"gongkai/generator/site/buildtest"
	"gongkai/generator/sitetest"
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
	var sums []edition.Sum
	for _, path := range slices.Sorted(maps.Keys(tree)) {
		if path != ".gongkai" {
			sums = append(sums, edition.Sum{Path: path, SHA256: sha256.Sum256([]byte(tree[path]))})
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "released"), edition.AppendList(nil, sums), 0o644); err != nil {
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
	roster, err := os.ReadFile(filepath.Join(dir, "county.toml"))
	if err != nil {
		t.Fatal(err)
	}
	roster = bytes.Replace(roster, []byte(`folder = "sites/o1"`), []byte(`site = "`+server.URL+`/"`), 1)
	if err := os.WriteFile(filepath.Join(dir, "county.toml"), roster, 0o644); err != nil {
		t.Fatal(err)
	}
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
