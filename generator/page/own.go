package page

import "strings"

// maxShared bounds the texts that a parser shares: a field that turns out to be
// different in every document must not be held in a map as well.
const maxShared = 1 << 14

// own gives a Meta texts of its own. Those that repeat from document to document
// become the parser's one copy; the others are cut out of one new string.
func (r *Parser) own(m *Meta) {
	for _, s := range [...]*string{
		&m.Category, &m.Issuer, &m.Source, &m.Author, &m.Subject, &m.Genre, &m.Validity, &m.Disclosure, &m.Form,
	} {
		r.share(s)
	}
	for i := range m.Keywords {
		r.share(&m.Keywords[i])
	}
	for i := range m.Review {
		r.share(&m.Review[i].Stage)
		r.share(&m.Review[i].By)
	}
	var all strings.Builder
	size := 0
	m.eachSingle(func(s *string) { size += len(*s) })
	all.Grow(size)
	m.eachSingle(func(s *string) { all.WriteString(*s) })
	rest := all.String()
	m.eachSingle(func(s *string) { *s, rest = rest[:len(*s)], rest[len(*s):] })
}

// share replaces a text by the parser's copy of it.
func (r *Parser) share(s *string) {
	if *s == "" {
		return
	}
	known, ok := r.shared[*s]
	if !ok {
		known = strings.Clone(*s)
		if r.shared == nil {
			r.shared = map[string]string{}
		}
		if len(r.shared) < maxShared {
			r.shared[known] = known
		}
	}
	*s = known
}

// eachSingle visits the texts that seldom stand in two documents.
func (m *Meta) eachSingle(visit func(*string)) {
	for _, s := range [...]*string{&m.Title, &m.DocNumber, &m.IndexNumber, &m.Summary} {
		visit(s)
	}
	for _, list := range [...][]string{m.Replaces, m.Interprets, m.Aliases} {
		for i := range list {
			visit(&list[i])
		}
	}
	for i := range m.Attachments {
		visit(&m.Attachments[i].File)
		visit(&m.Attachments[i].Title)
	}
	visit(&m.Withdrawn.Reason)
	for i := range m.Revisions {
		visit(&m.Revisions[i].Note)
	}
	if m.Service != nil {
		m.Service.eachText(visit)
	}
	for i := range m.Review {
		visit(&m.Review[i].Sum)
		visit(&m.Review[i].Sig)
	}
}
