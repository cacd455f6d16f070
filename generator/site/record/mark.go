package record

import "gongkai/generator/diag"

// Mark is something in a file that must not go out unless somebody has accepted it:
// personal data, a mark of secrecy, or a part of the file that nobody can look into. A
// mark never holds the value itself.
type Mark struct {
	Found diag.Diagnostic
	// Mask puts in its place what may be shown; zero where that is not enough, or the
	// file is none of lines.
	Mask diag.Correction
	// Value identifies the value under the key of the waivers, "" where there is no key.
	Value string
	// Picture says that Found is about what is written in a picture. That is said when
	// somebody asks, and of pictures that are offered as files: most are photographs.
	Picture bool
	// Pictures is how many pictures, pages that were scanned among them, Found says were
	// not read.
	Pictures int
}
