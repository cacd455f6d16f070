package portal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/cache"
	"gongkai/generator/county/roster"
	"gongkai/generator/county/rows"
	"gongkai/generator/diag/diagtest"
	"gongkai/generator/site/buildtest"
	"gongkai/layouts"
	"gongkai/static"
)

// newInput makes a county whose offices have so many documents each, the first of them the
// oldest, of one year unless the documents of an office go over several.
func newInput(t testing.TB, documents ...int) Input {
	t.Helper()
	dir := buildtest.TempDir(t)
	in := Input{
		County: &roster.County{Name: "示例县人民政府", Address: "https://county.example/", Domain: "county.example"},
		Dir:    dir, Out: filepath.Join(dir, "out"), Work: filepath.Join(dir, "work"), Layouts: layouts.Files, Static: static.Files, Salt: cache.SumBytes([]byte("test")),
	}
	for i, n := range documents {
		in.Offices = append(in.Offices, newOffice(t, in, i, n))
	}
	return in
}

// newOffice makes an office with so many documents.
func newOffice(t testing.TB, in Input, i, documents int) Office {
	t.Helper()
	o := Office{Office: &roster.Office{Key: fmt.Sprintf("o%d", i), Name: fmt.Sprintf("示例%d镇", i), Level: []string{"township", "department"}[i%2]}}
	list := []rows.Row{}
	for d := range documents {
		list = append(list, rows.Row{
			Title: fmt.Sprintf("文件%d号", d), URL: fmt.Sprintf("notices/%d.html", d), Date: fmt.Sprintf("%d-%02d-%02d", 2020+d/336, 1+d/28%12, 1+d%28),
			Subject: []string{"综合政务/政务公开", "", "农业、林业、水利"}[d%3], Summary: "概述", Validity: "有效", Index: fmt.Sprintf("%d/%d", i%5, d),
		})
	}
	slices.Reverse(list)
	catalog, err := json.Marshal(map[string]any{"documents": list})
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(in.Dir, "rows")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	made, err := rows.Save(dir, o.Key, o.Name, strings.NewReader(string(catalog)))
	if err != nil {
		t.Fatal(err)
	}
	o.Rows = *made
	o.Rows.Days, o.Rows.Indexes = made.Days.In(dir), made.Indexes.In(dir)
	return o
}

func mustPublish(t testing.TB, in Input) (*Result, buildtest.Tree) {
	t.Helper()
	if err := os.MkdirAll(in.Out, 0o755); err != nil {
		t.Fatal(err)
	}
	res, err := Publish(in)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := buildtest.ReadTree(in.Out)
	if err != nil {
		t.Fatal(err)
	}
	return res, tree
}

func TestRules(t *testing.T) {
	if err := diagtest.Check(Rules()); err != nil {
		t.Error(err)
	}
}

// rowForm finds the documents that a page of the catalogue lists.
var rowForm = regexp.MustCompile(`<th scope="row"><a href="\.\./\.\./(o\d+/notices/\d+\.html)">`)

// listed are the documents on the pages of a list: the front page, then from the highest
// number down.
func listed(t testing.TB, tree buildtest.Tree, path string) (docs []string, sizes []int) {
	t.Helper()
	numbers := 0
	for tree[fmt.Sprintf("%s-%d.html", path, numbers+1)] != "" {
		numbers++
	}
	for n := numbers + 1; n > 0; n-- {
		name := fmt.Sprintf("%s-%d.html", path, n)
		if n > numbers {
			name = path + ".html"
		}
		found := rowForm.FindAllStringSubmatch(tree[name], -1)
		for _, m := range found {
			docs = append(docs, m[1])
		}
		sizes = append(sizes, len(found))
	}
	return docs, sizes
}

// Every document is once in the pages of its year, newest first, and once in the data,
// whatever their number; numbered pages are full.
func TestCatalogue(t *testing.T) {
	for _, documents := range [][]int{{1}, {49, 1}, {50, 50}, {99}, {100, 0}, {120, 31, 0, 200}, {2100, 2000}} {
		_, tree := mustPublish(t, newInput(t, documents...))
		total, seen := 0, map[string]int{}
		for _, n := range documents {
			total += n
		}
		var index struct {
			Count int
			Parts []part
		}
		if err := json.Unmarshal([]byte(tree["portal/"+dataPath]), &index); err != nil {
			t.Fatal(err)
		}
		if index.Count != total {
			t.Errorf("%v: the index counts %d", documents, index.Count)
		}
		for _, p := range index.Parts {
			var data struct{ Documents []rows.Row }
			if err := json.Unmarshal([]byte(tree[p.URL]), &data); err != nil || len(data.Documents) != p.Count {
				t.Errorf("%v: %s has %d documents of %d (%v)", documents, p.URL, len(data.Documents), p.Count, err)
			}
			for _, r := range data.Documents {
				seen[r.URL]++
			}
		}
		years := map[string]bool{}
		for _, p := range index.Parts {
			years[p.Year] = true
		}
		inPages := 0
		for year := range years {
			docs, sizes := listed(t, tree, "portal/catalog/year-"+year)
			inPages += len(docs)
			for _, d := range docs {
				seen[d]++
			}
			for i, n := range sizes {
				if i > 0 && n != pageSize || n >= 2*pageSize {
					t.Errorf("%v: pages of %s have %v", documents, year, sizes)
				}
			}
		}
		if inPages != total || len(seen) != total {
			t.Errorf("%v: %d documents in pages, %d in all", documents, inPages, len(seen))
		}
		for url, n := range seen {
			if n != 2 {
				t.Errorf("%v: %s is there %d times", documents, url, n)
			}
		}
	}
}

// A subject has its documents and no others.
func TestSubjects(t *testing.T) {
	_, tree := mustPublish(t, newInput(t, 90, 60))
	for code, want := range map[string]int{"0201": 50, "06": 50} {
		if docs, _ := listed(t, tree, "portal/catalog/subject-"+code); len(docs) != want {
			t.Errorf("subject %s has %d documents", code, len(docs))
		}
	}
	if strings.Count(tree["portal/"+catalogPath], "catalog/subject-") != 2 {
		t.Error("the front page does not lead to two subjects")
	}
}

// A new document changes the pages on which the newest stand, and no numbered page.
func TestNewDocument(t *testing.T) {
	in := newInput(t, 300, 20)
	_, before := mustPublish(t, in)
	in.Offices[0] = newOffice(t, in, 0, 301)
	res, after := mustPublish(t, in)
	diff := after.Since(before)
	numbered := regexp.MustCompile(`(?:year|subject)-\d+-\d+\.`)
	for path := range after {
		if numbered.MatchString(path) && after[path] != before[path] {
			t.Errorf("%s has changed", path)
		}
	}
	if res.Files == 0 || res.Files > 100 {
		t.Errorf("%d files were written; %+v", res.Files, diff)
	}
	if res, again := mustPublish(t, in); res.Files != 0 || again.Sum() != after.Sum() {
		t.Errorf("with nothing changed, %d files were written", res.Files)
	}
}

// Of more documents than the search can have, it has the newest, and the catalogue all.
func TestSearchMost(t *testing.T) {
	in := newInput(t, 80, 80)
	in.SearchMost = 30
	_, tree := mustPublish(t, in)
	docs, _ := listed(t, tree, "portal/catalog/year-2020")
	months := map[string]bool{}
	for path := range tree {
		if rest, ok := strings.CutPrefix(path, "search/t/"); ok {
			months[rest[:6]] = true
		}
	}
	if len(docs) != 160 || months["202001"] || !months["202003"] {
		t.Errorf("%d documents listed, months searched %v", len(docs), months)
	}
}

// Index numbers that two offices have are reported, and both documents listed.
func TestCollision(t *testing.T) {
	res, _ := mustPublish(t, newInput(t, 1, 1, 1, 1, 1, 2))
	if len(res.Found) != 1 || res.Found[0].Code != "CY103" || !strings.Contains(res.Found[0].Message.EN, "o0/notices/0.html, o5/notices/0.html") || res.Documents != 7 {
		t.Errorf("found %v", res.Found)
	}
}

// What somebody else has at the top of the folder is refused by name, before anything is
// written; what we have written is replaced, and known without the store.
func TestTop(t *testing.T) {
	for _, name := range []string{"index.html", "robots.txt", "sitemap.xml"} {
		in := newInput(t, 1)
		if err := buildtest.Write(in.Out, map[string][]byte{name: []byte("somebody's own")}); err != nil {
			t.Fatal(err)
		}
		before, err := buildtest.ReadTree(in.Out)
		if err != nil {
			t.Fatal(err)
		}
		_, err = Publish(in)
		var foreign *NotOurs
		if !errors.As(err, &foreign) || !slices.Equal(foreign.Files, []string{filepath.Join(in.Out, name)}) || !strings.Contains(foreign.Text().ZH, name) {
			t.Errorf("%s: %v", name, err)
		}
		if after, err := buildtest.ReadTree(in.Out); err != nil || after.Sum() != before.Sum() {
			t.Errorf("%s: something was written (%v)", name, err)
		}
	}
	in := newInput(t, 1, 1)
	mustPublish(t, in)
	note := filepath.Join(in.Out, topNote)
	first, err := os.ReadFile(note)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(in.Work); err != nil {
		t.Fatal(err)
	}
	in.Offices = in.Offices[:1]
	_, whole := mustPublish(t, in)
	// A process that was killed between two files has noted both states.
	second, err := os.ReadFile(note)
	if err != nil || bytes.Equal(first, second) {
		t.Fatalf("the note is %s (%v)", second, err)
	}
	if err := os.WriteFile(note, append(first, second...), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(in.Out, "robots.txt")); err != nil {
		t.Fatal(err)
	}
	if _, again := mustPublish(t, in); again.Sum() != whole.Sum() {
		t.Error("a process that was killed leaves something else")
	}
	if err := errors.Join(os.Remove(filepath.Join(in.Out, "index.html")), os.Mkdir(filepath.Join(in.Out, "index.html"), 0o755)); err != nil {
		t.Fatal(err)
	}
	var foreign *NotOurs
	if err := CheckTop(in.Out); !errors.As(err, &foreign) {
		t.Errorf("a folder: %v", err)
	}
}

// Counts that do not agree with the shards are an error, and the portal stays as it was.
func TestMiscounted(t *testing.T) {
	in := newInput(t, 5)
	_, before := mustPublish(t, in)
	in.Offices[0] = newOffice(t, in, 0, 6)
	in.Offices[0].Rows.Years = map[string]int{"2020": 7}
	if _, err := Publish(in); err == nil {
		t.Error("no error")
	}
	after, err := buildtest.ReadTree(in.Out)
	if err != nil || after.Sum() != before.Sum() {
		t.Errorf("the portal has changed (%v)", err)
	}
}

// What the portal says otherwise than the township's layouts, it says: each passage is
// there once, so that a layout that changes is noticed here.
func TestLayouts(t *testing.T) {
	set, err := load(layouts.Files)
	if set == nil || err != nil {
		t.Fatal(err)
	}
	_, tree := mustPublish(t, newInput(t, 1))
	for _, want := range []string{`data-root="./../"`, `src="./../search/index.js"`, "全部机关"} {
		if !strings.Contains(tree["portal/search.html"], want) {
			t.Errorf("the page of the search lacks %s", want)
		}
	}
	if !strings.Contains(tree["portal/catalog/index.html"], ">机关</th>") {
		t.Error("the catalogue names no offices")
	}
}

// No offices are a county, too.
func TestNoOffices(t *testing.T) {
	_, tree := mustPublish(t, newInput(t))
	for _, path := range []string{"index.html", "portal/index.html", "portal/catalog/index.html", "sitemap.xml", "robots.txt", "search/index.js"} {
		if tree[path] == "" {
			t.Errorf("there is no %s", path)
		}
	}
}

// The sum of the annual reports is made of what the offices have published; a relation that
// does not hold is reported for the office and for the sum, and the sum is made all the
// same. Another figure makes another sum.
func TestAnnual(t *testing.T) {
	in := newInput(t, 1, 1)
	in.County.Offices = []roster.Office{*in.Offices[0].Office, *in.Offices[1].Office}
	publish := func(received string) (*Result, buildtest.Tree) {
		t.Helper()
		err := buildtest.Write(in.Out, map[string][]byte{"o0/reports/2022/report.json": []byte(`{"form":"2021","tables":[{"name":"requests","figures":[{"name":"requests.new.total","value":` + received + `}]}]}`)})
		if err != nil {
			t.Fatal(err)
		}
		in.Offices[0].Reports = map[string]string{"2022": received}
		return mustPublish(t, in)
	}
	res, tree := publish("3")
	codes := map[string]int{}
	for _, d := range res.Found {
		codes[d.Code]++
	}
	if codes["CY104"] < 2 || codes["CY105"] != 1 {
		t.Errorf("found %v", codes)
	}
	if !strings.Contains(tree["portal/reports/2022.csv"], "requests.new.total") || !strings.HasPrefix(tree["portal/reports/2022.xlsx"], "PK") || !strings.Contains(tree["portal/index.html"], `href="reports/index.html"`) {
		t.Error("the sum is not published")
	}
	if _, other := publish("4"); other["portal/reports/2022.json"] == tree["portal/reports/2022.json"] {
		t.Error("another figure makes the same sum")
	}
	in.Offices[0].Reports = nil
	if _, none := mustPublish(t, in); none["portal/reports/2022.html"] != "" {
		t.Error("there is a sum of no reports")
	}
}
