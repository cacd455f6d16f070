package markdown

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// elements are all that a body may have.
var elements = strings.Fields("a blockquote br code col dd del div dl dt em figcaption figure h2 h3 h4 h5 h6 hr img li ol p pre strong sup table tbody td th thead tr ul")

// attributes are all that these may have.
var attributes = strings.Fields("alt aria-label class decoding height href id loading rel role scope src start tabindex title value width")

// checkSafe fails where a body has an element, an attribute or an address that
// it must not have, reading it as a browser does.
func checkSafe(t testing.TB, body []byte) {
	t.Helper()
	z := html.NewTokenizer(bytes.NewReader(body))
	ids := map[string]bool{}
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.CommentToken, html.DoctypeToken:
			t.Errorf("comment or declaration in %s", body)
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			token := z.Token()
			if !slices.Contains(elements, token.Data) {
				t.Errorf("element %s in %s", token.Data, body)
			}
			for _, a := range token.Attr {
				checkAttribute(t, token.Data, a, ids, body)
			}
		}
	}
}

func checkAttribute(t testing.TB, element string, a html.Attribute, ids map[string]bool, body []byte) {
	t.Helper()
	switch a.Key {
	case "id":
		if ids[a.Val] || strings.ContainsAny(a.Val, " \t\n") || a.Val == "" {
			t.Errorf("id %q in %s", a.Val, body)
		}
		ids[a.Val] = true
	case "href", "src":
		checkAddress(t, a.Val, body)
	}
	if !slices.Contains(attributes, a.Key) {
		t.Errorf("attribute %s of %s in %s", a.Key, element, body)
	}
}

// checkAddress accepts the four schemes and what cannot be taken for another:
// blanks and control characters are dropped first, as browsers do.
func checkAddress(t testing.TB, address string, body []byte) {
	t.Helper()
	plain := strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7F {
			return -1
		}
		return r
	}, address))
	before, _, colon := strings.Cut(plain, ":")
	if !colon || strings.ContainsAny(before, "/?#") {
		if strings.HasPrefix(plain, "/") || strings.HasPrefix(plain, `\`) {
			t.Errorf("address %q is not page-relative in %s", address, body)
		}
		return
	}
	if !slices.Contains([]string{"http", "https", "mailto", "tel"}, before) {
		t.Errorf("address %q in %s", address, body)
	}
}
