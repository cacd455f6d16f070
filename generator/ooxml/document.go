package ooxml

import "gongkai/generator/diag"

// Document is what is in a docx, in the order of its text.
type Document struct {
	Body []Block
	// Headers and Footers are those of all sections; Comments are in the order
	// of their part. Footnotes and endnotes stand where they are referred to,
	// at Run.Note.
	Headers, Footers, Comments []Note
	// Unreferenced are notes that no text refers to.
	Unreferenced []Note

	asides []aside // where all is read
}

// Block is a paragraph or a table; the other is nil.
type Block struct {
	Paragraph *Paragraph
	Table     *Table
}

// Paragraph is a paragraph with what its style and its list say of it.
type Paragraph struct {
	At    Place
	Runs  []Run
	Style string // the name of its style in lower case: heading 1, title
	// Heading is 1 to 9 for a heading by its style or its outline level, else 0.
	Heading int
	// Label is the number or bullet that stands before the text without being
	// part of it: 一、, 1.2, •. Level is how deep in its list it is, from 0; List
	// tells one list from another; Bullet says that the label counts nothing.
	Label  string
	Level  int
	List   string
	Bullet bool
	// Centered and Right are the alignment where it is one of these.
	Centered, Right bool
	// MarkDeleted says that the end of the paragraph was deleted with tracked
	// changes on: it and the next one are one.
	MarkDeleted bool
}

// Run is a piece of a paragraph: text of one kind, or something in its place.
type Run struct {
	Text                      string // tabs are \t, line breaks \n
	Bold, Strike, Super, Sub  bool
	Underline                 bool
	Size                      int // of the letters in half points; 0: not known
	Hidden, Deleted, Inserted bool
	Link                      string // an address, or # and the name of a bookmark
	Code                      string // a field's code; Text is empty
	Contents                  bool   // within a table of contents that Word has made
	Author                    string // of a change
	Picture                   *Picture
	Note                      *Note
	Box                       []Block // a text box or the text of a shape
	// Object names what is here and is no text: a chart, an embedded file, a
	// formula (whose Text is what can be said of it in one line).
	Object diag.Text
}

// Picture is a picture in the text.
type Picture struct {
	Part string // its part; "" where the file does not have it
	Link string // where it is instead
	Alt  string // what it shows, for those who cannot see it
	Name string // as the program has named it
	// Crop is what is cut off at the left, top, right and bottom, in thousandths
	// of a percent. What is cut off is still in the part.
	Crop [4]int
}

// Note is a text outside of the text: a footnote, an endnote, a comment, a
// header or a footer.
type Note struct {
	At      Place
	Endnote bool
	Mark    string // the reader's mark where the author has set one, not a number
	Author  string
	Blocks  []Block
}

// Table is a table. Cells lists those that begin in it, row by row; each covers
// Down rows and Across columns, and no two the same place.
type Table struct {
	At            Place
	Rows, Columns int
	Header        int // rows that are repeated on every page
	Cells         []Cell
}

// Cell is a cell of a document's table. Row and Column count from 0.
type Cell struct {
	Row, Column, Down, Across int
	Blocks                    []Block
	// Hidden, Deleted and Inserted are those of the row or the cell.
	Hidden, Deleted, Inserted bool
}
