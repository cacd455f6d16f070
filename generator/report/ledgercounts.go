package report

import (
	"strings"

	"gongkai/generator/diag"
)

// The counts of a ledger, applications.toml: the table of requests, as in figures.toml, as
// it was counted of an applications.csv that is kept elsewhere.
//
//	[requests]
//	new = [1, 0, 0, 0, 0, 0, 1]
//	…
//
// An archive has it in the place of a ledger, in which single applications could be
// recognised. Nobody can tell whether the ledger has these numbers: that is said (RP075).
// The ledger itself, where it is there too, is what counts.

// LedgerCountsFile is the name of the file beside index.md.
const LedgerCountsFile = "applications.toml"

// LedgerCounts returns applications.toml for the table of requests of the report.
func (r *Report) LedgerCounts() []byte {
	s := skeleton{form: r.form, given: map[string]string{}}
	s.line("# 由台账 %s 统计，台账留在原单位", LedgerFile)
	for _, row := range r.form.requests {
		for _, c := range applicants() {
			name := requestName(row.key, c.key)
			s.given[name] = r.figures.value(name).String()
		}
	}
	s.requestRows()
	return s.b.Bytes()
}

// readLedgerCounts reads the table of requests from applications.toml; had says that there
// is that file, and no ledger.
func (r dataReader) readLedgerCounts(in Input) (had bool, found []diag.Diagnostic) {
	if in.LedgerCounts == nil || in.Ledger != nil || !r.form.statutory() {
		return false, nil
	}
	file := strings.TrimSuffix(r.ledgerPath(r.Year), LedgerFile) + LedgerCountsFile
	root, found := parseTree(file, in.LedgerCounts)
	if root == nil {
		r.incomplete = true
		return true, found
	}
	reader := &figureReader{report: r.Report, root: root}
	reader.unknown(root, "applications", []string{tableRequests})
	if table := reader.statutoryTable(root, tableRequests, true); table != nil {
		reader.readRows(table, rowKeys(r.form.requests), applicants(), requestName)
		reader.say(ledgerElsewhere, table.at, r.Year)
	}
	return true, append(found, reader.all()...)
}
