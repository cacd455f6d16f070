package diag

import "fmt"

// maxAlike bounds the findings of one rule in one file: whoever has more has one
// cause for them, and reads no more of them anyway.
const maxAlike = 50

// Tally counts the findings of each rule in one file, so that a file in which
// everything is wrong costs no more than its length. The zero value is ready.
type Tally struct {
	counts map[*Rule]int
}

// Take reports whether one more finding of a rule is to be made. It is counted
// in any case.
func (t *Tally) Take(r *Rule) bool {
	if t.counts == nil {
		t.counts = map[*Rule]int{}
	}
	t.counts[r]++
	return t.counts[r] <= maxAlike
}

// Close says in the first finding of a rule how many there are of it, where some
// were not made. It is the first because a printer may leave out the last.
func (t *Tally) Close(found []Diagnostic) []Diagnostic {
	for r, n := range t.counts {
		if n <= maxAlike {
			continue
		}
		for i := range found {
			if d := &found[i]; d.Code == r.Code {
				d.Message.ZH += fmt.Sprintf("（这个文件里同样的问题有 %d 处，只指出 %d 处）", n, maxAlike)
				d.Message.EN += fmt.Sprintf(" (%d of this kind in the file, of which %d are told)", n, maxAlike)
				break
			}
		}
	}
	return found
}
