package privacy

import (
	_ "embed"
	"sort"
)

// residentFault is what keeps digits from being a resident ID.
type residentFault uint8

const (
	sound     residentFault = iota
	miscopied               // all is as in a resident ID, but the check digit
	foreign                 // nothing like it
)

// judgeResident judges 18 digits.
func judgeResident(s span) verdict {
	d := s.digits()
	fault := s.finder.resident18(d)
	switch {
	case fault == foreign || isCredit(d) && (fault != sound || ofOrganisation(s)):
		return verdict{}
	case fault == miscopied && s.beside(wordsOfResident):
		return verdict{ruleResidentTypo, 2, 3}
	case fault == miscopied || !s.p.Quoted && (s.letterBehind() || isOfRecord(s)):
		return verdict{}
	case d[0].value == 9: // a permit of permanent residence
		return verdict{ruleForeigner, 2, 3}
	}
	return verdict{ruleResident, 2, 3}
}

func isSound(s span) bool { return s.finder.resident18(s.digits()) == sound }

// grown is the age from which on the number of a person is not taken for another.
const grown = 16

// isOfRecord reports whether an ID is called the number of something else, and is not that
// of a grown person: numbers of cases are made of the region, the day and a serial number,
// and one in eleven has a right check digit by chance.
func isOfRecord(s span) bool {
	age := s.finder.today/10000 - number(s.digits()[6:10])
	return age < grown && s.called(wordsOfRecord) && !s.beside(wordsOfResident)
}

// isDisability reports whether digits are what the number of a certificate of disability
// has behind that of the person: its kind and its degree.
func isDisability(s span) bool {
	d := s.digits()
	return len(d) == 2 && 1 <= d[0].value && d[0].value <= 7 && 1 <= d[1].value && d[1].value <= 4
}

// judgeOldResident judges 15 digits. An ID of that length has no check digit, so it needs a
// word beside it, or a name and the code of a county.
func judgeOldResident(s span) verdict {
	d := s.digits()
	if !s.finder.resident15(d) || s.letterBehind() || s.called(wordsOfRecord) {
		return verdict{}
	}
	if !s.beside(wordsOfResident) && !(isRegion(d[:6]) && s.nameBeside()) {
		return verdict{}
	}
	return verdict{ruleOldResident, 2, 3}
}

// The weights of the first 17 digits, and the last for each remainder (GB 11643).
var residentWeights = [idDigits]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

const residentChecks = "\x01\x00\x0a\x09\x08\x07\x06\x05\x04\x03\x02"

// resident18 judges 18 digits.
func (f *Finder) resident18(d []digit) residentFault {
	if !isProvince(number(d[:2])) && !(d[0].value == 9 && isProvince(number(d[1:3]))) {
		return foreign
	}
	for _, v := range d[:idDigits] {
		if v.value > 9 {
			return foreign
		}
	}
	if !f.born(number(d[6:10]), number(d[10:12]), number(d[12:14])) {
		return foreign
	}
	if d[idDigits].value != residentCheck(d) {
		return miscopied
	}
	return sound
}

// residentCheck returns the last digit of a resident ID.
func residentCheck(d []digit) byte {
	sum := 0
	for i, w := range residentWeights {
		sum += w * int(d[i].value)
	}
	return residentChecks[sum%11]
}

// resident15 reports whether 15 digits are like an ID of before 1999: they have no
// check digit, and no century.
func (f *Finder) resident15(d []digit) bool {
	return isProvince(number(d[:2])) && f.born(1900+number(d[6:8]), number(d[8:10]), number(d[10:12]))
}

// born reports whether somebody can have been born on a day.
func (f *Finder) born(year, month, day int) bool {
	return 1800 <= year && 1 <= month && month <= 12 && 1 <= day && day <= daysIn(year, month) && year*10000+month*100+day <= f.today
}

// daysIn returns how many days a month has.
func daysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// isProvince reports whether an ID can begin with these two digits (GB/T 2260). 83 is
// that of residents of Taiwan.
func isProvince(n int) bool {
	last := [10]int{1: 5, 2: 3, 3: 7, 4: 6, 5: 4, 6: 5, 7: 1, 8: 3, 9: 1} // by the first digit
	return n%10 >= 1 && n%10 <= last[n/10] || n == 50
}

// number reads digits as a number.
func number(d []digit) int {
	n := 0
	for _, v := range d {
		n = n*10 + int(v.value)
	}
	return n
}

// regions are the codes of all counties that there were since 1981, sorted, one a line
// (yescallop/areacodes, CC0).
//
//go:embed regions.txt
var regions string

const regionLine = len("110101\n")

// isRegion reports whether six digits are the code of a county, today's or a former one.
// It is a reason to believe that a number is what it seems to be, and never one to
// believe that it is not: numbers were given out under codes that no list has.
func isRegion(d []digit) bool {
	n := number(d)
	at := func(i int) int {
		v := 0
		for _, b := range []byte(regions[i*regionLine : i*regionLine+6]) {
			v = v*10 + int(b-'0')
		}
		return v
	}
	count := len(regions) / regionLine
	i := sort.Search(count, func(i int) bool { return at(i) >= n })
	return i < count && at(i) == n
}
