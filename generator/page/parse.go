package page

import (
	"bytes"
	"slices"
	"strings"

	"gongkai/generator/cache"
	"gongkai/generator/diag"
)

// Parse reads a content file: p is its path below content/, slash-separated.
//
// The findings name the file as "content/"+p. Where there are errors the page
// holds what could be read; it is nil only where the bytes are no UTF-8 text or
// the fences of the front matter were not found. Parse is a pure function of
// its arguments. Body shares memory with data unless line ends were converted;
// Meta shares none.
func Parse(p string, data []byte) (*Page, []diag.Diagnostic) {
	return new(Parser).Parse(p, data)
}

// Parser parses one file after another and keeps the memory that it takes, so
// that a file leaves nothing behind but its Meta: 3.8 KB a file less for the
// garbage collector. The zero value is ready; it is for one goroutine.
type Parser struct {
	decoder decoder
	memory  memory
	page    Page
	shared  map[string]string
}

// Parse does what the function Parse does. The Page is the parser's and is
// overwritten by the next call; Meta and the findings can be kept.
func (r *Parser) Parse(p string, data []byte) (*Page, []diag.Diagnostic) {
	r.decoder = decoder{checker: checker{path: p, file: "content/" + p}, report: isReport(p)}
	d := &r.decoder
	d.checkPath()
	clean, wrong := text(d.file, data)
	if wrong != nil {
		return nil, append(d.found, *wrong)
	}
	front, wrong := readMatter(d.file, clean, &r.memory)
	if wrong != nil {
		return nil, append(d.found, *wrong)
	}
	d.data, d.base, d.end, d.entries = clean, front.start, front.end, front.entries
	d.lines.Data = clean[:front.body]

	r.page = Page{Meta: Meta{Path: p}, Body: clean[front.body:]}
	r.page.BodyLine = 1 + bytes.Count(clean[:front.body], []byte{'\n'})
	d.meta(&r.page.Meta, front.faults) // whose texts lie in data until own has copied them
	d.checkBody(&r.page)
	d.checkRemedy(&r.page)
	d.checkStandIn(&r.page)
	typed{d, &r.page}.check()
	r.own(&r.page.Meta)
	r.page.MetaSum = sumMeta(&r.page.Meta)
	r.page.BodySum = cache.SumBytes(r.page.Body)
	return &r.page, d.tally.Close(d.found)
}

// decoder turns the entries of one front matter into a Meta.
type decoder struct {
	checker
	report bool     // the file is an annual report
	next   int      // where in documentKeys the next key is looked for
	meant  []string // keys that unknown ones stand for
}

// meta decodes the entries into m, whose texts may lie where those do. faults are
// about what could not be read.
func (d *decoder) meta(m *Meta, faults []fault) {
	for _, f := range faults {
		d.fault(f)
	}
	if d.report {
		m.Category = ReportsFolder
	}
	var seen [32]bool
	for i := range d.entries {
		d.entry(m, &d.entries[i], seen[:])
	}
	d.checkMissing(seen[:], len(faults) > 0)
	d.checkConsistency(m)
}

// fault records what is wrong with an entry that could not be read. Where it is only
// what stands between the key and its value, the whole line is known that was meant.
func (d *decoder) fault(f fault) {
	if !d.tally.Take(f.rule) {
		return
	}
	d.say(f.rule, f.start, f.end, f.args...)
	front := string(d.data[d.base:d.end])
	if f.rule == ruleManyLines {
		if word, from := indentedEntry(front, f); word != "" && !d.has(word) {
			d.found[len(d.found)-1].Fix = d.lines.Replace(d.base+from, d.base+f.start, "")
		}
		return
	}
	if f.rule != ruleWideColon && f.rule != ruleNoBlank && f.rule != ruleNoColon {
		return
	}
	start := strings.LastIndexByte(front[:f.start], '\n') + 1
	if word := strings.TrimSpace(front[start:f.start]); isKeyName(word) && !d.has(suggestKey(word, documentKeys)) {
		meant, _ := f.args[0].(string)
		d.found[len(d.found)-1].Fix = d.lines.Replace(d.base+start, d.base+lineEnd(front, start), meant)
	}
}

// indentedEntry returns the key of the entry that a line is but for the blanks before it,
// and where those begin; "" where it is none, or repeats the key of what it stands below.
func indentedEntry(front string, f fault) (word string, from int) {
	meant, _ := f.args[0].(string)
	word, _, _ = strings.Cut(meant, ": ")
	above := front[:f.start] // with the entry that could not be read
	if meant == "" || strings.HasPrefix(above, word+":") || strings.Contains(above, "\n"+word+":") {
		return "", 0
	}
	return word, strings.LastIndexByte(above, '\n') + 1
}

// has reports whether there is an entry of a key: a second one is no correction.
func (d *decoder) has(key string) bool {
	_, ok := find(d.entries, key)
	return ok
}

// isKeyName reports whether a word is the name of a key, in English or in Chinese,
// and not only like one: 日期 may be one of three.
func isKeyName(word string) bool {
	return slices.ContainsFunc(documentKeys, func(k key) bool {
		return word == k.name || word == k.meaning.ZH
	})
}

// entry decodes one entry; seen says which keys came before it.
func (d *decoder) entry(m *Meta, p *pair, seen []bool) {
	i := d.keyAt(p.key.text)
	if i < 0 {
		d.unknownKey(p)
		return
	}
	k := &documentKeys[i]
	switch {
	case seen[i]:
		first, _ := find(d.entries, k.name)
		d.fail(ruleDuplicateKey, p.key.start, p.key.end, k.name, d.pos(first.key.start, first.key.end).Line)
		return
	case d.report && k.in&inReport == 0:
		d.fail(ruleNotInReport, p.key.start, p.key.end, k.name)
	case !d.report && k.in&inDocument == 0:
		d.fail(ruleOnlyInReport, p.key.start, p.key.end, k.name)
	}
	seen[i] = true
	d.value(k, m, p.value)
}

// keyAt returns the place of a key in the table, -1 if it is none. Most files
// have their keys in the order of the table, so it looks behind the last one
// first.
func (d *decoder) keyAt(name string) int {
	for range documentKeys {
		if d.next == len(documentKeys) {
			d.next = 0
		}
		d.next++
		if documentKeys[d.next-1].name == name {
			return d.next - 1
		}
	}
	return -1
}

func (d *decoder) unknownKey(p *pair) {
	if !d.tally.Take(ruleUnknownKey) {
		return
	}
	hint := diag.Text{ZH: "能用的字段见 gongkai schema 或《编辑手册》", EN: "for the keys there are, see `gongkai schema`"}
	near := suggestKey(p.key.text, documentKeys)
	if near != "" {
		hint = diag.Text{ZH: "改为 " + near, EN: "write " + near}
		d.meant = append(d.meant, near)
	}
	d.say(ruleUnknownKey, p.key.start, p.key.end, p.key.text, hint)
	if isKeyName(p.key.text) && !d.has(near) {
		d.found[len(d.found)-1].Fix = d.lines.Replace(d.base+p.key.start, d.base+p.key.end, near)
	}
}

// checkMissing reports required keys that are not there. Where some lines could
// not be read, the key may well be in one of them, and one mistake should not
// be reported twice.
func (d *decoder) checkMissing(seen []bool, unread bool) {
	if unread {
		return
	}
	for i := range documentKeys {
		k := &documentKeys[i]
		if seen[i] || !k.required || d.report && k.name == "category" || !d.report && k.in&inDocument == 0 || slices.Contains(d.meant, k.name) {
			continue
		}
		example := k.example
		if folder, _, _ := strings.Cut(d.path, "/"); k.name == "category" && isCategoryKey(folder) {
			example = folder
		}
		d.fail(ruleMissing, -d.base, -d.base+len(fence), k.name, k.meaning, k.name+": "+example)
	}
}

// ReportsFolder is the category, and the folder below content/, of the annual
// reports; every site has it.
const ReportsFolder = "reports"

// isReport reports whether a path is reports/YEAR/index.md.
func isReport(p string) bool {
	rest, found := strings.CutPrefix(p, ReportsFolder+"/")
	year, name, _ := strings.Cut(rest, "/")
	return found && name == "index.md" && isYear(year)
}

// isYear reports whether s is a year of four digits.
func isYear(s string) bool {
	return len(s) == 4 && strings.Trim(s, "0123456789") == "" && s[0] != '0'
}
