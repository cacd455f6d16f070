package board

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/layout"
	"gongkai/generator/page"
	"gongkai/generator/privacy/privacytest"
	"gongkai/generator/site"
	"gongkai/generator/site/buildtest"
	"gongkai/layouts"
	"gongkai/static"
)

// options are those of a site that has these files beside those of the test site.
func options(t *testing.T, day string, more map[string][]byte) site.Options {
	t.Helper()
	dir := buildtest.TempDir(t)
	files := buildtest.Site()
	for path, data := range more {
		files[path] = data
	}
	if err := buildtest.Write(dir, files); err != nil {
		t.Fatal(err)
	}
	today, err := page.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	return site.Options{
		Source: dir, Out: filepath.Join(dir, "public"), Today: today, Layouts: layout.NewDefaults(layouts.Files), Static: static.Files, Salt: cache.SumBytes([]byte("test")),
	}
}

func look(t *testing.T, opt site.Options) *Line {
	t.Helper()
	l, err := Look(opt)
	if err != nil {
		t.Fatal(err)
	}
	l.Key, l.Name = "a", "甲镇<人民政府>"
	return l
}

// everything is all that is ever shown of an office.
func everything(t *testing.T, opt site.Options, l *Line) string {
	t.Helper()
	data, err := json.Marshal(l)
	if err != nil {
		t.Fatal(err)
	}
	lines := []*Line{l}
	return string(data) + Text(lines, "zh") + Text(lines, "en") + string(HTML("示例县", opt.Today, lines, "zh")) + string(HTML("示例县", opt.Today, lines, "en"))
}

// Of what must not go out, the board has the kind and the number, and never the value, be it
// in a text, a title or the name of a file; nor has it any title.
func TestCountsOnly(t *testing.T) {
	const title = "很特别的标题"
	mobile := privacytest.New(1).Mobile()
	opt := options(t, buildtest.Day, map[string][]byte{
		"content/notices/2022/0008.md":           []byte("---\ntitle: " + title + "，联系人张某" + mobile + "\ncategory: notices\ndate: 2022-05-20\n---\n联系电话：" + mobile + "，手机：" + mobile + "。\n"),
		"content/notices/2022/" + mobile + ".md": []byte("---\ntitle: 另一公告\ncategory: notices\ndate: 2022-05-21\n---\n正文。\n"),
	})
	l := look(t, opt)
	if len(l.Kinds) == 0 || l.Kinds[0].Count == 0 || !strings.HasPrefix(l.Kinds[0].Code, "PV") || slices.ContainsFunc(l.Kinds, func(f Finding) bool { return f.Title.ZH == f.Code }) {
		t.Errorf("kinds %+v", l.Kinds)
	}
	shown := everything(t, opt, l)
	for _, secret := range []string{mobile, mobile[:7], mobile[4:], title} {
		if strings.Contains(shown, secret) {
			t.Errorf("the board shows %s", secret)
		}
	}
	if strings.Contains(string(HTML("示例县", opt.Today, []*Line{l}, "zh")), "<人民政府>") {
		t.Error("a name is not escaped")
	}
}

// The verdict is that of the day: what nobody has renewed becomes a veto, and what falls due
// is told with the days that are left.
func TestDays(t *testing.T) {
	news := map[string][]byte{"content/dynamics/2022/0009.md": []byte("---\ntitle: 动态\ncategory: dynamics\ndate: 2022-05-30\n---\n正文。\n")}
	early, late := look(t, options(t, buildtest.Day, news)), look(t, options(t, "2024-06-01", news))
	if len(late.Vetoes) <= len(early.Vetoes) {
		t.Errorf("early %+v, late %+v", early, late)
	}
	if late.Passes || len(late.Vetoes) == 0 {
		t.Errorf("after two years: %+v", late)
	}
	for _, d := range append(early.Due, late.Due...) {
		if d.Left < 0 || d.On == "" || d.What.ZH == "" {
			t.Errorf("due %+v", d)
		}
	}
	if len(early.Due) == 0 {
		t.Error("nothing falls due")
	}
}

// A site that cannot be read has no verdict, and comes first.
func TestSort(t *testing.T) {
	broken := look(t, options(t, buildtest.Day, map[string][]byte{"config.toml": []byte("[site\n")}))
	if !broken.Unread {
		t.Errorf("%+v", broken)
	}
	broken.Key = "broken"
	lines := []*Line{{Key: "well", Score: 100, Passes: true}, {Key: "low", Score: 60}, {Key: "veto", Score: 90, Vetoes: []Veto{{"V1", "", 1}}}, broken}
	Sort(lines)
	var order []string
	for _, l := range lines {
		order = append(order, l.Key)
	}
	if got := strings.Join(order, " "); got != "broken veto low well" {
		t.Error(got)
	}
	if text := Text(lines, "zh"); !strings.Contains(text, "读不了") || strings.Count(text, "\n") != 5 {
		t.Error(text)
	}
}

// What falls due and is told is of the indicators, or of what happens by itself.
func TestDueText(t *testing.T) {
	l := &Line{Name: "甲", Passes: true, Due: []Due{{On: "2022-06-30", Left: 29, What: diag.Text{ZH: "V3 首页", EN: "V3 home"}}}, Kinds: []Finding{{"PV003", diag.Text{ZH: "手机号码", EN: "mobile"}, 2}}}
	if text := Text([]*Line{l}, "zh"); !strings.Contains(text, "2022-06-30（还有 29 天）V3 首页") || !strings.Contains(text, "PV003 手机号码: 2") {
		t.Error(text)
	}
}
