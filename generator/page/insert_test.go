package page

import (
	"strings"
	"testing"
)

func TestInsertReview(t *testing.T) {
	const entry = "{stage: 初审, by: 主管副镇长, date: 2017-03-11, sum: abc}"
	r := Review{Stage: "初审", By: "主管副镇长", Date: NewDate(2017, 3, 11), Sum: "abc"}
	for _, c := range []struct{ name, before, after string }{
		{"none yet", "title: 甲 # 题\ndate: 2017-03-15\n---\n正文。\n", "title: 甲 # 题\ndate: 2017-03-15\nreview:\n  - NEW\n---\n正文。\n"},
		{"a list of lines", "review:\n- {stage: 一, by: 二, date: 2017-03-10, sum: x} # 旧\ntitle: 甲\n---\n", "review:\n- {stage: 一, by: 二, date: 2017-03-10, sum: x} # 旧\n- NEW\ntitle: 甲\n---\n"},
		{"an indented list", "review:\n    - {stage: 一, by: 二, date: 2017-03-10, sum: x}\n\n# 注\ntitle: 甲\n---\n", "review:\n    - {stage: 一, by: 二, date: 2017-03-10, sum: x}\n    - NEW\n\n# 注\ntitle: 甲\n---\n"},
		{"mappings on several lines", "review:\n  - stage: 一\n    by: 二\n    date: 2017-03-10\n    sum: x\ntitle: 甲\n---\n", "review:\n  - stage: 一\n    by: 二\n    date: 2017-03-10\n    sum: x\n  - NEW\ntitle: 甲\n---\n"},
		{"in brackets", "review: [{stage: 一, by: 二, date: 2017-03-10, sum: x}] # 旧\n---\n", "review: [{stage: 一, by: 二, date: 2017-03-10, sum: x}, NEW] # 旧\n---\n"},
		{"empty brackets", "review: []\n---\n", "review: [NEW]\n---\n"},
		{"nothing", "review:\ntitle: 甲\n---\n", "review:\n  - NEW\ntitle: 甲\n---\n"},
		{"nothing but a comment", "review: # 未审\n---\n", "review: # 未审\n  - NEW\n---\n"},
	} {
		for ending, bytes := range map[string]string{"LF": "\n", "CRLF": "\r\n", "CR": "\r"} {
			for _, bom := range []string{"", "\ufeff"} {
				file := func(s string) string {
					return bom + strings.ReplaceAll("---\n"+strings.ReplaceAll(s, "NEW", entry), "\n", bytes)
				}
				got, ok := InsertReview("policies/2017/0003.md", []byte(file(c.before)), r)
				if want := file(c.after); !ok || string(got) != want {
					t.Errorf("%s, %s: %t\ngot  %q\nwant %q", c.name, ending, ok, got, want)
				}
			}
		}
	}
	for _, front := range []string{"review: ~\n", "review: 已审\n", "review: {stage: 一}\n", "review: [{stage: 一, by: 二, date: 2017-03-10, sum: x},]\n"} {
		if got, ok := InsertReview("policies/2017/0003.md", []byte("---\n"+front+"---\n"), r); ok && !strings.Contains(string(got), entry) {
			t.Errorf("%q became %q", front, got)
		}
	}
	if _, ok := InsertReview("policies/2017/0003.md", []byte("没有字段"), r); ok {
		t.Error("a file without front matter was changed")
	}
}

// FuzzInsertReview: whatever stands in a file, an entry is inserted and nothing else
// changes, or it is refused.
func FuzzInsertReview(f *testing.F) {
	f.Add([]byte("---\ntitle: 甲\nreview:\n  - {stage: 一, by: 二, date: 2017-03-10, sum: x}\n---\n正文。\n"))
	f.Add([]byte("---\r\nreview: [ {stage: 一}\r\n ]\r\n---\r\n"))
	f.Add([]byte("\ufeff---\rreview: !x [\r]\r---\r"))
	r := Review{Stage: "初审: #1", By: `主管“副"镇长`, Date: NewDate(2017, 3, 11), Sum: "abc", Sig: "U1NI+/="}
	f.Fuzz(func(t *testing.T, data []byte) {
		out, ok := InsertReview("policies/2017/0003.md", data, r)
		if !ok {
			return
		}
		n := len(out) - len(data)
		at := 0
		for at < len(data) && out[at] == data[at] {
			at++
		}
		if n <= 0 || string(out[at+n:]) != string(data[at:]) {
			t.Errorf("more than an insertion: %q became %q", data, out)
		}
	})
}

// TestWithoutReview: the lines of review are left out, and no others.
func TestWithoutReview(t *testing.T) {
	for before, want := range map[string]string{
		"---\ntitle: 甲\n---\n正文。\n": "---\ntitle: 甲\n---\n正文。\n",
		"---\ntitle: 甲\nreview:\n  - {stage: 一, by: 二, date: 2017-03-10, sum: x} # 旧\n---\n正文。\n":               "---\ntitle: 甲\n---\n正文。\n",
		"\ufeff---\r\nreview: [{stage: 一, by: 二,\r\n  date: 2017-03-10, sum: x}]\r\ntitle: 甲\r\n---\r\n正文。\r\n": "---\ntitle: 甲\n---\n正文。\n",
		"---\nreview:\n- stage: 一\n  sum: x\ntitle: 甲 # 题\n---\n":                                               "---\ntitle: 甲 # 题\n---\n",
		"---\nreview:\ntitle: 甲\n---\n": "---\ntitle: 甲\n---\n",
		"没有字段\r\n":                      "没有字段\n",
	} {
		if got := string(WithoutReview([]byte(before))); got != want {
			t.Errorf("%q: got %q, want %q", before, got, want)
		}
	}
	r := Review{Stage: "初审", By: "主管副镇长", Date: NewDate(2017, 3, 11), Sum: "abc"}
	if got := ReviewEntry(r); got != "- {stage: 初审, by: 主管副镇长, date: 2017-03-11, sum: abc}" {
		t.Error(got)
	}
}

func TestInsertWithdrawal(t *testing.T) {
	w := Withdrawal{Date: NewDate(2017, 6, 1), Reason: "决定被撤销: 见公告, 甲", KeepTitle: true}
	const line = `withdrawn: {date: 2017-06-01, reason: "决定被撤销: 见公告, 甲", keep_title: true}`
	for _, before := range []string{
		"title: 甲 # 题\ndate: 2017-03-15\n---\n正文。\n",
		"title: 甲\nkeywords:\n  - 乙\n\n# 注\n---\n",
		"review: [{stage: 一, by: 二, date: 2017-03-10, sum: x}]\n---\n正文\n",
	} {
		for ending, bytes := range map[string]string{"LF": "\n", "CRLF": "\r\n", "CR": "\r"} {
			for _, bom := range []string{"", "\ufeff"} {
				file := bom + strings.ReplaceAll("---\n"+before, "\n", bytes)
				head, body, _ := strings.Cut(file[len(bom)+3:], bytes+"---"+bytes)
				want := file[:len(bom)+3] + head + bytes + line + bytes + "---" + bytes + body
				got, ok := InsertWithdrawal("policies/2017/0003.md", []byte(file), w)
				if !ok || string(got) != want {
					t.Errorf("%s: %t\ngot  %q\nwant %q", ending, ok, got, want)
				}
			}
		}
	}
	for _, front := range []string{"withdrawn: {date: 2017-05-01, reason: 有误}\n", "withdrawn:\n"} {
		if got, ok := InsertWithdrawal("policies/2017/0003.md", []byte("---\n"+front+"---\n"), w); ok {
			t.Errorf("%q became %q", front, got)
		}
	}
}

// FuzzInsertWithdrawal: whatever stands in a file, a line is inserted and nothing else
// changes, or it is refused.
func FuzzInsertWithdrawal(f *testing.F) {
	f.Add([]byte("---\ntitle: 甲\n---\n正文。\n"))
	f.Add([]byte("\ufeff---\rtitle: 甲\rwithdrawn: \r---\r"))
	w := Withdrawal{Date: NewDate(2017, 6, 1), Reason: `有误: #1 "二"`}
	f.Fuzz(func(t *testing.T, data []byte) {
		out, ok := InsertWithdrawal("policies/2017/0003.md", data, w)
		if !ok {
			return
		}
		n := len(out) - len(data)
		at := 0
		for at < len(data) && out[at] == data[at] {
			at++
		}
		if n <= 0 || string(out[at+n:]) != string(data[at:]) {
			t.Errorf("more than an insertion: %q became %q", data, out)
		}
	})
}
