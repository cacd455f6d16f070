package review

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/page"
)

func sha(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// TestSum computes a sum as docs/review.md says, by hand.
func TestSum(t *testing.T) {
	m := &page.Meta{Path: "policies/2017/0003.md", Title: "办法", Category: "policies", Date: page.NewDate(2017, 3, 15), Draft: true}
	body := "第一条　见[附件](0003-附件.pdf)。\n"
	text := "gongkai-review 1\npath policies/2017/0003.md\ncategory \"policies\"\ndate \"2017-03-15\"\ntitle \"办法\"\nbody " + sha(body) + "\n"
	want := sha("gongkai-review 1\ntext " + sha(text) + "\n" +
		"file " + sha("甲") + " /images/甲.png\nfile " + sha("乙") + " policies/2017/0003-附件.pdf\n")
	got := Sum(TextOf(m, []byte(body)), []File{{"policies/2017/0003-附件.pdf", sha("乙")}, {"/images/甲.png", sha("甲")}})
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	m.Draft, m.Review = false, []page.Review{{Stage: "初审"}}
	if again := Sum(TextOf(m, []byte(body)), []File{{"/images/甲.png", sha("甲")}, {"policies/2017/0003-附件.pdf", sha("乙")}}); again != want {
		t.Error("draft, review or the order of the files make a difference")
	}
	for what, sum := range map[string]string{
		"the body":           Sum(TextOf(m, []byte(body+" ")), []File{{"/images/甲.png", sha("甲")}, {"policies/2017/0003-附件.pdf", sha("乙")}}),
		"a file":             Sum(TextOf(m, []byte(body)), []File{{"/images/甲.png", sha("丙")}, {"policies/2017/0003-附件.pdf", sha("乙")}}),
		"one file less":      Sum(TextOf(m, []byte(body)), []File{{"policies/2017/0003-附件.pdf", sha("乙")}}),
		"the name of a file": Sum(TextOf(m, []byte(body)), []File{{"/images/乙.png", sha("甲")}, {"policies/2017/0003-附件.pdf", sha("乙")}}),
		"the path":           Sum(TextOf(&page.Meta{Path: "policies/2017/0004.md", Title: "办法", Category: "policies", Date: m.Date}, []byte(body)), []File{{"/images/甲.png", sha("甲")}, {"policies/2017/0003-附件.pdf", sha("乙")}}),
	} {
		if sum == want {
			t.Errorf("%s makes no difference", what)
		}
	}
}

func TestNamed(t *testing.T) {
	m := &page.Meta{Path: "notices/2026/0001.md", Attachments: []page.Attachment{{File: "notices/2026/附件.pdf"}}}
	for body, want := range map[string][]string{
		"":                        nil,
		"[表](a.xlsx)":             {"notices/2026/a.xlsx"},
		"![图](../a.png \"标题\")":   {"notices/a.png"},
		"![图](<有 空格.png>)":        {"notices/2026/有 空格.png"},
		"![图](a%20b.png)":         {"notices/2026/a b.png"},
		"![图](a\\_b.png)":         {"notices/2026/a_b.png"},
		"![图](a&amp;b.png)":       {"notices/2026/a&b.png"},
		"![图](a(1).png)后(文)":      {"notices/2026/a(1).png"},
		"![图](\n  a.png)":         {"notices/2026/a.png"},
		"[![小图](s.jpg)](l.jpg)":   {"notices/2026/l.jpg", "notices/2026/s.jpg"},
		"![图][一]\n\n[一]: a.png\n": {"notices/2026/a.png"},
		"[一]:\n  <a b.png>\n":     {"notices/2026/a b.png"},
		"![图](/images/徽.png)":     {"/images/徽.png", "images/徽.png"},
		"[见](0002.md)[这](#锚)":     nil,
		"[上](../../../a.pdf)":     nil,
		"[a](b.pdf?x=1#y)":        {"notices/2026/b.pdf"},
		"`[a](code.pdf)`":         {"notices/2026/code.pdf"},
		"[a](http://x.example/)":  nil,
	} {
		want = append(want, "notices/2026/附件.pdf")
		slices.Sort(want)
		if diff := cmp.Diff(want, Named(m, []byte(body))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", body, diff)
		}
	}
	if got := fmt.Sprint(Named(m, nil, "名 单.xlsx", "/附表.csv")); got != "[/附表.csv notices/2026/名 单.xlsx notices/2026/附件.pdf 附表.csv]" {
		t.Error(got)
	}
	report := &page.Meta{Path: "reports/2025/index.md", Form: "2021"}
	if got := fmt.Sprint(Named(report, nil)); got != "[reports/2024/applications.csv reports/2025/applications.csv reports/2025/figures.toml reports/2025/website.toml]" {
		t.Error(got)
	}
}

// TestDocumentedExample: the example of docs/review.md is one.
func TestDocumentedExample(t *testing.T) {
	doc, err := os.ReadFile(filepath.Join("..", "..", "docs", "review.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(string(doc), "## Example\n\n```text\n")
	file, _, _ := strings.Cut(example, "```")
	p, found := page.Parse("policies/2017/0003.md", []byte(file))
	if p == nil || len(found) > 0 {
		t.Fatal(found)
	}
	text := TextOf(&p.Meta, p.Body)
	for _, sum := range []string{sha(string(p.Body)), hex.EncodeToString(text[:]), Sum(text, nil)} {
		if !strings.Contains(example, sum) {
			t.Errorf("the example lacks %s", sum)
		}
	}
	if !strings.Contains(example, string(p.Meta.AppendValues(nil))) {
		t.Errorf("the example lacks %s", p.Meta.AppendValues(nil))
	}
}
