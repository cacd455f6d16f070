package site

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/privacy/privacytest"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/waiver"
)

// madeUp makes an ID number that belongs to nobody we know: no one was born then.
func madeUp(n int) string { return privacytest.WithCheck(fmt.Sprintf("11022819010203%03d", n)) }

// leaky is a site with a number in a document, in its title, in an attachment, and in a
// draft.
func leaky(t *testing.T) (opt Options, secrets []string) {
	files := buildtest.Site()
	for i := range 4 {
		secrets = append(secrets, madeUp(i))
	}
	files["content/notices/2022/0901.md"] = fmt.Appendf(nil, "---\ntitle: 名单 %s\ncategory: notices\ndate: 2022-02-01\nattachments: [{file: 0901.csv}]\n---\n张三，身份证号%s。\n", secrets[0], secrets[1])
	files["content/notices/2022/0901.csv"] = fmt.Appendf(nil, "姓名,证件号码\n李四,%s\n", secrets[2])
	files["content/notices/2022/0902.md"] = fmt.Appendf(nil, "---\ntitle: 草稿\ncategory: notices\ndate: 2022-02-01\ndraft: true\n---\n王五，身份证号%s。\n", secrets[3])
	return newSite(t, files), secrets
}

func countCodes(found []diag.Diagnostic) map[string]int {
	n := map[string]int{}
	for _, d := range found {
		n[d.Code]++
	}
	return n
}

// holding lists the files below some folders that hold one of some texts.
func holding(t testing.TB, texts []string, folders ...string) (files []string) {
	t.Helper()
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				if os.IsNotExist(err) {
					return nil
				}
				return err
			}
			data, err := os.ReadFile(path)
			for _, text := range texts {
				if bytes.Contains(data, []byte(text)) {
					files = append(files, path)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// TestMarksStopABuild: a number that must not go out stops a build, and neither what is
// said of it nor what is written holds it. The draft's stops nothing, as long as it is one.
func TestMarksStopABuild(t *testing.T) {
	t.Parallel()
	opt, secrets := leaky(t)
	_, before := mustBuild(t, newSite(t, buildtest.Site()))
	for range 2 { // nothing is remembered of the first time
		res, err := Build(opt)
		if err != nil {
			t.Fatal(err)
		}
		if n := countCodes(res.Diagnostics); n["PV001"] != 3 || !diag.HasErrors(res.Diagnostics) {
			t.Errorf("found %v, want three ID numbers", n)
		}
		if said := printed(t, res.Diagnostics) + fmt.Sprint(res.Diagnostics); containsAny(said, secrets) {
			t.Errorf("what is said holds a number:\n%s", said)
		}
		if files := holding(t, secrets, opt.Out, filepath.Join(opt.Source, ".build")); len(files) > 0 {
			t.Errorf("numbers were written into %v", files)
		}
	}
	checked, err := Check(opt)
	if err != nil || countCodes(checked.Diagnostics)["PV001"] != 3 {
		t.Errorf("check finds %v, %v", checked, err)
	}
	if len(before) == 0 {
		t.Error("nothing was published of a site without numbers")
	}
}

// TestNamesAreVeiled: a number in the name of a document, of a folder, of a file that is not
// there, in what is no setting, is told by nothing, and the list of what is behind goes.
func TestNamesAreVeiled(t *testing.T) {
	t.Parallel()
	document := []byte("---\ntitle: 公告\ncategory: notices\ndate: 2022-02-01\n---\n正文。\n")
	for _, name := range []string{"content/notices/2022/%s.md", "content/%s.md", "content/%s/2022/0001.md", "static/0007-%s.txt", "static/%s/a.txt"} {
		opt := newSite(t, buildtest.Site())
		mustBuild(t, opt)
		id := madeUp(7)
		write(t, opt, fmt.Sprintf(name, id), string(document))
		res, err := Build(opt)
		if err != nil {
			t.Fatal(err)
		}
		if !diag.HasErrors(res.Diagnostics) || strings.Contains(printed(t, res.Diagnostics), id) {
			t.Errorf("%s: %s", name, printed(t, res.Diagnostics))
		}
		if files := holding(t, []string{id}, opt.Out, filepath.Join(opt.Source, ".build")); len(files) > 0 {
			t.Errorf("%s: written into %v", name, files)
		}
		all, _, _, err := Scan(opt)
		if err != nil || strings.Contains(fmt.Sprint(foundIn(all)), id) {
			t.Errorf("%s: scan tells %v, %v", name, all, err)
		}
	}
	for _, broken := range []string{"attachments: [{file: 0001-%s.csv}]", "validity: \"%s\"", "category: a%s", "x%s: 1", "title: [\"%s"} {
		opt := newSite(t, buildtest.Site())
		mobile := "138" + "12345678"
		write(t, opt, "content/notices/2022/0901.md", "---\ntitle: 公告\ncategory: notices\ndate: 2022-02-01\n"+fmt.Sprintf(broken, mobile)+"\n---\n[x](#a"+mobile+")\n")
		write(t, opt, "config.toml", string(buildtest.Site()["config.toml"])+"\n[x"+mobile+"]\n")
		for range 2 {
			res, err := Check(opt)
			if err != nil {
				t.Fatal(err)
			}
			if said := printed(t, res.Diagnostics); !diag.HasErrors(res.Diagnostics) || strings.Contains(said, mobile) {
				t.Errorf("%s: %s", broken, said)
			}
			write(t, opt, "config.toml", string(buildtest.Site()["config.toml"]))
		}
	}
}

func foundIn(all []waiver.Finding) (found []diag.Diagnostic) {
	for _, f := range all {
		found = append(found, f.Found)
	}
	return found
}

// TestLayoutsAndNotices: what a site's own layouts say is public, and of a document that is
// withdrawn the reason is, and the title where it is kept.
func TestLayoutsAndNotices(t *testing.T) {
	t.Parallel()
	opt := newSite(t, buildtest.Site())
	mobile := "138" + "12345678"
	document := func(title, withdrawn string) {
		write(t, opt, "content/notices/2022/0901.md", "---\ntitle: "+title+"\ncategory: notices\ndate: 2022-02-01\nwithdrawn: "+withdrawn+"\n---\n电话"+mobile+"。\n")
	}
	finds := func(want int) {
		t.Helper()
		for _, look := range []func(Options) (*Result, error){Check, Build} {
			if res, err := look(opt); err != nil || countCodes(res.Diagnostics)["PV010"] != want {
				t.Errorf("want %d: %v, %s", want, err, printed(t, res.Diagnostics))
			}
		}
	}
	document("联系"+mobile, "{date: 2022-03-01, reason: 含有个人信息}")
	finds(0)
	document("联系139"+mobile[3:], "{date: 2022-03-01, reason: 含有个人信息, keep_title: true}")
	finds(1)
	document("公告", "{date: 2022-03-01, reason: 含有"+mobile+"}")
	finds(2) // the reason, and the body, since one cannot tell which of them is meant
	document("公告", "{date: 2022-03-01, reason: 含有个人信息}")
	finds(0)
	write(t, opt, "layouts/unused.html", "<p>"+mobile[:5]+"<b>"+mobile[5:]+"</b></p>")
	finds(1)
}

func containsAny(s string, texts []string) bool {
	for _, text := range texts {
		if strings.Contains(s, text) {
			return true
		}
	}
	return false
}

// TestWaived: what was accepted goes out, up to the last day of the waiver and in this
// file only; a build as of the day after is refused, whatever the snapshot knows.
func TestWaived(t *testing.T) {
	t.Parallel()
	opt, _ := leaky(t)
	opt.Key = bytes.Repeat([]byte{7}, 32)
	marks, _, _, err := Scan(opt)
	marks = slices.DeleteFunc(marks, func(m waiver.Finding) bool { return m.Found.Code != "PV001" }) // there are pictures
	if err != nil || len(marks) != 4 {
		t.Fatalf("scan: %v, %v", marks, err)
	}
	list := &waiver.List{Key: opt.Key}
	var data []byte
	for _, m := range marks {
		if m.Value == "" || m.Waiver != nil {
			t.Fatalf("%+v", m)
		}
		data = list.Append(data, waiver.Waiver{Rule: m.Found.Code, File: m.Found.Pos.File, Value: m.Value, Reason: "已同意", Until: "2022-06-10"})
	}
	opt.Key = nil
	write(t, opt, waiver.Path, string(data))
	for _, c := range []struct {
		today string
		want  int
	}{{"2022-06-01", 0}, {"2022-06-01", 0}, {"2022-06-10", 0}, {"2022-06-11", 3}, {"2022-06-10", 0}} {
		opt.Today = day(t, c.today)
		res, err := Build(opt)
		if err != nil {
			t.Fatal(err)
		}
		if n := countCodes(res.Diagnostics)["PV001"]; n != c.want {
			t.Errorf("as of %s: %d ID numbers, want %d: %s", c.today, n, c.want, printed(t, res.Diagnostics))
		}
		if c.want > 0 && !strings.Contains(printed(t, res.Diagnostics), "2022-06-10") {
			t.Errorf("as of %s, nothing says when the waiver ended", c.today)
		}
	}
	// Another key makes other sums, and nothing is accepted under them.
	write(t, opt, waiver.Path, strings.Replace(string(data), "0707", "0808", 1))
	if res, err := Build(opt); err != nil || countCodes(res.Diagnostics)["PV001"] != 3 {
		t.Errorf("under another key: %v, %v", countCodes(res.Diagnostics), err)
	}
}

// TestMarksFollowSettings: a number that becomes one of the office's, or none, is looked
// at again in all files, in an update as in a build.
func TestMarksFollowSettings(t *testing.T) {
	t.Parallel()
	files := buildtest.Site()
	files["content/notices/2022/0901.md"] = []byte("---\ntitle: 电话\ncategory: notices\ndate: 2022-02-01\n---\n联系人王五，138 1234 5678。\n")
	opt := newSite(t, files)
	with := string(files["config.toml"]) + "\n[scan]\noffice_numbers = [\"13812345678\"]\n"
	for _, c := range []struct {
		config string
		want   int
	}{{string(files["config.toml"]), 1}, {with, 0}, {string(files["config.toml"]), 1}} {
		write(t, opt, "config.toml", c.config)
		res, err := Build(opt)
		if err != nil {
			t.Fatal(err)
		}
		if n := countCodes(res.Diagnostics)["PV010"]; n != c.want {
			t.Errorf("%d numbers, want %d: %s", n, c.want, printed(t, res.Diagnostics))
		}
	}
	s, _, err := Load(opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	write(t, opt, "config.toml", with)
	after, _, err := Update(opt, s, []string{"config.toml"})
	if err != nil {
		t.Fatal(err)
	}
	for name, state := range map[string]*Site{"before": s, "after": after} {
		all, err := state.Findings(true)
		if err != nil {
			t.Fatal(err)
		}
		if n := countCodes(all.Diagnostics)["PV010"]; n != map[string]int{"before": 1}[name] {
			t.Errorf("%s: %d numbers", name, n)
		}
	}
}
