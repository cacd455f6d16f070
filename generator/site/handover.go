package site

import (
	"slices"

	"gongkai/generator/catalog"
	"gongkai/generator/page"
	"gongkai/generator/report"
	"gongkai/generator/review"
	"gongkai/generator/waiver"
)

// Handover is what an archive has to know of a site beside its catalog, so that what comes
// out of the archive can be built again.
type Handover struct{ Site *Site }

// LedgerCounts returns what stands in an archive for the ledger of a public report: what
// was counted of it, nil where there is no ledger.
func (h Handover) LedgerCounts(year int) []byte {
	a := h.Site.reports[year]
	if a == nil || h.Site.content.Beside[dataPath(year, report.LedgerFile)] == nil {
		return nil
	}
	return a.report.LedgerCounts()
}

// Approved returns the files that a document was approved with, if it has approvals.
func (h Handover) Approved(id catalog.ID) []review.File {
	r := h.Site.content.Docs[id].Review
	if r == nil || h.Site.policy == nil {
		return nil
	}
	return approver{Site: h.Site}.files(r)
}

// Tables returns the files whose tables a document shows.
func (h Handover) Tables(id catalog.ID) []page.Attachment { return h.Site.content.Docs[id].Tables }

// Accepted returns what is in the site and was accepted in the scan, and the list that says
// so, nil where nothing ever was.
func (h Handover) Accepted() (accepted []waiver.Finding, list *waiver.List) {
	if h.Site.waivers == nil {
		return nil, nil
	}
	all := marker{h.Site}.all()
	return slices.DeleteFunc(all, func(f waiver.Finding) bool { return f.Waiver == nil }), h.Site.waivers
}
