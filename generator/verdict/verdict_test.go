package verdict

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"gongkai/generator/audit"
	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// sample is a report with everything in it, and hostile titles.
func sample(t testing.TB) *audit.Report {
	t.Helper()
	day := page.NewDate(2026, 6, 30)
	two := 2.0
	known := &audit.Indicator{Code: "X1", Text: "首页更新", Kind: audit.Veto, Basis: "检查指标", Number: "国办秘函〔2019〕19号", Confidence: "A", Items: 1}
	guessed := &audit.Indicator{Code: "X2", Text: "栏目更新 100%", Kind: audit.Deduction, Basis: "通报", Confidence: "C", Note: "约定", Items: 1}
	priced := &audit.Indicator{Code: "X3", Text: "底部要素", Kind: audit.Deduction, Basis: "指引", Confidence: "A", Points: &two, Items: 1}
	item := audit.Item{Subject: "content/notices/2026/0001.md", Title: `<script>"1"</script>，a;b\c`, Fails: true, Last: page.Date{Day: day.Day - 3}, Says: diag.Text{ZH: "过期 100%", EN: "over"}}
	due := audit.Due{Day: page.Date{Day: day.Day + 14}, Subject: "content/dynamics", Title: strings.Repeat("很长的栏目名称", 8), Says: diag.Text{ZH: "第一行\n第二行", EN: "two lines"}, Indicator: known, Kind: diag.Text{ZH: "最后期限", EN: "last day"}}
	later := due
	later.Day, later.Subject, later.Indicator, later.Event = page.Date{Day: day.Day + 80}, "content/notices/2026/0002.md", nil, "expires"
	later.Kind = diag.Text{ZH: "到期失效", EN: "expires"}
	return &audit.Report{
		Profile: &audit.Profile{Name: "x", Title: "某县指标", Pass: 60}, Today: day, Vetoes: 1, Score: 98, Unpriced: 1,
		Results: []audit.Result{
			{Indicator: known, Verdict: audit.Failed, Failing: []audit.Item{item}},
			{Indicator: guessed, Verdict: audit.Failed, Failing: []audit.Item{item, item, item}},
			{Indicator: priced, Verdict: audit.Failed, Deducted: 2, Failing: []audit.Item{item}},
			{Indicator: &audit.Indicator{Code: "X4", Text: "人工", Kind: audit.Veto}, Verdict: audit.Unseen, Why: diag.Text{ZH: "要由人检查", EN: "look"}},
		},
		Due: []audit.Due{due, later}, Missing: []int{2027},
	}
}

func TestText(t *testing.T) {
	text := Text(sample(t), "zh", 2)
	for _, want := range []string{
		"不合格：单项否决 1 项", "分值未核实；通报，可信程度 C，未核实", "扣 2 分；指引，可信程度 A", "期限 2026-06-27，已过 3 天", "还有 1 项，加 --all", "2026-07-14  还有 14 天  最后期限 X1", "X4 人工：要由人检查", "2027年的节假日安排没有收录", "过期 100%",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if strings.Contains(text, "2026-09-18") || strings.Contains(text, "%!") {
		t.Errorf("it looks too far ahead, or has formats in it:\n%s", text)
	}
	if all := Text(sample(t), "zh", 0); strings.Contains(all, "--all") {
		t.Errorf("not all is there:\n%s", all)
	}
	if han := regexp.MustCompile(`FAILS: 1 vetoes; 1 deductions`); !han.MatchString(Text(sample(t), "en", 0)) {
		t.Error(Text(sample(t), "en", 0))
	}
}

// The score is not told where no indicator has points: 100 would say that all is well.
func TestNoScore(t *testing.T) {
	r := sample(t)
	r.Vetoes = 0
	if text := Text(r, "zh", 0); !strings.Contains(text, "没有单项否决，得分 98") {
		t.Error(text)
	}
	r.Results = r.Results[:2]
	if text := Text(r, "zh", 0); strings.Contains(text, "得分") {
		t.Error(text)
	}
	r.Profile.Pass = 99
	if text := Text(r, "zh", 0); !strings.Contains(text, "不合格：得分 98，低于 99") {
		t.Error(text)
	}
}

func TestJSON(t *testing.T) {
	data, err := JSON(sample(t), "zh")
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for line := range bytes.Lines(data) {
		var v map[string]any
		if err := json.Unmarshal(line, &v); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		kinds = append(kinds, v["kind"].(string))
		if v["code"] == "X2" && (v["points"] != nil || v["confirmed"] != false || len(v["items"].([]any)) != 3) {
			t.Errorf("%s", line)
		}
		if v["code"] == "X3" && v["points"] != 2.0 {
			t.Errorf("%s", line)
		}
	}
	if got := strings.Join(kinds, " "); got != "summary veto deduction deduction veto due missing" {
		t.Errorf("lines %s", got)
	}
}

// The page is well formed, runs nothing, asks nobody for anything, and holds what titles
// hold as text.
func TestHTML(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		data := HTML(sample(t), lang)
		var open []string
		z := html.NewTokenizer(bytes.NewReader(data))
		for z.Next() != html.ErrorToken {
			token := z.Token()
			switch {
			case token.Type == html.StartTagToken && token.Data != "meta":
				open = append(open, token.Data)
			case token.Type == html.EndTagToken:
				if len(open) == 0 || open[len(open)-1] != token.Data {
					t.Fatalf("</%s> closes %v", token.Data, open)
				}
				open = open[:len(open)-1]
			}
			if token.Data == "script" || token.Data == "link" || token.Data == "img" {
				t.Errorf("it has <%s>", token.Data)
			}
		}
		if len(open) > 0 {
			t.Errorf("%v stay open", open)
		}
		// Days and heads are never broken, and a table that is too wide scrolls by itself.
		if n := strings.Count(string(data), ` class="whole">`); n != 5+3 || !strings.Contains(string(data), `<div class="wide"><table>`) {
			t.Errorf("%d cells are kept whole", n)
		}
		for _, want := range []string{"&lt;script&gt;", `<meta name="robots" content="noindex">`, "未核实", `class="verdict fails"`} {
			if !strings.Contains(string(data), want) {
				t.Errorf("%q is not in the page", want)
			}
		}
		if strings.Contains(string(data), "%!") {
			t.Errorf("formats are left in\n%s", data)
		}
	}
}

// The calendar keeps to RFC 5545: line ends, folding, values, one UID an event; and to
// itself: the same report gives the same bytes.
func TestCalendar(t *testing.T) {
	data := Calendar(sample(t), "zh", 90)
	if !bytes.Equal(data, Calendar(sample(t), "zh", 90)) {
		t.Error("it is not the same twice")
	}
	text := string(data)
	if strings.Count(text, "\n") != strings.Count(text, "\r\n") || !strings.HasSuffix(text, "\r\n") {
		t.Error("a line does not end in CRLF")
	}
	for line := range strings.SplitSeq(text, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("%d octets, or half a character: %q", len(line), line)
		}
	}
	unfolded := strings.ReplaceAll(text, "\r\n ", "")
	for _, want := range []string{
		"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:", "DTSTAMP:20260630T000000Z\r\nDTSTART;VALUE=DATE:20260714\r\nDTEND;VALUE=DATE:20260715\r\n",
		"SUMMARY:最后期限：" + strings.Repeat("很长的栏目名称", 8) + "\r\n", `DESCRIPTION:第一行\n第二行\ncontent/dynamics\nX1`, "DTSTART;VALUE=DATE:20260918", "SUMMARY:到期失效：很长的栏目名称", "END:VEVENT\r\nEND:VCALENDAR\r\n",
	} {
		if !strings.Contains(unfolded, want) {
			t.Errorf("%q is not in\n%s", want, unfolded)
		}
	}
	uids := regexp.MustCompile(`(?m)^UID:(.*)\r$`).FindAllStringSubmatch(unfolded, -1)
	if len(uids) != 2 || uids[0][1] == uids[1][1] {
		t.Errorf("UIDs %v", uids)
	}
	if got := string(Calendar(sample(t), "zh", 30)); strings.Count(got, "BEGIN:VEVENT") != 1 {
		t.Errorf("in 30 days:\n%s", got)
	}
}

// An event whose day has moved is the same event.
func TestUIDStays(t *testing.T) {
	uid := regexp.MustCompile(`UID:\S+`)
	r := sample(t)
	before := uid.Find(Calendar(r, "zh", 90))
	r.Due[0].Day.Day++
	r.Due[0].Says = diag.Text{ZH: "别的话", EN: "other words"}
	if after := uid.Find(Calendar(r, "zh", 90)); !bytes.Equal(before, after) {
		t.Errorf("%s has become %s", before, after)
	}
	r.Due[0].Subject += "x"
	if after := uid.Find(Calendar(r, "zh", 90)); bytes.Equal(before, after) {
		t.Errorf("two things are %s", after)
	}
}

func TestEscape(t *testing.T) {
	if got := escape("a,b;c\\d\r\ne\nf"); got != `a\,b\;c\\d\ne\nf` {
		t.Errorf("escaped as %s", got)
	}
}
