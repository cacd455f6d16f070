package report

import (
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/suggest"
)

// Figure is a number of the report with its name, by which the prose refers to
// it: {{training.people}}.
type Figure struct {
	Name  string // training.people, requests.new.total
	Label string // 接受培训人员数; the name where the file gives none
	Unit  string // 人次, or ""
	Value Number
	Pos   diag.Pos
	// Form says that the figure is a cell of a statutory table.
	Form bool
}

// figureSet holds figures in the order in which they were found.
type figureSet struct {
	list  []Figure
	index map[string]int
}

func (s *figureSet) add(f Figure) {
	if s.index == nil {
		s.index = map[string]int{}
	}
	if i, ok := s.index[f.Name]; ok {
		s.list[i] = f
		return
	}
	s.index[f.Name] = len(s.list)
	s.list = append(s.list, f)
}

// get returns a figure; ok is false where it is not known.
func (s *figureSet) get(name string) (f Figure, ok bool) {
	i, ok := s.index[name]
	if !ok {
		return Figure{}, false
	}
	return s.list[i], true
}

// value returns the number of a figure, 0 where it is not known.
func (s *figureSet) value(name string) Number {
	f, _ := s.get(name)
	return f.Value
}

// The tables of figures.toml that have a meaning of their own. Those of the forms
// have the same names in {{table.NAME}} and as html ids.
const (
	tableProactive  = "proactive"
	tableRequests   = "requests"
	tableLitigation = "litigation"
	tableLabels     = "labels"
	tableCounted    = "counted"
	tableCharges    = "processing_fee"
)

// figureReader reads figures.toml into a report.
type figureReader struct {
	findings
	report *Report
	root   *node
	// misspelt is the name of a table that was taken for a statutory one.
	misspelt string
}

// readFigures reads figures.toml. hasLedger says that the request table comes
// from applications.csv.
func (r dataReader) readFigures(root *node, hasLedger bool) []diag.Diagnostic {
	reader := &figureReader{report: r.Report, root: root}
	if r.form.statutory() {
		reader.readStatutory(root, hasLedger)
	}
	for _, key := range root.keys {
		switch {
		case key == tableLabels, key == tableCounted, key == tableCharges, key == reader.misspelt:
		case r.form.statutory() && slices.Contains(statutoryTables(), key):
		default:
			reader.readFree(key, root.child(key))
		}
	}
	reader.readLabels(root.child(tableLabels))
	reader.readCounted(root.child(tableCounted))
	reader.readCharges(root.child(tableCharges))
	return reader.all()
}

func statutoryTables() []string { return []string{tableProactive, tableRequests, tableLitigation} }

// readStatutory reads the three tables of the forms of 2019 and 2021.
func (r *figureReader) readStatutory(root *node, hasLedger bool) {
	if n := r.statutoryTable(root, tableProactive, true); n != nil {
		r.readProactive(n)
	}
	if n := r.statutoryTable(root, tableRequests, !hasLedger); n != nil {
		if hasLedger {
			r.say(tableAndLedger, n.at)
		}
		r.readRows(n, rowKeys(r.report.form.requests), applicants(), requestName)
	}
	if n := r.statutoryTable(root, tableLitigation, true); n != nil {
		r.readRows(n, litigationBlocks(), litigationColumns(), litigationName)
	}
}

// statutoryTable returns one of the tables, nil with a finding where it is
// needed and missing.
func (r *figureReader) statutoryTable(root *node, key string, needed bool) *node {
	n := root.child(key)
	switch {
	case n == nil && needed && r.nearTable(root, key):
	case n == nil && needed:
		r.report.incomplete = true
		r.say(tableMissing, r.root.at, key, tableTitle(key))
	case n != nil && n.kind != kindTable:
		r.say(notATable, n.at, key)
		return nil
	}
	return n
}

// nearTable reports a table whose name is that of a missing one misspelt.
func (r *figureReader) nearTable(root *node, key string) bool {
	var others []string
	for _, k := range root.keys {
		if !slices.Contains(statutoryTables(), k) {
			others = append(others, k)
		}
	}
	near := suggest.Nearest(key, others)
	if near == "" || near == tableLabels || near == tableCounted {
		return false
	}
	r.misspelt, r.report.incomplete = near, true
	r.say(unknownKey, root.child(near).key, near, nearestHint(near, []string{key}))
	return true
}

// tableTitle names a statutory table for people.
func tableTitle(key string) diag.Text {
	switch key {
	case tableProactive:
		return diag.Text{ZH: "主动公开政府信息情况表", EN: "table of proactive disclosure (主动公开政府信息情况)"}
	case tableRequests:
		return diag.Text{ZH: "收到和处理政府信息公开申请情况表", EN: "table of requests (收到和处理政府信息公开申请情况)"}
	}
	return diag.Text{ZH: "行政复议、行政诉讼情况表", EN: "table of reviews and lawsuits (行政复议、行政诉讼情况)"}
}

func rowKeys(rows []entry) []item {
	items := make([]item, len(rows))
	for i, row := range rows {
		items[i] = row.item
	}
	return items
}

// keys lists the keys of items, without empty ones.
func keys(items []item) []string {
	var list []string
	for _, i := range items {
		if i.key != "" {
			list = append(list, i.key)
		}
	}
	return list
}

// unknown reports keys of n that are not in known, and returns those of known
// that were meant: they need not be reported as missing as well.
func (r *figureReader) unknown(n *node, path string, known []string) (meant []string) {
	absent := slices.DeleteFunc(slices.Clone(known), func(k string) bool { return n.child(k) != nil })
	for _, key := range n.keys {
		if slices.Contains(known, key) {
			continue
		}
		if !r.Take(unknownKey) {
			continue
		}
		candidates := absent
		if len(absent) == 0 {
			candidates = known
		}
		r.add(unknownKey.At(n.child(key).key.pos(), path+"."+key, nearestHint(key, candidates)))
		if near := suggest.Nearest(key, absent); near != "" {
			meant = append(meant, near)
		}
	}
	return meant
}

// maxNames is how many names a hint may list.
const maxNames = 40

// nearestHint names the key that was meant, or all that there are, if they are few.
func nearestHint(got string, known []string) diag.Text {
	if near := suggest.Nearest(got, known); near != "" {
		return diag.Text{ZH: "改为 " + near, EN: "did you mean " + near + "?"}
	}
	if len(known) == 0 || len(known) > maxNames {
		return diag.Text{ZH: "改正名称，或者删去", EN: "correct the name, or remove it"}
	}
	list := strings.Join(known, ", ")
	return diag.Text{ZH: "可以写的有：" + list, EN: "known here: " + list}
}

// readProactive reads the first table: [proactive.SECTION] or
// [proactive.SECTION.ROW].
func (r *figureReader) readProactive(table *node) {
	sections := r.report.form.proactive
	known := make([]string, len(sections))
	for i, s := range sections {
		known[i] = s.key
	}
	meant := r.unknown(table, tableProactive, known)
	for _, s := range sections {
		n := table.child(s.key)
		path := tableProactive + "." + s.key
		switch {
		case n == nil && !slices.Contains(meant, s.key):
			r.say(blankCell, r.root.at, s.title, path)
		case n == nil:
		case n.kind != kindTable:
			r.say(notATable, n.key, path)
		default:
			meant := r.unknown(n, path, keys(s.rows))
			for _, row := range s.rows {
				if child := n.child(row.key); child != nil {
					r.readSectionRow(s, row, child)
				} else if !slices.Contains(meant, row.key) {
					r.say(blankCell, n.at, row.label, path+"."+row.key)
				}
			}
		}
	}
}

func (r *figureReader) readSectionRow(s section, row item, n *node) {
	if s.columns[0].key == "" {
		r.cell(n, s.name(row, s.columns[0]), row.label, cellKind(s, s.columns[0]))
		return
	}
	path := tableProactive + "." + s.key + "." + row.key
	if n.kind != kindTable {
		r.say(notATable, n.key, path)
		return
	}
	meant := r.unknown(n, path, keys(s.columns))
	for _, c := range s.columns {
		if cell := n.child(c.key); cell != nil {
			r.cell(cell, s.name(row, c), row.label+"·"+c.label, cellKind(s, c))
		} else if !slices.Contains(meant, c.key) {
			r.say(blankCell, n.at, row.label+"·"+c.label, path+"."+c.key)
		}
	}
}

// limits says which numbers a cell can hold.
type limits uint8

const (
	count  limits = iota // 0, 1, 2 …
	change               // also negative
	amount               // also decimals
	free                 // anything
)

func cellKind(s section, c item) limits {
	switch {
	case c.key == "delta":
		return change
	case s.decimal && c.key != "projects":
		return amount
	}
	return count
}

// readRows reads tables whose rows are lists: requests and litigation.
func (r *figureReader) readRows(table *node, rows, columns []item, name func(row, column string) string) {
	prefix, _, _ := strings.Cut(name("", ""), ".")
	meant := r.unknown(table, prefix, keys(rows))
	for _, row := range rows {
		n := table.child(row.key)
		switch {
		case n == nil && slices.Contains(meant, row.key):
		case n == nil:
			r.say(blankCell, table.at, row.label, prefix+"."+row.key)
		case n.kind != kindList:
			r.say(notAList, n.key, prefix+"."+row.key, len(columns), labels(columns))
		case len(n.items) != len(columns):
			r.say(wrongLength, n.at, prefix+"."+row.key, len(columns), len(n.items), labels(columns))
		default:
			for i, c := range columns {
				r.cell(n.items[i], name(row.key, c.key), row.label+"·"+c.label, count)
			}
		}
	}
}

func labels(items []item) string {
	list := make([]string, len(items))
	for i, item := range items {
		list[i] = item.label
	}
	return strings.Join(list, "、")
}

// cell reads one cell of a statutory table.
func (r *figureReader) cell(n *node, name, label string, l limits) {
	if n.kind == kindText && isBlank(n.text) {
		r.say(blankCell, n.at, label, name)
		return
	}
	if v, ok := r.number(n, name, l); ok {
		r.report.figures.add(Figure{Name: name, Label: label, Value: v, Pos: n.at.pos(), Form: true})
	}
}

// isBlank reports whether a text is one of those that people write for nothing.
func isBlank(s string) bool {
	return slices.Contains([]string{"", "/", "-", "—", "——", "无", "\\", "／", "－"}, strings.TrimSpace(s))
}

// number reads a number within limits.
func (r *figureReader) number(n *node, name string, l limits) (Number, bool) {
	if n.kind != kindNumber {
		r.say(notANumber, n.at, name, numberAdvice(n))
		return 0, false
	}
	v, ok := parseNumber(n.text)
	switch {
	case !ok:
		r.say(notPlain, n.at, name, n.text)
	case v < 0 && l != change && l != free:
		r.say(negative, n.at, name, n.text)
		return 0, false
	case !v.integer() && l != amount && l != free:
		r.say(notWhole, n.at, name, n.text)
		return 0, false
	}
	return v, ok
}

// numberAdvice says how to write the number that was meant.
func numberAdvice(n *node) diag.Text {
	if digits := strings.TrimSpace(n.text); n.kind == kindText && digits != "" {
		if v, ok := parseNumber(strings.TrimRight(digits, "多余条件次人份")); ok {
			return diag.Text{ZH: "去掉引号和单位，写成 " + v.String(), EN: "without quotes and unit: " + v.String()}
		}
	}
	return diag.Text{ZH: "写一个数字，没有就写 0", EN: "write a number, 0 for none"}
}
