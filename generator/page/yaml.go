package page

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// The strict reader: a front matter is read, chunk by chunk, by goccy/go-yaml. From its syntax tree only scalars, lists
// and mappings are taken; what YAML has beyond that (anchors, tags, merging,
// several documents, text folded over lines) is refused by name.
//
// The tree is then laid over the bytes it came from (align.go), and refused
// where it does not account for all of them. So no leniency of the library can
// give a page metadata that its source does not say.

// readChunks reads chunk by chunk: with shortcut where that can, else as YAML.
func readChunks(front string, shortcut func(string) (pair, bool)) ([]pair, []fault) {
	cs, faults := chunks(front)
	var entries []pair
	strayed := false // one line that is no entry is reported; in a body there may be hundreds
	strict := 0
	for _, c := range cs {
		text := front[c.start:c.end]
		p, ok := shortcut(text)
		if !ok {
			if strict++; strict > maxChunks {
				return entries, append(faults, fault{ruleManyEntries, c.start, lineEnd(front, c.start), []any{maxChunks}})
			}
			var wrong *fault
			p, wrong = readChunk(text)
			if wrong != nil && !(wrong.rule == ruleNotEntry && strayed) {
				strayed = strayed || wrong.rule == ruleNotEntry
				wrong.start += c.start
				wrong.end += c.start
				faults = append(faults, *wrong)
			}
			if wrong != nil && wrong.rule != ruleHashLost {
				continue
			}
		}
		p.key.shift(c.start)
		p.value.shift(c.start)
		entries = append(entries, p)
	}
	return entries, faults
}

// simpleChunk reads a chunk in the simple way, or declines.
func simpleChunk(text string) (pair, bool) {
	entries, ok := readSimple(text, &memory{})
	if !ok || len(entries) != 1 {
		return pair{}, false
	}
	return entries[0], true
}

// The library descends recursively, and it takes the square of the length for
// lists in brackets and for blank lines. So it is handed only what is not nested
// deeper than maxDepth (the deepest value that means anything has two) and has no
// more than maxWeight marks, the many blank lines that a mark weighs among them:
// what that leaves out is fifty times as long as any value. And it is not asked
// more than maxChunks times in one front matter.
const (
	maxDepth  = 16
	maxWeight = 2000
	maxChunks = 500
)

// readChunk reads one chunk as YAML. With ruleHashLost, a warning, the pair
// is good; with any other fault there is none.
func readChunk(text string) (pair, *fault) {
	if wrong := refuse(text); wrong != nil {
		return pair{}, wrong
	}
	first := text[:lineEnd(text, 0)]
	if strings.IndexByte(first, ':') < 0 { // in a body that was drawn in, most lines
		return pair{}, explain(text, errNotEntry)
	}
	if depth(text) > maxDepth || weight(text) > maxWeight {
		return pair{}, &fault{ruleTooMuch, 0, len(first), nil}
	}
	p, err := parseChunk(text)
	if err != nil {
		return pair{}, explain(text, err)
	}
	hash, err := align(text, &p)
	switch {
	case err != nil:
		return pair{}, explain(text, err)
	case hash >= 0:
		return p, &fault{ruleHashLost, hash, lineEnd(text, hash), nil}
	}
	return p, nil
}

// parseChunk has the library parse a chunk that should be one `key: value`.
func parseChunk(text string) (p pair, err error) {
	// The library has panicked on malformed input before; no input may stop
	// the program.
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	file, err := parser.ParseBytes([]byte(text), 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return p, err
	}
	if len(file.Docs) != 1 || file.Docs[0].Start != nil || file.Docs[0].End != nil {
		return p, errForeign{"---"}
	}
	var value *ast.MappingValueNode
	switch body := file.Docs[0].Body.(type) {
	case *ast.MappingValueNode:
		value = body
	case *ast.MappingNode:
		if len(body.Values) == 1 && !body.IsFlowStyle {
			value = body.Values[0]
		}
	}
	if value == nil {
		return p, errNotEntry
	}
	return pairOf(value)
}

// depth returns the greatest nesting of brackets in text, or of lists in one line
// without them; quotes are ignored.
func depth(text string) int {
	deepest, now, dashes := 0, 0, 0
	for i := range len(text) {
		switch text[i] {
		case '[', '{':
			now++
		case ']', '}':
			now--
		case ' ':
			continue
		}
		if c := text[i]; (c == '-' || c == '?') && i+1 < len(text) && text[i+1] == ' ' {
			dashes++
		} else {
			dashes = 0
		}
		deepest = max(deepest, now, dashes)
	}
	return deepest
}

// weight counts the marks of YAML in text.
func weight(text string) int {
	const blankLine = 20
	n := 0
	var last byte
	for i := range len(text) {
		switch c := text[i]; c {
		case ' ':
			continue
		case '\n':
			if last == '\n' {
				n += blankLine
			}
			n++
		case ',', '[', ']', '{', '}', ':', '-', '?', '&', '*', '!', '|', '>', '"', '\'', '#', '%', '@', '`':
			n++
		}
		last = text[i]
	}
	return n
}

// errNotEntry means that a chunk is not of the form `key: value`.
var errNotEntry = errors.New("not a `key: value`")

// errForeign means that YAML is used that front matter has no use for.
type errForeign struct{ what string }

func (e errForeign) Error() string { return "not supported: " + e.what }

// errAlign means that the library read the chunk, but not as it is written.
var errAlign = errors.New("ambiguous text")

func pairOf(v *ast.MappingValueNode) (p pair, err error) {
	if v.Key == nil || v.Value == nil {
		return p, errAlign
	}
	key, ok := v.Key.(ast.Node)
	if !ok {
		return p, errAlign
	}
	if p.key, err = nodeOf(key); err != nil {
		return p, err
	}
	if p.key.form == null && p.key.text != "" { // a key named null is a key
		p.key.form = plain
	}
	if p.key.form != plain && p.key.form != quoted {
		return p, errForeign{key.GetToken().Value}
	}
	p.value, err = nodeOf(v.Value)
	return p, err
}

// nodeOf takes a value over from the library's tree, without its place.
func nodeOf(n ast.Node) (node, error) {
	switch n := n.(type) {
	case *ast.NullNode:
		return node{form: null, text: nullText(n.Token)}, nil
	case *ast.StringNode:
		return scalarOf(n.Token), nil
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return scalarOf(n.GetToken()), nil
	case *ast.LiteralNode:
		return node{form: block, text: n.Value.Value}, nil
	case *ast.SequenceNode:
		out := node{form: list}
		for _, v := range n.Values {
			item, err := nodeOf(v)
			if err != nil {
				return out, err
			}
			out.items = append(out.items, item)
		}
		return out, nil
	case *ast.MappingNode:
		return mappingOf(n.Values)
	case *ast.MappingValueNode:
		return mappingOf([]*ast.MappingValueNode{n})
	case nil:
		return node{}, errAlign
	}
	return node{}, errForeign{n.GetToken().Value}
}

func mappingOf(values []*ast.MappingValueNode) (node, error) {
	out := node{form: mapping}
	for _, v := range values {
		p, err := pairOf(v)
		if err != nil {
			return out, err
		}
		out.pairs = append(out.pairs, p)
	}
	return out, nil
}

func scalarOf(t *token.Token) node {
	if t.Type == token.DoubleQuoteType || t.Type == token.SingleQuoteType {
		return node{form: quoted, text: t.Value}
	}
	return node{form: plain, text: t.Value}
}

// nullText returns how a null is written, "" where nothing is.
func nullText(t *token.Token) string {
	if t == nil || t.Type == token.ImplicitNullType {
		return ""
	}
	return t.Value
}
