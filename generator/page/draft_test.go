package page

import (
	"strings"
	"testing"

	"gongkai/generator/diag"
)

// TestDraft: whoever writes draft without saying what it is has a draft.
func TestDraft(t *testing.T) {
	for line, want := range map[string]struct {
		draft bool
		code  string
	}{
		"":                    {false, ""},
		"draft: true":         {true, ""},
		"draft: false":        {false, ""},
		"draft:":              {true, "FM055"},
		"draft: ":             {true, "FM055"},
		"draft: # 草稿，例如 true": {true, "FM055"},
		"draft:   # true":     {true, "FM055"},
		"draft: ~":            {true, "FM055"},
		"draft: null":         {true, "FM055"},
		`draft: ""`:           {true, "FM055"},
		"draft:\n  # true":    {true, "FM055"},
		"draft: 草稿":           {true, "FM044"},
		"draft: [true]":       {true, "FM043"},
		"# draft: true":       {false, ""},
	} {
		p, found := Parse("notices/2017/0001.md", []byte("---\ntitle: 公告\ncategory: notices\ndate: 2017-03-15\n"+line+"\n---\n正文。\n"))
		if p == nil || p.Meta.Draft != want.draft || codes(found) != want.code {
			t.Errorf("%q: draft %t, %s, want %+v", line, p != nil && p.Meta.Draft, codes(found), want)
		}
	}
}

// TestTemplateIsSafe: a new document is a draft at every step of being filled in,
// until the line that says so is taken out: when any one line is, or when the sign
// before any one key is.
func TestTemplateIsSafe(t *testing.T) {
	m := Meta{Path: "notices/2017/0001.md", Category: "notices", Title: "公告", Date: NewDate(2017, 3, 15), Draft: true}
	text := strings.SplitAfter(string(Template(m))+"正文。\n", "\n")
	for i, line := range text {
		key, _, is := strings.Cut(line, ": ")
		if !is {
			continue
		}
		for name, instead := range map[string]string{"taken out": "", "said": strings.TrimPrefix(line, "# "), "emptied": key + ":\n"} {
			now := append(append(append([]string{}, text[:i]...), instead), text[i+1:]...)
			p, found := Parse(m.Path, []byte(strings.Join(now, "")))
			public := p != nil && !p.Meta.Draft && !diag.HasErrors(found)
			if public != (key == "draft" && name == "taken out") {
				t.Errorf("%q %s: public %t\n%s", line, name, public, printed(found))
			}
		}
	}
	done := strings.Replace(string(Template(m)), "draft: true", "# draft: true", 1)
	if p, found := Parse(m.Path, []byte(done+"正文。\n")); p.Meta.Draft || len(found) > 0 {
		t.Errorf("finished: draft %t, %s", p.Meta.Draft, printed(found))
	}
}

// TestNothing: a public document has a text or an attachment.
func TestNothing(t *testing.T) {
	const blank, notice = "notices/2017/0001.md", "title: 公告\ncategory: notices\ndate: 2017-03-15\n"
	for _, c := range []struct {
		path, front, body string
		found             string
	}{
		{blank, notice, "", "FM084"},
		{blank, notice, "\n\n\n", "FM084"},
		{blank, notice, "　　\n \u00a0\n\t\n", "FM084"},
		{blank, notice, "\ufeff\n\u200b\n", "FM084"},
		{blank, notice, "&nbsp;\n\n&EMSP; &#12288;\n", "FM084"},
		{blank, notice, "\n---\n\n***\n\n> \n", "FM084"},
		{blank, notice, "#\n\n……。\n", "FM084"},
		{blank, notice, "<!-- 待补 -->\n\n<!--\n核对\n-->\n", "FM084"},
		{blank, notice, "<!-- 待补 -->略", ""},
		{blank, notice, "<!-- 没有结束", ""},
		{blank, notice, "略", ""},
		{blank, notice, "1", ""},
		{blank, notice, "&nbsp;甲", ""},
		{blank, notice, "![](0001.png)", ""},
		{blank, notice + "draft: true\n", "", ""},
		{blank, notice + "draft:\n", "", "FM055"},
		{blank, notice + "attachments: [{file: a.pdf}]\n", "", ""},
		{blank, notice + "attachments: []\n", "", "FM084"},
		{blank, notice + "attachments: [{file: /a.pdf}]\n", "", "FM096"}, // it has one, if it is written well
		{"notices/index.md", notice, "", ""},
		{"reports/2021/index.md", "title: 报告\ndate: 2022-01-20\nform: \"2021\"\n", "", ""},
	} {
		_, found := Parse(c.path, []byte("---\n"+c.front+"---\n"+c.body))
		if codes(found) != c.found {
			t.Errorf("%s%q: %s, want %s\n%s", c.front, c.body, codes(found), c.found, printed(found))
		}
	}
}

// TestStandIn: what stands for a text is none, and a text that speaks of filling in
// something is one.
func TestStandIn(t *testing.T) {
	long := strings.Repeat("这是正式的内容。", 40)
	for body, want := range map[string]string{
		"暂无内容。": "FM086", "暂无": "FM086", "栏目建设中，敬请期待。": "FM086", "（待补充）": "FM086", "TODO": "FM086", "## 一、概况\n\n暂无相关信息": "FM086", "请在此处填写正文": "FM086", "【在此填写正文】": "FM086", "正文从这里开始。": "FM086",
		long + "\n\n| 电话 | 示例，请填写 |": "FM086", long + "此处填写内容": "FM086",
		"请填写申请表后交到窗口。": "", long + "部分村暂无自来水。": "", long + "项目正在建设中。": "", "正文。": "",
	} {
		_, found := Parse("notices/2017/0001.md", []byte("---\ntitle: 公告\ncategory: notices\ndate: 2017-03-15\n---\n"+body+"\n"))
		if codes(found) != want {
			t.Errorf("%.40s: %s, want %s", body, codes(found), want)
		}
	}
	if _, found := Parse("notices/2017/0001.md", []byte("---\ntitle: 公告\ncategory: notices\ndate: 2017-03-15\ndraft: true\n---\n待补充\n")); len(found) > 0 {
		t.Errorf("a draft: %s", printed(found))
	}
}

// TestRemedy: a refusal goes to 行政复议 before a court, and documents that give
// advice say so.
func TestRemedy(t *testing.T) {
	for _, c := range []struct{ title, body, want string }{
		{"政府信息公开申请答复书", "不服本答复的，可以申请行政复议或者提起行政诉讼。", "FM085"},
		{"某某镇政府信息公开指南", "公民认为侵犯其合法权益的，可以依法申请行政复议或提起行政诉讼。", "FM085"},
		{"依申请公开办法", "可申请行政复议，也可以向法院提起诉讼。", ""}, // too far apart to be sure
		{"依申请公开办法", "可申请行政复议也可以提起行政诉讼。", "FM085"},
		{"不予公开告知书", "第一段。\n\n对本决定不服的，可以向县人民政府申请行政复议，或者起诉。", ""},
		{"政府信息公开申请表", "应当先申请行政复议；对行政复议决定不服的，可以再提起行政诉讼。", ""},
		{"政府信息公开申请答复书", "不服的，应当先依法申请行政复议。", ""},
		{"处罚决定公告", "可以申请行政复议或者提起行政诉讼。", ""}, // of other decisions it is true
	} {
		_, found := Parse("notices/2017/0001.md", []byte("---\ntitle: "+c.title+"\ncategory: notices\ndate: 2017-03-15\n---\n"+c.body+"\n"))
		if codes(found) != c.want {
			t.Errorf("%s: %s: %s, want %s", c.title, c.body, codes(found), c.want)
		}
	}
}

// codes returns the codes of findings.
func codes(found []diag.Diagnostic) string {
	var all []string
	for _, d := range found {
		all = append(all, d.Code)
	}
	return strings.Join(all, " ")
}
