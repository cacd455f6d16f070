package build

import (
	"strings"
	"testing"

	"gongkai/generator/build/buildtest"
)

// Between the escaping of a value and the published page nothing looks at the
// page again: neither a value in a script nor a script itself is touched.
func TestPublishedAsEscaped(t *testing.T) {
	files := buildtest.Site()
	files["layouts/document.html"] = []byte("<h1>{{.Title}}</h1>\n" +
		"<script>\nvar a = `{{.Title}}` // one\nvar b = { \"c\" : 1.0 }\n</script>\n" +
		"<p style=\"color : red\" onclick=\"f( '{{.Title}}' )\" title=' a  b '>\n{{.Body}}</p>\n")
	files["content/policies/2017/0009.md"] = []byte("---\ntitle: '${alert(1)}`'\ncategory: policies\ndate: 2017-03-15\n---\n正文。\n")
	_, tree := mustBuild(t, newSite(t, files))
	const want = "<h1>${alert(1)}`</h1>" +
		"<script>\nvar a = `\\u0024\\u007balert(1)\\u007d\\u0060` \nvar b = { \"c\" : 1.0 }\n</script>" +
		"<p style=\"color : red\" onclick=\"f( '${alert(1)}\\u0060' )\" title=' a  b '><p>正文。</p></p></main>"
	if got := tree["policies/2017/0009.html"]; !strings.Contains(got, want) {
		t.Errorf("the page has no\n%s\n%s", want, got)
	}
}
