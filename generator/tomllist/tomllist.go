// Package tomllist reads a TOML file that is a list of tables strictly, and knows where
// in it things stand.
//
//	var f struct {
//		Years []year `toml:"year"`
//	}
//	file, found := tomllist.Decode("records/holidays.toml", data, &f, rules)
//	pos := file.At("year", 0, "off")
//
// The library that decodes says where it has failed, but not where a value that it has
// decoded stood. So places are looked for in the text: a table by its header, a key by
// the line that begins with it.
package tomllist

import (
	"bytes"
	"cmp"
	"errors"
	"regexp"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"gongkai/generator/diag"
	"gongkai/generator/tomlsize"
)

// The most entries that a file may have, if its rules say nothing, and how deep brackets
// may nest in it.
const (
	MaxEntries = 10_000
	maxDepth   = 8
)

// Rules are what can be wrong with a file as such: the text is in another encoding (its
// name is the argument), has more entries than it may (how many), is no TOML (the
// words of the library), or has a key that nobody knows (the key).
type Rules struct {
	NotUTF8, TooMuch, Syntax, Unknown *diag.Rule
	// Most is how many entries the file may have; 0: [MaxEntries]. The time that the
	// library takes grows with the square of those of one table.
	Most int
}

// File is a file that was decoded.
type File struct {
	name string
	data []byte
}

// Decode reads a file into a struct. It is nil where the file cannot be used.
func Decode(name string, data []byte, into any, rules Rules) (*File, []diag.Diagnostic) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if enc, pos, _ := diag.Detect(name, data); enc != diag.UTF8 {
		return nil, []diag.Diagnostic{rules.NotUTF8.At(pos, enc.Name())}
	}
	most := cmp.Or(rules.Most, MaxEntries)
	if entries, depth := tomlsize.Of(data); entries > most || depth > maxDepth {
		return nil, []diag.Diagnostic{rules.TooMuch.At(diag.Pos{File: name}, most)}
	}
	f := &File{name, data}
	if err := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields().Decode(into); err != nil {
		return nil, f.faults(err, rules)
	}
	return f, nil
}

// faults says what the library could not read.
func (f *File) faults(err error, rules Rules) (found []diag.Diagnostic) {
	var unknown *toml.StrictMissingError
	if errors.As(err, &unknown) {
		for _, e := range unknown.Errors {
			row, column := e.Position()
			key := e.Key()
			found = append(found, rules.Unknown.At(f.place(row, column, len(strings.Join(key, "."))), key[len(key)-1]))
		}
		return diag.Sort(found)
	}
	pos := diag.Pos{File: f.name}
	var fault *toml.DecodeError
	if errors.As(err, &fault) {
		row, column := fault.Position()
		pos = f.place(row, column, 1)
	}
	return []diag.Diagnostic{rules.Syntax.At(pos, strings.TrimPrefix(err.Error(), "toml: "))}
}

// place is a place by its row and its column in bytes, both from 1.
func (f *File) place(row, column, width int) diag.Pos {
	offset := 0
	for ; row > 1; row-- {
		i := bytes.IndexByte(f.data[offset:], '\n')
		if i < 0 {
			break
		}
		offset += i + 1
	}
	pos := diag.Locate(f.name, f.data, min(offset+max(column-1, 0), len(f.data)))
	pos.Width = width
	return pos
}

// At is the place of a key of the i-th table of a name, that of the table's header where
// it has no such key. What stands above all tables is the key of the table -1.
func (f *File) At(table string, i int, key string) diag.Pos {
	begins := header(regexp.QuoteMeta(table)).FindAllIndex(f.data, -1)
	from, head, to := 0, 0, len(f.data)
	if i >= 0 && i < len(begins) {
		from, head = begins[i][0], begins[i][1]
	}
	if next := header(`[^\]\s]+`).FindIndex(f.data[head:]); next != nil {
		to = head + next[0]
	}
	line := regexp.MustCompile(`(?m)^[ \t]*` + regexp.QuoteMeta(key) + `[ \t]*[.=].*`).FindIndex(f.data[from:to])
	if key == "" || line == nil {
		return diag.Locate(f.name, f.data, from)
	}
	pos := diag.Locate(f.name, f.data, from+line[0])
	pos.Width = len([]rune(strings.TrimRight(string(f.data[from+line[0]:from+line[1]]), " \r")))
	return pos
}

// header matches the line with which a table of a list begins.
func header(name string) *regexp.Regexp {
	return regexp.MustCompile(`(?m)^[ \t]*\[\[[ \t]*` + name + `[ \t]*\]\]`)
}
