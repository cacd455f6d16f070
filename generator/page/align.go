package page

import "strings"

// aligner lays a tree over the text that it was parsed from: in order, each
// scalar must stand in the text as it was read, and between scalars there may
// be nothing but blanks, comments, and the marks of lists and mappings. It
// gives every node its exact place, for which the library's own positions are
// not good enough: they count what escapes and trailing blanks amount to.
type aligner struct {
	s    string
	at   int
	hash int
}

// align fills in the places of p and all in it, and fails where the text says
// anything that p does not. hash is the offset of a comment that takes up what
// looks like the end of a value (`title: 关于 #1`), or -1.
func align(text string, p *pair) (hash int, err error) {
	a := aligner{s: text, hash: -1}
	ok := a.pair(p)
	if a.skip(); !ok || a.at < len(text) {
		return a.hash, errAlign
	}
	return a.hash, nil
}

// skip moves over blanks, line ends and comments.
func (a *aligner) skip() {
	for a.at < len(a.s) {
		switch c := a.s[a.at]; {
		case isSpace(c):
			a.at++
		case c == '#' && (a.at == 0 || isSpace(a.s[a.at-1])):
			if a.hash < 0 && eatsText(a.s, a.at) {
				a.hash = a.at
			}
			a.at = lineEnd(a.s, a.at)
		default:
			return
		}
	}
}

// eatsText reports whether the comment at offset at follows other text on its
// line and has no blank after its mark, as comments have.
func eatsText(s string, at int) bool {
	start := strings.LastIndexByte(s[:at], '\n') + 1
	tail := s[at+1 : lineEnd(s, at)]
	return strings.TrimSpace(s[start:at]) != "" && tail != "" && tail[0] != ' '
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

// take moves over blanks and then over the byte c, if it is next.
func (a *aligner) take(c byte) bool {
	a.skip()
	if a.at == len(a.s) || a.s[a.at] != c {
		return false
	}
	a.at++
	return true
}

// ended reports whether a scalar may end here.
func (a *aligner) ended() bool {
	return a.at == len(a.s) || isSpace(a.s[a.at]) || strings.IndexByte(":,]}", a.s[a.at]) >= 0
}

func (a *aligner) pair(p *pair) bool {
	return a.node(&p.key) && a.take(':') && a.node(&p.value)
}

func (a *aligner) node(n *node) bool {
	if n.form == null && n.text == "" { // not written: it stands behind its colon or dash
		n.start, n.end = a.at, a.at
		return true
	}
	a.skip()
	n.start = a.at
	var ok bool
	switch n.form {
	case null, plain:
		ok = a.literal(n)
	case quoted:
		ok = a.quoted(n)
	case block:
		ok = a.block(n)
	case list:
		ok = a.list(n)
	case mapping:
		ok = a.mapping(n)
	}
	return ok
}

// literal places text that is written as it was read.
func (a *aligner) literal(n *node) bool {
	if n.text == "" || !strings.HasPrefix(a.s[a.at:], n.text) || strings.IndexByte(n.text, '\n') >= 0 {
		return false
	}
	a.at += len(n.text)
	if n.end = a.at; n.form == null {
		n.text = ""
	}
	return a.ended()
}

// quoted places text in quotes, all on one line.
func (a *aligner) quoted(n *node) bool {
	if a.at == len(a.s) || a.s[a.at] != '"' && a.s[a.at] != '\'' {
		return false
	}
	end, escaped := closingQuote(a.s, a.at)
	if end < 0 || !escaped && a.s[a.at+1:end] != n.text {
		return false
	}
	n.end = end + 1
	a.at = n.end
	return a.ended()
}

// closingQuote returns the offset of the quote that closes the one at offset
// at on the same line, or -1, and whether there are escapes between.
func closingQuote(s string, at int) (end int, escaped bool) {
	quote := s[at]
	for i := at + 1; i < len(s) && s[i] != '\n'; i++ {
		switch {
		case s[i] == '\\' && quote == '"':
			escaped = true
			i++
			if i < len(s) && s[i] == '\n' {
				return -1, true
			}
		case s[i] != quote:
		case quote == '\'' && i+1 < len(s) && s[i+1] == quote:
			escaped = true
			i++
		default:
			return i, escaped
		}
	}
	return -1, escaped
}

// block places text that stands on the lines below its key, and reads it from
// there: line ends are kept, so that [fold] can join Chinese lines without a
// blank. The library's reading must be the same but for white space.
func (a *aligner) block(n *node) bool {
	if a.at == len(a.s) || a.s[a.at] != '|' && a.s[a.at] != '>' {
		return false
	}
	indent, last := -1, a.at
	var lines []string
	for end := lineEnd(a.s, a.at); end < len(a.s); {
		start := end + 1
		end = lineEnd(a.s, start)
		line := strings.TrimLeft(a.s[start:end], " ")
		if line == "" {
			continue
		}
		depth := end - start - len(line)
		if indent < 0 {
			indent = depth
		}
		if indent == 0 {
			return false
		}
		if depth < indent {
			break // the next key of the mapping that it stands in
		}
		lines, last = append(lines, strings.TrimSpace(line)), end
	}
	text := strings.Join(lines, "\n")
	same := strings.Join(strings.Fields(n.text), "") == strings.Join(strings.Fields(text), "")
	n.text, n.end = text, len(strings.TrimRight(a.s[:last], " \n"))
	a.at = last
	return same
}

// list places the items of [a, b] or of lines that begin with a dash.
func (a *aligner) list(n *node) bool {
	flow := a.take('[')
	for i := range n.items {
		if flow && i > 0 && !a.take(',') || !flow && !a.dash() || !a.node(&n.items[i]) {
			return false
		}
		n.end = n.items[i].end
	}
	return !flow && len(n.items) > 0 || flow && a.close(n, ']')
}

// dash moves over the dash of a list item.
func (a *aligner) dash() bool {
	return a.take('-') && (a.at == len(a.s) || isSpace(a.s[a.at]))
}

// mapping places the pairs of {a: b} or of indented lines.
func (a *aligner) mapping(n *node) bool {
	flow := a.take('{')
	for i := range n.pairs {
		if flow && i > 0 && !a.take(',') || !a.pair(&n.pairs[i]) {
			return false
		}
		n.end = n.pairs[i].value.end
	}
	return !flow && len(n.pairs) > 0 || flow && a.close(n, '}')
}

// close moves over the bracket that ends a list or mapping, and over a comma
// before it.
func (a *aligner) close(n *node, bracket byte) bool {
	a.take(',')
	ok := a.take(bracket)
	n.end = a.at
	return ok
}
