package report

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/diag"
)

// WithOwn returns figures.toml with figures of the office's own that somebody has written
// down elsewhere, in a workbook: where there is 0, and as new tables. What stands there
// stays; where it differs, and where a table has other entries, a finding says what to write.
func (in Input) WithOwn(own []Figure) ([]byte, []diag.Diagnostic) {
	root, _ := parseTree(FiguresFile, in.Figures)
	if root == nil || len(own) == 0 {
		return in.Figures, nil
	}
	a := ownAdder{root: root, seen: map[string]bool{}, data: bytes.Clone(bytes.TrimPrefix(in.Figures, bom))}
	for _, f := range own {
		a.add(f)
	}
	// From the end, so that the places before stay what they are.
	slices.SortFunc(a.zeros, func(x, y zero) int { return y.at.offset - x.at.offset })
	for _, z := range a.zeros {
		a.data = slices.Replace(a.data, z.at.offset, z.at.offset+z.at.length, []byte(z.value.String())...)
	}
	whole := a.data
	a.appendTables()
	if again, _ := parseTree(FiguresFile, a.data); again == nil { // one is a number and a table
		for _, f := range a.fresh {
			a.left(f, diag.Text{ZH: "这个名称和别的冲突", EN: "the name is that of another, too"}, diag.Text{ZH: "换一个数据名称", EN: "choose another name"})
		}
		a.data = whole
	}
	return a.data, a.found.all()
}

// ownAdder collects what becomes of figures.
type ownAdder struct {
	root  *node
	seen  map[string]bool
	data  []byte
	zeros []zero
	fresh []Figure
	found findings
}

// zero is a 0 that gives place to a number.
type zero struct {
	at    place
	value Number
}

// add decides about one figure.
func (a *ownAdder) add(f Figure) {
	path := strings.Split(f.Name, ".")
	key := path[len(path)-1]
	n := a.root
	for _, name := range path {
		n = n.child(name)
	}
	again := a.seen[f.Name]
	a.seen[f.Name] = true
	switch {
	case again:
		a.left(f, diag.Text{ZH: "上面已经有一行是这个名称", EN: "a row above has that name"}, diag.Text{ZH: "只留一行", EN: "keep one of the rows"})
	case n != nil && n.kind == kindNumber:
		switch has, ok := parseNumber(n.text); {
		case ok && has == f.Value:
		case ok && has == 0:
			a.zeros = append(a.zeros, zero{n.at, f.Value})
		default:
			a.left(f, diag.Text{ZH: "那里写的是 " + n.text, EN: "it has " + n.text + " there"},
				diag.Text{ZH: fmt.Sprintf("以表为准的，把 figures.toml 里的 %s 改成 %s = %s", n.text, key, f.Value),
					EN: fmt.Sprintf("if the sheet is right, write %s = %s there", key, f.Value)})
		}
	case len(path) > 1 && a.root.child(path[0]) == nil:
		a.fresh = append(a.fresh, f)
	default:
		table := strings.Join(path[:len(path)-1], ".")
		a.left(f, diag.Text{ZH: "那里没有这一项", EN: "it has no such entry"},
			diag.Text{ZH: fmt.Sprintf("在 figures.toml 的 [%s] 下面加一行 %s = %s", table, key, f.Value),
				EN: fmt.Sprintf("add the line %s = %s below [%s]", key, f.Value, table)})
	}
}

// left says that a figure was not taken, why, and what to write.
func (a *ownAdder) left(f Figure, why, write diag.Text) {
	if a.found.Take(ownLeft) {
		a.found.add(ownLeft.At(f.Pos, f.Name, f.Value, why, write))
	}
}

// appendTables writes the tables that there were not.
func (a *ownAdder) appendTables() {
	if len(a.fresh) > 0 && len(a.data) > 0 && !bytes.HasSuffix(a.data, []byte{'\n'}) {
		a.data = append(a.data, '\n')
	}
	last := ""
	var labels []Figure
	for _, f := range a.inTables() {
		table, key := tableOf(f.Name)
		if table != last {
			a.data = fmt.Appendf(a.data, "\n[%s]\n", table)
			last = table
		}
		a.data = fmt.Appendf(a.data, "%s = %s\n", key, f.Value)
		if label, unit := knownLabel(f.Name); f.Label != "" && f.Label != f.Name && (f.Label != label || f.Unit != unit) {
			labels = append(labels, f)
		}
	}
	if len(labels) == 0 || a.root.child(tableLabels) != nil {
		return
	}
	a.data = append(a.data, "\n[labels]\n"...)
	for _, f := range labels {
		label := f.Label
		if f.Unit != "" {
			label += "（" + f.Unit + "）"
		}
		a.data = fmt.Appendf(a.data, "%q = %q\n", f.Name, label)
	}
}

// inTables returns the new figures by their tables, in the order in which those come.
func (a *ownAdder) inTables() []Figure {
	order := map[string]int{}
	for _, f := range a.fresh {
		if table, _ := tableOf(f.Name); order[table] == 0 {
			order[table] = len(order) + 1
		}
	}
	slices.SortStableFunc(a.fresh, func(x, y Figure) int {
		first, _ := tableOf(x.Name)
		second, _ := tableOf(y.Name)
		return order[first] - order[second]
	})
	return a.fresh
}

// tableOf divides the name of a figure into that of its table and its key.
func tableOf(name string) (table, key string) {
	i := strings.LastIndexByte(name, '.')
	return name[:i], name[i+1:]
}

// IsOwn reports whether a figure may be one of the office's own, by its name.
func (f Figure) IsOwn() bool {
	table, _, divided := strings.Cut(f.Name, ".")
	return divided && isName(f.Name) && !slices.Contains(statutoryTables(), table) && table != tableLabels && table != tableCounted
}
