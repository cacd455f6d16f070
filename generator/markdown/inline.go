package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"gongkai/generator/markdown/prose"
)

func (j *job) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		inlineWriter{j}.text(n)
	case *ast.CodeSpan:
		inlineWriter{j}.codeSpan(n)
	case *ast.Emphasis:
		inlineWriter{j}.emphasis(n)
	case *ast.Link:
		linkWriter{j}.link(n)
	case *ast.Image:
		linkWriter{j}.image(n)
	case *ast.AutoLink:
		linkWriter{j}.autoLink(n)
	case *ast.RawHTML:
		inlineWriter{j}.inlineHTML(n)
	case *ast.String:
		j.w.text(n.Value)
	case *east.Strikethrough:
		eaten{j}.strike(n)
		j.w.start("<del>")
		j.children(n)
		j.w.end("</del>")
	case *east.FootnoteLink:
		inlineWriter{j}.footnoteLink(n)
	case *east.FootnoteBacklink:
		inlineWriter{j}.footnoteBacklink(n)
	default:
		j.children(n)
	}
}

// inlineWriter renders the nodes within lines, links and pictures apart.
type inlineWriter struct{ *job }

// text renders a piece of text and the line break after it.
func (j inlineWriter) text(n *ast.Text) {
	if value := n.Segment.Value(j.src.Body); hasMarks(value) {
		j.textWithMarks(n, value)
	} else {
		j.w.plain(value)
	}
	switch {
	case n.HardLineBreak():
		j.w.block("<br>")
	case n.SoftLineBreak():
		j.softBreak(n.Segment.Stop, j.runeAfter(n))
	}
}

// softBreak writes what a line break in the source is shown as: the first one from
// an offset on, with the character behind it. Where lines mean something, those that
// are still together have bars in them, but make no table.
func (j *job) softBreak(at int, next rune) {
	switch {
	case j.opt.byLine() && j.body.Divides(at):
		j.w.block("<br>")
	case j.opt.CommonMark || breakIsSpace(j.w.lastRune(), next):
		j.w.space()
	}
}

// hasMarks reports whether text has anything in it but characters to be copied:
// what is escaped, unescaped, or warned of.
func hasMarks(text []byte) bool {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c >= utf8.RuneSelf:
			i = prose.NextASCII(text, i+1) - 1
		case special[c], c == '*', c == ']', c == '\\':
			return true
		}
	}
	return false
}

func (j inlineWriter) textWithMarks(n *ast.Text, value []byte) {
	if at, count := starPairs(value); count > 0 {
		j.warnStars(n, n.Segment.Start+at)
	}
	if i := bytes.IndexByte(value, '<'); i >= 0 && !n.IsRaw() {
		j.warnComment(n.Segment.Start + i)
	}
	j.warnLinks(value, n.Segment.Start)
	if !n.IsRaw() {
		eaten{j.job}.paths(value, n.Segment.Start)
	}
	if needsUnescape(value) && !n.IsRaw() {
		j.scratch = unescape(j.scratch[:0], value)
		value = j.scratch
	}
	j.w.text(value)
}

// warnComment reports a comment that begins with the < at an offset: it has no end, or it
// would be none of the text.
func (j inlineWriter) warnComment(at int) {
	if bytes.HasPrefix(j.src.Body[at:], []byte("<!--")) && prose.ByteAt(j.src.Body, at-1) != '\\' {
		j.report(ruleCommentOpen, at, len("<!--"))
	}
}

// warnStars reports ** at a byte of the body that were meant as emphasis and
// show instead: at least two of them stand in the block. A single one, or a
// longer run, hides something.
func (j inlineWriter) warnStars(n ast.Node, at int) {
	block := n.Parent()
	for block != nil && block.Type() == ast.TypeInline {
		block = block.Parent()
	}
	if block == nil || block == j.starred {
		return
	}
	text := block.Lines().Value(j.src.Body)
	if j.inCrossing(at) {
		j.starred = block // it is said
		return
	}
	if _, pairs := starPairs(text); pairs >= 2 && !hidesNames(text) || j.opt.byLine() && opensStrong(text) {
		j.report(ruleLiteralStars, at, 2, pairedStars(string(text)))
		j.starred = block
	}
}

// pairedStars returns a text with its pairs of asterisks as they would have to be written:
// without blanks within them, or, where one is alone or that changes nothing, with a
// backslash before each.
func pairedStars(text string) string {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\n", " "))
	parts := strings.Split(text, "**")
	paired := len(parts)%2 == 1
	for i := 1; paired && i < len(parts); i += 2 {
		parts[i] = strings.TrimSpace(parts[i])
		paired = parts[i] != ""
	}
	if mended := strings.Join(parts, "**"); paired && mended != text {
		return shortened(mended)
	}
	return shortened(strings.ReplaceAll(text, "**", `\*\*`))
}

// shortened returns the beginning of a text that is long.
func shortened(text string) string {
	const most = 60
	if all := []rune(text); len(all) > most {
		return string(all[:most]) + "…"
	}
	return text
}

// hidesNames reports whether each run of two asterisks stands behind a word and
// before what ends something, as in 张**、李**（女）.
func hidesNames(text []byte) bool {
	for {
		i := bytes.Index(text, []byte("**"))
		if i < 0 {
			return true
		}
		before, _ := utf8.DecodeLastRune(text[:i])
		text = text[i+len("**"):]
		after, n := utf8.DecodeRune(text)
		if !prose.IsWordRune(before) || !(prose.EndsPhrase(after) || after == '（' || after == '\n' || n == 0) {
			return false
		}
	}
}

// opensStrong reports whether two asterisks stand right before a word and not behind
// one: what they begin ends in another line, if at all.
func opensStrong(text []byte) bool {
	at, count := starPairs(text)
	if count != 1 {
		return false
	}
	before, _ := utf8.DecodeLastRune(text[:at])
	after, _ := utf8.DecodeRune(text[at+len("**"):])
	return !prose.IsWordRune(before) && before != '\\' && prose.IsWordRune(after)
}

// starPairs finds the runs of exactly two asterisks: where the first is, and
// how many there are.
func starPairs(text []byte) (first, count int) {
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte("**"))
		if i < 0 {
			return first, count
		}
		at += i
		run := len(text[at:]) - len(bytes.TrimLeft(text[at:], "*"))
		if run == 2 {
			if count == 0 {
				first = at
			}
			count++
		}
		at += run
	}
}

// runeAfter returns the first character shown after n in its block, 0 where
// there is none, or none but far away, behind comments that each have a line.
func (j *job) runeAfter(n ast.Node) rune {
	left := 50
	for c := n.NextSibling(); c != nil && left > 0; c = c.NextSibling() {
		if r := j.firstRune(c, &left); r != 0 {
			return r
		}
	}
	return 0
}

// firstRune returns the first character shown of n, looking at so many nodes as
// are left. An image or the mark of a footnote counts as a Han character: no
// blank is needed beside it.
func (j *job) firstRune(n ast.Node, left *int) rune {
	const longest = 40 // of a character written as an entity, in bytes
	var text []byte
	*left--
	switch n := n.(type) {
	case *ast.Image, *east.FootnoteLink:
		return '图'
	case *ast.AutoLink:
		text = n.Label(j.src.Body)
	case *ast.Text:
		text = n.Segment.Value(j.src.Body)
		if text = text[:min(len(text), longest)]; needsUnescape(text) && !n.IsRaw() {
			text = unescape(nil, text)
		}
	default:
		for c := n.FirstChild(); c != nil && *left > 0; c = c.NextSibling() {
			if r := j.firstRune(c, left); r != 0 {
				return r
			}
		}
	}
	if len(text) == 0 {
		return 0
	}
	r, _ := utf8.DecodeRune(text)
	return r
}

// plain appends the text of n and all below it, with escapes resolved.
func (j *job) plain(dst []byte, n ast.Node) []byte {
	switch n := n.(type) {
	case *ast.Text:
		value := n.Segment.Value(j.src.Body)
		if n.IsRaw() {
			dst = append(dst, j.code(value)...)
		} else {
			dst = unescape(dst, value)
		}
		if n.HardLineBreak() || n.SoftLineBreak() {
			last, _ := utf8.DecodeLastRune(dst)
			if j.opt.CommonMark || breakIsSpace(last, j.runeAfter(n)) {
				dst = append(dst, ' ')
			}
		}
		return dst
	case *ast.String:
		return append(dst, n.Value...)
	case *ast.AutoLink:
		return append(dst, n.Label(j.src.Body)...)
	case *ast.RawHTML:
		if !j.isComment(n) {
			dst = append(dst, n.Segments.Value(j.src.Body)...)
		}
		return dst
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		dst = j.plain(dst, c)
	}
	return dst
}

func (j inlineWriter) codeSpan(n *ast.CodeSpan) {
	j.w.start("<code>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			j.w.text(j.code(t.Segment.Value(j.src.Body)))
		}
	}
	j.w.end("</code>")
}

// code returns what code stands for: itself, but that a bar in a table is written
// with a backslash (GFM 4.10). goldmark does this too, by holding each piece of
// code in all tables against each such backslash.
func (j *job) code(value []byte) []byte {
	if j.cell {
		return bytes.ReplaceAll(value, []byte(`\|`), []byte("|"))
	}
	return value
}

func (j inlineWriter) emphasis(n *ast.Emphasis) {
	j.warnMask(n)
	eaten{j.job}.emphasis(n)
	tag := "em>"
	if n.Level == 2 {
		tag = "strong>"
	}
	j.w.start("<")
	j.w.raw(tag)
	j.children(n)
	j.w.end("</")
	j.w.raw(tag)
}

// warnMask reports emphasis that begins with a mark that ends something, as in
// `张**、李**`, or that begins within a word with what follows it: 张**（男）、李**（女）,
// 1**室、2**室; or that holds several things and begins right behind a digit, or with a
// single mark beside other text: 1**室、李**，*华、王*，; or that stands between two numbers of
// items: 1.*为党员 2.*为群众. There the asterisks were meant to hide something, or to
// be explained.
func (j inlineWriter) warnMask(n *ast.Emphasis) {
	first, ok := n.FirstChild().(*ast.Text)
	if !ok {
		return
	}
	last, marks := lastText(n)
	if last == nil {
		if begin, _ := utf8.DecodeRune(first.Segment.Value(j.src.Body)); prose.EndsPhrase(begin) {
			j.report(ruleMask, max(n.Pos(), 0), n.Level, `\*`)
		}
		return
	}
	from, to := max(first.Segment.Start-n.Level, 0), min(last.Segment.Stop+marks, len(j.src.Body))
	value := last.Segment.Value(j.src.Body)
	begin, _ := utf8.DecodeRune(first.Segment.Value(j.src.Body))
	before, _ := utf8.DecodeLastRune(j.src.Body[:from])
	end, _ := utf8.DecodeLastRune(value)
	after, _ := utf8.DecodeRune(j.src.Body[to:])
	whole := (from == 0 || before == '\n') && (to == len(j.src.Body) || after == '\n')
	several := bytes.ContainsAny(j.src.Body[from:to], "、，；") && (prose.IsDigit(before) || n.Level == 1 && !whole)
	inWords := prose.IsWordRune(before) && prose.IsWordRune(end)
	switch {
	case prose.EndsPhrase(begin), after == begin && inWords, several, endsInNumber(value) && endsInNumber(j.src.Body[prose.StartOfLine(j.src.Body, from):from]):
	case !j.opt.byLine() && n.Level == 1 && inWords && prose.IsWordRune(begin) && prose.IsWordRune(after) && (prose.IsHan(before) || prose.IsHan(after)):
		// 张*华, 李*明: where lines mean something, these are no marks.
	default:
		return
	}
	if _, nested := n.Parent().(*ast.Emphasis); !nested || prose.EndsPhrase(begin) { // it is said of the outer one
		j.report(ruleMask, max(n.Pos(), 0), n.Level, j.masked(from, to))
	}
}

// lastText returns the text that emphasis ends with, nil where it ends with something
// else, and how many marks stand behind it.
func lastText(n *ast.Emphasis) (last *ast.Text, marks int) {
	for {
		marks += n.Level
		switch c := n.LastChild().(type) {
		case *ast.Text:
			return c, marks
		case *ast.Emphasis:
			n = c
		default:
			return nil, 0
		}
	}
}

// endsInNumber reports whether a text ends with the number of an item and the mark behind
// it: 2. （2） 注2：.
func endsInNumber(text []byte) bool {
	last, n := utf8.DecodeLastRune(text)
	if !strings.ContainsRune(".．：:、)）", last) {
		return false
	}
	text = text[:len(text)-n]
	digits := len(text) - len(bytes.TrimRight(text, "0123456789"))
	return digits == 1 || digits == 2
}

// masked returns what stands from one offset to another with a backslash before each
// asterisk, with the words around it.
func (j inlineWriter) masked(from, to int) string {
	body := j.src.Body
	line := prose.StartOfLine(body, from)
	start := line + len(bytes.TrimRightFunc(body[line:from], prose.IsWordRune))
	rest := prose.LineOf(body[to:])
	stop := bytes.IndexFunc(rest, func(r rune) bool { return prose.EndsPhrase(r) && r != '）' })
	if stop < 0 {
		stop = len(rest)
	}
	return shortened(strings.ReplaceAll(string(body[start:to+stop]), "*", `\*`))
}

func (j *job) isComment(n *ast.RawHTML) bool {
	return bytes.HasPrefix(n.Segments.Value(j.src.Body), []byte("<!--"))
}

// inlineHTML renders raw HTML within text: comments are dropped, all else is
// reported and shown as text.
func (j inlineWriter) inlineHTML(n *ast.RawHTML) {
	if j.isComment(n) {
		return
	}
	if j.cell && isBreak(n.Segments.Value(j.src.Body)) {
		j.w.block("<br>")
		return
	}
	html := n.Segments.Value(j.src.Body)
	j.reportHTML(firstTag(html), n.Segments.At(0).Start)
	j.w.text(html)
}

// isBreak reports whether a tag is one that breaks a line. In a cell of a table there
// is no other way to.
func isBreak(tag []byte) bool {
	inner := bytes.ToLower(bytes.TrimRight(bytes.Trim(tag, "<>"), " /"))
	return string(inner) == "br"
}
