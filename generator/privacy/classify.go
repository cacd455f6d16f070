package privacy

import "gongkai/generator/diag"

// verdict says what digits are: the rule that they break, and how many of the first and
// last may be shown. The zero verdict: nothing.
type verdict struct {
	rule        *diag.Rule
	first, last int
}

// classify asks what the run is: each piece by itself first, then those side by side.
func (r *Reader) classify() {
	r.taken = 0
	divided := false
	for from, to := 0, 0; from < len(r.run); from = to {
		to = r.pieceEnd(from)
		divided = divided || to < len(r.run)
		if !r.run[to-1].earlier {
			r.piece(span{r, from, to})
		}
	}
	if divided {
		r.joined()
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

// piece asks what digits are without anything between them.
func (r *Reader) piece(s span) {
	switch n := s.length(); {
	case n < 11:
	case n == 11:
		r.note(s, judgeMobile(s))
	case n == 13 && s.starts("86") && r.note(s.part(2, n), judgeMobile(s.part(2, n))):
	case n == 15 && s.starts("0086") && r.note(s.part(4, n), judgeMobile(s.part(4, n))):
	case n == 15:
		r.note(s, judgeOldResident(s))
	case n == 18:
		r.note(s, judgeResident(s))
	case n > 18:
		r.long(s)
	}
}

// long looks for resident IDs at the ends of longer digits: the number of a certificate
// of disability is an ID with two more, and in lists that were copied without their
// blanks an ID and a mobile number are one.
func (r *Reader) long(s span) {
	const id = idDigits + 1
	n := s.length()
	if head, rest := s.part(0, id), s.part(id, n); isSound(head) {
		if isDisability(rest) || rest.length() == 11 && r.note(rest, judgeMobile(rest)) || rest.length() >= id {
			r.note(head, judgeResident(head))
		}
	}
	if rest, tail := s.part(0, n-id), s.part(n-id, n); isSound(tail) {
		if rest.length() == 1 || rest.length() == 11 && r.note(rest, judgeMobile(rest)) || rest.length() >= id {
			r.note(tail, judgeResident(tail))
		}
	}
}

// joined asks what pieces are that stand side by side, where no piece of them is
// something by itself.
func (r *Reader) joined() {
	for from := 0; from < len(r.run); from = r.pieceEnd(from) {
		for to := r.pieceEnd(from); to < len(r.run) && to-from < longest; {
			to = r.pieceEnd(to)
			s := span{r, from, to}
			if r.run[to-1].earlier || r.isNoted(s) {
				continue
			}
			if n := s.length(); n == 18 && r.note(s, judgeResident(s)) || n == 11 && r.note(s, judgeDividedMobile(s)) {
				break
			}
		}
	}
}

// isNoted reports whether part of the span belongs to a hit.
func (r *Reader) isNoted(s span) bool {
	from, to := s.place()
	for _, h := range r.hits {
		if before(h.From, to) && before(from, h.To) {
			return true
		}
	}
	return false
}

// before reports whether a place is before another.
func before(a, b Place) bool {
	if a.Passage != b.Passage {
		return a.Passage < b.Passage
	}
	if a.Cell != b.Cell {
		return a.Cell < b.Cell
	}
	return a.Offset < b.Offset
}

// note notes a hit if the verdict is one, and reports whether it is.
func (r *Reader) note(s span, v verdict) bool {
	if v.rule == nil {
		return false
	}
	value := s.value()
	from, to := s.place()
	r.hits = append(r.hits, Hit{Rule: v.rule, From: from, To: to, Masked: masked(value, v.first, v.last), Maskable: true, value: value})
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
