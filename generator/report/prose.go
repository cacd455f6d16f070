package report

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Prose is read for its numbers: a statement such as
//
//	全年共收到申请{{requests.new.total}}件，其中自然人2件、商业企业1件。
//
// is three quantities, each with its unit, the words that lead up to it, and
// whether it was typed or referred to. Headings, tables, code and the addresses
// of links are not statements.

// quantity is a number with a unit in prose.
type quantity struct {
	value    Number
	known    bool   // false for a reference without a value here, and for a vague number
	decimals int    // as typed
	unit     string // 件, 条, % …
	vague    string // the word that makes it inexact: 余, 多, 约; ""
	figure   string // the name referred to; "" where the number was typed
	lead     string // what the clause says before it, since the last number
	clause   string // the whole clause, for one with a single number
	between  string // everything since the last number of the sentence
	depth    int    // how many parentheses it stands in
	offset   int    // bytes of the body
	length   int
}

// sentence is the quantities of one sentence, in order.
type sentence []quantity

// units are the measure words that follow a figure, longest first.
func units() []string {
	return []string{
		"人次", "万元", "条", "件", "份", "次", "期", "人", "名", "篇", "个", "项", "宗", "起", "家", "场", "例", "班",
		"页", "元", "%", "％",
	}
}

// exactUnits are those whose numbers count things: an amount or a percentage
// may be rounded, a count may not (R16).
func exactUnit(unit string) bool { return unit != "" && !strings.Contains("页元万元%％", unit) }

// blocks calls visit with the stretches of the body that are running text, as
// byte offsets: paragraphs and list items, without headings, tables, code.
func (t *text) blocks(visit func(start, end int)) {
	start, fence := -1, ""
	flush := func(end int) {
		if start >= 0 {
			visit(start, end)
		}
		start = -1
	}
	for i, begin := range t.starts {
		end := len(t.data)
		if i+1 < len(t.starts) {
			end = t.starts[i+1] - 1
		}
		line := strings.TrimSpace(string(t.data[begin:end]))
		mark := fenceMark(line)
		switch {
		case fence != "":
			if mark != "" && strings.HasPrefix(mark, fence) {
				fence = ""
			}
		case mark != "":
			flush(begin)
			fence = mark
		case line == "", strings.HasPrefix(line, "#"), strings.HasPrefix(line, "|"), strings.HasPrefix(line, "[^"):
			flush(begin)
		case start < 0 || isListItem(line):
			flush(begin)
			start = begin
		}
	}
	flush(len(t.data))
}

// fenceMark returns the ``` or ~~~ with which a line begins, "" without.
func fenceMark(line string) string {
	for _, c := range []string{"`", "~"} {
		if strings.HasPrefix(line, c+c+c) {
			return line[:len(line)-len(strings.TrimLeft(line, c))]
		}
	}
	return ""
}

// isListItem reports whether a line begins an item of a Markdown list.
func isListItem(line string) bool {
	if strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "* ") || strings.HasPrefix(line, "+ ") {
		return true
	}
	rest := strings.TrimLeft(line, "0123456789")
	return rest != line && (strings.HasPrefix(rest, ". ") || strings.HasPrefix(rest, ") "))
}

// scanner reads the quantities of one block.
type scanner struct {
	report    *Report
	data      []byte
	base      int // offset of data in the body
	sentences []sentence
	current   sentence
	clause    strings.Builder // since the clause began
	lead      strings.Builder // since the last number of the clause
	between   strings.Builder // since the last number of the sentence
	first     int             // index in current of the clause's first quantity
	depth     int
}

// sentences reads all quantities of the body.
func (r proseCheck) sentences() []sentence {
	var list []sentence
	r.body.blocks(func(start, end int) {
		s := scanner{report: r.Report, data: r.body.data[start:end], base: start}
		s.run()
		list = append(list, s.sentences...)
	})
	return list
}

func (s *scanner) run() {
	for i := 0; i < len(s.data); {
		switch {
		case bytes.HasPrefix(s.data[i:], []byte("](")):
			i += skipAddress(s.data[i:])
		case bytes.HasPrefix(s.data[i:], []byte("{{")):
			i += s.reference(i)
		case isDigit(s.data[i:]) && !endsInWord(s.lead.String()):
			i += s.number(i)
		default:
			r, size := utf8.DecodeRune(s.data[i:])
			s.char(r)
			i += size
		}
	}
	s.endSentence()
}

// skipAddress returns the length of `](address)`.
func skipAddress(data []byte) int {
	if end := bytes.IndexAny(data, ")\n"); end >= 0 {
		return end + 1
	}
	return len(data)
}

// char takes one character that is not part of a number.
func (s *scanner) char(r rune) {
	switch r {
	case '\n', '*', '`', '~', '\\', ' ', '\u3000':
		return // line ends, marks of emphasis and blanks say nothing
	case '。', '！', '？', '!', '?':
		s.endSentence()
		return
	case '，', ',', '；', ';', '、', '：', ':':
		s.between.WriteRune(r)
		s.endClause()
		return
	case '（', '(':
		s.endClause()
		s.depth++
	case '）', ')':
		s.endClause()
		s.depth = max(s.depth-1, 0)
	}
	s.clause.WriteRune(r)
	s.lead.WriteRune(r)
	s.between.WriteRune(r)
}

func (s *scanner) endClause() {
	if len(s.current)-s.first == 1 {
		s.current[s.first].clause = s.clause.String()
	}
	s.first = len(s.current)
	s.clause.Reset()
	s.lead.Reset()
}

func (s *scanner) endSentence() {
	s.endClause()
	if len(s.current) > 0 {
		s.sentences = append(s.sentences, s.current)
	}
	s.current, s.first, s.depth = nil, 0, 0
	s.between.Reset()
}

// reference reads {{name}} and returns its length.
func (s *scanner) reference(i int) int {
	m := reference.FindSubmatchIndex(s.data[i:])
	if m == nil {
		return 2
	}
	name := string(s.data[i+m[2] : i+m[3]])
	q := quantity{figure: name, offset: s.base + i, length: m[1]}
	if f, ok := s.report.Figure(name); ok {
		q.value, q.known = f.Value, true
	}
	unit := s.unit(i+m[1], &q)
	s.add(q)
	return m[1] + unit
}

// number reads a typed number and returns its length. Years, ordinals and
// numbers without a unit are read over.
func (s *scanner) number(i int) int {
	m := typed.FindIndex(s.data[i:])
	literal := narrow(string(s.data[i : i+m[1]]))
	q := quantity{offset: s.base + i, length: m[1]}
	v, ok := parseNumber(strings.ReplaceAll(literal, ",", ""))
	q.value, q.known = v, ok
	if _, fraction, found := strings.Cut(literal, "."); found {
		q.decimals = min(len(fraction), places)
	}
	unit := s.unit(i+m[1], &q)
	if q.unit == "" {
		s.lead.WriteString(literal)
		s.between.WriteString(literal)
		s.clause.WriteString(literal)
		return m[1]
	}
	for _, word := range []string{"将近", "大约", "约", "近", "超过"} {
		if q.vague == "" && strings.HasSuffix(s.lead.String(), word) && exactUnit(q.unit) {
			q.vague = word
		}
	}
	s.add(q)
	return m[1] + unit
}

// unit reads the measure word behind a number, with what makes it vague, and
// returns how long they are.
func (s *scanner) unit(i int, q *quantity) int {
	rest := string(s.data[i:min(i+16, len(s.data))])
	trimmed := strings.TrimLeft(rest, " \u3000*")
	length := len(rest) - len(trimmed)
	for _, word := range []string{"余", "多"} {
		if after, ok := strings.CutPrefix(trimmed, word); ok {
			q.vague, trimmed = word, after
			length += len(word)
			break
		}
	}
	for _, u := range units() {
		if strings.HasPrefix(trimmed, u) {
			q.unit = strings.ReplaceAll(u, "％", "%")
			length += len(u)
			if exactUnit(q.unit) && strings.HasPrefix(trimmed[len(u):], "多") {
				q.vague = "多"
			}
			if exactUnit(q.unit) && strings.HasPrefix(trimmed[len(u):], "左右") {
				q.vague = "左右"
			}
			break
		}
	}
	if !exactUnit(q.unit) {
		q.vague = ""
	}
	q.length += length
	return length
}

// add ends the words before a quantity and keeps it.
func (s *scanner) add(q quantity) {
	q.lead, q.between, q.depth = s.lead.String(), s.between.String(), s.depth
	s.current = append(s.current, q)
	s.lead.Reset()
	s.between.Reset()
}

var (
	// reference matches a reference to a figure, at the beginning of a text only:
	// {{training.people}}.
	reference = regexp.MustCompile(`^\{\{[ \t]*([a-z][a-z0-9_.\-]*)[ \t]*\}\}`)
	// typed matches a number as typed, also with full-width digits and with
	// commas between thousands.
	typed = regexp.MustCompile(`^(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9０-９]+)(?:[.．][0-9０-９]+)?`)
)

// isDigit reports whether data begins with a digit, half or full width.
func isDigit(data []byte) bool {
	r, _ := utf8.DecodeRune(data)
	return '0' <= r && r <= '9' || '０' <= r && r <= '９'
}

// endsInWord reports whether text ends in a Latin letter or a digit, so that a
// digit behind it is part of a name: A4, ISO9001.
func endsInWord(text string) bool {
	if text == "" {
		return false
	}
	c := text[len(text)-1]
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_'
}

// narrow replaces full-width digits and points.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case '０' <= r && r <= '９':
			return r - '０' + '0'
		case r == '．':
			return '.'
		}
		return r
	}, s)
}

// pos is where a quantity stands.
func (r proseCheck) at(q quantity) place { return place{r.body, q.offset, q.length} }

// spelled is a quantity as it is named in a message: 5件.
func (q quantity) spelled() string { return q.value.String() + q.unit }
