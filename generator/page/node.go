package page

import (
	"slices"
	"strings"

	"gongkai/generator/diag"
)

// The front matter is read in two steps. First its bytes become a list of
// entries, a tree of nodes that says what was written and where (simple.go,
// yaml.go). Then the entries become a Meta (decode.go), by the table in keys.go.
// The first step knows YAML and no key; the second knows the keys and no YAML.

// form is how a value is written.
type form uint8

const (
	null    form = iota // nothing, ~ or null
	plain               // without quotes
	quoted              // in single or double quotes
	block               // | or >, on the lines that follow
	list                // [a, b] or lines with "- "
	mapping             // {a: b} or indented lines
)

// scalar reports whether a value of this form is one piece of text.
func (f form) scalar() bool { return f >= plain && f <= block }

// node is one value. start and end are byte offsets into the front matter.
type node struct {
	form       form
	text       string // of a scalar, after unquoting
	items      []node // of a list
	pairs      []pair // of a mapping
	start, end int
}

// pair is one `key: value`.
type pair struct{ key, value node }

// fault is a finding whose place is still an offset into the front matter.
type fault struct {
	rule       *diag.Rule
	start, end int
	args       []any
}

// memory is what the entries of front matter are read into. It can be used
// again when they are no longer needed.
type memory struct {
	entries []pair
	items   []node // of lists in brackets
	lines   []node // of lists of lines
	pairs   []pair // of mappings
}

// A chunk is one entry of the front matter as lines: from a line that begins
// with its key to the line before the next such line. YAML demands that the
// lines of a value are indented deeper than its key, or are list items, so a
// chunk can be read by itself. That way one mistake hides no other.
type chunk struct{ start, end int }

// chunks cuts a front matter into chunks. Lines that can belong to none, and
// Markdown that was drawn in because the closing fence is missing, are faults.
func chunks(front string) (cs []chunk, faults []fault) {
	var blank, orphan bool // the line before was empty; lines before the first key were reported
	var suspect *fault
	for start := 0; start < len(front); {
		end := lineEnd(front, start)
		line := front[start:end]
		switch first := line + "\n"; {
		case strings.TrimSpace(line) == "":
			blank = true
			start = end + 1
			continue
		case first[0] == '#' && namesKey(line): // it is put aside, as in what new writes
			suspect = nil
		case first[0] == '#':
			if blank && suspect == nil {
				suspect = &fault{ruleFenceLost, start, end, nil}
			}
		case first[0] == ' ' || first[0] == '\t' || isItem(line):
			suspect = nil
			switch {
			case len(cs) == 0 && !orphan:
				faults = append(faults, fault{ruleIndented, start, end, nil})
				orphan = true
			case first[0] == '-' && blank && len(cs) > 0:
				faults = append(faults, fault{ruleFenceLost, start, end, nil})
			}
		default:
			suspect = nil
			if len(cs) > 0 {
				cs[len(cs)-1].end = start
			}
			cs = append(cs, chunk{start, len(front)})
		}
		blank = false
		start = end + 1
	}
	if suspect != nil {
		faults = append(faults, *suspect)
	}
	return cs, faults
}

// namesKey reports whether a comment is an entry of front matter that was put aside:
// # written: 2017-03-10.
func namesKey(comment string) bool {
	name, _, found := strings.Cut(strings.TrimLeft(comment, "# "), ":")
	return found && slices.ContainsFunc(documentKeys, func(k key) bool { return k.name == name })
}

// lineEnd returns the offset of the end of the line that holds offset at.
func lineEnd(s string, at int) int {
	if i := strings.IndexByte(s[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(s)
}

// isItem reports whether a line is a list item in the first column.
func isItem(line string) bool { return line == "-" || strings.HasPrefix(line, "- ") }

// shift moves a node and all in it by n bytes.
func (n *node) shift(by int) {
	n.start += by
	n.end += by
	for i := range n.items {
		n.items[i].shift(by)
	}
	for i := range n.pairs {
		n.pairs[i].key.shift(by)
		n.pairs[i].value.shift(by)
	}
}

// find returns the first entry with the given key.
func find(entries []pair, key string) (pair, bool) {
	i := slices.IndexFunc(entries, func(p pair) bool { return p.key.text == key })
	if i < 0 {
		return pair{}, false
	}
	return entries[i], true
}
