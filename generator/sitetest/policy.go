package sitetest

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// policy is the Content-Security-Policy that every page carries: what it loads is its
// own, wherever the site lies, and a browser runs and applies nothing that stands in
// the page itself.
const policy = "default-src 'self'"

// Inline says what a browser would refuse on pages that carry the policy, and which
// pages do not. The policy must come before all that it is to hold for.
func (s *Site) Inline() []Finding {
	var found []Finding
	for _, p := range s.Pages {
		for _, text := range p.inline {
			found = append(found, Finding{p.Path, text})
		}
		if !slices.Equal(p.policies, []string{policy}) {
			found = append(found, Finding{p.Path, fmt.Sprintf("has the policies %q, wants one: %q", p.policies, policy)})
		}
	}
	return found
}

// refuse notes what the policy has a browser refuse of an element.
func (p *Page) refuse(n *html.Node) {
	say := func(format string, args ...any) { p.inline = append(p.inline, fmt.Sprintf(format, args...)) }
	switch n.Data {
	case "style":
		say("has a style element")
	case "script":
		if attr(n, "src") == "" || text(n) != "" {
			say("has a script in the page")
		}
	case "base", "iframe", "embed", "object":
		say("has the element %s", n.Data)
	case "meta":
		if strings.EqualFold(attr(n, "http-equiv"), "content-security-policy") {
			p.policies = append(p.policies, attr(n, "content"))
		}
	}
	if len(p.policies) == 0 && (n.Data == "link" || n.Data == "script" || n.Data == "img") {
		say("has the element %s before its policy", n.Data)
	}
	for _, a := range n.Attr {
		switch {
		case a.Key == "style":
			say("has style=%q", a.Val)
		case strings.HasPrefix(a.Key, "on"):
			say("has %s=%q", a.Key, a.Val)
		case strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:"):
			say("has a script in %s", a.Key)
		case loadAttr(n, a.Key) && strings.HasPrefix(strings.ToLower(a.Val), "data:"):
			say("loads data in %s", a.Key)
		}
	}
}
