package markdown

import (
	"bytes"
	"strings"
	"testing"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/html"
)

// minified runs the minifier with the options of the build over a body.
func minified(t testing.TB, body string) string {
	t.Helper()
	m := minify.New()
	h := &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true}
	var out bytes.Buffer
	if err := h.Minify(m, &out, strings.NewReader("<main>"+body+"</main>"), nil); err != nil {
		t.Fatalf("minify: %v", err)
	}
	return strings.TrimSuffix(strings.TrimPrefix(out.String(), "<main>"), "</main>")
}

// checkMinified fails where minifying would change a body.
func checkMinified(t testing.TB, body []byte) {
	t.Helper()
	if want := minified(t, string(body)); string(body) != want {
		t.Errorf("not minified:\n got %s\nwant %s", body, want)
	}
}
