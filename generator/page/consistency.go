package page

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
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
			c.dividedWord(n, n.items[i], word, parts)
		}
	}
}

// dividedWord records a keyword that is several, with the correction where the parts
// need no quotes: those of a list on lines of its own become lines.
func (c *checker) dividedWord(list, item node, word string, parts []string) {
	separator := ", "
	shown := diag.Text{ZH: "用英文逗号分开：" + joinList(parts), EN: "separate them with commas: " + joinList(parts)}
	sure := !slices.ContainsFunc(parts, func(part string) bool { return !isPlainWord(part) })
	if c.data[c.base+list.start] != '[' {
		line := c.data[bytes.LastIndexByte(c.data[:c.base+item.start], '\n')+1 : c.base+item.start]
		separator = "\n" + string(line)
		items := "- " + strings.Join(parts, " / - ")
		shown = diag.Text{ZH: "每项写一行：" + items, EN: "write a line for each: " + items}
		sure = sure && strings.Trim(string(line), " -") == "" && bytes.Count(line, []byte("-")) == 1
	}
	if sure {
		c.mend(ruleWideComma, item, strings.Join(parts, separator), word, shown)
	} else {
		c.failAt(ruleWideComma, item, word, shown)
	}
}

// isPlainWord reports whether a word is a text to YAML wherever it stands, without
// quotes: it begins with a Chinese character and holds letters and digits alone.
func isPlainWord(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.Is(unicode.Han, first) && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
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
	c.checkRevisions(m)
	checkWithdrawal(c, m)
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
