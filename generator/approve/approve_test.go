package approve

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/review"
)

const (
	now  = "1111111111111111111111111111111111111111111111111111111111111111"
	then = "2222222222222222222222222222222222222222222222222222222222222222"
)

func policy() *review.Policy {
	return &review.Policy{Since: page.NewDate(2026, 12, 1), Stages: []review.Stage{
		{Name: "初审", By: []string{"主管副镇长"}}, {Name: "保密审查", By: []string{"主管副镇长", "保密干事"}}, {Name: "会议审核"},
	}}
}

// candidate is a document with some entries, as the policy judges it on 10 December.
func candidate(t *testing.T, entries ...page.Review) review.Candidate {
	t.Helper()
	data := []byte("---\r\ntitle: 公告\r\ncategory: notices\r\ndate: 2026-12-01\r\n---\r\n正文。\r\n")
	for _, e := range entries {
		var ok bool
		if data, ok = page.InsertReview("notices/2026/0001.md", data, e); !ok {
			t.Fatal("an entry cannot be inserted")
		}
	}
	p, found := page.Parse("notices/2026/0001.md", data)
	if p == nil {
		t.Fatal(found)
	}
	c := review.Candidate{Meta: &p.Meta, Data: data, Body: p.Body, Sum: now, Elsewhere: func(string) string { return "" }}
	c.Verdict = policy().Judge(&review.Document{
		Meta: c.Meta, Sum: now, Today: day(10), Elsewhere: c.Elsewhere, Locate: func(int) diag.Pos { return diag.Pos{} },
	})
	return c
}

func day(n int) page.Date { return page.NewDate(2026, 12, n) }

func entry(stage, by string, n int, sum string) page.Review {
	return page.Review{Stage: stage, By: by, Date: day(n), Sum: sum}
}

// TestChain takes a document through all stages: what is inserted counts, and each step
// says what comes next.
func TestChain(t *testing.T) {
	c := candidate(t, entry("初审", "主管副镇长", 2, then))
	for i, r := range []Request{{Today: day(10)}, {By: "保密干事", Today: day(10)}, {Stage: "会议审核", By: " 镇长  办公会议 ", Today: day(10)}} {
		step, err := Plan(policy(), c, r)
		if err != nil {
			t.Fatal(err)
		}
		data, err := step.Insert()
		if err != nil {
			t.Fatal(err)
		}
		if last := i == 2; (step.Next == nil) != last {
			t.Errorf("step %d: next is %v", i, step.Next)
		}
		if strings.Count(string(data), "\n") != strings.Count(string(data), "\r\n") || len(data) <= len(c.Data) {
			t.Errorf("step %d: other line ends, or nothing: %q", i, data)
		}
		p, _ := page.Parse(c.Meta.Path, data)
		c = candidate(t, p.Meta.Review...)
		if c.Stage != i+1 || len(c.Found) > 0 {
			t.Errorf("step %d: %+v", i, c.Verdict)
		}
	}
	if got := c.Meta.Review[3].By; got != "镇长 办公会议" {
		t.Errorf("by %q", got)
	}
	if _, err := Plan(policy(), c, Request{Today: day(10)}); !errors.As(err, &Refusal{}) {
		t.Errorf("approved by all: %v", err)
	}
	counts := 0
	for _, e := range Entries(policy(), c, day(10)) {
		if e.Counts {
			counts++
		} else if !e.Earlier || e.Sum != then {
			t.Errorf("%+v", e)
		}
	}
	if counts != 3 {
		t.Errorf("%d entries count", counts)
	}
}

// TestInsertJudges: what package review would not count is not written, even where the
// plan was made before something changed.
func TestInsertJudges(t *testing.T) {
	step, err := Plan(policy(), candidate(t), Request{Today: day(10)})
	if err != nil {
		t.Fatal(err)
	}
	for what, change := range map[string]func(*Step){
		"another sum that is none": func(s *Step) { s.Entry.Sum = "abc" },
		"somebody else":            func(s *Step) { s.Entry.By = "办事员" },
		"tomorrow":                 func(s *Step) { s.Entry.Date = day(11) },
		"another stage":            func(s *Step) { s.Entry.Stage = "会议审核" },
	} {
		s := *step
		change(&s)
		if data, err := s.Insert(); err == nil || !errors.As(err, &Refusal{}) {
			t.Errorf("%s: %v\n%s", what, err, data)
		}
	}
}

// TestWorthless: of an entry that does not count it is said why.
func TestWorthless(t *testing.T) {
	c := candidate(t, entry("初审", "办事员", 3, now), entry("保密审查", "保密干事", 3, then))
	list := Entries(policy(), c, day(10))
	if list[0].Counts || list[0].Earlier || !strings.Contains(list[0].Why.ZH, "办事员") || !list[1].Earlier {
		t.Errorf("%+v", list)
	}
	if e, ok := Latest(c, "保密审查"); !ok || e.Sum != then {
		t.Errorf("%+v, %t", e, ok)
	}
	c = candidate(t, entry("初审", "主管副镇长", 3, now), entry("初审", "主管副镇长", 2, then))
	if e, ok := Latest(c, "初审"); !ok || e.Sum != now {
		t.Errorf("%+v, %t", e, ok)
	}
	if _, ok := Latest(c, "会议审核"); ok {
		t.Error("there is none")
	}
}

// TestFaults: what stands in the way are errors of the documents and of their files, each
// once; not what is wrong elsewhere, nor warnings, nor the change that is to be approved.
func TestFaults(t *testing.T) {
	c := candidate(t)
	c.Files = []review.File{{Path: "notices/2026/a.csv"}, {Path: "/images/b.png"}}
	at := func(file string) diag.Pos { return diag.Pos{File: file, Line: 1} }
	c.Found = []diag.Diagnostic{{Code: "RV002", Severity: diag.Error, Pos: at("content/notices/2026/0001.md")}}
	found := []diag.Diagnostic{
		c.Found[0],
		{Code: "A", Severity: diag.Error, Pos: at("content/notices/2026/0001.md")},
		{Code: "B", Severity: diag.Warning, Pos: at("content/notices/2026/0001.md")},
		{Code: "C", Severity: diag.Error, Pos: at("content/notices/2026/a.csv")},
		{Code: "D", Severity: diag.Error, Pos: at("static/images/b.png")},
		{Code: "E", Severity: diag.Error, Pos: at("content/notices/2026/0002.md")},
		review.Stale(at("content/notices/2026/0001.md"), "notices/2026/0001.md", review.Stage{Name: "初审"}, page.Review{}, diag.Text{}),
	}
	var codes []string
	for _, d := range Faults(found, []string{c.Meta.Path}, []review.Candidate{c}) {
		codes = append(codes, d.Code)
	}
	slices.Sort(codes)
	if got := strings.Join(codes, " "); got != "A C D RV002" {
		t.Errorf("found %s", got)
	}
}

// TestCompare: which files are new, gone, or others than they were.
func TestCompare(t *testing.T) {
	var b Earlier
	b.compare([]review.File{{Path: "a", SHA256: "1"}, {Path: "b", SHA256: "1"}, {Path: "/c", SHA256: "1"}}, []review.File{{Path: "a", SHA256: "1"}, {Path: "b", SHA256: "2"}, {Path: "d", SHA256: "1"}})
	if !slices.Equal(b.Added, []string{"content/d"}) || !slices.Equal(b.Removed, []string{"static/c"}) || !slices.Equal(b.Changed, []string{"content/b"}) {
		t.Errorf("%+v", b)
	}
}
