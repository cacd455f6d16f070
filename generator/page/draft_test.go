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

// codes returns the codes of findings.
func codes(found []diag.Diagnostic) string {
	var all []string
	for _, d := range found {
		all = append(all, d.Code)
	}
	return strings.Join(all, " ")
}
