package privacy

import (
	"math/bits"
	"unicode/utf8"
)

// digit is one digit of a run: its value, 10 for the X of a check digit, and where it
// stands.
type digit struct {
	value      byte
	join       join // between the digit before and this one
	earlier    bool // it stands in the passage before
	noted      bool // it belongs to a hit
	cell       int32
	start, end int32
}

// scan looks through a cell: it reads the runs in it, and goes past all else.
func (r *Reader) scan(cellIndex int, text string) {
	i := 0
	if len(r.run) > 0 {
		i = r.resume(cellIndex, text)
	}
	for {
		if i = ahead(text, i); i == len(text) {
			return
		}
		c, size := utf8.DecodeRuneInString(text[i:])
		if isDigit(c) {
			if end := passBy(text, i); end > i {
				i = end
			} else {
				i = r.read(cellIndex, text, i, 0)
			}
			continue
		}
		if c == '★' || c == '☆' {
			r.star(cellIndex, text, i, size)
		}
		i += size
	}
}

// ahead returns where, from i on, a digit or a star may be; the length of the text where
// none can. Eight bytes are looked at in one: those that are no digit of ASCII, and no
// byte that begins a letter of any other script than Chinese, are nothing. The commas and
// quotation marks of Chinese are looked at twice.
func ahead(text string, i int) int {
	for ; i+8 <= len(text); i += 8 {
		x := word(text[i : i+8])
		low := x & (0x3f * every)
		chinese := (low + (0x80-0x23)*every) &^ (low + (0x7f-0x29)*every) // E3 to E9, without their highest bits
		begins := x & (x << 1) &^ chinese                                 // two bits set: the first byte of a letter
		for found := (begins | decimals(x)) & (0x80 * every); found != 0; found &= found - 1 {
			if j := i + bits.TrailingZeros64(found)/8; isAhead(text, j) {
				return j
			}
		}
	}
	for ; i < len(text); i++ {
		if b := text[i]; '0' <= b && b <= '9' || b >= 0xc0 && (b < 0xe3 || b > 0xe9) && isAhead(text, i) {
			return i
		}
	}
	return i
}

// NextDigit returns where, from i on, the next digit of ASCII is; the length of the text where
// there is none. It looks at eight bytes in one.
func NextDigit(text string, i int) int {
	for ; i+8 <= len(text); i += 8 {
		if found := decimals(word(text[i:i+8])) & (0x80 * every); found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
	}
	for i < len(text) && (text[i] < '0' || text[i] > '9') {
		i++
	}
	return i
}

// every is a byte, eight times.
const every = 0x0101010101010101

// word returns the eight bytes of a text, the first lowest.
func word(b string) uint64 {
	_ = b[7]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// decimals sets the highest bit of each byte of a word that is a digit of ASCII, and none of
// the others. The lower bits say nothing.
func decimals(word uint64) uint64 {
	value := word ^ '0'*every
	return ^((value&(0x7f*every) + (0x80-10)*every) | value)
}

// isAhead tells the digits of full width from the marks that begin with the same byte, and
// other digits from quotation marks and dashes.
func isAhead(text string, i int) bool {
	switch text[i] {
	case 0xef:
		return i+2 < len(text) && text[i+1] == 0xbc && 0x90 <= text[i+2] && text[i+2] <= 0x99
	case 0xe2:
		return i+1 < len(text) && text[i+1] != 0x80
	}
	return true
}

// passBy returns where the digits at i end, if they are nothing by what stands right before
// and behind them: most numbers in most text are three digits between words. They are fewer
// than the number of a paper has, end in this cell, and are part of no plate, address or mask.
func passBy(text string, i int) int {
	end := i
	for end < len(text) && '0' <= text[end] && text[end] <= '9' {
		if end++; end-i > mostSerial {
			return i
		}
	}
	before, size := utf8.DecodeLastRuneInString(text[:i])
	if size > 0 && before != '\n' && !isOrdinary(before) {
		return i
	}
	if after, _ := utf8.DecodeRuneInString(text[end:]); !isOrdinary(after) || numbersPlace(after, text[end:]) {
		return i
	}
	return end
}

// isOrdinary reports whether a character is one of Chinese or a mark between words that is
// neither part of a number nor divides one or hides a part of it.
func isOrdinary(c rune) bool {
	switch c {
	case ',', ';', ':', '(', ')', '|', '、', '。', '，', '；', '：', '（', '）', '《', '》':
		return true
	}
	return 0x4e00 <= c && c <= 0x9fff && numeral(c) < 0
}

// resume goes on with a run that has come to the end of the cell before, or ends it.
func (r *Reader) resume(cellIndex int, text string) int {
	i, joined := skip(text, 0)
	r.open |= joined
	if i == len(text) {
		return i // nothing but blanks: the cell divides the number, and the next goes on
	}
	if r.next(text, i) < 0 {
		r.end()
		return 0
	}
	return r.read(cellIndex, text, i, r.open)
}

// skip goes past what may stand inside a number.
func skip(text string, i int) (int, join) {
	joined := join(0)
	for i < len(text) {
		c, size := utf8.DecodeRuneInString(text[i:])
		j := joinOf(c)
		if j == 0 && !isIgnorable(c) {
			break
		}
		joined |= j
		i += size
	}
	return i, joined
}

// idDigits is how many digits stand before the last of a resident ID, which may be X.
const idDigits = 17

// next returns the value of the digit at i that goes on the run; -1 if it does not. An X
// does where it can be the last of a resident ID.
func (r *Reader) next(text string, i int) int {
	c, size := utf8.DecodeRuneInString(text[i:])
	if v := digitOf(c); v >= 0 {
		return v
	}
	if letterOf(c) != 'X' || len(r.run) < idDigits {
		return -1
	}
	if c, _ := utf8.DecodeRuneInString(text[i+size:]); letterOf(c) != 0 {
		return -1
	}
	return 10
}

// read reads a run from its digit at i. If nothing but blanks follows in the cell, the run
// stays open, else it ends. It returns where to go on.
func (r *Reader) read(cellIndex int, text string, i int, joined join) int {
	for {
		value, size := text[i]-'0', 1
		if value > 9 { // no digit of ASCII
			_, size = utf8.DecodeRuneInString(text[i:])
			value = byte(r.next(text, i))
		}
		r.run = append(r.run, digit{value: value, join: joined, cell: int32(cellIndex), start: int32(i), end: int32(i + size)})
		i += size
		if i < len(text) && '0' <= text[i] && text[i] <= '9' { // most digits
			joined = 0
			continue
		}
		if end := respell(r, cellIndex, text, i); end > i || len(r.run) == 0 {
			return end
		}
		var next int
		next, joined = skip(text, i)
		if next == len(text) {
			r.open = joined | cell
			return next
		}
		if r.next(text, next) < 0 {
			r.end()
			return i
		}
		i = next
	}
}

// respell looks whether the digits that end at a place are part of a number in which some
// are written as letters that look like them, or as numerals: 138l23456O8. Such a number stands by itself,
// has all its digits in one piece, and says more for itself than another: the check digit
// of a resident ID, or a word or a name beside a mobile number. It is then the run, which
// ends. respell returns where to go on.
func respell(r *Reader, cellIndex int, text string, end int) int {
	after, _ := utf8.DecodeRuneInString(text[end:])
	if digitOf(after) >= 0 {
		return end // the digits do not end here
	}
	first := len(r.run) - 1
	for first > 0 && r.run[first].join == 0 {
		if first--; len(r.run)-first > idDigits+1 {
			return end // too many
		}
	}
	if r.run[first].earlier || int(r.run[first].cell) != cellIndex {
		return end
	}
	from := int(r.run[first].start)
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	if alike(before) < 0 && alike(after) < 0 {
		return end
	}
	digits, ok := spell(cellIndex, text, from)
	if !ok || !isSpelt(r, digits) {
		return end
	}
	r.run = r.run[:first]
	r.end()
	r.run = append(r.run, digits...)
	to := int(digits[len(digits)-1].end)
	r.end()
	return to
}

// numerals looks for numbers in a cell that are written in numerals, 一三八……, and that are
// what [respell] asks for. The shortest has eleven of three bytes, so that it is enough to
// look at one letter in so many bytes.
func numerals(r *Reader, cellIndex int, text string) {
	const step = 3 * mobileDigits
	for at := step - 1; at < len(text); at += step {
		inside := continues(text[at])
		i := at - inside - inside&continues(text[at-1])
		if i+3 > len(text) || numeral(rune(text[i]&0x0f)<<12|rune(text[i+1]&0x3f)<<6|rune(text[i+2]&0x3f)) < 0 {
			continue // as if all letters had three bytes: for others spell finds that it is none
		}
		digits, ok := spell(cellIndex, text, i)
		if !ok || !isSpelt(r, digits) {
			continue
		}
		run, taken := r.run, r.taken // one may have begun in the cell before
		r.run = digits
		r.classify()
		r.run, r.taken = run, taken
		at = max(at, int(digits[len(digits)-1].end))
	}
}

// continues returns 1 for a byte that goes on with a letter, else 0: which of the three bytes
// of a letter one comes upon, no processor can guess.
func continues(b byte) int { return int(b>>7&^(b>>6)) & 1 }

// spell reads the digits around a place, and letters that look like digits. ok is false where
// they are no number that could be meant, or where another letter is next to them.
func spell(cellIndex int, text string, at int) (digits []digit, ok bool) {
	from := at
	for range longest {
		c, size := utf8.DecodeLastRuneInString(text[:from])
		if digitOf(c) < 0 && alike(c) < 0 {
			break
		}
		from -= size
	}
	if c, _ := utf8.DecodeLastRuneInString(text[:from]); letterOf(c) != 0 {
		return nil, false
	}
	n, letters, to := 0, 0, from
	for n <= idDigits+1 {
		c, size := utf8.DecodeRuneInString(text[to:])
		if spelt(c, n) < 0 {
			if letterOf(c) != 0 || n != idDigits+1 && n != mobileDigits || n == mobileDigits && 2*letters > n {
				return nil, false // a number without a check digit has few letters
			}
			break
		}
		if digitOf(c) < 0 && numeral(c) < 0 {
			letters++
		}
		n, to = n+1, to+size
	}
	if n > idDigits+1 {
		return nil, false
	}
	for i, c := range text[from:to] {
		start := from + i
		digits = append(digits, digit{value: byte(spelt(c, len(digits))), cell: int32(cellIndex), start: int32(start), end: int32(start + utf8.RuneLen(c))})
	}
	return digits, true
}

// spelt returns the digit that a character stands for behind so many others; -1 if it stands
// for none.
func spelt(c rune, before int) int {
	if v := max(digitOf(c), alike(c)); v >= 0 {
		return v
	}
	if before == idDigits && letterOf(c) == 'X' {
		return 10
	}
	return -1
}

// isSpelt reports whether digits are a number, some of which are letters.
func isSpelt(r *Reader, digits []digit) bool {
	switch len(digits) {
	case idDigits + 1:
		return r.finder.resident18(digits) == sound
	case mobileDigits:
		run := r.run
		defer func() { r.run = run }()
		r.run = digits
		s := span{r, 0, mobileDigits}
		return judgePlan(s).rule == ruleMobile && (r.p.Quoted || s.beside(wordsOfTelephone) || s.nameBeside())
	}
	return false
}

// end ends a run: it is classified, and forgotten.
func (r *Reader) end() {
	r.classify()
	r.run, r.open = r.run[:0], 0
}

// longest is how many digits of a run can go on in the next passage.
const longest = 20

// reopen gives digits back that belong to a mobile number, a card or an old resident ID, where
// no more than they end the passage: they may be the first of a resident ID or of a longer card.
func (r *Reader) reopen() {
	if r.taken == 0 || len(r.run) > idDigits {
		return
	}
	switch r.hits[len(r.hits)-1].Rule {
	case ruleMobile, ruleReserved, ruleCard, ruleOldResident:
	default:
		return
	}
	r.taken = 0
	for i := range r.run {
		r.run[i].noted = false
	}
}

// leave ends the passage. What stands at its end may go on in the next: the digits of its
// last cell that belong to nothing yet are kept.
func (r *Reader) leave() {
	if len(r.run) > 0 {
		r.classify()
		r.reopen()
		keep := r.run[max(r.taken, len(r.run)-longest):]
		for len(keep) > 0 && (keep[0].earlier || int(keep[0].cell) != len(r.p.Cells)-1) {
			keep = keep[1:]
		}
		for i := range keep {
			keep[i].earlier = true
		}
		r.run, r.open = append(r.run[:0], keep...), r.open|passage
	}
	if len(r.p.Cells) > 0 {
		r.before = r.p.Cells[len(r.p.Cells)-1]
	}
}
