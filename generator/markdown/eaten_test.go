package markdown

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/tidy"
)

// TestEaten: what becomes a format, a heading or one backslash is said, with what to
// write, which then shows what was typed; what stays as it is typed is not.
func TestEaten(t *testing.T) {
	for body, c := range map[string]struct{ code, write string }{
		"文件 _副本_ 已删":               {"MD044", `文件 \_副本\_ 已删`},
		"__重要__ 通知":                {"MD044", `\_\_重要\_\_ 通知`},
		"see _this_ one":           {"MD044", `see \_this\_ one`},
		"（_甲乙_）":                   {"MD044", `（\_甲乙\_）`},
		"8:30~~11:30，13:30~~17:30": {"MD044", `8:30\~\~11:30，13:30\~\~17:30`},
		"_见[甲](http://a.cn)_":      {"MD044", `\_见[甲](http://a.cn)\_`},
		"通知\n====":                 {"MD043", "## 通知"},
		"通知\n---":                  {"MD043", "## 通知"},
		"> 通知\n> ----":             {},
		"Notice\n-----":            {"MD043", "## Notice"},
		`\\server\共享\2026`:         {"MD045", `\\\\server\\共享\\2026`},
		`见\\10.0.0.1\a，共享`:         {"MD045", `\\\\10.0.0.1\\a`},
		`模板 D:\_模板\*.docx。`:        {"MD045", `D:\\_模板\\*.docx`},
		`D:\文件\(1)\甲`:              {"MD045", `D:\\文件\\(1)\\甲`},
		`C:\公开\a.exe`:              {},
		`\\\\server\\共享`:           {},
		`D:\\_模板`:                  {},
		`3\. 甲 \*乙\* \\`:           {},
		"`" + `\\server\a` + "`":   {},
		"附件_1_表、____年__月":          {},
		"请填写 _ _ _、5~10日、~甲~":      {},
		"**粗**、*斜*":                {},
		"通知：\n\n---\n\n甲":          {},
		"各单位要认真落实。\n----":          {},
		"## 通知\n\n甲":               {},
	} {
		found := render(body).Diagnostics
		switch {
		case c.code == "" && len(found) > 0:
			t.Errorf("%q: %s %s", body, found[0].Code, found[0].Message.ZH)
		case c.code == "":
		case len(found) == 0 || found[0].Code != c.code || !strings.Contains(found[0].Hint.ZH, c.write) && !strings.Contains(found[0].Hint.ZH, firstMarked(c.write)):
			t.Errorf("%q: %v", body, found)
		case c.code == "MD044":
			again := render(c.write)
			if got := string(Text(again.HTML)); len(again.Diagnostics) > 0 || !strings.Contains(got, "见甲") && got != body {
				t.Errorf("%q as %q shows %q: %v", body, c.write, got, again.Diagnostics)
			}
		case c.code == "MD045" && !strings.Contains(string(Text(render(c.write).HTML)), strings.ReplaceAll(c.write, `\\`, `\`)):
			t.Errorf("%q as %q shows %s", body, c.write, render(c.write).HTML)
		}
	}
	for _, d := range New(Options{Join: true}).Render(Result{}, Source{Path: "a.md", Body: []byte("_a_ ~~b~~\n\nc\n---")}, nil).Diagnostics {
		t.Errorf("where CommonMark is meant: %s", d.Code)
	}
}

// TestOpenFence: code without an end is told, with how much of the text it takes; code
// with one is not.
func TestOpenFence(t *testing.T) {
	for body, want := range map[string]string{
		"甲\n\n```\n乙\n\n## 丙\n":        "3:1 下面 3 行都成了代码|一行 ```",
		"~~~text\n甲":                   "1:1 下面 1 行都成了代码|一行 ~~~",
		"甲\n```":                       "2:1 它自己不显示|一行 ```",
		"甲\n\n````\n乙\n```\n丙\n":       "3:1 下面 3 行都成了代码|一行 ````",
		"```\n甲\n```\n\n乙\n\n```\n丙\n": "7:1 下面 1 行都成了代码|一行 ```",
		"```\n甲\n```":                  "",
		"```\n甲\n```\n\n":              "",
		"```\n```":                     "",
		"甲\n\n~~~\n乙\n~~~\n丙":          "",
		"> ```\n> 甲\n\n乙":              "",
		"甲 ``` 乙":                      "",
	} {
		got := ""
		for _, d := range render(body).Diagnostics {
			if d.Code == "MD050" {
				got = fmt.Sprintf("%d:%d %s", d.Pos.Line, d.Pos.Column, d.Message.ZH+"|"+d.Hint.ZH)
			}
		}
		place, said, _ := strings.Cut(want, " ")
		message, hint, _ := strings.Cut(said, "|")
		if (got == "") != (want == "") || !strings.HasPrefix(got, place) || !strings.Contains(got, message) || !strings.Contains(got, hint) {
			t.Errorf("%q: %q, want %q", body, got, want)
		}
	}
	for _, d := range New(Options{Join: true}).Render(Result{}, Source{Path: "a.md", Body: []byte("```\na")}, nil).Diagnostics {
		t.Errorf("where CommonMark is meant: %s", d.Code)
	}
}

// firstMarked is the part of a text that a hint shows: between its marks.
func firstMarked(s string) string {
	from, to := strings.Index(s, `\`), strings.LastIndex(s, `\`)
	if from < 0 {
		return s
	}
	return s[from : to+1]
}

// TestDividedCell: a cell of several lines is an error that shows the table, and tidy
// would make it; without one there is nothing to say.
func TestDividedCell(t *testing.T) {
	const head = "| 姓名 | 住址 |\n|---|---|\n"
	for body, want := range map[string]string{
		"姓名\t住址\n张某\t\"某村\n一组\"\n李某\t东村\n以上。":      head + "| 张某 | 某村<br>一组 |\n| 李某 | 东村 |\n以上。",
		"姓名\t住址\n张某\t\"某村\n一组\"":                   head + "| 张某 | 某村<br>一组 |\n",
		"名单：\n\n姓名\t住址\n张某\t\"某村\n\n一组\"\n\n文":     "名单：\n\n" + head + "| 张某 | 某村<br>一组 |\n\n文",
		"姓名\t住址\n\"张某\n李某\"\t西村":                   head + "| 张某<br>李某 | 西村 |\n",
		"姓名\t住址\n张某\t\"说\"\"某村\"\"\n一组|二组\"":       head + "| 张某 | 说\"某村\"<br>一组\\|二组 |\n",
		"姓名\t住址\n张某\t\"1\n2\n3\"\n李某\t\"4\n5\"":    head + "| 张某 | 1<br>2<br>3 |\n| 李某 | 4<br>5 |\n",
		"姓名\t住址\t电话\n张某\t\"某村\n一组\"\t1\n李某\t东村\t2": "| 姓名 | 住址 | 电话 |\n|---|---|---|\n| 张某 | 某村<br>一组 | 1 |\n| 李某 | 东村 | 2 |\n",
		"甲\t\"乙\n丙\"\t丁\n戊\t己\t庚":                  "| 甲 | 乙<br>丙 | 丁 |\n|---|---|---|\n| 戊 | 己 | 庚 |\n",
		"姓名\t住址\n张某\t\"某村\n李某\t\"东村\n王某\t西村":       "",
		"姓名\t住址\n张某\t\"某村\"\n李某\t东村":               "",
		"姓名\t住址\n张某\t\"没有结束\n李某":                   "",
		"\"甲\n乙\"说": "",
	} {
		result := render(body)
		got := ""
		for _, d := range result.Diagnostics {
			if d.Code != "MD046" {
				t.Errorf("%q: %s", body, d.Code)
				continue
			}
			fixed, _ := tidy.Apply([]byte(body), []diag.Correction{d.Fix})
			got = string(fixed)
		}
		if got != want {
			t.Errorf("%q becomes %q, want %q", body, got, want)
		}
		if strings.Count(want, "\n|") > 0 && len(render(want).Diagnostics) > 0 {
			t.Errorf("%q: %v", want, render(want).Diagnostics)
		}
	}
}
