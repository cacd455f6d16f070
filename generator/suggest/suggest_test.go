package suggest

import (
	"fmt"
	"math/rand/v2"
	"path"
	"strings"
	"testing"
	"unicode/utf8"
)

// plainDistance is the optimal string alignment distance as it is defined.
func plainDistance(a, b string) int {
	s, t := []rune(a), []rune(b)
	d := make([][]int, len(s)+1)
	for i := range d {
		d[i] = make([]int, len(t)+1)
		for j := range d[i] {
			switch {
			case i == 0 || j == 0:
				d[i][j] = i + j
				continue
			case s[i-1] == t[j-1]:
				d[i][j] = d[i-1][j-1]
			default:
				d[i][j] = 1 + d[i-1][j-1]
			}
			d[i][j] = min(d[i][j], d[i-1][j]+1, d[i][j-1]+1)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(s)][len(t)]
}

func TestNearest(t *testing.T) {
	keys := []string{"title", "category", "date", "draft", "doc_number", "综合政务/政务公开"}
	for got, want := range map[string]string{
		"tilte": "title", "titel": "title", "Title": "title", "TITEL": "title", "catagory": "category", "dat": "date", "drat": "draft",
		"docnumber": "doc_number", "综合政务/政务公告": "综合政务/政务公开", "xyz": "", "": "", "layout": "", "title": "title",
	} {
		if near := Nearest(got, keys); near != want {
			t.Errorf("Nearest(%q) = %q, want %q", got, near, want)
		}
	}
}

// TestNearestIsPlain compares the way in which words are compared with the
// definition of the distance.
func TestNearestIsPlain(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	word := func() string {
		letters := []rune("abAB一二")[:2+rng.IntN(5)]
		text := make([]rune, rng.IntN(12))
		for i := range text {
			text[i] = letters[rng.IntN(len(letters))]
		}
		return string(text)
	}
	for range 20000 {
		got, candidates := word(), []string{word(), word(), word()}
		want, best := "", 1+max(1, utf8.RuneCountInString(got)/3)
		for _, c := range candidates {
			if d := plainDistance(strings.ToLower(got), strings.ToLower(c)); d < best {
				want, best = c, d
			}
		}
		if near := Nearest(got, candidates); near != want {
			t.Fatalf("Nearest(%q, %q) = %q, want %q", got, candidates, near, want)
		}
	}
}

func TestPaths(t *testing.T) {
	paths := &Paths{Sorted: []string{
		"about.md", "notices/2017/0003-名单.xlsx", "notices/2017/0003.md", "notices/2018/0003.md",
		"policies/2017/0001.md", "policies/2017/0003.md", "policies/2017/0004.md", "policies/2017/a/0005.md",
		"policies/2017/Form.pdf", "policies/2018/0003.md",
	}}
	for got, want := range map[string]string{
		"policies/2017/0033.md":          "policies/2017/0003.md",
		"policies/2017/0030.md":          "policies/2017/0003.md",
		"policies/2017/form.PDF":         "policies/2017/Form.pdf",
		"policy/2017/0003.md":            "policies/2017/0003.md",
		"policies/2107/0003.md":          "policies/2017/0003.md",
		"notices/2017/0003-名单.xls":       "notices/2017/0003-名单.xlsx",
		"notices/2017/0003_名单.xlsx":      "notices/2017/0003-名单.xlsx",
		"policies/2017/0005.md":          "policies/2017/0001.md",
		"abuot.md":                       "about.md",
		"policies/2017/附件.pdf":           "",
		"interpretations/2020/0003.docx": "",
		"":                               "",
	} {
		if near := paths.Nearest(got); near != want {
			t.Errorf("Nearest(%q) = %q, want %q", got, near, want)
		}
	}
}

// TestPathsBounded: however many files there are, one that does not exist is
// compared with few of them, and looked for once.
func TestPathsBounded(t *testing.T) {
	var sorted []string
	for folder := range 520 {
		for number := range 520 {
			sorted = append(sorted, fmt.Sprintf("notices/%04d/%05d.md", 1500+folder, number))
		}
	}
	paths := &Paths{Sorted: sorted}
	for _, got := range []string{"notices/2000/00150.MD", "notices/2000/0.md", "notices/2000/9.md", "notice/2050/00299.md", "zzz/1/00000.md"} {
		folder, name := path.Split(got)
		if n := len(paths.siblings(got, folder)); n > maxCompared {
			t.Errorf("%s is compared with %d of its folder", got, n)
		}
		if n := len(paths.homonyms(got, name)); n > maxCompared {
			t.Errorf("%s is compared with %d of its name", got, n)
		}
	}
	if near := paths.Nearest("notices/2000/00150-.md"); near != "notices/2000/00150.md" {
		t.Errorf("meant %q", near)
	}
	if near := paths.Nearest("notices/20O0/00299.md"); near != "notices/2000/00299.md" {
		t.Errorf("meant %q", near)
	}
	paths.Sorted, paths.named = nil, nil // what was found is not looked for again
	if near := paths.Nearest("notices/2000/00150-.md"); near != "notices/2000/00150.md" {
		t.Errorf("then %q", near)
	}
}
