package site

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/present"
	"gongkai/generator/records"
	"gongkai/generator/review"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/sshsig"
	"gongkai/generator/sshsig/sshsigtest"
)

// reviewed is a test site with a chain of two stages that some documents have passed:
// those that refer to files in every way, and one more.
func reviewed(t testing.TB) Options {
	t.Helper()
	files := buildtest.Site()
	files["config.toml"] = append(files["config.toml"], []byte(`
[review]
since = 2017-01-01
[[review.stage]]
name = "初审"
by = ["主管副镇长"]
[[review.stage]]
name = "保密审查"
`)...)
	files["content/policies/2017/0007.md"] = []byte(`---
title: 审过的文件
category: policies
date: 2017-05-01
written: 2017-04-20
attachments: [{file: 0007-a.csv, title: 附表}]
aliases: [old/seven.html]
---
见[附件二](0007-b.csv)。

![图](0007.png)

{{table 0007-c.csv}}
`)
	files["content/policies/2017/0007-a.csv"] = []byte("甲,乙\n1,2\n")
	files["content/policies/2017/0007-b.csv"] = []byte("丙,丁\n1,2\n")
	files["content/policies/2017/0007-c.csv"] = []byte("戊,己\n1,2\n")
	files["content/policies/2017/0007.png"] = buildtest.PNG(30, 20)
	opt := newSite(t, files)
	s, _, err := Load(opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	var docs []string
	for _, m := range s.metas {
		docs = append(docs, m.Path)
	}
	approve(t, opt, docs...)
	return opt
}

// approve takes documents through the stages that they have not passed. Approvals are
// no part of what is approved, so that the sum stays the same.
func approve(t testing.TB, opt Options, docs ...string) {
	t.Helper()
	s, _, err := Load(opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range docs {
		c, policy, ok, err := s.Candidate(p)
		if err != nil || !ok {
			t.Fatalf("%s: %v", p, err)
		}
		file := filepath.Join(opt.Source, "content", filepath.FromSlash(p))
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, stage := range policy.Stages[c.Stage:] {
			by := append(stage.By, "保密干事")[0]
			if data, ok = page.InsertReview(p, data, page.Review{Stage: stage.Name, By: by, Date: opt.Today, Sum: c.Sum}); !ok {
				t.Fatalf("%s: nothing can be inserted", p)
			}
		}
		write(t, opt, "content/"+p, string(data))
	}
}

// refusedWith builds a site and demands an error with a code about a file, the
// published folder as it was, and the same from a check. It returns what was said.
func refusedWith(t *testing.T, opt Options, code, file string) string {
	t.Helper()
	before := readTree(t, opt.Out).Sum()
	res, err := Build(opt)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(res.Diagnostics, func(d diag.Diagnostic) bool {
		return d.Code == code && d.Severity == diag.Error && d.Pos.File == file && d.Pos.Line > 0
	}) {
		t.Errorf("no %s about %s:\n%s", code, file, printed(t, res.Diagnostics))
	}
	if readTree(t, opt.Out).Sum() != before {
		t.Errorf("%s: what is published has changed", code)
	}
	checked, err := Check(opt)
	if err != nil {
		t.Fatal(err)
	}
	said := printed(t, res.Diagnostics)
	if got := printed(t, checked.Diagnostics); got != said {
		t.Errorf("check says\n%s\nbuild says\n%s", got, said)
	}
	return said
}

// TestChangedAfterApproval changes one thing of an approved document after the other:
// what it says, each key of its front matter, each file that it uses. The build stops
// and names it, and the site stays as it was; approved again, it is published.
func TestChangedAfterApproval(t *testing.T) {
	t.Parallel()
	opt := reviewed(t)
	mustBuild(t, opt)
	const doc = "content/policies/2017/0007.md"
	original := map[string][]byte{}
	for _, name := range []string{doc, "content/policies/2017/0007-a.csv", "content/policies/2017/0007-b.csv", "content/policies/2017/0007-c.csv", "content/policies/2017/0007.png"} {
		data, err := os.ReadFile(filepath.Join(opt.Source, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		original[name] = data
		if name == doc {
			continue
		}
		other := bytes.Replace(data, []byte("1,2"), []byte("1,3"), 1)
		if strings.HasSuffix(name, ".png") {
			other = buildtest.PNG(30, 21)
		}
		write(t, opt, name, string(other))
		if said := refusedWith(t, opt, "RV020", doc); !strings.Contains(said, path.Base(name)) {
			t.Errorf("%s is not named:\n%s", name, said)
		}
		write(t, opt, name, string(data))
		mustBuild(t, opt)
	}
	before := readTree(t, opt.Out).Sum()
	for what, change := range changes(string(original[doc])) {
		write(t, opt, doc, change)
		res, err := Build(opt)
		if err != nil {
			t.Fatal(err)
		}
		if !diag.HasErrors(res.Diagnostics) || readTree(t, opt.Out).Sum() != before {
			t.Errorf("%s: published after approval\n%s", what, printed(t, res.Diagnostics))
		}
		if said := printed(t, res.Diagnostics); !strings.Contains(said, "RV020") && !strings.Contains(said, "FM") {
			t.Errorf("%s: %s", what, said)
		}
	}
	write(t, opt, doc, string(original[doc]))
	mustBuild(t, opt)

	edit(t, opt, doc, "审过的文件", "改过的文件")
	last := regexp.MustCompile(`stage: ([^,]+), by: ([^,]+), date: ([0-9-]+)`).FindAllStringSubmatch(string(original[doc]), -1)
	approval := last[len(last)-1]
	if said := refusedWith(t, opt, "RV020", doc); !strings.Contains(said, approval[2]+" approved this document on "+approval[3]+" ("+approval[1]+"), and since then the front matter changed") {
		t.Errorf("who approved it when is not said: %v\n%s", approval, said)
	}
	approve(t, opt, "policies/2017/0007.md")
	_, tree := mustBuild(t, opt)
	if len(tree.Containing("改过的文件")) == 0 || len(tree.Containing("审过的文件")) != 0 {
		t.Error("approved again, it is not published")
	}
}

// changes returns a document with one thing changed: a byte of the text, each key set
// to another value or added.
func changes(doc string) map[string]string {
	all := map[string]string{
		"a byte of the text":        strings.Replace(doc, "见[附件二]", "看[附件二]", 1),
		"a blank at the end":        doc + " \n",
		"title":                     strings.Replace(doc, "title: 审过的文件", "title: 审过的文档", 1),
		"date":                      strings.Replace(doc, "date: 2017-05-01", "date: 2017-05-02", 1),
		"written":                   strings.Replace(doc, "written: 2017-04-20", "written: 2017-04-21", 1),
		"the title of a attachment": strings.Replace(doc, "title: 附表", "title: 表", 1),
		"attachments":               strings.Replace(doc, "attachments: [{file: 0007-a.csv, title: 附表}]\n", "", 1),
		"aliases":                   strings.Replace(doc, "old/seven.html", "old/eight.html", 1),
	}
	for _, line := range []string{
		"doc_number: 示例政发〔2017〕7号", "index_number: 000000000/2017-00007", "issuer: 示例机关", "source: 示例", "author: 示例",
		"subject: 综合政务/政务公开", "genre: 通知", "keywords: [公开]", "summary: 概述。", "validity: 有效", "effective: 2017-06-01",
		"expires: 2030-01-01", "repealed: 2018-01-01", "replaces: [policies/2016/0001.md]", "interprets: [policies/2017/0001.md]",
		"disclosure: 主动公开", "publish_until: 2030-01-01", "revisions: [{date: 2017-06-01, note: 更正}]", "service: {place: 便民服务中心}",
	} {
		all[line] = strings.Replace(doc, "title: ", line+"\ntitle: ", 1)
	}
	return all
}

// TestChangesAreAllKeys: the test above changes every key that is approved.
func TestChangesAreAllKeys(t *testing.T) {
	doc := "---\ntitle: 审过的文件\ndate: 2017-05-01\nwritten: 2017-04-20\nattachments: [{file: 0007-a.csv, title: 附表}]\naliases: [old/seven.html]\n---\n见[附件二]\n"
	tried := ""
	for what := range changes(doc) {
		tried += what + "\n"
	}
	typ := reflect.TypeFor[page.Meta]()
	for i := range typ.NumField() {
		switch name := typ.Field(i).Name; name {
		case "Path", "Category", "Form", "Draft", "Review", "Withdrawn": // another document; another report; no part of what is approved
		default:
			key := map[string]string{"DocNumber": "doc_number", "IndexNumber": "index_number", "PublishUntil": "publish_until"}[name]
			if key == "" {
				key = strings.ToLower(name)
			}
			if !strings.Contains(tried, key) {
				t.Errorf("%s is not changed", name)
			}
		}
	}
}

// TestWithheldIsNowhere: of a document that is not approved there is nothing in what is
// published, packed copies among it: neither its title nor its text, nor the names or the
// bytes of its files.
func TestWithheldIsNowhere(t *testing.T) {
	opt := reviewed(t)
	opt.Precompress = true
	write(t, opt, "content/policies/2017/0008.md", `---
title: 秘藏的标题
category: policies
date: 2017-05-02
doc_number: 示例政发〔2017〕88号
keywords: [秘藏的词]
summary: 秘藏的概述。
interprets: [policies/2017/0007.md]
attachments: [{file: 秘藏的附件.csv, title: 秘藏的附表}]
aliases: [old/unreviewed.html]
service: {place: 秘藏的地点, steps: [秘藏的一步]}
---
秘藏的正文。

![秘藏的图](秘藏的图.png)
`)
	write(t, opt, "content/policies/2017/秘藏的附件.csv", "秘藏的列,乙\n1,2\n")
	write(t, opt, "content/policies/2017/秘藏的图.png", string(buildtest.PNG(31, 20)))
	res, tree := mustBuild(t, opt)
	if res.Stats.Waiting != 1 {
		t.Errorf("%d documents wait", res.Stats.Waiting)
	}
	for _, secret := range []string{"秘藏", "unreviewed", "〔2017〕88号", "policies/2017/0008"} {
		if in := tree.Containing(secret); len(in) > 0 {
			t.Errorf("%s is in %v", secret, in)
		}
	}
	for name := range tree {
		if strings.Contains(name, "秘藏") || strings.Contains(name, "0008") || strings.Contains(name, "unreviewed") {
			t.Errorf("%s is published", name)
		}
	}

	opt.Preview = true
	s, _, err := Load(opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	if held := s.Withheld(); !slices.ContainsFunc(held, func(w catalog.Withheld) bool { return w.Title == "秘藏的标题" && w.Mark == "待初审" }) {
		t.Errorf("the preview does not list it: %+v", held)
	}
	opt.Preview = false
	approve(t, opt, "policies/2017/0008.md")
	_, tree = mustBuild(t, opt)
	for _, path := range []string{"policies/2017/0008.html", "policies/2017/0008.html.gz", "policies/2017/0008.html.br", "catalog.json.gz"} {
		if !slices.Contains(tree.Containing("秘藏的标题"), path) {
			t.Errorf("approved, it is not in %s", path)
		}
	}
}

// TestPublicStaysWithoutApproval: what is public does not vanish because an approval
// is missing; the build stops.
func TestPublicStaysWithoutApproval(t *testing.T) {
	opt := reviewed(t)
	mustBuild(t, opt)
	const doc = "content/policies/2017/0007.md"
	data, err := os.ReadFile(filepath.Join(opt.Source, filepath.FromSlash(doc)))
	if err != nil {
		t.Fatal(err)
	}
	lines := slices.DeleteFunc(strings.SplitAfter(string(data), "\n"), func(l string) bool {
		return strings.HasPrefix(l, "review:") || strings.HasPrefix(l, "  - {stage")
	})
	write(t, opt, doc, strings.Join(lines, ""))
	refusedWith(t, opt, "RV021", doc)
}

// TestUpdateJudges: after any change, the documents of a preview are judged as those of
// a state that is read anew.
func TestUpdateJudges(t *testing.T) {
	opt := reviewed(t)
	opt.Preview = true
	s, _, err := Load(opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ file, old, new string }{
		{"content/policies/2017/0007.md", "附件二", "附件三"},
		{"content/policies/2017/0007.md", "附件三", "附件二"},
		{"content/policies/2017/0007-c.csv", "1,2", "1,3"},
		{"content/dynamics/2018/0001.md", "检查了各村", "检查了全部"},
		{"content/policies/2017/0007-c.csv", "1,3", "1,2"},
		{"config.toml", "主管副镇长", "镇长"},
		{"config.toml", "since = 2017-01-01", "since = 2017-04-01"},
	} {
		edit(t, opt, c.file, c.old, c.new)
		if s, _, err = Update(opt, s, []string{c.file}); err != nil {
			t.Fatal(err)
		}
		fresh, _, err := Load(opt, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(s.waiting, fresh.waiting) {
			t.Errorf("%s: %q", c.file, c.new)
		}
		for id := range s.judged {
			if a, b := s.judged[id].Verdict, fresh.judged[id].Verdict; a.Stage != b.Stage || a.Stale != b.Stale || !slices.Equal(a.Found, b.Found) {
				t.Errorf("%s: %q: %s is judged %+v, and %+v anew", c.file, c.new, s.metas[id].Path, a, b)
			}
			if s.catalog.Mark(catalog.ID(id)) != fresh.catalog.Mark(catalog.ID(id)) {
				t.Errorf("%s: %q: another mark", c.file, c.new)
			}
		}
	}
}

// TestUncovered: a file that a text uses and that is not looked for is not published
// with an approval that does not cover it.
func TestUncovered(t *testing.T) {
	opt := reviewed(t)
	s, _, err := Load(opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	id, _ := s.content.Doc("policies/2017/0007.md")
	d := s.content.Docs[id]
	if _, err := s.producer.render(&Worker{}, catalog.ID(id), lookup(t, s, "policies/2017/0007.html")); err != nil {
		t.Fatal(err)
	}
	if found := (approver{Site: s}).uncovered(); len(found) > 0 {
		t.Fatal(found)
	}
	named := d.Review.Named
	for i, name := range named {
		if strings.HasSuffix(name, "-a.csv") || s.content.SourceSum(name) == "" {
			continue // of the front matter; no file
		}
		d.Review.Named = slices.Delete(slices.Clone(named), i, i+1)
		if found := (approver{Site: s}).uncovered(); len(found) != 1 || found[0].Code != "RV022" || !strings.Contains(found[0].Message.ZH, path.Base(name)) {
			t.Errorf("without %s: %v", name, found)
		}
	}
	d.Review.Named = named
}

func lookup(t *testing.T, s *Site, path string) present.Output {
	t.Helper()
	o, ok := s.plan.Lookup(path)
	if !ok {
		t.Fatalf("%s is no output", path)
	}
	return o
}

// TestApprovedLater: to an earlier day, an approval does not count; on its own, it does,
// though nothing has changed.
func TestApprovedLater(t *testing.T) {
	t.Parallel()
	opt := reviewed(t)
	const doc = "content/policies/2017/0007.md"
	edit(t, opt, doc, "date: 2022-06-01, sum", "date: 2022-06-10, sum")
	time.Sleep(rested)
	for _, c := range []struct {
		day    string
		public bool
	}{{"2022-06-09", false}, {"2022-06-10", true}} {
		opt.Today = day(t, c.day)
		_, tree := mustBuild(t, opt)
		if public := len(tree.Containing("审过的文件")) > 0; public != c.public {
			t.Errorf("%s: public %t", c.day, public)
		}
	}
}

// TestReportDataIsApproved: the data that an annual report is made of are part of what
// is approved, the ledger of the year before among them.
func TestReportDataIsApproved(t *testing.T) {
	t.Parallel()
	opt := reviewed(t)
	write(t, opt, "content/reports/2020/applications.csv", "received,kind,channel,outcome,closed\n")
	s, _, err := Load(opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	const doc = "content/reports/2021/index.md"
	c, _, _, err := s.Candidate("reports/2021/index.md")
	if err != nil {
		t.Fatal(err)
	}
	strip := regexp.MustCompile(`(?m)^(review:|  - \{stage.*)\n`)
	write(t, opt, doc, strip.ReplaceAllString(string(c.Data), ""))
	approve(t, opt, "reports/2021/index.md")
	mustBuild(t, opt)
	for _, name := range []string{"reports/2021/figures.toml", "reports/2021/applications.csv", "reports/2021/website.toml", "reports/2020/applications.csv"} {
		if !slices.ContainsFunc(c.Files, func(f review.File) bool { return f.Path == name && len(f.SHA256) == 64 }) {
			t.Errorf("%s is not approved: %v", name, c.Files)
			continue
		}
		data, err := os.ReadFile(filepath.Join(opt.Source, "content", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		write(t, opt, "content/"+name, string(data)+"\n")
		refusedWith(t, opt, "RV020", doc)
		write(t, opt, "content/"+name, string(data))
		mustBuild(t, opt)
	}
}

// TestWaysOut: a document that is public does not leave the review by another date, and
// with a list of what was public does not vanish as a draft that is being worked on.
func TestWaysOut(t *testing.T) {
	t.Parallel()
	opt := reviewed(t)
	opt.Record = true
	res, _ := mustBuild(t, opt)
	write(t, opt, records.Path, string(res.Published))
	opt.Record = false
	mustBuild(t, opt)
	const doc = "content/policies/2017/0007.md"
	for _, c := range []struct{ name, old, new, code, file string }{
		{"an earlier date", "date: 2017-05-01\nwritten: 2017-04-20", "date: 2016-05-01", "RV020", doc},
		{"a draft", "title: 审过的文件", "title: 改动的文件\ndraft: true", "RC020", records.Path},
		{"a later date", "date: 2017-05-01", "date: 2027-05-01", "RC020", records.Path},
	} {
		before, err := os.ReadFile(filepath.Join(opt.Source, filepath.FromSlash(doc)))
		if err != nil {
			t.Fatal(err)
		}
		edit(t, opt, doc, c.old, c.new)
		refusedWith(t, opt, c.code, c.file)
		write(t, opt, doc, string(before))
		mustBuild(t, opt)
	}
}

// TestSignedApprovals: where a stage has keys, documents are public with a signature by
// one of them, which is verified once; when the key is taken away, they are not.
func TestSignedApprovals(t *testing.T) {
	_, signer := sshsigtest.Key(t)
	line := signer.Key().String() + " 主管副镇长"

	files := buildtest.Site()
	files["config.toml"] = fmt.Appendf(files["config.toml"], "\n[review]\nsince = 2021-01-01\n[[review.stage]]\nname = \"初审\"\nkeys = [%q]\n", line)
	const doc = "content/dynamics/2021/0001.md"
	opt := newSite(t, files)
	s, _, err := Load(opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	c, _, _, err := s.Candidate("dynamics/2021/0001.md")
	if err != nil {
		t.Fatal(err)
	}
	r := page.Review{Stage: "初审", By: "主管副镇长", Date: opt.Today, Sum: c.Sum}
	if r.Sig, err = sshsig.Sign(review.Statement(r.Stage, r.By, r.Date, r.Sum), review.Namespace, signer); err != nil {
		t.Fatal(err)
	}
	data, _ := page.InsertReview(c.Meta.Path, files[doc], r)
	write(t, opt, doc, string(data))
	res, tree := mustBuild(t, opt)
	if len(tree.Containing(c.Meta.Title)) == 0 {
		t.Fatalf("signed, it is not public:\n%s", printed(t, res.Diagnostics))
	}
	resumed := Resume(opt)
	if resumed == nil || len(resumed.Signatures) != 1 {
		t.Fatalf("verified signatures are not recorded: %+v", resumed)
	}
	known := signatures{resumed.Signatures[0]: true}
	var list [][32]byte
	statement := review.Statement(r.Stage, r.By, r.Date, r.Sum)
	key, _ := sshsig.ParseKey(line)
	if err := known.verify(statement, r.Sig, []sshsig.Key{key}, &list); err != nil || len(list) != 1 {
		t.Errorf("a known signature: %v", err)
	}
	for what, err := range map[string]error{
		"another statement": known.verify(append(statement, '\n'), r.Sig, []sshsig.Key{key}, &list),
		"no key":            known.verify(statement, r.Sig, nil, &list),
		"another signature": known.verify(statement, r.Sig[:len(r.Sig)-8], []sshsig.Key{key}, &list),
	} {
		if err == nil || len(list) != 1 {
			t.Errorf("%s is taken for a known signature", what)
		}
	}

	edit(t, opt, doc, "by: 主管副镇长", "by: 镇长")
	refusedWith(t, opt, "RV011", doc)
	edit(t, opt, doc, "by: 镇长", "by: 主管副镇长")
	_, stranger := sshsigtest.Key(t)
	edit(t, opt, "config.toml", line, stranger.Key().String())
	refusedWith(t, opt, "RV011", doc)
}
