package layout

import (
	"bytes"
	"slices"
	"text/template/parse"
	"unicode/utf8"
)

// trim removes from the texts of the templates the white space that is there
// for their reader only: see the package comment.
//
// What may go depends on where a text stands, and a template may be called from
// anywhere, from inside a script, too. So pages are followed from their first
// text to their last, through all branches, and each text is trimmed for the
// places that it was met in. Where these do not agree it stays as it is.
func (s *Set) trim() {
	t := trimmer{set: s, ends: map[passage]places{}, met: map[*parse.TextNode]places{}}
	for name := range views() {
		at := places{place{}}
		for _, piece := range []string{"open", "head", "top", name, "bottom"} {
			at = at.through(func(from place) places { return t.template(piece, from) })
		}
	}
	for node, met := range t.met {
		trimmed, _ := met[0].trim(node.Text)
		agreed := !slices.ContainsFunc(met[1:], func(p place) bool {
			other, _ := p.trim(node.Text)
			return !bytes.Equal(other, trimmed)
		})
		if agreed {
			node.Text = trimmed
		}
	}
}

// trimmer follows pages through templates.
type trimmer struct {
	set *Set
	// ends has the places that a list leads to, by the one where it begins.
	ends map[passage]places
	met  map[*parse.TextNode]places
}

type passage struct {
	list *parse.ListNode
	from place
}

// places is a set of places.
type places []place

func (ps places) add(more ...place) places {
	for _, p := range more {
		if !slices.Contains(ps, p) {
			ps = append(ps, p)
		}
	}
	return ps
}

// through returns where a step leads from each of the places.
func (ps places) through(step func(place) places) places {
	var all places
	for _, p := range ps {
		all = all.add(step(p)...)
	}
	return all
}

func (t *trimmer) template(name string, from place) places {
	return t.list(t.set.templates.Lookup(name).Tree.Root, from)
}

// list follows a list of nodes.
func (t *trimmer) list(list *parse.ListNode, from place) places {
	if list == nil {
		return places{from}
	}
	if known, ok := t.ends[passage{list, from}]; ok {
		return known
	}
	at := places{from}
	for _, n := range list.Nodes {
		at = at.through(func(from place) places { return t.node(n, from) })
	}
	at = slices.Clip(at)
	t.ends[passage{list, from}] = at
	return at
}

func (t *trimmer) node(n parse.Node, from place) places {
	switch n := n.(type) {
	case *parse.TextNode:
		t.met[n] = t.met[n].add(from)
		_, to := from.trim(n.Text)
		return places{to}
	case *parse.IfNode:
		return t.list(n.List, from).add(t.list(n.ElseList, from)...)
	case *parse.WithNode:
		return t.list(n.List, from).add(t.list(n.ElseList, from)...)
	case *parse.RangeNode:
		rounds := places{from}
		for i := 0; i < len(rounds); i++ {
			rounds = rounds.add(t.list(n.List, rounds[i])...)
		}
		return rounds.add(t.list(n.ElseList, from)...)
	case *parse.TemplateNode:
		return t.template(n.Name, from)
	}
	return places{from} // an action: it is taken for text that holds no tag
}

// place is where a text begins, as far as white space is concerned.
type place struct {
	// kept is the element around the place, if all text in it is kept.
	kept string
	// tag is the tag that the place is in: its name if that is one of a kept
	// element, "other" for all others, "" for none. closing: it is an end tag.
	tag     string
	closing bool
	equals  bool // in a tag: what comes next is a value
	quote   byte // in a value: its quote
}

// comment is the name in place.kept of what is no element.
const comment = "!--"

// isKept reports whether the text of an element is kept: because line breaks
// show, or because it is another language, in which they mean something.
func isKept(element string) bool {
	switch element {
	case "pre", "listing", "textarea", "script", "style", "xmp", "plaintext":
		return true
	}
	return false
}

// holdsTags reports whether tags are read in a kept element, or outside of one.
func holdsTags(kept string) bool { return kept == "" || kept == "pre" || kept == "listing" }

// trim returns text that begins at the place without layout white space, and
// the place where it ends. text is not changed.
func (p place) trim(text []byte) ([]byte, place) {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		if n := emptyShape(out, text[i:]); n > 0 && p.kept == "" && p.tag == "" {
			out = append(out[:len(out)-1], "/>"...)
			i += n
			continue
		}
		n, keep := p.step(text[i:])
		switch {
		case keep:
			out = append(out, text[i:i+n]...)
		case p.keepsBlank(text, i, i+n):
			out = append(out, ' ')
		}
		i += n
	}
	return out, p
}

// emptyShape returns the length of the end tag that rest begins with, if it is
// that of a shape of SVG whose start tag is the last of out: `d="…"></path>` can
// be written `d="…"/>`. After a value without quotes it cannot.
func emptyShape(out, rest []byte) int {
	if !bytes.HasSuffix(out, []byte(`">`)) || !bytes.HasPrefix(rest, []byte("</")) {
		return 0
	}
	name, _, ok := bytes.Cut(rest[len("</"):], []byte(">"))
	if !ok {
		return 0
	}
	switch string(name) {
	case "circle", "ellipse", "line", "path", "polygon", "polyline", "rect", "stop", "use":
		return len("</>") + len(name)
	}
	return 0
}

// step takes the next piece of text. It returns its length and whether it stays
// as it is; if not, it is white space.
func (p *place) step(rest []byte) (n int, keep bool) {
	switch {
	case !holdsTags(p.kept):
		return p.skip(rest), true
	case p.quote != 0:
		if rest[0] == p.quote {
			p.quote = 0
		}
		return 1, true
	case isSpace(rest[0]):
		for n < len(rest) && isSpace(rest[n]) {
			n++
		}
		return n, p.kept != ""
	case p.tag != "":
		p.inTag(rest[0])
		return 1, true
	case rest[0] == '<':
		return p.open(rest), true
	}
	return 1, true
}

// skip goes to the end tag of a kept element without tags, or over the end of a
// comment.
func (p *place) skip(rest []byte) int {
	mark, end := "</", "</"+p.kept
	if p.kept == comment {
		mark, end = "-->", "-->"
	}
	for i := 0; ; i++ {
		at := bytes.Index(rest[i:], []byte(mark))
		if at < 0 {
			return len(rest)
		}
		i += at
		if len(rest) < i+len(end) || !bytes.EqualFold(rest[i:i+len(end)], []byte(end)) {
			continue
		}
		if p.kept == comment {
			i += len(end)
		}
		p.kept = ""
		return i
	}
}

// inTag takes a byte of a tag, outside of quotes.
func (p *place) inTag(c byte) {
	switch {
	case c != '>' && p.equals && (c == '"' || c == '\''):
		p.quote, p.equals = c, false
		return
	case c != '>':
		p.equals = c == '='
		return
	case p.closing && p.tag == p.kept:
		p.kept = ""
	case !p.closing && p.kept == "" && p.tag != "other":
		p.kept = p.tag
	}
	p.tag, p.closing, p.equals = "", false, false
}

// open takes the beginning of a tag or of a comment, up to its name, or a < that
// is text.
func (p *place) open(rest []byte) int {
	if bytes.HasPrefix(rest, []byte("<!--")) && p.kept == "" {
		p.kept = comment
		return len("<!--")
	}
	start := 1
	if start < len(rest) && rest[start] == '/' {
		start++
	}
	end := start
	for end < len(rest) && !isSpace(rest[end]) && rest[end] != '>' && rest[end] != '/' {
		end++
	}
	if end == start || !isLetter(rest[start]) && rest[start] != '!' {
		return 1
	}
	p.tag, p.closing = "other", start > 1
	if name := string(bytes.ToLower(rest[start:end])); isKept(name) {
		p.tag = name
	}
	return end
}

// keepsBlank says whether the white space text[i:end] stays, as one blank.
func (p *place) keepsBlank(text []byte, i, end int) bool {
	if p.tag != "" {
		return end == len(text) || text[end] != '>'
	}
	if bytes.IndexByte(text[i:end], '\n') < 0 {
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

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

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
