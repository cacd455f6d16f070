package privacy

// numbering says what begins with a 1 in the plan of numbers for the public.
type numbering uint8

const (
	noMobile numbering = iota
	reserved           // not given out in the table of 2023
	mobile             // given out
)

// mobileDigits is how many digits a mobile number has.
const mobileDigits = 11

// mobilePlan returns what a number of eleven digits is by its first three (telephone
// numbers of the public network, state of the end of March 2023). 140 to 144 are numbers
// of machines, and have 13 digits.
func mobilePlan(first, second, third byte) numbering {
	if first != 1 || second < 3 || second > 9 {
		return noMobile
	}
	given := true
	switch second {
	case 4:
		given = third >= 5
	case 5:
		given = third != 4
	case 6:
		given = third == 2 || third >= 5 && third <= 7
	case 7:
		given = third != 4 && third != 9
	case 9:
		given = third != 4
	}
	if given {
		return mobile
	}
	return reserved
}

// judgeMobile judges eleven digits in one piece.
func judgeMobile(s span) verdict {
	v := judgePlan(s)
	if v.rule == nil || s.p.Quoted || s.beside(wordsOfTelephone) {
		return v
	}
	if s.isPart() || s.isAmount() || s.isCode() || isSum(s) {
		return verdict{}
	}
	return v
}

// judgeDividedMobile judges eleven digits in several pieces.
func judgeDividedMobile(s span) verdict {
	v := judgePlan(s)
	if v.rule == nil || isDotted(s) {
		return verdict{}
	}
	if s.beside(wordsOfTelephone) || s.nameBeside() {
		return v
	}
	if !s.isGrouped() {
		return verdict{}
	}
	if s.p.Quoted {
		return v
	}
	if s.isPart() || s.isAmount() || s.isCode() {
		return verdict{}
	}
	return v
}

// judgePlan judges by the plan of numbers alone. The office's own are nothing.
func judgePlan(s span) verdict {
	d := s.digits()
	switch n := mobilePlan(d[0].value, d[1].value, d[2].value); {
	case n == noMobile || s.finder.office[s.value()]:
		return verdict{}
	case n == reserved:
		return verdict{ruleReserved, 3, 4}
	}
	return verdict{ruleMobile, 3, 4}
}
