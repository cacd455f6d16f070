package report

import (
	"strings"
	"testing"
)

// ledgerReport counts a report of 2023 from ledgers.
func ledgerReport(t *testing.T, own, previous, next string) *Report {
	t.Helper()
	in := skeletonInput(t, 2023, nil)
	in.Body = filled(in.Body)
	in.Figures = withoutRequests(in.Figures)
	const header = "received,applicant,channel,outcome,closed\n"
	in.Ledger = []byte(header + own)
	if previous != "" {
		in.PreviousLedger = []byte(header + previous)
	}
	if next != "" {
		in.NextLedger = []byte(header + next)
	}
	r, found := Parse(in)
	if len(found) > 0 {
		t.Fatal(printed(found, "zh"))
	}
	return r
}

// wantRows compares the rows of the request table that are not zero.
func wantRows(t *testing.T, r *Report, want map[string]string) {
	t.Helper()
	for _, row := range r.form.requests {
		var cells []string
		zero := true
		for _, c := range applicants() {
			f, ok := r.Figure(requestName(row.key, c.key))
			if !ok {
				t.Fatalf("no figure %s.%s", row.key, c.key)
			}
			zero = zero && f.Value == 0
			cells = append(cells, f.Value.String())
		}
		got := strings.Join(cells, " ")
		if zero {
			got = ""
		}
		if got != want[row.key] {
			t.Errorf("%s = %q, want %q", row.key, got, want[row.key])
		}
	}
}

func TestLedgerCountsTheTable(t *testing.T) {
	r := ledgerReport(t, `2023-01-05,natural,in_person,granted,2023-01-09
2023-02-05,自然人,信函,deny_4,2023-03-01
2023-03-05,business,web,其他处理,2023-03-08
2023-11-05,legal,fax,partial,2024-01-02
2023-12-31,natural,other,,
`, "", "")
	wantRows(t, r, map[string]string{
		"new":         "3 1 0 0 1 0 5",
		"granted":     "1 0 0 0 0 0 1",
		"deny_4":      "1 0 0 0 0 0 1",
		"other_3":     "0 1 0 0 0 0 1",
		"total":       "2 1 0 0 0 0 3",
		"carried_out": "1 0 0 0 1 0 2",
	})
}

// What the ledger before left open is carried in, whether or not this ledger
// repeats it; a repeated row is counted once.
func TestLedgerCarriesOver(t *testing.T) {
	previous := `2022-12-01,natural,web,granted,2022-12-09
2022-12-20,natural,letter,granted,2023-01-09
2022-12-20,natural,letter,,
2022-12-21,business,web,unable_1,2023-01-11
`
	want := map[string]string{
		"new":         "1 0 0 0 0 0 1",
		"carried_in":  "2 1 0 0 0 0 3",
		"granted":     "1 0 0 0 0 0 1",
		"unable_1":    "0 1 0 0 0 0 1",
		"total":       "1 1 0 0 0 0 2",
		"carried_out": "2 0 0 0 0 0 2",
	}
	own := "2023-12-30,natural,web,,\n"
	wantRows(t, ledgerReport(t, own, previous, ""), want)
	repeated := own + "2022-12-21,business,web,unable_1,2023-01-11\n2022-12-20,natural,letter,granted,2023-01-09\n"
	wantRows(t, ledgerReport(t, repeated, previous, ""), want)
	// The first ledger of an office has the carried-over rows itself.
	first := repeated + "2022-12-20,natural,letter,,\n"
	wantRows(t, ledgerReport(t, first, "", ""), want)
	// The next ledger repeats what this one left open.
	wantRows(t, ledgerReport(t, own, previous, "2023-12-30,natural,web,granted,2024-01-08\n2024-01-01,legal,fax,,\n"), want)
}

func TestLedgerOf2019(t *testing.T) {
	in := skeletonInput(t, 2020, nil)
	in.Body = filled(in.Body)
	in.Figures = withoutRequests(in.Figures)
	in.Ledger = []byte("\uFEFFreceived,applicant,channel,outcome,closed\r\n2020-01-05,natural,in_person,other,2020-01-09\r\n,,,,\r\n")
	r, found := Parse(in)
	if len(found) > 0 {
		t.Fatal(printed(found, "zh"))
	}
	wantRows(t, r, map[string]string{"new": "1 0 0 0 0 0 1", "other": "1 0 0 0 0 0 1", "total": "1 0 0 0 0 0 1"})
}
