package report

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/width"

	"gongkai/generator/diag"
	"gongkai/generator/suggest"
)

// The ledger, applications.csv: one application a row.
//
//	received,applicant,channel,outcome,closed
//	2024-03-01,natural,in_person,granted,2024-03-09
//	2024-12-20,business,letter,,
//
// It is read as a spreadsheet saves it, too: in GBK or UTF-16, with tabs or
// semicolons, with Chinese headings in any order, 2024/3/1 or 45352 for a day.
// received and closed are days; outcome is the key of a row of the request
// table. The last two are empty while the application is open. Two more columns
// may be there, for the time in which an answer is due: corrected, the day on which
// the applicant has completed it, and extended, the day on which he was told that
// the answer takes longer. There is no column for anything personal.
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
	// corrected and extended are days, too; 0: it was not.
	corrected, extended int
	applicant           string
	channel             string
	outcome             string
	at                  place
}

// identity is what tells an application from another, as far as a ledger can tell.
type identity struct {
	received           int
	applicant, channel string
}

func (a application) identity() identity { return identity{a.received, a.applicant, a.channel} }

// openAt reports whether the application was still open when year ended.
func (a application) openAt(year int) bool { return a.closed == 0 || a.closed/10000 > year }

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
	return r.parseLedgerFile(r.ledgerPath(year), year, data)
}

// CheckLedger reads a ledger that is in a file of another name still, and reports what
// would be wrong with it as the ledger of the report. Those of other years are not
// looked at: they may come later.
func (in Input) CheckLedger(file string) []diag.Diagnostic {
	_, found := in.ledgerReader().parseLedgerFile(file, in.Year, in.Ledger)
	return found
}

// ledgerReader makes what reads a ledger by itself.
func (in Input) ledgerReader() dataReader {
	f, ok := formOf(in.Form)
	if !ok {
		f, _ = formOf(formFor(in.Year))
	}
	return dataReader{&Report{Year: in.Year, path: in.Path, form: f}}
}

// OpenApplications visits those applications of the ledger that are open: the line on
// which each stands, the day from which the time for the answer counts, and whether that
// was extended. One that the ledger of the next year repeats is told of there. It returns
// what is wrong with the ledger: lines that cannot be read are not visited.
func (in Input) OpenApplications(file string, visit func(line int, from time.Time, extended bool)) []diag.Diagnostic {
	r := in.ledgerReader()
	rows, found := r.parseLedgerFile(file, in.Year, in.Ledger)
	open := newPending(rows, in.Year)
	after, _ := r.parseLedger(in.Year+1, in.NextLedger)
	for _, a := range after {
		open.take(a)
	}
	for _, a := range open.rest() {
		if a.closed == 0 {
			day := max(a.received, a.corrected)
			visit(a.at.pos().Line, time.Date(day/10000, time.Month(day/100%100), day%100, 0, 0, 0, 0, time.UTC), a.extended != 0)
		}
	}
	return found
}

// parseLedgerFile reads the ledger of a year from the file of that name.
func (r dataReader) parseLedgerFile(file string, year int, data []byte) ([]application, []diag.Diagnostic) {
	data, found := decodeSheet(file, data)
	if found != nil || data == nil {
		return nil, found
	}
	p := ledgerParser{dataReader: r, year: year, text: newText(file, data, 1)}
	reader := csv.NewReader(bytes.NewReader(data))
	reader.Comma = separator(data)
	reader.FieldsPerRecord = -1
	reader.TrimLeadingSpace = reader.Comma != '\t'
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
		case header && (blankRecord(record) || p.aboveHeader(record)):
		case header:
			header = false
			if !p.header(record, line) {
				return nil, p.all()
			}
		case !blankRecord(record) && !p.total(record, line):
			p.row(record, line)
		}
	}
	if header && len(p.all()) == 0 {
		return nil, []diag.Diagnostic{ledgerEmpty.At(diag.Pos{File: file})}
	}
	return p.rows, p.all()
}

// decodeSheet returns a file as a spreadsheet saves it as UTF-8: Excel for China
// writes CSV in GBK, and 「Unicode 文本」 in UTF-16. Each row is checked for what
// it says, so that a wrong guess could not go unnoticed.
func decodeSheet(file string, data []byte) ([]byte, []diag.Diagnostic) {
	switch enc, _, _ := diag.Detect(file, bytes.TrimPrefix(data, bom)); enc {
	case diag.GBK:
		if text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data); err == nil {
			data = text
		}
	case diag.UTF16:
		order := unicode.LittleEndian
		if found, ok := diag.UTF16Order(data); ok && found == binary.BigEndian {
			order = unicode.BigEndian
		}
		if text, err := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(data); err == nil {
			data = text
		}
	}
	return decode(file, data)
}

// separator returns what stands between the values of a ledger: a comma, or what
// there is more of on the first line.
func separator(data []byte) rune {
	first, _, _ := bytes.Cut(data, []byte{'\n'})
	best := ','
	for _, r := range "\t;" {
		if bytes.Count(first, []byte(string(r))) > bytes.Count(first, []byte(string(best))) {
			best = r
		}
	}
	return best
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
	year    int
	text    *text
	columns []int // of the file, by value
	chinese bool  // the header is in Chinese
	above   int   // lines of a title
	counted int   // rows, those with mistakes among them
	rows    []application
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

// ledgerNames are the names of the columns that people use, by column.
func ledgerNames() [][]string {
	return [][]string{
		{"received", "收到日期", "收到时间", "收到申请日期", "收到申请时间", "申请日期", "申请时间", "受理日期", "受理时间", "收件日期", "收件时间", "登记日期"},
		{"applicant", "申请人", "申请人类型", "申请人类别", "申请主体", "申请人性质", "申请人身份"},
		{"channel", "渠道", "申请渠道", "申请方式", "接收渠道", "收到方式", "提交方式", "申请途径", "方式"},
		{"outcome", "办理结果", "处理结果", "答复结果", "答复类型", "答复情况", "办理情况", "办理类型", "结果"},
		{"closed", "办结日期", "办结时间", "答复日期", "答复时间"},
		{"corrected", "补正日期", "补正收到日期", "收到补正日期", "补正时间"},
		{"extended", "延期日期", "延长日期", "延期告知日期", "延期时间"},
	}
}

// neededColumns is how many of the columns must be there, the first of them.
const neededColumns = 5

// rowNumber are names of a column that counts the rows, and is left out.
func rowNumber() []string { return []string{"序号", "编号", "no", "no."} }

// aboveHeader reports whether a record is part of what stands above the header: a title, and
// who has filled the ledger in.
func (p *ledgerParser) aboveHeader(record []string) bool {
	const most, values = 3, 2
	names, n := ledgerNames(), 0
	for _, s := range record {
		if strings.TrimSpace(s) == "" {
			continue
		}
		if n++; n > values || columnOf(names, s) >= 0 || strings.ContainsAny(s, ",;\t") {
			return false
		}
	}
	p.above++
	return p.above <= most
}

// columnOf returns which column a heading names, -1 where it names none.
func columnOf(names [][]string, heading string) int {
	heading = strings.ToLower(strings.Join(strings.Fields(heading), ""))
	return slices.IndexFunc(names, func(known []string) bool { return slices.Contains(known, heading) })
}

// total reports whether a record is the line of totals that spreadsheets have at the end.
// One that gives another number than that of the rows above is a mistake.
func (p *ledgerParser) total(record []string, line int) bool {
	values := slices.DeleteFunc(slices.Clone(record), func(s string) bool { return strings.TrimSpace(s) == "" })
	label := strings.Join(strings.Fields(values[0]), "")
	if !slices.Contains([]string{"合计", "总计", "共计", "总数"}, strings.TrimRight(label, "：:")) {
		p.counted++
		return false
	}
	for _, s := range values[1:] {
		if n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(s), "件")); err == nil && n != p.counted {
			p.bad(p.at(line), diag.Text{ZH: fmt.Sprintf("合计写的是 %d，上面有 %d 件", n, p.counted), EN: fmt.Sprintf("the total is given as %d, and %d applications stand above", n, p.counted)},
				diag.Text{ZH: "核对有没有漏掉的行；合计由程序统计，这一行可以删去", EN: "see whether a row is missing; the total is counted, and this row can go"})
			return true
		}
	}
	return true
}

// header finds out from the first line which value stands in which column. No
// column may be there that is not known: it could hold what is nobody's business.
func (p *ledgerParser) header(record []string, line int) bool {
	names := ledgerNames()
	p.columns = make([]int, len(names))
	for i := range p.columns {
		p.columns[i] = -1
	}
	var unknown []int
	for i, heading := range record {
		got := strings.ToLower(strings.Join(strings.Fields(heading), ""))
		switch at := columnOf(names, heading); {
		case got == "" && blankRecord(record[i:]), slices.Contains(rowNumber(), got):
		case at < 0 || p.columns[at] >= 0:
			unknown = append(unknown, i)
		default:
			p.columns[at] = i
			p.chinese = p.chinese || got != names[at][0]
		}
	}
	if len(unknown) > 0 {
		p.unknown(record, unknown, line)
		return false
	}
	if missing := slices.Index(p.columns[:neededColumns], -1); missing >= 0 {
		what := diag.Text{ZH: "没有“" + names[missing][1] + "”一列", EN: "there is no column " + names[missing][0]}
		p.say(ledgerHeader, p.at(line), what, diag.Text{})
		return false
	}
	return true
}

// unknown reports columns that a ledger does not have, the first of them, with the names
// that were meant.
func (p *ledgerParser) unknown(record []string, columns []int, line int) {
	var free []string // names of the columns that were not found
	for i, known := range ledgerNames() {
		if p.columns[i] < 0 {
			free = append(free, known[1:]...)
		}
	}
	const most = 5
	var what, advice diag.Text
	for n, i := range columns[:min(len(columns), most)] {
		got := strings.Join(strings.Fields(record[i]), "")
		if n > 0 {
			what.ZH, what.EN = what.ZH+"，", what.EN+", "
		}
		what.ZH, what.EN = what.ZH+fmt.Sprintf("第 %d 列是“%s”", i+1, got), what.EN+fmt.Sprintf("column %d is %q", i+1, got)
		if near := suggest.Nearest(got, free); near != "" {
			advice.ZH, advice.EN = advice.ZH+fmt.Sprintf("第 %d 列改为 %s；", i+1, near), advice.EN+fmt.Sprintf("call column %d %s; ", i+1, near)
		} else {
			advice.ZH, advice.EN = advice.ZH+fmt.Sprintf("删去第 %d 列；", i+1), advice.EN+fmt.Sprintf("delete column %d; ", i+1)
		}
	}
	p.say(ledgerHeader, p.at(line), what, advice)
}

// row reads one application.
func (p *ledgerParser) row(record []string, line int) {
	at := p.at(line)
	last := slices.Max(p.columns)
	if len(record) <= last || !blankRecord(record[last+1:]) {
		p.bad(at, diag.Text{
			ZH: fmt.Sprintf("应有 %d 项，这里是 %d 项", last+1, len(record)), EN: fmt.Sprintf("%d values expected, not %d", last+1, len(record)),
		}, noQuotes())
		return
	}
	var values [7]string
	for i, column := range p.columns {
		if column >= 0 {
			values[i] = strings.TrimSpace(record[column])
		}
	}
	a := application{at: at}
	ok := p.day(&a.received, values[0], at) // all mistakes of a row are told
	ok = p.word(&a.applicant, values[1], ledgerApplicants(), diag.Text{ZH: "申请人类型", EN: "kind of applicant"}, at) && ok
	ok = p.word(&a.channel, values[2], channels(), diag.Text{ZH: "渠道", EN: "channel"}, at) && ok
	if values[3] != "" {
		ok = p.word(&a.outcome, values[3], p.outcomeWords(), diag.Text{ZH: "办理结果", EN: "outcome"}, at) && ok
	}
	for i, day := range []*int{&a.closed, &a.corrected, &a.extended} {
		if s := values[4+i]; s != "" {
			ok = p.day(day, s, at) && ok
		}
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
	case a.corrected != 0 && a.corrected < a.received, a.extended != 0 && a.extended < a.received:
		p.bad(a.at, diag.Text{ZH: "补正或者延期的日期早于收到日期", EN: "completed or extended before it was received"},
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

// The days of a ledger: as they are written, and as Excel writes and keeps them.
var (
	writtenDay = regexp.MustCompile(`^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$`)
	compactDay = regexp.MustCompile(`^((?:19|20)\d{2})(\d{2})(\d{2})$`)
	serialDay  = regexp.MustCompile(`^([2-7]\d{4})(?:\.\d+)?$`)
)

// day reads a date into 20240301.
func (p *ledgerParser) day(to *int, s string, at place) bool {
	narrow := width.Narrow.String(s)
	m := writtenDay.FindStringSubmatch(narrow)
	if m == nil {
		m = compactDay.FindStringSubmatch(narrow)
	}
	var t time.Time
	switch n := serialDay.FindStringSubmatch(narrow); {
	case m != nil:
		t = dayOf(m[1], m[2], m[3])
	case n != nil:
		t = dayOf("1899", "12", "30").AddDate(0, 0, digitsOf(n[1]))
	}
	switch {
	case t.IsZero() && m != nil:
		p.bad(at, diag.Text{ZH: "没有“" + s + "”这一天", EN: fmt.Sprintf("there is no day %q", s)},
			diag.Text{ZH: "核对原来的登记", EN: "look it up"})
		return false
	case t.IsZero():
		p.bad(at, diag.Text{ZH: "“" + s + "”不是日期", EN: fmt.Sprintf("%q is not a date", s)},
			diag.Text{ZH: "日期写成 2024-03-01", EN: "write 2024-03-01"})
		return false
	}
	*to = t.Year()*10000 + int(t.Month())*100 + t.Day()
	return true
}

// dayOf returns a day, the zero time where there is none of that date.
func dayOf(year, month, day string) time.Time {
	t := time.Date(digitsOf(year), time.Month(digitsOf(month)), digitsOf(day), 0, 0, 0, 0, time.UTC)
	if t.Day() != digitsOf(day) || int(t.Month()) != digitsOf(month) {
		return time.Time{}
	}
	return t
}

// digitsOf is the value of a few digits.
func digitsOf(digits string) int {
	n, _ := strconv.Atoi(digits) // the patterns have nothing but digits
	return n
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
