package privacy

import "strings"

// The weights of the 17 characters of a unified social credit code (GB 32100) and of
// the 8 of an organisation code (GB 11714).
var (
	creditWeights       = [17]int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}
	organisationWeights = [8]int{3, 7, 9, 10, 5, 8, 4, 2}
)

// isCredit reports whether 18 digits are the credit code of an organisation: both check
// digits are right, its own and that of the organisation code within.
//
// One in 341 resident IDs has both by chance: see ofOrganisation.
func isCredit(d []digit) bool {
	sum := 0
	for i, w := range creditWeights {
		sum += w * int(d[i].value)
	}
	return int(d[17].value) == (31-sum%31)%31 && isOrganisation(d[8:17])
}

// isOrganisation reports whether nine digits are an organisation code.
func isOrganisation(d []digit) bool {
	sum := 0
	for i, w := range organisationWeights {
		sum += w * int(d[i].value)
	}
	check := 11 - sum%11
	if check == 11 {
		check = 0
	}
	return int(d[8].value) == check
}

// ofOrganisation decides between a credit code and a resident ID where both are sound: by
// what the number is called, an index number that begins with it, the code of the county,
// and the age of the person.
func ofOrganisation(s span) bool {
	if s.called(wordsOfCredit) || strings.HasPrefix(s.following(), "/") {
		return true
	}
	if s.beside(wordsOfResident) {
		return false
	}
	d := s.digits()
	if person, organisation := isRegion(d[:6]), isRegion(d[2:8]); person != organisation {
		return organisation
	}
	return number(d[6:10]) < 1900
}
