package export

import "unicode/utf8"

// Feed is an Atom feed (RFC 4287) that a browser shows as a page.
//
// A browser knows nothing of feeds, so it shows an element as its style sheet says,
// and follows no Atom link. What people need beside that are XHTML elements, which
// feed readers pass over as they must pass over everything foreign (RFC 4287,
// section 6). None of them has the name of an Atom element, for programs that look
// at names alone. XSLT would make a page of the feed without them: Chromium is about
// to remove it, and refuses it in files that are opened from a disk.
type Feed struct {
	Title   string
	Author  string
	ID      string // absolute address or tag URI; identifies the feed for ever
	Home    string // address of the page that the feed follows
	Self    string // absolute address of the feed; may be empty
	Updated string // RFC 3339
	Entries []Entry
	// Shown is what a browser shows beside the entries.
	Shown FeedPage
}

// FeedPage is what a feed says to people who come to it with a browser. References
// are relative to the feed.
type FeedPage struct {
	Style string // the style sheet
	About []string
	Back  string // the page that the feed follows
	Label string // the words that lead there
}

// Entry is one document in a feed.
type Entry struct {
	Title string
	ID    string
	Href  string
	// Published and Updated are RFC 3339; what was not revised was updated when it
	// was published.
	Published string
	Updated   string
	Author    string
	Column    string
	Summary   string
	// Page is the reference to the document, relative to the feed, and Day the day
	// of its publication, for who looks at the feed in a browser.
	Page string
	Day  string
}

// Atom appends the feed.
func (f *Feed) Atom(b []byte) []byte {
	b = append(b, `<?xml version="1.0" encoding="utf-8"?>`...)
	b = append(b, `<?xml-stylesheet type="text/css" href="`...)
	b = append(AppendXML(b, f.Shown.Style), `"?>`...)
	b = append(b, `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:h="http://www.w3.org/1999/xhtml" xml:lang="zh-CN">`...)
	b = element(b, "title", f.Title)
	b = element(b, "id", f.ID)
	b = element(b, "updated", f.Updated)
	b = link(b, "alternate", f.Home)
	b = link(b, "self", f.Self)
	b = person(b, f.Author)
	b = f.shown(b)
	for i := range f.Entries {
		b = f.Entries[i].atom(b)
	}
	return append(b, "</feed>"...)
}

// shown appends the head of the page that a browser shows.
func (f *Feed) shown(b []byte) []byte {
	b = append(b, `<h:div><h:meta name="viewport" content="width=device-width,initial-scale=1"/>`...)
	b = element(b, "h:h1", f.Title)
	for _, text := range f.Shown.About {
		b = element(b, "h:p", text)
	}
	b = append(b, "<h:p>"...)
	b = anchor(b, f.Shown.Back, f.Shown.Label)
	return append(b, "</h:p></h:div>"...)
}

func (e *Entry) atom(b []byte) []byte {
	b = append(b, "<entry>"...)
	b = element(b, "title", e.Title)
	b = element(b, "id", e.ID)
	b = link(b, "alternate", e.Href)
	b = element(b, "updated", e.Updated)
	b = element(b, "published", e.Published)
	b = person(b, e.Author)
	b = append(b, `<category term="`...)
	b = append(AppendXML(b, e.Column), `"/>`...)
	b = append(b, "<h:div><h:h2>"...)
	b = anchor(b, e.Page, e.Title)
	b = append(b, "</h:h2>"...)
	b = element(b, "h:p", e.Day+" "+e.Column)
	b = append(b, "</h:div>"...)
	b = element(b, "summary", e.Summary)
	return append(b, "</entry>"...)
}

// anchor appends a link that a browser follows.
func anchor(b []byte, href, text string) []byte {
	b = append(AppendXML(append(b, `<h:a href="`...), href), `">`...)
	return append(AppendXML(b, text), "</h:a>"...)
}

func element(b []byte, name, text string) []byte {
	if text == "" {
		return b
	}
	b = append(append(append(b, '<'), name...), '>')
	b = AppendXML(b, text)
	return append(append(append(b, "</"...), name...), '>')
}

func link(b []byte, rel, href string) []byte {
	if href == "" {
		return b
	}
	b = append(append(append(b, `<link rel="`...), rel...), `" href="`...)
	return append(AppendXML(b, href), `"/>`...)
}

func person(b []byte, name string) []byte {
	if name == "" {
		return b
	}
	b = append(b, "<author>"...)
	return append(element(b, "name", name), "</author>"...)
}

// AppendXML appends text for use in XML content or in a double-quoted
// attribute. Characters that XML 1.0 does not allow become U+FFFD.
func AppendXML(b []byte, s string) []byte {
	at := len(b)
	b = append(b, s...)
	n := skipPlain(b[at:])
	if n == len(s) {
		return b
	}
	b = b[:at+n]
	for _, r := range s[n:] {
		switch r {
		case '&':
			b = append(b, "&amp;"...)
		case '<':
			b = append(b, "&lt;"...)
		case '>':
			b = append(b, "&gt;"...)
		case '"':
			b = append(b, "&#34;"...)
		default:
			if special(r) {
				r = utf8.RuneError
			}
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}

func special(r rune) bool {
	switch r {
	case '&', '<', '>', '"', utf8.RuneError, '\ufffe', '\uffff':
		return true
	}
	return r < ' ' && r != '\n' && r != '\t'
}
