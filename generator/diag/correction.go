package diag

// Correction is an exact change that mends what a finding says, and that may be
// made without asking anybody: the text from one place of the file to another
// becomes another. A finding that stands for several lines has one correction,
// which spans them all. The zero Correction is none.
//
// Places are lines and columns, as those of findings are, and not offsets: a
// finding is about a text without byte order mark and with LF line ends, and its
// correction is made in the file as it is on the disk.
type Correction struct {
	// Line and Column are the place of the first character that changes, from 1.
	Line, Column int
	// EndLine and EndColumn are the place behind the last one. Column 0 is the
	// end of the line.
	EndLine, EndColumn int
	// Text is what stands there instead. Its line ends are LF; in the file they
	// become those that the file has.
	Text string
}

// IsZero reports whether there is no correction.
func (c Correction) IsZero() bool { return c == Correction{} }

// Replace is the correction of one text: Data[start:end] becomes new.
func (q *Quoter) Replace(start, end int, new string) Correction {
	from, to := q.mark(start), q.mark(end)
	return Correction{Line: from.line, Column: from.column, EndLine: to.line, EndColumn: to.column, Text: new}
}
