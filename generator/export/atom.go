package export

import "unicode/utf8"

// Feed is an Atom feed (RFC 4287).
type Feed struct {
	Title   string
	Author  string
	ID      string // absolute address or tag URI; identifies the feed for ever
	Home    string // address of the page that the feed follows
	Self    string // absolute address of the feed; may be empty
	Updated string // RFC 3339
	Entries []Entry
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
}

// Atom appends the feed.
func (f *Feed) Atom(b []byte) []byte {
	b = append(b, `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">`...)
	b = element(b, "title", f.Title)
	b = element(b, "id", f.ID)
	b = element(b, "updated", f.Updated)
	b = link(b, "alternate", f.Home)
	b = link(b, "self", f.Self)
	b = person(b, f.Author)
	for i := range f.Entries {
		b = f.Entries[i].atom(b)
	}
	return append(b, "</feed>"...)
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
	b = element(b, "summary", e.Summary)
	return append(b, "</entry>"...)
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
