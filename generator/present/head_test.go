package present

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/config"
)

func TestMetas(t *testing.T) {
	m := doc(3)
	m.Source, m.Author, m.Keywords, m.Date.Minute = "党政办公室", "张某", []string{"一", "二"}, 10*60+31
	s := planOf(t, testConfig(), m)
	for _, test := range []struct{ path, want string }{
		{"policies/2017/0003.html", "SiteName=示例镇政府信息公开|SiteDomain=example.org|SiteIDCode=1100000001|ColumnName=政策文件|ColumnType=政策文件|" +
			"ArticleTitle=文件3|PubDate=2017-01-03 10:30|ContentSource=党政办公室|Keywords=一,二|Author=张某|Url=https://example.org/zz/policies/2017/0003.html"},
		{"policies/index.html", "SiteName=示例镇政府信息公开|SiteDomain=example.org|SiteIDCode=1100000001|" +
			"ColumnName=政策文件|ColumnDescription=文件|ColumnKeywords=政策,文件|ColumnType=政策文件|description=文件"},
	} {
		o, _ := s.Lookup(test.path)
		var got []string
		for _, tag := range head(view(s, o)).Metas {
			got = append(got, tag.Name+"="+tag.Content)
		}
		if diff := cmp.Diff(test.want, strings.Join(got, "|")); diff != "" {
			t.Errorf("%s: %s", test.path, diff)
		}
	}
}

// A site that is a part of a superior portal carries the portal's tags and
// code.
func TestPortal(t *testing.T) {
	cfg := testConfig()
	cfg.Portal = config.Portal{Name: "示例区人民政府", URL: "https://portal.example/", Domain: "portal.example", IDCode: "1100000000"}
	s := planOf(t, cfg, doc(1))
	o, _ := s.Lookup("policies/2017/0001.html")
	metas := head(view(s, o)).Metas
	if metas[0].Content != "示例区人民政府" || metas[1].Content != "portal.example" || metas[2].Content != "1100000000" {
		t.Errorf("tags: %v", metas[:3])
	}
	chrome := s.Chrome("policies", o.Path)
	if chrome.Portal.Href != "https://portal.example/" || chrome.Footer.IDCode != "1100000000" || chrome.SiteName != "示例镇政府信息公开" {
		t.Errorf("chrome: %+v", chrome)
	}
}
