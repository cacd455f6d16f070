package importer

import (
	"slices"
	"strings"

	"gongkai/generator/diag"
)

// losses gathers what could not be carried over: for each rule one finding with
// all its places, however many there are.
type losses struct {
	pos   diag.Pos
	rules []*diag.Rule // in the order in which they were first found
	found map[*diag.Rule]*loss
}

type loss struct {
	places []diag.Text
	what   []diag.Text
	count  int
}

func newLosses(name string) losses {
	return losses{pos: diag.Pos{File: name}, found: map[*diag.Rule]*loss{}}
}

// add notes one; what may say more about it than the rule does.
func (l *losses) add(rule *diag.Rule, at diag.Text, what ...diag.Text) {
	f := l.found[rule]
	if f == nil {
		f = &loss{}
		l.found[rule] = f
		l.rules = append(l.rules, rule)
	}
	f.count++
	f.places = appendNew(f.places, at)
	for _, w := range what {
		f.what = appendNew(f.what, w)
	}
}

// appendNew appends a text unless it is empty or there.
func appendNew(list []diag.Text, t diag.Text) []diag.Text {
	if t.ZH == "" {
		return list
	}
	if len(list) > shown || slices.Contains(list, t) {
		return list // more are not shown
	}
	return append(list, t)
}

// findings returns a finding for each rule. Its message may say how many (1),
// where (2), and what (3).
func (l *losses) findings() []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, rule := range l.rules {
		f := l.found[rule]
		found = append(found, rule.At(l.pos, f.count, list(f.places), list(f.what)))
	}
	return found
}

// shown is how many places a finding names.
const shown = 8

// list joins texts, the first few of them.
func list(texts []diag.Text) diag.Text {
	var zh, en []string
	for _, t := range texts[:min(len(texts), shown)] {
		zh, en = append(zh, t.ZH), append(en, t.EN)
	}
	all := diag.Text{ZH: strings.Join(zh, "、"), EN: strings.Join(en, "; ")}
	if len(texts) > shown {
		all.ZH += " 等"
		all.EN += " and more"
	}
	return all
}
