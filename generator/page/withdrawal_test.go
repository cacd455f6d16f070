package page

import (
	"strings"
	"testing"
)

func withdrawalFile(lines string) []byte {
	return []byte("---\ntitle: 公示\ncategory: notices\ndate: 2017-03-15\n" + lines + "---\n正文。\n")
}

// TestWithdrawn reads the two keys.
func TestWithdrawn(t *testing.T) {
	p, found := Parse("notices/2017/0003.md", withdrawalFile("publish_until: 2017-05-01\nwithdrawn: {date: 2017-06-01, reason: 内容有误, keep_title: true}\n"))
	if len(found) > 0 {
		t.Fatal(found)
	}
	m := &p.Meta
	if want := (Withdrawal{NewDate(2017, 6, 1), "内容有误", true}); m.Withdrawn != want || m.PublishUntil != NewDate(2017, 5, 1) {
		t.Errorf("read %v, %v", m.Withdrawn, m.PublishUntil)
	}
	for day, want := range map[Date]Withdrawal{
		NewDate(2017, 5, 1):  {},
		NewDate(2017, 5, 2):  {Date: NewDate(2017, 5, 2), Reason: Over},
		NewDate(2017, 5, 31): {Date: NewDate(2017, 5, 2), Reason: Over},
		NewDate(2017, 6, 1):  m.Withdrawn,
	} {
		if w, ok := m.WithdrawnOn(day); w != want || ok != (want != Withdrawal{}) {
			t.Errorf("on %s: %v, %t", day, w, ok)
		}
	}
	m.Path = "notices/index.md"
	if _, ok := m.WithdrawnOn(NewDate(2020, 1, 1)); ok {
		t.Error("the text of a section is withdrawn")
	}
}

// TestWithdrawnWrong: what is wrong with the keys is found, and nothing that is wrong
// shows a title.
func TestWithdrawnWrong(t *testing.T) {
	for lines, code := range map[string]string{
		"withdrawn: {date: 2017-06-01}\n":                                          "FM0",
		"withdrawn: {date: 2017-06-01, reason: \"\", keep_title: true}\n":          "FM0",
		"withdrawn: {date: 2017-06-01, reason:  , keep_title: true}\n":             "FM0",
		"withdrawn: {reason: 有误, keep_title: true}\n":                              "FM0",
		"withdrawn: {date: 2017-06-01, reason: 有误, why: 甲, keep_title: true}\n":    "FM0",
		"withdrawn: {date: 2017-06-01, reason: 有误, reason: 甲, keep_title: true}\n": "FM0",
		"withdrawn: {date: 2017-06-01, reason: 有误, keep_title: 是}\n":               "FM0",
		"withdrawn: {date: 2017-03-14, reason: 早于发布}\n":                            "FM080",
		"withdrawn: 有误\n":   "FM043",
		"withdrawn: true\n": "FM043",
		"withdrawn: [{date: 2017-06-01, reason: 有误}]\n": "FM043",
		"withdrawn:\n":                     "FM043",
		"publish_until:\n":                 "FM056",
		"publish_until: # 例如 2017-05-01\n": "FM056",
		"publish_until: \"\"\n":            "FM056",
		"publish_until: ~\n":               "FM056",
		"publish_until: ' '\n":             "FM056",
		"publish_until:\n  # 2017-05-01\n": "FM056",
		"publish_until: 2017-03-14\n":      "FM080",
		"publish_until: 三个工作日\n":           "FM060",
		"publish_until: +0d\n":             "FM060",
		"withdrawn: {date: 2017-06-01, reason: 有误}\nwithdrawn: {date: 2017-06-01}\n": "FM0",
	} {
		p, found := Parse("notices/2017/0003.md", withdrawalFile(lines))
		if len(found) == 0 || !strings.HasPrefix(found[0].Code, code) {
			t.Errorf("%s: %v", lines, found)
		}
		if p.Meta.Withdrawn.KeepTitle {
			t.Errorf("%s keeps the title", lines)
		}
	}
}

// TestPeriod: a period is a finding whose correction is its last day.
func TestPeriod(t *testing.T) {
	for _, c := range []struct{ date, period, last string }{
		{"2017-03-15", "+3m", "2017-06-15"},
		{"2017-03-15", "+3y", "2020-03-15"},
		{"2017-03-15", "+10d", "2017-03-25"},
		{"2017-03-15 10:30", "+10d", "2017-03-25"},
		{"2017-11-30", "+3m", "2018-02-28"},
		{"2017-01-31", "+1m", "2017-02-28"},
		{"2016-02-29", "+3y", "2019-02-28"},
		{"2017-12-31", "+1d", "2018-01-01"},
		{"2017-03-15", "+18M", "2018-09-15"},
		{"2017-03-15", "＋3个月", "2017-06-15"},
		{"2017-03-15", "三年", "2020-03-15"},
		{"2017-03-15", "10 天", "2017-03-25"},
	} {
		file := "---\npublish_until: " + c.period + " # 注\ntitle: 公示\ncategory: notices\ndate: " + c.date + "\n---\n正文。\n"
		_, found := Parse("notices/2017/0003.md", []byte(file))
		if len(found) != 1 || found[0].Code != "FM089" || found[0].Fix.IsZero() || found[0].Fix.Text != c.last {
			t.Errorf("%s from %s: %+v", c.period, c.date, found)
		}
		from, _ := ParseDate(c.date)
		if last, ok := Until(c.period, from); !ok || last.String() != c.last {
			t.Errorf("%s from %s until %s", c.period, c.date, last)
		}
	}
	_, found := Parse("notices/2017/0003.md", []byte("---\ntitle: 公示\ncategory: notices\npublish_until: +3m\n---\n正文。\n"))
	for _, d := range found {
		if d.Code == "FM089" && !d.Fix.IsZero() {
			t.Error("a period without a beginning was counted")
		}
	}
}

// TestWithdrawnMeant: a text in the place of the mapping is shown as one.
func TestWithdrawnMeant(t *testing.T) {
	for text, want := range map[string]string{
		"2017-06-01": "{date: 2017-06-01, reason: 公示期满}", "2018/6/2": "{date: 2018-06-02, reason: 公示期满}", "2018年6月2日": "{date: 2018-06-02, reason: 公示期满}",
		"2018-06-02 内容有误": "{date: 2018-06-02, reason: 内容有误}", "2018年6月2日，内容有误": "{date: 2018-06-02, reason: 内容有误}",
		"内容有误": "{date: 2017-06-01, reason: 内容有误}", "true": "{date: 2017-06-01, reason: 公示期满}", "是": "{date: 2017-06-01, reason: 公示期满}",
	} {
		_, found := Parse("notices/2017/0003.md", withdrawalFile("withdrawn: "+text+"\n"))
		if len(found) == 0 || found[0].Code != "FM043" || found[0].Hint.ZH != "写成 withdrawn: "+want {
			t.Errorf("%s: %v", text, found)
			continue
		}
		if _, again := Parse("notices/2017/0003.md", withdrawalFile("withdrawn: "+want+"\n")); len(again) > 0 {
			t.Errorf("%s: %v", want, again)
		}
	}
}
