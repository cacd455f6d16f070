package site

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/search"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/toolstest"
)

// withSecret adds a document that names itself in every place to a site, and documents
// that refer to it in every way.
func withSecret(t testing.TB, opt Options, lines string) {
	t.Helper()
	write(t, opt, "content/policies/2017/0009.md", `---
title: 秘藏的标题
category: policies
date: 2017-05-02
doc_number: 示例政发〔2017〕99号
validity: 有效
keywords: [秘藏的词]
subject: 综合政务/保密工作
summary: 秘藏的概述。
interprets: [policies/2017/0001.md]
attachments: [{file: 秘藏的附件.csv, title: 秘藏的附表}]
aliases: [old/nine.html]
revisions: [{date: 2017-06-01, note: 秘藏的修订}]
`+lines+`---
## 某节

秘藏的正文。

![秘藏的图](秘藏的图.jpg)

{{table 秘藏的附件.csv}}
`)
	write(t, opt, "content/policies/2017/秘藏的附件.csv", "秘藏的列,乙\n1,2\n")
	write(t, opt, "content/policies/2017/秘藏的图.jpg", string(buildtest.JPEG(900, 80, 3)))
	write(t, opt, "content/policies/2018/0009.md", `---
title: 后来的文件
category: policies
date: 2018-05-02
replaces: [policies/2017/0009.md]
interprets: [policies/2017/0009.md]
---
见[前面的文件](/policies/2017/0009.md#某节)。
`)
}

// published returns the files in whose bytes, or names, something stands of the secret
// document, packed copies among them. The texts in the search index are coded, and looked at as they are meant.
func published(tree buildtest.Tree) []string {
	in := tree.Containing("秘藏")
	picture := string(buildtest.JPEG(900, 80, 3))
	for name := range tree {
		if strings.Contains(name, "秘藏") || strings.Contains(tree.Text(name), "〔2017〕99号") || strings.Contains(tree.Text(name), "%E7%A7%98%E8%97%8F") ||
			strings.Contains(search.Reveal([]byte(tree.Text(name))), "秘藏") ||
			tree[name] == picture {
			in = append(in, name)
		}
	}
	slices.Sort(in)
	return slices.Compact(in)
}

// TestWithdrawnIsNowhere: of a document that is withdrawn there is nothing in what is
// published but the notice at its address, and the redirect to it.
func TestWithdrawnIsNowhere(t *testing.T) {
	t.Parallel()
	const at, alias = "policies/2017/0009.html", "old/nine.html"
	for _, c := range []struct {
		lines, date, reason string
		titled              bool
	}{
		{"withdrawn: {date: 2017-07-01, reason: 决定已被撤销}\n", "2017-07-01", "决定已被撤销", false},
		{"publish_until: 2022-05-31\n", "2022-06-01", page.Over, false},
		{"publish_until: 2017-05-31\nwithdrawn: {date: 2017-07-01, reason: 决定已被撤销, keep_title: true}\n", "2017-07-01", "决定已被撤销", true},
		{"withdrawn: {date: 2022-06-01, reason: 决定已被撤销, keep_title: true}\n", "2022-06-01", "决定已被撤销", true},
	} {
		opt := newSite(t, buildtest.Site())
		opt.Precompress = true
		withSecret(t, opt, "")
		_, before := mustBuild(t, opt)
		for _, copy := range []string{at + ".br", at + ".gz", "catalog.json.br", "catalog.json.gz"} {
			if !slices.Contains(published(before), copy) {
				t.Errorf("the secret is not in %s", copy)
			}
		}
		if in := published(before); len(in) < 10 || !slices.ContainsFunc(in, func(name string) bool { return strings.HasPrefix(name, "search/t/") }) {
			t.Fatalf("the secret is in no more than %v", in)
		}
		withSecret(t, opt, c.lines)
		res, tree := mustBuild(t, opt)
		want := []string{}
		if c.titled {
			want = []string{alias, alias + ".br", alias + ".gz", at, at + ".br", at + ".gz"}
		}
		if in := published(tree); !slices.Equal(in, want) {
			t.Errorf("%s: it is in %v", c.lines, in)
		}
		for _, part := range []string{c.date, c.reason, "noindex"} {
			if !strings.Contains(tree[at], part) {
				t.Errorf("%s: the notice lacks %s:\n%s", c.lines, part, tree[at])
			}
		}
		if !strings.Contains(tree[alias], "policies/2017/0009.html") {
			t.Errorf("%s: the earlier address leads elsewhere:\n%s", c.lines, tree[alias])
		}
		if got, want := tree["withdrawn.map"], "/policies/2017/0009.html 1;\n"; got != want {
			t.Errorf("withdrawn.map is %q", got)
		}
		if said := printed(t, res.Diagnostics); !strings.Contains(said, "BD030") || !strings.Contains(said, "CT013") {
			t.Errorf("%s: what refers to it is not found:\n%s", c.lines, said)
		}
		if clean, want := buildClean(t, opt); !tree.Since(want).Empty() || printed(t, clean.Diagnostics) != printed(t, res.Diagnostics) {
			t.Errorf("%s: a clean build differs", c.lines)
		}
		withSecret(t, opt, "")
		if _, again := mustBuild(t, opt); !again.Since(before).Empty() {
			t.Errorf("%s: put back, the site is not what it was", c.lines)
		}
	}
}

// TestWithdrawnHistory withdraws documents and puts them back among other changes, at
// random: each build is that of a clean one, and what is withdrawn is nowhere.
func TestWithdrawnHistory(t *testing.T) {
	toolstest.Slow(t, "builds a site in many steps")
	t.Parallel()
	rnd := rand.New(rand.NewPCG(13, 7))
	h := newHistory(t, buildtest.Site(), rnd.IntN)
	h.opt.Precompress = true
	steps := []step{
		{"edit title", func(h *history) string { return h.setField("title", "标题"+h.serial()) }},
		{"edit body", editBody},
		{"withdraw", func(h *history) string {
			return h.setField("withdrawn", "{date: 2022-01-01, reason: 有误"+h.serial()+h.one("", ", keep_title: true")+"}")
		}},
		{"end", func(h *history) string { return h.setField("publish_until", h.one("2022-01-01", "2022-07-15")) }},
		{"put back", func(h *history) string { return h.setField(h.one("withdrawn", "publish_until"), "") }},
		{"rename", renameDocument},
		{"change day", changeDay},
	}
	h.step(steps[2])
	for range 15 {
		h.step(steps[rnd.IntN(len(steps))])
	}
	if h.withdrawn < 10 {
		t.Errorf("only %d were withdrawn, %d of %d steps had errors", h.withdrawn, h.errors, h.steps)
	}
}

// TestPublishUntilComes: what ends by itself is there on its last day, and a build on
// the day after takes it down though no file has changed.
func TestPublishUntilComes(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	withSecret(t, opt, "publish_until: "+buildtest.Day+"\n")
	if _, tree := mustBuild(t, opt); len(published(tree)) == 0 {
		t.Error("it is gone on its last day")
	}
	opt.Today.Day++
	if _, tree := mustBuild(t, opt); len(published(tree)) != 0 {
		t.Errorf("on the day after it is in %v", published(tree))
	}
}

// TestWithdrawnWaits: a withdrawal takes effect without approval, and shows no title
// that is not approved; what was never public leaves nothing.
func TestWithdrawnWaits(t *testing.T) {
	t.Parallel()
	opt := reviewed(t)
	withSecret(t, opt, "")
	approve(t, opt, "policies/2017/0009.md", "policies/2018/0009.md")
	if _, tree := mustBuild(t, opt); len(published(tree)) == 0 {
		t.Fatal("approved, it is not published")
	}
	const doc, at = "content/policies/2017/0009.md", "policies/2017/0009.html"
	withdraw := func() {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(opt.Source, filepath.FromSlash(doc)))
		if err != nil {
			t.Fatal(err)
		}
		out, ok := page.InsertWithdrawal("policies/2017/0009.md", data, page.Withdrawal{Date: opt.Today, Reason: "决定已被撤销", KeepTitle: true})
		if !ok {
			t.Fatal("nothing can be inserted")
		}
		write(t, opt, doc, string(out))
	}
	withdraw()
	if _, tree := mustBuild(t, opt); !slices.Equal(published(tree), []string{"old/nine.html", at}) {
		t.Errorf("approved and withdrawn, it is in %v", published(tree))
	}
	edit(t, opt, doc, "秘藏的正文", "秘藏的新正文")
	_, tree := mustBuild(t, opt)
	if len(published(tree)) != 0 || !strings.Contains(tree[at], "决定已被撤销") {
		t.Errorf("changed since its approval, it is in %v", published(tree))
	}

	opt = reviewed(t)
	mustBuild(t, opt)
	withSecret(t, opt, "")
	withdraw()
	edit(t, opt, "content/policies/2018/0009.md", "见[前面的文件](/policies/2017/0009.md#某节)。", "正文。")
	if _, tree := mustBuild(t, opt); len(published(tree)) != 0 || tree[at] != "" {
		t.Errorf("never approved, it leaves %v", published(tree))
	}
	write(t, opt, "records/published.tsv", at+"\t2017-05-02\t-\t公开\n")
	if _, tree := mustBuild(t, opt); len(published(tree)) != 0 || !strings.Contains(tree[at], "决定已被撤销") {
		t.Errorf("recorded as public, it is in %v", published(tree))
	}
}

// TestWithdrawnTomorrow: a withdrawal is what has happened.
func TestWithdrawnTomorrow(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	withSecret(t, opt, "withdrawn: {date: 2022-06-02, reason: 决定已被撤销}\n")
	res, err := Build(opt)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(res.Diagnostics, func(d diag.Diagnostic) bool { return d.Code == "CT012" && d.Pos.Line > 0 }) {
		t.Errorf("found:\n%s", printed(t, res.Diagnostics))
	}
}
