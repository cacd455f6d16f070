package review

import (
	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// Queue is what waits for review.
type Queue struct {
	Policy *Policy // nil: nothing needs approval
	// Waiting is in the order of the chain, and in one stage oldest first.
	Waiting []Queued
	// Late are public without approval, since they are dated before there was a chain,
	// though they were not public before it.
	Late []Late
	// Drafts need approval and are not offered for it yet, Approved have passed all
	// stages, and Faulty cannot be read or have entries that are not what they claim.
	Drafts, Approved, Faulty int
}

// Queued is a document that waits for review.
type Queued struct {
	Meta  *page.Meta
	Stage int // in the policy
	// Stale says that it was approved, and then changed: Changed says what of it.
	Stale   bool
	Changed diag.Text
	// Public says that it is in the published site, as it was.
	Public bool
}

// Late is a document that is dated before there was a chain of review, and known not to
// have been public before it.
type Late struct {
	Meta  *page.Meta
	Stage int    // that comes next
	First string // the day on which it was first public, as recorded; "": it is not
}
