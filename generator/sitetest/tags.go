package sitetest

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
)

// Identity is what every page says of the site (国办发〔2017〕47号, 网页标签).
// A part is empty where the office has not been given it.
type Identity struct{ SiteName, SiteDomain, SiteIDCode string }

// Class says which tags a page must carry.
type Class uint8

// The classes of pages.
const (
	Bare    Class = iota // a redirect: the tags of the site only
	Column               // the home page, a column, a list: and those of its column
	Content              // a document: and its own
)

// The tags of 国办发〔2017〕47号: those of a column, those of them that a document
// repeats, those of a document, and those that it may have.
var (
	columnTags   = []string{"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
	sharedTags   = []string{"ColumnName", "ColumnType"}
	contentTags  = []string{"ArticleTitle", "PubDate", "ContentSource"}
	optionalTags = []string{"Keywords", "Author", "Description", "Image", "Url"}
)

// pubDate is the form of PubDate: the minute belongs to it.
var pubDate = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d$`)

// Tags says what is wrong with the tags of a page. The systems that harvest
// official sites look for them literally, so each must stand in the file as
// <meta name="SiteName" content="…">.
func (p *Page) Tags(class Class, id Identity) []Finding {
	t := tagCheck{Page: p}
	t.exactly("SiteName", id.SiteName)
	t.exactly("SiteDomain", id.SiteDomain)
	t.exactly("SiteIDCode", id.SiteIDCode)
	switch class {
	case Bare:
		t.without(columnTags)
		t.without(contentTags)
	case Column:
		t.with(columnTags)
		t.without(contentTags)
	case Content:
		t.with(sharedTags)
		t.with(contentTags)
		t.article()
	}
	t.wellWritten()
	return t.found
}

// tagCheck collects what is wrong with the tags of a page.
type tagCheck struct {
	*Page
	found []Finding
}

func (t *tagCheck) say(format string, args ...any) {
	t.found = append(t.found, Finding{t.Path, fmt.Sprintf(format, args...)})
}

// exactly asks for a tag with a value, or for none where there is no value.
func (t *tagCheck) exactly(name, want string) {
	if got, ok := t.Meta(name); got != want || ok != (want != "") {
		t.say("has %s %q, wants %q", name, got, want)
	}
}

func (t *tagCheck) with(names []string) {
	for _, name := range names {
		if _, ok := t.Meta(name); !ok {
			t.say("has no %s", name)
		}
	}
}

func (t *tagCheck) without(names []string) {
	for _, name := range names {
		if _, ok := t.Meta(name); ok {
			t.say("has %s, which is for other pages", name)
		}
	}
}

// article checks the tags of a document against the page.
func (t *tagCheck) article() {
	if title, _ := t.Meta("ArticleTitle"); len(t.Headings) == 1 && title != t.Headings[0] {
		t.say("has ArticleTitle %q, but the h1 %q", title, t.Headings[0])
	}
	if date, _ := t.Meta("PubDate"); !pubDate.MatchString(date) {
		t.say("has PubDate %q, wants YYYY-MM-DD HH:MM", date)
	}
}

// wellWritten checks what holds for every tag of the rule: it stands once, is
// not empty or a word for it, and is spelt as the harvesters look for it.
func (t *tagCheck) wellWritten() {
	known := slices.Concat([]string{"SiteName", "SiteDomain", "SiteIDCode"}, columnTags, contentTags, optionalTags)
	count := map[string]int{}
	for _, m := range t.Metas {
		if !slices.Contains(known, m.Name) {
			continue
		}
		count[m.Name]++
		if count[m.Name] == 2 {
			t.say("has %s twice", m.Name)
		}
		if empty := strings.TrimSpace(m.Content); empty == "" || empty == "null" || empty == "undefined" {
			t.say("has %s %q", m.Name, m.Content)
		}
		if !t.literally(m) {
			t.say("does not spell %s as <meta name=\"%s\" content=\"…\">", m.Name, m.Name)
		}
	}
}

// literally reports whether a tag stands in the file in the very form that
// harvesters look for.
func (t *tagCheck) literally(m Meta) bool {
	for rest := t.Raw; ; {
		_, after, ok := bytes.Cut(rest, []byte(`<meta name="`+m.Name+`" content="`))
		if !ok {
			return false
		}
		value, tail, ok := bytes.Cut(after, []byte(`">`))
		if ok && html.UnescapeString(string(value)) == m.Content {
			return true
		}
		rest = tail
	}
}

// Foot says which of the given texts the footer of a page does not show.
func (p *Page) Foot(wants ...string) []Finding {
	var found []Finding
	for _, want := range wants {
		if !strings.Contains(p.Footer, want) {
			found = append(found, Finding{p.Path, fmt.Sprintf("does not show %q in its footer", want)})
		}
	}
	return found
}
