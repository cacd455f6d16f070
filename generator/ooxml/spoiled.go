package ooxml

import "regexp"

// spoiled matches what Excel shows in the place of a value: an error of a formula, and
// a number of more digits than it shows. Where the number is a code, an account or a
// telephone, those that are not shown are lost when the sheet is saved as csv.
var spoiled = regexp.MustCompile(`^(?:#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|#{3,}|-?\d(?:\.\d+)?E\+\d{2,3})$`)

// Spoiled reports whether the text of a cell is not what somebody has written there, but
// what Excel shows where it cannot show that: #REF!, 1.10101E+17.
func Spoiled(text string) bool {
	return len(text) <= 32 && spoiled.MatchString(text)
}
