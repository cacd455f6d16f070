package page

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"gongkai/generator/diag"
	"gongkai/generator/diag/diagtest"
	"gongkai/generator/terminal"

	"github.com/google/go-cmp/cmp"
)

// typical is a front matter of the common shape: ten keys, plain values.
const typical = `---
title: 巨各庄镇政府信息公开管理办法
category: policies
date: 2017-03-15
written: 2017-03-10
doc_number: 巨政发〔2017〕3号
index_number: 000014349/2017-00003
issuer: 巨各庄镇人民政府
subject: 综合政务/政务公开
genre: 通知
keywords: [政府信息公开, 管理办法]
---
正文。
`

// full has every key, each written in another way.
const full = `---
# 注释
title: "关于“三农”工作: 要点"   # 注释
category: 'policies'
date: 2017-03-15 10:30
written: "2017-03-10"
doc_number: 巨政发〔2017〕3号
index_number: 000014349/2017-00003
issuer: 巨各庄镇　人民政府
source: 'It''s 党政办公室'
author: "张\u67D0"
subject: 综合政务/政务公开
genre: 命令（令）
keywords:
  - 政府信息公开
  - "管理, 办法"
  -   10:30
summary: |
  为规范政府信息公开工作，
  根据 OECD
  rules 制定。
validity: 废止
effective: 2017-04-01
expires: 2022-03-31
repealed: 2020-01-01
replaces: [policies/2012/0001.md]
interprets:
- policies/2017/0004.md
disclosure: 主动公开
attachments:
  - {file: 0003-附件1.pdf, title: 申请表}
  - file: ../公用/附件2.xlsx
    title: "名单: 全部"
  - {file: 附件3.docx}
aliases: [old/path.html, old/, a/b/]
draft: true

review:
  - {stage: 初审, by: 主管副镇长, date: 2017-03-11, sum: sha256:abc}
---

# 正文
`

func TestParseFull(t *testing.T) {
	p, found := Parse("policies/2017/0003.md", []byte(full))
	if len(found) > 0 {
		t.Fatal(printed(found))
	}
	date := func(s string) Date {
		d, err := ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	want := Meta{
		Path: "policies/2017/0003.md", Title: "关于“三农”工作: 要点", Category: "policies",
		Date: date("2017-03-15 10:30"), Written: date("2017-03-10"), DocNumber: "巨政发〔2017〕3号", IndexNumber: "000014349/2017-00003",
		Issuer: "巨各庄镇 人民政府", Source: "It's 党政办公室", Author: "张某", Subject: "综合政务/政务公开", Genre: "命令（令）",
		Keywords: []string{"政府信息公开", "管理, 办法", "10:30"}, Summary: "为规范政府信息公开工作，根据 OECD rules 制定。",
		Validity: Repealed, Effective: date("2017-04-01"), Expires: date("2022-03-31"), Repealed: date("2020-01-01"),
		Replaces: []string{"policies/2012/0001.md"}, Interprets: []string{"policies/2017/0004.md"}, Disclosure: Proactive,
		Attachments: []Attachment{
			{"policies/2017/0003-附件1.pdf", "申请表"}, {"policies/公用/附件2.xlsx", "名单: 全部"}, {"policies/2017/附件3.docx", "附件3.docx"},
		},
		Aliases: []string{"old/path.html", "old/index.html", "a/b/index.html"}, Draft: true,
		Review: []Review{{"初审", "主管副镇长", date("2017-03-11"), "sha256:abc", ""}},
	}
	if diff := cmp.Diff(want, p.Meta); diff != "" {
		t.Errorf("Meta (-want +got):\n%s", diff)
	}
	if got := string(p.Body); got != "\n# 正文\n" {
		t.Errorf("Body = %q", got)
	}
	if lines := strings.Split(full, "\n"); lines[p.BodyLine] != "# 正文" {
		t.Errorf("BodyLine = %d", p.BodyLine)
	}
}

func TestParseReport(t *testing.T) {
	for _, form := range []string{"2021", `"2021"`, "'2021'"} {
		p, found := Parse("reports/2021/index.md", []byte("---\ntitle: 年度报告\ndate: 2022-01-20\nform: "+form+"\n---\n"))
		if len(found) > 0 {
			t.Error(printed(found))
		}
		if p.Meta.Category != "reports" || p.Meta.Form != "2021" {
			t.Errorf("form: %s: category %q, form %q", form, p.Meta.Category, p.Meta.Form)
		}
	}
}

// TestParseSameMeaning parses texts that mean the same as typical.
func TestParseSameMeaning(t *testing.T) {
	want, found := Parse("policies/2017/0003.md", []byte(typical))
	if len(found) > 0 {
		t.Fatal(printed(found))
	}
	for name, text := range map[string]string{
		"byte order mark": "\ufeff" + typical,
		"CRLF":            strings.ReplaceAll(typical, "\n", "\r\n"),
		"CR":              strings.ReplaceAll(typical, "\n", "\r"),
		"double quotes":   strings.ReplaceAll(typical, "巨各庄镇人民政府", `"巨各庄镇人民政府"`),
		"single quotes":   strings.ReplaceAll(typical, "2017-03-10", "'2017-03-10'"),
		"escapes":         strings.Replace(typical, "巨各庄镇人民政府", `"\u5de8\u5404庄镇\U00004EBA民政府"`, 1),
		"blanks":          strings.ReplaceAll(typical, ": ", ":   "),
		"wide blanks":     strings.Replace(typical, "title: ", "title: \u3000\u00a0", 1),
		"tab":             strings.Replace(typical, "genre: ", "genre:\t", 1),
		"trailing blanks": strings.ReplaceAll(typical, "\n", "  \n"),
		"comments":        strings.NewReplacer("policies\n", "policies # 注释\n", "---\ntitle", "---\n# 注释\ntitle").Replace(typical),
		"items":           strings.Replace(typical, "[政府信息公开, 管理办法]", "\n- 政府信息公开\n- 管理办法", 1),
		"indented items":  strings.Replace(typical, "[政府信息公开, 管理办法]", "\n    - 政府信息公开\n    # 注释\n    - '管理办法'", 1),
		"flow over lines": strings.Replace(typical, "[政府信息公开, 管理办法]", "[\n  政府信息公开,\n  管理办法,\n  ]", 1),
		"block":           strings.Replace(typical, "issuer: 巨各庄镇人民政府", "issuer: >-\n  巨各庄镇\n  人民政府", 1),
		"empty lines":     strings.Replace(typical, "\nwritten", "\n\n\nwritten", 1),
		"empty key":       strings.Replace(typical, "\nwritten", "\nsummary:\nvalidity: ~\nexpires: # 待定\nwritten", 1),
		"quoted key":      strings.Replace(typical, "genre: ", "\"genre\" : ", 1),
	} {
		got, found := Parse("policies/2017/0003.md", []byte(text))
		if len(found) > 0 || got == nil {
			t.Errorf("%s: %s", name, printed(found))
			continue
		}
		if diff := cmp.Diff(want.Meta, got.Meta); diff != "" {
			t.Errorf("%s: Meta (-want +got):\n%s", name, diff)
		}
		if got.MetaSum != want.MetaSum {
			t.Errorf("%s: MetaSum differs", name)
		}
		if strings.TrimRight(string(got.Body), " \n") != "正文。" {
			t.Errorf("%s: Body = %q", name, got.Body)
		}
	}
}

func TestRules(t *testing.T) {
	if err := diagtest.Check(Rules()); err != nil {
		t.Error(err)
	}
}

// TestEveryRuleHasACase demands that each rule is seen in testdata/broken, or of a
// file too large to be kept there.
func TestEveryRuleHasACase(t *testing.T) {
	text := goldenText(t)
	for _, data := range large() {
		_, found := Parse("policies/2017/0003.md", []byte(data))
		text += printed(found)
	}
	for _, r := range Rules() {
		if !strings.Contains(text, " "+r.Code+": ") {
			t.Errorf("no case for %s (%s)", r.Code, r.Title.EN)
		}
	}
}

func printed(found []diag.Diagnostic) string {
	var b strings.Builder
	if err := (terminal.Printer{W: &b, Lang: "en"}).Print(found); err != nil {
		return err.Error()
	}
	return b.String()
}

func BenchmarkParse(b *testing.B) {
	for _, kb := range []int{0, 3} {
		b.Run(fmt.Sprintf("body=%dKB", kb), func(b *testing.B) {
			body := bytes.Repeat([]byte("为规范政府信息公开工作，根据条例，结合本镇实际，制定本办法。\n"), kb*11)
			data := append([]byte(typical), body...)
			var r Parser
			b.ReportAllocs()
			for b.Loop() {
				r.Parse("policies/2017/0003.md", data)
			}
		})
	}
}

// BenchmarkApproved is what three approvals add to a front matter, and the sum of
// what they are of.
func BenchmarkApproved(b *testing.B) {
	entry := "  - {stage: 初审, by: 主管副镇长, date: 2026-11-27, sum: " + strings.Repeat("0123456789abcdef", 4) + "}\n"
	data := []byte(strings.Replace(typical, "\n---\n", "\nreview:\n"+strings.Repeat(entry, 3)+"---\n", 1))
	var r Parser
	var values []byte
	b.ReportAllocs()
	for b.Loop() {
		p, _ := r.Parse("policies/2017/0003.md", data)
		values = p.Meta.AppendValues(values[:0])
	}
}

// BenchmarkStrict is what a front matter costs that is not of the simple shape.
func BenchmarkStrict(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Parse("policies/2017/0003.md", []byte(full))
	}
}

// What is taken for good at a glance is good for the full check as well.
func TestAtAGlance(t *testing.T) {
	const usual = "000014349/2017-00003"
	for i := range len(usual) {
		for _, c := range []byte("09/-: aA\xe4") {
			s := usual[:i] + string([]byte{c}) + usual[i+1:]
			if usualIndex(s) && !indexForm.MatchString(s) {
				t.Errorf("%q is taken for an index number", s)
			}
		}
	}
	if !usualIndex(usual) || usualIndex(usual[1:]) {
		t.Error("an index number is not known, or half of one")
	}
	for r := range unicode.MaxRune + 1 {
		s := "字" + string(r) + "a"
		if bad := formats(r) || unicode.Is(unicode.Co, r); surelyVisible(s) && bad {
			t.Errorf("%U is taken for visible", r)
		}
	}
	if !surelyVisible("关于印发《办法》的通知（试行）2017") || surelyVisible("甲\u200b乙") {
		t.Error("a title is not known, or a hidden character not seen")
	}
}

// TestFences: where plainFences finds fences, adrg/frontmatter finds the same, in
// files made of lines that are fences, or nearly.
func TestFences(t *testing.T) {
	lines := []string{"---\n", "---\n", "a: b\n", "\n", "--- \n", " ---\n", "\u3000---\n", "----\n", "key---\n", "---x\n", "—--\n", "---", "--"}
	random := rand.New(rand.NewPCG(1, 2))
	plain := 0
	for range 20_000 {
		var data []byte
		if random.IntN(8) > 0 {
			data = append(data, "---\n"...)
		}
		for range random.IntN(6) {
			data = append(data, lines[random.IntN(len(lines))]...)
		}
		got, ok := plainFences(data)
		if !ok {
			continue
		}
		plain++
		want, wrong := cut("", data, func([]byte, *matter) {})
		if wrong != nil || got.start != want.start || got.end != want.end || got.body != want.body {
			t.Fatalf("%q: %+v, the library finds %+v, %v", data, got, want, wrong)
		}
	}
	if plain < 1000 {
		t.Errorf("only %d files had plain fences", plain)
	}
}

// A front matter as long as one may be is read by the library too, a longer one
// by neither.
func TestLongestFront(t *testing.T) {
	for size, good := range map[int]bool{maxFront: true, maxFront + 1: false} {
		front := bytes.Repeat([]byte("#"), size-1)
		for _, closing := range []string{"---\n", "---  \n"} {
			data := slices.Concat([]byte("---\n"), front, []byte("\n"+closing))
			_, wrong := cut("", data, func([]byte, *matter) {})
			if _, plain := plainFences(data); (wrong == nil) != good || plain != (good && closing == fence+"\n") {
				t.Errorf("%d bytes before %q: %v, plain %t", size, closing, wrong, plain)
			}
		}
	}
}

// BenchmarkFences is what plainFences spares a file of 3 KB.
func BenchmarkFences(b *testing.B) {
	data := append([]byte(typical), bytes.Repeat([]byte("为规范政府信息公开工作，根据条例，结合本镇实际，制定本办法。\n"), 33)...)
	b.Run("plain", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, ok := plainFences(data); !ok {
				b.Fatal("not plain")
			}
		}
	})
	b.Run("library", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, wrong := cut("", data, func([]byte, *matter) {}); wrong != nil {
				b.Fatal(wrong)
			}
		}
	})
}
