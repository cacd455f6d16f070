package privacy

import "gongkai/generator/diag"

// verdict says what digits are: the rule that they break, and how many of the first and
// last may be shown. The zero verdict: nothing.
type verdict struct {
	rule        *diag.Rule
	first, last int
}

// classify asks what the run is, the surest first: of two numbers that overlap, the one that
// has more to show for itself is there. The pieces of an ID may look like mobile numbers, a
// piece of a card may have a check digit by chance.
func (r *Reader) classify() {
	r.taken = 0
	if len(r.run) >= mobileDigits {
		r.pieces(noteResident)
		r.joined(idDigits+1, idDigits+1, judgeResident)
		r.pieces(noteIssued)
		r.joined(leastCard, mostCard, judgeCalledCard)
		r.pieces(noteMobile)
		r.joined(leastCard, mostCard, judgeGroupedCard)
		r.pieces(noteCard)
		r.joined(leastCard, mostCard, judgeDividedCard)
		r.joined(mobileDigits, mobileDigits, judgeDividedMobile)
	}
	r.pieces(noteOther)
}

// pieces hands digits without anything between them to a judge, those that belong to
// nothing yet.
func (r *Reader) pieces(judge func(span)) {
	for from, to := 0, 0; from < len(r.run); from = to {
		to = r.pieceEnd(from)
		if s := (span{r, from, to}); !s.run[to-1].earlier && !s.isNoted() {
			judge(s)
		}
	}
}

// joined hands digits in several pieces that stand side by side to a judge, the longest
// first, those that belong to nothing yet and end in this passage.
func (r *Reader) joined(least, most int, judge func(span) verdict) {
	for from, next := 0, 0; len(r.run)-from >= least; from = next {
		next = r.pieceEnd(from)
		var ends [longest]int
		n := 0
		for to := next; to < len(r.run) && to-from < most; {
			if to = r.pieceEnd(to); to-from >= least && to-from <= most && !r.run[to-1].earlier {
				ends[n], n = to, n+1
			}
		}
		for n--; n >= 0; n-- {
			if s := (span{r, from, ends[n]}); !s.isNoted() && r.note(s, judge(s)) {
				break
			}
		}
	}
}

// pieceEnd returns where the piece that begins at from ends.
func (r *Reader) pieceEnd(from int) int {
	to := from + 1
	for to < len(r.run) && r.run[to].join == 0 {
		to++
	}
	return to
}

// noteResident looks for resident IDs.
func noteResident(s span) {
	switch n := s.length(); {
	case n == idDigits+1:
		s.note(s, judgeResident(s))
	case n > idDigits+1:
		noteLong(s)
	}
}

// noteMobile looks for mobile numbers, with or without the number of the country, or the 0
// by which they were once called from another place.
func noteMobile(s span) {
	for _, country := range []string{"", "86", "0086", "0"} {
		if n := len(country); s.length() == n+mobileDigits && s.starts(country) && (country != "0" || s.beside(wordsOfTelephone)) {
			s.note(s.part(n, s.length()), judgeMobile(s.part(n, s.length())))
		}
	}
}

// noteIssued looks for bank cards of a known issuer, noteCard for others.
func noteIssued(s span) {
	if n := s.length(); n >= leastCard && n <= mostCard && isIssued(s) {
		s.note(s, judgeCard(s))
	}
}

func noteCard(s span) {
	if n := s.length(); n >= leastCard && n <= mostCard {
		s.note(s, judgeCard(s))
	}
}

// noteOther looks for what is known by what stands beside it. Most of that is done with at
// one character.
func noteOther(s span) {
	before, after := neighbours(s)
	switch n := s.length(); {
	case n == 15 && s.note(s, judgeOldResident(s)),
		n >= leastAccount && n <= mostAccount && s.note(s, judgeAccount(s)):
		return
	case n >= leastPaper && n <= mostPaper:
		notePaper(s)
	case n <= mostSerial:
		if letterOf(before) != 0 || joinOf(before)&(dot|blank|hyphen) != 0 {
			notePlate(s)
		}
		if numbersPlace(after, s.following()) {
			noteAddress(s)
		}
	}
	if maskOf(before) || maskOf(after) {
		noteMask(s)
	}
}

// noteLong looks for resident IDs at the ends of longer digits: the number of a certificate
// of disability is an ID with two more, and in lists that were copied without their
// blanks an ID and a mobile number are one.
func noteLong(s span) {
	const id = idDigits + 1
	n := s.length()
	if n <= mostAccount && isOther(s) {
		return // one number, of which a part looks like an ID by chance
	}
	if head, rest := s.part(0, id), s.part(id, n); isSound(head) {
		if isDisability(rest) || rest.length() == 11 && s.note(rest, judgeMobile(rest)) || rest.length() >= id {
			s.note(head, judgeResident(head))
		}
	}
	if rest, tail := s.part(0, n-id), s.part(n-id, n); isSound(tail) {
		if rest.length() == 1 || rest.length() == 11 && s.note(rest, judgeMobile(rest)) || rest.length() >= id {
			s.note(tail, judgeResident(tail))
		}
	}
}

// isOther reports whether something says that digits of more than an ID are the number of
// something else: a word for cards, accounts or records, or the prefix of a bank card where
// nothing says that they are an ID with a digit before it.
func isOther(s span) bool {
	switch {
	case s.beside(wordsOfResident):
		return false
	case s.beside(wordsOfCard), s.beside(wordsOfAccount), s.called(wordsOfRecord):
		return true
	}
	return s.length() == mostCard && s.starts("62") && !s.nameBeside()
}

// isNoted reports whether part of the span belongs to a hit.
func (s span) isNoted() bool {
	for _, d := range s.digits() {
		if d.noted {
			return true
		}
	}
	return false
}

// note notes a hit if the verdict is one, and reports whether it is.
func (r *Reader) note(s span, v verdict) bool {
	if v.rule == nil {
		return false
	}
	value := s.value()
	from, to := s.place()
	r.hits = append(r.hits, Hit{Rule: v.rule, From: from, To: to, Masked: masked(value, v.first, v.last), Maskable: true, value: value})
	for i := range s.digits() {
		s.digits()[i].noted = true
	}
	r.taken = max(r.taken, s.to)
	return true
}

// masked shows the first and the last characters of a value in canonical form.
func masked(value string, first, last int) string {
	b := []byte(value)
	for i := first; i < len(b)-last; i++ {
		b[i] = '*'
	}
	return string(b)
}
