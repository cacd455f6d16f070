package report

import (
	"strings"

	"gongkai/generator/diag"
)

// The free part of figures.toml: the office's own figures, in tables of its
// own choice, with names for people and with what is to be compared.
//
//	[training]
//	sessions = 5
//	people = 267
//
//	[labels]                       # name and unit of figures the program does not know
//	"disclosure.system" = "管理系统公开信息（条）"
//
//	[counted]                      # compare a declared figure with what the site counts
//	"disclosure.portal" = "documents"

// readFree reads a table of the office's own figures, or a single figure.
func (r *figureReader) readFree(name string, n *node) {
	if !isName(name) {
		r.say(badName, n.key, name)
		return
	}
	if n.kind != kindTable {
		if v, ok := r.number(n, name, free); ok {
			label, unit := knownLabel(name)
			r.report.figures.add(Figure{Name: name, Label: label, Unit: unit, Value: v, Pos: n.at.pos()})
		}
		return
	}
	for _, key := range n.keys {
		r.readFree(name+"."+key, n.child(key))
	}
}

// isName reports whether every part of a dotted name is a plain word.
func isName(name string) bool {
	for part := range strings.SplitSeq(name, ".") {
		if part == "" || part[0] < 'a' || part[0] > 'z' {
			return false
		}
		for i := range len(part) {
			c := part[i]
			if !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '_') {
				return false
			}
		}
	}
	return true
}

// flatten lists the texts of a table, nested ones under dotted names.
func flatten(prefix string, n *node, visit func(name string, n *node)) {
	if n == nil {
		return
	}
	if n.kind != kindTable {
		visit(prefix, n)
		return
	}
	for _, key := range n.keys {
		name := key
		if prefix != "" {
			name = prefix + "." + key
		}
		flatten(name, n.child(key), visit)
	}
}

// readLabels reads [labels]: name = "label（unit）".
func (r *figureReader) readLabels(table *node) {
	flatten("", table, func(name string, n *node) {
		f, ok := r.report.figures.get(name)
		switch {
		case !ok || f.Form:
			r.unknownFigure(n, name)
		case n.kind != kindText || strings.TrimSpace(n.text) == "":
			r.say(notAText, n.at, tableLabels+"."+name)
		default:
			f.Label, f.Unit = splitUnit(strings.TrimSpace(n.text))
			r.report.figures.add(f)
		}
	})
}

// splitUnit splits "接受培训人员（人次）" into its label and unit.
func splitUnit(s string) (label, unit string) {
	if rest, ok := strings.CutSuffix(s, "）"); ok {
		if i := strings.LastIndex(rest, "（"); i > 0 {
			return rest[:i], rest[i+len("（"):]
		}
	}
	return s, ""
}

// readCounted reads [counted]: which figure the site can count itself.
func (r *figureReader) readCounted(table *node) {
	flatten("", table, func(name string, n *node) {
		if _, ok := r.report.figures.get(name); !ok {
			r.unknownFigure(n, name)
			return
		}
		if n.kind != kindText {
			r.say(notAText, n.at, tableCounted+"."+name)
			return
		}
		r.report.declared = append(r.report.declared, declaration{
			figure: name, counted: strings.TrimPrefix(n.text, countedPrefix), pos: n.at.pos(),
		})
	})
}

// unknownFigure reports the name of a figure that there is not.
func (r *figureReader) unknownFigure(n *node, name string) {
	if r.Take(unknownFigure) {
		var known []string
		if r.Early(unknownFigure) {
			known = r.report.freeNames()
		}
		r.add(unknownFigure.At(n.key.pos(), name, nearestHint(name, known)))
	}
}

// freeNames lists the names of the figures that are not cells of a form.
func (r *Report) freeNames() []string {
	var names []string
	for _, f := range r.figures.list {
		if !f.Form {
			names = append(names, f.Name)
		}
	}
	return names
}

// charge is what was asked for under 信息处理费 (国办函〔2020〕109号).
type charge struct {
	byPages  bool
	cases    int // applications that were charged
	quantity int // pages of the application, or applications of the month; 0: not given
	amount   Number
	pos      diag.Pos
}

// readCharges reads [processing_fee] and its list [[processing_fee.charge]].
func (r *figureReader) readCharges(table *node) {
	if table == nil {
		return
	}
	if table.kind != kindTable {
		r.say(notATable, table.at, tableCharges)
		return
	}
	r.unknown(table, tableCharges, []string{"cases", "amount", "charge"})
	r.readFee(table, "cases", count)
	r.readFee(table, "amount", amount)
	list := table.child("charge")
	if list == nil {
		return
	}
	if list.kind != kindList {
		r.say(badCharge, list.at)
		return
	}
	for _, n := range list.items {
		r.readCharge(n)
	}
}

// readFee reads one of the two totals.
func (r *figureReader) readFee(table *node, key string, l limits) {
	name := tableCharges + "." + key
	label, unit := knownLabel(name)
	n := table.child(key)
	if n == nil {
		r.say(blankCell, table.at, label, name)
		return
	}
	if v, ok := r.number(n, name, l); ok {
		r.report.figures.add(Figure{Name: name, Label: label, Unit: unit, Value: v, Pos: n.at.pos()})
	}
}

func (r *figureReader) readCharge(n *node) {
	by, sum := n.child("by"), n.child("amount")
	if n.kind != kindTable || by == nil || sum == nil || by.text != "pages" && by.text != "requests" {
		r.say(badCharge, n.at)
		return
	}
	path := tableCharges + ".charge"
	r.unknown(n, path, []string{"by", "cases", "quantity", "amount"})
	c := charge{byPages: by.text == "pages", cases: 1, pos: sum.at.pos()}
	value, valid := r.number(sum, path+".amount", amount)
	for _, optional := range []struct {
		key string
		to  *int
	}{{"cases", &c.cases}, {"quantity", &c.quantity}} {
		if given := n.child(optional.key); given != nil {
			v, ok := r.number(given, path+"."+optional.key, count)
			*optional.to, valid = int(v/one), valid && ok
		}
	}
	if c.amount = value; valid {
		r.report.charges = append(r.report.charges, c)
	}
}
