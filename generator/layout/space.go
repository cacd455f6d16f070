package layout

import (
	"bytes"
	"slices"
	"strings"
	"text/template/parse"
	"unicode/utf8"
)

// follow goes through the pages of all layouts, from the first text to the last
// and through all branches, and learns what depends on where a text stands: which
// of its white space may go, and which ids the layouts give.
//
// A template may be called from anywhere, from inside a script, too. So a text is
// trimmed for the places that it was met in. Where these do not agree it stays as
// it is.
func (s *Set) follow() {
	f := follower{set: s, ends: map[passage]places{}, met: map[*parse.TextNode]places{}, ids: map[*parse.TextNode][]string{}}
	for name := range views() {
		at := places{place{}}
		for _, piece := range append(frame(), name, "bottom") {
			at = at.through(func(from place) places { return f.template(piece, from) })
		}
	}
	for name := range views() {
		s.ids[name] = f.idsOf(name)
	}
	for node, met := range f.met {
		trimmed := met[0].trim(node.Text)
		if !slices.ContainsFunc(met[1:], func(p place) bool { return !bytes.Equal(p.trim(node.Text), trimmed) }) {
			node.Text = trimmed
		}
	}
}

// follower goes through pages.
type follower struct {
	set *Set
	// ends has the places that a list leads to, by the one where it begins.
	ends map[passage]places
	// met has the places where a text begins, ids the ids that end in it.
	met map[*parse.TextNode]places
	ids map[*parse.TextNode][]string
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

func (f *follower) template(name string, from place) places {
	return f.list(f.set.templates.Lookup(name).Tree.Root, from)
}

// list follows a list of nodes.
func (f *follower) list(list *parse.ListNode, from place) places {
	if list == nil {
		return places{from}
	}
	if known, ok := f.ends[passage{list, from}]; ok {
		return known
	}
	at := places{from}
	for _, n := range list.Nodes {
		at = at.through(func(from place) places { return f.node(n, from) })
	}
	at = slices.Clip(at)
	f.ends[passage{list, from}] = at
	return at
}

func (f *follower) node(n parse.Node, from place) places {
	switch n := n.(type) {
	case *parse.TextNode:
		f.met[n] = f.met[n].add(from)
		from.pass(n.Text, func(id string) { f.ids[n] = append(f.ids[n], id) })
		return places{from}
	case *parse.IfNode:
		return f.list(n.List, from).add(f.list(n.ElseList, from)...)
	case *parse.WithNode:
		return f.list(n.List, from).add(f.list(n.ElseList, from)...)
	case *parse.RangeNode:
		return f.loop(n, from)
	case *parse.TemplateNode:
		return f.template(n.Name, from)
	case *parse.ActionNode:
		from.value(constant(n))
	}
	return places{from}
}

// loop follows a loop, however often it goes round. What it makes of an id, in
// the value of which it stands, has no end, and is not looked at.
func (f *follower) loop(n *parse.RangeNode, from place) places {
	if from.inID() {
		from.value(anything)
		return places{from}
	}
	rounds := places{from}
	for i := 0; i < len(rounds); i++ {
		rounds = rounds.add(f.list(n.List, rounds[i])...)
	}
	return rounds.add(f.list(n.ElseList, from)...)
}

// place is where a text begins, as far as white space and ids are concerned.
type place struct {
	// kept is the element around the place, if all text in it is kept.
	kept string
	// tag is the tag that the place is in: its name if that is one of a kept
	// element, "other" for all others, "" for none. closing: it is an end tag.
	tag     string
	closing bool
	// attr is the attribute that the place is in, of which the first three bytes
	// are enough to tell id from the others. named: its name has ended. equals:
	// what comes next is its value.
	attr   string
	named  bool
	equals bool
	// quote is the quote of the value that the place is in, or bare.
	quote byte
	id    string // what the value has so far, if it is that of an id
}

// bare is the quote of a value that has none.
const bare = ' '

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

// trim returns text that begins at the place without layout white space. text is
// not changed.
func (p place) trim(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		if n := emptyShape(out, text[i:]); n > 0 && p.kept == "" && p.tag == "" {
			out = append(out[:len(out)-1], "/>"...)
			i += n
			continue
		}
		n, keep, _ := p.step(text[i:])
		switch {
		case keep:
			out = append(out, text[i:i+n]...)
		case p.keepsBlank(text, i, i+n):
			out = append(out, ' ')
		}
		i += n
	}
	return out
}

// pass goes to the end of text, and hands over the ids that it comes by.
func (p *place) pass(text []byte, give func(id string)) {
	for len(text) > 0 {
		n, _, id := p.step(text)
		if id != "" {
			give(id)
		}
		text = text[n:]
	}
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

// step takes the next piece of text. It returns its length, whether it stays as
// it is (if not, it is white space), and the id whose value it ends, if any.
func (p *place) step(rest []byte) (n int, keep bool, id string) {
	switch {
	case !holdsTags(p.kept):
		return p.skip(rest), true, ""
	case p.quote != 0 && !p.endsValue(rest[0]):
		p.value(string(rest[0]))
		return 1, true, ""
	case p.quote != 0:
		id = p.id
		wasBare := p.quote == bare
		p.attr, p.named, p.quote, p.id = "", false, 0, ""
		if !wasBare {
			return 1, true, id
		}
	}
	switch {
	case isSpace(rest[0]):
		for n < len(rest) && isSpace(rest[n]) {
			n++
		}
		p.named = p.tag != ""
		return n, p.kept != "", id
	case p.tag != "":
		p.inTag(rest[0])
		return 1, true, id
	case rest[0] == '<':
		return p.open(rest), true, id
	}
	return 1, true, id
}

// endsValue reports whether a byte ends the value that the place is in.
func (p *place) endsValue(c byte) bool {
	if p.quote == bare {
		return c == '>' || isSpace(c)
	}
	return c == p.quote
}

// inID reports whether the place is in the value of an id.
func (p *place) inID() bool { return p.attr == "id" && (p.quote != 0 || p.equals) }

// value adds to the value that the place is in, or begins one without quotes.
func (p *place) value(text string) {
	if p.equals {
		p.quote, p.equals = bare, false
	}
	if p.quote != 0 && p.attr == "id" && !(text == anything && strings.HasSuffix(p.id, anything)) {
		p.id += text
	}
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

// inTag takes a byte of a tag, outside of values.
func (p *place) inTag(c byte) {
	switch {
	case c == '>':
		switch {
		case p.closing && p.tag == p.kept:
			p.kept = ""
		case !p.closing && p.kept == "" && p.tag != "other":
			p.kept = p.tag
		}
		*p = place{kept: p.kept}
	case p.equals && (c == '"' || c == '\''):
		p.quote, p.equals = c, false
	case p.equals:
		p.value(string(c))
	case c == '=':
		p.equals, p.named = true, false
	case p.named || c == '/':
		p.attr, p.named = strings.ToLower(string(c)), false
	case len(p.attr) < 3:
		p.attr += strings.ToLower(string(c))
	}
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
	if start == len(rest) || !isLetter(rest[start]) && rest[start] != '!' {
		return 1
	}
	end := start
	for end < len(rest) && !isSpace(rest[end]) && rest[end] != '>' && rest[end] != '/' {
		end++
	}
	p.tag, p.closing, p.named = "other", start > 1, true
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
