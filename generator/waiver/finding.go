package waiver

import "gongkai/generator/diag"

// Finding is something in a document or a file that must not go out, and what an office
// has said to it.
type Finding struct {
	ID    string // by which a person says which is meant
	File  string // which Found names veiled, where a number is in its name
	Found diag.Diagnostic
	// Waiver has accepted it; nil: nobody has, or not for today.
	Waiver *Waiver
	// Mask puts in its place what may be shown; zero where that does not mend it.
	Mask diag.Correction
	// Value is what a waiver of it is for, where the site has a key.
	Value string
	// Pictures is how many pictures, pages that were scanned among them, Found says were
	// not read.
	Pictures int
}
