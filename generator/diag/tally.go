package diag

import "fmt"

// maxAlike bounds the findings of one rule in one file. It is far more than
// anybody reads; it keeps a file of garbage from filling the memory.
const maxAlike = 10_000

// early is how many findings of one rule may each look for what was meant.
const early = 50

// Tally counts the findings of each rule in one file, so that there is an end to
// them. The zero value is ready.
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

// Early reports whether the finding of a rule that Take let pass last is one of the
// first. Those after them are told without what costs more than themselves: a
// search for what was meant.
func (t *Tally) Early(r *Rule) bool { return t.counts[r] <= early }

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
