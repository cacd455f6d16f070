package report

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// Fill returns figures.toml with the figures of the form that are given by their
// names; what is not given is 0, and what is given as "" is left blank, for a check
// to find. Of the file as it was, all is kept that belongs to no form. With a
// ledger there is no table of requests: it is counted. Without figures, nothing else
// is changed. The error says that the file as it was is no TOML, so that nobody could
// tell what of it to keep.
func Fill(year int, form string, given map[string]string, existing []byte, ledger bool) ([]byte, error) {
	f, ok := formOf(form)
	if !ok {
		f, _ = formOf(formFor(year))
	}
	if given == nil && !ledger {
		return existing, nil
	}
	root, _ := parseTree(FiguresFile, existing)
	if root == nil {
		return nil, errors.New(FiguresFile + " cannot be read")
	}
	if given == nil {
		if root.child(tableRequests) == nil {
			return existing, nil
		}
		top, tables := without(existing, []string{tableRequests}, nil)
		return bytes.TrimLeft(append(top, tables...), "\n"), nil
	}
	s := skeleton{year: year, form: f, given: given}
	s.proactive()
	if !ledger {
		s.requests()
	}
	s.litigation()
	heading := s.heading()
	top, tables := without(existing, statutoryTables(), comments(heading+s.b.String()))
	if root.child(tableCharges) == nil {
		s.charges()
	}
	return slices.Concat([]byte(heading), top, s.b.Bytes(), tables), nil
}

// HasRequests reports whether figures.toml, as far as it can be read, has a table of
// requests in which anything but 0 and blanks is written.
func (in Input) HasRequests() bool {
	root, _ := parseTree(FiguresFile, in.Figures)
	return root.child(tableRequests).filled()
}

// filled reports whether anything but 0 and blanks is written in a value.
func (n *node) filled() bool {
	switch {
	case n == nil:
		return false
	case n.kind == kindTable:
		for _, c := range n.children {
			if c.filled() {
				return true
			}
		}
		return false
	case n.kind == kindList:
		return slices.ContainsFunc(n.items, (*node).filled)
	}
	return strings.Trim(n.text, "0.+-_ \u3000") != ""
}

// comments returns the lines of a text that are comments.
func comments(text string) map[string]bool {
	known := map[string]bool{}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "#") {
			known[line] = true
		}
	}
	return known
}

// without returns a TOML text without some tables, in whatever way they are
// written: what stands above the first header, and the tables. A comment goes if it
// stands inside of what goes, right above it, or is among those that are known to
// be written anew.
func without(data []byte, tables []string, known map[string]bool) (top, rest []byte) {
	c := cutter{lines: bytes.SplitAfter(bytes.TrimPrefix(data, bom), []byte{'\n'}), known: known, tables: tables}
	c.divide(bytes.Join(c.lines, nil))
	into, next := &top, 0
	for i, e := range c.entries {
		between, own := c.between(next, i)
		c.keep(into, between)
		if e.header {
			into = &rest
		}
		c.keep(into, own)
		if !e.goes {
			*into = append(*into, bytes.Join(c.lines[e.first:e.end], nil)...)
		}
		next = e.end
	}
	c.keep(into, c.lines[next:])
	if top = bytes.Trim(top, "\r\n"); len(top) > 0 {
		top = append(top, '\n')
	}
	if rest = bytes.TrimLeft(rest, "\r\n"); len(rest) > 0 {
		rest = append([]byte{'\n'}, rest...)
	}
	return top, rest
}

// cutter takes tables out of a TOML text, by whole lines: an entry begins and ends
// with one.
type cutter struct {
	lines   [][]byte
	tables  []string
	known   map[string]bool
	entries []entryLines
}

// entryLines is a header or an entry with its value, and whether it belongs to
// a table that goes.
type entryLines struct {
	first, end int // lines
	header     bool
	goes       bool
}

// divide finds the lines of all headers and entries. Where a value ends only the
// parser knows: it may have lines that look like headers.
func (c *cutter) divide(data []byte) {
	var parser unstable.Parser
	parser.Reset(data)
	line, until := 0, len(c.lines[0]) // until: where the line ends
	lineOf := func(offset int) int {
		for offset >= until && line < len(c.lines)-1 {
			line++
			until += len(c.lines[line])
		}
		return line
	}
	table := ""
	for parser.NextExpression() {
		e := parser.Expression()
		key := e.Key()
		key.Next()
		name, first := string(key.Node().Data), key.Node().Raw
		last := first
		header := e.Kind != unstable.KeyValue
		if header {
			table = name
		} else {
			last = e.Raw
			if table != "" {
				name = table
			}
		}
		c.entries = append(c.entries, entryLines{
			first: lineOf(int(first.Offset)), end: lineOf(int(last.Offset+last.Length)-1) + 1,
			header: header, goes: slices.Contains(c.tables, name),
		})
	}
}

// between returns the blank lines and comments above an entry, as far as they
// stay: those that belong to what is above, and those right above it, which are its
// own.
func (c *cutter) between(from, i int) (above, own [][]byte) {
	e := c.entries[i]
	at := e.first
	for at > from && len(bytes.TrimSpace(c.lines[at-1])) > 0 {
		at--
	}
	if e.goes {
		if i > 0 && c.entries[i-1].goes && !e.header {
			return nil, nil
		}
		for at > from && len(bytes.TrimSpace(c.lines[at-1])) == 0 {
			at--
		}
		return c.lines[from:at], nil
	}
	return c.lines[from:at], c.lines[at:e.first]
}

// keep appends blank lines and comments, without those that are known.
func (c *cutter) keep(to *[]byte, lines [][]byte) {
	for _, line := range lines {
		if !c.known[string(bytes.TrimSpace(line))] {
			*to = append(*to, line...)
		}
	}
}
