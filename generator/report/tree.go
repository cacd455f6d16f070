package report

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"gongkai/generator/diag"
	"gongkai/generator/tomlsize"
)

// kind says what a node of a data file is.
type kind uint8

const (
	kindOther kind = iota // dates, times
	kindTable
	kindList
	kindNumber
	kindText
	kindBool
)

// node is a value of a TOML file with its place. Numbers keep their spelling,
// because a float64 could not hold every amount exactly.
type node struct {
	kind     kind
	text     string // of a number as written, of a text decoded, "true" or "false"
	at       place
	key      place    // of the name it stands under
	keys     []string // of a table, in the order of the file
	children map[string]*node
	items    []*node // of a list
}

// child returns the entry key of a table, nil where there is none.
func (n *node) child(key string) *node {
	if n == nil {
		return nil
	}
	return n.children[key]
}

func newTable(at place) *node {
	return &node{kind: kindTable, at: at, children: map[string]*node{}}
}

func (n *node) set(key string, c *node) {
	if _, ok := n.children[key]; !ok {
		n.keys = append(n.keys, key)
	}
	n.children[key] = c
}

// bom is the byte order mark that Windows editors put first.
var bom = []byte("\uFEFF")

// decode checks the encoding of a data file and returns it without its byte
// order mark.
func decode(file string, data []byte) ([]byte, []diag.Diagnostic) {
	data = bytes.TrimPrefix(data, bom)
	switch enc, pos, illegal := diag.Detect(file, data); {
	case enc != diag.UTF8:
		return nil, []diag.Diagnostic{notUTF8.At(pos, enc.Name())}
	case illegal != 0:
		return nil, []diag.Diagnostic{illegalCharacter.At(pos, codePoint(illegal))}
	}
	return data, nil
}

// codePoint writes a character as its number: 001B.
func codePoint(r rune) string { return fmt.Sprintf("%04X", r) }

// The most entries that a data file may have, and how deep brackets may nest in
// it: many times what the largest report needs.
const (
	maxEntries = 3000
	maxDepth   = 32
)

// parseTree reads a TOML file. The tree is nil where the file cannot be read.
//
// The library is asked twice: its decoder knows all the rules (duplicate keys,
// tables defined twice, numbers out of range), its parser knows the places.
func parseTree(file string, data []byte) (*node, []diag.Diagnostic) {
	data, found := decode(file, data)
	if found != nil {
		return nil, found
	}
	t := newText(file, data, 1)
	if entries, depth := tomlsize.Of(data); entries > maxEntries || depth > maxDepth {
		return nil, []diag.Diagnostic{tooMuchData.At(t.whole(), maxEntries, maxDepth)}
	}
	var all map[string]any
	if err := toml.Unmarshal(data, &all); err != nil {
		return nil, t.syntaxErrors(data, err)
	}
	b := treeBuilder{text: t, root: newTable(place{text: t, offset: -1})}
	b.parser.Reset(data)
	current := b.root
	for b.parser.NextExpression() {
		switch e := b.parser.Expression(); e.Kind {
		case unstable.Table:
			current = b.descend(b.root, e.Key())
		case unstable.ArrayTable:
			current = b.element(e.Key())
		case unstable.KeyValue:
			b.keyValue(current, e)
		}
	}
	if err := b.parser.Error(); err != nil {
		return nil, []diag.Diagnostic{t.syntaxError(err)}
	}
	return b.root, b.found.all()
}

// maxSyntaxErrors is how many lines of a file are reported at once.
const maxSyntaxErrors = 20

// syntaxErrors reports the lines that cannot be read, all of them: the library stops at the
// first, so the file is read again without it. A line that begins or ends something, a table
// or a list, is the last, for what follows belongs to it.
func (t *text) syntaxErrors(data []byte, err error) (found []diag.Diagnostic) {
	data = bytes.Clone(data)
	for last := 0; err != nil && len(found) < maxSyntaxErrors; {
		d := t.syntaxError(err)
		if len(found) > 0 && d.Pos.Line <= last {
			break // it follows from what was taken away
		}
		found, last = append(found, d), d.Pos.Line
		if last < 1 || last > len(t.starts) {
			break
		}
		line := data[t.starts[last-1]:]
		if i := bytes.IndexByte(line, '\n'); i >= 0 {
			line = line[:i]
		}
		if bytes.HasPrefix(bytes.TrimSpace(line), []byte("[")) || bytes.Count(line, []byte("[")) != bytes.Count(line, []byte("]")) || bytes.Contains(line, []byte(`"""`)) {
			break
		}
		for i := range line {
			line[i] = ' '
		}
		var all map[string]any
		err = toml.Unmarshal(data, &all)
	}
	return found
}

// syntaxError turns an error of the library into a finding.
func (t *text) syntaxError(err error) diag.Diagnostic {
	pos := t.whole()
	var decodeError *toml.DecodeError
	if errors.As(err, &decodeError) {
		row, column := decodeError.Position()
		if row >= 1 && row <= len(t.starts) {
			pos = t.at(t.starts[row-1], 0)
			pos.Column = 1 + utf8.RuneCount(t.lineBytes(row, column-1))
		}
	}
	return badSyntax.At(pos, syntaxAdvice(pos.Source))
}

// lineBytes returns the first n bytes of a line, fewer where it is shorter.
func (t *text) lineBytes(line, n int) []byte {
	rest := t.data[t.starts[line-1]:]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	return rest[:min(max(n, 0), len(rest))]
}

// syntaxAdvice guesses what went wrong on a line.
func syntaxAdvice(line string) diag.Text {
	code, _, _ := bytes.Cut([]byte(line), []byte("#"))
	switch {
	case bytes.ContainsAny(code, "＝，［］｛｝“”．。："):
		return diag.Text{
			ZH: "本行有全角符号，改用英文输入法的 = , [ ] \" .",
			EN: `the line has full-width punctuation; use = , [ ] " .`,
		}
	case bytes.Contains(code, []byte("=")) && len(bytes.TrimSpace(code[bytes.IndexByte(code, '=')+1:])) == 0:
		return diag.Text{ZH: "等号后面没有数字；没有就写 0", EN: "there is no number after =; write 0 for none"}
	case !bytes.ContainsAny(code, "=["):
		return diag.Text{ZH: "每行写成“名称 = 数字”；说明文字前加 #", EN: "write `name = number`; put # before a remark"}
	}
	return diag.Text{
		ZH: "写成 people = 267 或 new = [1, 0, 0, 0, 0, 0, 1]；同一名称只能写一次",
		EN: "write people = 267 or new = [1, 0, 0, 0, 0, 0, 1]; a name may occur only once",
	}
}

// treeBuilder carries what turning expressions into nodes needs.
type treeBuilder struct {
	text   *text
	parser unstable.Parser
	root   *node
	found  findings
}

// descend walks down a dotted key, making tables where there are none. The last
// element of an array of tables stands for the array.
func (b *treeBuilder) descend(n *node, key unstable.Iterator) *node {
	for key.Next() {
		n = b.step(n, key.Node())
	}
	return n
}

func (b *treeBuilder) step(n *node, part *unstable.Node) *node {
	name := string(part.Data)
	c := n.child(name)
	if c == nil {
		c = newTable(b.place(part))
		c.key = c.at
		n.set(name, c)
	}
	if c.kind == kindList && len(c.items) > 0 {
		c = c.items[len(c.items)-1]
	}
	if c.kind != kindTable {
		// Not reached after the decoder has accepted the file; a table that
		// hangs nowhere keeps a disagreement of the two readers harmless.
		return newTable(c.at)
	}
	return c
}

// element appends a table to an array of tables and returns it.
func (b *treeBuilder) element(key unstable.Iterator) *node {
	n := b.root
	for key.Next() {
		part := key.Node()
		if !key.IsLast() {
			n = b.step(n, part)
			continue
		}
		name := string(part.Data)
		list := n.child(name)
		if list == nil || list.kind != kindList {
			list = &node{kind: kindList, at: b.place(part), key: b.place(part)}
			n.set(name, list)
		}
		list.items = append(list.items, newTable(b.place(part)))
		n = list.items[len(list.items)-1]
	}
	return n
}

// keyValue puts `a.b = value` into the table n.
func (b *treeBuilder) keyValue(n *node, e *unstable.Node) {
	parts := e.Key()
	for parts.Next() {
		part := parts.Node()
		if !parts.IsLast() {
			n = b.step(n, part)
			continue
		}
		key := b.place(part)
		v := b.value(e.Value(), key)
		v.key = key
		n.set(string(part.Data), v)
	}
}

// value converts a value; key is the place of what it belongs to, used for
// values that have no place of their own.
func (b *treeBuilder) value(v *unstable.Node, key place) *node {
	switch v.Kind {
	case unstable.InlineTable:
		n := newTable(key)
		for it := v.Children(); it.Next(); {
			b.keyValue(n, it.Node())
		}
		return n
	case unstable.Array:
		n := &node{kind: kindList, at: key}
		for it := v.Children(); it.Next(); {
			if it.Node().Kind != unstable.Comment {
				n.items = append(n.items, b.value(it.Node(), key))
			}
		}
		return n
	case unstable.Integer, unstable.Float:
		return &node{kind: kindNumber, text: string(v.Data), at: b.place(v)}
	case unstable.String:
		n := &node{kind: kindText, text: string(v.Data), at: b.place(v)}
		if r, found := diag.Illegal(n.text); found {
			b.found.say(illegalCharacter, n.at, codePoint(r))
		}
		return n
	case unstable.Bool:
		return &node{kind: kindBool, text: string(v.Data), at: key}
	}
	return &node{kind: kindOther, text: string(v.Data), at: key}
}

func (b *treeBuilder) place(n *unstable.Node) place {
	return place{b.text, int(n.Raw.Offset), int(n.Raw.Length)}
}
