package privacy

import (
	"slices"
	"strings"
)

// How many digits a bank card has, and a bank account that is none.
const (
	leastCard    = 13
	mostCard     = 19
	leastAccount = 12
	mostAccount  = 23
)

// issuer is a prefix by which an issuer of bank cards is known, and how many digits its
// cards have.
type issuer struct {
	prefixes string // divided by blanks; 427010-427039 is a series
	lengths  []int
}

// issuers are those of the large banks and of UnionPay. The list is from general
// knowledge, and not complete: a card of another series is found by a word beside it.
//
// What begins with 62 is of UnionPay. Its cards have 16 or 19 digits, save a few; numbers
// of 18 digits that begin with 62 are also codes of a province.
var issuers = []issuer{
	{"62", []int{16, 19}},
	{"622258-622261", []int{17}},
	{"622908 622909", []int{18}},
	{"955880-955888 955900-955999 955100 103", []int{19}}, // before UnionPay: savings cards
	{"456351 601382 436742", []int{19}},
	{"405512 601428", []int{17}},
	{"438589 966666", []int{18}},
	{"427010-427039 427062 427064 438125 438126 451804 451810 451811 458071 489734-489736 510529 513685 524047 524091 525498 526836 528856 529804 530970 530990 543098 548259 558360", []int{16}},
	{"404117-404121 463758 491020 514027 519412 519413 520082 520083 535910-535919 552599 558730", []int{16}},
	{"409665-409672 438088 512315 512316 512411 512412 514957 514958 518378 518379 518474-518476 524864 524865 525745 525746 547628 547648 547766 552742 553131 558868 558869", []int{16}},
	{"436718 436728 436738 436745 436748 453242 489592 491031 524094 526410 531693 532450 532458 544887 552245 552801 553242 557080 558895 559051", []int{16}},
	{"434910 458123 458124 520169 521899 522964 552853", []int{16}},
	{"402658 410062 439188 439225-439227 468203 479228 479229 512425 518710 518718 521302 524011 545619-545623 545947 552534 552587", []int{16}},
	{"403391-403393 404157-404159 404171-404174 433666-433671 433680 442729 442730 514906 518212 520108 556617 558916", []int{16}},
	{"406252 406254 425862 481699 486497 524090 543159", []int{16}},
	{"407405 415599 421393 421865 421869-421871 427570 427571 464580 464581 512466 517636 523952 528948 545217 545392 545393 545431 545447 552288 553161 556610", []int{16}},
	{"404738 404739 456418 498451 515672 517650 525998", []int{16}},
	{"406365 406366 428911 436768-436771 487013 491032-491038 493427 518364 520152 520382 541709 541710 548844 552794 558894", []int{16}},
	{"435744 435745 483536 526855 528020 531659", []int{16}},
	{"451289 451290 461982 486493 486494 486861 523036 524070 527414 528057 548738 549633 552398", []int{16}},
	{"356827-356830 356833 356835 356837-356840 356850-356852 356856-356859 356868 356869 356879 356880-356882 356885-356890", []int{16}},
	{"370246-370249 370267 370285-370289 374738 374739 376966 376968 376969", []int{15}},
	{"690755", []int{15, 18}},
}

// isIssued reports whether a span begins as the cards of an issuer do, has as many digits,
// and its check digit.
func isIssued(s span) bool {
	if d := s.digits(); d[0].value < 3 && d[0].value != 1 || !isLuhn(d) {
		return false
	}
	value := s.value()
	for _, known := range issuers {
		if slices.Contains(known.lengths, len(value)) && hasPrefix(value, known.prefixes) {
			return true
		}
	}
	return false
}

// hasPrefix reports whether a number begins with one of some prefixes.
func hasPrefix(value, prefixes string) bool {
	for prefixes != "" {
		var one string
		one, prefixes, _ = strings.Cut(prefixes, " ")
		first, last, series := strings.Cut(one, "-")
		if !series {
			last = first
		}
		if begin := value[:len(first)]; first <= begin && begin <= last {
			return true
		}
	}
	return false
}

// isLuhn reports whether the last digit is the check digit of the others (ISO/IEC 7812).
// One number in ten has it by chance.
func isLuhn(d []digit) bool {
	sum := 0
	for i := range d {
		v := int(d[len(d)-1-i].value)
		if v > 9 {
			return false
		}
		if i%2 == 1 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return sum%10 == 0
}

// judgeCard judges digits in one piece: a bank card has its check digit, and either its
// issuer or a word tells the rest.
func judgeCard(s span) verdict {
	if !isLuhn(s.digits()) || s.letterBefore() || s.letterBehind() || s.isPart() || s.ofOffice() {
		return verdict{}
	}
	if s.isCalledCard() || isIssued(s) && !s.called(wordsOfRecord) {
		return verdict{ruleCard, 4, 4}
	}
	return verdict{}
}

// isCalledCard reports whether a word says that the span is a bank card, or an account
// that no organisation has.
func (s span) isCalledCard() bool {
	return s.beside(wordsOfCard) || s.beside(wordsOfAccount) && !s.ofOrganisation()
}

// ofOffice reports whether the office has made the number public itself: accounts into which
// fees and deposits are paid.
func (s span) ofOffice() bool { return len(s.finder.office) > 0 && s.finder.office[s.value()] }

// judgeAccount judges digits without a check digit: what is called an account, beside the
// name of a person.
func judgeAccount(s span) verdict {
	if s.letterBefore() || s.letterBehind() || s.isPart() || !s.isCalledCard() || !s.nameBeside() || s.ofOrganisation() || s.ofOffice() {
		return verdict{}
	}
	return verdict{ruleAccount, 4, 4}
}

// judgeDividedCard judges digits in several pieces by a word.
func judgeDividedCard(s span) verdict {
	if !isLuhn(s.digits()) || s.letterBefore() || s.letterBehind() || !s.isCalledCard() || s.ofOffice() {
		return verdict{}
	}
	return verdict{ruleCard, 4, 4}
}

// judgeCalledCard asks for the issuer too.
func judgeCalledCard(s span) verdict {
	if !isIssued(s) {
		return verdict{}
	}
	return judgeDividedCard(s)
}

// judgeGroupedCard asks for the issuer, and for the blanks of a card or a name.
func judgeGroupedCard(s span) verdict {
	if !isIssued(s) || s.letterBefore() || s.letterBehind() || !isCardGrouped(s) && !s.nameBeside() {
		return verdict{}
	}
	return verdict{ruleCard, 4, 4}
}

// isCardGrouped reports whether a number is divided as on a card, by fours, and stands
// alone.
func isCardGrouped(s span) bool {
	inner := join(0)
	size := 1
	for _, d := range s.digits()[1:] {
		if d.join != 0 {
			inner |= d.join
			if size != 4 {
				return false
			}
			size = 0
		}
		size++
	}
	return inner&(cell|passage) == 0 && size <= 4 && !s.isAmong(inner)
}

// isAmong reports whether others stand beside the span that are divided from it by what
// divides it itself. What is known, the number of the country, and another number of eleven
// digits that is divided alike do not count.
func (s span) isAmong(inner join) bool {
	if s.from > 0 && s.run[s.from].join&inner != 0 && !s.run[s.from-1].noted && !isCountry(s.pieceBefore()) {
		return true
	}
	if s.to == len(s.run) || s.run[s.to].join&inner == 0 || s.run[s.to].noted {
		return false
	}
	end := s.to + s.length()
	alike := end == len(s.run) || end < len(s.run) && s.run[end].join != 0
	for i := range s.digits()[1:] {
		alike = alike && s.run[s.to+1+i].join == s.run[s.from+1+i].join
	}
	return !alike || s.run[s.to].value != s.run[s.from].value
}

// ofOrganisation reports whether an organisation is named around the span: what is its
// account is public in contracts and notices.
func (s span) ofOrganisation() bool {
	if len(s.p.Cells) > 1 && !s.run[s.from].earlier {
		return s.row.organisationIn(s.p)
	}
	before := s.preceding()
	return containsAny(before[max(0, len(before)-3*wordBefore):], wordsOfOrganisation) || containsAny(s.following(), wordsOfOrganisation)
}
