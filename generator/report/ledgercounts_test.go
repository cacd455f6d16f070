package report

import (
	"bytes"
	"slices"
	"testing"

	"gongkai/generator/diag"
)

// What an archive has in the place of a ledger gives the same report, and tells nothing of
// single applications.
func TestLedgerCounts(t *testing.T) {
	in := skeletonInput(t, 2023, nil)
	in.Figures = withoutRequests(in.Figures)
	in.Ledger = []byte("received,applicant,channel,outcome,closed\n2023-03-01,natural,in_person,granted,2023-03-09\n2023-12-20,legal,fax,,\n")
	in.PreviousLedger = []byte("received,applicant,channel,outcome,closed\n2022-12-30,charity,letter,deny_3,2023-01-09\n")
	counted, _ := Parse(in)
	counts := counted.LedgerCounts()
	if bytes.Contains(counts, []byte("2023-")) {
		t.Fatalf("%s", counts)
	}
	elsewhere := func(d diag.Diagnostic) bool { return d.Code == ledgerElsewhere.Code }
	stands := in
	stands.Ledger, stands.PreviousLedger, stands.LedgerCounts = nil, nil, counts
	read, found := Parse(stands)
	if !slices.ContainsFunc(found, elsewhere) {
		t.Errorf("%v", found)
	}
	want, err := counted.JSON()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := read.JSON(); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%v: another report:\n%s", err, got)
	}
	if total, _ := read.Figure("requests.total.total"); total.Value != 2*one {
		t.Errorf("%v are counted", total.Value)
	}
	// The ledger is what counts where it is there.
	both := in
	both.LedgerCounts = bytes.Replace(counts, []byte("= [1, "), []byte("= [9, "), 1)
	again, found := Parse(both)
	if got, err := again.JSON(); err != nil || !bytes.Equal(got, want) || slices.ContainsFunc(found, elsewhere) {
		t.Errorf("with both: %v, %v", err, found)
	}
}
