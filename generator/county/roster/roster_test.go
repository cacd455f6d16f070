package roster

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/diag/diagtest"
)

// TestBroken: what is wrong with a roster, where, and how it is mended. Every rule has a
// case.
func TestBroken(t *testing.T) {
	used := map[string]bool{}
	diagtest.Run(t, "testdata/broken", 10, func(name string, data []byte) []diag.Diagnostic {
		c, found := Parse(data)
		if c != nil {
			t.Errorf("there is a roster of %d offices", len(c.Offices))
		}
		for _, d := range found {
			used[d.Code] = true
		}
		return found
	})
	for _, rule := range Rules() {
		if !used[rule.Code] && rule != ruleTooMuch { // see TestTooMuch
			t.Errorf("no case for %s %s", rule.Code, rule.Title.EN)
		}
	}
}

func TestRules(t *testing.T) {
	if err := diagtest.Check(Rules()); err != nil {
		t.Error(err)
	}
}

const whole = `
name = "示例县人民政府"
address = "https://county.example/open"
id_code = "1100000001"
icp = "京ICP备00000001号"
[[link]]
name = "示例市"
url = "https://city.example/"
[[office]]
key = "shili"
name = "示例镇人民政府"
level = "township"
folder = "./sites/shili/"
[[office]]
key = "jiaoyu"
name = "示例县教育局"
level = "department"
git = "git@git.example:jiaoyu.git"
revision = "v1.0"
`

func TestParse(t *testing.T) {
	c, found := Parse([]byte(whole))
	if c == nil || found != nil {
		t.Fatal(found)
	}
	want := []Office{
		{Key: "shili", Name: "示例镇人民政府", Level: "township", Folder: "sites/shili"},
		{Key: "jiaoyu", Name: "示例县教育局", Level: "department", Git: "git@git.example:jiaoyu.git", Revision: "v1.0"},
	}
	if diff := cmp.Diff(want, c.Offices); diff != "" {
		t.Error(diff)
	}
	o, ok := c.Find("jiaoyu")
	if _, unknown := c.Find("jiaoy"); !ok || unknown || c.AddressOf(o) != "https://county.example/open/jiaoyu/" {
		t.Errorf("found %v, at %s", o, c.AddressOf(o))
	}
	if p := c.Portal(); p != (config.Portal{Name: "示例县人民政府", URL: "../index.html", Domain: "county.example", IDCode: "1100000001"}) {
		t.Errorf("the portal is %+v", p)
	}
	f := c.Footer(o)
	if f.Organizer != "示例县人民政府" || f.Operator != "示例县教育局" || f.ICP != "京ICP备00000001号" || len(f.Links) != 1 || f.Links[0].URL != "https://city.example/" || c.Footer(nil).Operator != "" {
		t.Errorf("the footer is %+v", f)
	}
}

// A thousand offices are read; more entries than any county has are not. Of many faults
// some are reported.
func TestTooMuch(t *testing.T) {
	offices := func(n int, level string) []byte {
		var b strings.Builder
		b.WriteString("name = \"示例省\"\naddress = \"https://province.example/\"\n")
		for i := range n {
			fmt.Fprintf(&b, "[[office]]\nkey = \"o%d\"\nname = \"机关%d\"\nlevel = %q\nfolder = \"sites/%d\"\n", i, i, level, i)
		}
		return []byte(b.String())
	}
	if c, found := Parse(offices(2000, "township")); c == nil || len(c.Offices) != 2000 {
		t.Error(found)
	}
	if _, found := Parse(offices(1000, "镇")); len(found) != mostFaults {
		t.Errorf("%d faults are reported", len(found))
	}
	if _, found := Parse([]byte(strings.Repeat("a.b = 1\n", mostEntries))); len(found) != 1 || found[0].Code != "CY002" {
		t.Error(found)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(whole))
	f.Add([]byte("[[office]]\nkey = \"a\"\ngit = \"ext::a\"\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, found := Parse(data)
		if (c == nil) != diag.HasErrors(found) {
			t.Fatalf("roster %v, found %v", c != nil, found)
		}
	})
}
