package layout

import (
	"text/template/parse"
	"unicode/utf8"
)

// trimNode removes from the text of a template the white space that is there
// for its reader only: see the package comment.
func trimNode(root *parse.ListNode) {
	var t trimmer
	eachText(root, func(n *parse.TextNode) { n.Text = t.trim(n.Text) })
}

// trimmer follows the text of one template from node to node. Actions between
// the nodes are taken for text that holds no tag.
type trimmer struct {
	inTag bool
	quote byte // the quote of the attribute value we are in, or 0
}

// trim returns text without layout white space.
func (t *trimmer) trim(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		if !isSpace(text[i]) || t.quote != 0 {
			t.step(text[i])
			out = append(out, text[i])
			i++
			continue
		}
		end := i
		for end < len(text) && isSpace(text[end]) {
			end++
		}
		if t.keepBlank(text, i, end) {
			out = append(out, ' ')
		}
		i = end
	}
	return out
}

// step follows tags and attribute values.
func (t *trimmer) step(c byte) {
	switch {
	case t.quote != 0:
		if c == t.quote {
			t.quote = 0
		}
	case t.inTag && (c == '"' || c == '\''):
		t.quote = c
	case c == '<':
		t.inTag = true
	case c == '>':
		t.inTag = false
	}
}

// keepBlank says whether the white space text[i:end] stays, as one blank.
func (t *trimmer) keepBlank(text []byte, i, end int) bool {
	broken := false
	for _, c := range text[i:end] {
		broken = broken || c == '\n'
	}
	if t.inTag {
		return end == len(text) || text[end] != '>'
	}
	if !broken {
		return true
	}
	// The break touches a tag or an action: it is layout.
	if i == 0 || end == len(text) || text[i-1] == '>' || text[end] == '<' {
		return false
	}
	before, _ := utf8.DecodeLastRune(text[:i])
	after, _ := utf8.DecodeRune(text[end:])
	return before < utf8.RuneSelf || after < utf8.RuneSelf
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

// eachText visits the text nodes below a node in order.
func eachText(n parse.Node, visit func(*parse.TextNode)) {
	walk(n, func(n parse.Node) {
		if text, ok := n.(*parse.TextNode); ok {
			visit(text)
		}
	})
}

// eachCall visits the {{template}} actions below a node.
func eachCall(n parse.Node, visit func(*parse.TemplateNode)) {
	walk(n, func(n parse.Node) {
		if call, ok := n.(*parse.TemplateNode); ok {
			visit(call)
		}
	})
}

// walk visits a node and those below it in the order of the source.
func walk(n parse.Node, visit func(parse.Node)) {
	visit(n)
	branch := func(b *parse.BranchNode) {
		walk(b.List, visit)
		if b.ElseList != nil {
			walk(b.ElseList, visit)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, child := range n.Nodes {
			walk(child, visit)
		}
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	}
}
