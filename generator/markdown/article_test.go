package markdown

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/corpus/lawtest"
)

// TestArticles: which paragraphs and headings begin an article, and what links to it.
func TestArticles(t *testing.T) {
	for body, want := range map[string]string{
		"第十二条　镇人民政府应当公开。":                    "article-12",
		"　　第十二条 镇人民政府应当公开。":                  "article-12",
		"**第十二条** 镇人民政府应当公开。":                "article-12",
		"__第十二条__　镇人民政府应当公开。":                "article-12",
		"**第十二条　镇人民政府**应当公开。":                "article-12",
		"第十二条之一　镇人民政府应当公开。":                  "article-12-1",
		"第一百零二条　甲。\n\n第一千二百六十条　乙。":           "article-102 article-1260",
		"第二十条　甲。\n第一百一十条　乙。\n第一百一十条之二　丙。":    "article-20 article-110 article-110-2",
		"第12条 甲。\n\n第１３条　乙。\n\n第 14 条 丙。":    "article-12 article-13 article-14",
		"第一条为了规范公开，制定本办法。\n\n第二条本办法适用于本镇。":   "article-1 article-2",
		"第一条　甲。\n\n第一条规定的期限，从受理之日起计算。":       "article-1",
		"第一条　甲。\n\n第二条规定的期限，从受理之日起计算。":       "article-1",
		"第十二条规定的期限，从受理之日起计算。":                "",
		"第十二条是重点。":                           "",
		"第三条　甲。\n\n第三条　乙。":                   "article-3",
		"第一条　甲。\n\n第一条之一乙。":                  "article-1 article-1-1",
		"## 第三条　适用范围\n\n甲。\n\n### 第四条\n\n乙。": "article-3 article-4",
		"第三章　总则": "",
		"第三条":    "article-3",
		"第条　无。":  "",
		"第零条　无。": "",
		"第一二三四五六七八九十条　太长。":       "",
		"> 第三条　引文。":              "",
		"- 第三条　列表。":              "",
		"## Article 3\n\n第三条　甲。": "", // the heading was first
		"第三条　见[第五条](https://a.example/)。\n\n第五条　[甲](https://a.example/)。": "article-3 article-5",
	} {
		r := New(Options{Official: true}).Render(Result{}, Source{Path: "a.md", Body: []byte(body)}, nil)
		if got := strings.Join(r.Articles, " "); got != want {
			t.Errorf("%q has the articles %q, want %q", body, got, want)
		}
		for _, id := range r.Articles {
			if strings.Count(string(r.HTML), ` id="`+id+`"`) != 1 {
				t.Errorf("%q: %s is not there once: %s", body, id, r.HTML)
			}
		}
	}
	off := New(Options{}).Render(Result{}, Source{Path: "a.md", Body: []byte("第一条　甲。")}, nil)
	if got := string(off.HTML); got != "<p>第一条　甲。</p>" || len(off.Articles) > 0 {
		t.Errorf("without the layout of official documents: %s", got)
	}
}

// TestArticlesOfLaws: in real laws, all articles are found and nothing else, each once.
func TestArticlesOfLaws(t *testing.T) {
	t.Run("own", func(t *testing.T) { testArticlesOfLaws(t, lawtest.Own(t)) })
	t.Run("shared", func(t *testing.T) { testArticlesOfLaws(t, lawtest.Shared(t)) })
}

var beginning = regexp.MustCompile(`(?m)^[ 　]*(?:#+ |\*\*)?第[一二三四五六七八九十百千零]+条(?:之[一二三四五六七八九十]+)?(?:\*\*)?[ 　]`)

func testArticlesOfLaws(t *testing.T, laws []lawtest.Text) {
	renderer, all := New(Options{Official: true}), 0
	for _, law := range laws {
		want := map[string]bool{}
		for _, begin := range beginning.FindAllString(law.Body, -1) {
			want[strings.Trim(begin, "# 　*")] = true
		}
		got := renderer.Render(Result{}, Source{Path: "a.md", Body: []byte(law.Body)}, nil).Articles
		all += len(got)
		slices.Sort(got)
		if unique := len(slices.Compact(slices.Clone(got))); len(got) != len(want) || unique != len(got) {
			t.Errorf("%s: %d articles, %d of them different, want %d", law.Name, len(got), unique, len(want))
		}
	}
	if all < 20 {
		t.Errorf("%d articles", all)
	}
}
