package page

import (
	"bytes"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// checker judges what a file says of itself, and keeps what is wrong with the
// place where it stands. What it judges is divided by subject: paths.go,
// numbers.go, subject.go, genre.go, consistency.go.
type checker struct {
	path, file string
	data       []byte
	lines      diag.Quoter // of data up to the body
	base, end  int         // the front matter in data
	entries    []pair
	tally      diag.Tally
	found      []diag.Diagnostic
}

// pos returns the place of a range of the front matter.
func (c *checker) pos(start, end int) diag.Pos {
	pos := c.lines.Locate(c.file, c.base+start)
	if stop := min(c.base+end, len(c.data)); stop > c.base+start {
		first, _, _ := bytes.Cut(c.data[c.base+start:stop], []byte{'\n'})
		pos.Width = utf8.RuneCount(bytes.TrimRight(first, " "))
	}
	return pos
}

// fail records a finding about a range of the front matter.
func (c *checker) fail(rule *diag.Rule, start, end int, args ...any) {
	if c.tally.Take(rule) {
		c.say(rule, start, end, args...)
	}
}

// say is fail for a finding that has been counted.
func (c *checker) say(rule *diag.Rule, start, end int, args ...any) {
	c.found = append(c.found, rule.At(c.pos(start, end), args...))
}

// failAt records a finding about a value.
func (c *checker) failAt(rule *diag.Rule, n node, args ...any) {
	c.fail(rule, n.start, n.end, args...)
}

// failKey records a finding about the value of a key, given by name.
func (c *checker) failKey(rule *diag.Rule, name string, args ...any) {
	p, _ := find(c.entries, name)
	c.failAt(rule, p.value, args...)
}

// mend records a finding about a value that another text in its place mends.
func (c *checker) mend(rule *diag.Rule, n node, text string, args ...any) {
	if c.tally.Take(rule) {
		c.say(rule, n.start, n.end, args...)
		c.found[len(c.found)-1].Fix = c.lines.Replace(c.base+n.start, c.base+n.end, text)
	}
}

// failRune points at a character within a value, if it is written there as
// itself and not as an escape.
func (c *checker) failRune(rule *diag.Rule, n node, r rune, args ...any) {
	if i := bytes.IndexRune(c.data[c.base+n.start:c.base+n.end], r); i >= 0 {
		n.start += i
		n.end = n.start + utf8.RuneLen(r)
	}
	c.failAt(rule, n, args...)
}
