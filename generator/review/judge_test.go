package review

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/sshsig"
)

// policy is a chain of three stages, the last of which is open to anybody.
func policy() *Policy {
	return &Policy{Since: page.NewDate(2026, 12, 1), Stages: []Stage{
		{Name: "初审", By: []string{"主管副镇长"}}, {Name: "保密审查", By: []string{"主管保密领导", "保密干事"}}, {Name: "会议审核"},
	}}
}

// good is a key; whose it is does not matter.
var good, _ = sshsig.ParseKey("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA good")

const (
	now   = "1111111111111111111111111111111111111111111111111111111111111111"
	then  = "2222222222222222222222222222222222222222222222222222222222222222"
	other = "3333333333333333333333333333333333333333333333333333333333333333"
)

func entry(stage, by string, day int, sum string) page.Review {
	return page.Review{Stage: stage, By: by, Date: page.NewDate(2026, 12, day), Sum: sum}
}

// judgeEntries judges a document with some entries, on 10 December.
func judgeEntries(p *Policy, entries ...page.Review) Verdict {
	return judgeDated(p, page.NewDate(2026, 12, 2), entries...)
}

func judgeDated(p *Policy, date page.Date, entries ...page.Review) Verdict {
	return p.Judge(&Document{
		Meta: &page.Meta{Path: "notices/2026/0001.md", Date: date, Written: page.NewDate(2026, 12, 2), Review: entries}, Sum: now,
		Today:     page.NewDate(2026, 12, 10),
		Locate:    func(n int) diag.Pos { return diag.Pos{Line: n + 1} },
		Elsewhere: func(sum string) string { return map[string]string{other: "notices/2026/0002.md"}[sum] },
		// A signature here is the statement itself, by the key that is good.
		Verify: func(statement []byte, sig string, keys []sshsig.Key) error {
			if !slices.Contains(keys, good) || sig != string(statement) {
				return errors.New("no such signature")
			}
			return nil
		},
	})
}

func TestJudge(t *testing.T) {
	first, second, third := entry("初审", "主管副镇长", 3, now), entry("保密审查", "保密干事", 3, now), entry("会议审核", "镇长办公会议", 5, now)
	old := []page.Review{entry("初审", "主管副镇长", 2, then), entry("保密审查", "保密干事", 2, then), entry("会议审核", "镇长办公会议", 2, then)}
	for _, c := range []struct {
		name    string
		entries []page.Review
		stage   int
		stale   bool
		code    string // of what is found, with its line
	}{
		{"nothing", nil, 0, false, ""},
		{"one stage", []page.Review{first}, 1, false, ""},
		{"all", []page.Review{first, second, third}, 3, false, ""},
		{"approved, then changed", old, 0, true, ""},
		{"changed, and begun again", append(slices.Clone(old), first, second), 2, true, ""},
		{"changed, and approved again", append(slices.Clone(old), first, second, third), 3, false, ""},
		{"changed before it was approved", old[:1], 0, false, ""},
		{"no such stage", []page.Review{first, entry("终审", "镇长", 4, now)}, 1, false, "RV001:2"},
		{"half a sum", []page.Review{entry("初审", "主管副镇长", 3, now[:40])}, 0, false, "RV002:1"},
		{"a sum in capitals", []page.Review{entry("初审", "主管副镇长", 3, strings.Repeat("A", 64))}, 0, false, "RV002:1"},
		{"of another document", []page.Review{entry("初审", "主管副镇长", 3, other)}, 0, false, "RV003:1"},
		{"somebody else", []page.Review{entry("初审", "办事员", 3, now)}, 0, false, "RV004:1"},
		{"twice", []page.Review{first, first}, 1, false, "RV005:2"},
		{"out of order", []page.Review{second, first}, 1, false, "RV006:1"},
		{"a stage is left out", []page.Review{first, third}, 1, false, "RV006:2"},
		{"one person", []page.Review{first, second, entry("会议审核", "保密干事", 5, now)}, 2, false, "RV007:3"},
		{"tomorrow", []page.Review{entry("初审", "主管副镇长", 11, now)}, 0, false, "RV008:1"},
		{"before it was written", []page.Review{entry("初审", "主管副镇长", 1, now)}, 0, false, "RV009:1"},
		{"before the stage before", []page.Review{first, entry("保密审查", "保密干事", 2, now)}, 1, false, "RV009:2"},
	} {
		v := judgeEntries(policy(), c.entries...)
		code := ""
		for _, d := range v.Found {
			code += d.Code + ":" + string(rune('0'+d.Pos.Line))
		}
		if v.Stage != c.stage || v.Stale != c.stale || code != c.code {
			t.Errorf("%s: stage %d, stale %t, found %q; want %d, %t, %q", c.name, v.Stage, v.Stale, code, c.stage, c.stale, c.code)
		}
	}
}

// TestSigned: where a stage has keys, what counts is signed, and a signature in the
// wrong place is named.
func TestSigned(t *testing.T) {
	p := policy()
	p.Stages[0].Keys = []sshsig.Key{good}
	signed := func(stage, by string, day int, sum string) page.Review {
		e := entry(stage, by, day, sum)
		e.Sig = string(Statement(e.Stage, e.By, e.Date, e.Sum))
		return e
	}
	approved := signed("初审", "主管副镇长", 3, now)
	changed := func(change func(*page.Review)) page.Review {
		e := approved
		change(&e)
		return e
	}
	for _, c := range []struct {
		name, code, says string
		entries          []page.Review
	}{
		{"good", "", "", []page.Review{approved}},
		{"none", "RV010", "初审", []page.Review{changed(func(e *page.Review) { e.Sig = "" })}},
		{"another date", "RV011", "no such signature", []page.Review{changed(func(e *page.Review) { e.Date = page.NewDate(2026, 12, 4) })}},
		{"the date of another entry", "RV011", "日期", []page.Review{entry("会议审核", "甲", 3, then), changed(func(e *page.Review) { e.Date = page.NewDate(2026, 12, 4) })}},
		{"of another stage", "RV011", "保密审查", []page.Review{changed(func(e *page.Review) { e.Sig = string(Statement("保密审查", "保密干事", e.Date, e.Sum)) })}},
		{"of what was there before", "RV011", "另一次审核", []page.Review{signed("初审", "主管副镇长", 3, then), changed(func(e *page.Review) { e.Sig = string(Statement(e.Stage, e.By, e.Date, then)) })}},
		{"cut off", "RV011", "no such signature", []page.Review{changed(func(e *page.Review) { e.Sig = e.Sig[:30] })}},
	} {
		v := judgeEntries(p, c.entries...)
		if c.code == "" {
			if v.Stage != 1 || len(v.Found) > 0 {
				t.Errorf("%s: %+v", c.name, v)
			}
			continue
		}
		if v.Stage != 0 || len(v.Found) != 1 || v.Found[0].Code != c.code || !strings.Contains(v.Found[0].Message.ZH, c.says) {
			t.Errorf("%s: %+v", c.name, v)
		}
	}
	p.Stages[0].Keys = []sshsig.Key{{}}
	if v := judgeEntries(p, approved); v.Stage != 0 || len(v.Found) != 1 || v.Found[0].Code != "RV011" {
		t.Errorf("the key was taken away: %+v", v)
	}
}

// TestEarlierChain: a document from before this chain stands with any approval of what
// it is, by stages and people that are gone; where there are keys, with a signed one.
func TestEarlierChain(t *testing.T) {
	day := page.NewDate(2026, 11, 1)
	signed := entry("初审", "旧人", 3, now)
	signed.Sig = string(Statement(signed.Stage, signed.By, signed.Date, signed.Sum))
	keyed := policy()
	keyed.Stages[1].Keys = []sshsig.Key{good}
	for _, c := range []struct {
		name    string
		policy  *Policy
		entry   page.Review
		stage   int
		stale   bool
		problem string
	}{
		{"a stage that is gone", policy(), entry("旧环节", "旧人", 3, now), 3, false, ""},
		{"changed since", policy(), entry("旧环节", "旧人", 3, then), 0, true, ""},
		{"of another document", policy(), entry("旧环节", "旧人", 3, other), 0, true, "RV003"},
		{"half a sum", policy(), entry("旧环节", "旧人", 3, now[:9]), 0, true, "RV002"},
		{"not signed, with keys", keyed, entry("旧环节", "旧人", 3, now), 0, true, ""},
		{"signed, with keys", keyed, signed, 3, false, ""},
	} {
		v := judgeDated(c.policy, day, c.entry)
		found := ""
		for _, d := range v.Found {
			found += d.Code
		}
		if v.Stage != c.stage || v.Stale != c.stale || found != c.problem {
			t.Errorf("%s: %+v", c.name, v)
		}
	}
}

func TestNeeds(t *testing.T) {
	for day, want := range map[int]bool{30: false, 31: true, 32: true} { // of November
		if got := policy().Needs(&page.Meta{Date: page.NewDate(2026, 11, day)}); got != want {
			t.Errorf("30 November + %d: %t", day-30, got)
		}
	}
	if !policy().Needs(&page.Meta{Date: page.NewDate(2020, 1, 1), Review: []page.Review{{}}}) {
		t.Error("a document that was approved is taken out of review by its date")
	}
	var none *Policy
	if none.Needs(&page.Meta{}) {
		t.Error("without a policy")
	}
}
