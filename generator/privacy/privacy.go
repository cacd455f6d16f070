// Package privacy finds personal data and secrecy marks in text, before it goes out.
//
// A [Finder] holds what is the same for a whole site, and a [Reader] looks through one
// document. It is given one [Passage] after another, a paragraph or a row of a table, and
// returns the [Hit]s in it:
//
//	finder := privacy.New(privacy.Settings{Today: day, Office: []string{"13800000000"}})
//	reader := finder.Reader()
//	for _, cells := range rows {
//		for _, hit := range reader.Find(privacy.Passage{Cells: cells, Heads: heads}) {
//			findings = append(findings, hit.At(place(hit.From)))
//		}
//	}
//
// # Runs, and what they are
//
// There is no regular expression here: six alternatives of one read 7 MB/s. One loop over
// the bytes stops at what may be a digit; from there on a run is read: digits of any kind
// (full width, mathematical, circled, superscript, those of other scripts), with what may
// stand inside a number without ending it: blanks of any kind, hyphens, underscores, dots, line breaks,
// the borders of cells, the end of a passage, and characters of no width. Only then is it
// asked what the run is: first each piece of it that stands by itself, then pieces that
// stand side by side. How surely a number is what it seems to be decides what is asked for:
//
//	a resident ID of 18      its date and check digit are enough, however it is divided
//	a mobile number          eleven digits in one piece, or divided as people do it (3-4-4);
//	                         divided otherwise: a word or a name beside it
//	a bank card              the check digit, and the prefix of an issuer or a word beside it
//	everything else          a word beside it
//
// A word is beside a number when it stands shortly before or behind it, is the head of its
// column or the cell before it.
//
// # What is not found
//
// Numbers in words, in pictures; numbers that are divided by anything but the above, as by
// letters or by other text; those of which a digit is missing. Chinese numerals (一三八…), digits with
// a mark (⑴⑶⑻…), and letters that look like 0 and 1, are taken for digits where nothing divides them, in a
// resident ID with a right check digit and in a mobile number that is said to be one.
// A number that is divided between two rows of a table is found where the last cell of one
// and the first of the other hold it.
//
// # Values
//
// A hit never hands out what it has found: [Hit.Masked] is what may be shown, and
// [Hit.Sum] is what a waiver is known by.
//
// privacy knows nothing of files, pages and Markdown.
package privacy

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// Settings is what is the same for all documents of a site.
type Settings struct {
	// Today is the day as of which births lie in the past.
	Today time.Time
	// Office are numbers that the office has made public itself, in any form: hotlines,
	// mobile numbers of an office, accounts for payment. They are never found.
	Office []string
}

// Finder finds what may not go out. It may be used by several goroutines.
type Finder struct {
	today      int // as 20261126
	office     map[string]bool
	conditions *words
	homes      *words
}

// New returns a finder.
func New(s Settings) *Finder {
	f := &Finder{today: s.Today.Year()*10000 + int(s.Today.Month())*100 + s.Today.Day(), office: map[string]bool{}, conditions: newWords(wordsOfCondition), homes: newWords(wordsOfHome)}
	for _, number := range s.Office {
		f.office[strings.TrimPrefix(digitsOf(number), "86")] = true
	}
	return f
}

// Passage is what is looked through at once: a paragraph, which is one cell, or a row of
// a table.
type Passage struct {
	Cells []string
	// Heads are the heads of the columns, where they are known. It may be shorter than
	// Cells.
	Heads []string
	// First says that the passage is among the first lines of a document, where marks of
	// secrecy stand.
	First bool
	// Named says that the passage is the name of a file, of which the parts between
	// hyphens stand by themselves: 0007-13800000000.
	Named bool
	// Quoted says that the passage is what a message quotes: a number that may be
	// somebody's counts, whatever stands beside it.
	Quoted bool
}

// Place is a place in what a reader was given.
type Place struct {
	// Passage is 0 for the passage given last, and -1 for the one before it.
	Passage int
	Cell    int
	Offset  int // in bytes
}

// compare orders places.
func (p Place) compare(q Place) int {
	return cmp.Or(cmp.Compare(p.Passage, q.Passage), cmp.Compare(p.Cell, q.Cell), cmp.Compare(p.Offset, q.Offset))
}

// Hit is something found.
type Hit struct {
	Rule *diag.Rule
	// From is where it begins, To is behind its end. A number that is divided may begin
	// in an earlier cell or in the passage before.
	From, To Place
	// Masked is what may be shown of it, and what may stand in its place.
	Masked string
	// Maskable says that putting Masked in its place mends what is wrong. A mark of
	// secrecy is nothing that can be masked away.
	Maskable bool

	value string // in canonical form; see Sum
	args  []any  // of the rule's message, behind Masked
}

// At makes the finding. What pos quotes of the source is veiled.
func (h Hit) At(pos diag.Pos) diag.Diagnostic {
	pos.Source = veiled(pos, h.Maskable)
	return h.Rule.At(pos, append([]any{h.Masked}, h.args...)...)
}

// Sum identifies the value under a key, in hexadecimal digits: the same number has the
// same sum in whatever form it is written. Without the key, no one can try all numbers
// to see which has a given sum.
func (h Hit) Sum(key []byte) string { return Sum(key, h.Rule.Code, h.value) }

// Sum is what identifies a value that a rule is about, under a key: 64 hexadecimal digits.
func Sum(key []byte, rule, value string) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(rule + "\x00" + value))
	return hex.EncodeToString(mac.Sum(nil))
}

// IsResident reports whether it is the number of a resident, with the check digit that it
// must have: hardly any other number is one by chance.
func (h Hit) IsResident() bool { return h.Rule == ruleResident }

// Divided reports whether the value lies in more than one cell, so that nothing that is
// put in the place of one piece of text mends it.
func (h Hit) Divided() bool { return h.From.Passage != h.To.Passage || h.From.Cell != h.To.Cell }

// String returns what may be shown: no log has the value by mistake.
func (h Hit) String() string { return h.Rule.Code + " " + h.Masked }

// GoString does the same for %#v.
func (h Hit) GoString() string { return h.String() }

// HasNumber reports whether anything in a text can be a digit of what is found.
func HasNumber(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return isDigit(r) || numeral(r) >= 0 })
}

// Mask returns a cell with everything in it that can be masked being so.
func Mask(text string, cell int, hits []Hit) string {
	var b strings.Builder
	done := 0
	for _, h := range hits {
		if h.Maskable && !h.Divided() && h.From.Passage == 0 && h.From.Cell == cell && h.From.Offset >= done {
			b.WriteString(text[done:h.From.Offset])
			b.WriteString(h.Masked)
			done = h.To.Offset
		}
	}
	b.WriteString(text[done:])
	return b.String()
}

// Reader looks through one document.
type Reader struct {
	finder *Finder
	p      Passage
	before string // the last cell of the passage before
	run    []digit
	taken  int // how many digits of the run belong to hits, or can belong to none
	open   join
	serial bool // among the first lines is the number of a copy
	hits   []Hit
	row    rowFacts
}

// Reader returns a reader for a document.
func (f *Finder) Reader() *Reader { return &Reader{finder: f} }

// Reset begins another document.
func (r *Reader) Reset() { *r = Reader{finder: r.finder, run: r.run[:0]} }

// Find returns what is in the next passage of the document, in the order of its text. A
// number that began in the passage before is found with the passage in which it ends.
func (r *Reader) Find(p Passage) []Hit {
	r.p, r.hits, r.row = p, nil, rowFacts{}
	for cell, text := range p.Cells {
		r.lines(cell, text)
		numerals(r, cell, text)
		r.scan(cell, text)
	}
	r.leave()
	if len(p.Cells) > 1 {
		r.wholeRow()
	}
	if len(r.hits) < 2 { // as for nearly all
		return r.hits
	}
	slices.SortStableFunc(r.hits, func(a, b Hit) int { return a.From.compare(b.From) })
	r.hits = slices.CompactFunc(r.hits, func(a, b Hit) bool { return a.Rule == b.Rule && a.From == b.From })
	return r.hits
}

// veiled returns what a finding quotes, without numbers of five digits and more, and, if
// the place is that of something to be masked, without that.
func veiled(pos diag.Pos, whole bool) string {
	text := []rune(pos.Source)
	for i := 0; i < len(text); {
		j := i
		for j < len(text) && (isDigit(text[j]) || joinOf(text[j]) != 0 || isIgnorable(text[j])) {
			j++
		}
		if j-i >= 5 {
			veil(text[i:j])
		}
		i = max(j, i+1)
	}
	if from := pos.Column - 1 - pos.Skipped; whole && from >= 0 && from < len(text) {
		veil(text[from:min(len(text), from+pos.Width)])
	}
	return string(text)
}

// veil replaces characters by others of the same width, so that a caret below them stays
// where it is.
func veil(text []rune) {
	for i, r := range text {
		switch {
		case r < utf8.RuneSelf && joinOf(r) != 0:
		case r < utf8.RuneSelf:
			text[i] = '*'
		case isDigit(r) || joinOf(r) == 0 && !isIgnorable(r):
			text[i] = '＊'
		}
	}
}
