package page

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// maxSummary is the length, in characters, up to which a summary is one.
// Local guidance for 内容概述 asks for 300 or, of long documents, 500.
const maxSummary = 500

func (c *checker) checkSummary(m *Meta, n node) {
	if length := utf8.RuneCountInString(m.Summary); length > maxSummary {
		c.failAt(ruleSummary, n, length, maxSummary)
	}
}

// checkKeywords finds lists in which Chinese commas stand between the items.
func (c *checker) checkKeywords(m *Meta, n node) {
	for i, word := range m.Keywords {
		if parts := splitWide(word); len(parts) > 1 && i < len(n.items) {
			c.mend(ruleWideComma, n.items[i], strings.Join(parts, ", "), word, joinList(parts))
		}
	}
}

// checkConsistency judges values against one another.
func (c *checker) checkConsistency(m *Meta) {
	c.inOrder(m, "written", m.Written, "date", m.Date)
	c.inOrder(m, "effective", m.Effective, "expires", m.Expires)
	c.inOrder(m, "written", m.Written, "repealed", m.Repealed)
	if !m.Effective.IsZero() && m.Effective.Day < m.Written.Day {
		c.failKey(ruleRetroactive, "effective", m.Effective.DayString(), m.Written.DayString())
	}
	switch {
	case m.Repealed.IsZero():
	case m.Validity == Valid:
		c.failKey(ruleRepealedValid, "validity", m.Repealed.DayString())
	case m.Validity == "":
		c.failKey(ruleRepealedOpen, "repealed", m.Repealed.DayString())
	}
	c.checkYear(m, "index_number", indexYear(m.IndexNumber))
	if m.DocNumber != "" {
		c.checkYear(m, "doc_number", numberYear(m.DocNumber))
	}
}

// checkYear demands that the year in a number is that in which the document was
// written. Where that is not stated, it may be any year before the publication: old
// texts are published, too. Numbers are also given by the year of publication, and,
// in the first weeks of a year, out of the old one.
func (c *checker) checkYear(m *Meta, key string, year int) {
	made, published := m.MadeOn().Year(), m.Date.Year()
	if year == 0 || published == 0 || year == published || year <= made && (m.Written.IsZero() || year >= made-1) {
		return
	}
	c.failKey(ruleIndexYear, key, meaningOf(key), year, made)
}

// inOrder demands that the first of two days is not after the second.
func (c *checker) inOrder(m *Meta, first string, a Date, second string, b Date) {
	if a.IsZero() || b.IsZero() || a.Day <= b.Day {
		return
	}
	c.failKey(ruleOrder, second, second, meaningOf(second), b.DayString(), first, meaningOf(first), a.DayString())
}

// meaningOf returns what a key means.
func meaningOf(name string) diag.Text {
	i := slices.IndexFunc(documentKeys, func(k key) bool { return k.name == name })
	return documentKeys[i].meaning
}

// splitWide cuts a list item at full-width commas and semicolons, which no
// keyword contains.
func splitWide(s string) []string {
	if !strings.Contains(s, "，") && !strings.Contains(s, "；") {
		return nil
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '，' || r == '；' })
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

// joinList writes a list as front matter does.
func joinList(items []string) string { return "[" + strings.Join(items, ", ") + "]" }
