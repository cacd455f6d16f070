package markdown

import (
	"os"
	"strings"
	"testing"
)

// emphasisCase is one case of testdata/emphasis.txt.
type emphasisCase struct {
	line           int
	markdown, want string
}

func emphasisCases(t testing.TB) []emphasisCase {
	t.Helper()
	data, err := os.ReadFile("testdata/emphasis.txt")
	if err != nil {
		t.Fatal(err)
	}
	var cases []emphasisCase
	var text []string
	for i, line := range strings.Split(string(data), "\n") {
		switch want, isWant := strings.CutPrefix(line, "= "); {
		case isWant:
			cases = append(cases, emphasisCase{i + 1, strings.Join(text, "\n"), want})
			text = nil
		case line != "" && !strings.HasPrefix(line, "# "):
			text = append(text, line)
		}
	}
	return cases
}

// TestEmphasis: what CommonMark makes of it, as amended for Chinese.
func TestEmphasis(t *testing.T) {
	r := New(Options{Join: true})
	cases := emphasisCases(t)
	if len(cases) < 40 {
		t.Fatalf("only %d cases", len(cases))
	}
	for _, c := range cases {
		got := string(r.Render(Result{}, Source{Path: "policies/2017/0001.md", Body: []byte(c.markdown), Line: 1}, nil).HTML)
		if want := "<p>" + c.want + "</p>"; got != want {
			t.Errorf("emphasis.txt:%d: %s\n got %s\nwant %s", c.line, c.markdown, got, want)
		}
	}
}

// TestMasks: asterisks that hide something, or stand for a times sign, show as they
// are typed, and those that are marks are marks. What shows is no finding.
func TestMasks(t *testing.T) {
	for body, want := range map[string]string{
		"张*华、李*明、王*芳":               "",
		"张*、李*、王*":                  "",
		"张*，男；李*，女。王*":              "",
		"*华、*明、*芳":                  "",
		"甲，*乙；*丙，*丁":                "",
		"张**、李**、王**":               "",
		"张**（男）":                    "",
		"欧阳**，司马**。":                "",
		"138****1234、139****5678":   "",
		"110***********001X":        "",
		"规格为3*4*5米，地块长50*宽30，共2*3处": "",
		"210mm*297mm、500*300*200mm": "",
		"a*b*c 和 5 * 3 * 2":         "",
		"１２*３４*５６":                  "",
		"张_华、李_明 file_name_2":       "",
		"京A*1234、京B*5678":           "",
		"**粗**":                     "<strong>粗</strong>",
		"中**粗**文":                   "中<strong>粗</strong>文",
		"**《条例》**规定、**（一）**项，**重点**。":  "<strong>《条例》</strong>规定、<strong>（一）</strong>项，<strong>重点</strong>。",
		"**甲**、**乙**，*丙*。":             "<strong>甲</strong>、<strong>乙</strong>，<em>丙</em>。",
		"**张*华**、**李*、王*等3*4人**":       "<strong>张*华</strong>、<strong>李*、王*等3*4人</strong>",
		"（*甲*）“*乙*” *a*":               "（<em>甲</em>）“<em>乙</em>” <em>a</em>",
		"3.**工作目标（2026）**等，**第一（1）**项": "3.<strong>工作目标（2026）</strong>等，<strong>第一（1）</strong>项",
		"***甲***":      "<em><strong>甲</strong></em>",
		"见__《条例》__规定":  "见<strong>《条例》</strong>规定",
		"- 张*华\n- 李*明": "<ul><li>张*华</li><li>李*明</li></ul>",
		"| 张*华 | 李*明 |\n|---|---|\n| 王** | 赵** |": "",
	} {
		r := render(body)
		got := strings.TrimSuffix(strings.TrimPrefix(string(r.HTML), "<p>"), "</p>")
		switch {
		case strings.HasPrefix(body, "|"):
			if text := strings.ReplaceAll(string(Text(r.HTML)), "\n", " "); text != "张*华 李*明 王** 赵**" {
				t.Errorf("%q: %s", body, text)
			}
		case want == "":
			want = body
			fallthrough
		default:
			if got != want {
				t.Errorf("%q\n got %s\nwant %s", body, got, want)
			}
		}
		if len(r.Diagnostics) > 0 && !strings.Contains(body, "__") { // which is said: TestEaten
			t.Errorf("%q: %s %s", body, r.Diagnostics[0].Code, r.Diagnostics[0].Message.EN)
		}
	}
	for _, body := range []string{"张**（男）、李**（女）", "3号楼1**室、2**室", "某**村、某**村", "** 重点 **", "**重点\n跨行**", "甲，**重点",
		"备注：1.*表示党员；2.**表示预备党员；3.***表示群众。", "注1：*党员 注2：*群众", "（1）*为必填 （2）*为选填"} {
		if r := render(body); len(r.Diagnostics) != 1 {
			t.Errorf("%q: %v in %s", body, r.Diagnostics, r.HTML)
		}
	}
	for body, want := range map[string]string{"张*华\n李*明": "MD022", "un*frigging*believable": "", "甲*乙*": ""} {
		codes := ""
		for _, d := range New(Options{Join: true}).Render(Result{}, Source{Path: "a.md", Body: []byte(body)}, nil).Diagnostics {
			codes += d.Code
		}
		if codes != want {
			t.Errorf("joined, %q: %s, want %s", body, codes, want)
		}
	}
	if got, want := string(New(Options{Join: true}).Render(Result{}, Source{Path: "a.md", Body: []byte("3*4*5")}, nil).HTML), "<p>3<em>4</em>5</p>"; got != want {
		t.Errorf("joined: %s, want %s", got, want)
	}
}
