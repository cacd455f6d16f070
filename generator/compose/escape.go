package compose

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// place is where text stands, as far as it matters for what is a mark.
type place struct {
	start   bool // at the beginning of a block, where more is a mark
	heading bool
	cell    bool // in a table
	link    bool // in the text of a link
	crowded bool // there are too many marks; see line
	byLine  bool // where a line is a paragraph, as package markdown has it
}

// inline writes spans in one line, where no others can be made of it.
func inline(spans []Span, at place) string {
	spans = tidy(spans)
	line := line(spans, at)
	if countMarks(line) > maxMarks {
		spans = slices.Clone(spans)
		for i := range spans {
			spans[i].Bold, spans[i].Link = false, ""
		}
		line = crowded(spans, at)
	}
	return line
}

// pieces writes spans in one line, or in several where it would have more marks
// than a page takes. There is none for spans that show nothing.
func pieces(spans []Span, at place) []string {
	spans = tidy(spans)
	if len(spans) == 0 {
		return nil
	}
	if whole := line(spans, at); countMarks(whole) <= maxMarks {
		return []string{whole}
	}
	whole := crowded(spans, at)
	if half := len(spans) / 2; half > 0 && countMarks(whole) > maxMarks {
		return append(pieces(spans[:half], at), pieces(spans[half:], place{start: true, byLine: at.byLine})...)
	}
	return []string{whole}
}

// line writes spans that are tidy.
func line(spans []Span, at place) string {
	var out strings.Builder
	prev := rune(0) // the last character written
	for i, s := range spans {
		next := rune(0)
		if i+1 < len(spans) {
			next = first(spans[i+1])
		}
		piece := s.markdown(at, prev, next)
		out.WriteString(piece)
		if piece != "" {
			prev, _ = utf8.DecodeLastRuneInString(piece)
		}
		at.start = false
	}
	line := out.String()
	if at.heading {
		return escapeClosing(line)
	}
	return line
}

// crowded writes spans without a mark that is not meant: characters that Markdown
// would count as marks are written by their numbers.
func crowded(spans []Span, at place) string {
	at.crowded = true
	return line(spans, at)
}

// maxMarks is how many marks package markdown takes in a block. A mark that a
// backslash keeps from being one counts.
const maxMarks = 2000

// countMarks counts marks, at least as many as package markdown does.
func countMarks(line string) int {
	if len(line) <= maxMarks {
		return 0
	}
	n := 0
	for i := range len(line) {
		if counted(rune(line[i])) {
			n++
		}
	}
	return n
}

// counted reports whether a character counts as a mark.
func counted(r rune) bool {
	switch r {
	case '[', '<', '*', '_', '~', '`':
		return true
	}
	return false
}

// first is the first character that a span will begin with, for what stands
// before it.
func first(s Span) rune {
	switch {
	case s.Note > 0 || s.Link != "":
		return '['
	case s.Image != "":
		return '!'
	}
	r, _ := utf8.DecodeRuneInString(s.Text)
	return r
}

// tidy cleans the texts of spans, puts those together that differ in nothing
// else, and takes white space off the ends of the line.
func tidy(spans []Span) []Span {
	var out []Span
	var text []byte // of the last of them: a paragraph may be thousands of spans that are alike
	end := func() {
		if n := len(out); n > 0 {
			out[n-1].Text = string(text)
		}
	}
	blank := true // white space would be the first of the line, or another
	for _, s := range spans {
		s.Text = clean(s.Text)
		if blank {
			s.Text = strings.TrimPrefix(s.Text, " ")
		}
		if len(out) == 0 {
			s.Text = strings.TrimLeftFunc(s.Text, unicode.IsSpace)
		}
		if s.Text == "" && s.Note == 0 && s.Image == "" {
			continue
		}
		blank = strings.HasSuffix(s.Text, " ")
		if n := len(out); n > 0 && s.Note == 0 && s.Image == "" && s.alike(out[n-1]) {
			text = append(text, s.Text...)
			continue
		}
		end()
		out, text = append(out, s), append(text[:0], s.Text...)
	}
	end()
	for n := len(out); n > 0 && out[n-1].Note == 0 && out[n-1].Image == ""; n = len(out) {
		if out[n-1].Text = strings.TrimRightFunc(out[n-1].Text, unicode.IsSpace); out[n-1].Text != "" {
			break
		}
		out = out[:n-1]
	}
	return out
}

// alike reports whether two spans differ in their text only.
func (s Span) alike(t Span) bool {
	s.Text, t.Text = "", ""
	return s == t
}

// clean drops control characters and makes white space single blanks, as a
// browser does. Blanks that a browser keeps stay: U+3000, U+00A0.
func clean(s string) string {
	var b strings.Builder
	blank := false
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case r == ' ', '\t' <= r && r <= '\r', r == '\u0085', r == '\u2028', r == '\u2029':
			blank = true
			continue
		case unicode.IsControl(r):
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(r)
	}
	if blank {
		b.WriteByte(' ')
	}
	return b.String()
}

// markdown writes a span between two characters.
func (s Span) markdown(at place, prev, next rune) string {
	switch {
	case s.Note > 0:
		return "[^" + strconv.Itoa(s.Note) + "]"
	case s.Image != "":
		at.link, at.start = true, false
		return "![" + escape(s.Text, at, 0, ']') + "](" + at.destination(s.Image) + caption(s.Caption) + ")"
	}
	// Blanks at the ends stand outside of the marks.
	core := strings.TrimFunc(s.Text, unicode.IsSpace)
	if core == "" {
		return s.Text
	}
	before, after, _ := strings.Cut(s.Text, core)
	if before != "" {
		prev, _ = utf8.DecodeLastRuneInString(before)
	}
	if after != "" {
		next, _ = utf8.DecodeRuneInString(after)
	}
	piece := ""
	if dest := at.destination(s.Link); dest != "" && dest != core {
		at.link, at.start = true, false
		piece = "[" + escape(core, at, 0, ']') + "](" + dest + ")"
	} else {
		p, n := prev, next
		if s.Bold {
			p, n = '*', '*'
		}
		piece = escape(core, at, p, n)
	}
	if s.Bold {
		piece = surround(piece, prev, next)
	}
	return before + piece + after
}

// surround makes text strong where the marks will be taken for marks, after
// CommonMark 6.2 as package markdown amends it for Chinese.
func surround(text string, prev, next rune) string {
	begin, _ := utf8.DecodeRuneInString(text)
	end, _ := utf8.DecodeLastRuneInString(text)
	if word(prev) && strings.ContainsRune("、，。；）》」』】〕", begin) {
		return text // it would hide something, as in 张**、
	}
	if isSelector(begin) || isSelector(end) && endsBlank(strings.TrimRightFunc(text, isSelector)) {
		return text // it is looked through, at the mark or the blank before it
	}
	if end == '、' && word(next) {
		return text // the second mark would begin a name, as in 、**明
	}
	if flanks(begin, prev) && flanks(end, next) {
		return "**" + text + "**"
	}
	return text
}

// isSelector reports what chooses a shape of the character before it.
func isSelector(r rune) bool { return unicode.Is(unicode.Variation_Selector, r) }

func endsBlank(text string) bool {
	end, _ := utf8.DecodeLastRuneInString(text)
	return unicode.IsSpace(end)
}

// flanks reports whether a mark may stand between a character of the marked text
// and one outside. The sign of another mark outside would make it longer.
func flanks(inside, outside rune) bool {
	if outside == '*' || outside == '~' || inside == '*' || inside == '~' {
		return false
	}
	return !hard(inside) || outside == 0 || unicode.IsSpace(outside) || hard(outside) || wide(outside)
}

// hard reports whether a character is punctuation that ends a word.
func hard(r rune) bool { return (unicode.IsPunct(r) || unicode.IsSymbol(r)) && !wide(r) }

// wide reports the characters of Chinese text that are surely wide.
func wide(r rune) bool {
	return unicode.Is(unicode.Han, r) || 0x3001 <= r && r <= 0x303D || 0xFF01 <= r && r <= 0xFF60
}

// escape writes text between two characters so that all of it shows.
func escape(s string, at place, prev, next rune) string {
	var b strings.Builder
	if at.start {
		// What cannot be seen does not keep a mark from being at the beginning.
		lead := len(s) - len(strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) }))
		b.WriteString(s[:lead])
		s = s[lead:]
		if rest, wide := strings.CutPrefix(s, "＃"); wide {
			b.WriteString("&#xFF03;")
			prev, s = '＃', rest
		}
		n := startMark(s)
		for _, r := range s[:n] {
			prev = r
		}
		if n > 0 {
			b.WriteString(s[:n-1] + `\` + s[n-1:n])
			s = s[n:]
		}
	}
	for s != "" {
		if n := address(&b, s, at, prev, next); n > 0 {
			prev, _ = utf8.DecodeLastRuneInString(b.String())
			s = s[n:]
			continue
		}
		r, size := utf8.DecodeRuneInString(s)
		following := next
		if size < len(s) {
			following, _ = utf8.DecodeRuneInString(s[size:])
			if schemeLength(s[size:]) > 0 {
				following = '<' // as address may write it
			}
		}
		if at.crowded && counted(r) {
			b.WriteString("&#" + strconv.Itoa(int(r)) + ";")
			prev, s = r, s[size:]
			continue
		}
		if n := mask(s, prev); n > 0 {
			size = n
		} else if isMark(r, at, prev, following) {
			if r == '|' && at.cell && prev == '\\' {
				b.WriteString("&#124;") // behind a backslash, another would not count
				prev, s = r, s[size:]
				continue
			}
			b.WriteByte('\\')
		}
		b.WriteString(s[:size])
		prev, s = r, s[size:]
	}
	return b.String()
}

// startMark returns the length of what at the beginning of a block would be a
// mark; a backslash before its last byte keeps it from being one.
func startMark(s string) int {
	if s == "" {
		return 0
	}
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	if 0 < digits && digits < 10 && digits < len(s) && (s[digits] == '.' || s[digits] == ')') {
		if rest := s[digits+1:]; rest == "" || rest[0] == ' ' {
			return digits + 1
		}
		return 0
	}
	switch s[0] {
	case '#', '>', ':', '=':
		return 1
	case '-', '+':
		if len(s) == 1 || strings.IndexByte(" -+:|", s[1]) >= 0 {
			return 1
		}
	}
	return 0
}

// isMark reports whether a character may be taken for a mark between two others;
// 0 stands for the end of the line.
func isMark(r rune, at place, prev, next rune) bool {
	switch r {
	case '*':
		return !at.byLine || !word(prev) || !word(next) // 张*华, 3*4米
	case '\\', '`', '[', '|':
		return true
	case ']':
		return at.link
	case '(':
		return prev == ']' // it would look like a link that has gone wrong
	case ':':
		return prev == ']'
	case '_':
		return !word(prev) || !word(next)
	case '~':
		return prev == '~' || next == '~'
	case '<':
		return next != ' ' && next < utf8.RuneSelf && next != '='
	case '&':
		return next == '#' || next == 0 || isASCIILetter(next)
	case '!':
		return next == '['
	case '{':
		return prev == '{' || next == '{'
	case '#':
		return prev == '{' // {#id} at the end of a heading
	}
	return false
}

func word(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isASCIILetter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' }

// mask returns the length of a run of asterisks that hides digits: it is no mark,
// and stays readable.
func mask(s string, prev rune) int {
	if prev < '0' || prev > '9' {
		return 0 // so that a run is counted from its beginning only
	}
	n := len(s) - len(strings.TrimLeft(s, "*"))
	if n >= 3 && n < len(s) && '0' <= s[n] && s[n] <= '9' {
		return n
	}
	return 0
}

// escapeClosing keeps marks at the end of a heading's line from closing it.
func escapeClosing(line string) string {
	trimmed := strings.TrimRight(line, "#")
	if len(trimmed) == len(line) || strings.HasSuffix(trimmed, `\`) {
		return line
	}
	return line[:len(line)-1] + `\#`
}

// address writes a web address that s begins with, and returns how much of s it
// has written; 0 where there is none. The marks in an address are no marks, and
// a backslash would end the link that it becomes.
func address(b *strings.Builder, s string, at place, prev, next rune) int {
	scheme := schemeLength(s)
	if scheme == 0 || prev < utf8.RuneSelf && word(prev) {
		return 0
	}
	n := scheme
	for n < min(len(s), maxAddress) && '!' <= s[n] && s[n] <= '~' && strings.IndexByte("\"<>`|\\", s[n]) < 0 {
		n++
	}
	// What follows at once, if it is a mark of ours, would become part of it.
	open := n == len(s) && next != 0
	whole := s[:n]
	if !at.link && !open && n < maxAddress && !strings.ContainsAny(whole, "*_~()[]{};'") && isAddress(whole) {
		b.WriteString(whole)
		return n
	}
	trimmed := strings.TrimRight(whole, `?!.,:;*_~'")]}`)
	if !at.link && !at.crowded && s[scheme-1] == '/' && n < maxAddress && isAddress(trimmed) {
		b.WriteString("<" + trimmed + ">")
		return len(trimmed)
	}
	sign := strings.IndexAny(s, ":.") // without it, it is no address
	b.WriteString(s[:sign] + `\` + s[sign:sign+1])
	return sign + 1
}

// maxAddress is the longest address that text becomes a link to. Without a bound
// each of the addresses that make up one would be read to its end.
const maxAddress = 2000

// schemeLength returns the length of what tells an address from a text.
func schemeLength(s string) int {
	for _, scheme := range []string{"https://", "http://", "www."} {
		if len(s) > len(scheme) && strings.EqualFold(s[:len(scheme)], scheme) {
			return len(scheme)
		}
	}
	return 0
}

// isAddress reports whether a link to an address would be none that is broken.
func isAddress(s string) bool {
	if s[0]|0x20 == 'w' {
		s = "http://" + s
	}
	u, err := url.Parse(s)
	return err == nil && u.Host != ""
}

// destination writes an address as the target of a link, "" for one that is
// none.
func (at place) destination(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c <= ' ', c == 0x7F, strings.IndexByte("()<>\\\"`{}|^[]", c) >= 0:
			const hex = "0123456789ABCDEF"
			b.WriteString("%" + string(hex[c>>4]) + string(hex[c&15]))
		case c == '&' && i+1 < len(s) && (s[i+1] == '#' || isASCIILetter(rune(s[i+1]))):
			b.WriteString(`\&`)
		case at.crowded && counted(rune(c)):
			b.WriteString("&#" + strconv.Itoa(int(c)) + ";")
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// caption writes the title of a picture, which is shown below it.
func caption(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if text == "" {
		return ""
	}
	return ` "` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "&", `\&`).Replace(text) + `"`
}
