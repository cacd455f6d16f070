package privacy

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// maskOf reports whether a character stands for one that is hidden.
func maskOf(r rune) bool {
	switch r {
	case '*', '＊', '×', '✱', '●', '■', '□', '#', '＃', '▇', '█', '○', '•', '※', '﹡', '∗', '⁎':
		return true
	}
	return letterOf(r) == 'X'
}

// fewest is how many numbers must be possible for a mask to hide which it is.
const fewest = 10

// noteMask finds a number beside a mask that can be told all the same: from the digits
// that are shown, the check digit, and what the row or the sentence says of the person's
// birth and sex.
func noteMask(s span) {
	pattern, start, end := maskedNumber(s)
	if pattern == "" {
		return
	}
	var count int
	switch {
	case len(pattern) == 11 && pattern[0] == '1' && strings.IndexByte(pattern, 'X') < 0:
		if strings.Count(pattern, "*") > 1 {
			return
		}
		count = fewest
	case len(pattern) == idDigits+1:
		count = possible(s, pattern)
	default:
		return
	}
	if count < 1 || count > fewest {
		return
	}
	from, to := s.place()
	from.Offset, to.Offset = start, end
	first, last := 2, 3
	if len(pattern) == 11 {
		first, last = 3, 4
	}
	s.hits = append(s.hits, Hit{Rule: ruleMask, From: from, To: to, Masked: masked(pattern, first, last), Maskable: true, value: pattern, args: []any{count}})
}

// maskedNumber returns the number of which the span is the first digits, with a star for
// each that is hidden, and where it stands; "" if none is.
//
// Where an ID is so called and has more or fewer stars than digits are hidden, as 110105****002X, they
// stand for those that are missing.
func maskedNumber(s span) (pattern string, start, end int) {
	if !touchesMask(s) {
		return "", 0, 0
	}
	first := s.run[s.from]
	text := s.textOf(first)
	var b []byte
	for start = int(first.start); ; {
		c, size := utf8.DecodeLastRuneInString(text[:start])
		if isDigit(c) {
			return "", 0, 0 // the number was judged at its first digit
		}
		if !maskOf(c) {
			break
		}
		b, start = append(b, '*'), start-size
	}
	for end = int(first.start); end < len(text) && len(b) < 3*longest; {
		c, size := utf8.DecodeRuneInString(text[end:])
		switch v := digitOf(c); {
		case v >= 0:
			b = append(b, byte('0'+v))
		case maskOf(c):
			b = append(b, '*')
		default:
			return completed(s, lastX(string(b), text[:end])), start, end
		}
		end += size
	}
	return completed(s, lastX(string(b), text[:end])), start, end
}

// touchesMask reports whether the characters next to the span, of which one can hide another,
// do. One or two letters X do not, unless an ID is spoken of.
func touchesMask(s span) bool {
	before, after := s.preceding(), s.following()
	c, d := neighbours(s)
	letters := letterOf(c) == 'X' || letterOf(d) == 'X'
	return !letters || strings.Count(strings.ToUpper(before[max(0, len(before)-9):]+after), "X") > 2 || s.beside(wordsOfResident)
}

// lastX puts the X back that ends an ID: one behind another letter X is a mask, any other
// none.
func lastX(pattern, text string) string {
	c, size := utf8.DecodeLastRuneInString(text)
	before, _ := utf8.DecodeLastRuneInString(text[:len(text)-size])
	if letterOf(c) == 'X' && letterOf(before) != 'X' && pattern != "" {
		return pattern[:len(pattern)-1] + "X"
	}
	return pattern
}

// completed returns a pattern with as many stars as an ID has hidden digits; "" for one
// without any.
func completed(s span, pattern string) string {
	hidden := strings.Count(pattern, "*")
	inner := strings.Trim(pattern, "*")
	if hidden == 0 || inner == "" {
		return ""
	}
	if strings.IndexByte(inner, '*') < 0 && (len(inner) == len(pattern)-2 || len(inner) == len(pattern)-4) && pattern[0] == '*' {
		return "" // **bold**
	}
	if len(pattern) == idDigits+1 || len(pattern) == 11 {
		return pattern
	}
	head, tail := strings.IndexByte(pattern, '*'), len(pattern)-1-strings.LastIndexByte(pattern, '*')
	if head < 6 || head+tail > idDigits || hidden != len(pattern)-head-tail || !s.beside(wordsOfResident) {
		return ""
	}
	return pattern[:head] + strings.Repeat("*", idDigits+1-head-tail) + pattern[len(pattern)-tail:]
}

// possible returns how many resident IDs look like a pattern, and are of somebody of the
// birth and sex that the text tells. Regions are taken to be any: which there are, nobody
// has to know.
func possible(s span, pattern string) int {
	who := personOf(s)
	counts := [11]int{1}
	for i, c := range []byte(pattern[:idDigits]) {
		if i < 6 || i >= 14 {
			counts = with(counts, residentWeights[i], values(c, i == 16, who.sex))
		}
	}
	total := 0
	who.days(s.finder.today, pattern[6:14], func(day int) bool {
		sum := 0
		for i := 13; i >= 6; i-- {
			sum += residentWeights[i] * (day % 10)
			day /= 10
		}
		for rest, n := range counts {
			check := "0123456789X"[residentChecks[(sum+rest)%11]]
			if last := pattern[idDigits]; last == '*' || last == check {
				total += n
			}
		}
		return total <= fewest
	})
	return total
}

// with returns how many ways there are to each remainder of the check sum when a digit
// with a weight is added that may have some values.
func with(counts [11]int, weight int, values []int) (sums [11]int) {
	for rest, n := range counts {
		for _, v := range values {
			sums[(rest+weight*v)%11] += n
		}
	}
	return sums
}

// values returns what a character of a pattern may stand for. The digit of the sex is odd
// for men.
func values(c byte, ofSex bool, sex rune) []int {
	if c != '*' {
		return []int{int(c - '0')}
	}
	switch {
	case ofSex && sex == '男':
		return []int{1, 3, 5, 7, 9}
	case ofSex && sex == '女':
		return []int{0, 2, 4, 6, 8}
	}
	return []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
}

// person is what a text tells of somebody; zero for what it does not.
type person struct {
	year, month, day int
	sex              rune
}

// days hands out the days of birth, as 19491231, that fit a pattern of eight characters,
// until it is told to stop.
func (p person) days(today int, pattern string, each func(day int) bool) {
	from, to := today/10000-120, today/10000
	if p.year != 0 {
		from, to = p.year, p.year
	}
	for year := from; year <= to; year++ {
		if !fits(year, pattern[:4]) {
			continue
		}
		for month := 1; month <= 12; month++ {
			if p.month != 0 && p.month != month || !fits(month, pattern[4:6]) {
				continue
			}
			for day := 1; day <= daysIn(year, month); day++ {
				if (p.day == 0 || p.day == day) && fits(day, pattern[6:]) && !each(year*10000+month*100+day) {
					return
				}
			}
		}
	}
}

// fits reports whether a number has the digits of a pattern.
func fits(n int, pattern string) bool {
	for i := len(pattern) - 1; i >= 0; i-- {
		if c := pattern[i]; c != '*' && int(c-'0') != n%10 {
			return false
		}
		n /= 10
	}
	return true
}

// personAway is how far from an ID a sentence tells of the person, in bytes.
const personAway = 150

// personOf returns what the row of the span tells of the person, or the text around it.
func personOf(s span) person {
	var p person
	if len(s.p.Cells) > 1 {
		return s.row.personIn(s.p)
	}
	first := s.run[s.from]
	text := s.textOf(first)
	text = text[max(0, int(first.start)-personAway):min(len(text), int(first.start)+personAway)]
	birth := containsAny(text, []string{"出生", "生日", "生于", "日生", "月生"})
	for part := range strings.FieldsFuncSeq(text, isDelimiter) {
		if part == "男" || part == "女" {
			p.sex, _ = utf8.DecodeRuneInString(part)
		}
		if birth {
			p.birth(part, !strings.Contains(part, "生"))
		}
	}
	return p
}

// personIn returns what the row tells of the person.
func (f *rowFacts) personIn(row Passage) person {
	if f.told {
		return f.person
	}
	var p person
	for i, text := range row.Cells {
		head := ""
		if i < len(row.Heads) {
			head = row.Heads[i]
		}
		text = strings.TrimSpace(text)
		if text == "男" || text == "女" || strings.Contains(head, "性别") && text != "" {
			p.sex, _ = utf8.DecodeRuneInString(text)
		}
		if len(text) <= personAway && (head == "" || containsAny(head, wordsOfBirth)) {
			p.birth(text, head == "")
		}
	}
	f.person, f.told = p, true
	return p
}

// birth takes the day of birth from a text: a year, and perhaps a month and a day. Of one
// that is not said to be that, all is asked for, and nothing else.
func (p *person) birth(text string, unsaid bool) {
	var numbers []int
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return !isDigit(r) }) {
		n := 0
		for _, v := range digitsOf(part) {
			n = n*10 + int(v-'0')
		}
		numbers = append(numbers, n)
	}
	if len(numbers) == 1 && numbers[0] > 18000000 { // 19491231
		n := numbers[0]
		numbers = []int{n / 10000, n / 100 % 100, n % 100}
	}
	if len(numbers) == 0 || numbers[0] < 1800 || numbers[0] > 2200 || unsaid && len(numbers) != 3 {
		return
	}
	numbers = append(slices.Clip(numbers[:min(3, len(numbers))]), 0, 0)
	p.year, p.month, p.day = numbers[0], numbers[1], numbers[2]
}
