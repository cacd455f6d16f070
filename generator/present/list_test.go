package present

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/cache"
	"gongkai/generator/catalog"
	"gongkai/generator/layout"
)

// keys sums the views of all pages by path.
func keys(s *Plan) map[string][]uint64 {
	sums := map[string][]uint64{}
	for i := range s.Len() {
		if o := s.Output(i); o.IsPage() {
			sums[o.Path] = cache.AppendComponents(nil, view(s, o).Value)
		}
	}
	return sums
}

// A new document changes, of each list it is in, the front page and the last
// numbered page; at the turn of a page also the one before, which gets a
// neighbour. No other numbered page changes.
func TestStablePagination(t *testing.T) {
	for n := 6; n < 40; n++ {
		before, after := keys(planOf(t, testConfig(), documents(n)...)), keys(planOf(t, testConfig(), documents(n+1)...))
		for path, sum := range after {
			old, known := before[path]
			if !known || slices.Equal(old, sum) || !strings.Contains(path, "policies/list-") {
				continue
			}
			last := (n + 1 + 4) / 5
			allowed := []string{fmt.Sprintf("policies/list-%d.html", last)}
			if n%5 == 0 {
				allowed = append(allowed, fmt.Sprintf("policies/list-%d.html", last-1))
			}
			if !slices.Contains(allowed, path) {
				t.Errorf("%d documents and one more: %s changed", n, path)
			}
		}
	}
}

func TestPager(t *testing.T) {
	s := planOf(t, testConfig(), documents(23)...)
	list := func(path string) *layout.ListView {
		o, ok := s.Lookup(path)
		if !ok {
			t.Fatalf("no %s", path)
		}
		return view(s, o).Value.(*layout.ListView)
	}
	front := list("policies/index.html")
	if got := titles(front.Items); got != "文件23 文件22 文件21 文件20 文件19" {
		t.Errorf("front: %s", got)
	}
	if front.Pager.Older.Href != "list-4.html" || front.Pager.Newer.Text != "" {
		t.Errorf("front: %+v", front.Pager)
	}
	newest := list("policies/list-5.html")
	if titles(newest.Items) != "文件23 文件22 文件21" || newest.Pager.Newer.Text != "" || newest.Pager.Older.Href != "list-4.html" {
		t.Errorf("list-5: %s, %+v", titles(newest.Items), newest.Pager)
	}
	oldest := list("policies/list-1.html")
	if titles(oldest.Items) != "文件5 文件4 文件3 文件2 文件1" || oldest.Pager.Older.Text != "" || oldest.Pager.Newer.Href != "list-2.html" {
		t.Errorf("list-1: %s, %+v", titles(oldest.Items), oldest.Pager)
	}
}

func titles(items []layout.ListItem) string {
	var list []string
	for _, item := range items {
		list = append(list, item.Title)
	}
	return strings.Join(list, " ")
}

// Every numbered page can be reached from the front page by the pager alone,
// and each document stands on exactly one of them.
func TestPagesHoldEverything(t *testing.T) {
	for n := range 30 {
		s := planOf(t, testConfig(), documents(n)...)
		seen := map[string]int{}
		for i := range s.Len() {
			if o := s.Output(i); strings.HasPrefix(o.Path, "policies/list-") {
				for _, item := range view(s, o).Value.(*layout.ListView).Items {
					seen[item.Title]++
				}
			}
		}
		want := map[string]int{}
		if n > 5 {
			for _, m := range documents(n) {
				want[m.Title] = 1
			}
		}
		if diff := cmp.Diff(want, seen); diff != "" {
			t.Errorf("%d documents: %s", n, diff)
		}
	}
}

// Each page of a list says which part of the list it is, and how one comes there.
func TestTitles(t *testing.T) {
	metas := documents(12)
	for _, m := range metas {
		m.Subject = "综合政务/政务公开"
	}
	p := planOf(t, testConfig(), metas...)
	for _, test := range []struct{ path, title, way string }{
		{"policies/index.html", "政策文件 - 示例镇政府信息公开", "首页 政策文件"},
		{"policies/list-2.html", "政策文件 第 2 页 - 示例镇政府信息公开", "首页 第 2 页"},
		{"policies/year-2017.html", "政策文件 2017年 - 示例镇政府信息公开", "首页 政策文件 政策文件 2017年"},
		{"policies/year-2017-1.html", "政策文件 2017年 第 1 页 - 示例镇政府信息公开", "首页 政策文件 第 1 页"},
		{"subjects/0201.html", "综合政务/政务公开 - 示例镇政府信息公开", "首页 主题分类 综合政务/政务公开"},
		{"disclosure/systems.html", "政府信息公开制度 - 示例镇政府信息公开", "首页 政府信息公开 政府信息公开制度"},
	} {
		v := at[*layout.ListView](t, p, test.path)
		var way []string
		for _, l := range v.Breadcrumb {
			way = append(way, l.Text)
		}
		if got := strings.Join(way, " "); v.Head.Title != test.title || got != test.way {
			t.Errorf("%s: title %q, way %q, want %q and %q", test.path, v.Head.Title, got, test.title, test.way)
		}
	}
}

// Every numbered page of a list, however long, is at most two clicks from the front page
// of the list, so that a document of the catalog is at most three from there.
func TestTwoClicks(t *testing.T) {
	for pages := 1; pages < 300; pages++ {
		l := list{base: "catalog/list", docs: make([]catalog.ID, pages*2), size: 2, front: "catalog/index.html"}
		at := viewpoint{path: "catalog/index.html"}
		reached := map[string]bool{}
		for _, one := range l.pager(at, 0).Numbers {
			reached[one.Href] = true
			var n int
			if _, err := fmt.Sscanf(one.Href, "list-%d.html", &n); err != nil {
				t.Fatal(err)
			}
			for _, two := range l.pager(at, n).Numbers {
				reached[two.Href] = true
			}
		}
		want := pages
		if pages == 1 {
			want = 0 // all stands on the front page
		}
		if len(reached) != want {
			t.Fatalf("of %d pages, %d are two clicks away", want, len(reached))
		}
		if most := 5 + pages/stride + 2; len(l.pager(at, 0).Numbers) > most || len(l.pager(at, pages).Numbers) >= stride {
			t.Fatalf("%d links to %d pages", len(l.pager(at, 0).Numbers), pages)
		}
	}
}
