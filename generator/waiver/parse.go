package waiver

import (
	"bytes"
	"encoding/hex"
	"errors"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"gongkai/generator/diag"
	"gongkai/generator/tomlsize"
)

// The most entries that the file may have, and how deep brackets may nest in it.
const (
	maxEntries = 100_000
	maxDepth   = 8
)

// file is the file as TOML has it.
type file struct {
	Key     string  `toml:"key"`
	Waivers []entry `toml:"waiver"`
}

type entry struct {
	Waiver
	Until any `toml:"until"`
	Date  any `toml:"date"`
}

// Parse reads the file. Where it has errors, the list holds what could be read; it is nil
// where the file is not TOML.
func Parse(name string, data []byte) (*List, []diag.Diagnostic) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if enc, pos, _ := diag.Detect(name, data); enc != diag.UTF8 {
		return nil, []diag.Diagnostic{ruleNotUTF8.At(pos, enc.Name())}
	}
	if entries, depth := tomlsize.Of(data); entries > maxEntries || depth > maxDepth {
		return nil, []diag.Diagnostic{ruleTooMuch.At(diag.Pos{File: name}, maxEntries)}
	}
	p := parser{name: name, data: data}
	var f file
	if err := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields().Decode(&f); err != nil {
		return nil, p.syntax(err)
	}
	p.begins = header.FindAllIndex(data, -1)
	list := &List{Key: p.key(f.Key, len(f.Waivers) > 0)}
	for i := range f.Waivers {
		if w, ok := p.entry(i, &f.Waivers[i]); ok {
			list.Waivers = append(list.Waivers, w)
		}
	}
	p.repeated(list)
	return list, diag.Sort(p.found)
}

// header is the line with which a waiver begins.
var header = regexp.MustCompile(`(?m)^[ \t]*\[\[[ \t]*waiver[ \t]*\]\]`)

// parser carries what reading one file needs.
type parser struct {
	name   string
	data   []byte
	begins [][]int // of the waivers
	found  []diag.Diagnostic
}

// syntax says what the library could not read.
func (p *parser) syntax(err error) []diag.Diagnostic {
	var unknown *toml.StrictMissingError
	if errors.As(err, &unknown) {
		for _, e := range unknown.Errors {
			row, column := e.Position()
			p.found = append(p.found, ruleUnknown.At(p.at(row, column, len(strings.Join(e.Key(), "."))), e.Key()[len(e.Key())-1]))
		}
		return diag.Sort(p.found)
	}
	pos := diag.Pos{File: p.name}
	var fault *toml.DecodeError
	if errors.As(err, &fault) {
		row, column := fault.Position()
		pos = p.at(row, column, 1)
	}
	return []diag.Diagnostic{ruleSyntax.At(pos, strings.TrimPrefix(err.Error(), "toml: "))}
}

// at is a place by its row and its column in bytes, both from 1.
func (p *parser) at(row, column, width int) diag.Pos {
	offset := 0
	for ; row > 1; row-- {
		i := bytes.IndexByte(p.data[offset:], '\n')
		if i < 0 {
			break
		}
		offset += i + 1
	}
	pos := diag.Locate(p.name, p.data, min(offset+max(column-1, 0), len(p.data)))
	pos.Width = width
	return pos
}

// key reads the key, which must be there where anything is waived.
func (p *parser) key(text string, needed bool) []byte {
	key, err := hex.DecodeString(text)
	switch {
	case text == "" && !needed:
		return nil
	case err != nil || len(key) != 32:
		p.found = append(p.found, ruleKey.At(p.member(-1, "key")))
		return nil
	}
	return key
}

// member is the place of a key of the i-th waiver, that of its header where it has no
// such key; -1 stands for what is above all waivers.
func (p *parser) member(i int, key string) diag.Pos {
	from, to := 0, len(p.data)
	if i >= 0 && i < len(p.begins) {
		from = p.begins[i][0]
	}
	if i+1 < len(p.begins) {
		to = p.begins[i+1][0]
	}
	line := regexp.MustCompile(`(?m)^[ \t]*` + key + `[ \t]*=.*`).FindIndex(p.data[from:to])
	if line == nil {
		return diag.Locate(p.name, p.data, from)
	}
	pos := diag.Locate(p.name, p.data, from+line[0])
	pos.Width = len([]rune(strings.TrimRight(string(p.data[from+line[0]:from+line[1]]), " \r")))
	return pos
}

// value is what stands for a value.
var value = regexp.MustCompile(`^[0-9a-f]{64}$`)

// entry reads the i-th waiver. One that is not sound waives nothing.
func (p *parser) entry(i int, e *entry) (w Waiver, ok bool) {
	before := len(p.found)
	w = e.Waiver
	w.Line = p.member(i, `\[\[`).Line
	for _, m := range [...]struct{ key, text string }{{"rule", w.Rule}, {"file", w.File}, {"value", w.Value}, {"reason", w.Reason}} {
		if strings.TrimSpace(m.text) == "" {
			p.found = append(p.found, ruleMissing.At(p.member(i, m.key), m.key))
		}
	}
	if w.Value != "" && !value.MatchString(w.Value) {
		p.found = append(p.found, ruleValue.At(p.member(i, "value")))
	}
	if clean := path.Clean(strings.ReplaceAll(w.File, `\`, "/")); w.File != "" && clean != w.File {
		p.found = append(p.found, ruleFile.At(p.member(i, "file"), w.File, clean))
	}
	w.Until = p.day(i, "until", e.Until, true)
	w.Date = p.day(i, "date", e.Date, false)
	return w, len(p.found) == before
}

// day reads a day, which may be written as a date of TOML or as a text.
func (p *parser) day(i int, key string, v any, needed bool) string {
	var text string
	switch v := v.(type) {
	case nil:
		if needed {
			p.found = append(p.found, ruleMissing.At(p.member(i, key), key))
		}
		return ""
	case toml.LocalDate:
		text = v.String()
	case string:
		text = v
	}
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		p.found = append(p.found, ruleDay.At(p.member(i, key), key))
		return ""
	}
	return text
}

// repeated finds waivers that say what an earlier one says.
func (p *parser) repeated(l *List) {
	for i, w := range l.Waivers {
		same := func(o Waiver) bool {
			return o.Rule == w.Rule && o.File == w.File && o.Value == w.Value && o.Until == w.Until
		}
		if first := slices.IndexFunc(l.Waivers[:i], same); first >= 0 {
			pos := diag.Pos{File: p.name, Line: w.Line}
			p.found = append(p.found, ruleRepeated.At(pos, l.Waivers[first].Line))
		}
	}
}
