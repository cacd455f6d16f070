package report

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"gongkai/generator/diag"
)

// The ledger, applications.csv: one application a row.
//
//	received,applicant,channel,outcome,closed
//	2024-03-01,natural,in_person,granted,2024-03-09
//	2024-12-20,business,letter,,
//
// received and closed are days; outcome is the key of a row of the request
// table. The last two are empty while the application is open. There is no
// column for anything personal.
//
// The ledger of a year holds what was received in it. An application carried
// over is counted from the ledger of the year in which it was received, so its
// row is completed there; an office may instead, or as well, repeat it in the
// ledger of the year in which it was closed, as it must in the first year that
// has a ledger at all. A row that stands in both is counted once: it is
// recognised by received, applicant and channel.

// application is one row.
type application struct {
	received, closed int // days, 20240301; closed 0: open
	applicant        string
	channel          string
	outcome          string
	at               place
}

// identity is what tells an application from another, as far as a ledger can tell.
type identity struct {
	received           int
	applicant, channel string
}

func (a application) identity() identity { return identity{a.received, a.applicant, a.channel} }

// openAt reports whether the application was still open when year ended.
func (a application) openAt(year int) bool { return a.closed == 0 || a.closed/10000 > year }

func ledgerColumns() []string {
	return []string{"received", "applicant", "channel", "outcome", "closed"}
}

// readLedger counts the request table from the ledgers.
func (r dataReader) readLedger(in Input) []diag.Diagnostic {
	if !r.form.statutory() {
		return []diag.Diagnostic{ledgerForm.At(diag.Pos{File: r.ledgerPath(r.Year)})}
	}
	own, found := r.parseLedger(r.Year, in.Ledger)
	before, _ := r.parseLedger(r.Year-1, in.PreviousLedger)
	after, _ := r.parseLedger(r.Year+1, in.NextLedger)
	if diag.HasErrors(found) {
		return found
	}
	own, bad := r.carryIn(own, before, in.PreviousLedger != nil)
	found = append(found, bad...)
	if in.NextLedger != nil {
		found = append(found, r.carryOut(own, after)...)
	}
	r.countLedger(own)
	return found
}

// parseLedger reads one ledger. Neighbouring ledgers are read with the same
// rules; their findings are those of their own reports.
func (r dataReader) parseLedger(year int, data []byte) ([]application, []diag.Diagnostic) {
	file := r.ledgerPath(year)
	data, found := decode(file, data)
	if found != nil || len(data) == 0 {
		return nil, found
	}
	p := ledgerParser{dataReader: r, year: year, text: newText(file, data, 1)}
	reader := csv.NewReader(bytes.NewReader(data))
	reader.FieldsPerRecord = -1
	reader.TrimLeadingSpace = true
	header := true
	for {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			p.bad(p.line(err), diag.Text{ZH: "引号不配对", EN: "unmatched quotes"}, noQuotes())
			break
		}
		line, _ := reader.FieldPos(0)
		switch {
		case header:
			header = false
			if !p.header(record, line) {
				return nil, p.all()
			}
		case !blankRecord(record):
			p.row(record, line)
		}
	}
	return p.rows, p.all()
}

func noQuotes() diag.Text {
	return diag.Text{ZH: "台账不用引号，五项之间用半角逗号", EN: "the ledger needs no quotes; separate the five values by commas"}
}

// blankRecord reports whether a record has only empty fields, as spreadsheets
// write behind the last row.
func blankRecord(record []string) bool {
	return !slices.ContainsFunc(record, func(s string) bool { return strings.TrimSpace(s) != "" })
}

// ledgerParser carries what reading rows needs.
type ledgerParser struct {
	dataReader
	findings
	year int
	text *text
	rows []application
}

// bad reports a row.
func (p *ledgerParser) bad(at place, what, advice diag.Text) { p.say(ledgerRow, at, what, advice) }

// at is the place of a whole line, the file where there is no such line.
func (p *ledgerParser) at(line int) place {
	if line < 1 || line > len(p.text.starts) {
		return place{p.text, -1, 0}
	}
	return place{p.text, p.text.starts[line-1], 0}
}

// line is where the reader stopped.
func (p *ledgerParser) line(err error) place {
	var parseError *csv.ParseError
	if errors.As(err, &parseError) {
		return p.at(parseError.Line)
	}
	return p.at(0)
}

// header checks the first line; the Chinese names are accepted.
func (p *ledgerParser) header(record []string, line int) bool {
	names := []string{"收到日期", "申请人", "渠道", "办理结果", "办结日期"}
	columns := ledgerColumns()
	for i, got := range record {
		got = strings.TrimSpace(got)
		if i < len(columns) && (strings.EqualFold(got, columns[i]) || got == names[i]) {
			continue
		}
		what := diag.Text{ZH: fmt.Sprintf("第 %d 列是“%s”", i+1, got), EN: fmt.Sprintf("column %d is %q", i+1, got)}
		p.say(ledgerHeader, p.at(line), what)
		return false
	}
	if len(record) < len(columns) {
		what := diag.Text{
			ZH: fmt.Sprintf("只有 %d 列", len(record)), EN: fmt.Sprintf("there are only %d columns", len(record)),
		}
		p.say(ledgerHeader, p.at(line), what)
		return false
	}
	return true
}

// row reads one application.
func (p *ledgerParser) row(record []string, line int) {
	at := p.at(line)
	if len(record) != len(ledgerColumns()) {
		p.bad(at, diag.Text{
			ZH: fmt.Sprintf("应有 5 项，这里是 %d 项", len(record)), EN: fmt.Sprintf("5 values expected, not %d", len(record)),
		}, noQuotes())
		return
	}
	for i := range record {
		record[i] = strings.TrimSpace(record[i])
	}
	a := application{at: at}
	ok := p.day(&a.received, record[0], at) &&
		p.word(&a.applicant, record[1], ledgerApplicants(), diag.Text{ZH: "申请人类型", EN: "kind of applicant"}, at) &&
		p.word(&a.channel, record[2], channels(), diag.Text{ZH: "渠道", EN: "channel"}, at)
	if ok && record[3] != "" {
		ok = p.word(&a.outcome, record[3], p.outcomeWords(), diag.Text{ZH: "办理结果", EN: "outcome"}, at)
	}
	if ok && record[4] != "" {
		ok = p.day(&a.closed, record[4], at)
	}
	if ok && p.sensible(a) {
		p.rows = append(p.rows, a)
	}
}

// sensible checks what the fields say together.
func (p *ledgerParser) sensible(a application) bool {
	switch {
	case (a.outcome == "") != (a.closed == 0):
		p.bad(a.at, diag.Text{ZH: "办理结果和办结日期要么都写，要么都空着", EN: "outcome and closed must both be given or both be empty"},
			diag.Text{ZH: "已办结的两项都写；未办结的两项都空着", EN: "give both once it is closed"})
	case a.closed != 0 && a.closed < a.received:
		p.bad(a.at, diag.Text{ZH: "办结日期早于收到日期", EN: "closed before it was received"},
			diag.Text{ZH: "核对两个日期", EN: "check the two days"})
	case a.received/10000 > p.year:
		p.say(ledgerLate, a.at, diag.Text{ZH: "收到得晚", EN: "was received later"}, p.year, a.received/10000)
	case a.received/10000 < p.year && !a.openAt(p.year-1):
		p.say(ledgerLate, a.at, diag.Text{ZH: "早已办结", EN: "was closed earlier"}, p.year, a.received/10000)
	default:
		return true
	}
	return false
}

// day reads a date into 20240301.
func (p *ledgerParser) day(to *int, s string, at place) bool {
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		p.bad(at, diag.Text{ZH: "“" + s + "”不是日期", EN: fmt.Sprintf("%q is not a date", s)},
			diag.Text{ZH: "日期写成 2024-03-01", EN: "write 2024-03-01"})
		return false
	}
	*to = t.Year()*10000 + int(t.Month())*100 + t.Day()
	return true
}

// word reads a key, or the label that stands for it.
func (p *ledgerParser) word(to *string, s string, known []item, what diag.Text, at place) bool {
	for _, w := range known {
		if s == w.key || s == w.label {
			*to = w.key
			return true
		}
	}
	p.bad(at, diag.Text{ZH: what.ZH + "“" + s + "”不认识", EN: fmt.Sprintf("unknown %s %q", what.EN, s)},
		nearestHint(s, keys(known)))
	return false
}

// ledgerApplicants are the six kinds of applicants, without the total.
func ledgerApplicants() []item {
	all := applicants()
	return all[:len(all)-1]
}

func channels() []item {
	return []item{{"in_person", "当面"}, {"letter", "信函"}, {"fax", "传真"}, {"web", "网络"}, {"other", "其他"}}
}

// outcomeWords are the outcomes that a row of the ledger can have, with labels
// that can stand in a cell: 予以公开, 属于国家秘密.
func (r dataReader) outcomeWords() []item {
	var words []item
	for _, row := range r.form.outcomes() {
		label, _, _ := strings.Cut(row.label, "（区分处理")
		label = strings.TrimLeft(label, "（）一二三四五六七0123456789.")
		if row.key == "other_3" {
			label = "其他处理"
		}
		words = append(words, item{row.key, label})
	}
	return words
}

// pending are applications of one ledger that were open at the end of a year, and
// that another ledger may repeat.
type pending struct {
	list  []application
	taken []bool
	known map[identity][]int // those not taken, in order
}

func newPending(all []application, year int) *pending {
	p := &pending{known: map[identity][]int{}}
	for _, a := range all {
		if a.openAt(year) {
			p.known[a.identity()] = append(p.known[a.identity()], len(p.list))
			p.list = append(p.list, a)
		}
	}
	p.taken = make([]bool, len(p.list))
	return p
}

// take returns the first one that is the same as a, and takes it away.
func (p *pending) take(a application) (same application, ok bool) {
	indexes := p.known[a.identity()]
	if len(indexes) == 0 {
		return same, false
	}
	p.known[a.identity()] = indexes[1:]
	p.taken[indexes[0]] = true
	return p.list[indexes[0]], true
}

// rest returns those that have not been taken.
func (p *pending) rest() []application {
	var list []application
	for i, a := range p.list {
		if !p.taken[i] {
			list = append(list, a)
		}
	}
	return list
}

// carryIn adds what the ledger of the year before left open and this one does
// not repeat, and reports repeated rows that it does not have.
func (r dataReader) carryIn(own, before []application, known bool) ([]application, []diag.Diagnostic) {
	open := newPending(before, r.Year-1)
	var found findings
	for _, a := range own {
		if a.received/10000 >= r.Year || !known {
			continue
		}
		was, ok := open.take(a)
		switch {
		case !ok && a.received/10000 == r.Year-1:
			found.say(ledgerNeighbour, a.at, r.Year-1, diag.Text{
				ZH: "那一本没有这一件，或者当年已经办结", EN: "it is not there, or was closed in that year",
			})
		case ok && was.closed != 0 && (was.closed != a.closed || was.outcome != a.outcome):
			found.say(ledgerNeighbour, a.at, r.Year-1, diag.Text{
				ZH: "办理结果或者办结日期不同", EN: "its outcome or closing day differs",
			})
		}
	}
	return append(slices.Clone(own), open.rest()...), found.all()
}

// carryOut reports applications that the next ledger carries over from this
// year and this one does not have open.
func (r dataReader) carryOut(own, after []application) []diag.Diagnostic {
	open := newPending(own, r.Year)
	var found findings
	for _, a := range after {
		if a.received/10000 > r.Year {
			continue
		}
		if _, ok := open.take(a); !ok && a.received/10000 == r.Year {
			found.say(ledgerNeighbour, a.at, r.Year, diag.Text{
				ZH: "那一本没有这一件，或者当年已经办结", EN: "it is not there, or was closed in that year",
			})
		}
	}
	return found.all()
}

// countLedger fills the request table: every row, zero where nothing happened.
func (r dataReader) countLedger(all []application) {
	counts := map[string]Number{}
	add := func(row, column string) {
		counts[requestName(row, column)] += one
		counts[requestName(row, requestsTotal)] += one
	}
	for _, a := range all {
		switch {
		case a.received/10000 == r.Year:
			add("new", a.applicant)
		default:
			add("carried_in", a.applicant)
		}
		if a.openAt(r.Year) {
			add("carried_out", a.applicant)
			continue
		}
		add(a.outcome, a.applicant)
		add(requestsTotal, a.applicant)
	}
	pos := diag.Pos{File: r.ledgerPath(r.Year)}
	for _, row := range r.form.requests {
		for _, c := range applicants() {
			name := requestName(row.key, c.key)
			r.figures.add(Figure{Name: name, Label: row.label + "·" + c.label, Value: counts[name], Pos: pos, Form: true})
		}
	}
}
