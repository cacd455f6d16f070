package present

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// collisionsOf plans a site of the given documents, and returns what is found.
func collisionsOf(metas ...*page.Meta) (*Plan, []string) {
	slices.SortFunc(metas, func(a, b *page.Meta) int { return strings.Compare(a.Path, b.Path) })
	c, _ := catalog.New(catalog.Input{Config: testConfig(), Metas: metas, Today: page.NewDate(2018, 1, 1)})
	s, found := New(Input{
		Config: testConfig(), Catalog: c, Report: func(int) *Report { return nil }, Tables: noTables,
		Locate: func(id catalog.ID, key, item string) diag.Pos {
			return diag.Pos{File: "content/" + c.Meta(id).Path + "#" + key + "[" + item + "]"}
		},
	})
	var lines []string
	for _, d := range found {
		lines = append(lines, d.Pos.File+": "+d.Message.EN)
	}
	slices.Sort(lines)
	return s, lines
}

// TestCollisions: what cannot stand beside another output is named with it, at
// the place that has to change.
func TestCollisions(t *testing.T) {
	const old = "content/policies/2017/0001.md#aliases"
	for name, c := range map[string]struct {
		paths   []string // of documents besides policies/2017/0001.md and 0003.md
		aliases []string // of policies/2017/0001.md
		want    []string
	}{
		"nothing": {[]string{"policies/Old/1.md", "policies/名单.md"}, []string{"old/a.html", "Old/b.html", "policies/2017/0002.html", "旧/甲.html"}, nil},
		"the page of a document": {nil, []string{"policies/2017/0003.html"}, []string{
			old + "[policies/2017/0003.html]: the address /policies/2017/0003.html already belongs to content/policies/2017/0003.md",
		}},
		"a generated page": {[]string{"policies/list-1.md"}, []string{"index.html"}, []string{
			old + "[index.html]: the address /index.html already belongs to a generated page",
		}},
		"a generated page, for a document": {[]string{"policies/year-2017.md"}, nil, []string{
			"content/policies/year-2017.md: the address /policies/year-2017.html already belongs to a generated page",
		}},
		"the list of what is in force": {[]string{"policies/valid.md", "policies/lapsed.md", "policies/valid-1.md"}, nil, []string{
			"content/policies/valid.md: the address /policies/valid.html already belongs to a generated page",
		}},
		"case": {nil, []string{"Policies/2017/0003.html", "INDEX.html", "policies/2017/0003.HTML"}, []string{
			old + "[INDEX.html]: the address /INDEX.html already belongs to a generated page, whose address /index.html is the same on Windows",
			old + "[Policies/2017/0003.html]: the address /Policies/2017/0003.html already belongs to content/policies/2017/0003.md, whose address /policies/2017/0003.html is the same on Windows",
			old + "[policies/2017/0003.HTML]: the address /policies/2017/0003.HTML already belongs to content/policies/2017/0003.md, whose address /policies/2017/0003.html is the same on Windows",
		}},
		"case of a document": {[]string{"policies/2017/A.md"}, []string{"policies/2017/a.html"}, []string{
			old + "[policies/2017/a.html]: the address /policies/2017/a.html already belongs to content/policies/2017/A.md, whose address /policies/2017/A.html is the same on Windows",
		}},
		"case of a document that looks generated": {[]string{"policies/INDEX.md", "policies/Year-2017.md"}, nil, []string{
			"content/policies/INDEX.md: the address /policies/INDEX.html already belongs to a generated page, whose address /policies/index.html is the same on Windows",
			"content/policies/Year-2017.md: the address /policies/Year-2017.html already belongs to a generated page, whose address /policies/year-2017.html is the same on Windows",
		}},
		"case of another alias": {nil, []string{"Old/A.html", "old/a.html"}, []string{
			old + "[old/a.html]: the address /old/a.html already belongs to content/policies/2017/0001.md, whose address /Old/A.html is the same on Windows",
		}},
		"composed characters": {nil, []string{"\u00e9.html", "e\u0301.html"}, []string{
			old + "[e\u0301.html]: the address /e\u0301.html already belongs to content/policies/2017/0001.md, whose address /\u00e9.html is the same on Windows",
		}},
		"a folder where a page is": {nil, []string{"catalog.json/index.html", "policies/2017/0003.html/index.html", "Feed.xml/a.html"}, []string{
			old + "[Feed.xml/a.html]: the address /Feed.xml/a.html already belongs to a generated page, whose address /feed.xml is a file and can be no folder",
			old + "[catalog.json/index.html]: the address /catalog.json/index.html already belongs to a generated page, whose address /catalog.json is a file and can be no folder",
			old + "[policies/2017/0003.html/index.html]: the address /policies/2017/0003.html/index.html already belongs to content/policies/2017/0003.md, whose address /policies/2017/0003.html is a file and can be no folder",
		}},
		"two aliases": {nil, []string{"a.html", "a.html/b.html", "c.html/d.html", "C.html"}, []string{
			old + "[C.html]: the address /C.html already belongs to content/policies/2017/0001.md, whose address /c.html/d.html needs a folder there",
			old + "[a.html/b.html]: the address /a.html/b.html already belongs to content/policies/2017/0001.md, whose address /a.html is a file and can be no folder",
		}},
		"a document in the folder of a page": {[]string{"policies/2017/0001.html/x.md", "policies/2017/0001.html/y/z.md"}, nil, []string{
			"content/policies/2017/0001.html/x.md: the address /policies/2017/0001.html/x.html already belongs to content/policies/2017/0001.md, whose address /policies/2017/0001.html is a file and can be no folder",
			"content/policies/2017/0001.html/y/z.md: the address /policies/2017/0001.html/y/z.html already belongs to content/policies/2017/0001.md, whose address /policies/2017/0001.html is a file and can be no folder",
		}},
		"a document in the folder of a generated page": {[]string{"policies/index.html/1.md"}, nil, []string{
			"content/policies/index.html/1.md: the address /policies/index.html/1.html already belongs to a generated page, whose address /policies/index.html is a file and can be no folder",
		}},
		"an alias for the folder of documents": {[]string{"policies/a.html/1.md"}, []string{"policies/A.html"}, []string{
			old + "[policies/A.html]: the address /policies/A.html already belongs to content/policies/a.html/1.md, whose address /policies/a.html/1.html needs a folder there",
		}},
	} {
		first, third := doc(1), doc(3)
		first.Aliases = c.aliases
		metas := []*page.Meta{first, third}
		for _, path := range c.paths {
			m := doc(4)
			m.Path = path
			if strings.Contains(path, "valid") {
				m.Validity = page.Valid
			}
			metas = append(metas, m)
		}
		s, got := collisionsOf(metas...)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", name, diff)
		}
		for _, m := range metas { // whatever is found, documents are there
			if o, ok := s.Lookup(page.URL(m.Path)); !ok || !o.IsDocument() && len(c.want) == 0 {
				t.Errorf("%s: no page of %s", name, m.Path)
			}
		}
	}
}
