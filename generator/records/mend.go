package records

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// faults finds out what is wrong with a line.
func (p *parser) faults(at int, line string) {
	if p.marker(at, line) {
		return
	}
	if i := strings.IndexFunc(line, unwanted); i >= 0 {
		p.control(at, line, i)
		return
	}
	if strings.HasPrefix(strings.TrimSpace(line), "#") {
		if p.tally.Take(ruleRemark) {
			p.say(ruleRemark, at, len(line))
		}
		return
	}
	judges := judges()
	if n := 1 + strings.Count(line, "\t"); n != len(judges) || len(line) > longest {
		p.columns(at, line, n)
		return
	}
	cells := strings.Split(line, "\t")
	for i, judge := range judges {
		if v := judge(cells[i]); v.rule != nil && p.tally.Take(v.rule) {
			d := p.say(v.rule, at, len(cells[i]), short(cells[i]), v.hint)
			if v.fix != "" {
				d.Fix = p.quoter.Replace(at, at+len(cells[i]), v.fix)
			}
		}
		at += len(cells[i]) + 1
	}
}

// marker tells of what git leaves in a file in which two branches have changed the same
// lines, at the first of its marks, and reports whether a line is one of them.
func (p *parser) marker(at int, line string) bool {
	for _, mark := range []string{"<<<<<<<", "|||||||", "=======", ">>>>>>>"} {
		if rest, ok := strings.CutPrefix(line, mark); ok && (rest == "" || rest[0] == ' ') {
			if (!p.conflict || mark == "<<<<<<<") && p.tally.Take(ruleConflict) {
				p.say(ruleConflict, at, len(line))
			}
			p.conflict = true
			return true
		}
	}
	return false
}

// unwanted reports whether a character has no place in the file: one that cannot be
// seen, but for the tab.
func unwanted(r rune) bool { return r != '\t' && invisible(r) }

// control tells of the first such character in a line.
func (p *parser) control(at int, line string, i int) {
	if !p.tally.Take(ruleControl) {
		return
	}
	r, size := utf8.DecodeRuneInString(line[i:])
	name := fmt.Sprintf("U+%04X", r)
	if len(line) > longest {
		p.say(ruleControl, at+i, size, name, diag.Text{ZH: "删去它", EN: "delete it"})
		return
	}
	clean := strings.Map(func(r rune) rune {
		if unwanted(r) {
			return -1
		}
		return r
	}, line)
	meant := shown(clean)
	d := p.say(ruleControl, at+i, size, name, diag.Text{ZH: "删去它，改为：" + meant.ZH, EN: "delete it; write: " + meant.EN})
	if isLine([]byte(clean)) || at == 0 && line[0] == '#' {
		d.Fix = p.quoter.Replace(at, at+len(line), clean)
	}
}

// shown is a line as a hint shows it: a tab would be seen as its number there.
func shown(line string) diag.Text {
	if !strings.Contains(line, "\t") {
		return diag.Text{ZH: line, EN: line}
	}
	line = strings.ReplaceAll(line, "\t", "⇥")
	return diag.Text{ZH: line + "（⇥ 是 Tab 键）", EN: line + " (⇥ is a tab)"}
}

// longest is the longest line, in bytes, of which what was meant is looked for.
const longest = 4 * maxAddress

// looseLine is a line in which the tabs have become something else: blanks in an
// editor, commas in a spreadsheet, which also puts quotes around values and a time
// behind days, and leaves columns empty at the end.
var looseLine = regexp.MustCompile(`^["'\s|]*(\S|\S.*?\S)` + divided + `(\d{1,4}[^,;，；\t"']*?)` + divided +
	`([0-9A-Fa-f]{64}|[-－—–−]+)` + divided + `(\p{Han}{2,4}|[A-Za-z]+)["'\s\x{a0}\x{3000},;，；|]*$`)

// divided is what stands between two of its values.
const divided = `["']?[\s\x{a0}\x{3000},;，；|]+["']?`

// columns tells of a line that has not four columns, and which it should be.
func (p *parser) columns(at int, line string, n int) {
	if !p.tally.Take(ruleColumns) {
		return
	}
	meant, sure := meantLine(line)
	hint := diag.Text{
		ZH: "一行四列：网址、首次公开日期、审查校验和（没有的写 -）、状态，例如 " + shown(exampleLine).ZH,
		EN: "a line has address, first day, sum (- for none) and state, such as " + shown(exampleLine).EN,
	}
	if meant != "" {
		line := shown(meant)
		hint = diag.Text{ZH: "各列之间应是一个 Tab，改为：" + line.ZH, EN: "there is one tab between columns; write: " + line.EN}
	}
	d := p.say(ruleColumns, at, len(line), n, hint)
	if sure {
		d.Fix = p.quoter.Replace(at, at+len(line), meant)
	}
}

const exampleLine = "policies/2017/0003.html\t2017-03-15\t-\t公开"

// meantLine returns the line that was meant, and whether nothing in it has to be looked
// up; "" where it could be any.
func meantLine(line string) (meant string, sure bool) {
	if len(line) > longest {
		return "", false
	}
	m := looseLine.FindStringSubmatch(line)
	if m == nil {
		return "", false
	}
	cells := m[1:]
	for i, judge := range judges() {
		if v := judge(cells[i]); v.fix != "" {
			cells[i] = v.fix
		}
	}
	meant = strings.Join(cells, "\t")
	return meant, isLine([]byte(meant))
}
