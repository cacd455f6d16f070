package sitetest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// doctype is the first line of a page that browsers lay out by the standard.
const doctype = "<!doctype html>"

// Check says what is wrong with the pages as such: those of Page.Check for each
// of them, and titles that two pages share. Two documents may share theirs, for
// an office repeats itself; so may pages that search engines leave out
// (redirects) with those they lead to.
func (s *Site) Check() []Finding {
	var found []Finding
	titles := map[string]*Page{}
	for _, p := range s.Pages {
		found = append(found, p.Check()...)
		if !p.Indexed() || len(p.Titles) == 0 {
			continue
		}
		title := p.Titles[0]
		if first := titles[title]; first != nil && !(first.isDocument() && p.isDocument()) {
			found = append(found, Finding{p.Path, fmt.Sprintf("has the title of %s, %q", first.Path, title)})
		}
		titles[title] = p
	}
	return found
}

// Check says what is wrong with one page: it begins with the doctype, says its
// language, has one title and one heading, each id once, and names no id that
// it does not have.
func (p *Page) Check() []Finding {
	var found []Finding
	say := func(format string, args ...any) {
		found = append(found, Finding{p.Path, fmt.Sprintf(format, args...)})
	}
	if !strings.HasPrefix(string(p.Raw), doctype) {
		say("does not begin with %s", doctype)
	}
	if p.Lang != "zh-CN" {
		say("has the language %q", p.Lang)
	}
	if len(p.Titles) != 1 || p.Titles[0] == "" {
		say("has the titles %q, wants one", p.Titles)
	}
	if len(p.Headings) != 1 || p.Headings[0] == "" {
		say("has the h1 %q, wants one", p.Headings)
	}
	for _, id := range slices.Sorted(maps.Keys(p.ids)) {
		if p.ids[id] > 1 {
			say("has the id %q %d times", id, p.ids[id])
		}
	}
	for _, r := range p.idRefs {
		if p.ids[r.id] == 0 {
			say("has %s=%q, but no such id", r.attr, r.id)
		}
	}
	return found
}

// isDocument reports whether the page is a document of the office, by its tags.
func (p *Page) isDocument() bool {
	_, ok := p.Meta("ArticleTitle")
	return ok
}
