// Package terminal is how findings, and what else the program says, are printed:
// the lines of a [Printer], or of [WriteJSON] for other programs, the columns of
// a [Table], sentences by [Textf].
//
// A terminal obeys what is printed on it: ESC begins commands (clear the screen,
// rename the window, type an answer), so do the bytes from U+0080 to U+009F on
// some; a line break in the name of a file begins a line that looks like ours;
// characters that set the direction of writing make a line read as another one.
// Titles, file names and source lines come from outside. So nothing of them is
// printed but through [Visible], which everything here does by itself.
//
// terminal does not know where it writes to, and nothing of the site.
package terminal
