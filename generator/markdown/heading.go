package markdown

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"gongkai/generator/markdown/prose"
)

// headingParser is one of goldmark's two heading parsers with `{#id}` at the
// end of a heading read as its id. goldmark's own attributes accept any name
// and drop what they do not know; here all else in braces stays text.
type headingParser struct{ parser.BlockParser }

// headingParsers wraps the heading parsers in a list of goldmark's.
func headingParsers(blocks []util.PrioritizedValue) []util.PrioritizedValue {
	const setext, atx = 100, 600
	for _, priority := range []int{setext, atx} {
		wrap(blocks, priority, func(p any) any { return headingParser{p.(parser.BlockParser)} })
	}
	return blocks
}

// Close cuts the id off before the inline parsers see the text.
func (p headingParser) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	p.BlockParser.Close(node, reader, pc)
	if node.Parent() == nil {
		return
	}
	if node.Parent().Kind() != ast.KindDocument {
		pc.(*context).job.nested = true
	}
	lines := node.Lines()
	if lines.Len() == 0 {
		return
	}
	last := lines.At(lines.Len() - 1)
	line := bytes.TrimRight(reader.Source()[last.Start:last.Stop], " \t\r\n")
	at := bytes.LastIndex(line, []byte("{#"))
	if at < 0 || line[len(line)-1] != '}' {
		return
	}
	id := line[at+2 : len(line)-1]
	if !validID(id) {
		return
	}
	node.SetAttributeString("id", id)
	last.Stop = last.Start + at
	lines.Set(lines.Len()-1, last.TrimRightSpace(reader.Source()))
}

// validID accepts letters and digits of any script, and - _ . between them. A
// colon is left out: footnotes have it, so their ids never meet a heading's.
func validID(id []byte) bool {
	for _, r := range string(id) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' && r != '.' {
			return false
		}
	}
	return len(id) > 0
}

// title is a heading with its text, and the id made of that.
type title struct {
	*ast.Heading
	label, slug       string
	labelEnd, slugEnd int // where they end in the text of all titles
}

// outliner collects the headings of a body and gives them their ids.
type outliner struct{ *job }

// collect records the headings below n in document order. Where none is nested
// in another block, only the outermost blocks are looked at.
func (j outliner) collect(n ast.Node) {
	for c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
		if h, ok := c.(*ast.Heading); ok {
			j.titles = append(j.titles, title{Heading: h})
		} else if j.nested {
			j.collect(c)
		}
	}
}

// label gives the headings their texts and ids, all cut out of one string. It
// reports whether there are headings without text.
func (j outliner) label() (empty bool) {
	all := j.labels[:0]
	for i := range j.titles {
		t, start := &j.titles[i], len(all)
		all = j.appendLabel(all, t.Heading)
		t.labelEnd = len(all)
		empty = empty || start == len(all)
		all = appendSlug(all, all[start:])
		t.slugEnd = len(all)
	}
	j.labels = all
	text, start := string(all), 0
	for i := range j.titles {
		t := &j.titles[i]
		t.label, t.slug = text[start:t.labelEnd], text[t.labelEnd:t.slugEnd]
		start = t.slugEnd
	}
	return empty
}

// outline gives the headings the levels that they are rendered with: the
// outermost become 2, since the page's title is its h1, and each other one is
// one deeper than the heading it stands under, so no level is skipped. It also
// reserves the ids that are written out, before any is made up.
func (j outliner) outline(doc ast.Node) {
	j.collect(doc)
	if j.label() {
		j.dropEmpty()
	}
	top := 6
	for i := range j.titles {
		h := &j.titles[i]
		top = min(top, h.Level)
		if id := explicitID(h.Heading); id != "" && !j.taken(id) {
			j.ids[id] = 1
			h.SetAttributeString("first", true)
		}
	}
	var open []int // levels as written of the headings that this one stands under
	for i := range j.titles {
		h := &j.titles[i]
		written := h.Level
		for len(open) > 0 && open[len(open)-1] >= written {
			open = open[:len(open)-1]
		}
		above := top - 1
		if len(open) > 0 {
			above = open[len(open)-1]
		}
		if written > above+1 {
			at := max(h.Pos(), 0)
			text := bytes.TrimLeft(prose.LineOf(j.src.Body[at:]), "# ")
			j.report(ruleHeadingSkipped, at, written, written, above+1, strings.Repeat("#", above+1)+" "+strings.TrimSpace(string(text)))
		}
		open = append(open, written)
		h.Level = min(len(open)+1, 6)
	}
}

// dropEmpty takes headings without text out of the tree.
func (j outliner) dropEmpty() {
	j.titles = slices.DeleteFunc(j.titles, func(h title) bool {
		if h.label != "" {
			return false
		}
		j.report(ruleHeadingEmpty, max(h.Pos(), 0), h.Level)
		h.Parent().RemoveChild(h.Parent(), h.Heading)
		return true
	})
}

// appendLabel appends the text of a heading, with single blanks.
func (j outliner) appendLabel(label []byte, h *ast.Heading) []byte {
	if t, ok := h.FirstChild().(*ast.Text); ok && t.IsRaw() && t.NextSibling() == nil {
		if value := t.Segment.Value(j.src.Body); isPlainLabel(value) {
			return append(label, value...)
		}
	}
	j.scratch = j.plain(j.scratch[:0], h)
	start := len(label)
	gap := false
	for rest := j.scratch; len(rest) > 0; {
		n := prose.Han(rest)
		if n == 0 {
			var r rune
			if r, n = utf8.DecodeRune(rest); unicode.IsSpace(r) || unicode.IsControl(r) {
				gap = len(label) > start
				rest = rest[n:]
				continue
			}
		}
		if gap {
			gap = false
			label = append(label, ' ')
		}
		label = append(label, rest[:n]...)
		rest = rest[n:]
	}
	return label
}

// isPlainLabel reports whether no blank and no control character can be in text:
// beyond ASCII they are U+3000, and others that begin with C2, E1 and E2 in UTF-8.
func isPlainLabel(text []byte) bool {
	for i, c := range text {
		switch {
		case c <= ' ', c == 0x7F, c == 0xC2, c == 0xE1, c == 0xE2:
			return false
		case c == 0xE3 && bytes.HasPrefix(text[i:], []byte("\u3000")):
			return false
		}
	}
	return true
}

// titleOf returns the title of a heading that is rendered now: the next one in
// order, apart from those nested too deep to be rendered.
func (j outliner) titleOf(h *ast.Heading) title {
	for j.titles[j.titled].Heading != h {
		j.titled++
	}
	j.titled++
	return j.titles[j.titled-1]
}

func explicitID(h *ast.Heading) string {
	if v, ok := h.AttributeString("id"); ok {
		return string(v.([]byte))
	}
	return ""
}

// heading renders one heading and records it.
func (j blockWriter) heading(h *ast.Heading) {
	j.w.block("<h")
	j.w.raw(strconv.Itoa(h.Level))
	article := ""
	if !j.opt.CommonMark {
		if lines := h.Lines(); lines.Len() == 1 {
			meant{j.job}.closing(lines.At(0))
		}
		eaten{j.job}.underline(h)
		t := outliner{j.job}.titleOf(h)
		id := outliner{j.job}.headingID(t)
		j.w.attr("id", id)
		j.headings = append(j.headings, Heading{Level: h.Level, ID: id, Text: t.label})
		article = articles{j.job}.ofHeading(h, t.label)
	}
	j.w.raw(">")
	if article != "" { // beside the id of the heading
		j.w.start("<span")
		j.w.attr("id", article)
		j.w.raw("></span>")
	}
	j.children(h)
	j.w.block("</h")
	j.w.raw(strconv.Itoa(h.Level))
	j.w.raw(">")
}

// headingID returns the id that is written out, or one made from the label.
func (j outliner) headingID(h title) string {
	id := explicitID(h.Heading)
	if id == "" {
		return j.unique(h.slug)
	}
	if _, first := h.AttributeString("first"); first {
		return id
	}
	rule := ruleHeadingID
	if j.reserved.has(id) {
		rule = ruleHeadingReserved
	}
	given := j.unique(id)
	j.report(rule, j.idOffset(h.Heading), utf8.RuneCountInString(id)+len("{#}"), id, given)
	return given
}

// idOffset returns where the id of a heading is written, behind its text.
func (j outliner) idOffset(h *ast.Heading) int {
	lines := h.Lines()
	if lines.Len() == 0 {
		return max(h.Pos(), 0)
	}
	end := lines.At(lines.Len() - 1).Stop
	return end + max(bytes.Index(j.src.Body[end:], []byte("{#")), 0)
}

// unique returns id, or something like it that is new: with the first number
// behind it that is free.
func (j outliner) unique(id string) string {
	id = j.reserved.beside(id)
	for base := id; j.taken(id); {
		j.ids[base]++
		id = base + "-" + strconv.Itoa(j.ids[base])
	}
	j.ids[id] = 1
	return id
}

// taken reports whether an id is in use.
func (j outliner) taken(id string) bool {
	if j.ids[id] == 0 && j.reserved.has(id) {
		j.ids[id] = 1
	}
	return j.ids[id] > 0
}

// reserved are the ids that no heading gets.
type reserved struct {
	whole  map[string]bool
	begins []string // all that begin so
}

// lastWord goes before an id where nothing else helps: what begins so is nobody
// else's.
const lastWord = "heading-"

func newReserved(list []string) reserved {
	r := reserved{whole: map[string]bool{}}
	for _, id := range list {
		begin, all := strings.CutSuffix(id, "*")
		switch {
		case !all:
			r.whole[id] = true
		case !strings.HasPrefix(lastWord, begin) && !strings.HasPrefix(begin, lastWord):
			r.begins = append(r.begins, begin)
		}
	}
	return r
}

func (r *reserved) has(id string) bool { return r.whole[id] || r.beginsWithOne(id) }

func (r *reserved) beginsWithOne(id string) bool {
	return slices.ContainsFunc(r.begins, func(begin string) bool { return strings.HasPrefix(id, begin) })
}

// beside returns id or, where no number behind it would lead away from what is
// reserved, id with a word before it.
func (r *reserved) beside(id string) string {
	if !r.leadsToOne(id) {
		return id
	}
	if apart := "section-" + id; !r.leadsToOne(apart) {
		return apart
	}
	return lastWord + id
}

// leadsToOne reports whether id with a number behind it would be reserved.
func (r *reserved) leadsToOne(id string) bool {
	return slices.ContainsFunc(r.begins, func(begin string) bool {
		return strings.HasPrefix(id, begin) || len(begin) == len(id)+1 && begin[:len(id)] == id && begin[len(id)] == '-'
	})
}

// maxSlug bounds made-up ids, in runes; a heading is seldom longer.
const maxSlug = 64

// appendSlug appends an id made from the text of a heading: letters and digits
// of any script stay (Latin in lower case), anything else becomes one hyphen.
// 第一章  总则 gives 第一章-总则.
func appendSlug(id, label []byte) []byte {
	start := len(id)
	n, gap := 0, false
	for len(label) > 0 && n < maxSlug {
		size := min(prose.Han(label), len("字")*(maxSlug-n))
		var r rune // 0 for Han characters
		if size == 0 {
			r, size = utf8.DecodeRune(label)
			if !isAlphanumeric(r) {
				gap = len(id) > start
				label = label[size:]
				continue
			}
		}
		if gap {
			id = append(id, '-')
			gap = false
		}
		if r == 0 {
			id = append(id, label[:size]...)
			n += size / len("字")
		} else {
			id = utf8.AppendRune(id, unicode.ToLower(r))
			n++
		}
		label = label[size:]
	}
	if len(id) == start {
		return append(id, "section"...)
	}
	return id
}

// isAlphanumeric reports letters and digits of any script. What stands in most
// headings, 一、 and （一）, is decided without a table.
func isAlphanumeric(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return prose.IsWord(byte(r))
	case 0x3000 <= r && r < 0x3005, 0x3008 <= r && r <= 0x3020, 0xFF00 <= r && r < 0xFF10:
		return false
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
